"""Every page that needs no record: the table decides for whom it opens, and nobody else.

Pages of their own are opened by every persona, those that every register has by one who may and one
who may not, in turns; lists and records of registers by every persona in the contract.
"""

from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from core import access
from core.access.principals import Principal
from core.registers import by_name
from tests.architecture.addresses import addresses
from tests.architecture.permission_table import (
    ADDRESSES,
    ANYBODY,
    HOLDER,
    SIGNED_IN,
    WITH_FACTOR,
)
from tests.personas import PERSONAS, users

GONE = {"expired_auditor", "deactivated"}
REFUSED = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
# A page that opens may still ask for more (400) or for another method (405).
NOT_OPEN = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}

pytestmark = pytest.mark.pages


def pages():
    """Pages without parameters that ask who is there; the API has its own walk."""
    found = [each for each in addresses() if not each.parameters and ":" not in each.name]
    return [
        each
        for each in found
        if not each.route.startswith("api/") and ADDRESSES.get(each.name) not in {ANYBODY, HOLDER}
    ]


def may_open(address, user):
    """What the permission table says about a page and a user."""
    audience = ADDRESSES.get(address.name)
    if audience == SIGNED_IN:
        return True
    if audience == WITH_FACTOR:
        return False  # no persona has set one up
    if audience is not None:
        return bool(audience & set(user.roles))
    model = by_name(address.register)
    return access.allowed(Principal.of(user), model, address.action) is not None


def answers_right(client, address, user):
    """Whether a page opens for somebody, or is shut, as it should."""
    status = client.get(reverse(address.name)).status_code
    if may_open(address, user):
        return status not in NOT_OPEN and status < HTTPStatus.INTERNAL_SERVER_ERROR
    return status in REFUSED


@pytest.fixture
def people(db):
    return users()


@pytest.fixture
def clients(people):
    """A browser for each persona, who signed in."""
    found = {persona: Client() for persona in people}
    for persona, client in found.items():
        client.force_login(people[persona])
    return found


@pytest.mark.parametrize("persona", sorted(set(PERSONAS) - GONE))
def test_a_page_opens_for_whom_the_table_names(clients, people, persona):
    own = [each for each in pages() if each.name in ADDRESSES]
    user, client = people[persona], clients[persona]
    assert [each.name for each in own if not answers_right(client, each, user)] == []


def test_a_page_of_a_register_opens_for_one_who_may_and_for_none_who_may_not(clients, people):
    wrong = []
    for turn, address in enumerate(each for each in pages() if each.name not in ADDRESSES):
        may = [p for p in PERSONAS if p not in GONE and may_open(address, people[p])]
        others = [p for p in PERSONAS if p not in GONE and p not in may]
        for group in filter(None, (may, others)):
            persona = group[turn % len(group)]
            if not answers_right(clients[persona], address, people[persona]):
                wrong.append((address.name, persona))
    assert wrong == []


@pytest.mark.parametrize("persona", sorted(GONE))
def test_whose_access_has_ended_is_at_the_door_again(clients, persona):
    for address in pages():
        response = clients[persona].get(reverse(address.name))
        assert response.status_code == HTTPStatus.FOUND, address.name
        assert response["Location"].startswith(reverse("account_login")), address.name
