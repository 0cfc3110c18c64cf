"""An agreement that ends or needs notice is told once per stage, to whoever is responsible."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection

from core.choices import Role
from core.models import Notification, OutboxMessage
from core.registries import notices
from core.tasks import run_reminders
from suppliers.choices import AgreementState, Renewal
from suppliers.notices import agreements_to_decide
from tests import factories, personas

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)


@pytest.fixture
def supplier():
    manager = factories.PersonFactory(name="Mia", email="mia@example.org")
    return factories.SupplierFactory(name="ACME", manager=manager)


def agreement(supplier, days=80, **values):
    values = {"state": AgreementState.ACTIVE, "reference": "CT-1", **values}
    values.setdefault("ends_on", TODAY + timedelta(days=days))
    return factories.AgreementFactory(supplier=supplier, **values)


def stages():
    """Stage and recipient of every message so far."""
    keys = OutboxMessage.objects.order_by("pk").values_list("dedup_key", flat=True)
    return [(key.split("|")[3], key.split("|")[4]) for key in keys]


def test_each_stage_is_told_once_as_the_day_comes_nearer(supplier):
    agreement(supplier)
    for days in range(85):
        notices.run(today=TODAY + timedelta(days=days))
    assert [stage for stage, _ in stages()] == ["90", "60", "30", "7", "0"]


def test_a_late_first_run_tells_the_current_stage_only(supplier):
    agreement(supplier, days=5)
    assert notices.run(today=TODAY) == 1
    assert notices.run(today=TODAY) == 0
    assert stages() == [("7", "mia@example.org")]


def test_the_mail_says_what_by_when_and_where(supplier, settings):
    contract = agreement(supplier, days=80, notice_days=30)
    notices.run(today=TODAY)
    message = OutboxMessage.objects.get()
    assert "CT-1" in message.subject
    assert f"{settings.BASE_URL}/agreements/{contract.uid}/" in message.body
    assert "in 50 days" in message.body
    assert message.record_id == contract.pk


def test_notice_counts_from_the_day_to_give_it(supplier):
    agreement(supplier, days=200, notice_days=150)
    notices.run(today=TODAY)
    assert stages() == [("60", "mia@example.org")]


def test_a_tacit_renewal_moves_the_day_on(supplier):
    agreement(supplier, days=-300, renewal=Renewal.TACIT, renewal_months=12)
    found = list(agreements_to_decide(TODAY))
    assert [(each.day, each.stage) for each in found] == [(date(2026, 5, 5), "90")]


def test_a_changed_date_is_told_anew(supplier):
    contract = agreement(supplier, days=50)
    notices.run(today=TODAY)
    contract = factories.change(contract, ends_on=TODAY + timedelta(days=500))
    assert notices.run(today=TODAY) == 0
    factories.change(contract, ends_on=TODAY + timedelta(days=55))
    assert notices.run(today=TODAY) == 1


@pytest.mark.parametrize("state", [AgreementState.DRAFT, AgreementState.TERMINATED])
def test_only_agreements_in_force_are_told(supplier, state):
    agreement(supplier, state=state)
    assert notices.run(today=TODAY) == 0


def test_archived_agreements_and_endless_ones_are_not_told(supplier):
    factories.archive(agreement(supplier))
    agreement(supplier, ends_on=None, reference="CT-2")
    assert notices.run(today=TODAY) == 0


def test_what_passed_long_ago_is_no_news(supplier):
    agreement(supplier, days=-91)
    agreement(supplier, days=-89, reference="CT-2")
    notices.run(today=TODAY)
    assert stages() == [("0", "mia@example.org")]


def test_without_a_manager_the_service_managers_are_told():
    personas.user("first", Role.SERVICE_MANAGER)
    personas.user("second", Role.SERVICE_MANAGER, Role.AUDITOR)
    personas.user("third", Role.SERVICE_LEVEL_MANAGER)
    personas.user("fourth", Role.SERVICE_MANAGER, is_active=False)
    agreement(factories.SupplierFactory())
    notices.run(today=TODAY)
    told = Notification.objects.order_by("user__email")
    assert [each.user.email for each in told] == ["first@example.org", "second@example.org"]
    assert stages() == []  # in the daily mail, not one by one


def test_an_impossible_address_does_not_keep_others_from_being_told(supplier, monkeypatch):
    agreement(supplier)
    other = factories.SupplierFactory(manager=factories.PersonFactory(email="max@example.org"))
    agreement(other, reference="CT-2")
    refuse = notices.outbox._refuse_odd

    def odd(recipient, subject):
        refuse("broken" if recipient.startswith("mia") else recipient, subject)

    monkeypatch.setattr(notices.outbox, "_refuse_odd", odd)
    assert notices.run(today=TODAY) == 1
    assert stages() == [("90", "max@example.org")]


def test_a_name_with_line_breaks_makes_no_header(supplier):
    agreement(supplier, reference="CT-1\nBcc: evil@example.org")
    notices.run(today=TODAY)
    assert "\n" not in OutboxMessage.objects.get().subject


@pytest.mark.django_db(transaction=True)
def test_three_schedulers_at_once_send_one_mail(supplier, mailoutbox):
    for number in range(5):
        agreement(supplier, reference=f"CT-{number}", ends_on=date.today() + timedelta(days=10))
    start = threading.Barrier(3)

    def scheduler():
        start.wait()
        run_reminders()
        connection.close()

    threads = [threading.Thread(target=scheduler) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(mailoutbox) == OutboxMessage.objects.count() == 5
