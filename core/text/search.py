"""Text made comparable: how search texts are written and how queries meet them."""

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.models import RegisterModel


def normalise(text: str) -> str:
    """Lower case, without accents, single spaces: ``"Köln  HR"`` → ``"koln hr"``."""
    if text.isascii():
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(plain.split())


def search_text(row: "RegisterModel") -> str:
    """What search finds a record by: reference, title and the fields its register names.

    Each part stands on a line of its own between blanks, so that the beginning of a part (``"\\n x"``),
    a whole part (``"\\n x \\n"``), the beginning of a word (``" x"``) and its end (``"x "``) are all
    plain pieces of text, which a trigram index finds.
    """
    parts = (row.reference, row.title, *(str(getattr(row, name)) for name in row.register.search))
    plain = dict.fromkeys(normalise(part) for part in parts)
    return "".join(f"\n {part} " for part in plain if part) + "\n"
