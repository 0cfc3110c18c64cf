"""A customer and three people who manage customers: the first has it."""

import pytest

from core.choices import Role
from tests import factories, personas


@pytest.fixture
def people():
    return {
        name: personas.user(name, Role.RELATIONSHIP_MANAGER) for name in ("old", "new", "other")
    }


@pytest.fixture
def customer(people):
    return factories.CustomerFactory(name="Town", manager=people["old"].person)
