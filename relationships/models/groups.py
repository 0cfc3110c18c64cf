"""Groups of customers that are looked after together: why, by whom, how they are asked (C11)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access import Access
from core.choices import Role
from core.models import Person, RegisterModel
from core.registers import RegisterOptions
from relationships.models.access import VIEWERS
from relationships.models.tiers import Tier
from relationships.reach import groups_of, writers_of_customers


class CustomerGroup(RegisterModel):
    """Customers that are looked after together, small ones as a rule.

    Whoever represents a member sees that there is the group and what it agreed on, and no other member.
    """

    register = RegisterOptions(
        name="customer-groups", prefix="GRP", search=("name",), personal=("notes",),
        duties={"manager": models.Q},
        access=Access(
            view=VIEWERS, write=writers_of_customers(), add=writers_of_customers(), own=groups_of,
            hidden={Role.REPRESENTATIVE: frozenset({"rationale", "tier", "notes"})},
        ),
    )  # fmt: skip

    name = models.CharField(_("name"), max_length=200)
    rationale = models.TextField(
        _("rationale"), blank=True,
        help_text=_("Why these customers are looked after together, and who belongs to them."),
    )  # fmt: skip
    manager = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="managed_groups",
        verbose_name=_("relationship manager"),
    )  # fmt: skip
    tier = models.ForeignKey(
        Tier, models.PROTECT, null=True, blank=True, related_name="groups", verbose_name=_("tier"),
        help_text=_("How often the group's services are reviewed and its members are asked."),
    )  # fmt: skip
    satisfaction_plan = models.TextField(
        _("satisfaction plan"), blank=True,
        help_text=_("Who is asked, how and how often, and what members get to know of the results."),
    )  # fmt: skip
    notes = models.TextField(_("notes"), blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("customer group")
        verbose_name_plural = _("customer groups")
        constraints = (
            models.UniqueConstraint(
                fields=("name",), condition=models.Q(archived_at=None),
                name="relationships_group_once",
                violation_error_message=_("There is a group of this name already."),
            ),
        )  # fmt: skip
