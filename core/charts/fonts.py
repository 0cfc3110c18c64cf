"""The letters of PDFs: ours first, so that they look alike everywhere; the system's for other scripts."""

from __future__ import annotations

from functools import cache
from typing import Any

import typst
from django.conf import settings


@cache
def fonts() -> Any:
    """The fonts that typst may use, looked for once."""
    return typst.Fonts(font_paths=[str(settings.ROOT / "static" / "vendor" / "source-sans")])
