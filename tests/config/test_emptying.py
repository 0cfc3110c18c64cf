"""Transactional tests leave an empty database behind, with its triggers."""

import pytest
from django.db import DatabaseError, connection, transaction

from core.database import triggers
from core.models import LedgerEntry, Person
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("time", ["first", "second"])
def test_each_test_begins_with_an_empty_and_guarded_database(time):
    assert Person.objects.count() == 0
    assert triggers.missing(connection) == set()
    PersonFactory()
    with pytest.raises(DatabaseError), transaction.atomic():
        LedgerEntry.objects.all().delete()
