"""What every request gets, and how the site answers when it cannot."""

import json

import pytest
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path

from core.web import refusals
from core.web.middleware import DatabaseDown
from core.web.refusals import server_error


def away(request):
    raise OperationalError("database is locked")


def broken(request):
    raise RuntimeError("no such thing")


def echo(request):
    return HttpResponse(request.POST.get("name", "nothing"))


urlpatterns = [
    path("away/", away),
    path("api/away/", away),
    path("broken/", broken),
    path("echo/", echo),
]
handler500 = server_error


@pytest.fixture
def site(client, settings):
    """A client of a small site behind the real middleware."""
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "allauth" not in name]
    client.raise_request_exception = False
    return client


def test_a_request_gets_an_id(site):
    assert len(site.get("/echo/")["X-Request-ID"]) == 32


def test_a_well_formed_id_is_kept(site):
    assert (
        site.get("/echo/", headers={"X-Request-ID": "front-0042"})["X-Request-ID"] == "front-0042"
    )


@pytest.mark.parametrize("given", ["short", "x" * 65, "two words", "new\nline-here", "ümläut-id"])
def test_an_id_that_could_forge_a_log_is_replaced(site, given):
    assert site.get("/echo/", headers={"X-Request-ID": given})["X-Request-ID"] != given


def test_every_answer_has_safe_headers(site):
    headers = site.get("/echo/").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert "camera=()" in headers["Permissions-Policy"]


def test_the_content_policy_allows_nothing_inline(site):
    policy = site.get("/echo/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("odd", ["%00", "a%00b", "%ED%A0%80", "%FF"])
def test_odd_text_in_a_query_is_refused(site, odd):
    assert site.get(f"/echo/?q={odd}").status_code == 400


def test_odd_text_in_a_path_is_refused(site):
    assert site.get("/echo/%00/").status_code == 400


@pytest.mark.parametrize("body", ["name=%00", "name=%ED%A0%80", "na%00me=x"])
def test_odd_text_in_a_form_is_refused(site, body):
    response = site.post("/echo/", body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 400


def test_odd_text_in_a_form_with_files_is_refused(site):
    assert site.post("/echo/", {"name": "a\x00b"}).status_code == 400


@pytest.mark.parametrize(
    "body",
    ['{"a": "\\u0000"}', '{"a": ["\\ud800"]}', '{"\\uDFFF": 1}', '{"a": "\x00"}', '{"\\ud800'],
)
def test_odd_text_in_json_is_refused(site, body):
    assert site.post("/echo/", body, content_type="application/json").status_code == 400


@pytest.mark.parametrize("body", ['{"a": "\\ud83d\\ude00"}', '{"a": "\\\\u0000"}'])
def test_text_that_only_looks_odd_passes(site, body):
    assert site.post("/echo/", body, content_type="application/json").status_code == 200


def test_ordinary_text_passes(site):
    assert site.post("/echo/", {"name": "Zoë ✓ 😀"}).content.decode() == "Zoë ✓ 😀"


def test_a_request_that_is_too_large_is_refused_before_it_is_read(site, settings):
    settings.UPLOAD_MAX_BYTES = 100
    assert site.post("/echo/", {"name": "x" * 101}).status_code == 413


def test_a_database_that_is_away_is_a_503_to_try_again(site):
    response = site.get("/away/")
    assert response.status_code == 503
    assert response["Retry-After"] == "10"
    assert "cannot be reached" in response.content.decode()


def test_the_api_says_it_as_problem_details(site):
    response = site.get("/api/away/")
    assert response["Content-Type"] == "application/problem+json"
    problem = json.loads(response.content)
    assert problem["status"] == 503
    assert problem["request_id"] == response["X-Request-ID"]


def test_an_unexpected_error_gives_its_number_and_no_detail(site):
    response = site.get("/broken/")
    assert response.status_code == 500
    assert response["X-Request-ID"] in response.content.decode()
    assert "no such thing" not in response.content.decode()


def test_an_error_inside_a_middleware_is_told_apart_too():
    request = RequestFactory().get("/")
    try:
        raise InterfaceError("connection already closed")
    except InterfaceError:
        assert server_error(request).status_code == 503


@pytest.mark.parametrize("error", [DatabaseError("x"), OperationalError("no such table: x")])
def test_a_mistake_in_a_query_is_not_taken_for_an_absent_database(error):
    assert refusals.is_away(error) is False
    middleware = DatabaseDown(lambda request: HttpResponse())
    assert middleware.process_exception(RequestFactory().get("/"), error) is None
