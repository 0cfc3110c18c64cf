"""What every test starts from. `DATABASE_URL` decides the database; without it SQLite."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.db import connections
from django.test import Client, TransactionTestCase
from django.utils import translation
from django.utils.crypto import get_random_string
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


@pytest.fixture(autouse=True, scope="session")
def _sign_in_with_one_statement() -> Iterator[None]:
    """What `force_login` does is done thousands of times, with a dozen statements each."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "force_login", signed_in)
        yield


def signed_in(client: Client, user: Any, backend: str | None = None) -> None:
    """Give the browser the session of somebody who has signed in with a password."""
    values = {
        SESSION_KEY: user._meta.pk.value_to_string(user),
        BACKEND_SESSION_KEY: backend or settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: user.get_session_auth_hash(),
    }
    store = SessionStore(get_random_string(32))
    store._session_cache = values  # else it looks for the session that is made here
    row = store.create_model_instance(values)
    row.save(force_insert=True)
    client.cookies[settings.SESSION_COOKIE_NAME] = row.session_key


@pytest.fixture(autouse=True)
def _fresh_start() -> Iterator[None]:
    """No rate limit and no language left over from another test."""
    cache.clear()
    with translation.override("en"):
        yield
