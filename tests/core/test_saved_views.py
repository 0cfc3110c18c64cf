"""Saved views: what a list shows, under a name, for oneself and for others who see less."""

import uuid

import pytest

from core.access.principals import Principal
from core.choices import Role
from core.errors import Invalid
from core.models import SavedView, User
from core.services import saved_views
from tests import factories, personas
from tests.personas import cast

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def manager():
    """Somebody who reads and writes all registers."""
    return personas.user("manager", Role.SERVICE_MANAGER)


@pytest.fixture
def pages(client, manager):
    """A signed-in browser."""
    client.force_login(manager)
    return client


@pytest.fixture
def people():
    """Two persons on two sides."""
    return (
        factories.PersonFactory(name="Anna Öz", side="own"),
        factories.PersonFactory(name="Bert Liu", side="customer"),
    )


def names(response):
    """The titles in the table, in order."""
    return [row.record.name for row in response.context["rows"]]


def columns(response):
    """The columns shown, in order."""
    return [heading.column.name for heading in response.context["headings"]]


def keep(user, register, params, name="Mine", **more):
    """A view of somebody."""
    by = Principal.of(user)
    return saved_views.keep(by=by, register=register, name=name, params=params, **more)


def test_what_a_list_shows_is_kept_under_a_name_and_opened_again(pages, people):
    query = "side=customer&sort=-name&column=name&column=side&q=liu"
    answer = pages.post(
        f"/persons/views/new/?{query}", {"name": "  Their  people ", "layout": "list"}
    )
    view = SavedView.objects.get()
    assert answer.url == f"/persons/?view={view.uid}"
    assert view.name == "Their people"
    shown = pages.get(answer.url)
    assert names(shown) == ["Bert Liu"]
    assert columns(shown) == ["name", "side"]
    assert shown.context["listing"].changed is False
    assert b'aria-current="page">Their people' in shown.content


def test_more_parameters_on_top_change_the_view_until_they_are_saved_or_reset(
    pages, people, manager
):
    view = keep(manager, "persons", {"column": ["name"], "side": ["customer"]})
    opened = pages.get(f"/persons/?view={view.uid}&sort=name")
    assert names(opened) == ["Bert Liu"]
    assert opened.context["listing"].changed
    cleared = opened.context["chips"][0][1]
    everybody = pages.get(f"/persons/{cleared}")
    assert "edited=yes" in cleared
    assert names(everybody) == ["Anna Öz", "Bert Liu", "The manager"]
    page = everybody.content.decode()
    assert "Changed" in page
    assert f'href="?view={view.uid}">Reset' in page
    saved = pages.post(f"/persons/views/{view.uid}/save/{cleared}")
    view.refresh_from_db()
    assert view.params == {"column": ["name"], "sort": ["name"]}
    assert names(pages.get(saved.url)) == ["Anna Öz", "Bert Liu", "The manager"]


def test_going_back_to_what_the_view_shows_is_no_change(pages, people, manager):
    view = keep(manager, "persons", {"column": ["name"], "side": ["customer"]})
    same = pages.get(f"/persons/?view={view.uid}&edited=yes&side=customer&column=name&q=")
    assert same.context["listing"].changed is False
    assert same.context["listing"].url() == f"?view={view.uid}"


def test_a_list_begins_with_the_view_that_its_reader_chose(pages, people, manager):
    view = keep(manager, "persons", {"column": ["name"], "side": ["customer"]})
    pages.post(f"/persons/views/{view.uid}/first/", {"wanted": "yes"})
    assert pages.get("/persons/").url == f"/persons/?view={view.uid}"
    assert len(names(pages.get("/persons/?view=all"))) == 3
    assert pages.get("/persons/?q=anna").status_code == 200
    pages.post(f"/persons/views/{view.uid}/delete/")
    assert len(names(pages.get("/persons/"))) == 3
    assert pages.get(f"/persons/?view={view.uid}").status_code == 404


def test_a_role_begins_with_a_shared_view_and_its_people_may_choose_another(
    client, people, manager
):
    view = keep(manager, "persons", {"side": ["customer"], "column": ["name"]}, roles=["auditor"])
    client.force_login(manager)
    answer = client.post(
        f"/persons/views/{view.uid}/",
        {"name": "Mine", "layout": "list", "roles": ["auditor"], "default_for": ["auditor"]},
    )
    assert answer.status_code == 302
    auditor = personas.user("auditor", Role.AUDITOR)
    client.force_login(auditor)
    assert client.get("/persons/").url == f"/persons/?view={view.uid}"
    own = keep(auditor, "persons", {"column": ["name"]})
    client.post(f"/persons/views/{own.uid}/first/", {"wanted": "yes"})
    assert client.get("/persons/").url == f"/persons/?view={own.uid}"
    client.post(f"/persons/views/{own.uid}/first/", {"wanted": "no"})
    assert client.get("/persons/").url == f"/persons/?view={view.uid}"


