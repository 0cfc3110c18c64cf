"""What a service can keep at best, with the arithmetic step by step, beside what was promised."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from core import access
from core.declaration.pages import RegisterPage
from core.reading.links import Link, resolve
from portfolio.choices import SLAState
from portfolio.models import Component, Dependency, Service, Target
from portfolio.services.underpinning.comparing import (
    book_for,
    formula,
    level_text,
    verdicts,
)
from portfolio.services.underpinning.promises import SERVICE, Node, Promise
from portfolio.services.underpinning.reckoning import Book, Line, Reckoned

#: Services whose arithmetic one page shows; their own pages show the rest.
MOST = 40
PROMISED = (SLAState.DRAFT, SLAState.NEGOTIATING, SLAState.AGREED)


@dataclass(frozen=True)
class Part:
    """A line as shown: what it is, who keeps to it, what it comes to."""

    link: Link | None
    promises: tuple[Promise, ...]
    group: str
    says: str
    own: bool


@dataclass(frozen=True)
class Step:
    """The arithmetic of one service."""

    link: Link | None
    parts: list[Part]
    formula: str
    says: str
    unknown: int


class ServiceUnderpinning(RegisterPage):
    """Whether what a service is built on can keep what its agreements promise."""

    looks_back = True

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """The page."""
        access.require(self.principal, Dependency, "view")
        row = self.find(uid)
        book = book_for(self.principal)
        services = _below(book, row.pk)
        names = self._names(book, services[:MOST])
        context = {
            "row": row,
            "verdicts": verdicts(self._targets(row), book),
            "steps": [_step(key, book.services[key], names) for key in services[:MOST]],
            "more": len(services) - MOST,
            "circles": len(book.broken),
        }
        return self.show("portfolio/underpinning.html", context)

    def _targets(self, row: Any) -> Iterable[Target]:
        rows = Target.objects.for_user(self.principal).current()
        rows = rows.filter(sla__service=row, sla__archived_at=None, sla__state__in=PROMISED)
        return rows.select_related("sla", "calendar").order_by("title", "reference")

    def _names(self, book: Book, services: list[int]) -> dict[Node, Link]:
        nodes = {line.node for key in services for line in book.services[key].lines}
        nodes |= {(SERVICE, key) for key in services}
        models: dict[str, Any] = {SERVICE: Service, "component": Component}
        wanted = {
            model: {key for kind, key in nodes if kind == name} for name, model in models.items()
        }
        links = resolve(self.principal, wanted)
        found = {node: links.get(models[node[0]], node[1]) for node in nodes}
        return {node: link for node, link in found.items() if link}


def _below(book: Book, service: int) -> list[int]:
    """The service and every service below it, nearest first; those with something to reckon."""
    seen, edge = [service], [service]
    while edge:
        parts = [
            line.node for key in edge if key in book.services for line in book.services[key].lines
        ]
        edge = list(
            dict.fromkeys(key for kind, key in parts if kind == SERVICE and key not in seen)
        )
        seen += edge
    return [key for key in seen if key in book.services and book.services[key].lines]


def _step(key: int, reckoned: Reckoned, names: dict[Node, Link]) -> Step:
    parts = [_part(line, key, names) for line in reckoned.lines]
    says = level_text(reckoned.level)
    return Step(names.get((SERVICE, key)), parts, formula(reckoned), says, reckoned.unknown)


def _part(line: Line, service: int, names: dict[Node, Link]) -> Part:
    own = line.node == (SERVICE, service)
    return Part(names.get(line.node), line.promises, line.group, level_text(line.level), own)
