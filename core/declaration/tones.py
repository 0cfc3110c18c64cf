"""The colour of a state: good, warn, bad, info, or none. A word always stands beside it."""

from collections.abc import Mapping

GOOD = "active agreed done signed met current approved published operational"
WARN = "high retiring negotiating expiring in_progress suspended transition on_hold at_risk"
BAD = "critical expired breached failed overdue missed"
INFO = "proposed draft open design build build_and_test planned waiting running under_review"

TONES = {
    word: tone
    for tone, words in {"good": GOOD, "warn": WARN, "bad": BAD, "info": INFO}.items()
    for word in words.split()
}


def tone_of(value: object, own: Mapping[str, str]) -> str:
    """The tone of a stored value; ``own`` comes before the usual words."""
    word = str(value)
    return own.get(word, TONES.get(word, ""))
