"""Unsafe requests: never by auditors, never without the token that only our own pages have.

Every address is tried by some of the methods in turns: what registers share meets all of them.
"""

from __future__ import annotations

import json
from zlib import crc32

import pytest
from django.urls import reverse

from tests.architecture.addresses import addresses
from tests.architecture.permission_table import ADDRESSES, ANYBODY, HOLDER
from tests.contract.ground import OWN
from tests.security.ground import browser, entries, marked_world

UNSAFE = ("post", "put", "patch", "delete")
OVERRIDES = {"X-HTTP-Method-Override": "DELETE", "X-Method-Override": "DELETE"}
VALUES = json.dumps({"notes": "x", "version": 1, "rows": [], "_method": "DELETE"})
BODY = {"data": VALUES, "content_type": "application/json"}
#: Another method is written over a POST or GET, if anywhere, in a header or in a form.
ATTEMPTS = [
    *((each, BODY) for each in UNSAFE),
    ("post", {**BODY, "headers": OVERRIDES}),
    ("post", {"data": {"_method": "delete", "version": "1"}}),
    ("get", {"headers": OVERRIDES}),
]
REFUSED = {302, 400, 401, 403, 404, 405, 409, 412, 415, 428}

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture(scope="module")
def places():
    """Every address that asks who is there."""
    return [each for each in addresses() if ADDRESSES.get(each.name) not in {ANYBODY, HOLDER}]


def path_of(address, rows):
    """A real path: for addresses of a register, of its marked row."""
    row = next((r for r in rows if r.register.name == address.register), rows[0])
    known = {
        "uid": row.uid,
        "thread": row.uid,
        "number": 1,
        "pk": 1,
        "register": row.register.name,
        "provider_id": "x",
    }
    return reverse(address.name, kwargs={n: known.get(n, "x") for n in address.parameters})


def in_turns(address, attempts, count):
    """Some of the attempts, others for every address."""
    first = crc32(address.name.encode())
    return [attempts[(first + number) % len(attempts)] for number in range(count)]


def test_an_auditor_writes_nothing_by_any_method(places):
    world, rows = marked_world()
    client, before = browser(world.users["auditor"]), entries()
    for address in places:
        if address.register is None:
            continue
        path = path_of(address, rows[OWN])
        for method, how in in_turns(address, ATTEMPTS, 2):
            status = getattr(client, method)(path, **how).status_code
            assert method == "get" or status in REFUSED, (address.name, method, status)
    assert entries() == before


def test_no_form_is_taken_without_its_token(places):
    world, rows = marked_world()
    client = browser(world.users["administrator"], enforce_csrf_checks=True)
    before, wrong = entries(), []
    for address in places:
        path = path_of(address, rows[OWN])
        for method in in_turns(address, UNSAFE, 1) if "api" in address.name else ("post",):
            kind = "application/json" if "api" in address.name else "multipart/form-data"
            body = "{}" if kind == "application/json" else ""
            status = getattr(client, method)(path, body, content_type=kind).status_code
            if status not in {403, 405}:
                wrong.append(f"{method} {address.name}: {status}")
    assert wrong == []
    assert entries() == before
