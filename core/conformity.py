"""Rules about the registers that every installation has."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from core import clock
from core.access.principals import today
from core.choices import Said, Severity
from core.models import Action, Comment
from core.models.actions import FINISHED
from core.registers import by_name, confirmable
from core.registries.rules import Check, rule
from core.services import confirmations
from core.signing.registry import signables
from core.signing.threads import open_contests

#: So long a clause may be contested before that is a finding.
PATIENCE = timedelta(days=30)
OPEN = ~Q(state__in=FINISHED)


def _confirmed(name: str) -> None:
    """The rule that the records of a register are confirmed in time."""
    model = by_name(name)

    def check() -> Check:
        return Check(confirmable()[name].rows(), confirmations.overdue(model, today()))

    words = format_lazy(
        _("{register}: each was confirmed as still true within its interval."),
        register=capfirst(model._meta.verbose_name_plural),
    )
    remedy = _("Read it again, and confirm that it is still true.")
    rule(f"{name}-confirmed", model, Severity.MINOR, says=words, remedy=remedy, needs=())(check)


for register in confirmable():
    _confirmed(register)


def _uncontested(model: Any) -> None:
    """The rule that contested clauses of a text are settled in time."""

    def check() -> Check:
        late = open_contests().filter(said_at__lt=clock.now() - PATIENCE).values("record")
        ever = Comment.objects.filter(kind=Said.CONTEST).values("record")
        return Check(Q(pk__in=ever), Q(pk__in=late))

    words = format_lazy(
        _("{register}: no clause has been contested for more than 30 days without a settlement."),
        register=capfirst(model._meta.verbose_name_plural),
    )
    remedy = _("Answer whoever contests it, change the text or not, and settle the thread.")
    name = f"{model.register.name}-contested"
    rule(name, model, Severity.MINOR, says=words, remedy=remedy, needs=())(check)


for signable in signables():
    _uncontested(signable.model)


@rule(
    "action-owner", Action, Severity.MINOR, needs=("owner", "state"), own=True,
    says=_("Every open action has an owner."),
    remedy=_("Name who is to do it."),
)  # fmt: skip
def actions_have_an_owner() -> Check:
    """Somebody is to do it."""
    return Check(OPEN, Q(owner=None))


@rule(
    "action-day", Action, Severity.MINOR, needs=("due", "state"), own=True,
    says=_("Every open action has a day by which it is due."),
    remedy=_("Say by when it is to be done."),
)  # fmt: skip
def actions_have_a_day() -> Check:
    """It is due some day."""
    return Check(OPEN, Q(due=None))


@rule(
    "action-overdue", Action, Severity.MINOR, needs=("due", "state"), own=True,
    says=_("No open action is overdue."),
    remedy=_("Finish it, or agree on another day and say why."),
)  # fmt: skip
def actions_are_in_time() -> Check:
    """The day has not passed."""
    return Check(OPEN & ~Q(due=None), Q(due__lt=today()))
