"""The page of one record, now, as of a date, or as of one of its versions; and its history."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from core import access
from core.access.principals import today
from core.declaration import changes
from core.declaration.columns import Cell, Column, columns_for, resolve_links
from core.declaration.dossier.looking import Look, Question
from core.declaration.dossier.registry import covered, happenings_of, panels_of
from core.declaration.dossier.timeline import timeline
from core.declaration.pages import RegisterPage
from core.declaration.related import may_attach, related
from core.declaration.signatures import shown
from core.declaration.verbs import Verb
from core.errors import NotFound
from core.gates.requirements import ahead
from core.history.time_machine import past
from core.models import GateOverride
from core.reading.filters import bad, refuse_unknown
from core.services import confirmations
from core.services.gates import may_override

RECENT = 6
ENTRIES, ENTRIES_A_PAGE = 12, 40
VERSIONS_A_PAGE = 30
NUMBER_LENGTH = 9


@dataclass
class Section:
    """A titled group of fields with their values."""

    title: str
    facts: list[tuple[Column, Cell]]


class RecordPage(RegisterPage):
    """Shared by every page that shows a record's fields."""

    def context(self, row: Any) -> dict[str, Any]:
        """The record's identity, state and sections; ``row`` may be one of its history rows."""
        names = access.fields(self.principal, self.model, "view")
        columns = {column.name: column for column in columns_for(self.declaration, names)}
        found = resolve_links(self.principal, list(columns.values()), [row])
        cells = {name: column.cell(row, found) for name, column in columns.items()}
        return {
            "row": row,
            "state": cells.get(self.declaration.state_field()),
            "head": [
                (columns[n], cells[n])
                for n in self.declaration.head
                if n in cells and not cells[n].blank
            ],
            "sections": self._sections(columns, cells),
            "missing": [columns[n] for n in self._wanted(row) if n in cells and cells[n].blank],
        }

    def _wanted(self, row: Any) -> Sequence[str]:
        """What should be filled; nobody asks for anything of a record that is over."""
        over = self.model.register.over
        is_over = over is not None and getattr(row, over[0]) in over[1]
        return () if is_over else self.declaration.wanted

    def _sections(self, columns: dict[str, Column], cells: dict[str, Cell]) -> list[Section]:
        named = {name for _title, names in self.declaration.sections for name in names}
        rest = [name for name in columns if name not in named and self._is_told(name, cells)]
        heading = _("More") if self.declaration.sections else _("Details")
        groups = [*self.declaration.sections, (heading, rest)]
        sections = [
            Section(str(title), [(columns[name], cells[name]) for name in names if name in columns])
            for title, names in groups
        ]
        return [section for section in sections if section.facts]

    def _is_told(self, name: str, cells: dict[str, Cell]) -> bool:
        """Whether a field that no section names has a place on the page."""
        kept_only = name in self.model.register.former
        return name != "reference" and not (kept_only and cells[name].blank)


class DossierPage(RecordPage):
    """A page that looks at a record and what is around it, now or as of a date."""

    looks_back = True

    def look(self, row: Any) -> Look:
        """The reader before this record."""
        return Look(self.principal, row, self.as_of or today(), now=self.as_of is None)


def _overrides(look: Look) -> QuerySet[Any]:
    """Where the record passed a gate unready."""
    return GateOverride.objects.filter(subject=look.row.pk)


