"""Reads uploads: a form of named parts with one file, every wrong part told by its name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from rest_framework.request import Request

from core.errors import FieldErrors, Invalid
from core.files import storage

FILE, SUM = "file", "sha256"
#: Parts that every upload may have beside its own.
COMMON = (SUM, "reason")
HEXADECIMAL = re.compile(r"[0-9a-fA-F]{64}", re.ASCII)
MOST = 200


@dataclass
class Upload:
    """A file, the texts that came with it, and the parts that may be repeated."""

    file: UploadedFile
    texts: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the sender called the file."""
        return self.file.name or ""


def read(request: Request, *, texts: tuple[str, ...] = (), lists: tuple[str, ...] = ()) -> Upload:
    """The parts of a form; ``texts`` may stand once, ``lists`` often. Raises Invalid."""
    form, files = request._request.POST, request._request.FILES
    errors: FieldErrors = {}
    for name in {*form, *files} - {FILE, *COMMON, *texts, *lists}:
        errors[name[:100]] = [_("There is no such part of this request.")]
    for name, values in form.lists():
        if name in lists and len(values) > MOST:
            errors[name] = [_("give at most %(count)d values.") % {"count": MOST}]
        if name in (*COMMON, *texts) and len(values) > 1:
            errors[name] = [_("Send this part once.")]
    found = files.getlist(FILE)
    if len(found) != 1 or FILE in form:
        errors[FILE] = [_("Send one file as the part “file”, with its name.")]
    if errors:
        raise Invalid(fields=errors)
    _compare(form.get(SUM, ""), found[0])
    return Upload(
        found[0],
        {name: form.get(name, "") for name in texts},
        {name: form.getlist(name) for name in lists},
    )


def _compare(stated: str, file: Any) -> None:
    """Refuse a file that is not the one whose SHA-256 the sender states."""
    if not stated:
        return
    if not HEXADECIMAL.fullmatch(stated):
        raise Invalid(fields={SUM: [_("Write a SHA-256 as 64 hexadecimal digits.")]})
    if storage.hash_from_start(file) != stated.lower():
        raise Invalid(fields={SUM: [_("The file that arrived has another SHA-256.")]})
