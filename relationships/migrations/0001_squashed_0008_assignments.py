import core.access.principals
import core.models
import core.text.sort_keys
import datetime
import django.core.validators
import django.db.models.deletion
import simple_history.models
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("relationships", "0001_initial"),
        ("relationships", "0002_communications"),
        ("relationships", "0003_authority"),
        ("relationships", "0004_sort_by_words"),
        ("relationships", "0005_tiers"),
        ("relationships", "0006_complaint_definitions"),
        ("relationships", "0007_groups"),
        ("relationships", "0008_assignments"),
    ]

    initial = True

    dependencies = [
        ("core", "0001_squashed_0014_confirmations"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tier",
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
                ("name", models.CharField(max_length=100, verbose_name="name")),
                (
                    "rank",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="1 is looked after most closely.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(99),
                        ],
                        verbose_name="rank",
                    ),
                ),
                (
                    "review_months",
                    models.PositiveSmallIntegerField(
                        default=12,
                        help_text="At most 12: every customer has a review once a year.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                        verbose_name="months between reviews",
                    ),
                ),
                (
                    "survey_months",
                    models.PositiveSmallIntegerField(
                        default=12,
                        help_text="At most 12: every customer is asked once a year whether it is content.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                        verbose_name="months between surveys",
                    ),
                ),
                (
                    "representatives",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="So many must be appointed at any time, one or more.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(99),
                        ],
                        verbose_name="representatives at least",
                    ),
                ),
                (
                    "controls",
                    models.TextField(
                        blank=True,
                        help_text="What customers of this tier get beyond reviews, surveys and representatives.",
                        verbose_name="further controls",
                    ),
                ),
                (
                    "description",
                    models.TextField(
                        blank=True,
                        help_text="Which customers belong here.",
                        verbose_name="description",
                    ),
                ),
            ],
            options={
                "verbose_name": "tier",
                "verbose_name_plural": "tiers",
                "ordering": ("reference",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("archived_at", None)),
                        fields=("name",),
                        name="relationships_tier_once",
                        violation_error_message="There is a tier of this name already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rank__range", (1, 99)),
                            ("representatives__range", (1, 99)),
                            ("review_months__range", (1, 12)),
                            ("survey_months__range", (1, 12)),
                        ),
                        name="relationships_tier_floor",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Customer",
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
                    "organisation",
                    models.CharField(blank=True, max_length=200, verbose_name="organisation"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("internal", "Internal"), ("external", "External")],
                        default="external",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "tier_word",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="From before tiers were records; empty since then.",
                        max_length=10,
                        verbose_name="tier as a word",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("prospect", "Prospect"),
                            ("active", "Active"),
                            ("ending", "Ending"),
                            ("ended", "Ended"),
                        ],
                        default="active",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "users",
                    models.TextField(
                        blank=True,
                        help_text="Who uses the services, and who else has an interest in them.",
                        verbose_name="users and interested parties",
                    ),
                ),
                ("needs", models.TextField(blank=True, verbose_name="needs")),
                ("expectations", models.TextField(blank=True, verbose_name="expectations")),
                ("priorities", models.TextField(blank=True, verbose_name="priorities")),
                ("contract_facts", models.TextField(blank=True, verbose_name="contract")),
                ("billing_facts", models.TextField(blank=True, verbose_name="billing")),
                ("opportunities", models.TextField(blank=True, verbose_name="opportunities")),
                ("address", models.TextField(blank=True, verbose_name="address")),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "manager",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="managed_customers",
                        to="core.person",
                        verbose_name="relationship manager",
                    ),
                ),
                (
                    "tier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="customers",
                        to="relationships.tier",
                        verbose_name="tier",
                    ),
                ),
            ],
            options={
                "verbose_name": "customer",
                "verbose_name_plural": "customers",
                "ordering": ("reference",),
                "abstract": False,
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("reference"),
                        name="relationships_cus_590c25_sorts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AppointmentRequest",
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
                        help_text="Which role, for which services, with which authority.",
                        max_length=255,
                        verbose_name="what was asked for",
                    ),
                ),
                (
                    "asked_on",
                    models.DateField(default=core.access.principals.today, verbose_name="asked on"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("meeting", "Meeting"),
                            ("call", "Call"),
                            ("mail", "E-mail"),
                            ("portal", "Portal"),
                            ("report", "Report"),
                            ("letter", "Letter"),
                            ("other", "Other way"),
                        ],
                        default="mail",
                        max_length=10,
                        verbose_name="by",
                    ),
                ),
                ("due", models.DateField(blank=True, null=True, verbose_name="answer wanted by")),
                (
                    "answered_on",
                    models.DateField(blank=True, null=True, verbose_name="answered on"),
                ),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                (
                    "escalated_on",
                    models.DateField(blank=True, null=True, verbose_name="escalated on"),
                ),
                (
                    "asked",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.person",
                        verbose_name="whom",
                    ),
                ),
                (
                    "escalated_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.person",
                        verbose_name="escalated to",
                    ),
                ),
                (
                    "interim",
                    models.ForeignKey(
                        blank=True,
                        help_text="Whom we talk to until somebody is named. Signs nothing.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stands_in",
                        to="core.person",
                        verbose_name="interim contact",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointment_requests",
                        to="relationships.customer",
                        verbose_name="customer",
                    ),
                ),
            ],
            options={
                "verbose_name": "request for a representative",
                "verbose_name_plural": "requests for representatives",
                "ordering": ("reference",),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Assignment",
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
                    "role",
                    models.CharField(
                        choices=[("manager", "Relationship manager"), ("deputy", "Deputy")],
                        default="deputy",
                        max_length=10,
                        verbose_name="as",
                    ),
                ),
                ("held_from", models.DateField(blank=True, null=True, verbose_name="from")),
                ("held_until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "remark",
                    models.CharField(
                        blank=True,
                        help_text="Why they took it over.",
                        max_length=255,
                        verbose_name="reason",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="core.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="relationships.customer",
                        verbose_name="customer",
                    ),
                ),
            ],
            options={
                "verbose_name": "assignment",
                "verbose_name_plural": "assignments",
                "ordering": ("reference",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("held_until__gte", models.F("held_from")),
                            ("held_from", None),
                            ("held_until", None),
                            _connector="OR",
                        ),
                        name="relationships_assignment_period",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Channel",
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
                            ("meeting", "Meeting"),
                            ("call", "Call"),
                            ("mail", "E-mail"),
                            ("portal", "Portal"),
                            ("report", "Report"),
                            ("letter", "Letter"),
                            ("other", "Other way"),
                        ],
                        default="meeting",
                        max_length=10,
                        verbose_name="by",
                    ),
                ),
                ("purpose", models.TextField(blank=True, verbose_name="what for")),
                (
                    "frequency",
                    models.CharField(
                        blank=True,
                        help_text="In words: monthly, on demand, …",
                        max_length=100,
                        verbose_name="how often",
                    ),
                ),
                ("agreed_on", models.DateField(blank=True, null=True, verbose_name="agreed on")),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "ours",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.person",
                        verbose_name="our side",
                    ),
                ),
                (
                    "theirs",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.person",
                        verbose_name="their side",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="channels",
                        to="relationships.customer",
                        verbose_name="customer",
                    ),
                ),
            ],
            options={
                "verbose_name": "agreed channel",
                "verbose_name_plural": "agreed channels",
                "ordering": ("reference",),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Communication",
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
                    "held_on",
                    models.DateField(default=core.access.principals.today, verbose_name="day"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("meeting", "Meeting"),
                            ("call", "Call"),
                            ("mail", "E-mail"),
                            ("portal", "Portal"),
                            ("report", "Report"),
                            ("letter", "Letter"),
                            ("other", "Other way"),
                        ],
                        default="call",
                        max_length=10,
                        verbose_name="by",
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="what about")),
                ("details", models.TextField(blank=True, verbose_name="what was said")),
                (
                    "others",
                    models.CharField(
                        blank=True,
                        help_text="Who was there beside the participants: separated by commas.",
                        max_length=500,
                        verbose_name="present, by name",
                    ),
                ),
                (
                    "follow_up",
                    models.TextField(
                        blank=True,
                        help_text="Becomes an action where somebody is to do it.",
                        verbose_name="what follows",
                    ),
                ),
                (
                    "message_id",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=255,
                        null=True,
                        unique=True,
                        verbose_name="message id",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="communications",
                        to="core.record",
                        verbose_name="with or about",
                    ),
                ),
            ],
            options={
                "verbose_name": "communication",
                "verbose_name_plural": "communications",
                "ordering": ("reference",),
                "abstract": False,
                "indexes": [
                    models.Index(
                        fields=["subject", "held_on"], name="relationshi_subject_62613a_idx"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ComplaintDefinition",
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
                    "definition",
                    models.TextField(
                        blank=True,
                        help_text="And what does not: a request, an incident, a suggestion.",
                        verbose_name="what counts as a complaint",
                    ),
                ),
                ("lodging", models.TextField(blank=True, verbose_name="how to lodge one")),
                (
                    "answered_within",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(8760),
                        ],
                        verbose_name="first answer within (hours)",
                    ),
                ),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "supersedes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followers",
                        to="relationships.complaintdefinition",
                        verbose_name="edition before",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaint_definitions",
                        to="relationships.customer",
                        verbose_name="customer",
                    ),
                ),
            ],
            options={
                "verbose_name": "complaint definition",
                "verbose_name_plural": "complaint definitions",
                "ordering": ("reference",),
                "abstract": False,
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"), name="relationships_com_c25e81_sorts"
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
                        name="relationships_definition_period",
                    ),
                    core.models.NoOverlap(
                        begins="effective_from",
                        ends=("effective_until", "in_force_until"),
                        links=("customer",),
                        name="relationships_definition_overlap",
                        state="state",
                        value="agreed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Concern",
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
                    "kind",
                    models.CharField(
                        choices=[("risk", "Risk"), ("issue", "Issue")],
                        default="issue",
                        max_length=6,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="name")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "severity",
                    models.CharField(
                        choices=[
                            ("low", "Low"),
                            ("medium", "Medium"),
                            ("high", "High"),
                            ("critical", "Critical"),
                        ],
                        default="medium",
                        max_length=10,
                        verbose_name="severity",
                    ),
                ),
                ("due", models.DateField(blank=True, null=True, verbose_name="due")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("treated", "Being treated"),
                            ("accepted", "Accepted"),
                            ("closed", "Closed"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("treatment", models.TextField(blank=True, verbose_name="what is done about it")),
                (
                    "outside",
                    models.CharField(
                        blank=True,
                        help_text="Number of the problem or change in another tool.",
                        max_length=100,
                        verbose_name="outside reference",
                    ),
                ),
                (
                    "reported_on",
                    models.DateField(blank=True, null=True, verbose_name="reported back on"),
                ),
                (
                    "reported",
                    models.TextField(blank=True, verbose_name="what the customer was told"),
                ),
                (
                    "leads_to",
                    models.ForeignKey(
                        blank=True,
                        help_text="The action or improvement that deals with it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="raised_by",
                        to="core.record",
                        verbose_name="linked record",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concerns",
                        to="core.person",
                        verbose_name="owner",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concerns",
                        to="relationships.customer",
                        verbose_name="customer",
                    ),
                ),
            ],
            options={
                "verbose_name": "risk or issue",
                "verbose_name_plural": "risks and issues",
                "ordering": ("reference",),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Contact",
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
                    "responsibility",
                    models.CharField(blank=True, max_length=200, verbose_name="responsibility"),
                ),
                (
                    "is_escalation",
                    models.BooleanField(default=False, verbose_name="escalation contact"),
                ),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="core.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="relationships.customer",
                        verbose_name="customer",
                    ),
                ),
            ],
            options={
                "verbose_name": "contact",
                "verbose_name_plural": "contacts",
                "ordering": ("reference",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("archived_at", None)),
                        fields=("customer", "person", "responsibility"),
                        name="relationships_contact_once",
                        violation_error_message="This person has this responsibility for this customer already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CustomerGroup",
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
                    "rationale",
                    models.TextField(
                        blank=True,
                        help_text="Why these customers are looked after together, and who belongs to them.",
                        verbose_name="rationale",
                    ),
                ),
                (
                    "satisfaction_plan",
                    models.TextField(
                        blank=True,
                        help_text="Who is asked, how and how often, and what members get to know of the results.",
                        verbose_name="satisfaction plan",
                    ),
                ),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "manager",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="managed_groups",
                        to="core.person",
                        verbose_name="relationship manager",
                    ),
                ),
                (
                    "tier",
                    models.ForeignKey(
                        blank=True,
                        help_text="How often the group's services are reviewed and its members are asked.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="groups",
                        to="relationships.tier",
                        verbose_name="tier",
                    ),
                ),
            ],
            options={
                "verbose_name": "customer group",
                "verbose_name_plural": "customer groups",
                "ordering": ("reference",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("archived_at", None)),
                        fields=("name",),
                        name="relationships_group_once",
                        violation_error_message="There is a group of this name already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EscalationLevel",
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
                    "level",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(20),
                        ],
                        verbose_name="level",
                    ),
                ),
                (
                    "who",
                    models.CharField(
                        help_text="The role, so that it stays true when people change.",
                        max_length=200,
                        verbose_name="who",
                    ),
                ),
                (
                    "contact",
                    models.CharField(blank=True, max_length=200, verbose_name="reached by"),
                ),
                (
                    "within",
                    models.PositiveIntegerField(
                        help_text="So long after the complaint was lodged it goes there.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(8760),
                        ],
                        verbose_name="within (hours)",
                    ),
                ),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "definition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="levels",
                        to="relationships.complaintdefinition",
                        verbose_name="complaint definition",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "escalation level",
                "verbose_name_plural": "escalation levels",
                "ordering": ("reference",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("archived_at", None)),
                        fields=("definition", "level"),
                        name="relationships_escalation_once",
                        violation_error_message="This definition has this level already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Feedback",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("compliment", "Compliment"),
                            ("suggestion", "Suggestion"),
                            ("other", "Other feedback"),
                        ],
                        default="suggestion",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="what about")),
                ("details", models.TextField(blank=True, verbose_name="what was said")),
                (
                    "received_on",
                    models.DateField(
                        default=core.access.principals.today, verbose_name="received on"
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                (
                    "answered_on",
                    models.DateField(blank=True, null=True, verbose_name="answered on"),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback",
                        to="relationships.customer",
                        verbose_name="customer",
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback",
                        to="core.person",
                        verbose_name="said by",
                    ),
                ),
            ],
            options={
                "verbose_name": "feedback",
                "verbose_name_plural": "feedback",
                "ordering": ("reference",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_on", None),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="relationships_feedback_answer",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupMember",
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
                ("member_from", models.DateField(blank=True, null=True, verbose_name="from")),
                ("member_until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("remark", models.CharField(blank=True, max_length=255, verbose_name="remark")),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="relationships.customer",
                        verbose_name="customer",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="relationships.customergroup",
                        verbose_name="group",
                    ),
                ),
            ],
            options={
                "verbose_name": "member of a group",
                "verbose_name_plural": "members of groups",
                "ordering": ("reference",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("archived_at", None)),
                        fields=("group", "customer"),
                        name="relationships_member_once",
                        violation_error_message="This customer is a member of this group already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("member_until__gte", models.F("member_from")),
                            ("member_from", None),
                            ("member_until", None),
                            _connector="OR",
                        ),
                        name="relationships_member_period",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAppointmentRequest",
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
                        help_text="Which role, for which services, with which authority.",
                        max_length=255,
                        verbose_name="what was asked for",
                    ),
                ),
                (
                    "asked_on",
                    models.DateField(default=core.access.principals.today, verbose_name="asked on"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("meeting", "Meeting"),
                            ("call", "Call"),
                            ("mail", "E-mail"),
                            ("portal", "Portal"),
                            ("report", "Report"),
                            ("letter", "Letter"),
                            ("other", "Other way"),
                        ],
                        default="mail",
                        max_length=10,
                        verbose_name="by",
                    ),
                ),
                ("due", models.DateField(blank=True, null=True, verbose_name="answer wanted by")),
                (
                    "answered_on",
                    models.DateField(blank=True, null=True, verbose_name="answered on"),
                ),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                (
                    "escalated_on",
                    models.DateField(blank=True, null=True, verbose_name="escalated on"),
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
                    "asked",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.person",
                        verbose_name="whom",
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
                    "escalated_to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.person",
                        verbose_name="escalated to",
                    ),
                ),
                (
                    "interim",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Whom we talk to until somebody is named. Signs nothing.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.person",
                        verbose_name="interim contact",
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
                "verbose_name": "historical request for a representative",
                "verbose_name_plural": "historical requests for representatives",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="relationships_app_fb15d4_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="relationshi_referen_afb936_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="relationshi_valid_t_68afac_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"),
                        name="relationships_appointmentrequest_history_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="relationships_appointmentrequest_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAssignment",
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
                    "role",
                    models.CharField(
                        choices=[("manager", "Relationship manager"), ("deputy", "Deputy")],
                        default="deputy",
                        max_length=10,
                        verbose_name="as",
                    ),
                ),
                ("held_from", models.DateField(blank=True, null=True, verbose_name="from")),
                ("held_until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "remark",
                    models.CharField(
                        blank=True,
                        help_text="Why they took it over.",
                        max_length=255,
                        verbose_name="reason",
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
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.person",
                        verbose_name="person",
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
                "verbose_name": "historical assignment",
                "verbose_name_plural": "historical assignments",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="relationships_ass_8bdb90_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="relationshi_referen_18c4ce_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="relationshi_valid_t_87afb1_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"),
                        name="relationships_assignment_history_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="relationships_assignment_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalChannel",
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
                            ("meeting", "Meeting"),
                            ("call", "Call"),
                            ("mail", "E-mail"),
                            ("portal", "Portal"),
                            ("report", "Report"),
                            ("letter", "Letter"),
                            ("other", "Other way"),
                        ],
                        default="meeting",
                        max_length=10,
                        verbose_name="by",
                    ),
                ),
                ("purpose", models.TextField(blank=True, verbose_name="what for")),
                (
                    "frequency",
                    models.CharField(
                        blank=True,
                        help_text="In words: monthly, on demand, …",
                        max_length=100,
                        verbose_name="how often",
                    ),
                ),
                ("agreed_on", models.DateField(blank=True, null=True, verbose_name="agreed on")),
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
                    "ours",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.person",
                        verbose_name="our side",
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
                    "theirs",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.person",
                        verbose_name="their side",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical agreed channel",
                "verbose_name_plural": "historical agreed channels",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="relationships_cha_77d7aa_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="relationshi_referen_fc9cfd_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="relationshi_valid_t_1524ec_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"), name="relationships_channel_history_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="relationships_channel_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCommunication",
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
                    "held_on",
                    models.DateField(default=core.access.principals.today, verbose_name="day"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("meeting", "Meeting"),
                            ("call", "Call"),
                            ("mail", "E-mail"),
                            ("portal", "Portal"),
                            ("report", "Report"),
                            ("letter", "Letter"),
                            ("other", "Other way"),
                        ],
                        default="call",
                        max_length=10,
                        verbose_name="by",
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="what about")),
                ("details", models.TextField(blank=True, verbose_name="what was said")),
                (
                    "others",
                    models.CharField(
                        blank=True,
                        help_text="Who was there beside the participants: separated by commas.",
                        max_length=500,
                        verbose_name="present, by name",
                    ),
                ),
                (
                    "follow_up",
                    models.TextField(
                        blank=True,
                        help_text="Becomes an action where somebody is to do it.",
                        verbose_name="what follows",
                    ),
                ),
                (
                    "message_id",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        editable=False,
                        max_length=255,
                        null=True,
                        verbose_name="message id",
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
                    "subject",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.record",
                        verbose_name="with or about",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical communication",
                "verbose_name_plural": "historical communications",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="relationships_com_ed526d_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="relationshi_referen_a816b4_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="relationshi_valid_t_6fa588_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"),
                        name="relationships_communication_history_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="relationships_communication_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalComplaintDefinition",
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
                    "definition",
                    models.TextField(
                        blank=True,
                        help_text="And what does not: a request, an incident, a suggestion.",
                        verbose_name="what counts as a complaint",
                    ),
                ),
                ("lodging", models.TextField(blank=True, verbose_name="how to lodge one")),
                (
                    "answered_within",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(8760),
                        ],
                        verbose_name="first answer within (hours)",
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
                        to="relationships.complaintdefinition",
                        verbose_name="edition before",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical complaint definition",
                "verbose_name_plural": "historical complaint definitions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="relationships_com_abaa98_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="relationshi_referen_f344c5_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="relationshi_valid_t_e42886_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"),
                        name="relationships_complaintdefinition_history_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="relationships_complaintdefinition_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalConcern",
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
                    "kind",
                    models.CharField(
                        choices=[("risk", "Risk"), ("issue", "Issue")],
                        default="issue",
                        max_length=6,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="name")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "severity",
                    models.CharField(
                        choices=[
                            ("low", "Low"),
                            ("medium", "Medium"),
                            ("high", "High"),
                            ("critical", "Critical"),
                        ],
                        default="medium",
                        max_length=10,
                        verbose_name="severity",
                    ),
                ),
                ("due", models.DateField(blank=True, null=True, verbose_name="due")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("treated", "Being treated"),
                            ("accepted", "Accepted"),
                            ("closed", "Closed"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("treatment", models.TextField(blank=True, verbose_name="what is done about it")),
                (
                    "outside",
                    models.CharField(
                        blank=True,
                        help_text="Number of the problem or change in another tool.",
                        max_length=100,
                        verbose_name="outside reference",
                    ),
                ),
                (
                    "reported_on",
                    models.DateField(blank=True, null=True, verbose_name="reported back on"),
                ),
                (
                    "reported",
                    models.TextField(blank=True, verbose_name="what the customer was told"),
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
                    "leads_to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The action or improvement that deals with it.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.record",
                        verbose_name="linked record",
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
                "verbose_name": "historical risk or issue",
                "verbose_name_plural": "historical risks and issues",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="relationships_con_2c4a3b_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="relationshi_referen_011cfe_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="relationshi_valid_t_02df26_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"), name="relationships_concern_history_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="relationships_concern_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalContact",
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
                    "responsibility",
                    models.CharField(blank=True, max_length=200, verbose_name="responsibility"),
                ),
                (
                    "is_escalation",
                    models.BooleanField(default=False, verbose_name="escalation contact"),
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
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.customer",
                        verbose_name="customer",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.person",
                        verbose_name="person",
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
                "verbose_name": "historical contact",
                "verbose_name_plural": "historical contacts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="relationships_con_3ac0c9_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="relationshi_referen_0dc58c_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="relationshi_valid_t_010ce5_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"), name="relationships_contact_history_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="relationships_contact_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCustomer",
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
                    "organisation",
                    models.CharField(blank=True, max_length=200, verbose_name="organisation"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("internal", "Internal"), ("external", "External")],
                        default="external",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "tier_word",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="From before tiers were records; empty since then.",
                        max_length=10,
                        verbose_name="tier as a word",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("prospect", "Prospect"),
                            ("active", "Active"),
                            ("ending", "Ending"),
                            ("ended", "Ended"),
                        ],
                        default="active",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "users",
                    models.TextField(
                        blank=True,
                        help_text="Who uses the services, and who else has an interest in them.",
                        verbose_name="users and interested parties",
                    ),
                ),
                ("needs", models.TextField(blank=True, verbose_name="needs")),
                ("expectations", models.TextField(blank=True, verbose_name="expectations")),
                ("priorities", models.TextField(blank=True, verbose_name="priorities")),
                ("contract_facts", models.TextField(blank=True, verbose_name="contract")),
                ("billing_facts", models.TextField(blank=True, verbose_name="billing")),
                ("opportunities", models.TextField(blank=True, verbose_name="opportunities")),
                ("address", models.TextField(blank=True, verbose_name="address")),
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
                    "manager",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.person",
                        verbose_name="relationship manager",
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
                    "tier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.tier",
                        verbose_name="tier",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical customer",
                "verbose_name_plural": "historical customers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="relationships_cus_05d05a_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="relationshi_referen_12f8c1_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="relationshi_valid_t_24c0c8_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"), name="relationships_customer_history_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="relationships_customer_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCustomerGroup",
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
                    "rationale",
                    models.TextField(
                        blank=True,
                        help_text="Why these customers are looked after together, and who belongs to them.",
                        verbose_name="rationale",
                    ),
                ),
                (
                    "satisfaction_plan",
                    models.TextField(
                        blank=True,
                        help_text="Who is asked, how and how often, and what members get to know of the results.",
                        verbose_name="satisfaction plan",
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
                    "manager",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.person",
                        verbose_name="relationship manager",
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
                    "tier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="How often the group's services are reviewed and its members are asked.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.tier",
                        verbose_name="tier",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical customer group",
                "verbose_name_plural": "historical customer groups",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="relationships_cus_22a0db_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="relationshi_referen_f83e2a_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="relationshi_valid_t_80e7a6_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"),
                        name="relationships_customergroup_history_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="relationships_customergroup_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalEscalationLevel",
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
                    "level",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(20),
                        ],
                        verbose_name="level",
                    ),
                ),
                (
                    "who",
                    models.CharField(
                        help_text="The role, so that it stays true when people change.",
                        max_length=200,
                        verbose_name="who",
                    ),
                ),
                (
                    "contact",
                    models.CharField(blank=True, max_length=200, verbose_name="reached by"),
                ),
                (
                    "within",
                    models.PositiveIntegerField(
                        help_text="So long after the complaint was lodged it goes there.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(8760),
                        ],
                        verbose_name="within (hours)",
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
                    "definition",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.complaintdefinition",
                        verbose_name="complaint definition",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.person",
                        verbose_name="person",
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
                "verbose_name": "historical escalation level",
                "verbose_name_plural": "historical escalation levels",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="relationships_esc_365e4d_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="relationshi_referen_47d6d8_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="relationshi_valid_t_9b3c66_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"),
                        name="relationships_escalationlevel_history_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="relationships_escalationlevel_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFeedback",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("compliment", "Compliment"),
                            ("suggestion", "Suggestion"),
                            ("other", "Other feedback"),
                        ],
                        default="suggestion",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="what about")),
                ("details", models.TextField(blank=True, verbose_name="what was said")),
                (
                    "received_on",
                    models.DateField(
                        default=core.access.principals.today, verbose_name="received on"
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                (
                    "answered_on",
                    models.DateField(blank=True, null=True, verbose_name="answered on"),
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
                    "said_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.person",
                        verbose_name="said by",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical feedback",
                "verbose_name_plural": "historical feedback",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="relationships_fee_09b162_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="relationshi_referen_43d88d_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="relationshi_valid_t_8058a6_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"), name="relationships_feedback_history_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="relationships_feedback_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalGroupMember",
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
                ("member_from", models.DateField(blank=True, null=True, verbose_name="from")),
                ("member_until", models.DateField(blank=True, null=True, verbose_name="until")),
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
                    "group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
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
            ],
            options={
                "verbose_name": "historical member of a group",
                "verbose_name_plural": "historical members of groups",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="relationships_gro_2199db_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="relationshi_referen_8ae241_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="relationshi_valid_t_3e17d4_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"),
                        name="relationships_groupmember_history_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="relationships_groupmember_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOpportunity",
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
                ("name", models.CharField(max_length=255, verbose_name="name")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("idea", "Idea"),
                            ("assessed", "Assessed"),
                            ("agreed", "Agreed"),
                            ("declined", "Declined"),
                            ("delivered", "Delivered"),
                        ],
                        default="idea",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("raised_on", models.DateField(blank=True, null=True, verbose_name="raised on")),
                ("wanted_by", models.DateField(blank=True, null=True, verbose_name="wanted by")),
                (
                    "worth",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="worth a year",
                    ),
                ),
                ("currency", models.CharField(blank=True, max_length=3, verbose_name="currency")),
                ("assessment", models.TextField(blank=True, verbose_name="assessment")),
                (
                    "decision",
                    models.TextField(
                        blank=True, help_text="What was decided, and why.", verbose_name="decision"
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="decided on")),
                (
                    "becomes",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("service", "A service"),
                            ("requirement", "A service requirement"),
                            ("improvement", "An improvement"),
                        ],
                        max_length=12,
                        verbose_name="becomes",
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
                    "delivered_as",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.record",
                        verbose_name="delivered as",
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
                "verbose_name": "historical opportunity",
                "verbose_name_plural": "historical opportunities",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="relationships_opp_4c41c6_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="relationshi_referen_be69a9_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="relationshi_valid_t_9a9182_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"),
                        name="relationships_opportunity_history_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="relationships_opportunity_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalParticipant",
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
                    "communication",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.communication",
                        verbose_name="communication",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.person",
                        verbose_name="person",
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
                "verbose_name": "historical participant",
                "verbose_name_plural": "historical participants",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="relationships_par_c6b201_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="relationshi_referen_7eb3cd_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="relationshi_valid_t_ad402d_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"),
                        name="relationships_participant_history_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="relationships_participant_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRepresentative",
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
                ("role", models.CharField(blank=True, max_length=200, verbose_name="role")),
                (
                    "agrees_requirements",
                    models.BooleanField(default=False, verbose_name="agrees requirements"),
                ),
                (
                    "agrees_slas",
                    models.BooleanField(default=False, verbose_name="agrees service levels"),
                ),
                (
                    "reviews_performance",
                    models.BooleanField(default=False, verbose_name="reviews performance"),
                ),
                (
                    "approves_minutes",
                    models.BooleanField(default=False, verbose_name="approves minutes"),
                ),
                (
                    "authority_limit",
                    models.CharField(
                        blank=True,
                        help_text="The limit of the authority.",
                        max_length=200,
                        verbose_name="up to what",
                    ),
                ),
                (
                    "limit_amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="up to this amount a year",
                    ),
                ),
                (
                    "limit_currency",
                    models.CharField(
                        blank=True, max_length=3, verbose_name="currency of the amount"
                    ),
                ),
                (
                    "limit_criticality",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("low", "Low"),
                            ("medium", "Medium"),
                            ("high", "High"),
                            ("critical", "Critical"),
                        ],
                        help_text="Of the service. Empty: any.",
                        max_length=10,
                        verbose_name="up to this criticality",
                    ),
                ),
                ("appointed_from", models.DateField(blank=True, null=True, verbose_name="from")),
                ("appointed_until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "proof",
                    models.CharField(
                        blank=True,
                        help_text="Where one can see who appointed them.",
                        max_length=255,
                        verbose_name="proof of appointment",
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
                    "counterpart",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.person",
                        verbose_name="our counterpart",
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
                        help_text="Instead of a customer.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.customergroup",
                        verbose_name="group",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.person",
                        verbose_name="person",
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
                "verbose_name": "historical representative",
                "verbose_name_plural": "historical representatives",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="relationships_rep_f81360_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="relationshi_referen_2e4031_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="relationshi_valid_t_619b25_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"),
                        name="relationships_representative_history_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="relationships_representative_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTier",
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
                ("name", models.CharField(max_length=100, verbose_name="name")),
                (
                    "rank",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="1 is looked after most closely.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(99),
                        ],
                        verbose_name="rank",
                    ),
                ),
                (
                    "review_months",
                    models.PositiveSmallIntegerField(
                        default=12,
                        help_text="At most 12: every customer has a review once a year.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                        verbose_name="months between reviews",
                    ),
                ),
                (
                    "survey_months",
                    models.PositiveSmallIntegerField(
                        default=12,
                        help_text="At most 12: every customer is asked once a year whether it is content.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                        verbose_name="months between surveys",
                    ),
                ),
                (
                    "representatives",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="So many must be appointed at any time, one or more.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(99),
                        ],
                        verbose_name="representatives at least",
                    ),
                ),
                (
                    "controls",
                    models.TextField(
                        blank=True,
                        help_text="What customers of this tier get beyond reviews, surveys and representatives.",
                        verbose_name="further controls",
                    ),
                ),
                (
                    "description",
                    models.TextField(
                        blank=True,
                        help_text="Which customers belong here.",
                        verbose_name="description",
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
                "verbose_name": "historical tier",
                "verbose_name_plural": "historical tiers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="relationships_tie_b572da_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="relationshi_referen_abbb4f_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="relationshi_valid_t_4a03b9_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"), name="relationships_tier_history_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="relationships_tier_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Opportunity",
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
                ("name", models.CharField(max_length=255, verbose_name="name")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("idea", "Idea"),
                            ("assessed", "Assessed"),
                            ("agreed", "Agreed"),
                            ("declined", "Declined"),
                            ("delivered", "Delivered"),
                        ],
                        default="idea",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("raised_on", models.DateField(blank=True, null=True, verbose_name="raised on")),
                ("wanted_by", models.DateField(blank=True, null=True, verbose_name="wanted by")),
                (
                    "worth",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="worth a year",
                    ),
                ),
                ("currency", models.CharField(blank=True, max_length=3, verbose_name="currency")),
                ("assessment", models.TextField(blank=True, verbose_name="assessment")),
                (
                    "decision",
                    models.TextField(
                        blank=True, help_text="What was decided, and why.", verbose_name="decision"
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="decided on")),
                (
                    "becomes",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("service", "A service"),
                            ("requirement", "A service requirement"),
                            ("improvement", "An improvement"),
                        ],
                        max_length=12,
                        verbose_name="becomes",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="possible",
                        to="relationships.customer",
                        verbose_name="customer",
                    ),
                ),
                (
                    "delivered_as",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="came_from",
                        to="core.record",
                        verbose_name="delivered as",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opportunities",
                        to="core.person",
                        verbose_name="owner",
                    ),
                ),
            ],
            options={
                "verbose_name": "opportunity",
                "verbose_name_plural": "opportunities",
                "ordering": ("reference",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ("agreed", "declined", "delivered")), _negated=True
                            ),
                            models.Q(("decision", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="relationships_opportunity_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("worth", None),
                            models.Q(("currency", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="relationships_opportunity_currency",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Participant",
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
                ("remark", models.CharField(blank=True, max_length=255, verbose_name="remark")),
                (
                    "communication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participants",
                        to="relationships.communication",
                        verbose_name="communication",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participations",
                        to="core.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "participant",
                "verbose_name_plural": "participants",
                "ordering": ("reference",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("archived_at", None)),
                        fields=("communication", "person"),
                        name="relationships_participant_once",
                        violation_error_message="This person is a participant already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Representative",
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
                ("role", models.CharField(blank=True, max_length=200, verbose_name="role")),
                (
                    "agrees_requirements",
                    models.BooleanField(default=False, verbose_name="agrees requirements"),
                ),
                (
                    "agrees_slas",
                    models.BooleanField(default=False, verbose_name="agrees service levels"),
                ),
                (
                    "reviews_performance",
                    models.BooleanField(default=False, verbose_name="reviews performance"),
                ),
                (
                    "approves_minutes",
                    models.BooleanField(default=False, verbose_name="approves minutes"),
                ),
                (
                    "authority_limit",
                    models.CharField(
                        blank=True,
                        help_text="The limit of the authority.",
                        max_length=200,
                        verbose_name="up to what",
                    ),
                ),
                (
                    "limit_amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="up to this amount a year",
                    ),
                ),
                (
                    "limit_currency",
                    models.CharField(
                        blank=True, max_length=3, verbose_name="currency of the amount"
                    ),
                ),
                (
                    "limit_criticality",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("low", "Low"),
                            ("medium", "Medium"),
                            ("high", "High"),
                            ("critical", "Critical"),
                        ],
                        help_text="Of the service. Empty: any.",
                        max_length=10,
                        verbose_name="up to this criticality",
                    ),
                ),
                ("appointed_from", models.DateField(blank=True, null=True, verbose_name="from")),
                ("appointed_until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "proof",
                    models.CharField(
                        blank=True,
                        help_text="Where one can see who appointed them.",
                        max_length=255,
                        verbose_name="proof of appointment",
                    ),
                ),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "counterpart",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counterpart_of",
                        to="core.person",
                        verbose_name="our counterpart",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="representatives",
                        to="relationships.customer",
                        verbose_name="customer",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        help_text="Instead of a customer.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="representatives",
                        to="relationships.customergroup",
                        verbose_name="group",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="representations",
                        to="core.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "representative",
                "verbose_name_plural": "representatives",
                "ordering": ("reference",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("appointed_until__gte", models.F("appointed_from")),
                            ("appointed_from", None),
                            ("appointed_until", None),
                            _connector="OR",
                        ),
                        name="relationships_representative_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("limit_amount", None),
                            models.Q(("limit_currency", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="relationships_representative_currency",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("customer", None), ("group__isnull", False)),
                            models.Q(("customer__isnull", False), ("group", None)),
                            _connector="OR",
                        ),
                        name="relationships_representative_of_one",
                    ),
                ],
            },
        ),
    ]
