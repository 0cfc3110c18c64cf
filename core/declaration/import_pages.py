"""Import pages: choose a file, look at everything it would do, adjust, confirm, see what was written."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import access
from core.choices import ImportState
from core.declaration.pages import RegisterPage
from core.declaration.progress import described
from core.errors import Conflict, DomainError, Invalid
from core.exchange import confirming, deciding, storing
from core.exchange.deciding import OFFERS_LISTED, number
from core.exchange.entries import RowState
from core.exchange.limits import MEGABYTE, too_large
from core.exchange.outcome import Outcome
from core.exchange.plans import Target, plan_of
from core.exchange.storing import Choices
from core.models import ImportPreview, Record
from core.registers import by_name

PAGE_SIZE = 50
TONES = {
    "new": "good",
    "changed": "info",
    "unchanged": "",
    "clash": "warn",
    "missing": "warn",
    "faulty": "bad",
}


@dataclass(frozen=True)
class ColumnChoice:
    """One column of the file, what it was taken for, and a few of its values."""

    index: int
    heading: str
    key: str
    guess: str
    examples: Sequence[str]
    words: Sequence[str] = ()
    links: str = ""


@dataclass(frozen=True)
class Fix:
    """A cell of a row that can be corrected."""

    name: str
    column: ColumnChoice
    text: str
    original: str | None

    @property
    def is_long(self) -> bool:
        """Whether it has several lines."""
        return "\n" in self.text


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
            "rows": number_format(settings.IMPORT_MAX_ROWS, force_grouping=True),
        }
        return self.show("register/import.html", context, error.status if error else 200)


class PreviewPage(RegisterPage):
    """Everything that a file would do, row by row, and the choices that change it."""

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """The preview."""
        return self.show_preview(storing.find(uid, self.model, by=self.principal))

    def post(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Look again with other choices; what cannot be used is said, and all that was typed stays."""
        preview = storing.find(uid, self.model, by=self.principal)
        outcome = storing.outcome_of(preview)
        before = Choices.stored(preview.wishes)
        try:
            choices = deciding.choices_of(request.POST, before, outcome)
        except Invalid as error:
            choices = deciding.decided(request.POST, before, outcome, before.header_row)
            return self.show_preview(preview, error, choices)
        try:
            storing.adjust(preview, choices, by=self.principal)
        except (Invalid, Conflict) as error:
            return self.show_preview(preview, error, choices)
        return redirect(self.address(preview, QueryDict(request.POST.get("next", ""))))

    def address(self, preview: ImportPreview, query: QueryDict | None = None) -> str:
        """The page of a preview, with the rows that were looked at."""
        found = QueryDict(mutable=True)
        found.update(deciding.filters_of(query or QueryDict()))
        path = reverse(f"{self.declaration.name()}-import-preview", args=[preview.uid])
        return f"{path}?{found.urlencode()}" if found else path

    def show_preview(
        self,
        preview: ImportPreview,
        error: DomainError | None = None,
        choices: Choices | None = None,
    ) -> HttpResponseBase:
        """The preview, with what went wrong on top."""
        outcome = storing.outcome_of(preview)
        wishes = choices or Choices.stored(preview.wishes)
        context: dict[str, Any] = {
            "preview": preview,
            "outcome": outcome,
            "error": error,
            "wishes": wishes,
            "running": preview.state == ImportState.RUNNING,
            "done": preview.state == ImportState.DONE,
            "interrupted": preview.state == ImportState.OPEN and preview.taken_at is not None,
            "header_row": self.request.POST.get("header_row", wishes.header_row),
        }
        if outcome is not None:
            context |= self._rows(outcome) | self._columns(outcome, wishes)
            _add_fixes(context["rows"], context["columns"], self.request.POST)
        if preview.job is not None and context["running"]:
            context["work"] = described(preview.job)
        if preview.problem and preview.state == ImportState.OPEN:
            context["beginning"] = storing.beginning(preview)
        return self.show("register/import_preview.html", context, error.status if error else 200)

    def _rows(self, outcome: Outcome) -> dict[str, Any]:
        """The rows of the chosen state, one page of them."""
        state = self.request.GET.get("state", "")
        count = outcome.counts.get(state, 0) if state else outcome.total
        pages = max(1, -(-count // PAGE_SIZE))
        page = min(number(self.request.GET.get("page", "1")), pages)
        start = (page - 1) * PAGE_SIZE
        tabs = [
            (choice.value, choice.label, outcome.count(choice), TONES[choice.value])
            for choice in RowState
        ]
        return {
            "rows": _slice(outcome, state, start),
            "state": state,
            "tabs": tabs,
            "tones": TONES,
            "page": page,
            "pages": pages,
        }

    def _columns(self, outcome: Outcome, wishes: Choices) -> dict[str, Any]:
        """The columns of the file and everything they may be."""
        targets = plan_of(self.model).targets(self.principal)
        known = {target.key: target for target in targets}
        mapping = {**outcome.mapping, **wishes.mapping}
        columns = [
            _column(index, heading, known.get(mapping.get(heading, "")), known, outcome)
            for index, heading in enumerate(outcome.header)
        ]
        return {
            "columns": columns,
            "matched": sum(1 for column in columns if column.key),
            "targets": targets,
            "kinds": [
                (by_name(name)._meta.verbose_name_plural, count)
                for name, count in outcome.records.items()
            ],
            "fixed": deciding.fixed_lines(wishes),
            "ready": outcome.effects and (wishes.skip_faulty or not outcome.blocked),
            "offers": outcome.offers[:OFFERS_LISTED],
            "more_offers": max(0, len(outcome.offers) - OFFERS_LISTED),
            "corrected": sum(len(cells) for cells in wishes.fixes.values()),
            "clashing": outcome.count(RowState.CLASH) or wishes.sides or wishes.side_all,
        }


def _column(
    index: int,
    heading: str,
    target: Target | None,
    known: Mapping[str, Target],
    outcome: Outcome,
) -> ColumnChoice:
    guess = known.get(outcome.guesses.get(heading, ""))
    return ColumnChoice(
        index,
        heading,
        target.key if target else "",
        guess.label if guess else "",
        outcome.examples.get(heading, ()),
        _words(target),
        _suggestions(target),
    )


def _words(target: Target | None) -> list[str]:
    """What a cell of a closed list may say."""
    if target is None or target.field is None or not target.field.choices:
        return []
    return [str(label) for value, label in target.field.flatchoices if value]


def _suggestions(target: Target | None) -> str:
    """Where the records are suggested that a cell may name."""
    if target is None or target.link is None:
        return ""
    if target.link is Record:
        return reverse("links-any")
    return reverse("links", args=[target.link.register.name])  # type: ignore[union-attr]


def _add_fixes(
    rows: Sequence[dict[str, Any]], columns: Sequence[ColumnChoice], typed: Mapping[str, Any]
) -> None:
    """The cells that can be corrected, with what was typed a moment ago if that was not taken."""
    for row in rows:
        row["fixes"] = []
        for index, _heading, text, original in row["cells"]:
            name = f"fix-{row['number']}-{index}"
            row["fixes"].append(Fix(name, columns[index], typed.get(name, text), original))


def _slice(outcome: Outcome, state: str, start: int) -> list[dict[str, Any]]:
    """One page of the rows in a state."""
    if not state:
        return outcome.rows[start : start + PAGE_SIZE]
    rows = (row for row in outcome.rows if row["state"] == state)
    return [row for place, row in enumerate(rows) if start <= place < start + PAGE_SIZE]


class ConfirmPage(PreviewPage):
    """Carries out just what was shown; a large import by a worker."""

    http_method_names: Sequence[str] = ["post"]  # type: ignore[assignment]

    def post(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """Write everything or nothing."""
        preview = storing.find(uid, self.model, by=self.principal)
        try:
            outcome = storing.outcome_of(preview)
            if outcome is not None and outcome.effects > confirming.LARGE:
                confirming.confirm_later(preview, by=self.principal)
                return redirect(self.address(preview))
            confirming.confirm(preview, by=self.principal)
        except (Conflict, Invalid) as error:
            return self.show_preview(storing.find(uid, self.model, by=self.principal), error)
        text = ngettext(
            "The import is done: %(count)s record was written.",
            "The import is done: %(count)s records were written.",
            preview.written,
        )
        messages.success(request, text % {"count": preview.written})
        return redirect(self.address(preview))


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


IMPORT_PAGES = {
    "import": ("import/", ImportPage),
    "import-preview": ("import/<uuid:uid>/", PreviewPage),
    "import-confirm": ("import/<uuid:uid>/confirm/", ConfirmPage),
    "import-cancel": ("import/<uuid:uid>/cancel/", CancelPage),
}
