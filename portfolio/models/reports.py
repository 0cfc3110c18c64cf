"""Service reports: how each is defined, and each one that was due and issued (requirement P11)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.access import Access
from core.choices import Role
from core.models import Document, FactModel, Period, Person, Record, RegisterModel
from core.registers import RegisterOptions
from portfolio.choices import PeriodKind, ReportAbout, ReportState
from portfolio.models.services import Service
from portfolio.reach import LEVEL_WRITERS, VIEWERS, of_own_reports, of_own_service_or_customer
from portfolio.terms import TimePeriod, period_on
from relationships.models import Customer

#: What only issuing writes.
ISSUING = frozenset({"state", "issued_on", "document"})


class ReportDefinition(RegisterModel):
    """A report that is made again and again: what for, for whom, how often, from what, agreed with whom."""

    register = RegisterOptions(
        name="report-definitions",
        prefix="RDF",
        search=("name", "purpose"),
        access=Access(
            view=VIEWERS, write=LEVEL_WRITERS, add=LEVEL_WRITERS, own=of_own_service_or_customer,
            hidden={Role.REPRESENTATIVE: frozenset({"recipients", "notes"})},
        ),
    )  # fmt: skip

    name = models.CharField(_("name"), max_length=200)
    about = models.CharField(
        _("about"), max_length=8, choices=ReportAbout, default=ReportAbout.SERVICES,
        help_text=_("The management system itself: its performance, and whether it works."),
    )  # fmt: skip
    purpose = models.TextField(_("purpose"), blank=True)
    audience = models.TextField(_("audience"), blank=True)
    frequency = models.CharField(
        _("frequency"), max_length=8, choices=PeriodKind, default=PeriodKind.MONTH
    )
    sources = models.TextField(_("data sources"), blank=True)
    service = models.ForeignKey(
        Service, models.PROTECT, null=True, blank=True, related_name="report_definitions",
        verbose_name=_("service"), help_text=_("Empty: all services."),
    )  # fmt: skip
    customer = models.ForeignKey(
        Customer, models.PROTECT, null=True, blank=True, related_name="report_definitions",
        verbose_name=_("customer"), help_text=_("Empty: all customers, for ourselves."),
    )  # fmt: skip
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("made by"),
    )  # fmt: skip
    agreed_with = models.CharField(_("agreed with"), max_length=200, blank=True)
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    is_automatic = models.BooleanField(
        _("issued without a look"), default=False,
        help_text=_("As soon as its period is over; else somebody looks at it first."),
    )  # fmt: skip
    recipients = models.TextField(_("sent to"), blank=True, help_text=_("Addresses, one a line."))
    notes = models.TextField(_("notes"), blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("report definition")
        verbose_name_plural = _("report definitions")
        constraints = (
            Period("starts_on", "ends_on", name="portfolio_reportdefinition_period"),
            models.CheckConstraint(
                condition=~models.Q(about=ReportAbout.SMS)
                | models.Q(service=None, customer=None),
                name="portfolio_reportdefinition_about",
            ),
        )  # fmt: skip

    def addresses(self) -> list[str]:
        """Whom it is sent to, each once."""
        lines = (line.strip() for line in self.recipients.splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def clean(self) -> None:
        """Every line of the recipients is an address; the system is no service and no customer."""
        for name in ("service", "customer"):
            if self.about == ReportAbout.SMS and getattr(self, f"{name}_id") is not None:
                rule = gettext("A report about the management system itself is about all of it.")
                raise ValidationError({name: rule})
        for address in self.addresses():
            try:
                validate_email(address)
            except ValidationError as error:
                rule = gettext("“%(text)s” is no address.") % {"text": address[:80]}
                raise ValidationError({"recipients": rule}) from error


class ServiceReport(RegisterModel):
    """One report of a period; what it says is frozen when it is issued."""

    register = RegisterOptions(
        name="service-reports",
        prefix="SRP",
        title="decisions",
        search=("decisions",),
        access=Access(
            view=VIEWERS, write=LEVEL_WRITERS, add=LEVEL_WRITERS, own=of_own_reports,
            hidden={Role.REPRESENTATIVE: frozenset({"notes"})}, readonly=ISSUING,
        ),
    )  # fmt: skip

    definition = models.ForeignKey(
        ReportDefinition, models.PROTECT, related_name="reports", verbose_name=_("definition")
    )
    starts_on = models.DateField(_("period from"))
    state = models.CharField(_("state"), max_length=8, choices=ReportState, default=ReportState.DUE)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("file"),
    )  # fmt: skip
    decisions = models.TextField(
        _("decisions"), blank=True, help_text=_("What follows are actions about this report.")
    )
    told = models.TextField(_("who was told, and when"), blank=True)
    notes = models.TextField(_("notes"), blank=True)

    class Meta(RegisterModel.Meta):
        verbose_name = _("service report")
        verbose_name_plural = _("service reports")
        constraints = (
            models.UniqueConstraint(
                fields=("definition", "starts_on"), name="portfolio_servicereport_once",
                violation_error_message=_("There is a report of this period already."),
            ),
        )  # fmt: skip

    @property
    def period(self) -> TimePeriod:
        """What it is about."""
        return period_on(self.definition.frequency, self.starts_on)

    def clean(self) -> None:
        """It is about a whole period, and stays about it once it is issued."""
        if self.period.first != self.starts_on:
            rule = gettext("Use the first day of the period: %(day)s.")
            raise ValidationError({"starts_on": rule % {"day": self.period.first.isoformat()}})
        if self.state == ReportState.ISSUED and self.pk:
            frozen = ReportEdition.objects.filter(subject=self.pk).first()
            if frozen and (frozen.starts_on, frozen.definition_id) != (
                self.starts_on, self.definition_id,
            ):  # fmt: skip
                raise ValidationError({"starts_on": gettext("An issued report stays as it is.")})

    def make_title(self) -> str:
        """Which report, of which period."""
        return f"{self.definition}: {self.period.name}"[:255]


class ReportEdition(FactModel):
    """What an issued report said: its data, and the hash of its file."""

    fact = "report-editions"
    outside = True

    subject = models.ForeignKey(Record, models.PROTECT, related_name="report_editions")
    definition = models.ForeignKey(ReportDefinition, models.PROTECT, related_name="editions")
    starts_on = models.DateField()
    data = models.JSONField()
    sha256 = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=255)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("subject",), name="portfolio_reportedition_once"),
        )

    def __str__(self) -> str:
        return f"{self.subject} {self.sha256[:12]}"
