"""Measured figures that somebody contests: who, why, and how it was settled (requirement P8)."""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.access import Access, Reach
from core.access.principals import today
from core.choices import Role
from core.models import Person, RegisterModel
from core.models.quantities import QuantityField
from core.registers import RegisterOptions
from portfolio.choices import ContestState
from portfolio.models.levels import DIGITS, FieldErrors, Target, impossible
from portfolio.models.measurements import Measurement
from portfolio.reach import LEVEL_WRITERS, VIEWERS, of_own_targets
from portfolio.terms import TimePeriod, period_on
from portfolio.transitions import CONTEST

#: Customers contest for themselves; who looks after them does it for any of them.
CONTESTERS = {
    **LEVEL_WRITERS,
    Role.RELATIONSHIP_MANAGER: Reach.ALL,
    Role.REPRESENTATIVE: Reach.OWN,
}
#: Who contests does not settle.
SETTLING = frozenset({"state", "settled_on", "settled_by", "settlement"})
SETTLED = (ContestState.UPHELD, ContestState.REJECTED)


class FigureContest(RegisterModel):
    """A measured value that the customer, or who looks after them, holds to be wrong.

    ``value`` is the value that was contested and stays; the correction is another measurement.
    """

    register = RegisterOptions(
        name="contested-figures",
        prefix="CTF",
        title="grounds",
        search=("grounds", "settlement"),
        transitions=(CONTEST,),
        access=Access(
            view=VIEWERS, write=LEVEL_WRITERS, add=CONTESTERS, own=of_own_targets,
            hidden={Role.REPRESENTATIVE: frozenset({"notes"})},
            unwritten={Role.REPRESENTATIVE: SETTLING},
        ),
    )  # fmt: skip

    target = models.ForeignKey(
        Target, models.PROTECT, related_name="contests", verbose_name=_("target")
    )
    starts_on = models.DateField(
        _("period from"), help_text=_("The first day of the month, quarter or year.")
    )
    value = QuantityField(_("contested value"), **DIGITS)
    claimed = QuantityField(
        _("value claimed"), null=True, blank=True, **DIGITS,
        help_text=_("What it was, according to who contests."),
    )  # fmt: skip
    grounds = models.TextField(_("why it is contested"))
    raised_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("contested by"), help_text=_("Empty: who enters it."),
    )  # fmt: skip
    raised_on = models.DateField(_("contested on"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ContestState, default=ContestState.OPEN
    )
    settled_on = models.DateField(_("settled on"), null=True, blank=True)
    settled_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("settled by"),
    )  # fmt: skip
    settlement = models.TextField(
        _("how it was settled"), blank=True, help_text=_("What was found, and agreed with whom.")
    )
    notes = models.TextField(_("notes"), blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("contested figure")
        verbose_name_plural = _("contested figures")
        constraints = (
            models.UniqueConstraint(
                fields=("target", "starts_on", "value"), condition=models.Q(archived_at=None),
                name="portfolio_figurecontest_once",
                violation_error_message=_("This figure is contested already; open that again."),
            ),
        )  # fmt: skip

    @property
    def period(self) -> TimePeriod:
        """The period of the figure."""
        return period_on(self.target.period, self.starts_on)

    @property
    def is_open(self) -> bool:
        """Whether it is not settled yet."""
        return self.state == ContestState.OPEN

    def clean(self) -> None:
        """It is about a figure that was recorded, and is settled by what was found; today unless said."""
        if self._state.adding and self.raised_on is None:
            self.raised_on = today()
        if self.period.first != self.starts_on:
            rule = gettext("Use the first day of the period: %(day)s.")
            raise ValidationError({"starts_on": rule % {"day": self.period.first.isoformat()}})
        if errors := {**self._unfounded(), **self._unsettled()}:
            raise ValidationError(errors)

    def _unfounded(self) -> FieldErrors:
        if not self._state.adding:
            return {}
        if self.claimed is not None and (found := impossible(self.claimed, self.target.unit)):
            return {"claimed": found}
        if self.raised_on is not None and self.raised_on > today():
            return {"raised_on": gettext("This day has not come yet.")}
        known = self._recorded()
        if self.value in known:
            return {}
        values = ", ".join(str(each) for each in known) or gettext("nothing")
        rule = gettext("This value was never recorded for %(period)s. Recorded: %(values)s.")
        return {"value": rule % {"period": self.period.text(), "values": values}}

    def _unsettled(self) -> FieldErrors:
        if self.state not in SETTLED:
            return {}
        wanted = ("settlement", "settled_on")
        missing = [name for name in wanted if not getattr(self, name)]
        if missing:
            return dict.fromkeys(missing, gettext("Say this before you settle it."))
        if self.state == ContestState.UPHELD and self._recorded()[-1:] == [self.value]:
            return {"state": gettext("Record the right value first: this one still counts.")}
        return {}

    def _recorded(self) -> list[Decimal]:
        """Everything that was recorded for the period; the last of it counts."""
        rows = Measurement.objects.filter(subject=self.target_id, starts_on=self.starts_on)
        return list(rows.order_by("pk").values_list("value", flat=True))

    def sentence(self) -> str:
        """Like “99.1 was contested: counted twice. Open”, for reports."""
        said = {
            "value": self.value,
            "grounds": self.grounds.strip().rstrip("."),
            "state": ContestState(self.state).label,
        }
        return gettext("%(value)s was contested: %(grounds)s. %(state)s") % said

    def make_title(self) -> str:
        """Which figure."""
        return f"{self.period.name}: {self.target}"[:255]
