"""Deputies and hand-overs: who may write a customer, and that everything moves at once."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from core import access
from core.access.principals import Principal, today
from core.choices import Origin, Role
from core.errors import Forbidden, Invalid
from core.models import Action
from relationships.choices import ManagerRole
from relationships.models import Assignment, Concern, Customer
from relationships.services import handing_over
from tests import factories, personas

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = (today() + timedelta(days=n) for n in (-1, 1))


def writes(user, customer):
    return access.may(Principal.of(user), customer, "change")


def test_a_deputy_writes_the_customer_while_deputising_and_not_before_or_after(people, customer):
    values = {"customer": customer, "person": people["other"].person, "role": ManagerRole.DEPUTY}
    assert not writes(people["other"], customer)
    row = factories.AssignmentFactory(**values, held_from=today())
    assert writes(people["other"], customer)
    contact = factories.ContactFactory(customer=customer)
    assert writes(people["other"], contact)
    assert not writes(people["other"], factories.CustomerFactory())
    row = factories.change(row, held_from=TOMORROW)
    assert not writes(people["other"], customer)
    factories.change(row, held_from=None, held_until=YESTERDAY)
    assert not writes(people["other"], customer)


def test_deputising_is_for_relationship_managers(customer):
    owner = personas.user("owner", Role.SERVICE_OWNER)
    factories.AssignmentFactory(customer=customer, person=owner.person)
    assert not writes(owner, customer)


def burden(customer, person):
    """An open action, a done one, an open concern; the first and the last are duties."""
    factories.ActionFactory(subject=customer.record, owner=person, state="done", outcome="Done")
    return (
        factories.ActionFactory(subject=customer.record, owner=person),
        factories.ConcernFactory(customer=customer, owner=person),
    )


def hand_over(people, customer, *, by="old", on=None, moving=()):
    return handing_over.hand_over(
        customer=customer, to=people["new"].person, on=on or today(), reason="Parental leave",
        moving=[row.uid for row in moving], by=Principal.of(people[by]), origin=Origin.SCREEN,
    )  # fmt: skip


def test_what_was_ticked_moves_with_the_customer_in_one_unit(people, customer):
    action, concern = burden(customer, people["old"].person)
    duties = handing_over.duties(customer, by=Principal.of(people["old"]))
    assert {duty.row.uid for duty in duties} == {action.uid, concern.uid}
    hand_over(people, customer, moving=[action])
    assert Customer.objects.get().manager == people["new"].person
    assert Action.objects.get(pk=action.pk).owner == people["new"].person
    assert Concern.objects.get().owner == people["old"].person
    units = {row.history.latest("valid_from").history_unit for row in (customer, action)}
    assert len(units) == 1
    told = Assignment.objects.order_by("pk").values_list("person", "held_from", "held_until")
    assert list(told) == [
        (people["old"].person.pk, None, YESTERDAY), (people["new"].person.pk, today(), None),
    ]  # fmt: skip
    assert writes(people["new"], customer)
    assert not writes(people["old"], customer)


def test_a_second_hand_over_ends_the_assignment_before(people, customer):
    hand_over(people, customer, on=today() - timedelta(days=30))
    people["new"], people["old"] = people["other"], people["new"]
    hand_over(people, Customer.objects.get())
    told = Assignment.objects.order_by("pk").values_list("held_until", flat=True)
    assert list(told) == [today() - timedelta(days=31), YESTERDAY, None]


def test_nobody_hands_over_to_the_same_or_what_is_not_theirs(people, customer):
    with pytest.raises(Invalid) as invalid:
        hand_over({**people, "new": people["old"]}, customer)
    assert list(invalid.value.fields) == ["to"]
    with pytest.raises(Forbidden):
        hand_over(people, customer, by="other")
    assert Assignment.objects.get().person == people["old"].person


@pytest.mark.pages
def test_the_page_shows_what_goes_along_and_does_it(people, customer):
    action, _concern = burden(customer, people["old"].person)
    client = Client()
    client.force_login(people["old"])
    page = reverse("customers-hand-over", args=[customer.uid])
    assert action.reference in client.get(page).content.decode()
    sent = {"to": str(people["new"].person.uid), "on": today().isoformat(), "reason": "Leave"}
    refused = client.post(page, {**sent, "to": str(people["old"].person.uid)})
    assert refused.status_code == 400
    done = client.post(page, {**sent, "moving": [str(action.uid)]})
    assert done.status_code == 302, done.content
    assert Customer.objects.get().manager == people["new"].person
    assert client.get(page).status_code in (403, 404)


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.ADMINISTRATOR, True), (Role.SERVICE_MANAGER, True), (Role.SERVICE_LEVEL_MANAGER, True),
        (Role.RELATIONSHIP_MANAGER, True), (Role.AUDITOR, True), (Role.SERVICE_OWNER, False),
        (Role.SUPPLIER_MANAGER, False), (Role.REPRESENTATIVE, False),
    ],
)  # fmt: skip
def test_contract_and_billing_are_seen_by_those_who_answer_for_them(role, sees):
    user = personas.user("somebody", role)
    customer = factories.CustomerFactory(billing_facts="qa-bill", contract_facts="qa-contract")
    factories.RepresentativeFactory(customer=customer, person=user.person)
    client = Client()
    client.force_login(user)
    for path in (
        reverse("customers-detail", args=[customer.uid]),
        reverse("api:customers-detail", args=[customer.uid]),
    ):
        found = client.get(path).content.decode()
        assert ("qa-bill" in found, "qa-contract" in found) == (sees, sees), path
