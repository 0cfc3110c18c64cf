"""PDFs: plain data and a typst template become a tagged file, the same bytes for the same data.

    pdf("relationships/brief.typ", {"facts": facts, "trend": Picture(chart, 320)}, title=customer.title)

Templates stand beside the others, import ``/print/base.typ`` and read ``sys.inputs.data``. Charts, days
and lazy texts may stand anywhere in the data; what people typed is never read as markup.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, get_args

import typst
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language

from core.charts import draw
from core.charts.figures import Figure
from core.charts.fonts import fonts
from core.charts.paint import PAPER_PAINT
from core.charts.tables import sentence
from core.charts.wording import clean
from core.text import reader

STANDARD = "ua-1"


@dataclass(frozen=True)
class Picture:
    """A chart drawn so wide before it is fitted into the page; 0: as wide as usual."""

    figure: Figure
    width: float = 0


def pdf(
    template: str,
    data: Mapping[str, Any],
    *,
    title: str,
    at: datetime | None = None,
    language: str | None = None,
    organisation: str | None = None,
) -> bytes:
    """The file in the current language, or in ``language``, as PDF/UA; ``at`` is when it says it was made.

    Where a text has signs that no font knows, a box stands for them and the file claims no standard.
    """
    everything = {
        **data,
        "organisation": organisation or settings.ORGANISATION_NAME,
        "language": (language or get_language() or settings.LANGUAGE_CODE).partition("-")[0],
        "title": title,
        "made": int(at.timestamp()) if at else None,
    }
    inputs = {"data": json.dumps(everything, default=_plain)}
    try:
        return _compiled(template, inputs, [STANDARD])
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        return _compiled(template, inputs, [])


def _compiled(template: str, inputs: dict[str, str], standards: Any) -> bytes:
    root = settings.ROOT / "templates"
    made: bytes = typst.compile(
        root / template, root=root, sys_inputs=inputs, pdf_standards=standards, font_paths=fonts()
    )
    return made


def _plain(value: Any) -> Any:
    """What JSON does not know by itself."""
    if isinstance(value, Picture):
        svg = draw(value.figure, width=value.width, paint=PAPER_PAINT)
        title = clean(value.figure.title)
        return {"svg": svg, "title": title, "alt": clean(f"{title}: {sentence(value.figure)}")}
    if isinstance(value, get_args(Figure)):
        return _plain(Picture(value))
    if isinstance(value, date):
        return reader.moment_text(value) if isinstance(value, datetime) else reader.day(value)
    if isinstance(value, Promise | Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} does not go into a PDF.")
