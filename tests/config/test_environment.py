"""Reading the environment: values have types, and an error names the variable."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.env import Env


def refused(match):
    return pytest.raises(ImproperlyConfigured, match=match)


def test_a_missing_value_without_default_is_named():
    with refused("COLOUR is not set"):
        Env({"COLOUR": "  "}).text("COLOUR")


def test_a_default_takes_the_place_of_an_empty_value():
    assert Env({"COLOUR": ""}).text("COLOUR", "blue") == "blue"


@pytest.mark.parametrize(("value", "expected"), [("1", True), ("yes", True), ("off", False)])
def test_flags_are_read_from_the_usual_words(value, expected):
    assert Env({"FLAG": value}).flag("FLAG", not expected) is expected


def test_a_flag_that_is_no_flag_is_refused():
    with refused("FLAG must be 1 or 0, not 'maybe'"):
        Env({"FLAG": "maybe"}).flag("FLAG")


@pytest.mark.parametrize("value", ["", "ten", "1.5", "-1", "9" * 40])
def test_a_number_is_a_whole_number_in_range(value):
    if value:
        with refused("SIZE must be a whole number of at least 0"):
            Env({"SIZE": value}).number("SIZE", 7)
    else:
        assert Env({"SIZE": value}).number("SIZE", 7) == 7


def test_words_are_split_at_commas():
    assert Env({"HOSTS": "a.example, ,b.example"}).words("HOSTS") == ["a.example", "b.example"]


@pytest.mark.parametrize("value", ["[1]", "{", "x"])
def test_a_structure_is_a_json_object(value):
    with refused("OPTIONS must be a JSON object"):
        Env({"OPTIONS": value}).structure("OPTIONS")


def test_a_secret_is_read_from_its_file(tmp_path):
    file = tmp_path / "secret"
    file.write_text("hidden\n")
    assert Env({"KEY_FILE": str(file), "KEY": "shown"}).secret("KEY") == "hidden"


def test_a_secret_file_that_is_not_there_is_named(tmp_path):
    with refused("KEY_FILE: cannot read"):
        Env({"KEY_FILE": str(tmp_path / "nothing")}).secret("KEY")


def test_an_empty_secret_file_is_refused(tmp_path):
    (tmp_path / "secret").touch()
    with refused("KEY_FILE: .* is empty"):
        Env({"KEY_FILE": str(tmp_path / "secret")}).secret("KEY")


def test_a_secret_that_is_nowhere_is_named():
    with refused("Neither KEY_FILE nor KEY is set"):
        Env({}).secret("KEY")


@pytest.mark.parametrize("value", ["example.org", "ftp://example.org", "https://"])
def test_an_address_is_http(value):
    with refused("SITE must be an http"):
        Env({"SITE": value}).address("SITE")


def test_a_postgresql_address_becomes_settings():
    settings = Env(
        {"DB": "postgres://ann:p%40ss@db.example:5433/sms%20x?sslmode=require"}
    ).database("DB")
    assert settings["ENGINE"] == "django.db.backends.postgresql"
    assert (settings["USER"], settings["PASSWORD"]) == ("ann", "p@ss")
    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == ("db.example", "5433", "sms x")
    assert settings["OPTIONS"]["sslmode"] == "require"
    assert settings["OPTIONS"]["options"] == "-c jit=off"
    assert settings["CONN_HEALTH_CHECKS"] is True


def test_an_sqlite_address_becomes_durable_settings():
    settings = Env({"DB": "sqlite:////srv/sms/db.sqlite3"}).database("DB")
    assert settings["NAME"] == "/srv/sms/db.sqlite3"
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in settings["OPTIONS"]["init_command"]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("mysql://db/x", "must start with postgres"),
        ("nonsense", "must start with postgres"),
        ("postgres://db.example", "names no database"),
        ("postgres://db.example:port/x", "invalid port"),
        ("sqlite://relative", "must be sqlite:///path"),
        ("sqlite:///", "must be sqlite:///path"),
    ],
)
def test_a_database_address_that_cannot_be_used_is_refused(value, reason):
    with refused(f"DB .*{reason}"):
        Env({"DB": value}).database("DB")