class DetailPage(DossierPage):
    """One record as it stands, or as it stood at the end of a day."""

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """The page."""
        row = self.find(uid)
        look, may_change = self.look(row), self.may("change", row)
        without = covered(self.model)
        pointing, documents = related(self.principal, row, now=look.now, without=without)
        panels = panels_of(look, also=self._asks())
        context = {
            **self.context(row),
            "may_change": may_change,
            "signing": shown(self.principal, row, may_send=may_change, as_of=self.as_of),
            "confirmation": self._confirmation(row),
            "verbs": self.verbs(row),
            **self._gates(look),
            "may_archive": self.may("archive", row),
            "documents": documents,
            "may_attach": not self.as_of and may_attach(self.principal),
            "related": pointing,
            "related_empty": [each for each in pointing if each.is_typed and not each.rows],
            "panels": [panel for panel in panels if not panel.is_empty],
            "panels_empty": [panel for panel in panels if panel.is_empty],
            "numbers": [number for panel in panels for number in panel.numbers],
            "as_of_query": f"?as_of={self.as_of.isoformat()}" if self.as_of else "",
            **self._past_of(look),
        }
        return self.show("register/detail.html", context)

    def _asks(self) -> list[Question]:
        """What the page asks beside its panels."""
        can_pass = self.principal.is_staff and "override" in self.declaration.pages
        return [_overrides] if can_pass else []

    def _gates(self, look: Look) -> dict[str, Any]:
        """What is missing for the states that can follow, and where a gate was passed unready."""
        if not self.principal.is_staff:
            return {}
        return {
            "gates": [] if self.as_of or look.row.archived_at else ahead(look.row),
            "overrides": [row for asked in self._asks() for row in look.rows(asked)],
            "may_override": may_override(self.principal, self.model),
        }

    def _past_of(self, look: Look) -> dict[str, Any]:
        """One timeline where the apps tell of such records; else the latest changes."""
        if happenings_of(self.model):
            return {"merged": timeline(look, size=ENTRIES)}
        rows = changes.versions(self.principal, look.row)
        if self.as_of:
            rows = rows.filter(version__lte=look.row.version)
        return {"timeline": self._timeline(rows)}

    def _timeline(self, rows: Any) -> list[changes.Change]:
        found = changes.latest(self.declaration, self.principal, rows, RECENT)
        return [change for change in found if change.concerns_reader]

    def _confirmation(self, row: Any) -> confirmations.Standing | None:
        """Who said that it is still true: for people of the organisation, as it is now."""
        if self.as_of or not self.principal.is_staff:
            return None
        return confirmations.standing(row)

    def verbs(self, row: Any) -> list[Verb]:
        """The entries of the record's menu."""
        return list(self.declaration.verbs)


class TimelinePage(DossierPage):
    """Everything that happened around a record, the newest first."""

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """The page; ``of`` asks for one group, ``after`` for the next page."""
        refuse_unknown(request.GET, ("of", "after", "as_of"))
        row = self.find(uid)
        group, after = request.GET.get("of", ""), request.GET.get("after", "")
        found = timeline(self.look(row), group=group, after=after, size=ENTRIES_A_PAGE)
        return self.show("dossier/page.html", {"row": row, "merged": found, "group": group})


class VersionPage(RecordPage):
    """One record as of one of its versions."""

    def get(self, request: HttpRequest, uid: uuid.UUID, number: int) -> HttpResponseBase:
        """The page, with links named as they were called then."""
        row = self.find(uid)
        found = changes.version(self.principal, row, number) if number < 10**NUMBER_LENGTH else None
        if found is None:
            raise NotFound
        with self._then(found):
            context = self.context(found)
        reason = changes.told_reason(self.principal, found)
        context |= {"record": row, "version": found, "reason": reason}
        return self.show("register/version.html", context)

    def _then(self, found: Any) -> AbstractContextManager[None]:
        return past(found.valid_from) if self.declaration.has_past() else nullcontext()


class HistoryPage(RecordPage):
    """Every version of a record: who, when, why, and what changed."""

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponseBase:
        """The page, newest first."""
        row = self.find(uid)
        rows = changes.versions(self.principal, row)
        before = self._before()
        if before:
            rows = rows.filter(version__lt=before)
        found = changes.detailed(self.declaration, self.principal, rows, VERSIONS_A_PAGE)
        last = found[-1].row.version if found else 0
        context = {
            "row": row,
            "changes": [change for change in found if change.concerns_reader],
            "older": last if last > changes.first_version(self.principal, row) else None,
            "before": before,
        }
        return self.show("register/history.html", context)

    def _before(self) -> int | None:
        text = self.request.GET.get("before", "")
        if text and (not text.isascii() or not text.isdigit() or len(text) > NUMBER_LENGTH):
            raise bad("before", text, _("use the number of a version."))
        return int(text) if text else None
