"""Panels look for all their rows in one query first: nothing is hidden by that, and nothing asked in vain."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from core.access.principals import today
from core.declaration.dossier import Look
from core.declaration.dossier.registry import sources_of
from core.registers import registers
from portfolio.models import SLA, Service
from relationships.models import Customer, CustomerGroup
from tests import factories
from tests.personas import cast

pytestmark = pytest.mark.django_db

READERS = ("administrator", "service_owner", "auditor", "representative", "stranger")
ONCE = re.compile(r"[0-9a-f]{32,}|[A-Za-z0-9]{64}")


@pytest.fixture
def people():
    """The personas; something of everything hangs on their own service and customer."""
    found = cast()
    sla = factories.SlaFactory(service=found.service, customer=found.customer)
    for model in (factories.TargetFactory, factories.WorkloadFactory):
        model(sla=sla)
    factories.SlaFactory(service=found.other_service)
    for model in (factories.ServicePlanFactory, factories.ServiceCostFactory):
        model(service=found.service)
    begins = today().replace(day=1)
    factories.OperationalFigureFactory(service=found.service, starts_on=begins)
    factories.EventEffectFactory(service=found.service)
    surround(found.customer)
    return found


def surround(customer):
    """Something of everything that pages of customers tell, about one of them."""
    for make in (factories.CommunicationFactory, factories.ActionFactory):
        make(subject=customer.record)
    for make in (
        factories.OpportunityFactory, factories.ConcernFactory, factories.NeedFactory,
        factories.InterestedPartyFactory, factories.AssignmentFactory,
        factories.ComplaintDefinitionFactory,
    ):  # fmt: skip
        make(customer=customer)


def a_group():
    """A group of customers with what its page tells."""
    group = factories.CustomerGroupFactory()
    factories.CommunicationFactory(subject=group.record)
    factories.RepresentativeFactory(customer=None, group=group)
    factories.SlaFactory(group=group)
    return group


def questions(model):
    return [question for source in sources_of(model) for question in source.asks]


def rows_with_panels(people):
    """For each register whose panels ask: a record with something of everything, and a bare one."""
    found = {
        Service: (people.service, people.other_service),
        Customer: (people.customer, people.other_customer, factories.CustomerFactory()),
        CustomerGroup: (a_group(), factories.CustomerGroupFactory()),
        SLA: tuple(SLA.objects.exclude(service=None).order_by("pk")),
    }
    assert set(found) == {model for model in registers() if questions(model)}
    return found


def test_what_was_looked_for_is_just_what_is_shown(people):
    outcomes = {}
    for model, rows in rows_with_panels(people).items():
        for row in rows:
            for reader in READERS:
                principal = people.principal(reader)
                learnt = Look(principal, row, today())
                learnt.learn(questions(model))
                for question in questions(model):
                    asked = list(question(Look(principal, row, today())).order_by("pk"))
                    assert list(learnt.rows(question).order_by("pk")) == asked, (reader, row)
                    outcomes.setdefault(question, set()).add(bool(asked))
    assert [question for question, each in outcomes.items() if each != {True, False}] == []


@pytest.mark.pages
@pytest.mark.parametrize("reader", ["administrator", "representative"])
def test_pages_tell_the_same_as_when_every_panel_asks(people, monkeypatch, reader):
    client = Client()
    client.force_login(people.users[reader])
    pages = [
        reverse(f"{model.register.name}-detail", args=[full.uid])
        for model, (full, *_bare) in rows_with_panels(people).items()
    ]

    def read():
        return {page: ONCE.sub("", client.get(page).content.decode()) for page in pages}

    quick = read()
    monkeypatch.setattr(Look, "learn", lambda *_questions: None)
    assert read() == quick


@pytest.mark.pages
def test_a_service_costs_few_queries_bare_or_full(people, django_assert_max_num_queries):
    client = Client()
    client.force_login(people.users["service_manager"])
    bare = factories.ServiceFactory()
    for row, most in ((bare, 10), (people.service, 17)):
        page = reverse("services-detail", args=[row.uid])
        client.get(page)
        with django_assert_max_num_queries(most):
            assert client.get(page).status_code == 200


@pytest.mark.pages
def test_what_has_nothing_stands_together_at_the_end_with_its_sentence_and_a_way_to_begin(people):
    client = Client()
    client.force_login(people.users["service_manager"])
    bare = factories.ServiceFactory()
    context = client.get(reverse("services-detail", args=[bare.uid])).context
    assert [panel.name for panel in context["panels"]] == []
    page = client.get(reverse("services-detail", args=[bare.uid])).content.decode()
    nothing = page[page.index('id="nothing-yet"') :].split("</section>")[0]
    for said in ("No targets in figures are agreed here yet.", "No cost is known yet."):
        assert said in nothing
    assert reverse("service-plans-create") + f"?service={bare.uid}" in nothing
    full = client.get(reverse("services-detail", args=[people.service.uid])).context
    assert {"levels", "plans", "costs", "figures", "events"} <= {one.name for one in full["panels"]}
