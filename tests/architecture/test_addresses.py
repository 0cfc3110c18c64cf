"""Every address stands in the permission table, and nobody gets past it without signing in."""

import uuid

import pytest
from django.urls import reverse

from tests.architecture.addresses import addresses
from tests.architecture.permission_table import ADDRESSES, ANYBODY, HOLDER

METHODS = ("get", "post", "put", "patch", "delete")
CLOSED = {302, 401, 403, 404, 405}
SAMPLES = {
    "uid": uuid.UUID(int=7),
    "thread": uuid.UUID(int=8),
    "pk": 7,
    "number": 1,
    "version": 1,
    "key": "abc-def",
    "uidb36": "7",
    "provider_id": "organisation",
}


def shut():
    """The addresses that ask who is there."""
    return [each for each in addresses() if ADDRESSES.get(each.name) not in {ANYBODY, HOLDER}]


def address_of(address):
    """A path to try, with made-up values for its parameters."""
    values = {name: SAMPLES.get(name, "x") for name in address.parameters}
    return reverse(address.name, kwargs=values)


def test_every_address_stands_in_the_permission_table():
    assert [each.name for each in addresses() if not each.declared] == []


def test_the_permission_table_names_no_address_that_is_gone():
    assert set(ADDRESSES) - {each.name for each in addresses()} == set()


def test_no_address_is_declared_twice():
    names = [each.name for each in addresses()]
    assert {name for name in names if names.count(name) > 1} == set()


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("address", shut(), ids=lambda each: each.name)
def test_nobody_gets_in_without_signing_in(client, address):
    path = address_of(address)
    for method in METHODS:
        response = getattr(client, method)(path)
        assert response.status_code in CLOSED, method
        if response.status_code == 302:
            assert response["Location"].startswith(reverse("account_login")), method