def test_a_role_cannot_begin_with_what_it_does_not_see(pages, manager):
    view = keep(manager, "persons", {"column": ["name"]})
    answer = pages.post(
        f"/persons/views/{view.uid}/",
        {"name": "Mine", "layout": "list", "default_for": ["auditor"]},
    )
    assert answer.status_code == 400
    assert "These roles cannot see the view: Auditor" in answer.content.decode()


def test_a_shared_view_shows_its_readers_only_what_they_may_see(client):
    world = cast()
    admin = world.users["administrator"]
    view = keep(
        admin, "services", {"column": ["name", "cost", "notes"], "sort": ["-cost"]},
        roles=["representative"],
    )  # fmt: skip
    client.force_login(world.users["representative"])
    shown = client.get(f"/services/?view={view.uid}")
    assert columns(shown) == ["name"]
    assert names(shown) == ["Own service"]
    assert shown.context["listing"].changed is False
    assert b"cost" not in shown.content.lower()
    assert client.get("/services/?view=all&sort=cost").status_code == 400


def test_a_view_that_filters_by_a_hidden_field_says_that_it_cannot_be_used(client):
    world = cast()
    view = keep(
        world.users["administrator"], "services", {"column": ["name"], "outsourced": ["no"], "q": ["own"]},
        roles=["representative"],
    )  # fmt: skip
    client.force_login(world.users["representative"])
    shown = client.get(f"/services/?view={view.uid}")
    page = shown.content.decode()
    assert shown.status_code == 200
    assert names(shown) == []
    assert "This view cannot be used" in page
    assert "outsourced" not in page.lower()
    without = client.get(f"/services/{shown.context['without_lost']}")
    assert names(without) == ["Own service"]
    assert without.context["listing"].changed


def test_a_view_whose_fields_are_gone_still_opens(pages, people, manager):
    view = keep(manager, "persons", {"column": ["shoe_size", "name"], "sort": ["shoe_size"]})
    shown = pages.get(f"/persons/?view={view.uid}")
    assert columns(shown) == ["name"]
    assert len(names(shown)) == 3


def test_a_second_view_of_the_same_name_is_refused_and_what_was_typed_is_kept(pages, manager):
    keep(manager, "persons", {"column": ["name"]})
    answer = pages.post("/persons/views/new/?side=own", {"name": "Mine", "layout": "list"})
    assert answer.status_code == 400
    assert "You have a view of this name already" in answer.content.decode()
    assert 'value="Mine"' in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("view=nonsense", 400),
        (f"view={uuid.UUID(int=5)}", 404),
        ("view=all&edited=perhaps", 400),
    ],
)
def test_an_address_that_names_no_view_is_refused(pages, query, status):
    assert pages.get(f"/persons/?{query}").status_code == status


def test_the_grid_keeps_widths_and_frozen_columns_and_nothing_else(manager):
    grid = {"widths": {"name": 200}, "frozen": ["name"]}
    assert keep(manager, "persons", {}, grid=grid).grid == grid
    for odd in ({"widths": {"name": "wide"}}, {"frozen": "name"}, {"colour": "red"}):
        with pytest.raises(Invalid) as refused:
            keep(manager, "persons", {}, name="Other", grid=odd)
        assert list(refused.value.fields) == ["grid"]


def test_the_classic_registers_are_there_from_the_start(pages):
    factories.ServiceFactory(name="Telephony")
    tabs = {view.name: query for view, query, _now in pages.get("/services/").context["tabs"]}
    assert names(pages.get(f"/services/{tabs['Service portfolio register']}")) == ["Telephony"]
    tabs = {view.name: query for view, query, _now in pages.get("/suppliers/").context["tabs"]}
    assert pages.get(f"/suppliers/{tabs['Supplier management register']}").status_code == 200


def test_views_leave_no_trace_in_history(pages, manager):
    before = User.objects.unscoped("test").get(pk=manager.pk).version
    view = keep(manager, "persons", {})
    pages.post(f"/persons/views/{view.uid}/first/", {"wanted": "yes"})
    assert User.objects.unscoped("test").get(pk=manager.pk).version == before
