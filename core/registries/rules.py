"""Conformity rules: what must hold for records, how many do not keep to it, and how to mend that.

An app says its rules in its module ``conformity``::

    @rule("service-owner", Service, Severity.MAJOR, needs=("status", "owner"),
          says=_("Every delivered service has an owner."), remedy=_("Name the owner."))
    def services_have_an_owner() -> Check:
        return Check(population=Q(status__in=DELIVERED), failing=Q(owner=None))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet, Value, Window
from django.db.models.functions import RowNumber
from django.utils.text import format_lazy

from core import access
from core.choices import Conformity, Severity
from core.reading.links import Link
from core.reading.selections import Selection, announce, discover, own_rows
from core.text.sort_keys import by_title, sort_key

if TYPE_CHECKING:
    from core.access.principals import Principal

SHOWN = 5


@dataclass(frozen=True)
class Check:
    """Which rows a rule is about, and which of those break it; other tables by subqueries only."""

    population: Q
    failing: Q


@dataclass(frozen=True)
class Rule:
    """One rule. ``name`` is fixed for ever: scores and waivers will be kept by it.

    ``own``: whoever may change such rows is asked to mend only their own.
    """

    name: str
    model: Any
    severity: Severity
    says: Any
    remedy: Any
    check: Callable[[], Check]
    selection: Selection
    kept: Selection
    own: bool = False

    def rows(self, principal: Principal, action: str) -> QuerySet[Any]:
        """The current rows that break it, as far as the principal may do ``action`` to them."""
        return self.reached(principal, action).filter(self.selection.condition())

    def reached(self, principal: Principal, action: str) -> QuerySet[Any]:
        """All current rows that the principal may do ``action`` to, or is to do it to."""
        rows = self.model.objects.for_user(principal, action).current()
        return rows.filter(own_rows(principal, self.model)) if self._own(action) else rows

    def narrows(self, principal: Principal, action: str) -> bool:
        """Whether those are only the principal's own."""
        reach = access.allowed(principal, self.model, action)
        return self._own(action) or reach is access.Reach.OWN

    def _own(self, action: str) -> bool:
        return self.own and action == "change"


@dataclass(frozen=True)
class Outcome:
    """What a rule came to for somebody's rows."""

    rule: Rule
    population: int
    failing: int
    own: bool

    @property
    def state(self) -> Conformity:
        """Kept, broken, or about nothing that there is."""
        if not self.population:
            return Conformity.NOT_APPLICABLE
        return Conformity.FAIL if self.failing else Conformity.PASS

    @property
    def url(self) -> str:
        """The list of the rows that break it."""
        return self.rule.selection.url(own=self.own)

    @property
    def kept_url(self) -> str:
        """The list of the rows that keep it."""
        return self.rule.kept.url(own=self.own)


_rules: dict[str, Rule] = {}


def rule(
    name: str,
    model: Any,
    severity: Severity,
    *,
    says: Any,
    remedy: Any,
    needs: Iterable[str],
    own: bool = False,
) -> Callable[[Callable[[], Check]], Callable[[], Check]]:
    """Register a rule; raises ValueError when the name is taken."""

    def register(check: Callable[[], Check]) -> Callable[[], Check]:
        if name in _rules:
            raise ValueError(f"There is a rule called “{name}” already.")

        def failing() -> Q:
            found = check()
            return found.population & found.failing

        def passing() -> Q:
            found = check()
            return found.population & ~found.failing

        seen = frozenset(needs)
        broken, kept = (
            announce(Selection(each, model, format_lazy("{}: {}", state.label, says), rows, seen))
            for each, state, rows in (
                (name, Conformity.FAIL, failing),
                (f"{name}-kept", Conformity.PASS, passing),
            )
        )
        _rules[name] = Rule(name, model, severity, says, remedy, check, broken, kept, own)
        return check

    return register


def rules_for(principal: Principal, action: str = "view") -> list[Rule]:
    """The rules about registers on which the principal may do ``action``."""
    discover()
    return [
        each
        for each in _rules.values()
        if each.selection.open_to(principal)
        and access.allowed(principal, each.model, action) is not None
    ]


def outcomes(principal: Principal, action: str = "view") -> list[Outcome]:
    """What every rule comes to for the current rows of the principal, in one query.

    Rules that work something out may keep it as long as the ledger stands where it was.
    """
    groups: dict[Any, list[Rule]] = {}
    for each in rules_for(principal, action):
        groups.setdefault(each.model, []).append(each)
    counted = _counted(principal, action, list(groups.values()))
    return [
        found
        for place, group in enumerate(groups.values())
        for found in _of(principal, action, group, counted.get(place, ()))
    ]


def _counted(
    principal: Principal, action: str, groups: Sequence[Sequence[Rule]]
) -> dict[int, tuple[int, ...]]:
    """Population and failing rows of each rule, group after group; one row a register."""
    width = max(map(len, groups), default=0)
    names = [f"its_{kind}_{place}" for place in range(width) for kind in ("all", "bad")]
    queries = [
        group[0]
        .reached(principal, action)
        .order_by()
        .annotate(its_group=Value(place))
        .values("its_group")
        .annotate(**_counts(group, names))
        .values_list("its_group", *names)
        for place, group in enumerate(groups)
    ]
    if not queries:
        return {}
    rows = queries[0].union(*queries[1:], all=True) if len(queries) > 1 else queries[0]
    return {place: tuple(numbers) for place, *numbers in rows}


def _counts(group: Sequence[Rule], names: Sequence[str]) -> dict[str, Any]:
    counts: dict[str, Any] = {name: Value(0) for name in names}
    for place, each in enumerate(group):
        found = each.check()
        counts[f"its_all_{place}"] = Count("pk", filter=found.population)
        counts[f"its_bad_{place}"] = Count("pk", filter=found.population & found.failing)
    return counts


def _of(
    principal: Principal, action: str, group: Sequence[Rule], numbers: Sequence[int]
) -> list[Outcome]:
    own = group[0].narrows(principal, action)
    counted = numbers or (0, 0) * len(group)
    return [
        Outcome(each, counted[2 * place], counted[2 * place + 1], own)
        for place, each in enumerate(group)
    ]


def examples(principal: Principal, rules: Sequence[Rule], action: str) -> dict[str, list[Link]]:
    """The first records that break each rule, by the rule's name, in one query."""
    queries = [_first(each, principal, action, place) for place, each in enumerate(rules)]
    if not queries:
        return {}
    rows = queries[0].union(*queries[1:], all=True) if len(queries) > 1 else queries[0]
    found: dict[str, list[Link]] = {}
    for place, uid, reference, title in sorted(
        rows, key=lambda row: (row[0], sort_key(row[3]), row[2])
    ):
        each = rules[place]
        link = Link(each.model.register.name, uid, reference, title)
        found.setdefault(each.name, []).append(link)
    return found


def _first(each: Rule, principal: Principal, action: str, place: int) -> QuerySet[Any, Any]:
    rows = each.rows(principal, action).order_by()
    return (
        rows.annotate(its_group=Value(place), its_place=Window(RowNumber(), order_by=by_title()))
        .filter(its_place__lte=SHOWN)
        .values_list("its_group", "uid", "reference", "title")
    )
