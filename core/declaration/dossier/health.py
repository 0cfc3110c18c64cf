"""A score of how a record fares that explains each of its points (docs/health.md).

In an app's ``panels``::

    @factor("manager", Customer, _("Relationship manager"), worth=10)
    def manager(look: Look) -> Verdict | None: ...

Every factor is worth points; its verdict says which share was gained and why. What nobody knows gains
nothing and never counts as good; what does not apply (None) is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from core.charts.figures import Score
from core.declaration.dossier.looking import Look
from core.reading.selections import discover

GOOD, FAIR = 80, 50


@dataclass(frozen=True)
class Verdict:
    """``share`` from 0 to 1, or None where there is no data; a sentence, and where it is mended."""

    share: float | None
    says: Any
    url: str = ""


Judge = Callable[[Look], Verdict | None]


@dataclass(frozen=True)
class Factor:
    """One thing that a record's health depends on."""

    name: str
    label: Any
    worth: int
    judge: Judge


@dataclass(frozen=True)
class Point:
    """What a factor came to."""

    factor: Factor
    verdict: Verdict

    @property
    def gained(self) -> int:
        """Points gained; none where there is no data."""
        return round(self.factor.worth * (self.verdict.share or 0))

    @property
    def unknown(self) -> bool:
        """Whether nobody can say."""
        return self.verdict.share is None

    @property
    def tone(self) -> str:
        """All, some or none of it; nothing where there is no data."""
        if self.unknown:
            return ""
        missing = self.factor.worth - self.gained
        return "good" if not missing else "warn" if self.gained else "bad"


@dataclass(frozen=True)
class Health:
    """The points of a record. ``score`` is out of 100; None where too little is known."""

    points: Sequence[Point]

    @property
    def worth(self) -> int:
        """All points there are to gain."""
        return sum(point.factor.worth for point in self.points)

    @property
    def unknown(self) -> int:
        """How many of them nobody can judge."""
        return sum(point.factor.worth for point in self.points if point.unknown)

    @property
    def score(self) -> int | None:
        """Points gained of those there are; unknown ones are not gained."""
        if not self.worth or 2 * self.unknown > self.worth:
            return None
        return round(100 * sum(point.gained for point in self.points) / self.worth)

    @property
    def tone(self) -> str:
        """Good only where everything is known."""
        if self.score is None:
            return ""
        if self.score >= GOOD and not self.unknown:
            return "good"
        return "warn" if self.score >= FAIR else "bad"

    @property
    def words(self) -> str:
        """The tone in a word."""
        names = {"good": _("good"), "warn": _("needs attention"), "bad": _("at risk")}
        return str(names.get(self.tone, _("no data")))

    def figure(self) -> Score:
        """The score as a chart."""
        return Score(_("Health"), self.score, unit="", tone=self.tone, words=self.words)


_factors: dict[Any, dict[str, Factor]] = {}


def factor(name: str, model: Any, label: Any, *, worth: int) -> Callable[[Judge], Judge]:
    """Register a factor; raises ValueError when the records have one of this name."""

    def register(judge: Judge) -> Judge:
        known = _factors.setdefault(model, {})
        if name in known:
            raise ValueError(f"{model.register.name} has a factor “{name}” already.")
        known[name] = Factor(name, label, worth, judge)
        return judge

    return register


def factors_of(model: Any) -> list[Factor]:
    """What the health of a register's records depends on, the weightiest first."""
    discover()
    return sorted(_factors.get(model, {}).values(), key=lambda each: (-each.worth, each.name))


def models() -> list[Any]:
    """The registers whose records have a health."""
    discover()
    return list(_factors)


def health_of(look: Look) -> Health:
    """How the record fares, as far as the reader sees what it depends on."""
    judged = [(each, each.judge(look)) for each in factors_of(type(look.row))]
    return Health([Point(each, verdict) for each, verdict in judged if verdict is not None])
