"""What every test starts from. `DATABASE_URL` decides the database; without it SQLite."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connections
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from core.database import triggers

hypothesis_settings.register_profile("suite", deadline=None, derandomize=True, database=None)
hypothesis_settings.load_profile("suite")


@pytest.fixture(autouse=True, scope="session")
def _flush_despite_triggers() -> Iterator[None]:
    """Let transactional tests empty the database: the only place where triggers are lifted.

    `flush` announces `post_migrate` afterwards, which installs them again.
    """
    empty = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def lift_then_empty(case: TransactionTestCase) -> None:
        for connection in connections.all(initialized_only=True):
            triggers.lift(connection)
        empty(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lift_then_empty)
        yield


@pytest.fixture(autouse=True)
def _fresh_start() -> Iterator[None]:
    """No rate limit and no language left over from another test."""
    cache.clear()
    with translation.override("en"):
        yield
