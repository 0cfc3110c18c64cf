"""What must hold for customers and those who represent them (ISO/IEC 20000-1, 8.3.2)."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.access.principals import today
from core.choices import EditionState, Priority, Severity
from core.models import DocumentLink
from core.querysets import in_term
from core.registries.rules import Check, rule
from relationships.choices import ManagerRole
from relationships.models import (
    AppointmentRequest,
    Assignment,
    Channel,
    Communication,
    ComplaintDefinition,
    Concern,
    Contact,
    Customer,
    CustomerGroup,
    Feedback,
    InterestedParty,
    Need,
    Opportunity,
    Representative,
)
from relationships.models.interests import ALIVE, still_there, unanswered
from relationships.reach import (
    customers_represented,
    in_represented_group,
    members_today,
    represented_today,
)
from relationships.services import waiting
from relationships.services.waiting import OPEN, SERVED, UNANSWERED, UNDECIDED


@rule(
    "customer-manager", Customer, Severity.MAJOR, needs=("status", "manager"),
    says=_("Every customer has a relationship manager."),
    remedy=_("Name the relationship manager of the customer."),
)  # fmt: skip
def customers_have_a_manager() -> Check:
    """Somebody is responsible for the relationship and the customer's satisfaction."""
    return Check(SERVED, Q(manager=None))


@rule(
    "customer-assignment", Customer, Severity.MINOR, needs=("status", "manager"),
    says=_("The assignment of every customer's relationship manager is in force."),
    remedy=_("Hand the customer over, or extend the assignment of its manager."),
)  # fmt: skip
def managers_are_assigned() -> Check:
    """An assignment tells since when the manager looks after it."""
    term = in_term("held_from", "held_until")
    held = Assignment._base_manager.filter(term, archived_at=None, role=ManagerRole.MANAGER)
    own = held.filter(customer=OuterRef("pk"), person=OuterRef("manager"))
    return Check(SERVED & ~Q(manager=None), ~Q(Exists(own)))


@rule(
    "customer-representative", Customer, Severity.MAJOR, needs=("status",),
    says=_("Every customer has somebody who represents it today."),
    remedy=_("Add a representative, or extend the appointment that has ended."),
)  # fmt: skip
def customers_are_represented() -> Check:
    """An appointment is in force."""
    return Check(SERVED, ~customers_represented())


@rule(
    "customer-representatives", Customer, Severity.MINOR, needs=("status", "tier"),
    says=_("Every customer has as many representatives as its tier asks for."),
    remedy=_("Add representatives, or put the customer into another tier."),
)  # fmt: skip
def customers_have_enough_representatives() -> Check:
    """At least as many appointments are in force, or a group speaks for it."""
    in_force = in_term("representatives__appointed_from", "representatives__appointed_until") & Q(
        representatives__archived_at=None
    )
    counted = Customer._base_manager.annotate(
        appointed=Count("representatives", filter=in_force & ~Q(representatives=None))
    )
    few = counted.filter(appointed__lt=F("tier__representatives")).values("pk")
    return Check(SERVED & ~Q(tier=None), Q(pk__in=few) & ~in_represented_group())


@rule(
    "customer-escalation", Customer, Severity.MINOR, needs=("status",),
    says=_("Every customer has an escalation contact."),
    remedy=_("Add a contact, or mark one as escalation contact."),
)  # fmt: skip
def customers_can_escalate() -> Check:
    """A contact is marked for it."""
    contacts = Contact._base_manager.filter(archived_at=None, is_escalation=True)
    return Check(SERVED, ~Q(pk__in=contacts.values("customer")))


@rule(
    "customer-needs", Customer, Severity.MINOR, needs=("status", "needs"),
    says=_("The needs of every customer are written down."),
    remedy=_("Write down what the customer needs."),
)  # fmt: skip
def customers_have_needs() -> Check:
    """Needs are known, in words or one by one."""
    return Check(SERVED, Q(needs="") & ~Q(pk__in=_with_needs()))


def _with_needs() -> Any:
    rows = Need._base_manager.filter(still_there(), archived_at=None)
    return rows.values("customer")


@rule(
    "customer-needs-recorded", Customer, Severity.MINOR, needs=("status", "tier"),
    says=_("The needs of every customer are recorded one by one where its tier asks for it."),
    remedy=_("Record what the customer needs and expects, each with its priority."),
)  # fmt: skip
def customers_have_recorded_needs() -> Check:
    """There is a record of a need that has not ended."""
    return Check(SERVED & Q(tier__needs_recorded=True), ~Q(pk__in=_with_needs()))


