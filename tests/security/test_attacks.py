"""Single attacks: managed fields, ORM keys, redirects, hosts, scripts in texts, headers, sessions."""

from __future__ import annotations

import json
from datetime import timedelta
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import reverse

from core.access.principals import today
from core.models import OutboxMessage, User
from core.models.base import MANAGED
from tests import factories
from tests.api.caller import Caller
from tests.contract.hidden import unpacked
from tests.personas import cast
from tests.security.ground import browser, entries

PAYLOADS = (
    '"><img src=x onerror=alert(1)>', "<script>alert(1)</script>", "'-alert(1)-'",
    "</textarea><svg onload=alert(1)>", "{{7*7}}{% include 'x' %}",
)  # fmt: skip
ALIVE = ("<img src=x", "<script>alert", "<svg onload", "</textarea><svg")
POLICY = {"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return cast()


def patch(client, row, **changes):
    """Change a record through the API with a session."""
    path = reverse(f"api:{row.register.name}-detail", args=[row.uid])
    tag = {"If-Match": f'"{row.uid}:{row.version}"'}
    return client.patch(path, json.dumps(changes), "application/json", headers=tag)


def test_fields_that_the_site_manages_cannot_be_written(world):
    client, before = browser(world.users["administrator"]), entries()
    names = [*MANAGED, "history", "created_by", "signed_at", "chain", "password", "is_superuser"]
    for name in names:
        if name != "version":
            assert patch(client, world.service, **{name: "1"}).status_code == 400, name
    assert entries() == before


def test_nobody_makes_themselves_an_administrator(world):
    me = world.users["service_manager"]
    client, before = browser(me), entries()
    changes = {"roles": ["administrator"], "is_superuser": True, "is_active": True}
    assert patch(client, me, **changes).status_code in (403, 404)
    for method in ("patch", "put", "post"):
        answer = getattr(client, method)(reverse("api:me"), json.dumps(changes), "application/json")
        assert answer.status_code == 405
    for page in ("edit", "deactivate"):
        assert client.post(reverse(f"users-{page}", args=[me.uid]), changes).status_code in (
            403,
            404,
        )
    assert User.objects.unscoped("the test looks").get(pk=me.pk).roles == ["service_manager"]
    assert entries() == before


def test_no_password_comes_in_by_the_api_and_weak_ones_nowhere(world):
    client = browser(world.users["administrator"])
    body = json.dumps({"name": "X", "email": "x@example.org", "password": "1"})
    answer = client.post(reverse("api:users-list"), body, "application/json")
    assert answer.status_code == 400
    assert "password" in answer.json()["errors"] or "password" in unpacked(answer)
    form = {"oldpassword": "", "password1": "1", "password2": "1"}
    before = world.users["administrator"].password
    client.post(reverse("account_change_password"), form)
    assert User.objects.unscoped("the test looks").get(name="The administrator").password == before


@pytest.mark.parametrize(
    "query",
    [
        "owner__user__password__startswith=a", "owner__password=a", "_connector=OR", "pk=1", "id=1",
        "record=1", "record__id=1", "uid__startswith=a", "sort=owner__user__password",
        "sort=-record", "ordering=owner__user__password", "column=record", "fields=password",
        "depth=3&expand=owner", "name__regex=.*", "owner__in=x&owner__name=y",
    ],
)  # fmt: skip
def test_keys_of_the_database_are_no_parameters(world, query):
    client = browser(world.users["administrator"])
    for path in (reverse("services-list"), reverse("api:services-list")):
        assert client.get(f"{path}?{query}").status_code == 400, path


@pytest.mark.parametrize(
    "where", ["//e.example", "/\\e.example", "%2f%2fe.example", "https:e.example",
              "javascript:alert(1)", "https://e.example/"],
)  # fmt: skip
def test_signing_in_leads_to_our_own_pages_only(where):
    factories.UserFactory(email="a@example.org", password="long enough 123")
    form = {"login": "a@example.org", "password": "long enough 123", "next": where}
    answer = browser().post(reverse("account_login"), form)
    assert answer.status_code == 302
    # Browsers take a backslash for a slash.
    target = urljoin("http://testserver/account/login/", answer["Location"].replace("\\", "/"))
    assert urlsplit(target)[:2] == ("http", "testserver")


def test_mails_name_our_own_address_whatever_the_request_says(world):
    form = {"email": world.users["auditor"].email}
    path = reverse("account_reset_password")
    assert browser().post(path, form, headers={"Host": "evil.example"}).status_code == 400
    browser().post(path, form, headers={"X-Forwarded-Host": "evil.example"})
    mails = [str(vars(message)) for message in OutboxMessage.objects.all()]
    assert mails
    assert all("evil.example" not in mail for mail in mails)
    assert any("http://testserver/" in mail for mail in mails)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_links_that_run_are_refused(world, address):
    answer = patch(browser(world.users["administrator"]), world.service, link=address)
    assert answer.status_code == 400
    assert "link" in unpacked(answer)


@pytest.mark.pages
@pytest.mark.parametrize("payload", PAYLOADS)
def test_scripts_in_texts_are_only_shown(world, payload):
    texts = dict.fromkeys(("name", "description", "notes", "service_hours", "drivers"), payload)
    row = factories.change(world.service, **texts)
    factories.ActionFactory(name=payload, subject=row.record)
    client = browser(world.users["administrator"])
    columns = "&".join(f"column={name}" for name in ("reference", *texts))
    detail = reverse("services-detail", args=[row.uid])
    paths = [
        f"/services/?{columns}", detail, f"{detail}edit/", f"{detail}history/", f"{detail}archive/",
        f"{detail}versions/{row.version}/", "/search/?q=alert", "/actions/", "/",
        f"/services/?q={payload}", f"/services/?status={payload}",
    ]  # fmt: skip
    for path in paths:
        text = unpacked(client.get(path))
        assert [live for live in ALIVE if live in text] == [], path


@pytest.mark.pages
def test_every_answer_has_the_headers(world):
    client = browser(world.users["administrator"])
    row = world.service.uid
    paths = ["/", "/services/", f"/services/{row}/", "/services/?sort=x", "/nothing/", "/api/v1/",
             f"/api/v1/services/{row}/", "/api/v1/nothing/", "/services/export/?format=csv",
             "/livez", "/readyz", "/account/login/", "/api/v1/docs/", "/?q=%00",
             "/static/css/base.css"]  # fmt: skip
    for path in paths:
        for who in (client, browser()):
            answer = who.get(path)
            assert set(answer.headers) >= POLICY, (path, answer.status_code)
            policy = answer["Content-Security-Policy"]
            assert "frame-ancestors 'none'" in policy or path.startswith("/api/v1/docs"), path
            assert "unsafe" not in policy, path
            assert answer["X-Content-Type-Options"] == "nosniff"
        if not path.startswith("/static"):
            assert "no-store" in client.get(path)["Cache-Control"], path


def refused(world, name, callers):
    """Both the session and the token of the persona are refused."""
    session, token = callers
    for path in ("/services/", reverse("services-export") + "?format=csv"):
        assert session.get(path).status_code in (302, 403), path
    assert session.get("/api/v1/services/").status_code in (401, 403)
    assert token.get("services/").status_code == 401
    assert str(world.service.uid) not in unpacked(session.get("/services/"))


@pytest.mark.parametrize(
    "change", [{"access_until": today() - timedelta(days=1)}, {"is_active": False}], ids=str
)
def test_an_end_of_access_counts_from_the_next_request_on(world, change):
    user = world.users["auditor"]
    callers = (browser(user), Caller(user, ("read",)))
    assert callers[0].get("/services/").status_code == 200
    assert callers[1].get("services/").status_code == 200
    factories.change(user, **change)
    refused(world, "auditor", callers)


def test_roles_taken_away_count_from_the_next_request_on(world):
    user = world.users["auditor"]
    session, token = browser(user), Caller(user, ("read",))
    assert token.get("services/").status_code == 200
    factories.change(user, roles=[])
    assert session.get("/services/").status_code == 403
    assert token.get("services/").status_code == 403
