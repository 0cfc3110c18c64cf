"""Tiers: how closely a customer is looked after, and the least that each of them gets (C6)."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access import Access, Reach
from core.choices import Role
from core.models import RegisterModel
from core.registers import RegisterOptions

#: No tier may have longer intervals than this, in months, or ask for fewer representatives.
LONGEST, FEWEST = 12, 1
AT_MOST = [MinValueValidator(1), MaxValueValidator(LONGEST)]


class Tier(RegisterModel):
    """How closely customers are looked after: how often their services are reviewed, how often they
    are asked whether they are content, how many must be able to speak for them.
    """

    register = RegisterOptions(
        name="tiers", prefix="TIR", search=("name", "description"),
        access=Access(write={Role.SERVICE_MANAGER: Reach.ALL}),
    )  # fmt: skip

    name = models.CharField(_("name"), max_length=100)
    rank = models.PositiveSmallIntegerField(
        _("rank"), default=1, validators=[MinValueValidator(1), MaxValueValidator(99)],
        help_text=_("1 is looked after most closely."),
    )  # fmt: skip
    review_months = models.PositiveSmallIntegerField(
        _("months between reviews"), default=LONGEST, validators=AT_MOST,
        help_text=_("At most 12: every customer has a review once a year."),
    )  # fmt: skip
    survey_months = models.PositiveSmallIntegerField(
        _("months between surveys"), default=LONGEST, validators=AT_MOST,
        help_text=_("At most 12: every customer is asked once a year whether it is content."),
    )  # fmt: skip
    representatives = models.PositiveSmallIntegerField(
        _("representatives at least"), default=FEWEST,
        validators=[MinValueValidator(FEWEST), MaxValueValidator(99)],
        help_text=_("So many must be appointed at any time, one or more."),
    )  # fmt: skip
    needs_recorded = models.BooleanField(
        _("needs one by one"),
        default=False,
        help_text=_("Needs and expectations are kept as records, each with priority and answer."),
    )
    controls = models.TextField(
        _("further controls"), blank=True,
        help_text=_("What customers of this tier get beyond reviews, surveys and representatives."),
    )  # fmt: skip
    description = models.TextField(
        _("description"), blank=True, help_text=_("Which customers belong here.")
    )

    class Meta(RegisterModel.Meta):
        verbose_name = _("tier")
        verbose_name_plural = _("tiers")
        constraints = (
            models.UniqueConstraint(
                fields=("name",), condition=models.Q(archived_at=None),
                name="relationships_tier_once",
                violation_error_message=_("There is a tier of this name already."),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    rank__range=(1, 99), review_months__range=(1, LONGEST),
                    survey_months__range=(1, LONGEST), representatives__range=(FEWEST, 99),
                ),
                name="relationships_tier_floor",
            ),
        )  # fmt: skip
