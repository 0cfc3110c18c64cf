"""The hours of a week as people write them: “Mon–Fri 08:00–18:00; Sat 09:00–12:00”, “24 × 7”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _

#: Minutes of a day, from and until; in order, and none touches the next.
Span = tuple[int, int]
Spans = tuple[Span, ...]

MINUTES = 24 * 60
ALL_DAY: Spans = ((0, MINUTES),)
DAYS = 7
ALWAYS = re.compile(r"24\s*[x×/*]\s*7", re.IGNORECASE)
DIVIDER = re.compile(r"[;\n]+")
#: What stands between two ends: any of the dashes, or a word.
DASH = r"\s*(?:-|–|—|to|bis)\s*"
PART = re.compile(r"(?P<days>[^\d]*?)[\s:]*(?P<spans>\d.*|closed|geschlossen)", re.IGNORECASE)
TIME = r"(\d{1,2})(?:[:.](\d{2}))?(?:\s*(?:h|uhr))?"
SPAN = re.compile(rf"{TIME}{DASH}{TIME}", re.IGNORECASE)
WORDS = {
    word: day
    for day, words in enumerate(
        (
            "mon monday mo montag",
            "tue tues tuesday di dienstag",
            "wed wednesday mi mittwoch",
            "thu thur thurs thursday do donnerstag",
            "fri friday fr freitag",
            "sat saturday sa samstag sonnabend",
            "sun sunday so sonntag",
        )
    )
    for word in words.split()
}
EVERY_DAY = frozenset({"", "daily", "every day", "täglich"})
CLOSED = frozenset({"closed", "geschlossen"})


class BadHours(ValueError):
    """Hours that cannot be understood; the message says which part, the rule and how to write it."""


@dataclass(frozen=True)
class Week:
    """The open spans of Monday to Sunday."""

    days: tuple[Spans, ...]

    @property
    def is_always(self) -> bool:
        """Whether it never closes."""
        return all(spans == ALL_DAY for spans in self.days)

    def text(self) -> str:
        """The hours in the reader's language; neighbouring days with the same hours together."""
        if self.is_always:
            return "24 × 7"
        return "; ".join(
            f"{_days(first, last)} {spans_text(self.days[first])}"
            for first, last in self._runs()
            if self.days[first]
        )

    def _runs(self) -> list[tuple[int, int]]:
        starts = [d for d in range(DAYS) if d == 0 or self.days[d] != self.days[d - 1]]
        return [(first, after - 1) for first, after in pairwise([*starts, DAYS])]


NEVER_CLOSED = Week((ALL_DAY,) * DAYS)


def read_week(text: str) -> Week:
    """The week that a text means. Raises BadHours."""
    if ALWAYS.fullmatch(text.strip()):
        return NEVER_CLOSED
    found: dict[int, Spans] = {}
    for part in filter(None, map(str.strip, DIVIDER.split(text))):
        days, spans = _read_part(part)
        for day in days:
            if day in found:
                raise BadHours(_("“%(part)s” names a day for the second time.") % {"part": part})
            found[day] = spans
    if not any(found.values()):
        raise BadHours(_("Write when it is open, like “Mon–Fri 08:00–18:00” or “24x7”."))
    return Week(tuple(found.get(day, ()) for day in range(DAYS)))


def read_spans(text: str) -> Spans:
    """The hours of one day: “08:00–12:00, 13:00–17:00”; nothing means closed. Raises BadHours."""
    bare = text.strip()
    if not bare or bare.casefold() in CLOSED:
        return ()
    spans = sorted(_read_span(part.strip()) for part in bare.split(","))
    for before, after in pairwise(spans):
        if after[0] <= before[1]:
            raise BadHours(_("“%(text)s” has hours that touch or overlap.") % {"text": bare})
    return tuple(spans)


def spans_text(spans: Spans) -> str:
    """The hours of one day."""
    return ", ".join(f"{_clock(start)}–{_clock(end)}" for start, end in spans) or _("closed")


def _read_part(part: str) -> tuple[list[int], Spans]:
    match = PART.fullmatch(part)
    if match is None:
        sentence = _("“%(part)s” is not understood; write it like “Mon–Fri 08:00–18:00”.")
        raise BadHours(sentence % {"part": part})
    return _read_days(match["days"].strip(), part), read_spans(match["spans"])


def _read_days(text: str, part: str) -> list[int]:
    if text.casefold() in EVERY_DAY:
        return list(range(DAYS))
    return [day for piece in text.split(",") for day in _range(piece, part)]


def _range(piece: str, part: str) -> list[int]:
    ends = [WORDS.get(word.strip(" .").casefold()) for word in re.split(DASH, piece.strip())]
    known = [day for day in ends if day is not None]
    if len(known) != len(ends) or len(known) not in (1, 2):
        sentence = _("“%(days)s” in “%(part)s” is no day of the week.")
        raise BadHours(sentence % {"days": piece.strip(), "part": part})
    length = (known[-1] - known[0]) % DAYS + 1
    return [(known[0] + n) % DAYS for n in range(length)]


def _read_span(text: str) -> Span:
    match = SPAN.fullmatch(text)
    if match is None:
        sentence = _("“%(text)s” is not from one time to another, like 08:00–18:00.")
        raise BadHours(sentence % {"text": text})
    start, end = _minute(match[1], match[2], text), _minute(match[3], match[4], text)
    if end <= start:
        sentence = _("“%(text)s” ends before it begins; divide it at midnight (24:00).")
        raise BadHours(sentence % {"text": text})
    return start, end


def _minute(hour: str, minute: str | None, text: str) -> int:
    found = int(hour) * 60 + int(minute or 0)
    if int(minute or 0) > 59 or found > MINUTES:
        raise BadHours(_("“%(text)s” has a time that no clock shows.") % {"text": text})
    return found


def _days(first: int, last: int) -> str:
    if first == last:
        return str(WEEKDAYS_ABBR[first])
    return f"{WEEKDAYS_ABBR[first]}–{WEEKDAYS_ABBR[last]}"


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
