"""Import pages: choose a file, look at everything it would do, adjust, confirm."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import access
from core.declaration.pages import RegisterPage
from core.errors import Conflict, DomainError, Invalid
from core.exchange import storing
from core.exchange.entries import RowState
from core.exchange.limits import MEGABYTE, too_large
from core.exchange.outcome import Outcome
from core.exchange.plans import plan_of
from core.exchange.storing import Choices
from core.models import ImportPreview

PAGE_SIZE = 50
#: How many values for all rows the form has room for.
FIXED_LINES = 3
TONES = {"new": "good", "changed": "info", "unchanged": "", "missing": "warn", "faulty": "bad"}


@dataclass(frozen=True)
class ColumnChoice:
    """One column of the file and what it was taken for."""

    index: int
    heading: str
    key: str
    guess: str


class ImportPage(RegisterPage):
    """Where a file is chosen."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The form."""
        return self._form()

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Take the file and show what it would do; a file that is no table is refused and forgotten."""
        access.require(self.principal, self.model, "import")
        try:
            name, data = _uploaded(request)
            preview = storing.start(self.model, name=name, data=data, by=self.principal)
        except (Invalid, Conflict) as error:
            return self._form(error)
        return redirect(f"{self.declaration.name()}-import-preview", preview.uid)

    def _form(self, error: DomainError | None = None) -> HttpResponseBase:
        access.require(self.principal, self.model, "import")
        targets = plan_of(self.model).targets(self.principal)
        context = {
            "error": error,
            "targets": [target for target in targets if not target.key.startswith("@")],
            "megabytes": settings.IMPORT_MAX_BYTES // MEGABYTE,
            "rows": settings.IMPORT_MAX_ROWS,
        }
        return self.show("register/import.html", context, error.status if error else 200)


class PreviewPage(RegisterPage):
    """Everything that a file would do, row by row, and the choices that change it."""

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """The preview."""
        return self.show_preview(storing.find(uid, self.model, by=self.principal))

    def post(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Look again with other choices."""
        preview = storing.find(uid, self.model, by=self.principal)
        outcome = storing.outcome_of(preview)
        try:
            choices = _choices(request, preview, outcome.header if outcome else ())
            storing.adjust(preview, choices, by=self.principal)
        except (Invalid, Conflict) as error:
            return self.show_preview(preview, error)
        return redirect(f"{self.declaration.name()}-import-preview", preview.uid)

    def show_preview(
        self, preview: ImportPreview, error: DomainError | None = None
    ) -> HttpResponseBase:
        """The preview, with what went wrong on top."""
        outcome = storing.outcome_of(preview)
        context: dict[str, Any] = {
            "preview": preview,
            "outcome": outcome,
            "error": error,
            "wishes": Choices.stored(preview.wishes),
            "done": preview.state != "open",
        }
        if outcome is not None:
            context |= self._rows(outcome) | self._columns(preview, outcome)
        if preview.problem and not context["done"]:
            context["beginning"] = storing.beginning(preview)
        return self.show("register/import_preview.html", context, error.status if error else 200)

    def _rows(self, outcome: Outcome) -> dict[str, Any]:
        """The rows of the chosen state, one page of them."""
        state = self.request.GET.get("state", "")
        rows = [row for row in outcome.rows if state in ("", row["state"])]
        pages = max(1, -(-len(rows) // PAGE_SIZE))
        page = min(_number(self.request.GET.get("page", "1")), pages)
        tabs = [
            (choice.value, choice.label, outcome.count(choice), TONES[choice.value])
            for choice in RowState
        ]
        return {
            "rows": rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE],
            "state": state,
            "tabs": tabs,
            "tones": TONES,
            "page": page,
            "pages": pages,
        }

    def _columns(self, preview: ImportPreview, outcome: Outcome) -> dict[str, Any]:
        """The columns of the file and everything they may be."""
        wishes = Choices.stored(preview.wishes)
        targets = plan_of(self.model).targets(self.principal)
        labels = {target.key: target.label for target in targets}
        columns = [
            ColumnChoice(
                index, heading, outcome.mapping.get(heading, ""),
                labels.get(outcome.guesses.get(heading, ""), ""),
            )
            for index, heading in enumerate(outcome.header)
        ]  # fmt: skip
        return {
            "columns": columns,
            "targets": targets,
            "fixed": _fixed_lines(preview),
            "ready": outcome.effects and (wishes.skip_faulty or not outcome.blocked),
        }


class ConfirmPage(PreviewPage):
    """Carries out just what was shown."""

    http_method_names: Sequence[str] = ["post"]  # type: ignore[assignment]

    def post(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Write everything or nothing."""
        preview = storing.find(uid, self.model, by=self.principal)
        try:
            storing.confirm(preview, by=self.principal)
        except (Conflict, Invalid) as error:
            return self.show_preview(storing.find(uid, self.model, by=self.principal), error)
        count = preview.written
        text = ngettext(
            "The import is done: %(count)s record was written.",
            "The import is done: %(count)s records were written.",
            count,
        )
        messages.success(request, text % {"count": count})
        return redirect(f"{self.declaration.name()}-list")


class CancelPage(RegisterPage):
    """Forgets a file."""

    http_method_names: Sequence[str] = ["post"]  # type: ignore[assignment]

    def post(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Forget it and go back."""
        storing.cancel(storing.find(uid, self.model, by=self.principal))
        messages.success(request, _("The file was forgotten; nothing was written."))
        return redirect(f"{self.declaration.name()}-import")


def _uploaded(request: HttpRequest) -> tuple[str, bytes]:
    """The name and the bytes of the file; raises TooLarge before it is read, Invalid without one."""
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise Invalid(_("Choose a file to import."))
    name = file.name or _("file")
    if (file.size or 0) > settings.IMPORT_MAX_BYTES:
        limit = settings.IMPORT_MAX_BYTES // MEGABYTE
        raise too_large(name, _("more than %(size)s MB.") % {"size": limit})
    return name, file.read()


def _choices(request: HttpRequest, preview: ImportPreview, header: Sequence[str]) -> Choices:
    """What the form says."""
    before = Choices.stored(preview.wishes)
    data = request.POST
    row = _number(data["header_row"], least=0) if data.get("header_row") else None
    sheet = data.get("sheet", before.sheet)
    # Another header makes other columns: choices made for the old ones no longer fit.
    moved = "header_row" in data and (row, sheet) != (before.header_row, before.sheet)
    mapping = {
        heading: data[f"column-{index}"]
        for index, heading in enumerate(header)
        if f"column-{index}" in data and not moved
    }
    fixed = {
        data[f"fixed-key-{line}"]: data.get(f"fixed-value-{line}", "")
        for line in range(FIXED_LINES)
        if data.get(f"fixed-key-{line}")
    }
    return Choices(
        mapping=mapping,
        fixed=fixed,
        create_missing="create_missing" in data,
        skip_faulty="skip_faulty" in data,
        header_row=row if "header_row" in data else before.header_row,
        sheet=sheet,
    )


def _fixed_lines(preview: ImportPreview) -> list[tuple[int, str, str]]:
    """(line, key, value) for each line of values for all rows, the unused ones blank."""
    fixed = Choices.stored(preview.wishes).fixed
    lines = [*fixed.items(), *[("", "")] * FIXED_LINES][:FIXED_LINES]
    return [(line, key, value) for line, (key, value) in enumerate(lines)]


def _number(text: str, least: int = 1) -> int:
    """A whole number from an address or a form; raises Invalid."""
    if not text.isdecimal() or len(text) > 9:
        raise Invalid(_("“%(text)s” is no whole number.") % {"text": text[:20]})
    return max(int(text), least)


IMPORT_PAGES = {
    "import": ("import/", ImportPage),
    "import-preview": ("import/<uuid:uid>/", PreviewPage),
    "import-confirm": ("import/<uuid:uid>/confirm/", ConfirmPage),
    "import-cancel": ("import/<uuid:uid>/cancel/", CancelPage),
}
