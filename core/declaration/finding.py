"""Finding records of every register by what somebody types: the nearest fits first.

Four questions, each asked only while the ones before found too little: how references and names begin
(whole ones first), beginnings of words, words anywhere, and words with one slip of the finger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils.translation import gettext as _

from core.declaration.registry import Declared, declarations
from core.declaration.visible import visible_records
from core.models import Record, RegisterModel
from core.reading.filters import LONGEST, bad
from core.reading.links import Link
from core.reading.search_index import SHORTEST, holds
from core.registers import by_name
from core.text.search import normalise

if TYPE_CHECKING:
    from core.access.principals import Principal

MOST_WORDS = 8
#: Rows looked at for one question; more would fit so loosely that the order says nothing.
CANDIDATES = 60
#: Words of so many letters may have a slip; so many such words are asked for.
SLIPPING = range(4, 21)
MOST_SLIPS = 4
COLUMNS = ("pk", "type", "uid", "reference", "title")


class Fit(IntEnum):
    """How well a record fits, best first."""

    WHOLE = 0
    BEGINNING = 1
    WORDS = 2
    ANYWHERE = 3
    SIMILAR = 4


@dataclass(frozen=True)
class Found:
    """A record that fits."""

    link: Link
    fit: Fit

    @property
    def is_guess(self) -> bool:
        """Whether it fits only if a letter was mistyped."""
        return self.fit is Fit.SIMILAR

    @property
    def declaration(self) -> Declared:
        """The screens of its register."""
        return next(each for each in declarations() if each.name() == self.link.register)


def find(principal: Principal, text: str, *, limit: int) -> list[Found]:
    """Current records of every register that the principal sees and that fit, best first.

    One more than ``limit`` tells that there are more. Raises Invalid for a text too long.
    """
    if len(text) > LONGEST:
        raise bad("q", text, _("use at most %(count)d characters.") % {"count": LONGEST})
    words = normalise(text).split()[:MOST_WORDS]
    seen = visible_records(principal)
    if not words or seen is None:
        return []
    found: dict[int, Found] = {}
    for fit, condition in _questions(words):
        if len(found) > limit or (fit is Fit.SIMILAR and found):
            break
        for key, *link, whole in _ask(seen.filter(condition), fit, " ".join(words)):
            found.setdefault(key, Found(Link(*link), Fit.WHOLE if whole else fit))
    return list(found.values())[: limit + 1]


def _ask(fitting: QuerySet[Record], fit: Fit, text: str) -> list[tuple[Any, ...]]:
    """The candidates of one question in order; among beginnings, what is called just that comes first."""
    begins = fit is Fit.BEGINNING
    whole = Q(search_text__contains=f"\n {text} \n") if begins else Q(pk__in=())
    marked = fitting.annotate(its_whole=ExpressionWrapper(whole, BooleanField()))
    ordered = marked.order_by(*(("-its_whole", "pk") if begins else ("pk",)))
    return sorted(ordered.values_list(*COLUMNS, "its_whole")[:CANDIDATES], key=_place)


def _place(row: tuple[Any, ...]) -> tuple[bool, bool, int, str, int, str]:
    """Among records that fit alike: those with names of their own before those called after others.

    Then short names, which hold little beside what was typed; among namesakes the order of the
    menu: a service before its entry in the catalogue.
    """
    _key, register, _uid, reference, title, whole = row
    called = by_name(register).make_title is not RegisterModel.make_title
    name = normalise(title)
    return not whole, called, len(name), name, _places()[register], reference


@cache
def _places() -> dict[str, int]:
    return {declaration.name(): place for place, declaration in enumerate(declarations())}


def by_register(found: Iterable[Found]) -> list[tuple[Declared, list[Link]]]:
    """What was found, by register; the register of the best fit first."""
    groups: dict[Declared, list[Link]] = {}
    for each in found:
        groups.setdefault(each.declaration, []).append(each.link)
    return list(groups.items())


def _questions(words: list[str]) -> Iterator[tuple[Fit, Q]]:
    """The conditions in order; a single letter asks for beginnings only."""
    text = " ".join(words)
    yield Fit.BEGINNING, holds(f"\n {text}")
    if len(text) == 1:
        return
    yield Fit.WORDS, _all(holds(f" {word}") for word in words)
    yield Fit.ANYWHERE, _all(map(_anywhere, words))
    slips = [word for word in words if len(word) in SLIPPING and word.isalpha()]
    if slips and len(slips) <= MOST_SLIPS:
        yield Fit.SIMILAR, _all(_like(word) if word in slips else _anywhere(word) for word in words)


def _anywhere(word: str) -> Q:
    """The word wherever it stands; two letters would be in everything, so they begin a word."""
    return holds(word if len(word) >= SHORTEST else f" {word}")


def _all(conditions: Iterable[Q]) -> Q:
    return reduce(and_, conditions)


def _like(word: str) -> Q:
    """The word, or a word that differs by one letter put, left out, taken for another or swapped.

    One slip leaves the first or the last letters as they are: the index finds those, and only what it
    found is compared.
    """
    kept = max(2, (len(word) - 1) // 2)
    first = holds(f" {word[:kept]}") & _any(_slips(word, range(kept, len(word))))
    last = holds(f"{word[-kept:]} ") & _any(f"{s} " for s in _slips(word, range(len(word) - kept)))
    return holds(word) | first | last


def _slips(word: str, places: Iterable[int]) -> Iterator[str]:
    """Patterns of the word with one slip at one of these places."""
    for at in places:
        before, letter, after = word[:at], word[at], word[at + 1 :]
        yield f"{before}_{after}"
        yield f"{before}_{letter}{after}"
        yield f"{before}{after}"
        if after:
            yield f"{before}{after[0]}{letter}{after[1:]}"


def _any(patterns: Iterable[str]) -> Q:
    return reduce(or_, (Q(search_text__like=f"% {pattern}%") for pattern in set(patterns)))
