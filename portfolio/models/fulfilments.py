"""Where a need or an expectation of a customer is met: by which service, agreed in which requirement."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access import Access, Reach
from core.access.principals import Principal
from core.choices import Role
from core.models import RegisterModel
from core.registers import RegisterOptions
from portfolio.models.requirements import Requirement
from portfolio.models.services import Service
from portfolio.reach import LEVEL_WRITERS, VIEWERS, of_own_services
from relationships.models import Need
from relationships.reach import own_customers

WRITERS = LEVEL_WRITERS | {Role.RELATIONSHIP_MANAGER: Reach.OWN}


def of_own_service_or_need(principal: Principal) -> Q:
    """Rows whose service is the person's own, or whose need is one of their customers'."""
    return of_own_services(principal) | Q(need__customer__in=own_customers(principal))


class Fulfilment(RegisterModel):
    """A service meets a need or an expectation of a customer."""

    register = RegisterOptions(
        name="fulfilments", prefix="FUL", title="how", search=("how",),
        access=Access(view=VIEWERS, write=WRITERS, add=WRITERS, own=of_own_service_or_need),
    )  # fmt: skip

    need = models.ForeignKey(
        Need, models.PROTECT, related_name="fulfilments", verbose_name=_("need or expectation")
    )
    service = models.ForeignKey(
        Service, models.PROTECT, related_name="fulfilments", verbose_name=_("service")
    )
    requirement = models.ForeignKey(
        Requirement, models.PROTECT, null=True, blank=True, related_name="fulfilments",
        verbose_name=_("service requirement"), help_text=_("In which it was agreed."),
    )  # fmt: skip
    how = models.CharField(_("how"), max_length=255, blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("met need")
        verbose_name_plural = _("where needs are met")
        constraints = (
            models.UniqueConstraint(
                fields=("need", "service"), condition=models.Q(archived_at=None),
                name="portfolio_fulfilment_once",
                violation_error_message=_("This service is named for this need already."),
            ),
        )  # fmt: skip

    def clean(self) -> None:
        """The requirement is one of the need's customer for the service."""
        about = (self.service, self.need.customer)
        if self.requirement and (self.requirement.service, self.requirement.customer) != about:
            raise ValidationError({"requirement": _("This is about another service or customer.")})

    def make_title(self) -> str:
        """The need, by the service."""
        return f"{self.need} – {self.service}"[:255]
