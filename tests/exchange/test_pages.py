"""The import pages: a preview of everything, choices, and a confirmation of just that."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from core.choices import Role
from core.models import ImportPreview, LedgerEntry
from portfolio.models import Service
from tests.exchange.files import FIXTURES, csv_of, xlsx_of
from tests.factories import ServiceFactory, change
from tests.personas import user

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client: Client) -> Client:
    """A service manager who is signed in."""
    client.force_login(user("manager", Role.SERVICE_MANAGER))
    return client


def upload(client: Client, data: bytes, name: str = "test.csv", register: str = "services") -> Any:
    """A file sent to the import page of a register."""
    return client.post(f"/{register}/import/", {"file": SimpleUploadedFile(name, data)})


def kept() -> list[str]:
    """The names of the files that are kept for imports."""
    return default_storage.listdir("imports")[1] if default_storage.exists("imports") else []


def page(client: Client, response: Any) -> str:
    """The page that a redirect leads to."""
    assert response.status_code == 302, response.content.decode()
    return client.get(response.url).content.decode()


def test_the_register_links_to_its_import(manager: Client) -> None:
    assert 'href="/services/import/"' in manager.get("/services/").content.decode()
    assert manager.get("/services/import/").status_code == 200


def test_a_layout_is_shown_completed_and_confirmed(manager: Client) -> None:
    path = FIXTURES / "service-portfolio-register.xlsx"
    response = upload(manager, path.read_bytes(), path.name)
    text = page(manager, response)
    for words in ("Finance Department", "Create these 9", "disabled"):
        assert words in text
    again = manager.post(response.url, {"create_missing": "on"})
    assert "Import 4 rows" in page(manager, again)
    assert Service.objects.count() == 0

    done = manager.post(f"{response.url}confirm/", follow=True)
    assert "The import is done: 33 records were written." in done.content.decode()
    assert Service.objects.count() == 4
    assert kept() == []


def test_the_preview_shows_every_cell_that_changes(manager: Client) -> None:
    ServiceFactory(name="Mail", status="active")
    text = page(
        manager, upload(manager, csv_of("Name,Status,Notes", "Mail,Retiring,x", "B,Actve,"))
    )
    assert '<del class="old">Active</del> <ins class="new">Retiring</ins>' in text
    assert "“Actve” is not one of" in text


def test_rows_can_be_filtered_by_what_they_do(manager: Client) -> None:
    response = upload(manager, csv_of("Name,Status", "Good,Active", "Wrong,Actve"))
    text = manager.get(response.url + "?state=faulty").content.decode()
    assert "Actve" in text
    assert ">Good</td>" not in text


def test_markup_in_a_file_is_shown_as_text(manager: Client) -> None:
    evil = "<img src=x onerror=alert(1)>"
    data = csv_of(f"Name,Status,{evil}", f"{evil},{evil},{evil}", f"Good {evil},Active,x")
    response = upload(manager, data, f"{evil}.csv")
    text = page(manager, response)
    assert "<img src=x" not in text
    assert "&lt;img src=x onerror=alert(1)&gt;" in text


def test_another_column_can_be_chosen_when_none_fits(manager: Client) -> None:
    response = upload(manager, csv_of("Thing,Size", "Mail,5"))
    assert "does not look like services" in page(manager, response)
    assert manager.post(f"{response.url}confirm/").status_code == 409
    manager.post(response.url, {"column-0": "name", "column-1": ""})
    manager.post(f"{response.url}confirm/")
    assert Service.objects.get().name == "Mail"


def test_columns_are_matched_by_hand(manager: Client) -> None:
    response = upload(manager, csv_of("Name,Thing", "Mail,a note"))
    manager.post(
        response.url,
        {
            "column-0": "name",
            "column-1": "notes",
            "fixed-key-0": "status",
            "fixed-value-0": "Active",
        },
    )
    manager.post(f"{response.url}confirm/")
    assert Service.objects.values_list("name", "notes", "status").get() == (
        "Mail",
        "a note",
        "active",
    )


def test_a_record_that_changed_meanwhile_stops_everything_and_is_named(manager: Client) -> None:
    row = ServiceFactory(name="Mail")
    response = upload(manager, csv_of("Name,Notes", "Mail,mine", "Chat,new"))
    change(row, notes="theirs")
    before = LedgerEntry.objects.count()
    answer = manager.post(f"{response.url}confirm/")
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "nothing was written" in text
    assert "row 2, Mail" in text
    assert LedgerEntry.objects.count() == before
    assert "theirs" in manager.get(response.url).content.decode()
    assert manager.post(f"{response.url}confirm/").status_code == 302


def test_a_preview_can_be_confirmed_in_another_language(manager: Client) -> None:
    ServiceFactory(name="Mail", status="active")
    response = upload(manager, csv_of("Name,Status", "Mail,Retiring", "Chat,Active"))
    with translation.override(None):
        german = {"Accept-Language": "de"}
        answer = manager.post(f"{response.url}confirm/", headers=german)
    assert answer.status_code == 302
    assert Service.objects.count() == 2


def test_a_file_that_was_exchanged_is_not_imported(manager: Client) -> None:
    response = upload(manager, csv_of("Name,Notes", "Mail,mine"))
    preview = ImportPreview.objects.get()
    default_storage.delete(preview.key)
    with default_storage.open(preview.key, "wb") as file:
        file.write(csv_of("Name,Notes", "Evil,x"))
    answer = manager.post(f"{response.url}confirm/")
    assert (answer.status_code, Service.objects.count()) == (409, 0)


def test_a_second_click_imports_nothing_again(manager: Client) -> None:
    response = upload(manager, csv_of("Name,Notes", "Mail,mine"))
    assert manager.post(f"{response.url}confirm/").status_code == 302
    assert manager.post(f"{response.url}confirm/").status_code == 409
    assert Service.objects.count() == 1


def test_faulty_rows_are_left_out_only_when_asked(manager: Client) -> None:
    response = upload(manager, csv_of("Name,Status", "Good,Active", "Wrong,Actve"))
    assert manager.post(f"{response.url}confirm/").status_code == 400
    assert Service.objects.count() == 0
    manager.post(response.url, {"skip_faulty": "on"})
    manager.post(f"{response.url}confirm/")
    assert [row.name for row in Service.objects.all()] == ["Good"]


def test_a_preview_is_seen_only_by_who_asked_for_it(manager: Client) -> None:
    response = upload(manager, csv_of("Name,Notes", "Mail,mine"))
    other = Client()
    other.force_login(user("other", Role.ADMINISTRATOR))
    for method, path in (("get", ""), ("post", ""), ("post", "confirm/"), ("post", "cancel/")):
        assert getattr(other, method)(response.url + path).status_code == 404
    assert manager.get(response.url.replace("services", "customers")).status_code in (403, 404)


def test_who_may_not_import_meets_no_form(client: Client) -> None:
    client.force_login(user("ada", Role.AUDITOR))
    assert client.get("/services/import/").status_code == 403
    assert upload(client, csv_of("Name", "x")).status_code == 403
    assert kept() == []


def test_a_forgotten_file_is_gone(manager: Client) -> None:
    response = upload(manager, csv_of("Name,Notes", "Mail,mine"))
    assert len(kept()) == 1
    manager.post(f"{response.url}cancel/")
    assert (kept(), ImportPreview.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("a.csv", b"", 400),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, 400),
        ("a.pdf", b"%PDF-1.7", 400),
        ("a.xlsx", b"PK\x03\x04 broken", 400),
        ("a.csv", b"x" * 2_000_000, 413),
        ("a.csv", b'Name,Notes\r\n"open,x\r\n', 400),
        ("a.json", b"[" * 100_000, 400),
    ],
)
def test_hostile_files_are_refused_and_leave_nothing(
    manager: Client, settings: Any, name: str, data: bytes, status: int
) -> None:
    settings.IMPORT_MAX_BYTES = 1_000_000
    response = upload(manager, data, name)
    assert response.status_code == status, response.content.decode()
    assert (kept(), ImportPreview.objects.count()) == ([], 0)


def test_no_file_is_said(manager: Client) -> None:
    response = manager.post("/services/import/", {})
    assert "Choose a file to import" in response.content.decode()


def test_a_workbook_without_header_offers_to_choose_one(manager: Client) -> None:
    data = xlsx_of([["1", "2"], ["Name", "Notes"], ["Mail", "x"]])
    response = upload(manager, data, "a.xlsx")
    assert "no row looks like a header" in page(manager, response)
    manager.post(response.url, {"header_row": "2"})
    manager.post(f"{response.url}confirm/")
    assert Service.objects.get().name == "Mail"
