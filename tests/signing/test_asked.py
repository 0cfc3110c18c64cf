"""Who must sign sees it on the first page and is told once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from core import records
from core.access.principals import system, today
from core.choices import Origin
from core.models import OutboxMessage
from core.registries import notices
from tests import factories
from tests.signing.world import sign, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return world()


@pytest.mark.pages
def test_the_first_page_names_what_waits_for_ones_own_signature(client, made):
    def shows(user):
        client.force_login(user)
        return "Waiting for your signature" in client.get(reverse("home")).content.decode()

    assert (shows(made.owner), shows(made.representative), shows(made.manager)) == (
        True, True, False,
    )  # fmt: skip
    sign(made.sla, "owner", made.owner)
    assert (shows(made.owner), shows(made.representative)) == (False, True)
    factories.change(made.appointment, agrees_slas=False)
    assert not shows(made.representative)


def test_each_is_told_once_for_each_text(made):
    def told():
        notices.run(only="signature-asked")
        return sorted(OutboxMessage.objects.values_list("recipient", flat=True))

    both = sorted([made.owner.email, "rita@customer.example"])
    assert told() == both
    assert told() == both
    sign(made.sla, "owner", made.owner)
    factories.change(made.fresh(), targets="98 % a month")
    assert told() == sorted(both * 2)


def test_nobody_is_told_of_a_draft(made):
    factories.change(made.sla, state="draft")
    assert notices.run(only="signature-asked") == 0


def test_the_owner_is_told_ahead_of_end_and_review(made):
    factories.change(made.owner.person, email="owner@example.org")
    factories.change(
        made.sla, state="draft", effective_until=today() + timedelta(days=30),
        review_due=today() + timedelta(days=200),
    )  # fmt: skip
    assert notices.run(only="sla-ending") == 0  # a draft is no agreement
    made.fresh()
    records.change(
        type(made.sla), made.sla.uid, {"state": "agreed"}, version=made.sla.version,
        by=system("tests"), origin=Origin.IMPORT,
    )  # fmt: skip
    assert notices.run(only="sla-ending") == 1
    assert notices.run(only="sla-ending") == 0
    factories.change(made.fresh(), review_due=today() + timedelta(days=7))
    assert notices.run(only="sla-ending") == 1
