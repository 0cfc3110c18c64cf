"""Rows for the tests of the demo."""

import pytest

from core import records
from core.access.principals import system
from core.choices import Origin
from core.models import Person


@pytest.fixture
def make_person(db):
    """Somebody who is there already."""
    return records.create(Person, {"name": "Somebody"}, by=system("test"), origin=Origin.COMMAND)
