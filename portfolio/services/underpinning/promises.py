"""What suppliers and internal groups keep to, for services and components: the sources of it.

An app announces what it knows in its room ``underpinning_sources``::

    @promises
    def of_agreements(graph: Needs) -> Iterable[Promise]: ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from django.utils.module_loading import autodiscover_modules

from core.calendars.hours import Week

#: ``("service", key)`` or ``("component", key)``.
Node = tuple[str, int]
SERVICE, COMPONENT = "service", "component"


@dataclass(frozen=True)
class Level:
    """What can be kept at best: percent, minutes until somebody answers, hours of cover.

    None says that nobody promises anything, so nothing worse than perfect can be concluded.
    """

    availability: Decimal | None = None
    response: Decimal | None = None
    hours: Week | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is promised at all."""
        return self.availability is None and self.response is None and self.hours is None


@dataclass(frozen=True)
class Promise:
    """What ``by`` keeps to for a node; ``url`` leads to where that stands.

    A ``fallback`` counts only for a service of which nothing else is known.
    """

    node: Node
    by: str
    level: Level
    url: str = ""
    fallback: bool = False


@dataclass(frozen=True)
class Need:
    """A service leans on a node. Needs of one ``group`` are alternatives: one of them is enough."""

    service: int
    node: Node
    group: str = ""


@dataclass(frozen=True)
class Needs:
    """What all services lean on, by service."""

    by_service: Mapping[int, Sequence[Need]]

    def nodes(self) -> set[Node]:
        """Everything that has or meets a need."""
        found: set[Node] = {(SERVICE, key) for key in self.by_service}
        return found | {need.node for needs in self.by_service.values() for need in needs}

    def keys(self, kind: str) -> set[int]:
        """The keys of the services, or of the components, among them."""
        return {key for name, key in self.nodes() if name == kind}


Source = Callable[[Needs], Iterable[Promise]]
_sources: list[Source] = []


def promises(source: Source) -> Source:
    """Announce a source."""
    _sources.append(source)
    return source


@cache
def _discover() -> None:
    autodiscover_modules("underpinning_sources")


def promised(needs: Needs) -> dict[Node, list[Promise]]:
    """What all sources know of the nodes, by node."""
    _discover()
    found: dict[Node, list[Promise]] = {}
    for source in _sources:
        for promise in source(needs):
            found.setdefault(promise.node, []).append(promise)
    return found
