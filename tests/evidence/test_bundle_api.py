"""Bundles by API: 202, a place to look, the file; scopes and owners hold."""

import pytest

from core.models import Job
from core.services import jobs
from tests.api.caller import Caller
from tests.evidence import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return world.world()


@pytest.fixture
def auditor(made):
    return Caller(made.users["auditor"], ("read", "bundles"))


def below(address):
    return address.removeprefix("/api/v1/")


def test_a_bundle_is_asked_for_watched_and_fetched(auditor, made, tmp_path):
    asked = {"clause": "8.3", "customer": made.customer.reference, "from": "2026-01-01"}
    told = auditor.post("bundles/", asked)
    assert told.status_code == 202, told.content
    assert told.json()["request"] == asked
    assert told.json()["file"] is None
    address = below(told["Location"])
    assert auditor.get(address).json()["state"] == "waiting"
    assert jobs.run_next()
    done = auditor.get(address).json()
    assert (done["state"], done["progress"]) == ("done", 100), done
    response = auditor.get(below(done["file"]))
    path = tmp_path / "bundle.zip"
    path.write_bytes(b"".join(response.streaming_content))
    key = world.public_key(tmp_path)
    assert world.verify(path, "--public-key", key).returncode == 0
    assert [job["uid"] for job in auditor.get("bundles/").json()["results"]] == [done["uid"]]


def test_a_repeated_request_with_a_key_asks_once(auditor):
    first = auditor.post("bundles/", {"clause": "8.2"}, Idempotency_Key="once")
    second = auditor.post("bundles/", {"clause": "8.2"}, Idempotency_Key="once")
    assert first.json()["uid"] == second.json()["uid"]
    assert Job.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ["clause"]),
        ({"clause": "99"}, ["clause"]),
        ({"clause": 8.2}, ["clause"]),
        ({"clause": "8.2", "colour": "red"}, ["colour"]),
        ({"clause": "8.2", "as_of": "soon", "from": 3}, ["as_of", "from"]),
        ({"clause": "8.2", "supplier": "SUP-9999"}, ["supplier"]),
        ({"clause": "8.2", "from": "0001-01-01", "to": "9999-12-31"}, ["from", "to"]),
        ({"clause": "8.2", "as_of": "10000-01-01"}, ["as_of"]),
    ],
)
def test_a_wrong_request_names_each_field(auditor, body, fields):
    told = auditor.post("bundles/", body)
    assert told.status_code == 400
    assert list(told.json()["errors"]) == fields


@pytest.mark.parametrize("text", ["\x00", "a\x00b", "\ud800", "\u202e", "9" * 300, "'--"])
def test_odd_text_is_refused_and_never_an_error(auditor, text):
    for name in ("clause", "customer"):
        told = auditor.post("bundles/", {"clause": "8.2", name: text})
        assert told.status_code == 400, told.content
    assert not Job.objects.exists()


def test_a_token_without_the_scope_gets_nothing(made):
    caller = Caller(made.users["auditor"], ("read", "write"))
    assert caller.post("bundles/", {"clause": "8.2"}).status_code == 403
    assert caller.get("bundles/").status_code == 403


def test_a_token_of_one_register_gets_a_bundle_of_that_register(made, tmp_path):
    caller = Caller(made.users["auditor"], ("bundles", "services:read"))
    told = caller.post("bundles/", {"clause": "8.2"}).json()
    assert jobs.run_next()
    response = caller.get(below(caller.get(below(told["url"])).json()["file"]))
    path = tmp_path / "bundle.zip"
    path.write_bytes(b"".join(response.streaming_content))
    folder = world.extract(path, tmp_path / "extracted")
    assert {file.stem for file in (folder / "data/registers").iterdir()} == {"services"}


@pytest.mark.parametrize("name", ["service_manager", "representative"])
def test_somebody_elses_bundle_is_as_if_it_were_not_there(auditor, made, name):
    uid = auditor.post("bundles/", {"clause": "8.2"}).json()["uid"]
    other = Caller(made.users[name], ("read", "bundles"))
    for address in (f"bundles/{uid}/", f"bundles/{uid}/file/"):
        assert other.get(address).status_code == 404
    assert other.get("bundles/").json()["results"] == []


def test_a_file_that_is_not_ready_is_not_there(auditor):
    uid = auditor.post("bundles/", {"clause": "8.2"}).json()["uid"]
    assert auditor.get(f"bundles/{uid}/file/").status_code == 404
