"""Handing a customer over by the API: the rules of the screen, in the order of the API."""

from datetime import timedelta

import pytest

from core.access.principals import today
from core.choices import Role
from relationships.models import Assignment, Concern, Customer
from tests import factories, personas
from tests.api.caller import Caller

pytestmark = pytest.mark.django_db


def post(user, customer, data, **headers):
    headers = {"If_Match": f'"{customer.uid}:{customer.version}"', **headers}
    return Caller(user).post(f"customers/{customer.uid}/hand-over/", data, **headers)


def test_it_shows_what_goes_along_and_hands_over_once(people, customer):
    rows = [factories.ConcernFactory(customer=customer, owner=people["old"].person) for _ in "ab"]
    address = f"customers/{customer.uid}/hand-over/"
    shown = Caller(people["old"]).get(address).json()
    assert {duty["row"]["uid"] for duty in shown["duties"]} == {str(row.uid) for row in rows}
    assert shown["planned"] is None
    data = {"to": people["new"].person.reference, "moving": [str(rows[0].uid)], "reason": "Leave"}
    first = post(people["old"], customer, data, Idempotency_Key="one")
    again = post(people["old"], customer, data, Idempotency_Key="one")
    assert first.status_code == again.status_code == 200, first.content
    assert first.json()["manager"]["uid"] == str(people["new"].person.uid)
    assert first["ETag"] == f'"{customer.uid}:2"'
    owners = [Concern.objects.get(pk=row.pk).owner for row in rows]
    assert owners == [people["new"].person, people["old"].person]
    assert Assignment.objects.count() == 2


def test_a_later_day_plans_it(people, customer):
    day = str(today() + timedelta(days=3))
    planned = post(
        people["old"], customer, {"to": people["new"].person.reference, "on": day, "reason": "x"}
    )
    assert (planned.status_code, planned.json()["version"]) == (200, 1), planned.content
    shown = Caller(people["old"]).get(f"customers/{customer.uid}/hand-over/").json()
    assert (shown["planned"]["held_from"], shown["planned"]["person"]["title"]) == (day, "The new")
    assert Customer.objects.get().manager == people["old"].person


def test_each_wrong_part_is_named_and_nothing_written(people, customer):
    right = {"to": people["new"].person.reference, "reason": "Leave"}
    for wrong, field in (
        ({"to": "PER-9999"}, "to"), ({"to": None}, "to"), ({"to": [1]}, "to"), ({"on": "soon"}, "on"),
        ({"to": people["old"].person.reference}, "to"), ({"moving": "all"}, "moving"),
        ({"moving": [1]}, "moving"), ({"moving": [str(customer.uid)]}, "moving"),
        ({"reason": " "}, "reason"), ({"reason": "x" * 300}, "reason"), ({"too": 1}, "too"),
    ):  # fmt: skip
        refused = post(people["old"], customer, {**right, **wrong})
        assert (refused.status_code, list(refused.json()["errors"])) == (400, [field]), wrong
    assert Customer.objects.get().version == 1


def test_it_is_refused_in_the_order_of_the_api(people, customer):
    data = {"to": people["new"].person.reference, "reason": "Leave"}
    stranger = personas.user("stranger", Role.REPRESENTATIVE)
    assert post(stranger, customer, data).status_code == 404
    assert post(people["other"], customer, data).status_code == 403
    assert post(personas.user("auditor", Role.AUDITOR), customer, {}).status_code == 403
    path = f"customers/{customer.uid}/hand-over/"
    assert Caller(people["old"]).post(path, data).status_code == 428
    assert Caller(people["old"]).post(path, {**data, "version": 9}).status_code == 412
    reader = Caller(people["old"], scopes=("read",))
    assert reader.post(path, {**data, "version": 1}).status_code == 403
    assert Customer.objects.get().manager == people["old"].person
