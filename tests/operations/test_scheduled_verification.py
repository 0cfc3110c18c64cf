"""The ledger is verified without anybody asking, and administrators are told when it was changed."""

from datetime import timedelta

import pytest
from django.db import connection

from core import clock, tasks
from core.access.principals import system
from core.choices import Role
from core.database import triggers
from core.models import AccessEntry, OutboxMessage
from core.verification import scheduled
from tests import factories, personas

pytestmark = pytest.mark.django_db
BY = system("test")


def noted():
    """The events in the access chain, in order."""
    return list(AccessEntry.objects.order_by("seq").values_list("event", flat=True))


def test_it_runs_when_it_is_due_and_not_before(settings):
    now = clock.now()
    for passed, runs in ((0, True), (1, False), (settings.VERIFY_EVERY_DAYS + 1, True)):
        with clock.at(now + timedelta(days=passed)):
            assert (scheduled.verify_when_due(by=BY) is not None) is runs
    assert noted() == ["verification-begun", "verification-done"] * 2


def test_one_that_was_killed_is_begun_anew(monkeypatch):
    def killed(**_):
        raise SystemExit

    now = clock.now()
    with monkeypatch.context() as patch, clock.at(now):
        patch.setattr(scheduled, "verify", killed)
        with pytest.raises(SystemExit):
            scheduled.verify_when_due(by=BY)
    with clock.at(now + timedelta(hours=1)):
        assert scheduled.verify_when_due(by=BY) is None
    with clock.at(now + timedelta(hours=7)):
        assert scheduled.verify_when_due(by=BY).sound


def test_it_can_be_switched_off(settings):
    settings.VERIFY_EVERY_DAYS = 0
    assert scheduled.verify_when_due(by=BY) is None
    assert noted() == []


def test_administrators_are_told_what_was_changed_and_the_chain_keeps_it(transactional_db):
    administrator = personas.user("administrator", Role.ADMINISTRATOR)
    person = factories.PersonFactory(name="Jo")
    triggers.lift(connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_person SET notes = 'x' WHERE record_id = %s", [person.pk])
    triggers.install(connection)
    tasks.verify_ledger()
    (message,) = OutboxMessage.objects.filter(recipient=administrator.email)
    assert f"{person.reference} differs from its last version" in message.body
    assert '"inconsistencies":1' in AccessEntry.objects.latest("seq").payload
