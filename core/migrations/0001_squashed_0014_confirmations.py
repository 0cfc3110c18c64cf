import core.models.people
import core.models.preferences
import core.text.sort_keys
import datetime
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("core", "0001_initial"),
        ("core", "0002_preferences"),
        ("core", "0003_job_token"),
        ("core", "0004_search_parts"),
        ("core", "0005_saved_views"),
        ("core", "0006_import_unit"),
        ("core", "0007_bulk_and_notifications"),
        ("core", "0008_calendars"),
        ("core", "0009_sort_by_words"),
        ("core", "0010_signatures"),
        ("core", "0011_gates_and_checklists"),
        ("core", "0012_health_marks"),
        ("core", "0013_mail_charts"),
        ("core", "0014_confirmations"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="AccessEntry",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("event", models.CharField(max_length=40)),
                ("time", models.DateTimeField()),
                ("payload", models.TextField()),
                ("previous", models.BinaryField(max_length=32, unique=True)),
                ("chain", models.BinaryField(max_length=32)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Record",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("type", models.CharField(max_length=64)),
                ("reference", models.CharField(max_length=64)),
                ("title", models.CharField(max_length=255)),
                ("search_text", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=0)),
                ("archived_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("type", "reference"), name="core_record_reference"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
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
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=64, verbose_name="phone")),
                (
                    "job_title",
                    models.CharField(blank=True, max_length=200, verbose_name="job title"),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("own", "Our organisation"),
                            ("customer", "Customer"),
                            ("supplier", "Supplier"),
                            ("other", "Other party"),
                        ],
                        default="own",
                        max_length=10,
                        verbose_name="side",
                    ),
                ),
                (
                    "organisation",
                    models.CharField(blank=True, max_length=200, verbose_name="organisation"),
                ),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "persons",
                "ordering": ("reference",),
                "abstract": False,
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("reference"),
                        name="core_person_e84ba5_sorts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Action",
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
                ("name", models.CharField(max_length=255, verbose_name="what")),
                ("details", models.TextField(blank=True, verbose_name="details")),
                ("due", models.DateField(blank=True, null=True, verbose_name="due")),
                (
                    "priority",
                    models.CharField(
                        choices=[("low", "Low"), ("medium", "Medium"), ("high", "High")],
                        default="medium",
                        max_length=10,
                        verbose_name="priority",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("in_progress", "In progress"),
                            ("done", "Done"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="open",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "outcome",
                    models.TextField(
                        blank=True,
                        help_text="What was done, and how one can see it.",
                        verbose_name="outcome",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="core.record",
                        verbose_name="concerns",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="core.person",
                        verbose_name="owner",
                    ),
                ),
            ],
            options={
                "verbose_name": "action",
                "verbose_name_plural": "actions",
                "ordering": ("reference",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True),
                            models.Q(("outcome", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="core_action_done_has_outcome",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
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
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[("en", "English"), ("de", "German")],
                        max_length=8,
                        verbose_name="language",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        blank=True,
                        max_length=64,
                        validators=[core.models.preferences.validate_time_zone],
                        verbose_name="time zone",
                    ),
                ),
                (
                    "density",
                    models.CharField(
                        choices=[("comfortable", "Comfortable"), ("compact", "Compact")],
                        default="comfortable",
                        max_length=12,
                        verbose_name="density",
                    ),
                ),
                (
                    "layout",
                    models.CharField(
                        choices=[("list", "List"), ("grid", "Grid")],
                        default="list",
                        max_length=8,
                        verbose_name="registers open as",
                    ),
                ),
                (
                    "tour_done",
                    models.BooleanField(default=False, verbose_name="the tour was seen or skipped"),
                ),
                ("first_views", models.JSONField(blank=True, default=dict)),
                ("channels", models.JSONField(blank=True, default=dict)),
                (
                    "digest_hour",
                    models.PositiveSmallIntegerField(
                        default=7,
                        validators=[django.core.validators.MaxValueValidator(23)],
                        verbose_name="hour of the daily mail",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail")),
                (
                    "roles",
                    models.JSONField(
                        blank=True,
                        default=list,
                        validators=[core.models.people.validate_roles],
                        verbose_name="roles",
                    ),
                ),
                (
                    "access_until",
                    models.DateField(
                        blank=True,
                        help_text="The last day of access.",
                        null=True,
                        verbose_name="access until",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "person",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="user",
                        to="core.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "ordering": ("reference",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("email", django.db.models.functions.text.Lower("email"))
                        ),
                        name="core_user_email_lower_case",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BulkChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("type", models.CharField(max_length=64)),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("change", "Change fields"),
                            ("archive", "Archive"),
                            ("restore", "Restore"),
                        ],
                        max_length=10,
                    ),
                ),
                ("typed", models.JSONField(default=dict)),
                ("rows", models.JSONField(default=list)),
                ("reason", models.CharField(blank=True, max_length=500)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Waiting for confirmation"), ("done", "Carried out")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(db_index=True)),
                ("unit", models.UUIDField(null=True)),
                ("written", models.PositiveIntegerField(default=0)),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bulk_changes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Calendar",
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
                    "hours",
                    models.TextField(
                        help_text="Like “Mon–Fri 08:00–18:00; Sat 09:00–12:00”, or “24x7”.",
                        max_length=1000,
                        verbose_name="hours",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        blank=True,
                        help_text="Like “Europe/Berlin”. Empty: the organisation's.",
                        max_length=64,
                        validators=[core.models.preferences.validate_time_zone],
                        verbose_name="time zone",
                    ),
                ),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
            ],
            options={
                "verbose_name": "service hours",
                "verbose_name_plural": "service hours",
                "ordering": ("reference",),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Document",
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
                ("kind", models.CharField(blank=True, max_length=100, verbose_name="kind")),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "ordering": ("reference",),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChecklistStep",
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
                    "purpose",
                    models.CharField(
                        choices=[
                            ("introduction", "Introduction"),
                            ("transfer", "Transfer to another party"),
                            ("retirement", "Retirement"),
                            ("ending", "End of a relationship"),
                            ("exit", "Exit from a contract"),
                        ],
                        max_length=16,
                        verbose_name="purpose",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("name", models.CharField(max_length=255, verbose_name="what")),
                ("details", models.TextField(blank=True, verbose_name="details")),
                ("due", models.DateField(blank=True, null=True, verbose_name="due")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("done", "Done"),
                            ("not_applicable", "Not applicable"),
                        ],
                        default="open",
                        max_length=16,
                        verbose_name="state",
                    ),
                ),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="done on")),
                (
                    "remark",
                    models.TextField(
                        blank=True,
                        help_text="How one can see that it was done, or why it does not apply.",
                        verbose_name="remark",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checklist_steps",
                        to="core.record",
                        verbose_name="concerns",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shows_steps",
                        to="core.document",
                        verbose_name="evidence",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checklist_steps",
                        to="core.person",
                        verbose_name="responsible",
                    ),
                ),
            ],
            options={
                "verbose_name": "checklist step",
                "verbose_name_plural": "checklist steps",
                "ordering": ("reference",),
                "abstract": False,
                "indexes": [
                    models.Index(
                        fields=["subject", "purpose"], name="core_checkl_subject_6687ff_idx"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True),
                            ("done_on__isnull", False),
                            _connector="OR",
                        ),
                        name="core_checkliststep_done_on",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChecklistTemplate",
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
                    "purpose",
                    models.CharField(
                        choices=[
                            ("introduction", "Introduction"),
                            ("transfer", "Transfer to another party"),
                            ("retirement", "Retirement"),
                            ("ending", "End of a relationship"),
                            ("exit", "Exit from a contract"),
                        ],
                        max_length=16,
                        verbose_name="purpose",
                    ),
                ),
                ("details", models.TextField(blank=True, verbose_name="details")),
            ],
            options={
                "verbose_name": "checklist template",
                "verbose_name_plural": "checklist templates",
                "ordering": ("reference",),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("size", models.BigIntegerField()),
                ("time", models.DateTimeField()),
                ("note", models.TextField()),
            ],
            options={
                "indexes": [models.Index(fields=["size"], name="core_checkp_size_c88cb5_idx")],
            },
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                ("confirmed_at", models.DateTimeField(db_index=True, verbose_name="time")),
                ("confirmed_by", models.CharField(max_length=255, verbose_name="confirmed by")),
                ("user", models.UUIDField(null=True)),
                ("remark", models.CharField(blank=True, max_length=500, verbose_name="remark")),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="core.record",
                    ),
                ),
            ],
            options={
                "ordering": ("-confirmed_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="ConfirmationInterval",
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
                    "applies_to",
                    models.CharField(
                        blank=True,
                        help_text="Its name in addresses: services, customers, … Empty for a single record.",
                        max_length=64,
                        null=True,
                        verbose_name="register",
                    ),
                ),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        default=12,
                        help_text="0: never.",
                        validators=[django.core.validators.MaxValueValidator(120)],
                        verbose_name="months",
                    ),
                ),
                ("remark", models.CharField(blank=True, max_length=255, verbose_name="remark")),
                (
                    "subject",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmation_intervals",
                        to="core.record",
                        verbose_name="only this record",
                    ),
                ),
            ],
            options={
                "verbose_name": "confirmation interval",
                "verbose_name_plural": "confirmation intervals",
                "ordering": ("reference",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("archived_at", None)),
                        fields=("applies_to",),
                        name="core_interval_register_once",
                        violation_error_message="This register has an interval already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("archived_at", None)),
                        fields=("subject",),
                        name="core_interval_subject_once",
                        violation_error_message="This record has an interval already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("subject", None), ("applies_to", None), _connector="XOR"
                        ),
                        name="core_interval_one_or_all",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Counter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("type", models.CharField(max_length=64, unique=True)),
                ("next", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DocumentLink",
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
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="core.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="document_links",
                        to="core.record",
                        verbose_name="belongs to",
                    ),
                ),
            ],
            options={
                "verbose_name": "document link",
                "verbose_name_plural": "document links",
                "ordering": ("reference",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("archived_at", None)),
                        fields=("document", "subject"),
                        name="core_documentlink_once",
                        violation_error_message="This document belongs to this record already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.PositiveIntegerField()),
                ("key", models.CharField(max_length=100, unique=True)),
                ("name", models.CharField(max_length=255)),
                ("size", models.BigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("content_type", models.CharField(max_length=100)),
                ("uploaded_at", models.DateTimeField()),
                ("uploaded_by", models.CharField(max_length=255)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="core.document",
                    ),
                ),
            ],
            options={
                "ordering": ("document", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "number"), name="core_documentversion_number"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GateOverride",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("before", models.CharField(max_length=32)),
                ("after", models.CharField(max_length=32)),
                ("missing", models.JSONField(default=list)),
                ("reason", models.TextField()),
                ("approved_by", models.CharField(max_length=255)),
                ("approved_at", models.DateTimeField()),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gate_overrides",
                        to="core.record",
                    ),
                ),
            ],
            options={
                "ordering": ("approved_at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="HealthMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("score", models.PositiveSmallIntegerField(null=True)),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="health_marks",
                        to="core.record",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("record", "day"), name="core_health_mark_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAction",
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
                ("name", models.CharField(max_length=255, verbose_name="what")),
                ("details", models.TextField(blank=True, verbose_name="details")),
                ("due", models.DateField(blank=True, null=True, verbose_name="due")),
                (
                    "priority",
                    models.CharField(
                        choices=[("low", "Low"), ("medium", "Medium"), ("high", "High")],
                        default="medium",
                        max_length=10,
                        verbose_name="priority",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("in_progress", "In progress"),
                            ("done", "Done"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="open",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "outcome",
                    models.TextField(
                        blank=True,
                        help_text="What was done, and how one can see it.",
                        verbose_name="outcome",
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
                        verbose_name="concerns",
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
            ],
            options={
                "verbose_name": "historical action",
                "verbose_name_plural": "historical actions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="core_action_past_51fdc3_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="core_histor_referen_8058f4_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="core_histor_valid_t_3a586c_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"), name="core_action_history_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="core_action_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCalendar",
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
                    "hours",
                    models.TextField(
                        help_text="Like “Mon–Fri 08:00–18:00; Sat 09:00–12:00”, or “24x7”.",
                        max_length=1000,
                        verbose_name="hours",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        blank=True,
                        help_text="Like “Europe/Berlin”. Empty: the organisation's.",
                        max_length=64,
                        validators=[core.models.preferences.validate_time_zone],
                        verbose_name="time zone",
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
            ],
            options={
                "verbose_name": "historical service hours",
                "verbose_name_plural": "historical service hours",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="core_calendar_pas_81dfc4_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="core_histor_referen_1a3554_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="core_histor_valid_t_28f650_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"), name="core_calendar_history_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="core_calendar_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalChecklistStep",
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
                    "purpose",
                    models.CharField(
                        choices=[
                            ("introduction", "Introduction"),
                            ("transfer", "Transfer to another party"),
                            ("retirement", "Retirement"),
                            ("ending", "End of a relationship"),
                            ("exit", "Exit from a contract"),
                        ],
                        max_length=16,
                        verbose_name="purpose",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("name", models.CharField(max_length=255, verbose_name="what")),
                ("details", models.TextField(blank=True, verbose_name="details")),
                ("due", models.DateField(blank=True, null=True, verbose_name="due")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("done", "Done"),
                            ("not_applicable", "Not applicable"),
                        ],
                        default="open",
                        max_length=16,
                        verbose_name="state",
                    ),
                ),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="done on")),
                (
                    "remark",
                    models.TextField(
                        blank=True,
                        help_text="How one can see that it was done, or why it does not apply.",
                        verbose_name="remark",
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
                        verbose_name="concerns",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.document",
                        verbose_name="evidence",
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
                        verbose_name="responsible",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical checklist step",
                "verbose_name_plural": "historical checklist steps",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="core_checklistste_0d2ec9_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="core_histor_referen_dcdba6_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="core_histor_valid_t_c7d6ec_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"), name="core_checkliststep_history_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="core_checkliststep_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalChecklistTemplate",
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
                    "purpose",
                    models.CharField(
                        choices=[
                            ("introduction", "Introduction"),
                            ("transfer", "Transfer to another party"),
                            ("retirement", "Retirement"),
                            ("ending", "End of a relationship"),
                            ("exit", "Exit from a contract"),
                        ],
                        max_length=16,
                        verbose_name="purpose",
                    ),
                ),
                ("details", models.TextField(blank=True, verbose_name="details")),
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
                "verbose_name": "historical checklist template",
                "verbose_name_plural": "historical checklist templates",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="core_checklisttem_a4833d_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="core_histor_referen_84a02d_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="core_histor_valid_t_2d3ef1_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"), name="core_checklisttemplate_history_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="core_checklisttemplate_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalConfirmationInterval",
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
                    "applies_to",
                    models.CharField(
                        blank=True,
                        help_text="Its name in addresses: services, customers, … Empty for a single record.",
                        max_length=64,
                        null=True,
                        verbose_name="register",
                    ),
                ),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        default=12,
                        help_text="0: never.",
                        validators=[django.core.validators.MaxValueValidator(120)],
                        verbose_name="months",
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
                        verbose_name="only this record",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical confirmation interval",
                "verbose_name_plural": "historical confirmation intervals",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="core_confirmation_1863b3_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="core_histor_referen_591093_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="core_histor_valid_t_5244dd_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"),
                        name="core_confirmationinterval_history_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="core_confirmationinterval_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDocument",
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
                ("kind", models.CharField(blank=True, max_length=100, verbose_name="kind")),
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
                "verbose_name": "historical document",
                "verbose_name_plural": "historical documents",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="core_document_pas_fe9b57_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="core_histor_referen_fd5210_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="core_histor_valid_t_d48482_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"), name="core_document_history_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="core_document_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDocumentLink",
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
                        verbose_name="belongs to",
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
                        verbose_name="document",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical document link",
                "verbose_name_plural": "historical document links",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="core_documentlink_92900b_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="core_histor_referen_991f46_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="core_histor_valid_t_492ecf_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"), name="core_documentlink_history_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="core_documentlink_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalHoliday",
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
                ("day", models.DateField(verbose_name="day")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "hours",
                    models.CharField(
                        blank=True,
                        help_text="Like “09:00–12:00”. Empty: closed.",
                        max_length=100,
                        verbose_name="hours on that day",
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
            ],
            options={
                "verbose_name": "historical holiday",
                "verbose_name_plural": "historical holidays",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="core_holiday_past_c92930_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="core_histor_referen_273796_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="core_histor_valid_t_4df6d1_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"), name="core_holiday_history_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="core_holiday_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPerson",
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
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=64, verbose_name="phone")),
                (
                    "job_title",
                    models.CharField(blank=True, max_length=200, verbose_name="job title"),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("own", "Our organisation"),
                            ("customer", "Customer"),
                            ("supplier", "Supplier"),
                            ("other", "Other party"),
                        ],
                        default="own",
                        max_length=10,
                        verbose_name="side",
                    ),
                ),
                (
                    "organisation",
                    models.CharField(blank=True, max_length=200, verbose_name="organisation"),
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
            ],
            options={
                "verbose_name": "historical person",
                "verbose_name_plural": "historical persons",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="core_person_past_b37e9f_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="core_histor_referen_433f99_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="core_histor_valid_t_d117b2_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"), name="core_person_history_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="core_person_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTemplateStep",
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
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("name", models.CharField(max_length=255, verbose_name="what")),
                ("details", models.TextField(blank=True, verbose_name="details")),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Due so many days after the beginning.",
                        null=True,
                        verbose_name="days",
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
                    "template",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.checklisttemplate",
                        verbose_name="template",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical step of a template",
                "verbose_name_plural": "historical steps of templates",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="core_templatestep_4b89cd_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="core_histor_referen_d1e658_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="core_histor_valid_t_b2e401_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"), name="core_templatestep_history_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="core_templatestep_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalUser",
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
                ("email", models.EmailField(db_index=True, max_length=254, verbose_name="e-mail")),
                (
                    "roles",
                    models.JSONField(
                        blank=True,
                        default=list,
                        validators=[core.models.people.validate_roles],
                        verbose_name="roles",
                    ),
                ),
                (
                    "access_until",
                    models.DateField(
                        blank=True,
                        help_text="The last day of access.",
                        null=True,
                        verbose_name="access until",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
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
            ],
            options={
                "verbose_name": "historical user",
                "verbose_name_plural": "historical users",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="core_user_past_1ec815_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="core_histor_referen_494a1e_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="core_histor_valid_t_a9f473_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"), name="core_user_history_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="core_user_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Holiday",
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
                ("day", models.DateField(verbose_name="day")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "hours",
                    models.CharField(
                        blank=True,
                        help_text="Like “09:00–12:00”. Empty: closed.",
                        max_length=100,
                        verbose_name="hours on that day",
                    ),
                ),
                ("remark", models.CharField(blank=True, max_length=255, verbose_name="remark")),
                (
                    "calendar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holidays",
                        to="core.calendar",
                        verbose_name="service hours",
                    ),
                ),
            ],
            options={
                "verbose_name": "holiday",
                "verbose_name_plural": "holidays",
                "ordering": ("reference",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("archived_at", None)),
                        fields=("calendar", "day"),
                        name="core_holiday_once",
                        violation_error_message="These service hours have this holiday already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IdempotencyKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=255)),
                ("request_digest", models.CharField(max_length=64)),
                ("status", models.PositiveSmallIntegerField()),
                ("body", models.TextField()),
                ("headers", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user", "key"), name="core_idempotencykey_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Token",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("hint", models.CharField(editable=False, max_length=12)),
                ("scopes", models.JSONField(default=list, verbose_name="scopes")),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(verbose_name="expires")),
                ("revoked_at", models.DateTimeField(null=True)),
                ("last_used_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tokens",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "token",
                "verbose_name_plural": "tokens",
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kind", models.CharField(max_length=40)),
                ("params", models.JSONField(default=dict)),
                ("scopes", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("progress", models.PositiveSmallIntegerField(default=0)),
                ("message", models.CharField(blank=True, max_length=500)),
                ("cancel_requested", models.BooleanField(default=False)),
                ("file", models.CharField(blank=True, max_length=255)),
                ("file_name", models.CharField(blank=True, max_length=255)),
                ("created_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(null=True)),
                ("heartbeat_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                (
                    "token",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.token",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="jobs",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "created_at"], name="core_job_state_c01c8b_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportPreview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("type", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waiting for confirmation"),
                            ("running", "Being carried out"),
                            ("done", "Carried out"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=255)),
                ("key", models.CharField(max_length=100, unique=True)),
                ("size", models.BigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("wishes", models.JSONField(default=dict)),
                ("outcome", models.BinaryField(null=True)),
                ("problem", models.TextField(blank=True)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(db_index=True)),
                ("written", models.PositiveIntegerField(default=0)),
                ("taken_at", models.DateTimeField(null=True)),
                ("unit", models.UUIDField(null=True)),
                (
                    "job",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports",
                        to="core.job",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="import_previews",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LedgerEntry",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("record", "Record"),
                            ("fact", "Fact"),
                            ("schema", "Schema"),
                            ("erase", "Erasure"),
                        ],
                        max_length=10,
                    ),
                ),
                ("type", models.CharField(max_length=64)),
                ("version", models.PositiveIntegerField(null=True)),
                ("history_id", models.BigIntegerField(null=True)),
                ("time", models.DateTimeField()),
                ("payload", models.TextField()),
                ("nonce", models.BinaryField(max_length=32, null=True)),
                ("salts", models.TextField(blank=True)),
                ("digests", models.TextField(blank=True)),
                ("leaf", models.BinaryField(max_length=32)),
                ("previous", models.BinaryField(max_length=32, unique=True)),
                ("chain", models.BinaryField(max_length=32)),
                (
                    "record",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="core.record",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["time"], name="core_ledger_time_888a8b_idx"),
                    models.Index(
                        fields=["type", "kind", "seq"], name="core_ledger_type_45662b_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"), name="core_ledger_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("seq__gte", 1)), name="core_ledger_seq"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kind", models.CharField(max_length=40)),
                ("dedup_key", models.CharField(max_length=255, unique=True)),
                ("title", models.CharField(max_length=255)),
                ("body", models.TextField(blank=True)),
                ("url", models.CharField(blank=True, max_length=255)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("app", "In the application"),
                            ("mail", "Also by mail, at once"),
                            ("digest", "Also in one mail a day"),
                            ("none", "Not at all"),
                        ],
                        max_length=10,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                ("mailed_at", models.DateTimeField(null=True)),
                (
                    "record",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notifications",
                        to="core.record",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notifications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-created_at", "-pk"),
                "indexes": [
                    models.Index(
                        fields=["user", "-created_at"], name="core_notifi_user_id_1cc5b6_idx"
                    ),
                    models.Index(
                        condition=models.Q(("read_at", None)),
                        fields=["user"],
                        name="core_notification_unread",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutboxMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("dedup_key", models.CharField(max_length=255, unique=True)),
                ("message_id", models.CharField(max_length=255, unique=True)),
                ("recipient", models.EmailField(max_length=254)),
                ("subject", models.CharField(max_length=255)),
                ("body", models.TextField()),
                ("chart", models.JSONField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("sent", "Sent"), ("failed", "Failed")],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("next_attempt", models.DateTimeField()),
                ("leased_until", models.DateTimeField(null=True)),
                ("last_error", models.TextField(blank=True)),
                ("created_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "record",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="core.record",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["state", "next_attempt"], name="core_outbox_state_71289c_idx"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("type", models.CharField(max_length=64)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("administrator", "Administrator"),
                            ("service_manager", "Service manager"),
                            ("service_level_manager", "Service level manager"),
                            ("service_owner", "Service owner"),
                            ("relationship_manager", "Business relationship manager"),
                            ("supplier_manager", "Supplier manager"),
                            ("auditor", "Auditor"),
                            ("representative", "Customer representative"),
                        ],
                        max_length=32,
                    ),
                ),
                ("view", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("type", "role"), name="core_roleview_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("type", models.CharField(max_length=64)),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("params", models.JSONField(default=dict)),
                (
                    "layout",
                    models.CharField(
                        choices=[("list", "List"), ("grid", "Grid")],
                        default="list",
                        max_length=8,
                        verbose_name="layout",
                    ),
                ),
                ("grid", models.JSONField(default=dict)),
                ("roles", models.JSONField(default=list, verbose_name="shared with")),
                ("created_at", models.DateTimeField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="saved_views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "view",
                "verbose_name_plural": "views",
                "ordering": ("name",),
                "indexes": [models.Index(fields=["type"], name="core_savedv_type_cb13fd_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "type", "name"), name="core_savedview_name_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                ("content", models.CharField(max_length=64)),
                ("parts", models.JSONField()),
                ("party", models.CharField(max_length=40, verbose_name="for")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("capacity", models.CharField(max_length=255, verbose_name="capacity")),
                (
                    "meaning",
                    models.CharField(
                        choices=[
                            ("agrees", "agrees"),
                            ("approves", "approves"),
                            ("confirms", "confirms that it still holds"),
                            ("acknowledges", "has taken note"),
                        ],
                        max_length=12,
                        verbose_name="meaning",
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("account", "Signed in, password entered again"),
                            ("link", "By a link sent to the signer"),
                            ("outside", "Agreed outside of this application"),
                        ],
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                ("signed_at", models.DateTimeField(verbose_name="time")),
                ("agreed_on", models.DateField(null=True, verbose_name="agreed on")),
                (
                    "entered_by",
                    models.CharField(blank=True, max_length=255, verbose_name="entered by"),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="core.record",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proof",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proves",
                        to="core.document",
                    ),
                ),
                (
                    "signer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="core.person",
                    ),
                ),
            ],
            options={
                "ordering": ("signed_at", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "party", "content", "meaning"), name="core_signature_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("method", "outside"), _negated=True),
                            models.Q(("agreed_on__isnull", False), ("proof__isnull", False)),
                            _connector="OR",
                        ),
                        name="core_signature_proved",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SingleUseLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("purpose", models.CharField(choices=[("sign", "Sign")], max_length=20)),
                ("detail", models.CharField(blank=True, max_length=40)),
                ("given_by", models.CharField(max_length=255)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("opened", models.PositiveIntegerField(default=0)),
                ("opened_at", models.DateTimeField(null=True)),
                ("used_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="single_use_links",
                        to="core.record",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="single_use_links",
                        to="core.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["record", "purpose"], name="core_single_record__57d95d_idx"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TemplateStep",
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
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("name", models.CharField(max_length=255, verbose_name="what")),
                ("details", models.TextField(blank=True, verbose_name="details")),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Due so many days after the beginning.",
                        null=True,
                        verbose_name="days",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="core.checklisttemplate",
                        verbose_name="template",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a template",
                "verbose_name_plural": "steps of templates",
                "ordering": ("reference",),
                "abstract": False,
            },
        ),
    ]
