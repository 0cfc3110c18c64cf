"""Titles that quote other records follow them at once; the past keeps what was true then."""

import json

import pytest
from django.db import connection

from core import clock, records
from core.access.principals import system
from core.choices import Origin
from core.history.time_machine import past
from core.models import DocumentLink, LedgerEntry, Person, Record
from core.registers import registers
from core.verification import verify
from core.writing import quoting
from core.writing.erasure import erase, placeholder
from core.writing.unit import unit
from portfolio.models import Coverage, Subscription
from relationships.models import Contact, Customer, Representative
from tests import factories

pytestmark = pytest.mark.django_db
HERE = {"by": system("test"), "origin": Origin.COMMAND}


@pytest.fixture
def coverage():
    """Maria speaks for Northwind in its subscription of Mail."""
    customer = factories.CustomerFactory(name="Northwind")
    service = factories.ServiceFactory(name="Mail")
    person = factories.PersonFactory(name="Maria Canary")
    subscription = factories.SubscriptionFactory(service=service, customer=customer)
    representative = factories.RepresentativeFactory(person=person, customer=customer)
    return factories.CoverageFactory(subscription=subscription, representative=representative)


def title(model):
    """The title of the only row of a register, which its record and search must tell too."""
    row = model.objects.get()
    assert row.record.title == row.title
    assert row.title.lower() in row.record.search_text
    assert row.version == row.record.version
    return row.title


def everywhere():
    """Every text of every table of the registers, with index and ledger."""
    tables = [Record, LedgerEntry]
    for model in registers():
        tables += [model, model.history.model]
    with connection.cursor() as cursor:
        texts = []
        for table in tables:
            cursor.execute(f"SELECT * FROM {table._meta.db_table}")
            texts += [str(row) for row in cursor.fetchall()]
    return " ".join(texts).lower()


def test_a_new_name_stands_at_once_in_every_title_that_quotes_it(coverage):
    assert title(Coverage) == "Maria Canary: Mail – Northwind"
    factories.change(Customer.objects.get(), name="Southwind")
    assert title(Subscription) == "Mail – Southwind"
    assert title(Representative) == "Maria Canary – Southwind"
    assert title(Coverage) == "Maria Canary: Mail – Southwind"
    factories.change(Person.objects.get(name="Maria Canary"), name="Mia Canary")
    assert title(Representative) == "Mia Canary – Southwind"
    assert title(Coverage) == "Mia Canary: Mail – Southwind"
    assert verify().sound, verify().findings


def test_the_past_keeps_the_old_name_and_the_new_one_begins_with_the_renaming(coverage):
    before = clock.now()
    factories.change(Customer.objects.get(), name="Southwind")
    with past(before):
        assert Subscription.objects.get().title == "Mail – Northwind"
        assert Coverage.objects.get().title == "Maria Canary: Mail – Northwind"
    first, second = Subscription.history.order_by("version")
    assert [first.title, second.title] == ["Mail – Northwind", "Mail – Southwind"]
    units = {row.history_unit for row in (second, Customer.history.get(version=2))}
    assert len(units) == 1


def test_a_change_that_renames_nothing_leaves_the_others_alone(coverage):
    factories.change(Customer.objects.get(), organisation="Northwind Ltd")
    assert Subscription.objects.get().version == 1
    assert Coverage.objects.get().version == 1


def test_what_is_linked_but_does_not_quote_is_left_alone():
    person = factories.PersonFactory(name="Old")
    service = factories.ServiceFactory(owner=person)
    sla = factories.SlaFactory(service=service)
    factories.change(person, name="New")
    assert [type(row).objects.get(pk=row.pk).version for row in (service, sla)] == [1, 1]


def test_a_document_of_any_record_follows_that_record():
    service = factories.ServiceFactory(name="Mail")
    document = factories.DocumentFactory(name="Plan")
    link = {"document": document, "subject": service.record}
    records.create(DocumentLink, link, **HERE)
    factories.change(service, name="Post")
    assert title(DocumentLink) == "Plan – Post"


def test_a_title_quotes_what_was_renamed_between_reading_and_writing():
    customer = factories.CustomerFactory(name="Northwind")
    service = factories.ServiceFactory(name="Mail")
    values = {"service": service, "customer": customer}
    factories.change(Customer.objects.get(), name="Southwind")
    records.create(Subscription, values, **HERE)
    assert title(Subscription) == "Mail – Southwind"


def test_a_renaming_and_a_change_in_one_unit_are_one_version_each(coverage):
    with unit(**HERE):
        factories.change(Subscription.objects.get(), remark="Both")
        factories.change(Customer.objects.get(), name="Southwind")
    row = Subscription.objects.get()
    assert (row.title, row.remark, row.version) == ("Mail – Southwind", "Both", 2)
    assert verify().sound, verify().findings


def test_an_erased_name_leaves_every_title_that_quoted_it(coverage):
    person = Person.objects.get(name="Maria Canary")
    contact = factories.ContactFactory(person=person, customer=Customer.objects.get())
    factories.change(contact, person=factories.PersonFactory(name="Successor"))
    assert "canary" in everywhere()
    erase(Person, person.uid, version=1, reason="asked for it", **HERE)
    assert "canary" not in everywhere()
    assert title(Coverage) == f"{placeholder(person)}: Mail – Northwind"
    assert title(Contact) == "Successor – Northwind"
    assert verify().sound, verify().findings


def test_an_erasure_blanks_only_titles_that_told_the_name(coverage):
    person = Person.objects.get(name="Maria Canary")
    namesake = factories.PersonFactory(name="Maria Canary")
    other = factories.RepresentativeFactory(person=namesake, customer=Customer.objects.get())
    representative = Representative.objects.get(person=person)
    factories.change(representative, role="Speaker")
    erase(Person, person.uid, version=1, reason="asked for it", **HERE)
    assert list(Representative.history.filter(record=other.pk).values_list("title", flat=True)) == [
        "Maria Canary – Northwind"
    ]
    told = Representative.history.filter(record=representative.pk).order_by("version")
    titles = ["", "", f"{placeholder(person)} – Northwind"]
    assert [row.title for row in told] == titles
    assert [row.role for row in told] == [representative.role, "Speaker", "Speaker"]
    entry = LedgerEntry.objects.get(record=representative.pk, kind="erase")
    assert json.loads(entry.payload)["fields"]["names"] == ["title"]
    assert verify().sound, verify().findings


def test_erasing_again_finds_nothing_more_to_erase(coverage):
    person = Person.objects.get(name="Maria Canary")
    row = erase(Person, person.uid, version=1, reason="asked", **HERE)
    erase(Person, person.uid, version=row.version, reason="asked again", **HERE)
    assert LedgerEntry.objects.filter(record=coverage.pk, kind="erase").count() == 1
    assert verify().sound, verify().findings


def test_search_knows_a_record_by_no_name_that_only_a_link_has():
    linked = {
        f"{model.__name__}.{name}"
        for model in registers()
        for name in model.register.search
        if model._meta.get_field(name).is_relation
    }
    assert linked == set()


def test_which_registers_quote_is_known_from_their_titles():
    assert {model.__name__ for model in registers() if quoting.quotes(model)} >= {
        "Subscription", "Coverage", "SLA", "Dependency", "Supply", "Agreement", "Contact",
        "Representative", "DocumentLink",
    }  # fmt: skip
