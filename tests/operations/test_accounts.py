"""Accounts begin with a link, end at once, and every change of them is on record."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone

from core.access.principals import Principal, system, today
from core.choices import Origin, Role
from core.errors import Forbidden, Invalid
from core.models import LedgerEntry, OutboxMessage, Person, User
from core.services import accounts
from tests import factories, personas
from tests.operations.sign_in import PASSWORD, choose, events, invite, link, sign_in

pytestmark = pytest.mark.django_db


def test_an_invitation_makes_user_and_person_and_a_mail_in_one_unit(by):
    user = invite(by)
    assert (user.email, user.roles) == ("ann@example.org", ["auditor"])
    assert (user.person.name, user.person.email) == ("Ann", "ann@example.org")
    entries = LedgerEntry.objects.order_by("-seq")[:2]
    assert {entry.type for entry in entries} == {"users", "persons"}
    message = OutboxMessage.objects.get()
    assert (message.recipient, message.record_id) == ("ann@example.org", user.pk)


def test_the_invited_choose_a_password_once_and_sign_in(by, client):
    user = invite(by)
    assert not sign_in(client, user.email, "")
    path = link()
    assert choose(client, path).status_code == 302
    assert sign_in(client, "ANN@example.org")
    client.logout()
    choose(client, path, "another horse battery staple")
    assert not sign_in(client, user.email, "another horse battery staple")
    assert events() == ["password-chosen"]


def test_a_link_ends_after_its_time(by, client, settings, time_machine):
    user = invite(by)
    path = link()
    later = timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT, hours=3)  # any time zone
    time_machine.move_to(timezone.now() + later)
    choose(client, path)
    assert not sign_in(client, user.email)


def test_a_weak_password_is_refused_from_a_link(by, client):
    user = invite(by)
    answer = choose(client, link(), "password1")
    assert answer.status_code == 200
    assert not sign_in(client, user.email, "password1")


def test_an_invitation_finds_the_person_with_that_address(by):
    known = factories.PersonFactory(name="Ann Smith", email="ANN@example.org")
    assert invite(by).person == known
    assert Person.objects.filter(email__iexact="ann@example.org").count() == 1


def test_an_address_has_one_account(by):
    invite(by)
    with pytest.raises(Invalid) as error:
        invite(by)
    assert "email" in error.value.fields
    assert OutboxMessage.objects.count() == 1


def test_only_administrators_touch_accounts(admin):
    manager = Principal.of(personas.user("manager", Role.SERVICE_MANAGER))
    for attempt in (
        lambda: invite(manager),
        lambda: accounts.reset_password(user=admin, by=manager),
        lambda: accounts.reset_second_factor(user=admin, by=manager),
    ):
        with pytest.raises(Forbidden):
            attempt()
    assert not OutboxMessage.objects.exists()
    assert User.objects.unscoped("test").count() == 2


def test_a_deactivated_user_is_out_at_the_next_request(by, client):
    user = invite(by, password=PASSWORD)
    assert sign_in(client, user.email)
    assert client.get(reverse("profile")).status_code == 200
    accounts.deactivate(user=user, by=by)
    assert client.get(reverse("profile")).status_code == 302
    client.logout()
    assert not sign_in(client, user.email)
    user.refresh_from_db()
    accounts.reactivate(user=user, by=by)
    assert sign_in(client, user.email)


def test_the_day_after_the_last_day_a_user_is_out(by, client):
    user = invite(by, password=PASSWORD, access_until=today())
    assert sign_in(client, user.email)
    assert client.get(reverse("profile")).status_code == 200
    yesterday = today() - timedelta(days=1)
    values = {"access_until": yesterday}
    accounts.change_user(uid=user.uid, values=values, version=user.version, by=by)
    assert client.get(reverse("profile")).status_code == 302


def test_an_archived_user_is_out(by, client):
    user = invite(by, password=PASSWORD)
    assert sign_in(client, user.email)
    factories.archive(user)
    assert client.get(reverse("profile")).status_code == 302


@pytest.mark.parametrize("values", [{"roles": []}, {"is_active": False}])
def test_the_last_administrator_stays(admin, by, values):
    personas.user("gone", Role.ADMINISTRATOR, is_active=False)
    with pytest.raises(Invalid):
        factories.change(admin, **values)
    with pytest.raises(Invalid):
        factories.archive(admin)
    admin.refresh_from_db()
    assert admin.can_administer()
    personas.user("second", Role.ADMINISTRATOR)
    factories.change(admin, **values)


def test_resetting_a_password_ends_sessions_and_sends_a_link(by, client):
    user = invite(by, password=PASSWORD)
    assert sign_in(client, user.email)
    accounts.reset_password(user=user, by=by)
    assert client.get(reverse("profile")).status_code == 302
    assert not sign_in(client, user.email)
    choose(client, link())
    assert sign_in(client, user.email)
    assert events() == ["password-reset", "password-chosen"]


def test_resetting_the_second_factor_removes_it_and_tells_the_user(by):
    user = invite(by, password=PASSWORD)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    accounts.reset_second_factor(user=user, by=by)
    assert not Authenticator.objects.exists()
    assert OutboxMessage.objects.get().recipient == user.email
    assert events() == ["second-factor-reset"]


def test_bootstrap_makes_rescues_and_repeats():
    command = system("first start")
    values = {"name": "Root", "email": "root@example.org", "by": command}
    user = accounts.bootstrap_admin(**values, password=PASSWORD)
    assert user.can_administer()
    personas.user("second", Role.ADMINISTRATOR)
    factories.change(user, roles=[], is_active=False)
    rescued = accounts.bootstrap_admin(**values)
    assert rescued.can_administer()
    assert rescued.history.first().history_origin == Origin.COMMAND
    assert accounts.bootstrap_admin(**values).version == rescued.version
