"""Text made comparable: how search texts are written and how queries meet them."""

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.models import RegisterModel


def normalise(text: str) -> str:
    """Lower case, without accents, single spaces: ``"Köln  HR"`` → ``"koln hr"``."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(plain.split())


def search_text(row: "RegisterModel") -> str:
    """What search finds a record by: reference, title and the fields its register names."""
    parts = [row.reference, row.title, *(str(getattr(row, name)) for name in row.register.search)]
    return normalise(" ".join(dict.fromkeys(part for part in parts if part)))
