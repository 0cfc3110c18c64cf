"""Who looks after a customer, and who did from when to when: on the page of the customer."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.declaration.dossier import Look, Panel, happening, panel, rows
from core.text.reader import day
from relationships.models import Assignment, Customer


@panel("assignments", Customer, gettext_lazy("Who looks after them"), order=46,
       covers=(Assignment,))  # fmt: skip
def assignments(look: Look) -> Panel | None:
    """Managers and deputies, who came last first, each with their days."""
    found = rows(
        look, Assignment, Q(customer=look.row.pk), order=("-held_from", "-pk"), note=_term,
        list_url=look.list_url(Assignment, customer=look.row.uid),
    )  # fmt: skip
    if found is None:
        return None
    return Panel(
        found, empty=_("Nobody looks after the customer."),
        add_url=look.add_url(Assignment, "customer"), add_label=_("Name a deputy"),
    )  # fmt: skip


def _term(row: Assignment) -> str:
    """From when to when, as far as it is known."""
    words = {"from": day(row.held_from), "until": day(row.held_until)}
    if row.held_from and row.held_until:
        return _("%(from)s to %(until)s") % words
    if row.held_from:
        return _("since %(from)s") % words
    return _("until %(until)s") % words if row.held_until else _("since when is not recorded")


def _of_customer(look: Look) -> Q:
    return Q(customer=look.row.pk)


LOOKED_AFTER = gettext_lazy("Who looks after them")
happening("assignments", Customer, LOOKED_AFTER, Assignment, _of_customer,
          day="held_from", words=gettext_lazy("Took the customer over"))  # fmt: skip
happening("assignments", Customer, LOOKED_AFTER, Assignment, _of_customer,
          day="held_until", words=gettext_lazy("Looked after the customer until then"))  # fmt: skip
