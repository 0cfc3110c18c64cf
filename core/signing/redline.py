"""What changed between two editions of a text, word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from core.signing.reading import Line

WORDS = re.compile(r"\s+|\d+(?:[.,:]\d+)+|\w+|[^\w\s]")
#: Longer texts are compared line by line: comparing words would take too long.
MOST_WORDS = 3_000


@dataclass(frozen=True)
class Piece:
    """A run of text: ``kind`` is same, gone or new."""

    kind: str
    text: str


@dataclass(frozen=True)
class Redline:
    """One field of two editions."""

    label: str
    pieces: list[Piece]

    @property
    def changed(self) -> bool:
        """Whether anything differs."""
        return any(piece.kind != "same" for piece in self.pieces)


def between(before: Sequence[Line], after: Sequence[Line]) -> list[Redline]:
    """The fields of two editions side by side, in the later one's order; those gone come last."""
    earlier = {line.name: line.text for line in before}
    found = [Redline(line.label, compare(earlier.pop(line.name, ""), line.text)) for line in after]
    gone = [Redline(line.label, compare(line.text, "")) for line in before if line.name in earlier]
    return [*found, *gone]


def compare(before: str, after: str) -> list[Piece]:
    """Two texts as runs of what stayed, went and came."""
    if before == after:
        return [Piece("same", after)] if after else []
    old, new = _tokens(before, after)
    pieces: list[Piece] = []
    gone = came = ""
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left, right = "".join(old[a:b]), "".join(new[c:d])
        if tag == "equal" and (right.strip() or not (gone or came)):
            pieces += [*_changed(gone, came), Piece("same", right)]
            gone = came = ""
        else:  # blanks between two changes belong to them: a day is replaced as a whole
            gone, came = gone + left, came + right
    return [*pieces, *_changed(gone, came)]


def _changed(gone: str, came: str) -> list[Piece]:
    return [Piece(kind, text) for kind, text in (("gone", gone), ("new", came)) if text]


def _tokens(before: str, after: str) -> tuple[list[str], list[str]]:
    words = WORDS.findall(before), WORDS.findall(after)
    if max(map(len, words)) <= MOST_WORDS:
        return words
    return before.splitlines(keepends=True), after.splitlines(keepends=True)
