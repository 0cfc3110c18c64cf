"""The graph of dependencies beyond services and components, and what fails with a service."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from django.utils.module_loading import autodiscover_modules

from core.access.principals import Principal
from core.charts.figures import Edge, Node
from portfolio.services.underpinning.promises import SERVICE, Need, Needs


@dataclass(frozen=True)
class Outer:
    """A service needs something that another app knows of, such as a supplier; ``inwards`` says that
    the node needs the service.
    """

    service: int
    node: Node
    label: str = ""
    inwards: bool = False

    def edge(self) -> Edge:
        """From what needs to what is needed."""
        ends = (f"s{self.service}", self.node.key)
        return Edge(*(ends[::-1] if self.inwards else ends), self.label)


#: For somebody, what services (by key) need; only what they may see.
Source = Callable[[Principal, set[int]], Iterable[Outer]]
_sources: list[Source] = []


def graph_source(source: Source) -> Source:
    """Announce what an app adds to pictures of dependencies, in its room ``graph_sources``."""
    _sources.append(source)
    return source


@cache
def _discover() -> None:
    autodiscover_modules("graph_sources")


def outers(principal: Principal, services: set[int]) -> list[Outer]:
    """What all apps add for these services."""
    _discover()
    return [each for source in _sources for each in source(principal, services)]


@dataclass(frozen=True)
class Failing:
    """What fails with a service, nearest first, and what only loses an alternative; by key."""

    down: dict[int, int]
    weakened: list[int]


def failing(needs: Needs, service: int) -> Failing:
    """What is down when ``service`` is, with how many steps away; redundancy holds it back."""
    down, step = {service: 0}, 0
    while True:
        step += 1
        more = [
            key for key, each in needs.by_service.items() if key not in down and _fails(each, down)
        ]
        if not more:
            break
        down |= dict.fromkeys(sorted(more), step)
    weakened = [
        key
        for key, each in needs.by_service.items()
        if key not in down and any(_is_down(need, down) for need in each)
    ]
    return Failing(down, sorted(weakened))


def _is_down(need: Need, down: dict[int, int]) -> bool:
    kind, key = need.node
    return kind == SERVICE and key in down


def _fails(needs: Iterable[Need], down: dict[int, int]) -> bool:
    """Whether one part that is needed is down, or all alternatives of a group are."""
    groups: dict[str, list[bool]] = {}
    for number, need in enumerate(needs):
        groups.setdefault(need.group or f"\0{number}", []).append(_is_down(need, down))
    return any(all(states) for states in groups.values())
