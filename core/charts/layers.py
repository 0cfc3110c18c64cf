"""The layout of a graph in layers: what is drawn, in which column, in which order.

The steps are those of Sugiyama: cut what is too far from the focus, break cycles, put every node
right of what needs it, order each column by the middle of its neighbours until fewer edges cross.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.charts.figures import Edge, Graph

#: More nodes than this are no picture any more; the table has them all.
MOST = 80
SWEEPS = 8
Neighbours = Mapping[str, Sequence[str]]


def near(graph: Graph) -> tuple[list[str], int]:
    """The keys to draw, in the graph's order, and how many are left out because there are too many.

    Around a focus: what it needs, and what needs it, each up to the depth.
    """
    known = [node.key for node in graph.nodes]
    if graph.focus in known:
        seen = {graph.focus}
        for forward in (True, False):
            seen |= _reached(graph.focus, neighbours(graph.edges, forward), graph.depth)
        known = [key for key in known if key in seen]
    if len(known) <= MOST:
        return known, 0
    first = [graph.focus] if graph.focus in known else []
    kept = {*first, *[key for key in known if key not in first][: MOST - len(first)]}
    return [key for key in known if key in kept], len(known) - MOST


def neighbours(edges: Iterable[Edge], forward: bool = True) -> Neighbours:
    """Key → the keys that its edges lead to, or come from."""
    found: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        start, end = (edge.source, edge.target) if forward else (edge.target, edge.source)
        found[start].append(end)
    return found


def _reached(start: str, steps: Neighbours, depth: int) -> set[str]:
    seen, waiting = {start: 0}, deque([start])
    while waiting:
        key = waiting.popleft()
        for other in steps.get(key, ()) if seen[key] < depth else ():
            if other not in seen:
                seen[other] = seen[key] + 1
                waiting.append(other)
    return set(seen)


@dataclass(frozen=True)
class Layout:
    """The columns from left to right, each from top to bottom, and the turns of every edge.

    A turn is a place that an edge passes in a column between its ends; it stands in the columns too.
    """

    columns: list[list[str]]
    turns: dict[tuple[str, str], list[str]]


def layout(keys: Sequence[str], edges: Sequence[Edge]) -> Layout:
    """Where each key and each turn of an edge stands."""
    inside = set(keys)
    kept = [
        edge
        for edge in edges
        if edge.source in inside and edge.target in inside and edge.source != edge.target
    ]
    depths = _depths(keys, _without_cycles(keys, kept))
    columns: list[list[str]] = [[] for _ in range(max(depths.values(), default=-1) + 1)]
    for key in keys:
        columns[depths[key]].append(key)
    turns, steps = {}, []
    for edge in kept:
        # An edge that leads back takes the same way in the other direction.
        ends = sorted((edge.source, edge.target), key=lambda key: depths[key])
        way = [
            f"\0{ends[0]}\0{ends[1]}\0{depth}" for depth in range(depths[ends[0]], depths[ends[1]])
        ][1:]
        turns[edge.source, edge.target] = way
        steps += [Edge(a, b) for a, b in pairwise([ends[0], *way, ends[1]])]
        for depth, turn in enumerate(way, start=depths[ends[0]] + 1):
            if turn not in columns[depth]:
                columns[depth].append(turn)
    return Layout(_ordered(columns, steps), turns)


def _without_cycles(keys: Sequence[str], edges: Sequence[Edge]) -> Neighbours:
    """The edges without those that lead back; no recursion, since chains can be long."""
    steps = neighbours(edges)
    kept: dict[str, list[str]] = defaultdict(list)
    state: dict[str, int] = {}
    for start in keys:
        if start in state:
            continue
        state[start] = 1
        stack = [(start, iter(steps.get(start, ())))]
        while stack:
            key, rest = stack[-1]
            other = next(rest, None)
            if other is None:
                state[key] = 2
                stack.pop()
            elif state.get(other) != 1:
                kept[key].append(other)
                if other not in state:
                    state[other] = 1
                    stack.append((other, iter(steps.get(other, ()))))
    return kept


def _depths(keys: Sequence[str], steps: Neighbours) -> dict[str, int]:
    """The longest way to each key from one that nothing leads to."""
    waiting_for = dict.fromkeys(keys, 0)
    for others in steps.values():
        for other in others:
            waiting_for[other] += 1
    depths = dict.fromkeys(keys, 0)
    ready = deque(key for key in keys if not waiting_for[key])
    while ready:
        key = ready.popleft()
        for other in steps.get(key, ()):
            depths[other] = max(depths[other], depths[key] + 1)
            waiting_for[other] -= 1
            if not waiting_for[other]:
                ready.append(other)
    return depths


def _ordered(found: list[list[str]], edges: Sequence[Edge]) -> list[list[str]]:
    """Sweep right and left, each time sorting a column by the middle of its neighbours."""
    before, after = neighbours(edges, forward=False), neighbours(edges)
    for sweep in range(SWEEPS):
        forward = sweep % 2 == 0
        steps = before if forward else after
        for column in found if forward else reversed(found):
            places = {key: place for other in found for place, key in enumerate(other)}
            column.sort(key=lambda key: _middle(key, steps, places))
    return found


def _middle(key: str, steps: Neighbours, places: Mapping[str, int]) -> float:
    around = [places[other] for other in steps.get(key, ()) if other in places]
    return sum(around) / len(around) if around else places[key]
