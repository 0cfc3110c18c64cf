"""Rows for the tests of the demo."""

import pytest

from core import records
from core.choices import Origin
from core.models import Person
from core.principals import system


@pytest.fixture
def make_person(db):
    """Somebody who is there already."""
    return records.create(Person, {"name": "Somebody"}, by=system("test"), origin=Origin.COMMAND)
