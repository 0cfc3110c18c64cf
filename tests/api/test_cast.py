"""The world that tests play in is what it says it is."""

import pytest

from relationships.models import Customer
from tests.personas import PERSONAS, cast

pytestmark = pytest.mark.django_db


def test_everybody_is_there_and_sees_their_customers() -> None:
    world = cast()
    assert set(world.users) == set(PERSONAS)

    def seen(name: str) -> set[str]:
        rows = Customer.objects.for_user(world.principal(name))
        return set(rows.values_list("name", flat=True))

    assert seen("auditor") == {"Own customer", "Other customer"}
    assert seen("representative") == {"Own customer"}
    assert seen("stranger") == {"Other customer"}
    for name in ("outsider", "expired_auditor", "deactivated"):
        assert seen(name) == set()
