"""Logs: one JSON object a line, and no secret or second line in it."""

import json
import logging

import pytest
from django.test import RequestFactory

from core.logs import JsonFormatter, RequestIdFilter, request_id


def line(**values):
    record = logging.makeLogRecord({"msg": "said", "levelname": "INFO", "name": "x", **values})
    RequestIdFilter().filter(record)
    text = JsonFormatter().format(record)
    assert "\n" not in text
    return json.loads(text)


def test_a_line_says_when_who_and_what():
    said = line()
    assert said["message"] == "said"
    assert said["level"] == "INFO"
    assert said["time"].endswith("+00:00")


def test_nobody_can_forge_a_second_line():
    assert line(msg='x\n{"level": "ERROR"}\r\u2028')["message"].startswith("x\n")


def test_an_exception_stands_in_the_same_line():
    try:
        raise ValueError("deep")
    except ValueError as error:
        said = line(exc_info=(type(error), error, error.__traceback__))
    assert "ValueError: deep" in said["exception"]


def test_extra_values_are_kept_and_the_request_is_not():
    said = line(seconds=1.5, request=RequestFactory().get("/secret"))
    assert said["seconds"] == 1.5
    assert "request" not in said


def test_a_line_carries_the_id_of_its_request():
    token = request_id.set("abc-12345")
    try:
        assert line()["request_id"] == "abc-12345"
    finally:
        request_id.reset(token)


def test_a_line_written_after_the_request_has_left_carries_it_too():
    request = RequestFactory().get("/")
    request.request_id = "abc-12345"  # type: ignore[attr-defined]
    assert line(request=request)["request_id"] == "abc-12345"


@pytest.mark.django_db
def test_an_answer_is_logged_by_name_and_never_by_path(client, caplog):
    with caplog.at_level("INFO", logger="sms.answers"):
        client.get("/account/password/reset/key/1-secret/")
    (record,) = [each for each in caplog.records if each.name == "sms.answers"]
    assert record.view == "account_reset_password_from_key"
    assert "secret" not in JsonFormatter().format(record)
