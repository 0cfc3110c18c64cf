"""Who has an interest in what a customer gets, and what they need: on the page of the customer."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.choices import Priority
from core.declaration.dossier import Look, Number, Panel, happening, panel, rows
from relationships.choices import NeedState
from relationships.models import Customer, InterestedParty, Need

NEEDS = gettext_lazy("Needs and expectations")


def urgent_first(field: str) -> Case:
    """Rows by a priority, the highest first."""
    grades = (Priority.HIGH, Priority.MEDIUM, Priority.LOW)
    places = (When(**{field: grade}, then=Value(place)) for place, grade in enumerate(grades))
    return Case(*places, default=Value(len(grades)), output_field=IntegerField())


def _needed(look: Look) -> QuerySet[Any]:
    begun = Q(since=None) | Q(since__lte=look.day)
    there = begun & (Q(until=None) | Q(until__gte=look.day))
    return look.of(Need, Q(customer=look.row.pk) & there)


@panel("needs", Customer, NEEDS, order=15, covers=(Need,), asks=(_needed,))
def needs(look: Look) -> Panel | None:
    """What they need and expect on the day, the most urgent first, with the state of the answer."""
    found = rows(
        look, Need, _needed, order=(urgent_first("priority"), "title"),
        note=_need_note, list_url=look.list_url(Need, customer=look.row.uid),
    )  # fmt: skip
    if found is None:
        return None
    return Panel(
        found, numbers=_open_needs(look) if found.total else [],
        empty=_("No need or expectation is recorded yet."),
        add_url=look.add_url(Need, "customer"),
    )  # fmt: skip


def _need_note(need: Need) -> str:
    priority = _("priority: %(level)s") % {"level": need.get_priority_display()}
    return f"{need.get_kind_display()}, {priority}"


def _open_needs(look: Look) -> list[Number]:
    mine = Need.objects.for_user(look.principal).current()
    waiting = mine.filter(customer=look.row.pk, state=NeedState.OPEN)
    count = waiting.filter(Q(until=None) | Q(until__gte=look.day)).count()
    url = look.list_url(Need, customer=look.row.uid, state=NeedState.OPEN)
    hint = _("not answered") if count else _("all answered")
    return [Number(_("Needs"), number_format(count), url, "warn" if count else "good", hint)]


def _interested(look: Look) -> QuerySet[Any]:
    return look.of(InterestedParty, Q(customer=look.row.pk))


@panel("parties", Customer, gettext_lazy("Users and interested parties"), order=47,
       covers=(InterestedParty,), asks=(_interested,))  # fmt: skip
def parties(look: Look) -> Panel | None:
    """Who uses the services, and who else has an interest in them; the most important first."""
    found = rows(
        look, InterestedParty, _interested,
        order=(urgent_first("importance"), "title") if look.principal.is_staff else ("title",),
        note=_party_note, list_url=look.list_url(InterestedParty, customer=look.row.uid),
    )  # fmt: skip
    if found is None:
        return None
    return Panel(
        found, empty=_("Nobody wrote down yet who uses the services."),
        add_url=look.add_url(InterestedParty, "customer"),
    )  # fmt: skip


def _party_note(party: InterestedParty) -> str:
    kind = str(party.get_kind_display())
    return f"{kind}, {number_format(party.people, force_grouping=True)}" if party.people else kind


def _of_customer(look: Look) -> Q:
    return Q(customer=look.row.pk)


happening("needs", Customer, NEEDS, Need, _of_customer,
          day="since", words=gettext_lazy("Need or expectation told"))  # fmt: skip
happening("needs", Customer, NEEDS, Need, _of_customer,
          day="answered_on", words=gettext_lazy("Need or expectation answered"))  # fmt: skip
