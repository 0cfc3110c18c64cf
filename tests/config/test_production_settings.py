"""Production refuses to start, in one sentence, when something that protects data is missing."""

import importlib
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured


@pytest.fixture
def start(monkeypatch, tmp_path):
    """Load the production settings with a complete environment, but for what a test changes."""
    (tmp_path / "signing.key").write_text("a key")
    complete = {
        "SECRET_KEY": "s" * 60,
        "ALLOWED_HOSTS": "registers.example.org",
        "BASE_URL": "https://registers.example.org",
        "DATABASE_URL": "postgres://sms@db/sms",
        "REDIS_URL": "redis://redis/0",
        "LEDGER_ORIGIN": "registers.example.org/ledger",
        "ORGANISATION_NAME": "Example",
        "MAIL_FROM": "registers@example.org",
        "SMS_SIGNING_KEY_FILE": str(tmp_path / "signing.key"),
    }

    def load(**changes):
        for name, value in {**complete, **changes}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.delitem(sys.modules, "config.settings.production", raising=False)
        try:
            return importlib.import_module("config.settings.production")
        finally:
            sys.modules.pop("config.settings.production", None)

    return load


def test_a_complete_environment_starts(start):
    settings = start()
    assert settings.DEBUG is False
    assert settings.REQUIRE_DURABILITY is True
    assert settings.SESSION_COOKIE_SECURE
    assert settings.CSRF_COOKIE_SECURE
    assert settings.SECURE_HSTS_SECONDS >= 31_536_000


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"DEBUG": "1"}, "DEBUG is on"),
        ({"SECRET_KEY": ""}, "Neither SECRET_KEY_FILE nor SECRET_KEY is set"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is shorter than 50 characters"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS must list"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must list"),
        ({"BASE_URL": ""}, "BASE_URL is not set"),
        ({"BASE_URL": "http://registers.example.org"}, "BASE_URL must start with https"),
        ({"DATABASE_URL": ""}, "Neither DATABASE_URL_FILE nor DATABASE_URL is set"),
        ({"REDIS_URL": ""}, "Neither REDIS_URL_FILE nor REDIS_URL is set"),
        ({"LEDGER_ORIGIN": ""}, "LEDGER_ORIGIN is not set"),
        ({"ORGANISATION_NAME": ""}, "ORGANISATION_NAME is not set"),
        ({"MAIL_FROM": ""}, "MAIL_FROM is not set"),
        ({"SMS_SIGNING_KEY_FILE": ""}, "SMS_SIGNING_KEY_FILE is not set"),
        ({"SMS_SIGNING_KEY_FILE": "/nowhere/key"}, "/nowhere/key does not exist"),
    ],
)
def test_what_is_missing_is_named(start, changes, sentence):
    with pytest.raises(ImproperlyConfigured, match=sentence):
        start(**changes)


def test_secrets_come_from_files(start, tmp_path):
    file = tmp_path / "secret_key"
    file.write_text("f" * 60)
    assert start(SECRET_KEY="", SECRET_KEY_FILE=str(file)).SECRET_KEY == "f" * 60
