"""Groups of customers: who speaks for them, and that no member learns of another."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from core.access.principals import Principal, today
from core.choices import Role
from core.errors import Invalid
from core.registries.rules import outcomes
from portfolio.models import SLA, Service
from relationships.models import Communication, CustomerGroup, GroupMember, Representative
from tests import factories, personas
from tests.printing import reading

pytestmark = pytest.mark.django_db


class Village:
    """Two small customers in one group with an SLA of its own; each has a representative with an
    account, and a third person, of neither, speaks for the group.
    """

    def __init__(self):
        self.group = factories.CustomerGroupFactory(
            name="Small towns", rationale="qa-rationale", satisfaction_plan="One card a year"
        )
        self.service = factories.ServiceFactory(name="Mail for towns")
        self.sla = factories.SlaFactory(service=self.service, group=self.group, targets="shared")
        self.hill, self.lake = self.member("hill"), self.member("lake")
        self.speaker = personas.user("speaker", Role.REPRESENTATIVE)
        factories.RepresentativeFactory(
            customer=None, group=self.group, person=self.speaker.person, role="qa-speaker",
            agrees_slas=True,
        )  # fmt: skip

    def member(self, name):
        user = personas.user(name, Role.REPRESENTATIVE)
        customer = factories.CustomerFactory(name=f"qa-{name} town", needs=f"qa-{name} needs")
        factories.GroupMemberFactory(group=self.group, customer=customer, remark=f"qa-{name} joins")
        factories.RepresentativeFactory(
            customer=customer, person=user.person, role=f"qa-{name} head"
        )
        own = factories.ServiceFactory(name=f"qa-{name} service")
        factories.SubscriptionFactory(service=own, customer=customer)
        factories.SlaFactory(service=own, customer=customer, reference=f"qa-{name}-sla")
        return user


@pytest.fixture
def village():
    return Village()


def answers(user):
    """Everything an outsider can pull, as text by address: pages, API, search, exports."""
    client = Client()
    client.force_login(user)
    names = (
        "customers", "customer-groups", "group-members", "representatives", "contacts", "slas",
        "services", "subscriptions", "coverage",
    )  # fmt: skip
    paths = [reverse("home"), f"{reverse('search')}?q=qa", f"{reverse('api:search')}?q=qa"]
    for name in names:
        paths += [reverse(f"{name}-list"), reverse(f"api:{name}-list")]
        paths += [f"{reverse(f'{name}-export')}?format=csv"]
    for model, rows in (("customer-groups", CustomerGroup), ("slas", SLA), ("services", Service)):
        for row in rows.objects.for_user(Principal.of(user)):
            paths.append(reverse(f"{model}-detail", args=[row.uid]))
            paths.append(reverse(f"{model}-history", args=[row.uid]))
            paths.append(reverse(f"api:{model}-history", args=[row.uid]))
    return {path: text(client.get(path)) for path in paths}


def text(response):
    assert response.status_code == 200, response
    return (b"".join(response) if response.streaming else response.content).decode()


@pytest.mark.pages
def test_a_member_sees_the_group_and_its_sla_and_nothing_of_another_member(village):
    for user, other in ((village.hill, "qa-lake"), (village.lake, "qa-hill")):
        found = answers(user)
        told = [path for path, body in found.items() if other in body or "qa-speaker" in body]
        assert told == []
        assert not [path for path, body in found.items() if "qa-rationale" in body]
        assert "Small towns" in found[reverse("customer-groups-list")]
        assert "Mail for towns" in found[reverse("slas-list")]
        assert [
            row["title"] for row in json.loads(found[reverse("api:group-members-list")])["results"]
        ]


@pytest.mark.pages
def test_who_speaks_for_a_group_sees_what_it_agreed_and_no_member(village):
    found = answers(village.speaker)
    told = [p for p, body in found.items() if "qa-hill" in body or "qa-lake" in body]
    assert told == []
    assert "qa-speaker" in found[reverse("representatives-list")]
    assert "Mail for towns" in found[reverse("slas-list")]
    assert "Mail for towns" in found[reverse("services-list")]


def test_when_a_membership_ends_the_group_is_gone(village):
    member = GroupMember.objects.get(remark="qa-hill joins")
    principal = Principal.of(village.hill)
    assert list(SLA.objects.for_user(principal).filter(group=village.group)) == [village.sla]
    factories.change(member, member_until=today() - timedelta(days=1))
    assert not SLA.objects.for_user(principal).filter(group=village.group).exists()
    assert not CustomerGroup.objects.for_user(principal).exists()


def test_what_a_group_shares_is_its_own_and_never_a_members(village):
    about_all = factories.CommunicationFactory(subject=village.group.record)
    for membership in GroupMember.objects.all():
        factories.CommunicationFactory(subject=membership.customer.record)
    assert list(SLA.objects.shared(village.group)) == [village.sla]
    assert list(Communication.objects.shared(village.group)) == [about_all]


@pytest.mark.pages
def test_the_pack_of_a_group_shows_what_it_shares_and_no_member_to_anybody(village):
    factories.CommunicationFactory(subject=village.group.record, name="Meeting of all towns")
    hill = GroupMember.objects.get(remark="qa-hill joins").customer
    factories.CommunicationFactory(subject=hill.record, name="qa-hill talk")
    told = {}
    for user in (personas.user("boss", Role.SERVICE_MANAGER), village.speaker, village.lake):
        client = Client()
        client.force_login(user)
        answer = client.get(reverse("customer-groups-brief", args=[village.group.uid]))
        told[user] = reading.text(b"".join(answer))
    for shown in told.values():
        assert "One card a year" in shown
        assert "Mail for towns" in shown
        assert "qa-hill" not in shown
        assert "qa-lake" not in shown
        assert "qa-rationale" not in shown
    boss, speaker, lake = told.values()
    assert "Meeting of all towns" in boss
    assert "qa-speaker" in speaker
    assert "qa-speaker" not in lake


def test_a_representative_speaks_for_a_customer_or_for_a_group():
    group, customer = factories.CustomerGroupFactory(), factories.CustomerFactory()
    for values in ({"customer": None}, {"customer": customer, "group": group}):
        with pytest.raises(Invalid) as invalid:
            factories.RepresentativeFactory(**values)
        assert list(invalid.value.fields) == ["customer"]
    row = factories.RepresentativeFactory(customer=customer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Representative.objects.filter(pk=row.pk).update(group=group.pk)


def test_an_sla_is_agreed_with_a_customer_or_with_a_group():
    with pytest.raises(Invalid) as invalid:
        factories.SlaFactory(
            customer=factories.CustomerFactory(), group=factories.CustomerGroupFactory()
        )
    assert list(invalid.value.fields) == ["group"]


def test_who_speaks_for_a_group_covers_no_subscription_of_one_member():
    speaker = factories.RepresentativeFactory(customer=None, group=factories.CustomerGroupFactory())
    with pytest.raises(Invalid) as invalid:
        factories.CoverageFactory(representative=speaker)
    assert list(invalid.value.fields) == ["representative"]


def failing(name):
    by = Principal.of(factories.UserFactory(roles=["administrator"]))
    found = {each.rule.name: each.rule for each in outcomes(by)}
    return set(found[name].rows(by, "view"))


def test_a_customer_in_no_tier_and_no_group_is_a_finding():
    tiered = factories.CustomerFactory(tier=factories.TierFactory())
    grouped, gone, neither = (factories.CustomerFactory() for _ in range(3))
    factories.GroupMemberFactory(customer=grouped)
    factories.GroupMemberFactory(customer=gone, member_until=today() - timedelta(days=1))
    assert failing("customer-tier") == {gone, neither}
    assert tiered not in failing("customer-tier")


def test_a_group_speaks_for_its_members(village):
    quiet = factories.CustomerFactory(tier=factories.TierFactory())
    alone = factories.CustomerFactory(tier=factories.TierFactory())
    factories.GroupMemberFactory(group=village.group, customer=quiet)
    assert failing("customer-representative") == {alone}
    assert failing("customer-representatives") == {alone}
    assert failing("group-representative") == set()
