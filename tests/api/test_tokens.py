"""Tokens: hashed, scoped, expiring, refused on the very next request after their end."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from core import tokens
from core.access.principals import Principal, system
from core.errors import Forbidden, Invalid
from core.models import AccessEntry, Token
from tests import factories
from tests.api.caller import Caller

PATH = "/api/v1/services/"


@pytest.fixture
def manager(world) -> Caller:
    return Caller(world.users["service_manager"])


def events():
    found = AccessEntry.objects.order_by("seq").values_list("payload", flat=True)
    return [json.loads(payload) for payload in found]


def refused(caller):
    response = caller.get("services/")
    assert response["WWW-Authenticate"] == 'Bearer realm="api"'
    assert response.json()["type"] == "/problems/not-authenticated"
    return response.status_code == 401


def test_only_the_hash_of_a_token_is_kept(manager):
    stored = Token.objects.get()
    texts = [str(value) for value in vars(stored).values()]
    assert manager.secret.startswith("sms_")
    assert not any(manager.secret in text for text in texts)
    assert manager.secret[4:12] not in str(events())


def test_nobody_gets_in_without_a_token(world):
    response = Client().get(PATH)
    assert response.status_code == 401
    assert response["WWW-Authenticate"] == 'Bearer realm="api"'


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Bearer sms_x", "Bearer " + "x" * 5000])
def test_a_wrong_token_is_refused(world, header):
    assert Client(headers={"Authorization": header}).get(PATH).status_code == 401


def test_a_token_in_the_address_is_no_token(manager):
    for name in ("token", "access_token", "api_key"):
        assert Client().get(PATH, {name: manager.secret}).status_code == 401


def test_revoking_counts_at_once(manager):
    assert manager.get("services/").status_code == 200
    tokens.revoke_token(manager.token, by=system("tests"))
    assert refused(manager)
    said = [(entry["event"], entry["subject"]["token"]) for entry in events()]
    uid = str(manager.token.uid)
    assert said == [("token-given", uid), ("token-revoked", uid)]


def test_an_expired_token_is_refused(manager):
    Token.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert refused(manager)


def test_deactivating_and_the_end_of_access_count_at_once(world):
    for persona, values in (
        ("service_manager", {"is_active": False}),
        ("auditor", {"access_until": timezone.localdate() - timedelta(days=1)}),
    ):
        caller = Caller(world.users[persona])
        assert caller.get("services/").status_code == 200
        factories.change(world.users[persona], **values)
        assert refused(caller)


def test_losing_a_role_counts_at_once(world):
    caller = Caller(world.users["service_manager"])
    factories.change(world.users["service_manager"], roles=[])
    assert caller.get("services/").status_code == 403


def test_scopes_narrow_what_the_user_may(world):
    manager = world.users["service_manager"]
    reader = Caller(manager, ["read"])
    assert reader.get("services/").status_code == 200
    assert reader.post("services/", {"name": "x"}).status_code == 403
    assert reader.patch(world.service, {"name": "x"}).status_code == 403
    narrow = Caller(manager, ["services:read", "services:write"])
    assert narrow.patch(world.service, {"name": "x"}).status_code == 200
    assert narrow.get("customers/").status_code == 403
    assert narrow.get(f"customers/{world.customer.uid}/").status_code == 403
    assert [entry["name"] for entry in narrow.get("").json()["registers"]] == ["services"]


def test_a_scope_shows_no_links_it_does_not_cover(world):
    narrow = Caller(world.users["auditor"], ["services:read"])
    assert narrow.get(f"services/{world.service.uid}/").json()["owner"] is None


def test_a_token_adds_no_rights_to_its_owner(world):
    wide = Caller(world.users["auditor"], ["read", "write"])
    assert wide.post("services/", {"name": "x"}).status_code == 403


def test_the_use_of_a_token_is_noted_once_a_minute(manager, django_assert_num_queries):
    manager.get("services/")
    first = Token.objects.get().last_used_at
    assert first is not None
    manager.get("services/")
    assert Token.objects.get().last_used_at == first


def test_me_says_who_and_what(manager, world):
    body = manager.get("me/").json()
    assert body["email"] == "service-manager@example.org"
    assert body["roles"] == ["service_manager"]
    assert body["token"]["scopes"] == ["read", "write"]


def test_a_browser_session_works_and_needs_its_csrf_token(world):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world.users["service_manager"])
    assert browser.get(PATH).status_code == 200
    body = json.dumps({"name": "From the grid"})
    plain = browser.post(PATH, body, content_type="application/json")
    assert plain.status_code == 403
    browser.cookies["csrftoken"] = "a" * 32
    sent = browser.post(
        PATH, body, content_type="application/json", headers={"X-CSRFToken": "a" * 32}
    )
    assert sent.status_code == 201
    factories.change(world.users["service_manager"], is_active=False)
    assert browser.get(PATH).status_code == 401


def test_who_may_give_a_token(world):
    user, other = world.users["auditor"], world.users["service_owner"]
    rest = {"name": "x", "scopes": ["read"], "days": 1}
    tokens.give_token(user=user, by=Principal.of(user), **rest)
    tokens.give_token(user=user, by=world.principal("administrator"), **rest)
    for by in (Principal.of(other), Principal.of(user, frozenset({"read", "write"}))):
        with pytest.raises(Forbidden):
            tokens.give_token(user=user, by=by, **rest)


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"scopes": ["everything"]}, "scopes"),
        ({"scopes": []}, "scopes"),
        ({"days": 0}, "days"),
        ({"days": 10_000}, "days"),
        ({"name": " "}, "name"),
    ],
)
def test_a_token_has_name_scopes_and_days(world, wrong, name):
    rest = {"name": "x", "scopes": ["read"], "days": 1, **wrong}
    with pytest.raises(Invalid) as caught:
        tokens.give_token(user=world.users["auditor"], by=system("tests"), **rest)
    assert list(caught.value.fields) == [name]


def test_the_command_gives_prints_once_and_revokes(world):
    out = StringIO()
    email = "Auditor@example.org"
    call_command("token", email, "--name", "nightly", "--days", "3", stdout=out, stderr=StringIO())
    client = Client(headers={"Authorization": f"Bearer {out.getvalue().strip()}"})
    assert client.get(PATH).status_code == 200
    assert Token.objects.get().scopes == ["read"]
    call_command("token", email, "--name", "nightly", "--revoke", stdout=out)
    assert client.get(PATH).status_code == 401


@pytest.mark.parametrize(
    "arguments",
    [
        ["nobody@example.org", "--name", "x"],
        ["auditor@example.org", "--name", "x", "--scope", "all"],
        ["auditor@example.org", "--name", "x", "--revoke"],
        ["expired-auditor@example.org", "--name", "x"],
    ],
)
def test_the_command_says_in_a_sentence_why_it_cannot(world, arguments):
    with pytest.raises(CommandError, match=r"^[A-Z].*\.$|^There is no user"):
        call_command("token", *arguments)
