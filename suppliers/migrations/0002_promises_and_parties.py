import core.database.operations
import core.models.quantities
import core.text.sort_keys
import datetime
import django.core.validators
import django.db.models.deletion
import simple_history.models
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("core", "0008_calendars_signatures_gates"),
        ("portfolio", "0002_service_levels"),
        ("relationships", "0004_tiers_complaints_groups_needs"),
        ('suppliers', '0001_initial'),
    ]

    operations = [
        core.database.operations.RemoveIndex(
            model_name='agreement',
            name='suppliers_a_title_02b0e9_idx',
        ),
        core.database.operations.RemoveIndex(
            model_name='historicalagreement',
            name='suppliers_h_title_bee4c3_idx',
        ),
        core.database.operations.RemoveIndex(
            model_name='historicalsupplier',
            name='suppliers_h_title_2068cd_idx',
        ),
        core.database.operations.RemoveIndex(
            model_name='historicalsupply',
            name='suppliers_h_title_5ab455_idx',
        ),
        core.database.operations.RemoveIndex(
            model_name='supplier',
            name='suppliers_s_title_31cca9_idx',
        ),
        core.database.operations.AddIndex(
            model_name='agreement',
            index=models.Index(core.text.sort_keys.SortKey('title'), models.F('reference'), name='suppliers_agreeme_3aaf0a_sorts'),
        ),
        core.database.operations.AddIndex(
            model_name='historicalagreement',
            index=models.Index(core.text.sort_keys.SortKey('title'), models.F('record'), models.F('valid_from'), models.F('valid_to'), name='suppliers_agreeme_dc07a8_sorts'),
        ),
        core.database.operations.AddIndex(
            model_name='historicalsupplier',
            index=models.Index(core.text.sort_keys.SortKey('title'), models.F('record'), models.F('valid_from'), models.F('valid_to'), name='suppliers_supplie_58a536_sorts'),
        ),
        core.database.operations.AddIndex(
            model_name='historicalsupply',
            index=models.Index(core.text.sort_keys.SortKey('title'), models.F('record'), models.F('valid_from'), models.F('valid_to'), name='suppliers_supply__639929_sorts'),
        ),
        core.database.operations.AddIndex(
            model_name='supplier',
            index=models.Index(core.text.sort_keys.SortKey('title'), models.F('reference'), name='suppliers_supplie_4d3ed7_sorts'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='change_approved_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.person', verbose_name='change approved by'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='change_reference',
            field=models.CharField(blank=True, max_length=100, verbose_name='change reference'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='impact',
            field=models.TextField(blank=True, help_text='What the change means for customers, cost, suppliers, other services.', verbose_name='assessed impact of the change'),
        ),
        migrations.AddField(
            model_name='historicalagreement',
            name='change_approved_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='core.person', verbose_name='change approved by'),
        ),
        migrations.AddField(
            model_name='historicalagreement',
            name='change_reference',
            field=models.CharField(blank=True, max_length=100, verbose_name='change reference'),
        ),
        migrations.AddField(
            model_name='historicalagreement',
            name='impact',
            field=models.TextField(blank=True, help_text='What the change means for customers, cost, suppliers, other services.', verbose_name='assessed impact of the change'),
        ),
        migrations.AddField(
            model_name='historicalsupply',
            name='availability',
            field=core.models.quantities.QuantityField(blank=True, decimal_places=4, help_text='As the agreement says; counts while the agreement is in force.', max_digits=7, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)], verbose_name='availability promised (%)'),
        ),
        migrations.AddField(
            model_name='historicalsupply',
            name='calendar',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='core.calendar', verbose_name='hours of cover promised'),
        ),
        migrations.AddField(
            model_name='historicalsupply',
            name='component',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='What is promised holds for this part. Empty: for the service as a whole.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='portfolio.component', verbose_name='component'),
        ),
        migrations.AddField(
            model_name='historicalsupply',
            name='response',
            field=core.models.quantities.QuantityField(blank=True, decimal_places=2, max_digits=9, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='answers within (minutes)'),
        ),
        migrations.AddField(
            model_name='supply',
            name='availability',
            field=core.models.quantities.QuantityField(blank=True, decimal_places=4, help_text='As the agreement says; counts while the agreement is in force.', max_digits=7, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)], verbose_name='availability promised (%)'),
        ),
        migrations.AddField(
            model_name='supply',
            name='calendar',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supplies', to='core.calendar', verbose_name='hours of cover promised'),
        ),
        migrations.AddField(
            model_name='supply',
            name='component',
            field=models.ForeignKey(blank=True, help_text='What is promised holds for this part. Empty: for the service as a whole.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supplies', to='portfolio.component', verbose_name='component'),
        ),
        migrations.AddField(
            model_name='supply',
            name='response',
            field=core.models.quantities.QuantityField(blank=True, decimal_places=2, max_digits=9, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='answers within (minutes)'),
        ),
        migrations.CreateModel(
            name='HistoricalInvolvement',
            fields=[
                ('valid_from', models.DateTimeField()),
                ('valid_to', models.DateTimeField(default=datetime.datetime(9999, 1, 1, 0, 0, tzinfo=datetime.timezone.utc))),
                ('history_unit', models.UUIDField()),
                ('history_event', models.CharField(choices=[('create', 'Created'), ('change', 'Changed'), ('archive', 'Archived'), ('restore', 'Restored'), ('fact', 'Recorded'), ('schema', 'Fields changed'), ('erase', 'Erased')], max_length=10)),
                ('history_origin', models.CharField(choices=[('screen', 'Screen'), ('api', 'API'), ('import', 'Import'), ('task', 'Task'), ('link', 'Link'), ('command', 'Command'), ('migration', 'Migration')], max_length=10)),
                ('history_actor', models.CharField(max_length=255)),
                ('history_request', models.CharField(blank=True, max_length=64)),
                ('uid', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('reference', models.CharField(blank=True, db_index=True, help_text='Unique and never used again. Left empty, the next number is taken.', max_length=64, verbose_name='reference')),
                ('title', models.CharField(editable=False, max_length=255, verbose_name='title')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('archived_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='archived')),
                ('history_user_id', models.UUIDField(null=True)),
                ('contribution', models.CharField(blank=True, max_length=255, verbose_name='what it does')),
                ('controls', models.TextField(blank=True, help_text='How we keep it under control: measured, evaluated, agreed, reviewed.', verbose_name='controls')),
                ('access', models.TextField(blank=True, help_text='Which information and systems it may reach.', verbose_name='access given')),
                ('access_controls', models.TextField(blank=True, verbose_name='controls of the access')),
                ('agreed_on', models.DateField(blank=True, null=True, verbose_name='controls agreed on')),
                ('review_due', models.DateField(blank=True, null=True, verbose_name='review due')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('component', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='portfolio.component', verbose_name='component')),
                ('customer', models.ForeignKey(blank=True, db_constraint=False, help_text='A customer that does something itself.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='relationships.customer', verbose_name='customer')),
                ('process', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='portfolio.process', verbose_name='process')),
                ('record', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='core.record')),
                ('service', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='portfolio.service', verbose_name='service')),
                ('supplier', models.ForeignKey(blank=True, db_constraint=False, help_text='External, internal, or a customer acting as one.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='suppliers.supplier', verbose_name='supplier')),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='portfolio.organisationunit', verbose_name='own unit')),
            ],
            options={
                'verbose_name': 'historical involvement of a party',
                'verbose_name_plural': 'historical involvements of parties',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
                'indexes': [models.Index(core.text.sort_keys.SortKey('title'), models.F('record'), models.F('valid_from'), models.F('valid_to'), name='suppliers_involve_381b56_sorts'), models.Index(fields=['reference', 'record', 'valid_from', 'valid_to'], name='suppliers_h_referen_7768d5_idx'), models.Index(fields=['valid_to', 'valid_from'], name='suppliers_h_valid_t_2cf493_idx')],
                'constraints': [models.UniqueConstraint(fields=('record', 'version'), name='suppliers_involvement_history_version'), models.CheckConstraint(condition=models.Q(('valid_to__gt', models.F('valid_from'))), name='suppliers_involvement_history_range')],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Involvement',
            fields=[
                ('record', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='%(class)s', serialize=False, to='core.record')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('reference', models.CharField(blank=True, help_text='Unique and never used again. Left empty, the next number is taken.', max_length=64, unique=True, verbose_name='reference')),
                ('title', models.CharField(editable=False, max_length=255, verbose_name='title')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('archived_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='archived')),
                ('contribution', models.CharField(blank=True, max_length=255, verbose_name='what it does')),
                ('controls', models.TextField(blank=True, help_text='How we keep it under control: measured, evaluated, agreed, reviewed.', verbose_name='controls')),
                ('access', models.TextField(blank=True, help_text='Which information and systems it may reach.', verbose_name='access given')),
                ('access_controls', models.TextField(blank=True, verbose_name='controls of the access')),
                ('agreed_on', models.DateField(blank=True, null=True, verbose_name='controls agreed on')),
                ('review_due', models.DateField(blank=True, null=True, verbose_name='review due')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('component', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='involvements', to='portfolio.component', verbose_name='component')),
                ('customer', models.ForeignKey(blank=True, help_text='A customer that does something itself.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='involvements', to='relationships.customer', verbose_name='customer')),
                ('process', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='involvements', to='portfolio.process', verbose_name='process')),
                ('service', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='involvements', to='portfolio.service', verbose_name='service')),
                ('supplier', models.ForeignKey(blank=True, help_text='External, internal, or a customer acting as one.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='involvements', to='suppliers.supplier', verbose_name='supplier')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='involvements', to='portfolio.organisationunit', verbose_name='own unit')),
            ],
            options={
                'verbose_name': 'involvement of a party',
                'verbose_name_plural': 'involvements of parties',
                'ordering': ('reference',),
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('customer__isnull', True), ('supplier__isnull', True), ('unit__isnull', False)), models.Q(('customer__isnull', True), ('supplier__isnull', False), ('unit__isnull', True)), models.Q(('customer__isnull', False), ('supplier__isnull', True), ('unit__isnull', True)), _connector='OR'), name='suppliers_involvement_one_party'), models.CheckConstraint(condition=models.Q(models.Q(('component__isnull', True), ('process__isnull', True), ('service__isnull', False)), models.Q(('component__isnull', False), ('process__isnull', True), ('service__isnull', True)), models.Q(('component__isnull', True), ('process__isnull', False), ('service__isnull', True)), _connector='OR'), name='suppliers_involvement_one_subject'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on')), ('starts_on', None), ('ends_on', None), _connector='OR'), name='suppliers_involvement_period')],
            },
        ),
    ]
