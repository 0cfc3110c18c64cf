"""Somebody who imports, and a folder for what they upload."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from core.choices import Role
from tests.personas import user


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def manager(client: Client) -> Client:
    """An administrator who is signed in."""
    client.force_login(user("manager", Role.ADMINISTRATOR))
    return client
