"""Who looks at which record on which day, and what a panel answers: plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Exists, Q, QuerySet
from django.urls import reverse

from core import access
from core.models import Record
from core.reading.links import Link, record_url

if TYPE_CHECKING:
    from core.access.principals import Principal

#: One alone is asked at once.
FEWEST = 2


@dataclass(frozen=True)
class Look:
    """A reader before a record. ``now`` is false for a look at the past, which ends at ``day``."""

    principal: Principal
    row: Any
    day: date
    now: bool = True
    #: The questions of panels with their rows, as far as they were put.
    _put: dict[Question, QuerySet[Any]] = field(default_factory=dict, compare=False, repr=False)

    def of(self, model: Any, condition: Q) -> QuerySet[Any]:
        """The current rows of a register, as the reader sees them."""
        found: QuerySet[Any] = model.objects.for_user(self.principal).current().filter(condition)
        return found

    def rows(self, question: Question) -> QuerySet[Any]:
        """The rows that a question is about; where it is known that there are none, nothing is asked."""
        if question not in self._put:
            self._put[question] = question(self)
        return self._put[question]

    def learn(self, questions: Iterable[Question]) -> None:
        """Find out in one query which of these have any rows at all; the others cost nothing from then on.

        The very rows that are shown later are looked for, so nothing that the reader sees can be missed.
        """
        wanted = list(dict.fromkeys(questions))
        # What somebody outside sees of the past costs queries for each question before it is put.
        if len(wanted) < FEWEST or not (self.now or self.principal.is_staff):
            return
        rows = {question: self.rows(question) for question in wanted}
        asked = Record.objects.filter(pk=self.row.pk).values_list(*map(Exists, rows.values()))
        for question, there in zip(rows, asked.get(), strict=True):
            if not there:
                self._put[question] = rows[question].none()

    def sees(self, model: Any, *names: str) -> bool:
        """Whether the reader sees rows of a register, and these fields of them."""
        return bool(names_seen := self.fields(model)) and set(names) <= names_seen

    def fields(self, model: Any) -> frozenset[str]:
        """The fields of a register that the reader sees."""
        return frozenset(access.fields(self.principal, model, "view"))

    def may(self, model: Any, action: str) -> bool:
        """Whether the reader may do this to some rows of a register, today."""
        return self.now and access.allowed(self.principal, model, action) is not None

    @cached_property
    def may_change(self) -> bool:
        """Whether the reader may change this very record, today."""
        return self.now and access.may(self.principal, self.row, "change")

    def page(self, name: str) -> str:
        """The address of one of the record's pages."""
        return reverse(f"{self.row.register.name}-{name}", args=[self.row.uid])

    def list_url(self, model: Any, **query: Any) -> str:
        """A register's list, narrowed."""
        return f"{reverse(f'{model.register.name}-list')}?{urlencode(query, doseq=True)}"

    def add_url(self, model: Any, name: str) -> str:
        """The form for a new row that points to the record, or nothing."""
        if not self.may(model, "add"):
            return ""
        return f"{reverse(f'{model.register.name}-create')}?{name}={self.row.uid}"


#: What a panel asks: the rows that concern the record looked at, as its reader sees them.
Question = Callable[[Look], QuerySet[Any]]


@dataclass(frozen=True)
class Number:
    """A figure of the record, with what it leads to; ``tone`` is said by ``hint`` too."""

    label: Any
    text: str
    url: str = ""
    tone: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Line:
    """One row of a panel."""

    link: Link
    note: str = ""
    day: date | None = None
    state: str = ""
    tone: str = ""
    late: bool = False


@dataclass(frozen=True)
class Rows:
    """The first rows of a panel, how many there are, and how many of those are late."""

    lines: Sequence[Line]
    total: int
    late: int = 0
    list_url: str = ""


@dataclass
class Panel:
    """What a panel shows: ``rows``, or whatever its template asks of ``data``; figures for the top."""

    rows: Rows | None = None
    data: dict[str, Any] = field(default_factory=dict)
    numbers: Sequence[Number] = ()
    #: Said where there are no rows, or where a template of its own has ``nothing`` to show.
    empty: Any = ""
    nothing: bool = False
    add_url: str = ""
    add_label: Any = ""
    #: What is printed of a panel that is no list: headings and rows of texts.
    paper: tuple[Sequence[Any], Sequence[Sequence[Any]]] | None = None
    #: Filled by the registry.
    name: str = ""
    title: Any = ""
    template: str = ""
    wide: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether it has nothing to show but the sentence that says so."""
        return self.nothing or (self.rows is not None and not self.rows.total)


def link_of(row: Any) -> Link:
    """A record as panels name it."""
    return Link(row.register.name, row.uid, row.reference, row.title, row.archived_at is not None)


def url_of(row: Any) -> str:
    """The page of a record."""
    return record_url(row.register.name, row.uid)
