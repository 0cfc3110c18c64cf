"""Typed reading of environment variables; every error names the variable."""

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


class Env:
    """Reads one mapping of names to text; a missing or malformed value is ImproperlyConfigured."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self.values = os.environ if values is None else values

    def text(self, name: str, default: str | None = None) -> str:
        """Return the value; without a default the variable is required and may not be empty."""
        value = self.values.get(name, "").strip()
        if value:
            return value
        if default is None:
            raise ImproperlyConfigured(f"{name} is not set.")
        return default

    def flag(self, name: str, default: bool = False) -> bool:
        """Return a yes/no value (1/0, true/false, yes/no, on/off)."""
        if name not in self.values:
            return default
        value = self.values[name].strip().lower()
        if value not in TRUE | FALSE:
            raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
        return value in TRUE

    def number(self, name: str, default: int, *, least: int = 0) -> int:
        """Return a whole number of at least `least`."""
        value = self.text(name, str(default))
        if not re.fullmatch(r"-?[0-9]{1,18}", value) or int(value) < least:
            raise ImproperlyConfigured(
                f"{name} must be a whole number of at least {least}, not {value!r}."
            )
        return int(value)

    def words(self, name: str, default: str = "") -> list[str]:
        """Return a comma-separated list without empty items."""
        return [word.strip() for word in self.text(name, default).split(",") if word.strip()]

    def path(self, name: str, default: Path | None = None) -> Path:
        """Return an absolute path."""
        value = self.text(name, None if default is None else str(default))
        return Path(value).expanduser().absolute()

    def structure(self, name: str, default: str = "{}") -> dict[str, Any]:
        """Return a JSON object."""
        value = self.text(name, default)
        try:
            structure = json.loads(value)
        except ValueError as error:
            raise ImproperlyConfigured(f"{name} must be a JSON object: {error}.") from error
        if not isinstance(structure, dict):
            raise ImproperlyConfigured(f"{name} must be a JSON object, not {value[:40]!r}.")
        return structure

    def secret(self, name: str, default: str | None = None) -> str:
        """Return the content of the file named by `<name>_FILE`, else the variable `<name>`."""
        file = self.values.get(f"{name}_FILE", "").strip()
        if not file:
            if default is None and not self.values.get(name, "").strip():
                raise ImproperlyConfigured(f"Neither {name}_FILE nor {name} is set.")
            return self.text(name, default)
        try:
            value = Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ImproperlyConfigured(f"{name}_FILE: cannot read {file}: {error}.") from error
        if not value:
            raise ImproperlyConfigured(f"{name}_FILE: {file} is empty.")
        return value

    def address(self, name: str, default: str | None = None) -> str:
        """Return an http(s) address without a trailing slash."""
        value = self.text(name, default)
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ImproperlyConfigured(f"{name} must be an http(s) address, not {value!r}.")
        return value.rstrip("/")

    def database(self, name: str, default: str | None = None) -> dict[str, Any]:
        """Return Django's settings of one database from `postgres://…` or `sqlite:///path`."""
        value = self.secret(name, default)
        parts = urlsplit(value)
        if parts.scheme == "sqlite":
            return sqlite(name, parts)
        if parts.scheme in {"postgres", "postgresql"}:
            return postgresql(name, parts)
        raise ImproperlyConfigured(
            f"{name} must start with postgres:// or sqlite:///, not {parts.scheme or 'nothing'!r}."
        )


def sqlite(name: str, parts: SplitResult) -> dict[str, Any]:
    """Settings of an SQLite file: durable, one writer at a time, readers never wait."""
    if parts.netloc or not parts.path.strip("/"):
        raise ImproperlyConfigured(f"{name} must be sqlite:///path (four slashes: absolute path).")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(Path(unquote(parts.path[1:])).absolute()),
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            ),
        },
    }


#: Questions are many and short: compiling one (over all registers, say) costs more than it saves.
SHORT_QUESTIONS = "-c jit=off"


def postgresql(name: str, parts: SplitResult) -> dict[str, Any]:
    """Settings of a PostgreSQL database; `?sslmode=require` and the like go to libpq."""
    try:
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} has an invalid port.") from error
    database = unquote(parts.path.lstrip("/"))
    if not database:
        raise ImproperlyConfigured(f"{name} names no database (postgres://user@host/DATABASE).")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": 5,
            "options": SHORT_QUESTIONS,
            **dict(parse_qsl(parts.query)),
        },
    }
