"""Components in a real browser: the tour ends for good, dialogs give the focus back, rows move closer."""

import pytest
from playwright.sync_api import expect


def tour_again(page):
    """Begin the tour as somebody does who wants to see it again."""
    page.goto("/me/preferences/")
    page.get_by_role("button", name="Show it again").click()
    expect(page.locator("#tour")).to_be_visible()


def test_the_tour_is_walked_by_keyboard_and_escape_ends_it_for_good(visitor):
    page = visitor("Supplier manager")
    tour_again(page)
    page.get_by_role("button", name="Continue").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Find everything from here")).to_be_focused()
    expect(page.locator(".top-search")).to_have_class("top-search tour-target")
    with page.expect_response("**/me/tour/") as answer:
        page.keyboard.press("Escape")
    assert answer.value.status == 204
    expect(page.locator("#tour")).to_have_count(0)
    page.reload()
    expect(page.locator("#tour")).to_have_count(0)


def test_the_last_step_of_the_tour_says_done(visitor):
    page = visitor("Supplier manager")
    tour_again(page)
    for _step in range(4):
        page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Make it yours")).to_be_visible()
    page.get_by_role("button", name="Done").click()
    expect(page.locator("#tour")).to_have_count(0)


def test_a_dialog_asks_first_and_gives_the_focus_back(visitor):
    page = visitor("Service manager")
    page.goto("/design/")
    opener = page.get_by_role("button", name="Revoke").nth(0)
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Revoke the token?")
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_toast_is_announced_and_can_be_closed(visitor):
    page = visitor("Service manager")
    page.goto("/design/")
    page.get_by_role("button", name="Show a toast").click()
    toast = page.get_by_role("status").filter(has_text="The cell was saved.")
    expect(toast).to_be_visible()
    toast.get_by_role("button", name="Close").click()
    expect(page.locator(".toast-note")).to_have_count(0)


def row_height(page):
    page.goto("/services/?layout=list")
    return page.locator("#register-area tbody tr").nth(3).bounding_box()["height"]


def choose(page, words):
    page.goto("/me/preferences/")
    page.get_by_label(words, exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Your preferences were kept.")).to_be_visible()


def test_compact_rows_are_lower_on_every_device(visitor):
    page = visitor("Service owner", size={"width": 1440, "height": 900})
    before = row_height(page)
    choose(page, "Compact")
    assert row_height(visitor("Service owner")) < before - 5
    choose(page, "Comfortable")
    assert row_height(page) == before


def test_paper_is_black_on_white_without_menu_even_in_the_dark(visitor):
    page = visitor("Service manager", color_scheme="dark")
    page.goto("/services/?layout=list")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".side")).to_be_hidden()
    expect(page.locator(".tools")).to_be_hidden()
    expect(page.locator(".bulk")).to_be_hidden()
    expect(page.locator("#register-area input:visible")).to_have_count(0)
    colours = "e => [getComputedStyle(e).color, getComputedStyle(document.body).backgroundColor]"
    cell = page.locator("#register-area tbody td").first
    assert cell.evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert page.locator("#register-area thead").is_visible()


def test_wide_tables_fit_on_paper(visitor):
    page = visitor("Service manager", size={"width": 1030, "height": 700})  # A4 across, in pixels
    page.goto("/agreements/?layout=list")
    every = page.locator("[name=column]").evaluate_all("all => all.map(each => each.value)")
    asked = "&".join(f"column={name}" for name in dict.fromkeys(every))
    page.emulate_media(media="print")
    for path in (
        f"/agreements/?layout=list&{asked}",
        "/actions/?layout=list",
        "/levels/",
        "/parties/",
    ):
        page.goto(path)
        widths = page.locator("table.grid").first.evaluate("e => [e.scrollWidth, e.offsetWidth]")
        assert max(widths) <= page.evaluate("document.querySelector('main').clientWidth"), path
        size = page.evaluate("getComputedStyle(document.body).page")
        assert size == "wide"


def test_a_chart_fits_a_telephone_and_its_data_are_a_table(visitor):
    page = visitor("Service manager", size={"width": 360, "height": 740})
    page.goto("/design/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    chart = page.locator("figure.chart").first
    expect(chart.locator(".chart-narrow")).to_be_visible()
    expect(chart.locator(".chart-wide")).to_be_hidden()
    chart.get_by_text("Data as a table").click()
    expect(chart.get_by_role("row").nth(4)).to_contain_text("no data")


def sheets_outside(page):
    """The open menus that reach over an edge of the window, opened one by one."""
    return page.evaluate(
        """() => [...document.querySelectorAll("details.menu")].filter((menu) => {
            if (!menu.checkVisibility()) return false;
            menu.open = true;
            const box = menu.querySelector(".menu-sheet").getBoundingClientRect();
            menu.open = false;
            return box.left < 0 || box.right > innerWidth;
        }).map((menu) => menu.innerText)"""
    )


@pytest.mark.parametrize("width", [360, 768, 1024, 1280])
def test_no_menu_reaches_over_the_edge_of_the_window(visitor, width):
    page = visitor("Service manager", size={"width": width, "height": 800})
    page.goto("/services/?layout=list")
    assert sheets_outside(page) == []
    page.goto(page.locator("#register-area tbody a").first.get_attribute("href"))
    assert sheets_outside(page) == []
