"""Whose saved views are whose: readers, owners, and what is left behind."""

import pytest

from core.access.principals import Principal
from core.models import SavedView
from core.services import saved_views
from tests import factories, personas
from tests.personas import cast

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def keep(user, roles):
    """A view of services of somebody."""
    by, params = Principal.of(user), {"column": ["name"]}
    return saved_views.keep(by=by, register="services", name="Mine", params=params, roles=roles)


def test_a_view_is_used_by_its_owner_and_the_roles_it_is_shared_with_and_nobody_else(client):
    world = cast()
    view = keep(world.users["service_manager"], ["auditor"])
    seers = set()
    for name in set(personas.PERSONAS) - {"expired_auditor", "deactivated"}:
        client.force_login(world.users[name])
        if client.get(f"/services/?view={view.uid}").status_code == 200:
            seers.add(name)
    assert seers == {"service_manager", "auditor"}


def test_only_its_owner_changes_or_deletes_a_view(client):
    world = cast()
    view = keep(world.users["service_owner"], ["auditor"])
    client.force_login(world.users["auditor"])
    for page, data in (("", {"name": "Stolen", "layout": "list"}), ("save/", {}), ("delete/", {})):
        assert client.post(f"/services/views/{view.uid}/{page}", data).status_code == 403
    view.refresh_from_db()
    assert (view.name, view.params) == ("Mine", {"column": ["name"]})


def test_an_administrator_clears_away_what_somebody_left_behind(client):
    world = cast()
    leaver, admin = world.users["service_owner"], Principal.of(world.users["administrator"])
    view = keep(leaver, ["administrator"])
    assert not saved_views.may_change(view, admin)
    factories.change(leaver, is_active=False)
    view = SavedView.objects.get()
    assert saved_views.may_change(view, admin)


def test_customers_representatives_keep_views_for_themselves_alone(client):
    world = cast()
    client.force_login(world.users["representative"])
    data = {"name": "Mine", "layout": "list", "roles": ["administrator"]}
    answer = client.post("/services/views/new/?status=active", data)
    assert answer.status_code == 302
    assert SavedView.objects.get().roles == []
