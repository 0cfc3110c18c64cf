"""Users and their tokens on screen: invited, given roles, ended, reset, all of it on the record."""

import pytest
from django.core.exceptions import ObjectDoesNotExist

from core.choices import Role
from core.models import AccessEntry, OutboxMessage, Token, User
from tests import personas

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def admin():
    """The administrator."""
    return personas.user("admin", Role.ADMINISTRATOR)


@pytest.fixture
def pages(client, admin):
    """The administrator's browser."""
    client.force_login(admin)
    return client


def text(response):
    """The body as text."""
    return response.content.decode()


def by_email(address):
    """A user, as stored."""
    return User.objects.get(email=address)


def test_an_invited_user_gets_a_link_and_roles_until_a_day(pages):
    form = {
        "name": "Nora New",
        "email": "Nora@Example.org",
        "roles": ["service_owner", "auditor"],
        "access_until": "2999-03-31",
        "change_reason": "Audit in March",
    }
    answer = pages.post("/users/new/", form, follow=True)
    nora = by_email("nora@example.org")
    assert "link is on its way to nora@example.org" in text(answer)
    assert nora.roles == ["auditor", "service_owner"]
    assert nora.access_until.isoformat() == "2999-03-31"
    assert not nora.has_usable_password()
    assert nora.history.get().history_change_reason == "Audit in March"
    mail = OutboxMessage.objects.get(recipient="nora@example.org")
    assert "http://testserver/account/password/reset/key/" in mail.body


def test_an_address_is_invited_once(pages, admin):
    form = {"name": "Twin", "email": admin.email.upper(), "roles": ["auditor"]}
    answer = pages.post("/users/new/", form)
    assert answer.status_code == 400
    assert "Twin" in text(answer)
    assert User.objects.count() == 1


def test_the_link_lets_a_new_user_choose_a_password_and_sign_in(pages, client):
    pages.post("/users/new/", {"name": "N", "email": "n@example.org", "roles": ["auditor"]})
    body = OutboxMessage.objects.get(recipient="n@example.org").body
    link = next(line for line in body.splitlines() if line.startswith("http"))
    client.logout()
    form = client.get(link.removeprefix("http://testserver"), follow=True)
    address = form.redirect_chain[-1][0]
    secret = "correct horse battery staple"
    client.post(address, {"password1": secret, "password2": secret})
    assert by_email("n@example.org").check_password(secret)


def test_roles_and_end_of_access_change_with_a_version(pages):
    user = personas.user("bo", Role.AUDITOR)
    form = {
        "name": user.name,
        "email": user.email,
        "person": user.person.uid,
        "roles": ["service_manager"],
        "is_active": "on",
        "reference": user.reference,
        "access_until": "2999-01-01",
        "version": 1,
    }
    assert pages.post(f"/users/{user.uid}/edit/", form).status_code == 302
    assert by_email(user.email).roles == ["service_manager"]
    stale = pages.post(f"/users/{user.uid}/edit/", {**form, "roles": ["auditor"]})
    assert stale.status_code == 412
    assert by_email(user.email).roles == ["service_manager"]
    assert "Roles" in text(pages.get(f"/users/{user.uid}/history/"))


def test_the_last_administrator_cannot_be_taken_away(pages, admin):
    answer = pages.post(f"/users/{admin.uid}/deactivate/", {"version": 1})
    assert answer.status_code in (400, 409)
    assert by_email(admin.email).is_active


def test_a_deactivated_user_is_out_on_the_next_request(pages, client, admin):
    user = personas.user("bo", Role.AUDITOR)
    theirs = type(client)()
    theirs.force_login(user)
    assert theirs.get("/persons/").status_code == 200
    pages.post(f"/users/{user.uid}/deactivate/", {"version": 1, "change_reason": "Left"})
    assert theirs.get("/persons/").status_code in (302, 403)
    assert user.history.latest("version").history_change_reason == "Left"
    pages.post(f"/users/{user.uid}/reactivate/", {"version": 2})
    assert by_email(user.email).is_active


