"""Who operates what: services, components and SMS processes × parties, with what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import access
from core.access.principals import Principal
from core.querysets import in_term
from core.reading.links import record_url
from portfolio.choices import DELIVERED
from portfolio.models import Component, Process, Service
from suppliers.models import PARTIES, Involvement, Supplier, Supply

DELIVERED_NOW = Q(status__in=DELIVERED)


@dataclass(frozen=True)
class Kind:
    """One kind of rows: what stands in them, which link leads to it, which of them count."""

    name: str
    label: Any
    model: Any
    link: str
    rows: Q


KINDS = {
    kind.name: kind
    for kind in (
        Kind("services", _("Services"), Service, "service", DELIVERED_NOW),
        Kind("components", _("Components"), Component, "component", Q()),
        Kind("processes", _("SMS processes"), Process, "process", Q()),
    )
}


@dataclass(frozen=True)
class Party:
    """A column: an own unit, a supplier or a customer."""

    link: str
    row: Any

    @property
    def key(self) -> tuple[str, int]:
        """What it is among all parties."""
        return self.link, self.row.pk

    @property
    def is_own(self) -> bool:
        """Whether it is part of our own organisation."""
        return self.link == "unit"

    @property
    def kind(self) -> str:
        """What kind of party it is, in words."""
        is_supplier = isinstance(self.row, Supplier)
        return self.row.get_kind_display() if is_supplier else str(self.row._meta.verbose_name)


@dataclass
class Cell:
    """What a party does for a row; ``url`` shows it, or the form that adds it."""

    party: Party
    url: str = ""
    involvements: list[Involvement] = field(default_factory=list)
    #: A supply says that the supplier contributes, but nothing of controls.
    supplied: bool = False

    @property
    def state(self) -> str:
        """``held``, ``gap`` (another party without controls), or nothing."""
        if any(each.controls.strip() or self.party.is_own for each in self.involvements):
            return "held"
        return "gap" if self.involvements or self.supplied else ""

    @property
    def words(self) -> Any:
        """The same for people."""
        said = {"held": _("operates it, controls are written down"),
                "gap": _("contributes, and no controls are written down")}  # fmt: skip
        own = self.party.is_own and self.state == "held"
        return _("operates it") if own else said.get(self.state, _("not involved"))

    @property
    def reaches(self) -> bool:
        """Whether it may reach information or systems."""
        return any(each.access.strip() for each in self.involvements)


@dataclass
class Line:
    """A service, component or process with its cells."""

    row: Any
    cells: list[Cell]

    @property
    def is_gap(self) -> bool:
        """Whether nobody is known to operate it."""
        return not any(cell.involvements for cell in self.cells)

    @property
    def gaps(self) -> int:
        """How much is missing in it."""
        return sum(cell.state == "gap" for cell in self.cells) + self.is_gap


@dataclass(frozen=True)
class Matrix:
    """Columns and rows."""

    kind: Kind
    parties: Sequence[Party]
    lines: Sequence[Line]

    @property
    def gaps(self) -> int:
        """How much is missing altogether."""
        return sum(line.gaps for line in self.lines)


def matrix(kind: Kind, rows: Sequence[Any], *, by: Principal) -> Matrix:
    """The parties that have to do with these rows, in one query, for services in two."""
    found = list(_involvements(kind, rows, by))
    supplies = list(_supplies(rows, by)) if kind.model is Service else []
    parties = {party.key: party for party in _parties(found, supplies)}
    ordered = sorted(parties.values(), key=_order)
    lines = {row.pk: Line(row, [Cell(party) for party in ordered]) for row in rows}
    cells = {(key, cell.party.key): cell for key, line in lines.items() for cell in line.cells}
    for each in found:
        link = next(name for name in PARTIES if getattr(each, f"{name}_id"))
        key = getattr(each, f"{kind.link}_id"), (link, getattr(each, f"{link}_id"))
        cells[key].involvements.append(each)
    for supply in supplies:
        cells[supply.service_id, ("supplier", supply.supplier_id)].supplied = True
    _add_addresses(kind, lines.values(), by)
    return Matrix(kind, ordered, list(lines.values()))


def _involvements(kind: Kind, rows: Sequence[Any], by: Principal) -> Any:
    mine = Involvement.objects.for_user(by).current().filter(in_term("starts_on", "ends_on"))
    named = mine.filter(**{f"{kind.link}__in": [row.pk for row in rows]})
    return named.select_related(*PARTIES).order_by("pk")


def _supplies(rows: Sequence[Any], by: Principal) -> Any:
    mine = Supply.objects.for_user(by).current().filter(in_term("starts_on", "ends_on"))
    return mine.filter(service__in=[row.pk for row in rows]).select_related("supplier")


def _parties(found: Iterable[Involvement], supplies: Iterable[Supply]) -> Iterable[Party]:
    for each in found:
        link = next(name for name in PARTIES if getattr(each, f"{name}_id"))
        yield Party(link, getattr(each, link))
    for supply in supplies:
        yield Party("supplier", supply.supplier)


def _order(party: Party) -> tuple[Any, ...]:
    """Own units first, then suppliers by kind, then customers."""
    kind = getattr(party.row, "kind", "") if party.link == "supplier" else ""
    return PARTIES.index(party.link), kind, party.row.title.casefold(), party.row.pk


def _add_addresses(kind: Kind, lines: Iterable[Line], by: Principal) -> None:
    may = access.allowed(by, Involvement, "add") is not None
    for line in lines:
        for cell in line.cells:
            where = f"{kind.link}={line.row.uid}&{cell.party.link}={cell.party.row.uid}"
            if len(cell.involvements) == 1:
                cell.url = record_url("involvements", cell.involvements[0].uid)
            elif cell.involvements:
                cell.url = f"{reverse('involvements-list')}?{where}"
            elif may:
                cell.url = f"{reverse('involvements-create')}?{where}"
            elif cell.supplied:
                cell.url = f"{reverse('supplies-list')}?{where}"


# --- What is missing ----------------------------------------------------------------------


def standing() -> Any:
    """Involvements that hold today."""
    return Involvement._base_manager.filter(in_term("starts_on", "ends_on"), archived_at=None)


def unoperated(kind: Kind) -> Q:
    """Rows that nobody is known to operate."""
    return ~Q(Exists(standing().filter(**{kind.link: OuterRef("pk")})))


def operates_all(kind: Kind) -> Q:
    """Suppliers that operate every row of a kind; nobody does where there are no rows."""
    counted = kind.model._base_manager.filter(kind.rows, archived_at=None)
    theirs = standing().filter(supplier=OuterRef(OuterRef("pk")), **{kind.link: OuterRef("pk")})
    others = counted.filter(~Q(Exists(theirs)))
    return ~Q(Exists(others)) & Q(Exists(counted))


def controlled() -> Q:
    """Supplies whose supplier's part in the service has controls written down."""
    same = standing().filter(service=OuterRef("service"), supplier=OuterRef("supplier"))
    return Q(Exists(same.exclude(controls="")))
