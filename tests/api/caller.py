"""Calls the API with a token, as a script would."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.test import Client

from core import tokens
from core.access.principals import system


class Caller:
    """A client with a Bearer token; answers are Django's test responses."""

    def __init__(
        self, user: Any, scopes: Sequence[str] = ("read", "write"), days: int = 30
    ) -> None:
        by = system("tests")
        self.token, self.secret = tokens.give_token(
            user=user, name="test", scopes=scopes, days=days, by=by
        )
        self.client = Client(headers={"Authorization": f"Bearer {self.secret}"})
        self.client.raise_request_exception = False

    def __call__(self, method: str, path: str, data: Any = None, **headers: str) -> Any:
        """Send a request; header names with underscores: ``If_Match``."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.generic(
            method,
            f"/api/v1/{path}",
            data if isinstance(data, bytes) else b"" if data is None else _json(data),
            content_type="application/json",
            headers=named,
        )

    def get(self, path: str, **headers: str) -> Any:
        """Read."""
        return self("GET", path, **headers)

    def post(self, path: str, data: Any, **headers: str) -> Any:
        """Post."""
        return self("POST", path, data, **headers)

    def send(self, path: str, data: Any, **headers: str) -> Any:
        """Post a form with files."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post(f"/api/v1/{path}", data, headers=named)

    def patch(self, row: Any, data: Any, **headers: str) -> Any:
        """Change a record at the version that ``row`` (an instance) has."""
        headers.setdefault("If_Match", f'"{row.uid}:{row.version}"')
        return self("PATCH", f"{row.register.name}/{row.uid}/", data, **headers)

    def names(self, path: str) -> list[str]:
        """The titles in a list's answer."""
        response = self.get(path)
        assert response.status_code == 200, response.content
        return [row["title"] for row in response.json()["results"]]


def _json(data: Any) -> bytes:
    return json.dumps(data, default=str).encode()
