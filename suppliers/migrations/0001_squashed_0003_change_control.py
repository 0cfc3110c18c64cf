import core.text.sort_keys
import datetime
import django.db.models.deletion
import simple_history.models
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("suppliers", "0001_initial"),
        ("suppliers", "0002_sort_by_words"),
        ("suppliers", "0003_change_control"),
    ]

    initial = True

    dependencies = [
        ("core", "0001_squashed_0014_confirmations"),
        ("portfolio", "0001_squashed_0014_catalogue"),
        ("relationships", "0001_squashed_0008_assignments"),
    ]

    operations = [
        migrations.CreateModel(
            name="Supplier",
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
                            ("external", "External supplier"),
                            ("internal", "Internal supplier"),
                            ("customer", "Customer acting as supplier"),
                        ],
                        default="external",
                        max_length=10,
                        verbose_name="kind",
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
                    "services_provided",
                    models.TextField(blank=True, verbose_name="services provided"),
                ),
                ("escalation", models.TextField(blank=True, verbose_name="escalation path")),
                (
                    "review_frequency",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("monthly", "Monthly"),
                            ("quarterly", "Quarterly"),
                            ("semiannual", "Semi-annual"),
                            ("annual", "Annual"),
                        ],
                        max_length=12,
                        verbose_name="review frequency",
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
                    "risk_level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("low", "Low"),
                            ("medium", "Medium"),
                            ("high", "High"),
                            ("critical", "Critical"),
                        ],
                        max_length=10,
                        verbose_name="risk level",
                    ),
                ),
                ("address", models.TextField(blank=True, verbose_name="address")),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supplier_contact_of",
                        to="core.person",
                        verbose_name="their contact",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        help_text="Which customer, where a customer acts as supplier.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supplying",
                        to="relationships.customer",
                        verbose_name="as customer",
                    ),
                ),
                (
                    "manager",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="managed_suppliers",
                        to="core.person",
                        verbose_name="supplier manager",
                    ),
                ),
            ],
            options={
                "verbose_name": "supplier",
                "verbose_name_plural": "suppliers",
                "ordering": ("reference",),
                "abstract": False,
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("reference"),
                        name="suppliers_supplie_4d3ed7_sorts",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
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
                ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("contract", "Contract"),
                            ("msa", "Master service agreement"),
                            ("sla", "Service level agreement"),
                            ("ola", "Operational level agreement"),
                            ("purchase_order", "Purchase order"),
                        ],
                        default="contract",
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("active", "In force"),
                            ("expired", "Expired"),
                            ("terminated", "Terminated"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="state",
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
                ("scope", models.TextField(blank=True, verbose_name="scope")),
                ("targets", models.TextField(blank=True, verbose_name="targets")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="start")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="end")),
                (
                    "notice_days",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Days before the end of the term.",
                        null=True,
                        verbose_name="notice in days",
                    ),
                ),
                (
                    "renewal",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "Ends"),
                            ("tacit", "Goes on unless notice is given"),
                            ("express", "Goes on only if agreed"),
                        ],
                        max_length=10,
                        verbose_name="renewal",
                    ),
                ),
                (
                    "renewal_months",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Length of each further term.",
                        null=True,
                        verbose_name="renewed for months",
                    ),
                ),
                (
                    "charging_basis",
                    models.CharField(blank=True, max_length=200, verbose_name="basis for charging"),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=15, null=True, verbose_name="value"
                    ),
                ),
                ("currency", models.CharField(blank=True, max_length=3, verbose_name="currency")),
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
                    "last_review",
                    models.DateField(blank=True, null=True, verbose_name="last review"),
                ),
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
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="suppliers.supplier",
                        verbose_name="supplier",
                    ),
                ),
            ],
            options={
                "verbose_name": "agreement",
                "verbose_name_plural": "agreements",
                "ordering": ("reference",),
                "abstract": False,
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("reference"),
                        name="suppliers_agreeme_3aaf0a_sorts",
                    ),
                    models.Index(fields=["ends_on"], name="suppliers_a_ends_on_7f8e36_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__gte", models.F("starts_on")),
                            ("starts_on", None),
                            ("ends_on", None),
                            _connector="OR",
                        ),
                        name="suppliers_agreement_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount", None),
                            models.Q(("currency", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="suppliers_agreement_currency",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("renewal", "tacit"), _negated=True),
                            ("renewal_months__gte", 1),
                            _connector="OR",
                        ),
                        name="suppliers_agreement_renewal",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAgreement",
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
                ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("contract", "Contract"),
                            ("msa", "Master service agreement"),
                            ("sla", "Service level agreement"),
                            ("ola", "Operational level agreement"),
                            ("purchase_order", "Purchase order"),
                        ],
                        default="contract",
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("active", "In force"),
                            ("expired", "Expired"),
                            ("terminated", "Terminated"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="state",
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
                ("scope", models.TextField(blank=True, verbose_name="scope")),
                ("targets", models.TextField(blank=True, verbose_name="targets")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="start")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="end")),
                (
                    "notice_days",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Days before the end of the term.",
                        null=True,
                        verbose_name="notice in days",
                    ),
                ),
                (
                    "renewal",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "Ends"),
                            ("tacit", "Goes on unless notice is given"),
                            ("express", "Goes on only if agreed"),
                        ],
                        max_length=10,
                        verbose_name="renewal",
                    ),
                ),
                (
                    "renewal_months",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Length of each further term.",
                        null=True,
                        verbose_name="renewed for months",
                    ),
                ),
                (
                    "charging_basis",
                    models.CharField(blank=True, max_length=200, verbose_name="basis for charging"),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=15, null=True, verbose_name="value"
                    ),
                ),
                ("currency", models.CharField(blank=True, max_length=3, verbose_name="currency")),
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
                    "last_review",
                    models.DateField(blank=True, null=True, verbose_name="last review"),
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
                    "supplier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="suppliers.supplier",
                        verbose_name="supplier",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical agreement",
                "verbose_name_plural": "historical agreements",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="suppliers_agreeme_dc07a8_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="suppliers_h_referen_be6719_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="suppliers_h_valid_t_68b2e6_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"), name="suppliers_agreement_history_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="suppliers_agreement_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSupplier",
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
                            ("external", "External supplier"),
                            ("internal", "Internal supplier"),
                            ("customer", "Customer acting as supplier"),
                        ],
                        default="external",
                        max_length=10,
                        verbose_name="kind",
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
                    "services_provided",
                    models.TextField(blank=True, verbose_name="services provided"),
                ),
                ("escalation", models.TextField(blank=True, verbose_name="escalation path")),
                (
                    "review_frequency",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("monthly", "Monthly"),
                            ("quarterly", "Quarterly"),
                            ("semiannual", "Semi-annual"),
                            ("annual", "Annual"),
                        ],
                        max_length=12,
                        verbose_name="review frequency",
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
                    "risk_level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("low", "Low"),
                            ("medium", "Medium"),
                            ("high", "High"),
                            ("critical", "Critical"),
                        ],
                        max_length=10,
                        verbose_name="risk level",
                    ),
                ),
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
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="core.person",
                        verbose_name="their contact",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Which customer, where a customer acts as supplier.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relationships.customer",
                        verbose_name="as customer",
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
                        verbose_name="supplier manager",
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
                "verbose_name": "historical supplier",
                "verbose_name_plural": "historical suppliers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="suppliers_supplie_58a536_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="suppliers_h_referen_8ebcf7_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="suppliers_h_valid_t_c2470a_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"), name="suppliers_supplier_history_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="suppliers_supplier_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSupply",
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
                    "contribution",
                    models.CharField(blank=True, max_length=255, verbose_name="contribution"),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
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
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="suppliers.agreement",
                        verbose_name="agreement",
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
                    "supplier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="suppliers.supplier",
                        verbose_name="supplier",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical supply",
                "verbose_name_plural": "historical supplies",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
                "indexes": [
                    models.Index(
                        core.text.sort_keys.SortKey("title"),
                        models.F("record"),
                        models.F("valid_from"),
                        models.F("valid_to"),
                        name="suppliers_supply__639929_sorts",
                    ),
                    models.Index(
                        fields=["reference", "record", "valid_from", "valid_to"],
                        name="suppliers_h_referen_d835c2_idx",
                    ),
                    models.Index(
                        fields=["valid_to", "valid_from"], name="suppliers_h_valid_t_9a0626_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "version"), name="suppliers_supply_history_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_to__gt", models.F("valid_from"))),
                        name="suppliers_supply_history_range",
                    ),
                ],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Supply",
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
                    "contribution",
                    models.CharField(blank=True, max_length=255, verbose_name="contribution"),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supplies",
                        to="suppliers.agreement",
                        verbose_name="agreement",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supplies",
                        to="portfolio.service",
                        verbose_name="service",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supplies",
                        to="suppliers.supplier",
                        verbose_name="supplier",
                    ),
                ),
            ],
            options={
                "verbose_name": "supply",
                "verbose_name_plural": "supplies",
                "ordering": ("reference",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("archived_at", None)),
                        fields=("service", "supplier", "contribution"),
                        name="suppliers_supply_once",
                        violation_error_message="This supplier contributes this already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__gte", models.F("starts_on")),
                            ("starts_on", None),
                            ("ends_on", None),
                            _connector="OR",
                        ),
                        name="suppliers_supply_period",
                    ),
                ],
            },
        ),
    ]