def test_a_reset_password_ends_sessions_and_sends_a_link(pages, client):
    user = personas.user("bo", Role.AUDITOR)
    theirs = type(client)()
    theirs.force_login(user)
    pages.post(f"/users/{user.uid}/reset-password/", {"version": 1})
    assert theirs.get("/persons/").status_code == 302
    assert OutboxMessage.objects.filter(recipient=user.email).count() == 1
    assert AccessEntry.objects.filter(event="password-reset").count() == 1


def test_a_lost_second_factor_is_removed_and_told(pages):
    user = personas.user("bo", Role.AUDITOR)
    pages.post(f"/users/{user.uid}/reset-second-factor/", {"version": 1})
    assert "second factor" in OutboxMessage.objects.get(recipient=user.email).subject


@pytest.mark.parametrize("page", ["deactivate", "reactivate", "reset-password", "edit"])
def test_only_an_administrator_does_any_of_this(client, page):
    user = personas.user("bo", Role.AUDITOR)
    client.force_login(personas.user("sneaky", Role.AUDITOR))
    assert client.get(f"/users/{user.uid}/").status_code == 200
    assert client.get(f"/users/{user.uid}/{page}/").status_code == 403
    assert client.post(f"/users/{user.uid}/{page}/", {"version": 1}).status_code == 403
    client.force_login(personas.user("manager", Role.SERVICE_MANAGER))
    assert client.get("/users/").status_code == 403
    assert client.post("/users/new/", {"name": "X", "email": "x@example.org"}).status_code == 403
    assert User.objects.count() == 3
    assert OutboxMessage.objects.count() == 0


def test_a_token_is_shown_once_and_works_until_it_is_revoked(pages, admin, client):
    form = {"name": "Monitoring", "days": 30, "scopes": ["read"]}
    first = pages.post("/me/tokens/", form)
    secret = first.context["secret"]
    assert secret in text(first)
    assert secret not in text(pages.get("/me/tokens/"))
    token = Token.objects.get()
    assert secret not in token.digest
    api = {"headers": {"Authorization": f"Bearer {secret}"}}
    other = type(client)()
    assert other.get("/api/v1/persons/", **api).status_code == 200
    pages.post(f"/me/tokens/{token.uid}/revoke/")
    assert other.get("/api/v1/persons/", **api).status_code == 401
    assert "Revoked" in text(pages.get("/me/tokens/"))


@pytest.mark.parametrize(
    "wrong",
    [{"days": 0}, {"days": 99999}, {"days": "x"}, {"scopes": ["everything"]}, {"name": ""}],
)
def test_a_wrong_token_is_refused_and_what_was_typed_stays(pages, wrong):
    form = {"name": "Monitoring", "days": 30, "scopes": ["read"], **wrong}
    answer = pages.post("/me/tokens/", form)
    assert answer.status_code == 400
    assert "Nothing was saved yet" in text(answer)
    assert Token.objects.count() == 0


def test_nobody_revokes_the_token_of_somebody_else(pages, client):
    pages.post("/me/tokens/", {"name": "Mine", "days": 30, "scopes": ["read"]})
    token = Token.objects.get()
    client.force_login(personas.user("bo", Role.AUDITOR))
    assert client.post(f"/me/tokens/{token.uid}/revoke/").status_code == 404
    assert Token.objects.get().revoked_at is None
    assert client.get(f"/me/tokens/{token.uid}/revoke/").status_code == 405


def test_the_profile_names_roles_and_the_end_of_access(client):
    user = personas.user("bo", Role.AUDITOR, access_until="2999-03-31")
    client.force_login(user)
    body = text(client.get("/me/"))
    assert "Auditor" in body
    assert "31 March 2999" in body
    with pytest.raises(ObjectDoesNotExist):
        Token.objects.get()
