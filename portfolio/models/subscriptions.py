"""Which customer receives which service, and who represents them in it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.access import Access, Reach
from core.choices import Role
from core.models import Period, RegisterModel
from core.registers import RegisterOptions
from portfolio.models.services import Service
from portfolio.querysets import CoverageQuerySet, SubscriptionQuerySet
from portfolio.reach import (
    LEVEL_WRITERS,
    VIEWERS,
    of_own_service_or_customer,
    of_own_subscriptions,
)
from relationships.models import Customer, Representative

WRITERS = LEVEL_WRITERS | {Role.RELATIONSHIP_MANAGER: Reach.ALL}


class Subscription(RegisterModel):
    """A customer receives a service."""

    register = RegisterOptions(
        name="subscriptions",
        prefix="SUB",
        title="remark",
        search=("remark",),
        access=Access(view=VIEWERS, write=WRITERS, add=WRITERS, own=of_own_service_or_customer),
    )

    service = models.ForeignKey(
        Service, models.PROTECT, related_name="subscriptions", verbose_name=_("service")
    )
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="subscriptions", verbose_name=_("customer")
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    outcomes = models.TextField(_("intended outcomes"), blank=True)
    drivers = models.TextField(_("business drivers"), blank=True)
    remark = models.CharField(_("remark"), max_length=255, blank=True)

    objects = SubscriptionQuerySet.as_manager()  # type: ignore[misc]

    class Meta(RegisterModel.Meta):
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = (
            models.UniqueConstraint(
                fields=("service", "customer"), condition=models.Q(archived_at=None),
                name="portfolio_subscription_once",
                violation_error_message=_("This customer receives this service already."),
            ),
            Period("starts_on", "ends_on", name="portfolio_subscription_period"),
        )  # fmt: skip

    def make_title(self) -> str:
        """The service, for the customer."""
        return f"{self.service} – {self.customer}"[:255]


class Coverage(RegisterModel):
    """A representative speaks for the customer in this subscription."""

    register = RegisterOptions(
        name="coverage",
        prefix="COV",
        title="remark",
        search=("remark",),
        access=Access(view=VIEWERS, write=WRITERS, add=WRITERS, own=of_own_subscriptions),
    )

    representative = models.ForeignKey(
        Representative, models.PROTECT, related_name="coverage", verbose_name=_("representative")
    )
    subscription = models.ForeignKey(
        Subscription, models.PROTECT, related_name="coverage", verbose_name=_("subscription")
    )
    covers_from = models.DateField(_("from"), null=True, blank=True)
    covers_until = models.DateField(_("until"), null=True, blank=True)
    remark = models.CharField(_("remark"), max_length=255, blank=True)

    objects = CoverageQuerySet.as_manager()  # type: ignore[misc]

    class Meta(RegisterModel.Meta):
        verbose_name = _("coverage")
        verbose_name_plural = _("coverage")
        constraints = (
            models.UniqueConstraint(
                fields=("representative", "subscription"), condition=models.Q(archived_at=None),
                name="portfolio_coverage_once",
                violation_error_message=_("This representative covers this subscription already."),
            ),
            Period("covers_from", "covers_until", name="portfolio_coverage_period"),
        )  # fmt: skip

    def clean(self) -> None:
        """Representative and subscription belong to one customer."""
        if self.representative.customer != self.subscription.customer:
            raise ValidationError(
                {
                    "representative": _(
                        "The representative speaks for another customer, or for a group."
                    )
                }
            )

    def make_title(self) -> str:
        """Who, in what."""
        return f"{self.representative.person}: {self.subscription}"[:255]
