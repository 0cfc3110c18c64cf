"""What a group of customers shares: who speaks for it and what was said with it as a group (C11).

The same panels are its pack for a meeting: nothing in them is about one member.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.declaration.dossier import Look, Panel, panel, rows
from core.querysets import in_term
from relationships.models import Communication, CustomerGroup, Representative
from relationships.panels.customer_page import contacts, said


def _appointed(look: Look) -> QuerySet[Any]:
    term = in_term("appointed_from", "appointed_until", look.day)
    return look.of(Representative, Q(group=look.row.pk) & term)


@panel("group-people", CustomerGroup, gettext_lazy("Who speaks for the group"), order=10,
       covers=(Representative,), asks=(_appointed,))  # fmt: skip
def people(look: Look) -> Panel | None:
    """Who is appointed for the group as a whole."""
    found = rows(
        look, Representative, _appointed, order=("title", "pk"),
        day="appointed_until", note=lambda who: who.role,
        list_url=look.list_url(Representative, group=look.row.uid),
    )  # fmt: skip
    if found is None:
        return None
    return Panel(
        found, empty=_("Nobody is appointed today."), add_url=look.add_url(Representative, "group")
    )


@panel("group-talks", CustomerGroup, gettext_lazy("Said with the group"), order=30,
       covers=(Communication,), asks=(said,))  # fmt: skip
def talks(look: Look) -> Panel | None:
    """Contacts with the group as a whole; those with a member stay with the member."""
    found = contacts(look)
    if found is None:
        return None
    return Panel(
        found, empty=_("No contact is logged yet."), add_url=look.add_url(Communication, "subject")
    )
