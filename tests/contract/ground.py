"""Two sides with marked records, one row of the register for each, and ways to reach it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core import clock, records
from core.access.principals import system
from core.choices import Origin
from core.models import LedgerEntry
from relationships.models import Representative
from tests import factories
from tests.personas import PERSONAS, Cast, cast

BY = system("contract")
LAST_SPRING = timezone.now() - timedelta(days=200)
OWN, OTHER = "qaown", "qaother"
GONE = frozenset({"expired_auditor", "deactivated"})
CUSTOMERS = {"representative": OWN, "stranger": OTHER}


@dataclass(frozen=True)
class Side:
    """The records around one customer; every text of the register's row begins with ``mark``."""

    mark: str
    customer: Any
    service: Any
    supplier: Any
    subscription: Any
    representative: Any
    person: Any


def sides(world: Cast) -> list[Side]:
    """The personas' own side, and somebody else's."""
    found = []
    for mark, prefix in ((OWN, ""), (OTHER, "other_")):
        customer = getattr(world, f"{prefix}customer")
        representative = Representative.objects.get(customer=customer)
        rest = [getattr(world, prefix + name) for name in ("service", "supplier", "subscription")]
        found.append(Side(mark, customer, *rest, representative, representative.person))
    return found


def marked(model: Any, mark: str) -> dict[str, str]:
    """A text for every free text field, bearing the mark and the field's name."""
    skipped = ("reference", "currency", "limit_currency")
    names = [name for name in model.writable_fields() if name not in skipped]
    return {
        field.name: text_for(field, mark)
        for field in map(model._meta.get_field, names)
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    }


def text_for(field: Any, mark: str) -> str:
    """A text that the field takes."""
    if isinstance(field, models.EmailField):
        return f"{mark}-{field.name}@example.org"
    if isinstance(field, models.URLField):
        return f"https://example.org/{mark}-{field.name}"
    return f"{mark}-{field.name}"


class Ground:
    """A register under test: ``own`` and ``other`` are its rows, made last spring."""

    model: ClassVar[Any]
    factory: ClassVar[Any]
    #: Whether a customer's representative sees the rows of the own customer.
    customers_see = False
    world: Cast
    own: Any
    other: Any

    @classmethod
    def values(cls, side: Side) -> dict[str, Any]:
        """What a row needs beside its texts."""
        return {}

    @classmethod
    def existing(cls, side: Side) -> Any:
        """The row when the side has it already."""
        return None

    @classmethod
    def setUpTestData(cls) -> None:
        with clock.at(LAST_SPRING):
            cls.world = cast()
            cls.own, cls.other = map(cls.make, sides(cls.world))

    @classmethod
    def make(cls, side: Side) -> Any:
        """The side's row, with every text filled."""
        values = {**marked(cls.model, side.mark), **cls.values(side)}
        row = cls.existing(side)
        if row is None:
            return records.create(cls.model, values, by=BY, origin=Origin.COMMAND)
        # Another row of the side may have renamed it since it was made.
        return factories.change(cls.model._base_manager.get(pk=row.pk), **values)

    def setUp(self) -> None:
        self.clients: dict[str, Client] = {}

    # --- reaching it ----------------------------------------------------------------------

    def client_of(self, persona: str) -> Client:
        """A browser in which the persona signed in."""
        if persona not in self.clients:
            self.clients[persona] = Client(raise_request_exception=False)
            self.clients[persona].force_login(self.world.users[persona])
        return self.clients[persona]

    @property
    def admin(self) -> Client:
        """The administrator's browser."""
        return self.client_of("administrator")

    @property
    def name(self) -> str:
        """The register's name."""
        return self.model.register.name

    def page(self, verb: str, *args: Any, **query: Any) -> str:
        """The path of one of the register's pages."""
        path = reverse(f"{self.name}-{verb}", args=args)
        return f"{path}?{urlencode(query, doseq=True)}" if query else path

    def api(self, verb: str, *args: Any, **query: Any) -> str:
        """The path of one of the register's API addresses."""
        path = reverse(f"api:{self.name}-{verb}", args=args)
        return f"{path}?{urlencode(query, doseq=True)}" if query else path

    def sees(self, persona: str) -> set[Any]:
        """Whose rows the persona gets, by requirements.md, "Who uses it"."""
        both = {OWN: self.own.uid, OTHER: self.other.uid}
        if persona in GONE | {"outsider", "catalogue_reader"}:
            return set()
        if persona in CUSTOMERS:
            return {both[CUSTOMERS[persona]]} if self.customers_see else set()
        return set(both.values())

    def readers(self) -> list[str]:
        """Personas that see some rows."""
        return [persona for persona in PERSONAS if self.sees(persona)]

    def reaches(self) -> set[str]:
        """One persona for each set of rows that somebody sees, others for other registers, and those
        whose access ended. The API meets every persona, and so does every kind of page in
        tests/security."""
        return self.one_for_each(lambda persona: frozenset(self.sees(persona)))

    def one_for_each(self, kind: Callable[[str], Hashable]) -> set[str]:
        """One persona of each kind, in turns from register to register, and those without access."""
        turn = sum(map(ord, self.name)) % len(PERSONAS)
        inside = [each for each in (*PERSONAS[turn:], *PERSONAS[:turn]) if each not in GONE]
        return {*{kind(each): each for each in inside}.values(), *GONE}

    # --- changing it ----------------------------------------------------------------------

    @property
    def text_field(self) -> str:
        """A free text of the register that no title or constraint is made of."""
        plain = [name for name in marked(self.model, "") if name not in ("name", "email")]
        return plain[-1]

    def fresh(self, row: Any) -> Any:
        """The row as it stands."""
        return self.model._base_manager.get(pk=row.pk)

    def written(self, row: Any) -> tuple[int, int]:
        """How many versions and how many entries there are of a row."""
        versions = self.model.history.model.objects.filter(record_id=row.pk).count()
        return versions, LedgerEntry.objects.filter(record=row.pk).count()

    def all_written(self) -> int:
        """How many entries the ledger has."""
        return LedgerEntry.objects.count()
