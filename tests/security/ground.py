"""A world in which every text of every record of a customer bears that customer's mark."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import Resolver404, resolve

from core.models import LedgerEntry
from tests.contract.ground import sides
from tests.contract.hidden import unpacked
from tests.contract.registered import contracts
from tests.personas import Cast, cast

LINK = re.compile(
    r'(?:href|hx-get|src|action)="([^"#]+)"|"(?:url|next|previous|last)":\s*"([^"]+)"'
)
SIGN_OUT = "/account/logout/"


def marked_world() -> tuple[Cast, dict[str, list[Any]]]:
    """The cast, and by mark one row of every register."""
    world = cast()
    rows = {side.mark: [each.make(side) for each in contracts()] for side in sides(world)}
    return world, rows


def browser(user: Any = None, **more: Any) -> Client:
    """A client in which somebody signed in; errors of the site come as answers."""
    client = Client(raise_request_exception=False, **more)
    if user is not None:
        client.force_login(user)
    return client


def entries() -> int:
    """How many entries the ledger has."""
    return LedgerEntry.objects.count()


def crawl(client: Client, *starts: str, of_a_kind: int = 2) -> Iterator[tuple[str, Any, str]]:
    """Follow every link from the start pages, of each kind so many: path, answer and its text."""
    waiting, known, kinds = list(starts), set(starts), Counter[Any]()
    while waiting:
        path = waiting.pop(0)
        response = client.get(path)
        text = unpacked(response)
        yield path, response, text
        for found in sorted(set(links(path, text)) - known):
            known.add(found)
            if any(kinds[kind] < of_a_kind for kind in kinds_of(found)):
                kinds.update(kinds_of(found))
                waiting.append(found)


def links(path: str, text: str) -> Iterator[str]:
    """The addresses of this site that a page leads to."""
    for pair in LINK.findall(text):
        where = urlsplit(urljoin(path, unescape(pair[0] or pair[1])))
        local = not where.scheme and not where.netloc
        if local and not where.path.startswith(("/static/", SIGN_OUT)):
            yield f"{where.path}?{where.query}" if where.query else where.path


def kinds_of(address: str) -> list[tuple[Any, ...]]:
    """What a page is: its view, or with parameters its sort of view with each of them.

    Not every combination is a kind of its own: lists combine dozens of parameters, and the lists of
    all registers read them with the same code. Nothing when there is no such page.
    """
    where = urlsplit(address)
    try:
        match = resolve(where.path)
    except (Resolver404, ImproperlyConfigured):
        return []
    view, register = match.view_name or "", match.kwargs.get("register")
    sort = (view.startswith("api:"), view.rpartition("-")[2])
    return [(view, register), *((*sort, name) for name in parse_qs(where.query))]