@rule(
    "customer-parties", Customer, Severity.OBSERVATION, needs=("status", "users"),
    says=_("Of every customer the users and interested parties are known."),
    remedy=_("Add an interested party: who uses the services, who else is affected by them."),
)  # fmt: skip
def customers_have_parties() -> Check:
    """They are named, in words or one by one."""
    known = InterestedParty._base_manager.filter(archived_at=None)
    return Check(SERVED, Q(users="") & ~Q(pk__in=known.values("customer")))


@rule(
    "need-answered", Need, Severity.MINOR, needs=("priority", "state", "until"),
    says=_("Every need or expectation of high priority has an answer."),
    remedy=_("Say how it is met, agree on an answer, or decline it and say why."),
)  # fmt: skip
def urgent_needs_are_answered() -> Check:
    """Somebody said what becomes of it."""
    return Check(Q(priority=Priority.HIGH) & still_there(), unanswered())


@rule(
    "need-owner", Need, Severity.OBSERVATION, needs=("owner", "state", "until"),
    says=_("Somebody sees to every need or expectation that is not met yet."),
    remedy=_("Name who sees to it."),
)  # fmt: skip
def needs_have_an_owner() -> Check:
    """An owner is named."""
    return Check(Q(state__in=ALIVE) & still_there(), Q(owner=None))


@rule(
    "representative-proof", Representative, Severity.MINOR, needs=("proof",),
    says=_("For every representative one can see who appointed them."),
    remedy=_("Attach the letter of appointment, or say where it can be seen."),
)  # fmt: skip
def representatives_have_proof() -> Check:
    """The proof is named, or a document is attached."""
    attached = DocumentLink._base_manager.filter(archived_at=None)
    return Check(Q(), Q(proof="") & ~Q(pk__in=attached.values("subject")))


@rule(
    "representative-ended", Representative, Severity.OBSERVATION, needs=("appointed_until",),
    says=_("No representative stays in the register after the appointment has ended."),
    remedy=_("Extend the appointment, or archive the representative."),
)  # fmt: skip
def representatives_are_appointed() -> Check:
    """The appointment goes on."""
    return Check(~Q(appointed_until=None), Q(appointed_until__lt=today()))


@rule(
    "customer-channels", Customer, Severity.MINOR, needs=("status",),
    says=_("With every customer the ways of speaking with each other are agreed."),
    remedy=_("Add an agreed channel of the customer."),
)  # fmt: skip
def customers_have_channels() -> Check:
    """A channel was agreed."""
    channels = Channel._base_manager.filter(archived_at=None)
    return Check(SERVED, ~Q(pk__in=channels.values("customer")))


@rule(
    "customer-silence", Customer, Severity.MINOR, needs=("status",),
    says=format_lazy(
        _("Somebody spoke with every customer within the last {days} days."),
        days=settings.CONTACT_SILENCE_DAYS,
    ),
    remedy=_("Speak with the customer, and log it."),
)  # fmt: skip
def customers_are_spoken_with() -> Check:
    """The log has a communication that is young enough."""
    return Check(SERVED, waiting.silent(today()))


@rule(
    "request-answered", AppointmentRequest, Severity.MINOR, needs=("due", "answered_on"),
    says=_("Every request for a representative is answered in time."),
    remedy=_("Ask again, escalate, and note the answer."),
)  # fmt: skip
def requests_are_answered() -> Check:
    """The day has not passed, or there is an answer."""
    return Check(Q(), waiting.request_overdue(today()))


@rule(
    "request-escalated", AppointmentRequest, Severity.MINOR, needs=("due", "escalated_on"),
    says=_("A request for a representative that is not answered is escalated within two weeks."),
    remedy=_("Escalate it, and say to whom and when."),
)  # fmt: skip
def requests_are_escalated() -> Check:
    """Somebody higher up knows."""
    late = waiting.request_overdue(today() - timedelta(days=14))
    return Check(UNANSWERED, late & Q(escalated_on=None))


@rule(
    "follow-up-action", Communication, Severity.MINOR, needs=("follow_up",),
    says=_("What follows from a communication is an action."),
    remedy=_("Add an action to the communication: who does it, and by when."),
)  # fmt: skip
def follow_ups_are_actions() -> Check:
    """There is one."""
    return Check(~Q(follow_up=""), waiting.without_action())


