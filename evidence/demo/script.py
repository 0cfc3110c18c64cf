"""The words the story is written in: steps, the records they make or change, days and links."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from core.choices import Event, Origin

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://rheintal-it.example/registers")
#: The first step of the story, in days before the day it is told on.
BEGINNING = -730


@dataclass(frozen=True)
class To:
    """A link to the record that the story calls ``key``."""

    key: str


@dataclass(frozen=True)
class Day:
    """A date, in days from the day the story is told on; negative is past."""

    offset: int


@dataclass(frozen=True)
class Moment:
    """An instant: so many months before the month of the day the story is told on, at a day and a time."""

    months: int
    day: int
    hour: int
    minute: int


@dataclass(frozen=True)
class Month:
    """The first day of a month, in months from the one the story is told in; negative is past."""

    offset: int


@dataclass(frozen=True)
class Year:
    """The first day of a year, in years from the one the story is told in; negative is past."""

    offset: int


@dataclass(frozen=True)
class Line:
    """One record made or changed in a step. ``register`` is empty for a change."""

    key: str
    values: dict[str, Any] = field(default_factory=dict)
    register: str = ""
    event: Event = Event.CHANGE


@dataclass(frozen=True)
class Paper:
    """A file that becomes the next version of a document."""

    document: str
    name: str
    content: bytes


@dataclass(frozen=True)
class Signed:
    """Somebody signs a record for a party: with an account, by a link, or elsewhere with a proof.

    ``proof`` is the key of the document that proves an agreement reached elsewhere.
    """

    key: str
    party: str
    person: str
    proof: str = ""


@dataclass(frozen=True)
class Spoken:
    """Somebody contests a clause of a text, or, without one, answers who did last.

    With an ``outcome``, the answer settles it.
    """

    key: str
    text: str
    clause: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class Measured:
    """Values of a target or workload; the last of them is that of the period just over.

    None where nothing was measured.
    """

    key: str
    values: tuple[str | None, ...]


@dataclass(frozen=True)
class Passage:
    """A record moves through its gate, with all that ends by that; or passes it unready.

    ``refused``: the gate does not let it pass, because so many things are missing.
    """

    key: str
    target: str
    override: bool = False
    refused: int = 0


@dataclass(frozen=True)
class NextEdition:
    """The edition after ``key`` is drafted from it and is called ``after`` from then on.

    What belongs to it is called like that of the edition before, by the number of the new one.
    """

    key: str
    after: str


@dataclass(frozen=True)
class Begun:
    """The end of a service begins, with its checklist; the steps are called ``step:KEY:1`` and so on."""

    key: str
    values: dict[str, Any]


@dataclass(frozen=True)
class Edition:
    """The catalogue is published: which change it comes from, and what that means."""

    change_reference: str = ""
    impact: str = ""


@dataclass(frozen=True)
class Step:
    """What somebody did at one moment, and why: one unit of work, and one more for a file.

    ``day`` counts from the day the story is told on. ``by`` is the key of a user.
    """

    day: int
    by: str
    reason: str
    lines: tuple[Line, ...]
    origin: Origin = Origin.SCREEN
    paper: Paper | None = None
    passage: Passage | None = None
    signed: Signed | None = None
    spoken: Spoken | None = None
    measured: tuple[Measured, ...] = ()
    #: Whether the service reports that are due are made then.
    reports: bool = False
    #: Whether somebody is asked then if requirements still hold after what happened.
    asked: bool = False
    confirmed: tuple[str, ...] = ()
    next_edition: NextEdition | None = None
    begun: Begun | None = None
    #: A customer and the person who looks after it from that day on.
    handed: tuple[str, str] | None = None
    edition: Edition | None = None


def new(register: str, key: str, **values: Any) -> Line:
    """A new record of a register."""
    return Line(key, values, register)


def alter(key: str, **values: Any) -> Line:
    """A change of some fields."""
    return Line(key, values)


def put_away(key: str) -> Line:
    """A record archived."""
    return Line(key, event=Event.ARCHIVE)


def step(day: int, by: str, reason: str, *lines: Line, origin: Origin = Origin.SCREEN) -> Step:
    """A step, written shortly."""
    return Step(day, by, reason, lines, origin)


def sign(day: int, key: str, party: str, person: str, *, by: str = "", proof: str = "") -> Step:
    """Somebody signs; ``by`` is who enters an agreement reached elsewhere."""
    return Step(day, by or person, "", (), signed=Signed(key, party, person, proof))


def contests(day: int, key: str, person: str, clause: str, text: str) -> Step:
    """Somebody contests a clause of a text."""
    return Step(day, person, "", (), spoken=Spoken(key, text, clause))


def answers(day: int, key: str, person: str, text: str, outcome: str = "") -> Step:
    """Somebody answers what was contested last, and may settle it."""
    return Step(day, person, "", (), spoken=Spoken(key, text, outcome=outcome))


def passes(
    day: int, by: str, reason: str, key: str, target: str, *, override: bool = False,
    refused: int = 0,
) -> Step:  # fmt: skip
    """A record moves through its gate, or is refused."""
    return Step(day, by, reason, (), passage=Passage(key, target, override, refused))


def confirm(day: int, by: str, remark: str, *keys: str) -> Step:
    """Somebody says of records of one register that they are still true."""
    return Step(day, by, remark, (), confirmed=keys)


def hand_over(day: int, by: str, reason: str, customer: str, to: str) -> Step:
    """A customer goes to another manager, with everything that the present one does for it."""
    return Step(day, by, reason, (), handed=(customer, to))


def publishes(
    day: int, by: str, reason: str, *, change_reference: str = "", impact: str = ""
) -> Step:
    """The catalogue is published; each customer's version is ``customer-catalogue:KEY:EDITION``."""
    return Step(day, by, reason, (), edition=Edition(change_reference, impact))


def uid_of(key: str) -> uuid.UUID:
    """The uid of a record of the story: the same in every installation."""
    return uuid.uuid5(NAMESPACE, key)
