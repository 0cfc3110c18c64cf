"""Every page that needs no record, opened by every persona: the table decides, and nobody else."""

from http import HTTPStatus

import pytest
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


@pytest.fixture
def people(db):
    return users()


@pytest.mark.parametrize("persona", sorted(set(PERSONAS) - GONE))
def test_a_page_opens_for_whom_the_table_names(client, people, persona):
    client.force_login(people[persona])
    wrong = []
    for address in pages():
        status = client.get(reverse(address.name)).status_code
        if may_open(address, people[persona]):
            right = status not in NOT_OPEN and status < HTTPStatus.INTERNAL_SERVER_ERROR
        else:
            right = status in REFUSED
        if not right:
            wrong.append(f"{address.name}: {status}")
    assert wrong == []


@pytest.mark.parametrize("persona", sorted(GONE))
def test_whose_access_has_ended_is_at_the_door_again(client, people, persona):
    client.force_login(people[persona])
    for address in pages():
        response = client.get(reverse(address.name))
        assert response.status_code == HTTPStatus.FOUND, address.name
        assert response["Location"].startswith(reverse("account_login")), address.name
