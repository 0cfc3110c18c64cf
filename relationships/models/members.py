"""Which customer belongs to which group, from when to when (C11)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access import Access
from core.models import Period, RegisterModel
from core.registers import RegisterOptions
from relationships.models.access import VIEWERS
from relationships.models.customers import Customer
from relationships.models.groups import CustomerGroup
from relationships.reach import of_own_members, writers_of_customers


class GroupMember(RegisterModel):
    """A customer belongs to a group."""

    register = RegisterOptions(
        name="group-members", prefix="GRM", title="remark", search=("remark",),
        access=Access(
            view=VIEWERS, write=writers_of_customers(), add=writers_of_customers(),
            own=of_own_members,
        ),
    )  # fmt: skip

    group = models.ForeignKey(
        CustomerGroup, models.PROTECT, related_name="members", verbose_name=_("group")
    )
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="memberships", verbose_name=_("customer")
    )
    member_from = models.DateField(_("from"), null=True, blank=True)
    member_until = models.DateField(_("until"), null=True, blank=True)
    remark = models.CharField(_("remark"), max_length=255, blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("member of a group")
        verbose_name_plural = _("members of groups")
        constraints = (
            models.UniqueConstraint(
                fields=("group", "customer"),
                condition=models.Q(archived_at=None),
                name="relationships_member_once",
                violation_error_message=_("This customer is a member of this group already."),
            ),
            Period("member_from", "member_until", name="relationships_member_period"),
        )

    def make_title(self) -> str:
        """Who, of which group."""
        return f"{self.customer} – {self.group}"[:255]