@rule(
    "follow-up-overdue", Communication, Severity.MINOR, needs=("follow_up",),
    says=_("What follows from a communication is done in time."),
    remedy=_("Finish the overdue action, or agree on another day."),
)  # fmt: skip
def follow_ups_are_in_time() -> Check:
    """No action of it is overdue."""
    return Check(~Q(follow_up=""), waiting.with_late_action())


@rule(
    "concern-keeper", Concern, Severity.MINOR, needs=("owner", "due", "state"),
    says=_("Every open risk or issue has an owner and a day."),
    remedy=_("Name the owner, and say by when."),
)  # fmt: skip
def concerns_have_a_keeper() -> Check:
    """Somebody, by some day."""
    return Check(OPEN, Q(owner=None) | Q(due=None))


@rule(
    "concern-overdue", Concern, Severity.MAJOR, needs=("due", "state"),
    says=_("No risk or issue of a relationship is overdue."),
    remedy=_("Close it with what the customer was told, or agree on another day."),
)  # fmt: skip
def concerns_are_in_time() -> Check:
    """The day has not passed."""
    return Check(OPEN & ~Q(due=None), waiting.concern_overdue(today()))


@rule(
    "opportunity-decided", Opportunity, Severity.MINOR, needs=("state", "wanted_by", "raised_on"),
    says=_("No opportunity waits for its decision too long."),
    remedy=_("Decide, and write down what was decided and why."),
)  # fmt: skip
def opportunities_are_decided() -> Check:
    """Wanted later, or raised lately."""
    return Check(UNDECIDED, waiting.opportunity_overdue(today()))


@rule(
    "feedback-answered", Feedback, Severity.MINOR, needs=("answered_on", "received_on"),
    says=format_lazy(
        _("Feedback of customers is answered within {days} days."),
        days=settings.FEEDBACK_ANSWER_DAYS,
    ),
    remedy=_("Answer it, and note what was answered."),
)  # fmt: skip
def feedback_is_answered() -> Check:
    """There is an answer, or still time."""
    return Check(Q(), waiting.feedback_overdue(today()))


@rule(
    "customer-complaints", Customer, Severity.MAJOR, needs=("status",),
    says=_("With every customer it is agreed what counts as a complaint and where it goes."),
    remedy=_("Draft a complaint definition and have it signed by a representative."),
)  # fmt: skip
def complaints_are_defined() -> Check:
    """An agreed definition is in force."""
    agreed = ComplaintDefinition._base_manager.filter(
        in_term("effective_from", "effective_until"), in_term("effective_from", "in_force_until"),
        archived_at=None, state=EditionState.AGREED,
    )  # fmt: skip
    return Check(SERVED, ~Q(pk__in=agreed.values("customer")))


@rule(
    "customer-tier", Customer, Severity.MINOR, needs=("status", "tier"),
    says=_("Every customer belongs to a tier or to a group."),
    remedy=_("Put the customer into a tier, or make it a member of a group."),
)  # fmt: skip
def customers_belong_somewhere() -> Check:
    """It is known how closely it is looked after."""
    members = members_today().values("customer")
    return Check(SERVED, Q(tier=None) & ~Q(pk__in=members))


@rule(
    "group-rationale", CustomerGroup, Severity.MINOR, needs=("rationale",),
    says=_("For every group it is written down why its customers are looked after together."),
    remedy=_("Write down the rationale."),
)  # fmt: skip
def groups_have_a_rationale() -> Check:
    """Grouping was a decision."""
    return Check(Q(), Q(rationale=""))


@rule(
    "group-representative", CustomerGroup, Severity.MAJOR, needs=(),
    says=_("Every group has somebody who represents it today."),
    remedy=_("Add a representative of the group, or extend the appointment that has ended."),
)  # fmt: skip
def groups_are_represented() -> Check:
    """An appointment is in force."""
    groups = represented_today().exclude(group=None).values("group")
    return Check(Q(), ~Q(pk__in=groups))


@rule(
    "group-satisfaction", CustomerGroup, Severity.MINOR, needs=("satisfaction_plan",),
    says=_("For every group it is planned how its members are asked whether they are content."),
    remedy=_("Write down the satisfaction plan."),
)  # fmt: skip
def groups_have_a_satisfaction_plan() -> Check:
    """Small customers are asked too."""
    return Check(Q(), Q(satisfaction_plan=""))


@rule(
    "group-members", CustomerGroup, Severity.OBSERVATION, needs=(),
    says=_("Every group has members."),
    remedy=_("Add the members, or archive the group."),
)  # fmt: skip
def groups_have_members() -> Check:
    """Somebody belongs to it today."""
    return Check(Q(), ~Q(pk__in=members_today().values("group")))
