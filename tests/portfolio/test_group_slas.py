"""An SLA with a group: who signs it for the group, and whom it serves."""

from datetime import timedelta

import pytest

from core.access.principals import today
from portfolio.choices import SLAState
from portfolio.models import SLA
from portfolio.services import readiness
from portfolio.signatures import customers_side, not_open, sla_concerns
from relationships.choices import Authority
from tests import factories

pytestmark = pytest.mark.django_db
SIDE = customers_side(Authority.SLAS)


@pytest.fixture
def group():
    return factories.CustomerGroupFactory(name="Small towns")


def speaker(group, **values):
    values = {"agrees_slas": True, "role": "Speaker", **values}
    return factories.RepresentativeFactory(customer=None, group=group, **values)


def test_who_represents_the_group_and_agrees_slas_signs_for_it(group):
    sla = factories.SlaFactory(group=group)
    signs = speaker(group).person
    reviews = speaker(group, agrees_slas=False).person
    gone = speaker(group, appointed_until=today() - timedelta(days=1)).person
    elsewhere = speaker(factories.CustomerGroupFactory()).person
    assert SIDE.people(sla, today()) == [signs]
    assert SIDE.refusal(sla, signs, today()) == ""
    for person in (reviews, gone, elsewhere):
        assert "no appointment" in SIDE.refusal(sla, person, today())
    assert SIDE.capacity(sla, signs, today()) == "Speaker, Small towns"


def test_who_signs_for_the_group_finds_it_among_what_waits_for_them(group):
    sla = factories.SlaFactory(group=group, state=SLAState.NEGOTIATING, effective_from=today())
    signs = speaker(group).person
    elsewhere = speaker(factories.CustomerGroupFactory()).person
    found = {
        person: set(SLA.objects.unscoped("test").filter(sla_concerns(person.pk)))
        for person in (signs, elsewhere)
    }
    assert found == {signs: {sla}, elsewhere: set()}


def test_a_service_above_their_limit_is_refused(group):
    service = factories.ServiceFactory(criticality="critical")
    sla = factories.SlaFactory(service=service, group=group)
    person = speaker(group, limit_criticality="low").person
    assert SIDE.people(sla, today()) == []
    assert "as critical as" in SIDE.refusal(sla, person, today())


def test_nobody_signs_what_names_neither_customer_nor_group(group):
    open_for_all = {"state": SLAState.NEGOTIATING, "effective_from": today()}
    assert "customer or the group" in not_open(factories.SlaFactory(**open_for_all))
    assert not_open(factories.SlaFactory(**open_for_all, group=group)) == ""


def test_what_a_group_agreed_on_serves_its_members(group):
    service = factories.ServiceFactory()
    member, other = (factories.SubscriptionFactory(service=service) for _ in range(2))
    factories.GroupMemberFactory(group=group, customer=member.customer)
    assert set(readiness.unagreed()) == {member, other}
    factories.SlaFactory(service=service, group=group, state=SLAState.AGREED)
    assert set(readiness.unagreed()) == {other}


def test_a_groups_tier_gives_its_members_their_intervals(group):
    member, other = (factories.SubscriptionFactory() for _ in range(2))
    factories.GroupMemberFactory(group=group, customer=member.customer)
    assert set(readiness.without_cadence()) == {member, other}
    factories.change(group, tier=factories.TierFactory())
    assert set(readiness.without_cadence()) == {other}
