import core.models
import core.models.quantities
import core.text.sort_keys
import datetime
import django.core.validators
import django.db.models.deletion
import simple_history.models
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("portfolio", "0001_initial"),
        ("portfolio", "0002_sort_by_words"),
        ("portfolio", "0003_targets"),
        ("portfolio", "0004_measurements"),
        ("portfolio", "0005_editions"),
        ("portfolio", "0006_retirement"),
        ("portfolio", "0007_underpinning"),
        ("portfolio", "0008_breaches"),
        ("portfolio", "0009_transition_plans"),
        ("portfolio", "0010_group_slas"),
        ("portfolio", "0011_change_control"),
        ("portfolio", "0012_reports"),
        ("portfolio", "0013_requirements"),
        ("portfolio", "0014_catalogue"),
    ]

    initial = True

    dependencies = [
        ("core", "0001_squashed_0014_confirmations"),
        ("relationships", "0001_squashed_0008_assignments"),
    ]

    operations = [
        migrations.CreateModel(
            name="Service",
            fields=[
                (
                    "record",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="%(class)s",
                        serialize=False,
                        to="core.record",
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        help_text="Unique and never used again. Left empty, the next number is taken.",
                        max_length=64,
                        unique=True,
                        verbose_name="reference",
                    ),
                ),
                ("title", models.CharField(editable=False, max_length=255, verbose_name="title")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="archived"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("design", "Design"),
                            ("build", "Build and test"),
                            ("transition", "Transition"),
                            ("active", "Active"),
                            ("retiring", "Retiring"),
                            ("retired", "Retired"),
                            ("rejected", "Rejected"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="proposed",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "criticality",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("low", "Low"),
                            ("medium", "Medium"),
                            ("high", "High"),
                            ("critical", "Critical"),
                        ],
                        max_length=10,
                        verbose_name="criticality",
                    ),
                ),
                (
                    "criticality_reason",
                    models.TextField(blank=True, verbose_name="reason for the criticality"),
                ),
                (
                    "criticality_review",
                    models.DateField(blank=True, null=True, verbose_name="criticality reviewed"),
                ),
                (
                    "service_hours",
                    models.CharField(blank=True, max_length=200, verbose_name="service hours"),
                ),
                (
                    "support_channels",
                    models.CharField(blank=True, max_length=255, verbose_name="support channels"),
                ),
                (
                    "in_scope",
                    models.BooleanField(default=True, verbose_name="in certification scope"),
                ),
                ("outsourced", models.BooleanField(default=False, verbose_name="outsourced")),
                (
                    "outsourced_to",
                    models.CharField(blank=True, max_length=200, verbose_name="outsourced to"),
                ),
                ("outcomes", models.TextField(blank=True, verbose_name="intended outcomes")),
                ("drivers", models.TextField(blank=True, verbose_name="business drivers")),
                (
                    "interested_parties",
                    models.TextField(
                        blank=True,
                        help_text="Regulators, partners and others.",
                        verbose_name="interested parties",
                    ),
                ),
                (
                    "proposal_priority",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("low", "Low"),
                            ("medium", "Medium"),
                            ("high", "High"),
                            ("critical", "Critical"),
                        ],
                        max_length=10,
                        verbose_name="priority of the proposal",
                    ),
                ),
                (
                    "proposal_reason",
                    models.TextField(blank=True, verbose_name="reason for the priority"),
                ),
                (
                    "duplicates",
                    models.TextField(
                        blank=True,
                        help_text="With which, and what was decided.",
                        verbose_name="overlap with other services",
                    ),
                ),
                (
                    "support_ends",
                    models.DateField(
                        blank=True,
                        help_text="The last day of support of a service that is retired.",
                        null=True,
                        verbose_name="final support until",
                    ),
                ),
                ("link", models.URLField(blank=True, max_length=500, verbose_name="link")),
                (
                    "last_review",
                    models.DateField(blank=True, null=True, verbose_name="last review"),
                ),
                ("currency", models.CharField(blank=True, max_length=3, verbose_name="currency")),
                (
                    "cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="cost a year",
                    ),
                ),
                (
                    "revenue",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="revenue a year",
                    ),
                ),
                ("profitability", models.TextField(blank=True, verbose_name="profitability")),
                ("strategic_intent", models.TextField(blank=True, verbose_name="strategic intent")),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owned_services",
                        to="core.person",
                        verbose_name="owner",
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="To which service its customers move.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaces",
                        to="portfolio.service",
                        verbose_name="replaced by",
                    ),
                ),
            ],
            options={
                "verbose_name": "service",
                "verbose_name_plural": "services",
                "ordering": ("reference",),
                "abstract": False,
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("reference"),
                        name="portfolio_service_4f9249_sorts",
                    ),
                    models.Index(fields=["status"], name="portfolio_s_status_0247e0_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("currency", ""), _negated=True),
                            models.Q(("cost__isnull", True), ("revenue__isnull", True)),
                            _connector="OR",
                        ),
                        name="portfolio_service_currency",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SLA",
            fields=[
                (
                    "record",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="%(class)s",
                        serialize=False,
                        to="core.record",
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        help_text="Unique and never used again. Left empty, the next number is taken.",
                        max_length=64,
                        unique=True,
                        verbose_name="reference",
                    ),
                ),
                ("title", models.CharField(editable=False, max_length=255, verbose_name="title")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="archived"
                    ),
                ),
                (
                    "edition",
                    models.PositiveIntegerField(
                        default=1,
                        help_text="The agreement's own version, as its parties count.",
                        verbose_name="edition",
                    ),
                ),
                (
                    "effective_from",
                    models.DateField(blank=True, null=True, verbose_name="effective from"),
                ),
                (
                    "effective_until",
                    models.DateField(blank=True, null=True, verbose_name="effective until"),
                ),
                (
                    "in_force_until",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="replaced after"
                    ),
                ),
                (
                    "change_reference",
                    models.CharField(blank=True, max_length=100, verbose_name="change reference"),
                ),
                (
                    "impact",
                    models.TextField(
                        blank=True,
                        help_text="What the change means for customers, cost, suppliers, other services.",
                        verbose_name="assessed impact of the change",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("negotiating", "Negotiating"),
                            ("agreed", "Agreed"),
                            ("superseded", "Superseded"),
                            ("expired", "Expired"),
                            ("terminated", "Terminated"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("review_due", models.DateField(blank=True, null=True, verbose_name="review due")),
                (
                    "service_hours",
                    models.CharField(blank=True, max_length=200, verbose_name="service hours"),
                ),
                (
                    "targets",
                    models.TextField(
                        blank=True,
                        help_text="Metric, comparison, value, unit, period, how measured.",
                        verbose_name="targets",
                    ),
                ),
                ("workload", models.TextField(blank=True, verbose_name="workload and its limits")),
                ("exceptions", models.TextField(blank=True, verbose_name="exceptions")),
                ("dependencies", models.TextField(blank=True, verbose_name="dependencies")),
                (
                    "provider_duties",
                    models.TextField(blank=True, verbose_name="provider's responsibilities"),
                ),
                (
                    "customer_duties",
                    models.TextField(blank=True, verbose_name="customer's responsibilities"),
                ),
                ("support", models.TextField(blank=True, verbose_name="support and escalation")),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "change_approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.person",
                        verbose_name="change approved by",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slas",
                        to="relationships.customer",
                        verbose_name="customer",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        help_text="Instead of a customer: all its members.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slas",
                        to="relationships.customergroup",
                        verbose_name="group",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slas",
                        to="portfolio.service",
                        verbose_name="service",
                    ),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followers",
                        to="portfolio.sla",
                        verbose_name="edition before",
                    ),
                ),
            ],
            options={
                "verbose_name": "SLA",
                "verbose_name_plural": "SLAs",
                "ordering": ("reference",),
                "abstract": False,
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("reference"),
                        name="portfolio_sla_0b36c3_sorts",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effective_until__gte", models.F("effective_from")),
                            ("effective_from", None),
                            ("effective_until", None),
                            _connector="OR",
                        ),
                        name="portfolio_sla_period",
                    ),
                    core.models.NoOverlap(
                        begins="effective_from",
                        ends=("effective_until", "in_force_until"),
                        links=("service", "customer"),
                        name="portfolio_sla_overlap",
                        state="state",
                        value="agreed",
                    ),
                    core.models.NoOverlap(
                        begins="effective_from",
                        ends=("effective_until", "in_force_until"),
                        links=("service", "group"),
                        name="portfolio_sla_group_overlap",
                        state="state",
                        value="agreed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("customer", None), ("group", None), _connector="OR"),
                        name="portfolio_sla_one_side",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                (
                    "record",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="%(class)s",
                        serialize=False,
                        to="core.record",
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        help_text="Unique and never used again. Left empty, the next number is taken.",
                        max_length=64,
                        unique=True,
                        verbose_name="reference",
                    ),
                ),
                ("title", models.CharField(editable=False, max_length=255, verbose_name="title")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="archived"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="metric")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("availability", "Availability"),
                            ("response", "Response time"),
                            ("resolution", "Resolution time"),
                            ("quality", "Quality"),
                            ("delivery", "Delivery"),
                            ("free", "Another metric"),
                        ],
                        default="availability",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "comparison",
                    models.CharField(
                        choices=[
                            ("at_least", "≥"),
                            ("more_than", ">"),
                            ("at_most", "≤"),
                            ("less_than", "<"),
                        ],
                        default="at_least",
                        max_length=10,
                        verbose_name="comparison",
                    ),
                ),
                (
                    "value",
                    core.models.quantities.QuantityField(
                        decimal_places=4, max_digits=15, verbose_name="value"
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("percent", "%"),
                            ("milliseconds", "ms"),
                            ("seconds", "s"),
                            ("minutes", "min"),
                            ("hours", "h"),
                            ("working_days", "working days"),
                            ("days", "days"),
                            ("count", "number"),
                            ("points", "points"),
                            ("users", "users"),
                            ("devices", "devices"),
                            ("calls", "calls"),
                            ("requests", "requests"),
                            ("transactions", "transactions"),
                            ("gigabytes", "GB"),
                        ],
                        default="percent",
                        max_length=12,
                        verbose_name="unit",
                    ),
                ),
                (
                    "period",
                    models.CharField(
                        choices=[
                            ("month", "Month"),
                            ("quarter", "Quarter"),
                            ("half", "Half-year"),
                            ("year", "Year"),
                        ],
                        default="month",
                        max_length=8,
                        verbose_name="period",
                    ),
                ),
                ("method", models.TextField(blank=True, verbose_name="how measured")),
                (
                    "weight",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="How much it counts beside the other targets of its SLA.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="weight",
                    ),
                ),
                (
                    "warn_at",
                    core.models.quantities.QuantityField(
                        blank=True,
                        decimal_places=4,
                        help_text="A value that is still met but already a warning.",
                        max_digits=15,
                        null=True,
                        verbose_name="at risk from",
                    ),
                ),
                (
                    "starts_on",
                    models.DateField(
                        blank=True,
                        help_text="Empty: from the beginning of the SLA.",
                        null=True,
                        verbose_name="from",
                    ),
                ),
                (
                    "ends_on",
                    models.DateField(
                        blank=True,
                        help_text="Empty: until the end of the SLA.",
                        null=True,
                        verbose_name="until",
                    ),
                ),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "calendar",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="core.calendar",
                        verbose_name="service hours",
                    ),
                ),
                (
                    "sla",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measured_targets",
                        to="portfolio.sla",
                        verbose_name="SLA",
                    ),
                ),
            ],
            options={
                "verbose_name": "target",
                "verbose_name_plural": "targets",
                "ordering": ("reference",),
                "abstract": False,
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"), name="portfolio_target_94b3fe_sorts"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("archived_at", None)),
                        fields=("sla", "name"),
                        name="portfolio_target_once",
                        violation_error_message="This SLA has a target of this name already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("unit", "percent"), _negated=True),
                            models.Q(("value__gte", 0), ("value__lte", 100)),
                            _connector="OR",
                        ),
                        name="portfolio_target_percent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "unit__in",
                                    (
                                        "milliseconds",
                                        "seconds",
                                        "minutes",
                                        "hours",
                                        "working_days",
                                        "days",
                                    ),
                                ),
                                _negated=True,
                            ),
                            ("value__gte", 0),
                            _connector="OR",
                        ),
                        name="portfolio_target_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__gte", models.F("starts_on")),
                            ("starts_on", None),
                            ("ends_on", None),
                            _connector="OR",
                        ),
                        name="portfolio_target_period",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Breach",
            fields=[
                (
                    "record",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="%(class)s",
                        serialize=False,
                        to="core.record",
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        help_text="Unique and never used again. Left empty, the next number is taken.",
                        max_length=64,
                        unique=True,
                        verbose_name="reference",
                    ),
                ),
                ("title", models.CharField(editable=False, max_length=255, verbose_name="title")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="archived"
                    ),
                ),
                (
                    "starts_on",
                    models.DateField(
                        help_text="The first day of the month, quarter or year.",
                        verbose_name="period from",
                    ),
                ),
                (
                    "value",
                    core.models.quantities.QuantityField(
                        blank=True,
                        decimal_places=4,
                        max_digits=15,
                        null=True,
                        verbose_name="measured",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("closed", "Closed")],
                        default="open",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                (
                    "unplanned",
                    models.BooleanField(
                        default=False,
                        help_text="To be investigated.",
                        verbose_name="unplanned unavailability",
                    ),
                ),
                ("cause", models.TextField(blank=True, verbose_name="cause")),
                (
                    "investigation",
                    models.TextField(blank=True, verbose_name="what the investigation found"),
                ),
                (
                    "investigated_on",
                    models.DateField(blank=True, null=True, verbose_name="investigated on"),
                ),
                (
                    "told_on",
                    models.DateField(blank=True, null=True, verbose_name="customer told on"),
                ),
                ("told_how", models.CharField(blank=True, max_length=200, verbose_name="told how")),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="breaches",
                        to="portfolio.target",
                        verbose_name="target",
                    ),
                ),
            ],
            options={
                "verbose_name": "breach",
                "verbose_name_plural": "breaches",
                "ordering": ("reference",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("target", "starts_on"),
                        name="portfolio_breach_once",
                        violation_error_message="This breach is recorded already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CatalogueEntry",
            fields=[
                (
                    "record",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="%(class)s",
                        serialize=False,
                        to="core.record",
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        help_text="Unique and never used again. Left empty, the next number is taken.",
                        max_length=64,
                        unique=True,
                        verbose_name="reference",
                    ),
                ),
                ("title", models.CharField(editable=False, max_length=255, verbose_name="title")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="archived"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="As customers call the service.",
                        max_length=200,
                        verbose_name="name",
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "service_hours",
                    models.CharField(blank=True, max_length=200, verbose_name="service hours"),
                ),
                ("how_to_request", models.TextField(blank=True, verbose_name="how to request")),
                ("support", models.CharField(blank=True, max_length=255, verbose_name="support")),
                ("targets", models.TextField(blank=True, verbose_name="targets")),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("everybody", "Every customer"),
                            ("receivers", "Customers that receive the service"),
                        ],
                        default="everybody",
                        max_length=10,
                        verbose_name="for whom",
                    ),
                ),
                ("published", models.BooleanField(default=False, verbose_name="published")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="catalogue_entries",
                        to="portfolio.service",
                        verbose_name="service",
                    ),
                ),
            ],
            options={
                "verbose_name": "catalogue entry",
                "verbose_name_plural": "catalogue entries",
                "ordering": ("reference",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("archived_at", None)),
                        fields=("service",),
                        name="portfolio_catalogue_once",
                        violation_error_message="This service stands in the catalogue already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Component",
            fields=[
                (
                    "record",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="%(class)s",
                        serialize=False,
                        to="core.record",
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        help_text="Unique and never used again. Left empty, the next number is taken.",
                        max_length=64,
                        unique=True,
                        verbose_name="reference",
                    ),
                ),
                ("title", models.CharField(editable=False, max_length=255, verbose_name="title")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="archived"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("technology", "Technology"),
                            ("people", "People"),
                            ("process", "Process"),
                        ],
                        default="technology",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "availability",
                    core.models.quantities.QuantityField(
                        blank=True,
                        decimal_places=4,
                        help_text="What its owner keeps to; agreements with suppliers say theirs themselves.",
                        max_digits=7,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="availability kept (%)",
                    ),
                ),
                (
                    "response",
                    core.models.quantities.QuantityField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="answered within (minutes)",
                    ),
                ),
                (
                    "calendar",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="components",
                        to="core.calendar",
                        verbose_name="hours of cover",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owned_components",
                        to="core.person",
                        verbose_name="owner",
                    ),
                ),
            ],
            options={
                "verbose_name": "component",
                "verbose_name_plural": "components",
                "ordering": ("reference",),
                "abstract": False,
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("reference"),
                        name="portfolio_compone_b621d2_sorts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                (
                    "record",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="%(class)s",
                        serialize=False,
                        to="core.record",
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        help_text="Unique and never used again. Left empty, the next number is taken.",
                        max_length=64,
                        unique=True,
                        verbose_name="reference",
                    ),
                ),
                ("title", models.CharField(editable=False, max_length=255, verbose_name="title")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="archived"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("outcomes", models.TextField(blank=True, verbose_name="intended outcomes")),
                ("drivers", models.TextField(blank=True, verbose_name="business drivers")),
                ("remark", models.CharField(blank=True, max_length=255, verbose_name="remark")),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subscriptions",
                        to="relationships.customer",
                        verbose_name="customer",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subscriptions",
                        to="portfolio.service",
                        verbose_name="service",
                    ),
                ),
            ],
            options={
                "verbose_name": "subscription",
                "verbose_name_plural": "subscriptions",
                "ordering": ("reference",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("archived_at", None)),
                        fields=("service", "customer"),
                        name="portfolio_subscription_once",
                        violation_error_message="This customer receives this service already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__gte", models.F("starts_on")),
                            ("starts_on", None),
                            ("ends_on", None),
                            _connector="OR",
                        ),
                        name="portfolio_subscription_period",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Coverage",
            fields=[
                (
                    "record",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="%(class)s",
                        serialize=False,
                        to="core.record",
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        help_text="Unique and never used again. Left empty, the next number is taken.",
                        max_length=64,
                        unique=True,
                        verbose_name="reference",
                    ),
                ),
                ("title", models.CharField(editable=False, max_length=255, verbose_name="title")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="archived"
                    ),
                ),
                ("covers_from", models.DateField(blank=True, null=True, verbose_name="from")),
                ("covers_until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("remark", models.CharField(blank=True, max_length=255, verbose_name="remark")),
                (
                    "representative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coverage",
                        to="relationships.representative",
                        verbose_name="representative",
                    ),
                ),
                (
                    "subscription",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coverage",
                        to="portfolio.subscription",
                        verbose_name="subscription",
                    ),
                ),
            ],
            options={
                "verbose_name": "coverage",
                "verbose_name_plural": "coverage",
                "ordering": ("reference",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("archived_at", None)),
                        fields=("representative", "subscription"),
                        name="portfolio_coverage_once",
                        violation_error_message="This representative covers this subscription already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("covers_until__gte", models.F("covers_from")),
                            ("covers_from", None),
                            ("covers_until", None),
                            _connector="OR",
                        ),
                        name="portfolio_coverage_period",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Dependency",
            fields=[
                (
                    "record",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="%(class)s",
                        serialize=False,
                        to="core.record",
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        help_text="Unique and never used again. Left empty, the next number is taken.",
                        max_length=64,
                        unique=True,
                        verbose_name="reference",
                    ),
                ),
                ("title", models.CharField(editable=False, max_length=255, verbose_name="title")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="archived"
                    ),
                ),
                (
                    "alternative",
                    models.CharField(
                        blank=True,
                        help_text="Same word for parts of which one is enough. Empty: it is needed.",
                        max_length=60,
                        verbose_name="redundancy group",
                    ),
                ),
                ("remark", models.CharField(blank=True, max_length=255, verbose_name="remark")),
                (
                    "component",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dependents",
                        to="portfolio.component",
                        verbose_name="component",
                    ),
                ),
                (
                    "depends_on",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dependents",
                        to="portfolio.service",
                        verbose_name="other service",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dependencies",
                        to="portfolio.service",
                        verbose_name="service",
                    ),
                ),
            ],
            options={
                "verbose_name": "dependency",
                "verbose_name_plural": "dependencies",
                "ordering": ("reference",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("component__isnull", False), ("depends_on__isnull", True)),
                            models.Q(("component__isnull", True), ("depends_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="portfolio_dependency_one_target",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("archived_at", None)),
                        fields=("service", "component"),
                        name="portfolio_dependency_component_once",
                        violation_error_message="This dependency stands already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("archived_at", None)),
                        fields=("service", "depends_on"),
                        name="portfolio_dependency_service_once",
                        violation_error_message="This dependency stands already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("depends_on__isnull", True),
                            models.Q(("depends_on", models.F("service")), _negated=True),
                            _connector="OR",
                        ),
                        name="portfolio_dependency_not_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalBreach",
            fields=[
                ("valid_from", models.DateTimeField()),
                (
                    "valid_to",
                    models.DateTimeField(
                        default=datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)
                    ),
                ),
                ("history_unit", models.UUIDField()),
                (
                    "history_event",
                    models.CharField(
                        choices=[
                            ("create", "Created"),
                            ("change", "Changed"),
                            ("archive", "Archived"),
                            ("restore", "Restored"),
                            ("fact", "Recorded"),
                            ("schema", "Fields changed"),
                            ("erase", "Erased"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "history_origin",
                    models.CharField(
                        choices=[
                            ("screen", "Screen"),
                            ("api", "API"),
                            ("import", "Import"),
                            ("task", "Task"),
                            ("link", "Link"),
                            ("command", "Command"),
                            ("migration", "Migration"),
                        ],
                        max_length=10,
                    ),
                ),
                ("history_actor", models.CharField(max_length=255)),
                ("history_request", models.CharField(blank=True, max_length=64)),
                ("uid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        help_text="Unique and never used again. Left empty, the next number is taken.",
                        max_length=64,
                        verbose_name="reference",
                    ),
                ),
                ("title", models.CharField(editable=False, max_length=255, verbose_name="title")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="archived"
                    ),
                ),
                ("history_user_id", models.UUIDField(null=True)),
                (
                    "starts_on",
                    models.DateField(
                        help_text="The first day of the month, quarter or year.",
                        verbose_name="period from",
                    ),
                ),
                (
                    "value",
                    core.models.quantities.QuantityField(
                        blank=True,
                        decimal_places=4,
                        max_digits=15,
                        null=True,
                        verbose_name="measured",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("closed", "Closed")],
                        default="open",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                (
                    "unplanned",
                    models.BooleanField(
                        default=False,
                        help_text="To be investigated.",
                        verbose_name="unplanned unavailability",
                    ),
                ),
                ("cause", models.TextField(blank=True, verbose_name="cause")),
                (
                    "investigation",
                    models.TextField(blank=True, verbose_name="what the investigation found"),
                ),
                (
                    "investigated_on",
                    models.DateField(blank=True, null=True, verbose_name="investigated on"),
                ),
                (
                    "told_on",
                    models.DateField(blank=True, null=True, verbose_name="customer told on"),
                ),
                ("told_how", models.CharField(blank=True, max_length=200, verbose_name="told how")),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "history_id",
                    models.BigAutoField(editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.record",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="portfolio.target",
                        verbose_name="target",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical breach",
                "verbose_name_plural": "historical breaches",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="portfolio_breach__d51b5b_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="portfolio_h_referen_b38672_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="portfolio_h_valid_t_d3a655_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"), name="portfolio_breach_history_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="portfolio_breach_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCatalogueEntry",
            fields=[
                ("valid_from", models.DateTimeField()),
                (
                    "valid_to",
                    models.DateTimeField(
                        default=datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)
                    ),
                ),
                ("history_unit", models.UUIDField()),
                (
                    "history_event",
                    models.CharField(
                        choices=[
                            ("create", "Created"),
                            ("change", "Changed"),
                            ("archive", "Archived"),
                            ("restore", "Restored"),
                            ("fact", "Recorded"),
                            ("schema", "Fields changed"),
                            ("erase", "Erased"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "history_origin",
                    models.CharField(
                        choices=[
                            ("screen", "Screen"),
                            ("api", "API"),
                            ("import", "Import"),
                            ("task", "Task"),
                            ("link", "Link"),
                            ("command", "Command"),
                            ("migration", "Migration"),
                        ],
                        max_length=10,
                    ),
                ),
                ("history_actor", models.CharField(max_length=255)),
                ("history_request", models.CharField(blank=True, max_length=64)),
                ("uid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        help_text="Unique and never used again. Left empty, the next number is taken.",
                        max_length=64,
                        verbose_name="reference",
                    ),
                ),
                ("title", models.CharField(editable=False, max_length=255, verbose_name="title")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="archived"
                    ),
                ),
                ("history_user_id", models.UUIDField(null=True)),
                (
                    "name",
                    models.CharField(
                        help_text="As customers call the service.",
                        max_length=200,
                        verbose_name="name",
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "service_hours",
                    models.CharField(blank=True, max_length=200, verbose_name="service hours"),
                ),
                ("how_to_request", models.TextField(blank=True, verbose_name="how to request")),
                ("support", models.CharField(blank=True, max_length=255, verbose_name="support")),
                ("targets", models.TextField(blank=True, verbose_name="targets")),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("everybody", "Every customer"),
                            ("receivers", "Customers that receive the service"),
                        ],
                        default="everybody",
                        max_length=10,
                        verbose_name="for whom",
                    ),
                ),
                ("published", models.BooleanField(default=False, verbose_name="published")),
                (
                    "history_id",
                    models.BigAutoField(editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.record",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="portfolio.service",
                        verbose_name="service",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical catalogue entry",
                "verbose_name_plural": "historical catalogue entries",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="portfolio_catalog_d34ae4_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="portfolio_h_referen_2d7a53_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="portfolio_h_valid_t_d2cde6_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"),
                        name="portfolio_catalogueentry_history_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="portfolio_catalogueentry_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalComponent",
            fields=[
                ("valid_from", models.DateTimeField()),
                (
                    "valid_to",
                    models.DateTimeField(
                        default=datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)
                    ),
                ),
                ("history_unit", models.UUIDField()),
                (
                    "history_event",
                    models.CharField(
                        choices=[
                            ("create", "Created"),
                            ("change", "Changed"),
                            ("archive", "Archived"),
                            ("restore", "Restored"),
                            ("fact", "Recorded"),
                            ("schema", "Fields changed"),
                            ("erase", "Erased"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "history_origin",
                    models.CharField(
                        choices=[
                            ("screen", "Screen"),
                            ("api", "API"),
                            ("import", "Import"),
                            ("task", "Task"),
                            ("link", "Link"),
                            ("command", "Command"),
                            ("migration", "Migration"),
                        ],
                        max_length=10,
                    ),
                ),
                ("history_actor", models.CharField(max_length=255)),
                ("history_request", models.CharField(blank=True, max_length=64)),
                ("uid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        help_text="Unique and never used again. Left empty, the next number is taken.",
                        max_length=64,
                        verbose_name="reference",
                    ),
                ),
                ("title", models.CharField(editable=False, max_length=255, verbose_name="title")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="archived"
                    ),
                ),
                ("history_user_id", models.UUIDField(null=True)),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("technology", "Technology"),
                            ("people", "People"),
                            ("process", "Process"),
                        ],
                        default="technology",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "availability",
                    core.models.quantities.QuantityField(
                        blank=True,
                        decimal_places=4,
                        help_text="What its owner keeps to; agreements with suppliers say theirs themselves.",
                        max_digits=7,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="availability kept (%)",
                    ),
                ),
                (
                    "response",
                    core.models.quantities.QuantityField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="answered within (minutes)",
                    ),
                ),
                (
                    "history_id",
                    models.BigAutoField(editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "calendar",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.calendar",
                        verbose_name="hours of cover",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.person",
                        verbose_name="owner",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.record",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical component",
                "verbose_name_plural": "historical components",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="portfolio_compone_53c17b_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="portfolio_h_referen_b618ec_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="portfolio_h_valid_t_e22c15_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"), name="portfolio_component_history_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="portfolio_component_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCoverage",
            fields=[
                ("valid_from", models.DateTimeField()),
                (
                    "valid_to",
                    models.DateTimeField(
                        default=datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)
                    ),
                ),
                ("history_unit", models.UUIDField()),
                (
                    "history_event",
                    models.CharField(
                        choices=[
                            ("create", "Created"),
                            ("change", "Changed"),
                            ("archive", "Archived"),
                            ("restore", "Restored"),
                            ("fact", "Recorded"),
                            ("schema", "Fields changed"),
                            ("erase", "Erased"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "history_origin",
                    models.CharField(
                        choices=[
                            ("screen", "Screen"),
                            ("api", "API"),
                            ("import", "Import"),
                            ("task", "Task"),
                            ("link", "Link"),
                            ("command", "Command"),
                            ("migration", "Migration"),
                        ],
                        max_length=10,
                    ),
                ),
                ("history_actor", models.CharField(max_length=255)),
                ("history_request", models.CharField(blank=True, max_length=64)),
                ("uid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        help_text="Unique and never used again. Left empty, the next number is taken.",
                        max_length=64,
                        verbose_name="reference",
                    ),
                ),
                ("title", models.CharField(editable=False, max_length=255, verbose_name="title")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="archived"
                    ),
                ),
                ("history_user_id", models.UUIDField(null=True)),
                ("covers_from", models.DateField(blank=True, null=True, verbose_name="from")),
                ("covers_until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("remark", models.CharField(blank=True, max_length=255, verbose_name="remark")),
                (
                    "history_id",
                    models.BigAutoField(editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.record",
                    ),
                ),
                (
                    "representative",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.representative",
                        verbose_name="representative",
                    ),
                ),
                (
                    "subscription",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="portfolio.subscription",
                        verbose_name="subscription",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical coverage",
                "verbose_name_plural": "historical coverage",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="portfolio_coverag_775128_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="portfolio_h_referen_4f5e49_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="portfolio_h_valid_t_bf8adc_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"), name="portfolio_coverage_history_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="portfolio_coverage_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDependency",
            fields=[
                ("valid_from", models.DateTimeField()),
                (
                    "valid_to",
                    models.DateTimeField(
                        default=datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)
                    ),
                ),
                ("history_unit", models.UUIDField()),
                (
                    "history_event",
                    models.CharField(
                        choices=[
                            ("create", "Created"),
                            ("change", "Changed"),
                            ("archive", "Archived"),
                            ("restore", "Restored"),
                            ("fact", "Recorded"),
                            ("schema", "Fields changed"),
                            ("erase", "Erased"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "history_origin",
                    models.CharField(
                        choices=[
                            ("screen", "Screen"),
                            ("api", "API"),
                            ("import", "Import"),
                            ("task", "Task"),
                            ("link", "Link"),
                            ("command", "Command"),
                            ("migration", "Migration"),
                        ],
                        max_length=10,
                    ),
                ),
                ("history_actor", models.CharField(max_length=255)),
                ("history_request", models.CharField(blank=True, max_length=64)),
                ("uid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        help_text="Unique and never used again. Left empty, the next number is taken.",
                        max_length=64,
                        verbose_name="reference",
                    ),
                ),
                ("title", models.CharField(editable=False, max_length=255, verbose_name="title")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="archived"
                    ),
                ),
                ("history_user_id", models.UUIDField(null=True)),
                (
                    "alternative",
                    models.CharField(
                        blank=True,
                        help_text="Same word for parts of which one is enough. Empty: it is needed.",
                        max_length=60,
                        verbose_name="redundancy group",
                    ),
                ),
                ("remark", models.CharField(blank=True, max_length=255, verbose_name="remark")),
                (
                    "history_id",
                    models.BigAutoField(editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "component",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="portfolio.component",
                        verbose_name="component",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.record",
                    ),
                ),
                (
                    "depends_on",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="portfolio.service",
                        verbose_name="other service",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="portfolio.service",
                        verbose_name="service",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical dependency",
                "verbose_name_plural": "historical dependencies",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="portfolio_depende_76d9c3_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="portfolio_h_referen_c88e23_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="portfolio_h_valid_t_49bef2_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"), name="portfolio_dependency_history_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="portfolio_dependency_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalReportDefinition",
            fields=[
                ("valid_from", models.DateTimeField()),
                (
                    "valid_to",
                    models.DateTimeField(
                        default=datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)
                    ),
                ),
                ("history_unit", models.UUIDField()),
                (
                    "history_event",
                    models.CharField(
                        choices=[
                            ("create", "Created"),
                            ("change", "Changed"),
                            ("archive", "Archived"),
                            ("restore", "Restored"),
                            ("fact", "Recorded"),
                            ("schema", "Fields changed"),
                            ("erase", "Erased"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "history_origin",
                    models.CharField(
                        choices=[
                            ("screen", "Screen"),
                            ("api", "API"),
                            ("import", "Import"),
                            ("task", "Task"),
                            ("link", "Link"),
                            ("command", "Command"),
                            ("migration", "Migration"),
                        ],
                        max_length=10,
                    ),
                ),
                ("history_actor", models.CharField(max_length=255)),
                ("history_request", models.CharField(blank=True, max_length=64)),
                ("uid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        help_text="Unique and never used again. Left empty, the next number is taken.",
                        max_length=64,
                        verbose_name="reference",
                    ),
                ),
                ("title", models.CharField(editable=False, max_length=255, verbose_name="title")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="archived"
                    ),
                ),
                ("history_user_id", models.UUIDField(null=True)),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("purpose", models.TextField(blank=True, verbose_name="purpose")),
                ("audience", models.TextField(blank=True, verbose_name="audience")),
                (
                    "frequency",
                    models.CharField(
                        choices=[
                            ("month", "Month"),
                            ("quarter", "Quarter"),
                            ("half", "Half-year"),
                            ("year", "Year"),
                        ],
                        default="month",
                        max_length=8,
                        verbose_name="frequency",
                    ),
                ),
                ("sources", models.TextField(blank=True, verbose_name="data sources")),
                (
                    "agreed_with",
                    models.CharField(blank=True, max_length=200, verbose_name="agreed with"),
                ),
                ("agreed_on", models.DateField(blank=True, null=True, verbose_name="agreed on")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "is_automatic",
                    models.BooleanField(
                        default=False,
                        help_text="As soon as its period is over; else somebody looks at it first.",
                        verbose_name="issued without a look",
                    ),
                ),
                (
                    "recipients",
                    models.TextField(
                        blank=True, help_text="Addresses, one a line.", verbose_name="sent to"
                    ),
                ),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "history_id",
                    models.BigAutoField(editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Empty: all customers, for ourselves.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.customer",
                        verbose_name="customer",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.person",
                        verbose_name="made by",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.record",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Empty: all services.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="portfolio.service",
                        verbose_name="service",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical report definition",
                "verbose_name_plural": "historical report definitions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="portfolio_reportd_14c75b_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="portfolio_h_referen_20c8dc_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="portfolio_h_valid_t_3301be_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"),
                        name="portfolio_reportdefinition_history_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="portfolio_reportdefinition_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Requirement",
            fields=[
                (
                    "record",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="%(class)s",
                        serialize=False,
                        to="core.record",
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        help_text="Unique and never used again. Left empty, the next number is taken.",
                        max_length=64,
                        unique=True,
                        verbose_name="reference",
                    ),
                ),
                ("title", models.CharField(editable=False, max_length=255, verbose_name="title")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="archived"
                    ),
                ),
                (
                    "edition",
                    models.PositiveIntegerField(
                        default=1,
                        help_text="The agreement's own version, as its parties count.",
                        verbose_name="edition",
                    ),
                ),
                (
                    "effective_from",
                    models.DateField(blank=True, null=True, verbose_name="effective from"),
                ),
                (
                    "effective_until",
                    models.DateField(blank=True, null=True, verbose_name="effective until"),
                ),
                (
                    "in_force_until",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="replaced after"
                    ),
                ),
                (
                    "change_reference",
                    models.CharField(blank=True, max_length=100, verbose_name="change reference"),
                ),
                (
                    "impact",
                    models.TextField(
                        blank=True,
                        help_text="What the change means for customers, cost, suppliers, other services.",
                        verbose_name="assessed impact of the change",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("negotiating", "Negotiating"),
                            ("agreed", "Agreed"),
                            ("superseded", "Superseded"),
                            ("expired", "Expired"),
                            ("terminated", "Terminated"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "trigger",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("new_service", "New service"),
                            ("incidents", "Major incident or a trend of incidents"),
                            ("change", "Major change"),
                            ("renewal", "Renewal"),
                            ("unchanged", "Looked at, unchanged"),
                        ],
                        max_length=16,
                        verbose_name="why this edition",
                    ),
                ),
                ("hours", models.TextField(blank=True, verbose_name="service hours")),
                ("channels", models.TextField(blank=True, verbose_name="support channels")),
                ("access_rights", models.TextField(blank=True, verbose_name="access rights")),
                ("response", models.TextField(blank=True, verbose_name="response times")),
                (
                    "availability",
                    models.TextField(blank=True, verbose_name="end-to-end availability"),
                ),
                ("capacity", models.TextField(blank=True, verbose_name="capacity")),
                ("continuity", models.TextField(blank=True, verbose_name="continuity")),
                ("dependencies", models.TextField(blank=True, verbose_name="key dependencies")),
                ("exclusions", models.TextField(blank=True, verbose_name="exclusions")),
                ("review_due", models.DateField(blank=True, null=True, verbose_name="review due")),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requirements",
                        to="relationships.customer",
                        verbose_name="customer",
                    ),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followers",
                        to="portfolio.requirement",
                        verbose_name="edition before",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requirements",
                        to="portfolio.service",
                        verbose_name="service",
                    ),
                ),
                (
                    "sla",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requirements",
                        to="portfolio.sla",
                        verbose_name="agreed in the SLA",
                    ),
                ),
            ],
            options={
                "verbose_name": "service requirement",
                "verbose_name_plural": "service requirements",
                "ordering": ("reference",),
                "abstract": False,
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"), name="portfolio_require_cc2a78_sorts"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effective_until__gte", models.F("effective_from")),
                            ("effective_from", None),
                            ("effective_until", None),
                            _connector="OR",
                        ),
                        name="portfolio_requirement_period",
                    ),
                    core.models.NoOverlap(
                        begins="effective_from",
                        ends=("effective_until", "in_force_until"),
                        links=("service", "customer"),
                        name="portfolio_requirement_overlap",
                        state="state",
                        value="agreed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRequirement",
            fields=[
                ("valid_from", models.DateTimeField()),
                (
                    "valid_to",
                    models.DateTimeField(
                        default=datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)
                    ),
                ),
                ("history_unit", models.UUIDField()),
                (
                    "history_event",
                    models.CharField(
                        choices=[
                            ("create", "Created"),
                            ("change", "Changed"),
                            ("archive", "Archived"),
                            ("restore", "Restored"),
                            ("fact", "Recorded"),
                            ("schema", "Fields changed"),
                            ("erase", "Erased"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "history_origin",
                    models.CharField(
                        choices=[
                            ("screen", "Screen"),
                            ("api", "API"),
                            ("import", "Import"),
                            ("task", "Task"),
                            ("link", "Link"),
                            ("command", "Command"),
                            ("migration", "Migration"),
                        ],
                        max_length=10,
                    ),
                ),
                ("history_actor", models.CharField(max_length=255)),
                ("history_request", models.CharField(blank=True, max_length=64)),
                ("uid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        help_text="Unique and never used again. Left empty, the next number is taken.",
                        max_length=64,
                        verbose_name="reference",
                    ),
                ),
                ("title", models.CharField(editable=False, max_length=255, verbose_name="title")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="archived"
                    ),
                ),
                ("history_user_id", models.UUIDField(null=True)),
                (
                    "edition",
                    models.PositiveIntegerField(
                        default=1,
                        help_text="The agreement's own version, as its parties count.",
                        verbose_name="edition",
                    ),
                ),
                (
                    "effective_from",
                    models.DateField(blank=True, null=True, verbose_name="effective from"),
                ),
                (
                    "effective_until",
                    models.DateField(blank=True, null=True, verbose_name="effective until"),
                ),
                (
                    "in_force_until",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="replaced after"
                    ),
                ),
                (
                    "change_reference",
                    models.CharField(blank=True, max_length=100, verbose_name="change reference"),
                ),
                (
                    "impact",
                    models.TextField(
                        blank=True,
                        help_text="What the change means for customers, cost, suppliers, other services.",
                        verbose_name="assessed impact of the change",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("negotiating", "Negotiating"),
                            ("agreed", "Agreed"),
                            ("superseded", "Superseded"),
                            ("expired", "Expired"),
                            ("terminated", "Terminated"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "trigger",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("new_service", "New service"),
                            ("incidents", "Major incident or a trend of incidents"),
                            ("change", "Major change"),
                            ("renewal", "Renewal"),
                            ("unchanged", "Looked at, unchanged"),
                        ],
                        max_length=16,
                        verbose_name="why this edition",
                    ),
                ),
                ("hours", models.TextField(blank=True, verbose_name="service hours")),
                ("channels", models.TextField(blank=True, verbose_name="support channels")),
                ("access_rights", models.TextField(blank=True, verbose_name="access rights")),
                ("response", models.TextField(blank=True, verbose_name="response times")),
                (
                    "availability",
                    models.TextField(blank=True, verbose_name="end-to-end availability"),
                ),
                ("capacity", models.TextField(blank=True, verbose_name="capacity")),
                ("continuity", models.TextField(blank=True, verbose_name="continuity")),
                ("dependencies", models.TextField(blank=True, verbose_name="key dependencies")),
                ("exclusions", models.TextField(blank=True, verbose_name="exclusions")),
                ("review_due", models.DateField(blank=True, null=True, verbose_name="review due")),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "history_id",
                    models.BigAutoField(editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.customer",
                        verbose_name="customer",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.record",
                    ),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="portfolio.requirement",
                        verbose_name="edition before",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="portfolio.service",
                        verbose_name="service",
                    ),
                ),
                (
                    "sla",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="portfolio.sla",
                        verbose_name="agreed in the SLA",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical service requirement",
                "verbose_name_plural": "historical service requirements",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="portfolio_require_f4f894_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="portfolio_h_referen_fec3b5_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="portfolio_h_valid_t_a56175_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"), name="portfolio_requirement_history_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="portfolio_requirement_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalService",
            fields=[
                ("valid_from", models.DateTimeField()),
                (
                    "valid_to",
                    models.DateTimeField(
                        default=datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)
                    ),
                ),
                ("history_unit", models.UUIDField()),
                (
                    "history_event",
                    models.CharField(
                        choices=[
                            ("create", "Created"),
                            ("change", "Changed"),
                            ("archive", "Archived"),
                            ("restore", "Restored"),
                            ("fact", "Recorded"),
                            ("schema", "Fields changed"),
                            ("erase", "Erased"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "history_origin",
                    models.CharField(
                        choices=[
                            ("screen", "Screen"),
                            ("api", "API"),
                            ("import", "Import"),
                            ("task", "Task"),
                            ("link", "Link"),
                            ("command", "Command"),
                            ("migration", "Migration"),
                        ],
                        max_length=10,
                    ),
                ),
                ("history_actor", models.CharField(max_length=255)),
                ("history_request", models.CharField(blank=True, max_length=64)),
                ("uid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        help_text="Unique and never used again. Left empty, the next number is taken.",
                        max_length=64,
                        verbose_name="reference",
                    ),
                ),
                ("title", models.CharField(editable=False, max_length=255, verbose_name="title")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="archived"
                    ),
                ),
                ("history_user_id", models.UUIDField(null=True)),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("design", "Design"),
                            ("build", "Build and test"),
                            ("transition", "Transition"),
                            ("active", "Active"),
                            ("retiring", "Retiring"),
                            ("retired", "Retired"),
                            ("rejected", "Rejected"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="proposed",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "criticality",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("low", "Low"),
                            ("medium", "Medium"),
                            ("high", "High"),
                            ("critical", "Critical"),
                        ],
                        max_length=10,
                        verbose_name="criticality",
                    ),
                ),
                (
                    "criticality_reason",
                    models.TextField(blank=True, verbose_name="reason for the criticality"),
                ),
                (
                    "criticality_review",
                    models.DateField(blank=True, null=True, verbose_name="criticality reviewed"),
                ),
                (
                    "service_hours",
                    models.CharField(blank=True, max_length=200, verbose_name="service hours"),
                ),
                (
                    "support_channels",
                    models.CharField(blank=True, max_length=255, verbose_name="support channels"),
                ),
                (
                    "in_scope",
                    models.BooleanField(default=True, verbose_name="in certification scope"),
                ),
                ("outsourced", models.BooleanField(default=False, verbose_name="outsourced")),
                (
                    "outsourced_to",
                    models.CharField(blank=True, max_length=200, verbose_name="outsourced to"),
                ),
                ("outcomes", models.TextField(blank=True, verbose_name="intended outcomes")),
                ("drivers", models.TextField(blank=True, verbose_name="business drivers")),
                (
                    "interested_parties",
                    models.TextField(
                        blank=True,
                        help_text="Regulators, partners and others.",
                        verbose_name="interested parties",
                    ),
                ),
                (
                    "proposal_priority",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("low", "Low"),
                            ("medium", "Medium"),
                            ("high", "High"),
                            ("critical", "Critical"),
                        ],
                        max_length=10,
                        verbose_name="priority of the proposal",
                    ),
                ),
                (
                    "proposal_reason",
                    models.TextField(blank=True, verbose_name="reason for the priority"),
                ),
                (
                    "duplicates",
                    models.TextField(
                        blank=True,
                        help_text="With which, and what was decided.",
                        verbose_name="overlap with other services",
                    ),
                ),
                (
                    "support_ends",
                    models.DateField(
                        blank=True,
                        help_text="The last day of support of a service that is retired.",
                        null=True,
                        verbose_name="final support until",
                    ),
                ),
                ("link", models.URLField(blank=True, max_length=500, verbose_name="link")),
                (
                    "last_review",
                    models.DateField(blank=True, null=True, verbose_name="last review"),
                ),
                ("currency", models.CharField(blank=True, max_length=3, verbose_name="currency")),
                (
                    "cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="cost a year",
                    ),
                ),
                (
                    "revenue",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="revenue a year",
                    ),
                ),
                ("profitability", models.TextField(blank=True, verbose_name="profitability")),
                ("strategic_intent", models.TextField(blank=True, verbose_name="strategic intent")),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "history_id",
                    models.BigAutoField(editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.person",
                        verbose_name="owner",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.record",
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="To which service its customers move.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="portfolio.service",
                        verbose_name="replaced by",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical service",
                "verbose_name_plural": "historical services",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="portfolio_service_b98554_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="portfolio_h_referen_e9ba65_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="portfolio_h_valid_t_00f8cf_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"), name="portfolio_service_history_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="portfolio_service_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ReportDefinition",
            fields=[
                (
                    "record",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="%(class)s",
                        serialize=False,
                        to="core.record",
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        help_text="Unique and never used again. Left empty, the next number is taken.",
                        max_length=64,
                        unique=True,
                        verbose_name="reference",
                    ),
                ),
                ("title", models.CharField(editable=False, max_length=255, verbose_name="title")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="archived"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("purpose", models.TextField(blank=True, verbose_name="purpose")),
                ("audience", models.TextField(blank=True, verbose_name="audience")),
                (
                    "frequency",
                    models.CharField(
                        choices=[
                            ("month", "Month"),
                            ("quarter", "Quarter"),
                            ("half", "Half-year"),
                            ("year", "Year"),
                        ],
                        default="month",
                        max_length=8,
                        verbose_name="frequency",
                    ),
                ),
                ("sources", models.TextField(blank=True, verbose_name="data sources")),
                (
                    "agreed_with",
                    models.CharField(blank=True, max_length=200, verbose_name="agreed with"),
                ),
                ("agreed_on", models.DateField(blank=True, null=True, verbose_name="agreed on")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "is_automatic",
                    models.BooleanField(
                        default=False,
                        help_text="As soon as its period is over; else somebody looks at it first.",
                        verbose_name="issued without a look",
                    ),
                ),
                (
                    "recipients",
                    models.TextField(
                        blank=True, help_text="Addresses, one a line.", verbose_name="sent to"
                    ),
                ),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: all customers, for ourselves.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_definitions",
                        to="relationships.customer",
                        verbose_name="customer",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.person",
                        verbose_name="made by",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: all services.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_definitions",
                        to="portfolio.service",
                        verbose_name="service",
                    ),
                ),
            ],
            options={
                "verbose_name": "report definition",
                "verbose_name_plural": "report definitions",
                "ordering": ("reference",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__gte", models.F("starts_on")),
                            ("starts_on", None),
                            ("ends_on", None),
                            _connector="OR",
                        ),
                        name="portfolio_reportdefinition_period",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalServiceReport",
            fields=[
                ("valid_from", models.DateTimeField()),
                (
                    "valid_to",
                    models.DateTimeField(
                        default=datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)
                    ),
                ),
                ("history_unit", models.UUIDField()),
                (
                    "history_event",
                    models.CharField(
                        choices=[
                            ("create", "Created"),
                            ("change", "Changed"),
                            ("archive", "Archived"),
                            ("restore", "Restored"),
                            ("fact", "Recorded"),
                            ("schema", "Fields changed"),
                            ("erase", "Erased"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "history_origin",
                    models.CharField(
                        choices=[
                            ("screen", "Screen"),
                            ("api", "API"),
                            ("import", "Import"),
                            ("task", "Task"),
                            ("link", "Link"),
                            ("command", "Command"),
                            ("migration", "Migration"),
                        ],
                        max_length=10,
                    ),
                ),
                ("history_actor", models.CharField(max_length=255)),
                ("history_request", models.CharField(blank=True, max_length=64)),
                ("uid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        help_text="Unique and never used again. Left empty, the next number is taken.",
                        max_length=64,
                        verbose_name="reference",
                    ),
                ),
                ("title", models.CharField(editable=False, max_length=255, verbose_name="title")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="archived"
                    ),
                ),
                ("history_user_id", models.UUIDField(null=True)),
                ("starts_on", models.DateField(verbose_name="period from")),
                (
                    "state",
                    models.CharField(
                        choices=[("due", "Due"), ("issued", "Issued")],
                        default="due",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="issued on")),
                (
                    "decisions",
                    models.TextField(
                        blank=True,
                        help_text="What follows are actions about this report.",
                        verbose_name="decisions",
                    ),
                ),
                ("told", models.TextField(blank=True, verbose_name="who was told, and when")),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "history_id",
                    models.BigAutoField(editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.document",
                        verbose_name="file",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.record",
                    ),
                ),
                (
                    "definition",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="portfolio.reportdefinition",
                        verbose_name="definition",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical service report",
                "verbose_name_plural": "historical service reports",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="portfolio_service_f98c5b_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="portfolio_h_referen_01e6c4_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="portfolio_h_valid_t_5339c5_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"), name="portfolio_servicereport_history_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="portfolio_servicereport_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSLA",
            fields=[
                ("valid_from", models.DateTimeField()),
                (
                    "valid_to",
                    models.DateTimeField(
                        default=datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)
                    ),
                ),
                ("history_unit", models.UUIDField()),
                (
                    "history_event",
                    models.CharField(
                        choices=[
                            ("create", "Created"),
                            ("change", "Changed"),
                            ("archive", "Archived"),
                            ("restore", "Restored"),
                            ("fact", "Recorded"),
                            ("schema", "Fields changed"),
                            ("erase", "Erased"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "history_origin",
                    models.CharField(
                        choices=[
                            ("screen", "Screen"),
                            ("api", "API"),
                            ("import", "Import"),
                            ("task", "Task"),
                            ("link", "Link"),
                            ("command", "Command"),
                            ("migration", "Migration"),
                        ],
                        max_length=10,
                    ),
                ),
                ("history_actor", models.CharField(max_length=255)),
                ("history_request", models.CharField(blank=True, max_length=64)),
                ("uid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        help_text="Unique and never used again. Left empty, the next number is taken.",
                        max_length=64,
                        verbose_name="reference",
                    ),
                ),
                ("title", models.CharField(editable=False, max_length=255, verbose_name="title")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="archived"
                    ),
                ),
                ("history_user_id", models.UUIDField(null=True)),
                (
                    "edition",
                    models.PositiveIntegerField(
                        default=1,
                        help_text="The agreement's own version, as its parties count.",
                        verbose_name="edition",
                    ),
                ),
                (
                    "effective_from",
                    models.DateField(blank=True, null=True, verbose_name="effective from"),
                ),
                (
                    "effective_until",
                    models.DateField(blank=True, null=True, verbose_name="effective until"),
                ),
                (
                    "in_force_until",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="replaced after"
                    ),
                ),
                (
                    "change_reference",
                    models.CharField(blank=True, max_length=100, verbose_name="change reference"),
                ),
                (
                    "impact",
                    models.TextField(
                        blank=True,
                        help_text="What the change means for customers, cost, suppliers, other services.",
                        verbose_name="assessed impact of the change",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("negotiating", "Negotiating"),
                            ("agreed", "Agreed"),
                            ("superseded", "Superseded"),
                            ("expired", "Expired"),
                            ("terminated", "Terminated"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("review_due", models.DateField(blank=True, null=True, verbose_name="review due")),
                (
                    "service_hours",
                    models.CharField(blank=True, max_length=200, verbose_name="service hours"),
                ),
                (
                    "targets",
                    models.TextField(
                        blank=True,
                        help_text="Metric, comparison, value, unit, period, how measured.",
                        verbose_name="targets",
                    ),
                ),
                ("workload", models.TextField(blank=True, verbose_name="workload and its limits")),
                ("exceptions", models.TextField(blank=True, verbose_name="exceptions")),
                ("dependencies", models.TextField(blank=True, verbose_name="dependencies")),
                (
                    "provider_duties",
                    models.TextField(blank=True, verbose_name="provider's responsibilities"),
                ),
                (
                    "customer_duties",
                    models.TextField(blank=True, verbose_name="customer's responsibilities"),
                ),
                ("support", models.TextField(blank=True, verbose_name="support and escalation")),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "history_id",
                    models.BigAutoField(editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "change_approved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.person",
                        verbose_name="change approved by",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.customer",
                        verbose_name="customer",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Instead of a customer: all its members.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.customergroup",
                        verbose_name="group",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.record",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="portfolio.service",
                        verbose_name="service",
                    ),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="portfolio.sla",
                        verbose_name="edition before",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical SLA",
                "verbose_name_plural": "historical SLAs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="portfolio_sla_pas_6f2754_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="portfolio_h_referen_f14934_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="portfolio_h_valid_t_c8a499_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"), name="portfolio_sla_history_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="portfolio_sla_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSubscription",
            fields=[
                ("valid_from", models.DateTimeField()),
                (
                    "valid_to",
                    models.DateTimeField(
                        default=datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)
                    ),
                ),
                ("history_unit", models.UUIDField()),
                (
                    "history_event",
                    models.CharField(
                        choices=[
                            ("create", "Created"),
                            ("change", "Changed"),
                            ("archive", "Archived"),
                            ("restore", "Restored"),
                            ("fact", "Recorded"),
                            ("schema", "Fields changed"),
                            ("erase", "Erased"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "history_origin",
                    models.CharField(
                        choices=[
                            ("screen", "Screen"),
                            ("api", "API"),
                            ("import", "Import"),
                            ("task", "Task"),
                            ("link", "Link"),
                            ("command", "Command"),
                            ("migration", "Migration"),
                        ],
                        max_length=10,
                    ),
                ),
                ("history_actor", models.CharField(max_length=255)),
                ("history_request", models.CharField(blank=True, max_length=64)),
                ("uid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        help_text="Unique and never used again. Left empty, the next number is taken.",
                        max_length=64,
                        verbose_name="reference",
                    ),
                ),
                ("title", models.CharField(editable=False, max_length=255, verbose_name="title")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="archived"
                    ),
                ),
                ("history_user_id", models.UUIDField(null=True)),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("outcomes", models.TextField(blank=True, verbose_name="intended outcomes")),
                ("drivers", models.TextField(blank=True, verbose_name="business drivers")),
                ("remark", models.CharField(blank=True, max_length=255, verbose_name="remark")),
                (
                    "history_id",
                    models.BigAutoField(editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.customer",
                        verbose_name="customer",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.record",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="portfolio.service",
                        verbose_name="service",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical subscription",
                "verbose_name_plural": "historical subscriptions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="portfolio_subscri_da209a_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="portfolio_h_referen_24deb4_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="portfolio_h_valid_t_949d4d_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"), name="portfolio_subscription_history_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="portfolio_subscription_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTarget",
            fields=[
                ("valid_from", models.DateTimeField()),
                (
                    "valid_to",
                    models.DateTimeField(
                        default=datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)
                    ),
                ),
                ("history_unit", models.UUIDField()),
                (
                    "history_event",
                    models.CharField(
                        choices=[
                            ("create", "Created"),
                            ("change", "Changed"),
                            ("archive", "Archived"),
                            ("restore", "Restored"),
                            ("fact", "Recorded"),
                            ("schema", "Fields changed"),
                            ("erase", "Erased"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "history_origin",
                    models.CharField(
                        choices=[
                            ("screen", "Screen"),
                            ("api", "API"),
                            ("import", "Import"),
                            ("task", "Task"),
                            ("link", "Link"),
                            ("command", "Command"),
                            ("migration", "Migration"),
                        ],
                        max_length=10,
                    ),
                ),
                ("history_actor", models.CharField(max_length=255)),
                ("history_request", models.CharField(blank=True, max_length=64)),
                ("uid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        help_text="Unique and never used again. Left empty, the next number is taken.",
                        max_length=64,
                        verbose_name="reference",
                    ),
                ),
                ("title", models.CharField(editable=False, max_length=255, verbose_name="title")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="archived"
                    ),
                ),
                ("history_user_id", models.UUIDField(null=True)),
                ("name", models.CharField(max_length=200, verbose_name="metric")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("availability", "Availability"),
                            ("response", "Response time"),
                            ("resolution", "Resolution time"),
                            ("quality", "Quality"),
                            ("delivery", "Delivery"),
                            ("free", "Another metric"),
                        ],
                        default="availability",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "comparison",
                    models.CharField(
                        choices=[
                            ("at_least", "≥"),
                            ("more_than", ">"),
                            ("at_most", "≤"),
                            ("less_than", "<"),
                        ],
                        default="at_least",
                        max_length=10,
                        verbose_name="comparison",
                    ),
                ),
                (
                    "value",
                    core.models.quantities.QuantityField(
                        decimal_places=4, max_digits=15, verbose_name="value"
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("percent", "%"),
                            ("milliseconds", "ms"),
                            ("seconds", "s"),
                            ("minutes", "min"),
                            ("hours", "h"),
                            ("working_days", "working days"),
                            ("days", "days"),
                            ("count", "number"),
                            ("points", "points"),
                            ("users", "users"),
                            ("devices", "devices"),
                            ("calls", "calls"),
                            ("requests", "requests"),
                            ("transactions", "transactions"),
                            ("gigabytes", "GB"),
                        ],
                        default="percent",
                        max_length=12,
                        verbose_name="unit",
                    ),
                ),
                (
                    "period",
                    models.CharField(
                        choices=[
                            ("month", "Month"),
                            ("quarter", "Quarter"),
                            ("half", "Half-year"),
                            ("year", "Year"),
                        ],
                        default="month",
                        max_length=8,
                        verbose_name="period",
                    ),
                ),
                ("method", models.TextField(blank=True, verbose_name="how measured")),
                (
                    "weight",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="How much it counts beside the other targets of its SLA.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="weight",
                    ),
                ),
                (
                    "warn_at",
                    core.models.quantities.QuantityField(
                        blank=True,
                        decimal_places=4,
                        help_text="A value that is still met but already a warning.",
                        max_digits=15,
                        null=True,
                        verbose_name="at risk from",
                    ),
                ),
                (
                    "starts_on",
                    models.DateField(
                        blank=True,
                        help_text="Empty: from the beginning of the SLA.",
                        null=True,
                        verbose_name="from",
                    ),
                ),
                (
                    "ends_on",
                    models.DateField(
                        blank=True,
                        help_text="Empty: until the end of the SLA.",
                        null=True,
                        verbose_name="until",
                    ),
                ),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "history_id",
                    models.BigAutoField(editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "calendar",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.calendar",
                        verbose_name="service hours",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.record",
                    ),
                ),
                (
                    "sla",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="portfolio.sla",
                        verbose_name="SLA",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical target",
                "verbose_name_plural": "historical targets",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="portfolio_target__bc4f83_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="portfolio_h_referen_d7688e_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="portfolio_h_valid_t_aa7047_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"), name="portfolio_target_history_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="portfolio_target_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTransitionPlan",
            fields=[
                ("valid_from", models.DateTimeField()),
                (
                    "valid_to",
                    models.DateTimeField(
                        default=datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)
                    ),
                ),
                ("history_unit", models.UUIDField()),
                (
                    "history_event",
                    models.CharField(
                        choices=[
                            ("create", "Created"),
                            ("change", "Changed"),
                            ("archive", "Archived"),
                            ("restore", "Restored"),
                            ("fact", "Recorded"),
                            ("schema", "Fields changed"),
                            ("erase", "Erased"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "history_origin",
                    models.CharField(
                        choices=[
                            ("screen", "Screen"),
                            ("api", "API"),
                            ("import", "Import"),
                            ("task", "Task"),
                            ("link", "Link"),
                            ("command", "Command"),
                            ("migration", "Migration"),
                        ],
                        max_length=10,
                    ),
                ),
                ("history_actor", models.CharField(max_length=255)),
                ("history_request", models.CharField(blank=True, max_length=64)),
                ("uid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        help_text="Unique and never used again. Left empty, the next number is taken.",
                        max_length=64,
                        verbose_name="reference",
                    ),
                ),
                ("title", models.CharField(editable=False, max_length=255, verbose_name="title")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="archived"
                    ),
                ),
                ("history_user_id", models.UUIDField(null=True)),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("new", "New service"),
                            ("changed", "Changed service"),
                            ("transfer", "Transfer to or from another party"),
                        ],
                        default="new",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "party",
                    models.CharField(
                        blank=True,
                        help_text="To whom, or from whom, a service is transferred.",
                        max_length=200,
                        verbose_name="other party",
                    ),
                ),
                ("planned_on", models.DateField(blank=True, null=True, verbose_name="planned for")),
                ("outcomes", models.TextField(blank=True, verbose_name="intended outcomes")),
                ("criteria", models.TextField(blank=True, verbose_name="acceptance criteria")),
                ("tests", models.TextField(blank=True, verbose_name="tests")),
                ("responsibilities", models.TextField(blank=True, verbose_name="responsibilities")),
                (
                    "accepted_on",
                    models.DateField(blank=True, null=True, verbose_name="accepted on"),
                ),
                ("conditions", models.TextField(blank=True, verbose_name="acceptance, in words")),
                (
                    "review_due",
                    models.DateField(
                        blank=True,
                        help_text="The review after the transition.",
                        null=True,
                        verbose_name="review due",
                    ),
                ),
                (
                    "reviewed_on",
                    models.DateField(blank=True, null=True, verbose_name="reviewed on"),
                ),
                (
                    "achieved",
                    models.TextField(
                        blank=True,
                        help_text="Compared with the intended ones.",
                        verbose_name="achieved outcomes",
                    ),
                ),
                ("told_on", models.DateField(blank=True, null=True, verbose_name="told on")),
                (
                    "told",
                    models.TextField(
                        blank=True,
                        help_text="Which interested parties were told what came of it.",
                        verbose_name="who was told",
                    ),
                ),
                (
                    "history_id",
                    models.BigAutoField(editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "acceptance",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.document",
                        verbose_name="evidence of the acceptance",
                    ),
                ),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.person",
                        verbose_name="accepted by",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.record",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="portfolio.service",
                        verbose_name="service",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical transition plan",
                "verbose_name_plural": "historical transition plans",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="portfolio_transit_e41d33_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="portfolio_h_referen_061fa0_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="portfolio_h_valid_t_3ad720_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"),
                        name="portfolio_transitionplan_history_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="portfolio_transitionplan_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalWorkload",
            fields=[
                ("valid_from", models.DateTimeField()),
                (
                    "valid_to",
                    models.DateTimeField(
                        default=datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)
                    ),
                ),
                ("history_unit", models.UUIDField()),
                (
                    "history_event",
                    models.CharField(
                        choices=[
                            ("create", "Created"),
                            ("change", "Changed"),
                            ("archive", "Archived"),
                            ("restore", "Restored"),
                            ("fact", "Recorded"),
                            ("schema", "Fields changed"),
                            ("erase", "Erased"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "history_origin",
                    models.CharField(
                        choices=[
                            ("screen", "Screen"),
                            ("api", "API"),
                            ("import", "Import"),
                            ("task", "Task"),
                            ("link", "Link"),
                            ("command", "Command"),
                            ("migration", "Migration"),
                        ],
                        max_length=10,
                    ),
                ),
                ("history_actor", models.CharField(max_length=255)),
                ("history_request", models.CharField(blank=True, max_length=64)),
                ("uid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        help_text="Unique and never used again. Left empty, the next number is taken.",
                        max_length=64,
                        verbose_name="reference",
                    ),
                ),
                ("title", models.CharField(editable=False, max_length=255, verbose_name="title")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="archived"
                    ),
                ),
                ("history_user_id", models.UUIDField(null=True)),
                ("name", models.CharField(max_length=200, verbose_name="what is counted")),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("percent", "%"),
                            ("milliseconds", "ms"),
                            ("seconds", "s"),
                            ("minutes", "min"),
                            ("hours", "h"),
                            ("working_days", "working days"),
                            ("days", "days"),
                            ("count", "number"),
                            ("points", "points"),
                            ("users", "users"),
                            ("devices", "devices"),
                            ("calls", "calls"),
                            ("requests", "requests"),
                            ("transactions", "transactions"),
                            ("gigabytes", "GB"),
                        ],
                        default="users",
                        max_length=12,
                        verbose_name="unit",
                    ),
                ),
                (
                    "expected",
                    core.models.quantities.QuantityField(
                        blank=True,
                        decimal_places=4,
                        max_digits=15,
                        null=True,
                        verbose_name="expected",
                    ),
                ),
                (
                    "limit",
                    core.models.quantities.QuantityField(
                        decimal_places=4, max_digits=15, verbose_name="limit"
                    ),
                ),
                (
                    "alarm_at",
                    core.models.quantities.QuantityField(
                        blank=True,
                        decimal_places=4,
                        help_text="Where somebody is told, before the limit is reached.",
                        max_digits=15,
                        null=True,
                        verbose_name="alarm from",
                    ),
                ),
                (
                    "period",
                    models.CharField(
                        choices=[
                            ("month", "Month"),
                            ("quarter", "Quarter"),
                            ("half", "Half-year"),
                            ("year", "Year"),
                        ],
                        default="month",
                        max_length=8,
                        verbose_name="period",
                    ),
                ),
                ("method", models.TextField(blank=True, verbose_name="how measured")),
                (
                    "starts_on",
                    models.DateField(
                        blank=True,
                        help_text="Empty: from the beginning of the SLA.",
                        null=True,
                        verbose_name="from",
                    ),
                ),
                (
                    "ends_on",
                    models.DateField(
                        blank=True,
                        help_text="Empty: until the end of the SLA.",
                        null=True,
                        verbose_name="until",
                    ),
                ),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "history_id",
                    models.BigAutoField(editable=False, primary_key=True, serialize=False),
                ),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.record",
                    ),
                ),
                (
                    "sla",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="portfolio.sla",
                        verbose_name="SLA",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical workload",
                "verbose_name_plural": "historical workloads",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="portfolio_workloa_d6788d_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="portfolio_h_referen_be83d5_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="portfolio_h_valid_t_6e82eb_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"), name="portfolio_workload_history_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="portfolio_workload_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Measurement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "period",
                    models.CharField(
                        choices=[
                            ("month", "Month"),
                            ("quarter", "Quarter"),
                            ("half", "Half-year"),
                            ("year", "Year"),
                        ],
                        max_length=8,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("value", core.models.quantities.QuantityField(decimal_places=4, max_digits=15)),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("percent", "%"),
                            ("milliseconds", "ms"),
                            ("seconds", "s"),
                            ("minutes", "min"),
                            ("hours", "h"),
                            ("working_days", "working days"),
                            ("days", "days"),
                            ("count", "number"),
                            ("points", "points"),
                            ("users", "users"),
                            ("devices", "devices"),
                            ("calls", "calls"),
                            ("requests", "requests"),
                            ("transactions", "transactions"),
                            ("gigabytes", "GB"),
                        ],
                        max_length=12,
                    ),
                ),
                ("source", models.CharField(max_length=100)),
                ("number", models.PositiveIntegerField()),
                ("remark", models.CharField(blank=True, max_length=500)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.CharField(max_length=255)),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measurements",
                        to="core.record",
                    ),
                ),
            ],
            options={
                "ordering": ("starts_on", "pk"),
                "indexes": [
                    models.Index(
                        fields=["subject", "starts_on"], name="portfolio_m_subject_5e4cd7_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject", "starts_on", "source", "number"),
                        name="portfolio_measurement_number",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("starts_on", models.DateField()),
                ("data", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("issued_at", models.DateTimeField()),
                ("issued_by", models.CharField(max_length=255)),
                (
                    "definition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="portfolio.reportdefinition",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_editions",
                        to="core.record",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject",), name="portfolio_reportedition_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceReport",
            fields=[
                (
                    "record",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="%(class)s",
                        serialize=False,
                        to="core.record",
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        help_text="Unique and never used again. Left empty, the next number is taken.",
                        max_length=64,
                        unique=True,
                        verbose_name="reference",
                    ),
                ),
                ("title", models.CharField(editable=False, max_length=255, verbose_name="title")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="archived"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="period from")),
                (
                    "state",
                    models.CharField(
                        choices=[("due", "Due"), ("issued", "Issued")],
                        default="due",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="issued on")),
                (
                    "decisions",
                    models.TextField(
                        blank=True,
                        help_text="What follows are actions about this report.",
                        verbose_name="decisions",
                    ),
                ),
                ("told", models.TextField(blank=True, verbose_name="who was told, and when")),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "definition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="portfolio.reportdefinition",
                        verbose_name="definition",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.document",
                        verbose_name="file",
                    ),
                ),
            ],
            options={
                "verbose_name": "service report",
                "verbose_name_plural": "service reports",
                "ordering": ("reference",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("definition", "starts_on"),
                        name="portfolio_servicereport_once",
                        violation_error_message="There is a report of this period already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TransitionPlan",
            fields=[
                (
                    "record",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="%(class)s",
                        serialize=False,
                        to="core.record",
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        help_text="Unique and never used again. Left empty, the next number is taken.",
                        max_length=64,
                        unique=True,
                        verbose_name="reference",
                    ),
                ),
                ("title", models.CharField(editable=False, max_length=255, verbose_name="title")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="archived"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("new", "New service"),
                            ("changed", "Changed service"),
                            ("transfer", "Transfer to or from another party"),
                        ],
                        default="new",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "party",
                    models.CharField(
                        blank=True,
                        help_text="To whom, or from whom, a service is transferred.",
                        max_length=200,
                        verbose_name="other party",
                    ),
                ),
                ("planned_on", models.DateField(blank=True, null=True, verbose_name="planned for")),
                ("outcomes", models.TextField(blank=True, verbose_name="intended outcomes")),
                ("criteria", models.TextField(blank=True, verbose_name="acceptance criteria")),
                ("tests", models.TextField(blank=True, verbose_name="tests")),
                ("responsibilities", models.TextField(blank=True, verbose_name="responsibilities")),
                (
                    "accepted_on",
                    models.DateField(blank=True, null=True, verbose_name="accepted on"),
                ),
                ("conditions", models.TextField(blank=True, verbose_name="acceptance, in words")),
                (
                    "review_due",
                    models.DateField(
                        blank=True,
                        help_text="The review after the transition.",
                        null=True,
                        verbose_name="review due",
                    ),
                ),
                (
                    "reviewed_on",
                    models.DateField(blank=True, null=True, verbose_name="reviewed on"),
                ),
                (
                    "achieved",
                    models.TextField(
                        blank=True,
                        help_text="Compared with the intended ones.",
                        verbose_name="achieved outcomes",
                    ),
                ),
                ("told_on", models.DateField(blank=True, null=True, verbose_name="told on")),
                (
                    "told",
                    models.TextField(
                        blank=True,
                        help_text="Which interested parties were told what came of it.",
                        verbose_name="who was told",
                    ),
                ),
                (
                    "acceptance",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accepts",
                        to="core.document",
                        verbose_name="evidence of the acceptance",
                    ),
                ),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accepted_plans",
                        to="core.person",
                        verbose_name="accepted by",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transition_plans",
                        to="portfolio.service",
                        verbose_name="service",
                    ),
                ),
            ],
            options={
                "verbose_name": "transition plan",
                "verbose_name_plural": "transition plans",
                "ordering": ("reference",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_on", None), ("accepted_by__isnull", False), _connector="OR"
                        ),
                        name="portfolio_transitionplan_accepted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed_on", None),
                            models.Q(("achieved", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="portfolio_transitionplan_reviewed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Workload",
            fields=[
                (
                    "record",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="%(class)s",
                        serialize=False,
                        to="core.record",
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        help_text="Unique and never used again. Left empty, the next number is taken.",
                        max_length=64,
                        unique=True,
                        verbose_name="reference",
                    ),
                ),
                ("title", models.CharField(editable=False, max_length=255, verbose_name="title")),
                (
                    "version",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="version"),
                ),
                (
                    "archived_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="archived"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="what is counted")),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("percent", "%"),
                            ("milliseconds", "ms"),
                            ("seconds", "s"),
                            ("minutes", "min"),
                            ("hours", "h"),
                            ("working_days", "working days"),
                            ("days", "days"),
                            ("count", "number"),
                            ("points", "points"),
                            ("users", "users"),
                            ("devices", "devices"),
                            ("calls", "calls"),
                            ("requests", "requests"),
                            ("transactions", "transactions"),
                            ("gigabytes", "GB"),
                        ],
                        default="users",
                        max_length=12,
                        verbose_name="unit",
                    ),
                ),
                (
                    "expected",
                    core.models.quantities.QuantityField(
                        blank=True,
                        decimal_places=4,
                        max_digits=15,
                        null=True,
                        verbose_name="expected",
                    ),
                ),
                (
                    "limit",
                    core.models.quantities.QuantityField(
                        decimal_places=4, max_digits=15, verbose_name="limit"
                    ),
                ),
                (
                    "alarm_at",
                    core.models.quantities.QuantityField(
                        blank=True,
                        decimal_places=4,
                        help_text="Where somebody is told, before the limit is reached.",
                        max_digits=15,
                        null=True,
                        verbose_name="alarm from",
                    ),
                ),
                (
                    "period",
                    models.CharField(
                        choices=[
                            ("month", "Month"),
                            ("quarter", "Quarter"),
                            ("half", "Half-year"),
                            ("year", "Year"),
                        ],
                        default="month",
                        max_length=8,
                        verbose_name="period",
                    ),
                ),
                ("method", models.TextField(blank=True, verbose_name="how measured")),
                (
                    "starts_on",
                    models.DateField(
                        blank=True,
                        help_text="Empty: from the beginning of the SLA.",
                        null=True,
                        verbose_name="from",
                    ),
                ),
                (
                    "ends_on",
                    models.DateField(
                        blank=True,
                        help_text="Empty: until the end of the SLA.",
                        null=True,
                        verbose_name="until",
                    ),
                ),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "sla",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="workloads",
                        to="portfolio.sla",
                        verbose_name="SLA",
                    ),
                ),
            ],
            options={
                "verbose_name": "workload",
                "verbose_name_plural": "workloads",
                "ordering": ("reference",),
                "abstract": False,
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"), name="portfolio_workloa_934f30_sorts"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("archived_at", None)),
                        fields=("sla", "name"),
                        name="portfolio_workload_once",
                        violation_error_message="This SLA has a workload of this name already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("alarm_at", None), ("alarm_at__lt", models.F("limit")), _connector="OR"
                        ),
                        name="portfolio_workload_alarm",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__gte", models.F("starts_on")),
                            ("starts_on", None),
                            ("ends_on", None),
                            _connector="OR",
                        ),
                        name="portfolio_workload_period",
                    ),
                ],
            },
        ),
    ]
