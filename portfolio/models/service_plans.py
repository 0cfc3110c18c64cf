"""Where the continuity, availability, capacity and security plans of services lie, tested when (P15)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.access import Access
from core.access.principals import today
from core.models import Document, Person, RegisterModel
from core.registers import RegisterOptions
from core.text.sort_keys import title_index
from portfolio.choices import AssuranceKind, TrialResult
from portfolio.models.services import Service
from portfolio.reach import LEVEL_WRITERS, of_own_services


class ServicePlan(RegisterModel):
    """A plan of a service that is kept elsewhere: where it lies, its last test and its last review."""

    register = RegisterOptions(
        name="service-plans",
        prefix="SPL",
        search=("name", "location"),
        access=Access(write=LEVEL_WRITERS, add=LEVEL_WRITERS, own=of_own_services),
    )

    service = models.ForeignKey(
        Service, models.PROTECT, related_name="plans", verbose_name=_("service")
    )
    kind = models.CharField(_("kind of plan"), max_length=12, choices=AssuranceKind)
    name = models.CharField(_("name"), max_length=200)
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="owned_plans",
        verbose_name=_("owner"), help_text=_("Who keeps the plan; else the owner of the service."),
    )  # fmt: skip
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="plans_of_services",
        verbose_name=_("document"), help_text=_("The plan itself, when it is kept here."),
    )  # fmt: skip
    link = models.URLField(
        _("link"), max_length=500, blank=True, help_text=_("The plan itself, when it is elsewhere.")
    )
    location = models.CharField(
        _("where it lies"), max_length=255, blank=True,
        help_text=_("Its number, folder or binder, where it has no address."),
    )  # fmt: skip
    tested_on = models.DateField(_("last tested"), null=True, blank=True)
    result = models.CharField(
        _("result of the last test"), max_length=10, choices=TrialResult, blank=True
    )
    outcome = models.TextField(
        _("what the test showed"), blank=True, help_text=_("And what was done about it.")
    )
    next_test = models.DateField(_("next test due"), null=True, blank=True)
    reviewed_on = models.DateField(_("last reviewed"), null=True, blank=True)
    next_review = models.DateField(_("next review due"), null=True, blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("service plan")
        verbose_name_plural = _("service plans")
        indexes = (title_index("portfolio_serviceplan"),)
        constraints = (
            models.UniqueConstraint(
                fields=("service", "kind", "name"), condition=Q(archived_at=None),
                name="portfolio_serviceplan_once",
                violation_error_message=_("This service has a plan of this kind and name already."),
            ),
            models.CheckConstraint(
                condition=Q(result="") | Q(tested_on__isnull=False),
                name="portfolio_serviceplan_result",
            ),
            models.CheckConstraint(
                condition=Q(tested_on=None) | ~Q(result=""), name="portfolio_serviceplan_tested"
            ),
            models.CheckConstraint(
                condition=Q(next_test=None) | Q(tested_on=None) | Q(next_test__gt=F("tested_on")),
                name="portfolio_serviceplan_next_test",
            ),
            models.CheckConstraint(
                condition=Q(next_review=None)
                | Q(reviewed_on=None)
                | Q(next_review__gt=F("reviewed_on")),
                name="portfolio_serviceplan_next_review",
            ),
        )  # fmt: skip

    def clean(self) -> None:
        """Tests and reviews were not in the future, the next ones come after the last, a test has a
        result.
        """
        super().clean()
        errors = {}
        for last, following in (("tested_on", "next_test"), ("reviewed_on", "next_review")):
            day, due = getattr(self, last), getattr(self, following)
            if day and day > today():
                errors[last] = _("This day has not come yet.")
            elif day and due and due <= day:
                errors[following] = _("The next one comes after the last one.")
        if self.tested_on and not self.result:
            errors["result"] = _("Say what the test came to.")
        if self.result and not self.tested_on:
            errors["tested_on"] = _("Say when it was tested.")
        if errors:
            raise ValidationError(errors)
