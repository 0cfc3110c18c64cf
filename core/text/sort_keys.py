"""The order of words: text sorts as people read it, ``Äpfel`` beside ``apfel``, not by its bytes.

A sort key is text in small letters without accents. Both databases compute it by a function of the same
name, and indexes keep it: neither register nor history has a column for it, so that the past sorts by
what things were called then, and the ledger knows nothing of it.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from django.db import connection as default_connection
from django.db import models
from django.db.backends.utils import names_digest
from django.db.models import CharField, F, TextField, Transform

FUNCTION = "sms_sort_key"

#: Plain ASCII, which most titles are, is told by its length. Accents are marks of their own after NFKD;
#: where the database's locale knows only ASCII, ``lower`` still meets what they stood on.
POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION public.{FUNCTION}(text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT CASE WHEN octet_length($1) = char_length($1) THEN lower($1)
ELSE lower(replace(regexp_replace(normalize($1, NFKD), '[\\u0300-\\u036f]', '', 'g'), 'ß', 'ss')) END
$$
"""


def sort_key(text: str | None) -> str | None:
    """The sort key of a text: ``"Ärger"`` → ``"arger"``."""
    if text is None or text.isascii():
        return text and text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@CharField.register_lookup
@TextField.register_lookup
class SortKey(Transform):
    """The sort key of a text, computed by the database."""

    lookup_name = "sort_key"
    function = FUNCTION


def by_title() -> tuple[Any, ...]:
    """What to order rows of a register by, so that they stand by their titles."""
    return SortKey("title"), F("reference")


def title_index(table: str, *more: str) -> models.Index:
    """An index of titles in their order, followed by other columns; ``table`` makes its name unique."""
    name = f"{table[:17]}_{names_digest(table, length=6)}_sorts"
    return models.Index(SortKey("title"), *more, name=name)


def install() -> None:
    """Before migrations: PostgreSQL's function, which indexes name. SQLite learns it on every connection."""
    if default_connection.vendor == "postgresql":
        with default_connection.cursor() as cursor:
            cursor.execute(POSTGRESQL)


def teach(connection: Any, **_: Any) -> None:
    """Tell a new connection to SQLite the function."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(FUNCTION, 1, sort_key, deterministic=True)
