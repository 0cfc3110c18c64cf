"""Sign-in through the organisation's OpenID Connect, against a provider in a process of its own."""

import json
import sys
import time
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from config.local.processes import free_port, start, stop
from core.choices import Role
from core.models import User
from tests import factories, personas

pytestmark = [pytest.mark.django_db, pytest.mark.processes]

PEOPLE = {
    "auditor": {"email": "Auditor@Example.org", "email_verified": True},
    "unverified": {"email": "auditor@example.org", "email_verified": False},
    "unknown": {"email": "unknown@example.org", "email_verified": True},
}
DEEP = "/services/?status=active"


@pytest.fixture(scope="module")
def issuer():
    """The address of a running provider that knows the people."""
    port = free_port()
    people = [{"sub": name, "name": name, **claims} for name, claims in PEOPLE.items()]
    claims = [word for one in people for word in ("--user-claims", json.dumps(one))]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "-p", str(port), *claims]
    provider = start(command)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{address}/.well-known/openid-configuration")
        yield address
    finally:
        stop(provider)


def _wait(address):
    for _try in range(100):
        try:
            return requests.get(address, timeout=5).raise_for_status()
        except requests.ConnectionError:
            time.sleep(0.2)
    raise TimeoutError(address)


@pytest.fixture(autouse=True)
def _connected(settings, issuer):
    """As `OIDC_ISSUER`, `OIDC_CLIENT_ID` and `OIDC_CLIENT_SECRET` set it up."""
    app = {"provider_id": "organisation", "name": "Ours", "client_id": "registers", "secret": "s"}
    app["settings"] = {"server_url": issuer}
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}
    }


@pytest.fixture
def auditor():
    return personas.user("auditor", Role.AUDITOR)


def leave(client, next_page=DEEP):
    """Press the button: where the browser is sent."""
    begin = reverse("openid_connect_login", args=["organisation"])
    answer = client.post(begin, {"next": next_page, "process": "login"})
    assert answer.status_code == 302, answer.content
    return answer["Location"]


def consent(address, person):
    """Sign in there: the path back to us."""
    answer = requests.post(address, data={"sub": person}, allow_redirects=False, timeout=10)
    assert answer.status_code == 302, answer.text
    back = urlsplit(answer.headers["Location"])
    assert back.netloc == "testserver"
    return f"{back.path}?{back.query}"


def signed_in(client):
    return client.session.get("_auth_user_id")


def test_a_known_user_signs_in_and_arrives_at_the_deep_link(client, auditor, issuer):
    address = leave(client)
    asked = parse_qs(urlsplit(address).query)
    assert address.startswith(issuer)
    assert asked["code_challenge_method"] == ["S256"]
    assert {"openid", "email"} <= set(asked["scope"][0].split())
    answer = client.get(consent(address, "auditor"))
    assert (answer.status_code, answer["Location"]) == (302, DEEP)
    assert signed_in(client) == str(auditor.pk)
    assert client.get(DEEP).status_code == 200
    assert SocialAccount.objects.get().user == auditor
    again = Client()
    assert again.get(consent(leave(again), "auditor"))["Location"] == DEEP
    assert signed_in(again) == str(auditor.pk)


@pytest.mark.parametrize("person", ["unknown", "unverified"])
def test_who_has_no_account_gets_none(client, auditor, person):
    answer = client.get(consent(leave(client), person), follow=True)
    assert signed_in(client) is None
    assert answer.status_code < 500
    assert list(User.objects.unscoped("test")) == [auditor]
    assert not SocialAccount.objects.exists()
    assert client.get(DEEP).status_code == 302


@pytest.mark.parametrize("change", [{"is_active": False}, {"access_until": "2020-01-01"}])
def test_whose_access_has_ended_stays_out(client, auditor, change):
    first = Client()
    first.get(consent(leave(first), "auditor"))
    assert signed_in(first)
    factories.change(auditor, **change)
    client.get(consent(leave(client), "auditor"), follow=True)
    assert signed_in(client) is None
    assert first.get(DEEP).status_code == 302


def test_an_answer_that_was_not_asked_for_signs_nobody_in(client, auditor):
    path = consent(leave(client), "auditor")
    other = Client()  # whose browser asked for nothing
    leave(other)
    for browser, back in ((other, path), (client, path.replace("state=", "state=x"))):
        assert browser.get(back).status_code < 500
        assert signed_in(browser) is None, back
    assert client.get(path.replace("code=", "code=x")).status_code < 500
    assert signed_in(client) is None


def test_an_answer_counts_once(client, auditor):
    path = consent(leave(client), "auditor")
    client.get(path)
    assert signed_in(client)
    client.logout()
    client.get(path)
    assert signed_in(client) is None


@pytest.mark.parametrize("page", ["//evil.example/", "https://evil.example/", "javascript:x"])
def test_the_deep_link_stays_on_the_site(client, auditor, page):
    answer = client.get(consent(leave(client, page), "auditor"))
    assert signed_in(client) == str(auditor.pk)
    assert "evil" not in answer["Location"]
    assert answer["Location"].startswith("/")


def test_a_provider_that_is_away_is_told_on_a_page(client, settings):
    away = {"server_url": f"http://127.0.0.1:{free_port()}"}
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"] = away
    begin = reverse("openid_connect_login", args=["organisation"])
    client.raise_request_exception = False
    answer = client.post(begin, {"next": DEEP})
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "sign-in service does not answer" in answer.content.decode()
    assert signed_in(client) is None
