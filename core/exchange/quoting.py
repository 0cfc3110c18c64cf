"""Text that a spreadsheet program would not take as text, written so that it does and comes back as it was.

A text gets an apostrophe in front when it begins like a formula (``=``, ``+``, ``-``, ``@``, their
full-width forms, or a control character), when it reads like a placeholder (``N/A``, ``TBD``), or
when it begins with an apostrophe that reading would take away. Reading takes exactly that apostrophe off.
In workbooks text is stored as text, so a formula needs no apostrophe there.
"""

from __future__ import annotations

import unicodedata

FORMULA = tuple("=+-@＝＋－＠\t\r\n")
MARK = "'"

#: What people write into a cell to say that there is nothing to write; each is understood as absence.
PLACEHOLDERS = frozenset(
    {
        "?", "??", "???", "-", "--", "---", "–", "—", ".", "…",
        "tbd", "tbc", "tba", "tbd.", "t.b.d.", "n/a", "na", "n.a.", "n. a.", "n.a", "#n/a",
        "nd", "n/d", "n.d.",
        "null", "none", "nil", "nan", "(none)", "(null)", "(blank)", "not applicable", "not available",
        "not known", "unknown", "to be defined", "to be determined", "to be confirmed", "to be announced",
        "k. a.", "k.a.", "keine angabe", "entfällt", "unbekannt",
    }
)  # fmt: skip


LONGEST_PLACEHOLDER = max(map(len, PLACEHOLDERS))


def is_placeholder(text: str) -> bool:
    """Whether a text only says that there is nothing."""
    return text.strip().casefold() in PLACEHOLDERS


def needs_mark(text: str) -> bool:
    """Whether a text would be read as something else without an apostrophe in front."""
    if not text:
        return False
    start = text.lstrip()[:1] or text[:1]
    if start in FORMULA or text[0] in FORMULA or unicodedata.category(text[0]) == "Cc":
        return True
    if is_placeholder(text) or text != text.strip():
        return True
    return text[0] == MARK and needs_mark(text[1:])


def mark(text: str) -> str:
    """A text as a CSV cell."""
    # Nearly every text begins with a letter or digit; then only a placeholder or a last blank matter.
    if text[:1].isalnum() and (
        len(text) > LONGEST_PLACEHOLDER or text.casefold() not in PLACEHOLDERS
    ):
        return MARK + text if text[-1].isspace() else text
    return MARK + text if needs_mark(text) else text


def mark_in_workbook(text: str) -> str:
    """A text as a text cell of a workbook."""
    if text[:1] == MARK:
        return mark(text)
    is_short = len(text) <= LONGEST_PLACEHOLDER
    return MARK + text if (is_short and is_placeholder(text)) or text != text.strip() else text


def unmark(text: str) -> tuple[str, bool]:
    """A cell as the text that was meant, and whether it had a mark and so is to be taken literally."""
    if text[:1] == MARK and needs_mark(text[1:]):
        return text[1:], True
    return text, False
