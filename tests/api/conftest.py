"""What the tests of the API start from."""

from collections.abc import Callable

import pytest

from tests.api.caller import Caller
from tests.personas import Cast, cast


@pytest.fixture
def world(db) -> Cast:
    """The small world of tests/personas.py."""
    return cast()


@pytest.fixture
def caller(world) -> Callable[..., Caller]:
    """Makes a caller for a persona."""
    return lambda name, *scopes: Caller(world.users[name], scopes or ("read", "write"))
