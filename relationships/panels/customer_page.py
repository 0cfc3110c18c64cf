"""What the page of a customer shows of the relationship, and what happened in it (requirement C7)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.declaration.dossier import (
    Look,
    Number,
    Panel,
    Rows,
    around,
    happening,
    panel,
    rows,
)
from core.declaration.dossier.timeline import made_on
from core.models import Action
from core.models.actions import FINISHED
from core.querysets import in_term
from relationships.choices import Authority, ConcernState, OpportunityState
from relationships.models import (
    AppointmentRequest,
    Communication,
    Concern,
    Customer,
    Feedback,
    Opportunity,
    Representative,
)

ALIVE = (OpportunityState.IDEA, OpportunityState.ASSESSED, OpportunityState.AGREED)
BURDENING = (ConcernState.OPEN, ConcernState.TREATED, ConcernState.ACCEPTED)


def said(look: Look) -> QuerySet[Any]:
    """What was said with a customer or a group."""
    return look.of(Communication, Q(subject=look.row.pk))


def contacts(look: Look) -> Rows | None:
    """The same, the latest first."""
    return rows(
        look, Communication, said, order=("-held_on", "-pk"), day="held_on",
        note=lambda talk: talk.get_kind_display(),
        list_url=look.list_url(Communication, subject=look.row.uid),
    )  # fmt: skip


@panel("communications", Customer, gettext_lazy("Contacts lately"), order=40,
       covers=(Communication,), asks=(said,))  # fmt: skip
def communications(look: Look) -> Panel | None:
    """What was said last, and the way to log more."""
    found = contacts(look)
    if found is None:
        return None
    may = look.may(Communication, "add") and look.may_change
    return Panel(
        found,
        numbers=[_last_contact(look, found.lines[0].day if found.lines else None)],
        empty=_("No contact is logged yet."),
        add_url=look.page("log") if may else "",
        add_label=_("Log a contact"),
    )


def _last_contact(look: Look, day: object) -> Number:
    label, url = _("Last contact"), look.list_url(Communication, subject=look.row.uid)
    if day is None:
        return Number(label, "–", hint=_("none logged"))
    days = (look.day - day).days  # type: ignore[operator]
    said = ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days}
    return Number(label, said if days else _("today"), url)


def _open_actions(look: Look) -> QuerySet[Any]:
    return look.of(Action, Q(subject__in=around(look.row)) & ~Q(state__in=FINISHED))


@panel("actions", Customer, gettext_lazy("Open actions"), order=20, covers=(Action,),
       asks=(_open_actions,))  # fmt: skip
def actions(look: Look) -> Panel | None:
    """What is to be done about the customer or anything that belongs to it."""
    found = rows(look, Action, _open_actions, order=("due", "reference"), day="due", due=True)
    if found is None:
        return None
    late = _("%(n)d overdue") % {"n": found.late}
    tone, hint = ("bad", late) if found.late else ("", "")
    number = Number(_("Open actions"), number_format(found.total), "#panel-actions", tone, hint)
    return Panel(
        found, numbers=[number], empty=_("No action is open."),
        add_url=look.add_url(Action, "subject"),
    )  # fmt: skip


def _appointed(look: Look) -> QuerySet[Any]:
    term = in_term("appointed_from", "appointed_until", look.day)
    return look.of(Representative, Q(customer=look.row.pk) & term)


@panel("people", Customer, gettext_lazy("Who speaks for them"), order=45,
       covers=(Representative,), asks=(_appointed,))  # fmt: skip
def people(look: Look) -> Panel | None:
    """Who is appointed on the day, and for what."""
    found = rows(
        look, Representative, _appointed, order=("title", "pk"),
        day="appointed_until", note=_authority,
        list_url=look.list_url(Representative, customer=look.row.uid),
    )  # fmt: skip
    if found is None:
        return None
    return Panel(
        found,
        empty=_("Nobody is appointed today."),
        add_url=look.add_url(Representative, "customer"),
    )


def _authority(representative: Representative) -> str:
    """Role and what they may do."""
    may = [str(each.label) for each in Authority if getattr(representative, each.value)]
    return ", ".join(part for part in (representative.role, *may) if part)


def _alive(look: Look) -> QuerySet[Any]:
    return look.of(Opportunity, Q(customer=look.row.pk, state__in=ALIVE))


@panel("opportunities", Customer, gettext_lazy("Opportunities"), order=50, covers=(Opportunity,),
       asks=(_alive,))  # fmt: skip
def opportunities(look: Look) -> Panel | None:
    """Ideas and needs that are not delivered or declined."""
    found = rows(
        look, Opportunity, _alive, order=("wanted_by", "title"),
        day="wanted_by", list_url=look.list_url(Opportunity, customer=look.row.uid, state=ALIVE),
    )  # fmt: skip
    if found is None:
        return None
    number = Number(_("Opportunities"), number_format(found.total), found.list_url)
    return Panel(
        found, numbers=[number], empty=_("No opportunity is open."),
        add_url=look.add_url(Opportunity, "customer"),
    )  # fmt: skip


def _burdening(look: Look) -> QuerySet[Any]:
    return look.of(Concern, Q(customer=look.row.pk, state__in=BURDENING))


@panel("concerns", Customer, gettext_lazy("Risks and issues"), order=30, covers=(Concern,),
       asks=(_burdening,))  # fmt: skip
def concerns(look: Look) -> Panel | None:
    """What burdens the relationship."""
    found = rows(
        look, Concern, _burdening, order=("due", "title"),
        day="due", due=True, note=lambda concern: concern.get_severity_display(),
        list_url=look.list_url(Concern, customer=look.row.uid, state=BURDENING),
    )  # fmt: skip
    if found is None:
        return None
    number = Number(
        _("Risks and issues"), number_format(found.total), found.list_url,
        "warn" if found.total else "", _("open") if found.total else "",
    )  # fmt: skip
    return Panel(
        found, numbers=[number], empty=_("Nothing burdens the relationship."),
        add_url=look.add_url(Concern, "customer"),
    )  # fmt: skip


def _of_customer(look: Look) -> Q:
    return Q(customer=look.row.pk)


def _about_customer(look: Look) -> Q:
    return Q(subject=look.row.pk)


def _about_anything(look: Look) -> Q:
    return Q(subject__in=around(look.row))


CONTACTS, ACTIONS = gettext_lazy("Contacts"), gettext_lazy("Actions")
APPOINTMENTS, FEEDBACK = gettext_lazy("Representatives"), gettext_lazy("Feedback")
OPPORTUNITIES, CONCERNS = gettext_lazy("Opportunities"), gettext_lazy("Risks and issues")

happening("contacts", Customer, CONTACTS, Communication, _about_customer,
          day="held_on", words=gettext_lazy("Contact"))  # fmt: skip
happening("actions", Customer, ACTIONS, Action, _about_anything,
          day=made_on(Action), words=gettext_lazy("Action opened"))  # fmt: skip
happening("appointments", Customer, APPOINTMENTS, Representative, _of_customer,
          day="appointed_from", words=gettext_lazy("Appointed"))  # fmt: skip
happening("appointments", Customer, APPOINTMENTS, Representative, _of_customer,
          day="appointed_until", words=gettext_lazy("Appointment ended"))  # fmt: skip
happening("appointments", Customer, APPOINTMENTS, AppointmentRequest, _of_customer,
          day="asked_on", words=gettext_lazy("Asked for a representative"))  # fmt: skip
happening("feedback", Customer, FEEDBACK, Feedback, _of_customer,
          day="received_on", words=gettext_lazy("Feedback"))  # fmt: skip
happening("feedback", Customer, FEEDBACK, Feedback, _of_customer,
          day="answered_on", words=gettext_lazy("Feedback answered"))  # fmt: skip
happening("opportunities", Customer, OPPORTUNITIES, Opportunity, _of_customer,
          day="raised_on", words=gettext_lazy("Opportunity raised"))  # fmt: skip
happening("opportunities", Customer, OPPORTUNITIES, Opportunity, _of_customer,
          day="decided_on", words=gettext_lazy("Opportunity decided"))  # fmt: skip
happening("concerns", Customer, CONCERNS, Concern, _of_customer,
          day=made_on(Concern), words=gettext_lazy("Risk or issue noted"))  # fmt: skip
happening("concerns", Customer, CONCERNS, Concern, _of_customer,
          day="reported_on", words=gettext_lazy("Reported back to the customer"))  # fmt: skip
