"""The first page: what it shows to whom, that numbers lead to their rows, and what it costs."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.access.principals import Principal, today
from core.choices import Role
from core.registries.attention import waiting
from core.registries.counting import Shares, by_month, coming
from portfolio.choices import SLAState
from portfolio.models import SLA
from suppliers.choices import AgreementState, Renewal
from tests import factories
from tests.personas import cast, user

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
DAY = timedelta(days=1)
MOST_BYTES = 80 * 1024
LINK = re.compile(r'href="(/[a-z-]+/\?[^"]*)"')


@pytest.fixture
def world():
    return cast()


def home(client, who):
    client.force_login(who)
    return client.get(reverse("home"))


def watched(principal):
    """Titles of the first rows that somebody watches, by the watch."""
    return {
        each.watch.selection.name: [link.title for _day, link in each.first]
        for each in waiting(principal)
    }


def test_actions_overdue_and_due_soon_are_those_of_the_reader(world):
    person = world.users["service_owner"].person
    for name, days in (("Late", -1), ("Soon", 14), ("Later", 15)):
        factories.ActionFactory(name=name, owner=person, due=today() + days * DAY)
    done = {"state": "done", "outcome": "Seen to it."}
    factories.ActionFactory(name="Done", owner=person, due=today(), **done)
    factories.ActionFactory(name="Another’s", owner=factories.PersonFactory(), due=today())
    assert watched(world.principal("service_owner")) == {"due": ["Late", "Soon"]}
    assert watched(world.principal("service_manager")) == {}


def test_slas_to_review_are_shown_to_whom_they_concern(world):
    for service, customer in (
        (world.service, world.customer),
        (world.other_service, world.other_customer),
    ):
        factories.SlaFactory(
            service=service, customer=customer, state=SLAState.AGREED, review_due=today() - DAY,
            reference=f"SLA {service.name[:5].strip()}",
        )  # fmt: skip
    own, other = "SLA Own s – Own service", "SLA Other – Other service"
    assert watched(world.principal("service_level_manager"))["review-due"] == [other, own]
    assert watched(world.principal("service_owner"))["review-due"] == [own]
    assert watched(world.principal("representative"))["review-due"] == [own]
    for nobody in ("supplier_manager", "auditor", "outsider", "expired_auditor"):
        assert "review-due" not in watched(world.principal(nobody)), nobody


def test_agreements_to_decide_count_the_days_of_notice(world):
    for supplier, name in ((world.supplier, "OWN"), (world.other_supplier, "OTHER")):
        factories.AgreementFactory(
            supplier=supplier, reference=name, state=AgreementState.ACTIVE, notice_days=60,
            ends_on=today() + 100 * DAY, renewal=Renewal.TACIT, renewal_months=12,
        )  # fmt: skip
        factories.AgreementFactory(
            supplier=supplier, state=AgreementState.ACTIVE, ends_on=today() + 100 * DAY
        )
    assert len(watched(world.principal("service_manager"))["to-decide"]) == 2
    mine = watched(world.principal("supplier_manager"))["to-decide"]
    assert mine == ["OWN – Own supplier"]


def test_an_administrator_sees_whose_access_ends(world):
    user("leaver", Role.AUDITOR, access_until=today() + 3 * DAY)
    assert watched(world.principal("administrator"))["access-ends"] == ["The leaver"]
    assert "access-ends" not in watched(world.principal("service_manager"))


def fill(world):
    """Something for everybody to see."""
    for n in range(3):
        person = world.users["service_manager"].person
        factories.ActionFactory(owner=person, due=today() + n * DAY)
        factories.SlaFactory(
            service=world.service, customer=world.customer, state=SLAState.AGREED,
            review_due=today() + n * DAY, effective_until=today() + n * DAY,
        )  # fmt: skip
        factories.AgreementFactory(
            supplier=world.supplier, state=AgreementState.ACTIVE, ends_on=today() + n * DAY
        )


PERSONAS = [*(role.value for role in Role), "outsider"]


@pytest.mark.parametrize("persona", PERSONAS)
def test_every_number_leads_to_its_rows(client, world, persona):
    fill(world)
    response = home(client, world.users[persona])
    pages = {each.url: each.total for each in response.context["waiting"]}
    pages |= {each.url: each.failing for each in response.context["gaps"]}
    for each in response.context["figures"]:
        if isinstance(each, Shares):
            pages |= {share.url: share.number for share in each.shares}
        elif "/changes/" not in each.links[0]:
            pages |= dict(zip(each.links, each.values, strict=True))
    for url, number in pages.items():
        shown = client.get(url)
        assert shown.status_code == 200, url
        assert shown.context["count"] == number, url
    for url in {link.replace("&amp;", "&") for link in LINK.findall(response.content.decode())}:
        assert client.get(url).status_code == 200, url


def test_each_role_has_its_own_figures(client, world):
    fill(world)
    seen = {
        persona: {str(each.title) for each in home(client, world.users[persona]).context["figures"]}
        for persona in PERSONAS
    }
    assert "Suppliers by risk level" not in seen["service_owner"]
    assert "Agreements ending, by month" in seen["supplier_manager"]
    assert "SLAs ending, by month" in seen["service_level_manager"]
    assert seen["representative"] == {"Services by status", "SLAs by state"}
    assert seen["outsider"] == set()


def test_a_customer_reads_nothing_of_others_on_the_first_page(client, world):
    fill(world)
    factories.SlaFactory(
        service=world.other_service, customer=world.other_customer, state=SLAState.AGREED,
        review_due=today(),
    )  # fmt: skip
    body = home(client, world.users["representative"]).content.decode()
    assert "Own service" in body
    assert "Other" not in body
    assert "canary" not in body


def test_the_first_page_costs_the_same_however_much_there_is(client, world):
    def cost():
        with CaptureQueriesContext(connection) as context:
            response = client.get(reverse("home"))
        return len(context), len(response.content)

    home(client, world.users["service_manager"])
    fill(world)
    few, _bytes = cost()
    fill(world)
    many, size = cost()
    assert few == many
    # Rules that remember their answer ask for the head of the ledger; each register that is
    # confirmed asks for its intervals.
    assert many <= 35
    assert size <= MOST_BYTES


def test_months_follow_each_other_over_the_turn_of_the_year(world):
    days = coming(today().replace(month=11, day=21))
    assert [(day.month, day.day) for day in days[:3]] == [(11, 1), (12, 1), (1, 1)]
    assert len(days) == 13
    edge = days[0].replace(year=today().year, month=today().month)
    factories.SlaFactory(state=SLAState.AGREED, effective_until=edge)
    factories.SlaFactory(state=SLAState.AGREED, effective_until=edge - DAY)
    principal = world.principal("service_manager")
    chart = by_month(principal, SLA, "effective_until", "SLAs", state=SLAState.AGREED)
    assert chart.values[0] == 1
    assert sum(chart.values) == 1


def test_a_field_that_is_hidden_draws_nothing(world):
    principal = world.principal("representative")
    assert by_month(principal, SLA, "notes", "Notes") is None


def test_the_changes_of_a_week_stand_on_their_page(client, world):
    row = factories.ServiceFactory(name="Changed today")
    factories.change(row, name="Changed twice today")
    client.force_login(world.users["auditor"])
    response = client.get(reverse("changes"), {"since": today(), "until": today()})
    lines = [line for line in response.context["lines"] if line.link.uid == row.uid]
    assert [line.version for line in lines] == [2, 1]
    assert client.get(lines[1].url).status_code == 200
    assert not client.get(reverse("changes"), {"until": today() - DAY}).context["lines"]
    assert not any(line.link.register == "users" for line in self_changes(client, world))
    for query in ("since=nonsense", "before=x", "until=2026-13-01"):
        assert client.get(f"{reverse('changes')}?{query}").status_code == 400


def self_changes(client, world):
    """What a service manager, who sees no users, reads of changes."""
    client.force_login(world.users["service_manager"])
    return client.get(reverse("changes")).context["lines"]


def test_a_principal_without_person_watches_nothing_of_their_own():
    alone = factories.UserFactory(person=None, roles=[Role.SERVICE_OWNER.value])
    factories.ActionFactory(due=today())
    assert waiting(Principal.of(alone)) == []
