"""Who looks after a customer, and who did from when to when: on the page of the customer."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.principals import today
from core.declaration.dossier import Look, Number, Panel, happening, panel, rows
from core.querysets import in_term
from core.text.reader import day
from relationships.choices import ManagerRole
from relationships.models import Assignment, Customer


def _assigned(look: Look) -> QuerySet[Any]:
    return look.of(Assignment, _of_customer(look))


@panel("assignments", Customer, gettext_lazy("Who looks after them"), order=46,
       covers=(Assignment,), asks=(_assigned,))  # fmt: skip
def assignments(look: Look) -> Panel | None:
    """Who looks after the customer now, and before and after that; who came last first."""
    now = Case(When(in_term("held_from", "held_until", look.day), then=Value(0)), default=Value(1))
    acting: list[Assignment] = []

    def note(row: Assignment) -> str:
        if row.role == ManagerRole.DEPUTY and _holds(row, look):
            acting.append(row)
            return _("stands in now, %(term)s") % {"term": _term(row)}
        planned = row.held_from is not None and row.held_from > look.day
        return _("planned, %(term)s") % {"term": _term(row)} if planned else _term(row)

    found = rows(
        look, Assignment, _assigned, order=(now, "-held_from", "-pk"), note=note,
        list_url=look.list_url(Assignment, customer=look.row.uid),
    )  # fmt: skip
    if found is None:
        return None
    return Panel(
        found, numbers=[_deputy(row) for row in acting[:1]],
        empty=_("Nobody looks after the customer."),
        add_url=look.add_url(Assignment, "customer"), add_label=_("Name a deputy"),
    )  # fmt: skip


def _holds(row: Assignment, look: Look) -> bool:
    begun = row.held_from is None or row.held_from <= look.day
    return begun and (row.held_until is None or row.held_until >= look.day)


def _deputy(row: Assignment) -> Number:
    hint = _("until %(until)s") % {"until": day(row.held_until)} if row.held_until else ""
    return Number(_("Stands in now"), str(row.person), "#panel-assignments", hint=hint)


def _term(row: Assignment) -> str:
    """From when to when, as far as it is known."""
    words = {"from": day(row.held_from), "until": day(row.held_until)}
    if row.held_from and row.held_until:
        return _("%(from)s to %(until)s") % words
    if row.held_from:
        return (
            _("since %(from)s") % words if row.held_from <= today() else _("from %(from)s") % words
        )
    return _("until %(until)s") % words if row.held_until else _("since when is not recorded")


def _of_customer(look: Look) -> Q:
    return Q(customer=look.row.pk)


LOOKED_AFTER = gettext_lazy("Who looks after them")
happening("assignments", Customer, LOOKED_AFTER, Assignment, _of_customer,
          day="held_from", words=gettext_lazy("Took the customer over"))  # fmt: skip
happening("assignments", Customer, LOOKED_AFTER, Assignment, _of_customer,
          day="held_until", words=gettext_lazy("Looked after the customer until then"))  # fmt: skip
