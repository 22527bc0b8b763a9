"""The history of recommendations moves from tables of its own into the one of all records."""

import itertools
import json

import django.db.models.deletion
from django.core.serializers.json import DjangoJSONEncoder
from django.db import migrations, models

CHUNK = 2_000
# Historical model, and the table of which it tells.
ROWS = {
    'HistoricalRecommendation': 'recommendations_recommendation',
    'HistoricalRecommendingState': 'recommendations_recommendingstate',
    'HistoricalPositionStatement': 'recommendations_positionstatement',
}
LINKS = {
    'HistoricalRecommendation_themes': ('recommendations_recommendation_themes', 'theme_id'),
    'HistoricalRecommendation_affected_groups': (
        'recommendations_recommendation_affected_groups', 'affectedgroup_id'
    ),
    'HistoricalRecommendation_goals': ('recommendations_recommendation_goals', 'goal_id'),
}
OWN = {'id', 'history_id', 'history_date', 'history_change_reason', 'history_type', 'history_user_id'}


class Carrying:
    """Acts and revisions, collected until there are many."""

    def __init__(self, apps):
        self.Act = apps.get_model('common', 'Act')
        self.Revision = apps.get_model('common', 'Revision')
        self.acts = {}
        self.revisions = []

    def note(self, record, table, row, kind, before=None, after=None):
        reason = record.history_change_reason or ''
        key = (record.history_date, record.history_user_id, reason)
        if key not in self.acts:
            way = 'import' if reason.startswith(('Import ', 'Published: import ')) else (
                'undo' if reason.startswith('Undone: ') else 'form'
            )
            self.acts[key] = self.Act.objects.create(
                user_id=record.history_user_id, done_at=record.history_date, way=way, reason=reason
            )
        self.revisions.append(self.Revision(
            act=self.acts[key], table=table, row=row, kind=kind, before=before, after=after,
            noted_at=record.history_date,
        ))
        if len(self.revisions) >= CHUNK:
            self.write()

    def write(self):
        self.Revision.objects.bulk_create(self.revisions)
        self.revisions = []


def values_of(record):
    columns = [field.attname for field in record._meta.concrete_fields if field.attname not in OWN]
    values = {column: getattr(record, column) for column in columns}
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))


def carry_over(apps, schema_editor):
    carrying = Carrying(apps)
    for name, table in ROWS.items():
        records = apps.get_model('recommendations', name).objects.order_by('id', 'history_id').iterator(CHUNK)
        for row, of_row in itertools.groupby(records, key=lambda record: record.id):
            last = None
            for record in of_row:
                values = values_of(record)
                if record.history_type == '-':
                    carrying.note(record, table, row, '-', before=values)
                elif record.history_type == '+':
                    carrying.note(record, table, row, '+')
                elif last is not None and (differing := [key for key in values if values[key] != last[key]]):
                    carrying.note(
                        record, table, row, '~',
                        {key: last[key] for key in differing}, {key: values[key] for key in differing},
                    )
                last = values
    carry_links_over(apps, carrying)
    carrying.write()
    name_acts_of_imports(apps)


def carry_links_over(apps, carrying):
    Historical = apps.get_model('recommendations', 'HistoricalRecommendation')
    for name, (table, column) in LINKS.items():
        Link = apps.get_model('recommendations', name)
        records = Historical.objects.order_by('id', 'history_id').iterator(CHUNK)
        for row, of_row in itertools.groupby(records, key=lambda record: record.id):
            before = {}
            for record in of_row:
                links = {} if record.history_type == '-' else dict(
                    Link.objects.filter(history_id=record.history_id).values_list(column, 'id')
                )
                for target in sorted(links.keys() - before.keys()):
                    carrying.note(record, table, links[target], '+')
                for target in sorted(before.keys() - links.keys()):
                    values = {'recommendation_id': row, column: target}
                    carrying.note(record, table, before[target], '-', before=values)
                before = links


def name_acts_of_imports(apps):
    Act, Import = apps.get_model('common', 'Act'), apps.get_model('recommendations', 'Import')
    for document_import in Import.objects.all():
        acts = Act.objects.filter(reason__startswith=f'Import {document_import.pk}:')
        document_import.act = acts.order_by('pk').first()
        if document_import.act:
            # Its batches were written one after the other.
            apps.get_model('common', 'Revision').objects.filter(act__in=acts).update(act=document_import.act)
            acts.exclude(pk=document_import.act.pk).delete()
            document_import.save(update_fields=['act'])


class Migration(migrations.Migration):

    dependencies = [
        ('common', '0004_history'),
        ('recommendations', '0012_non_member_states'),
    ]

    operations = [
        migrations.AddField(
            model_name='import',
            name='act',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='common.act', verbose_name='act'),
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
    ]
