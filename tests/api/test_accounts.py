"""Users by API: invited by mail, never without an administrator, reset as from their page."""

import pytest
from allauth.mfa.models import Authenticator

from core.choices import Side
from core.models import AccessEntry, OutboxMessage, Person, User
from tests import factories
from tests.api.caller import Caller


@pytest.fixture
def admin(world) -> Caller:
    return Caller(world.users["administrator"])


def user_called(name):
    return User.objects.unscoped("test").get(name=name)


def mails():
    return list(OutboxMessage.objects.order_by("pk").values_list("recipient", flat=True))


def test_a_new_user_is_invited_with_a_person(admin):
    body = {"name": "Ann", "email": "Ann@Example.org", "roles": ["auditor", "service_owner"]}
    answer = admin.post("users/", body, X_Reason="joined")
    assert answer.status_code == 201, answer.content
    ann = user_called("Ann")
    assert (ann.email, ann.roles) == ("ann@example.org", ["auditor", "service_owner"])
    assert (ann.person.name, ann.person.side) == ("Ann", Side.OWN)
    assert not ann.has_usable_password()
    assert mails() == ["ann@example.org"]
    history = admin.get(f"users/{ann.uid}/history/").json()["results"]
    assert [version["reason"] for version in history] == ["joined"]


def test_an_invitation_repeated_with_its_key_is_one(admin):
    body = {"name": "Ann", "email": "ann@example.org"}
    answers = [admin.post("users/", body, Idempotency_Key="ann") for _try in "12"]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert mails() == ["ann@example.org"]


def test_who_is_not_active_yet_gets_no_mail(admin):
    known = factories.PersonFactory(name="Known", email="known@example.org")
    body = {"name": "Known", "email": "known@example.org", "is_active": False, "reference": "U-1"}
    assert admin.post("users/", body).status_code == 201
    found = user_called("Known")
    assert (found.person, found.is_active, found.reference) == (known, False, "U-1")
    assert mails() == []


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, {"name", "email"}),
        ({"name": "Ann", "email": "no address"}, {"email"}),
        ({"name": "Ann", "email": "administrator@example.org"}, {"email"}),
        ({"name": "Ann", "email": "ann@example.org", "roles": ["king"]}, {"roles"}),
        ({"name": "Ann", "email": "ann@example.org", "password": "x"}, {"password"}),
    ],
)
def test_a_wrong_invitation_names_its_fields_and_leaves_nothing(admin, body, named):
    before = (User._base_manager.count(), Person._base_manager.count())
    answer = admin.post("users/", body)
    assert (answer.status_code, set(answer.json()["errors"])) == (400, named), answer.content
    assert (User._base_manager.count(), Person._base_manager.count()) == before
    assert mails() == []


def test_many_users_are_one_unit_or_none(admin, world):
    owner = world.users["service_owner"]
    rows = [
        {"changes": {"name": "Ann", "email": "ann@example.org"}},
        {"uid": str(owner.uid), "version": owner.version, "changes": {"is_active": False}},
    ]
    wrong = {"changes": {"name": "Bob", "email": "ann@example.org"}}
    answer = admin.post("users/bulk/", {"rows": [*rows, wrong]})
    assert (answer.status_code, list(answer.json()["rows"])) == (400, ["2"]), answer.content
    assert mails() == []
    assert admin.post("users/bulk/", {"rows": rows}).status_code == 200
    owner.refresh_from_db()
    assert (owner.is_active, mails()) == (False, ["ann@example.org"])


def test_the_last_administrator_stays(admin, world):
    last = world.users["administrator"]
    for change in ({"roles": []}, {"is_active": False}, {"access_until": "2020-01-01"}):
        answer = admin.patch(last, change)
        assert answer.status_code == 400, answer.content
        assert b"last administrator" in answer.content


def test_a_password_and_a_second_factor_are_reset(admin, world):
    auditor = world.users["auditor"]
    auditor.set_password("a long password indeed")
    auditor.save(update_fields=["password"])
    Authenticator.objects.create(user=auditor, type="totp", data={})
    assert admin.post(f"users/{auditor.uid}/reset-password/", {}).status_code == 204
    assert admin.post(f"users/{auditor.uid}/reset-second-factor/", {}).status_code == 204
    auditor.refresh_from_db()
    assert not auditor.has_usable_password()
    assert not Authenticator.objects.exists()
    assert mails() == ["auditor@example.org"] * 2
    noted = AccessEntry.objects.order_by("seq").values_list("event", flat=True)
    assert list(noted)[-2:] == ["password-reset", "second-factor-reset"]


@pytest.mark.parametrize("verb", ["reset-password", "reset-second-factor"])
def test_only_administrators_reset_and_only_users_they_see(admin, world, verb):
    auditor = world.users["auditor"]
    path = f"users/{auditor.uid}/{verb}/"
    for name, status in {"auditor": 403, "service_manager": 403, "representative": 403}.items():
        assert Caller(world.users[name]).post(path, {}).status_code == status, name
    reader = Caller(world.users["administrator"], ["read", "services:write"])
    assert reader.post(path, {}).status_code == 403
    assert admin.post(f"users/{world.service.uid}/{verb}/", {}).status_code == 404
    assert admin.post(path, {"mail": "me@evil.example"}).status_code == 400
    assert mails() == []
