"""Imports that were undone before 0003 are called “Undone”, although rows may have stayed.

What an undoing leaves is still there: recommendations that name their import, positions that it added,
values that it wrote into fields. Of an import that was undone as a whole there is none of these.
"""

from django.db import migrations

WORKED_ON, CHANGED, POSITION_CHANGED = "stays_worked_on", "stays_changed", "stays_position_changed"


def name_what_stayed(apps, schema_editor):
    Import = apps.get_model("recommendations", "Import")
    for undone_import in Import.objects.filter(state="undone").order_by("pk"):
        reasons = {}
        _created(apps, undone_import, reasons)
        _positions(apps, undone_import, reasons)
        _fields(apps, undone_import, reasons)
        if reasons:
            undone_import.state = "partly"
            undone_import.left_in_place = [
                [_name(apps, key), {"code": code, "values": {}}] for key, code in sorted(reasons.items())
            ]
            undone_import.save(update_fields=["state", "left_in_place"])


def _created(apps, undone_import, reasons):
    Recommendation = apps.get_model("recommendations", "Recommendation")
    for key in Recommendation.objects.filter(imported_in=undone_import.pk).values_list("pk", flat=True):
        reasons[key] = WORKED_ON


def _positions(apps, undone_import, reasons):
    PositionStatement = apps.get_model("recommendations", "PositionStatement")
    added = undone_import.changes.filter(model="positionstatement", field="").values_list("row", flat=True)
    statements = PositionStatement.objects.filter(pk__in=list(added))
    for key in statements.values_list("recommendation", flat=True):
        reasons.setdefault(key, POSITION_CHANGED)


def _fields(apps, undone_import, reasons):
    Recommendation = apps.get_model("recommendations", "Recommendation")
    columns = {field.name: field.attname for field in Recommendation._meta.concrete_fields}
    for change in undone_import.changes.filter(model="recommendation", field__in=columns):
        row = Recommendation.objects.filter(pk=change.row).first()
        if row and getattr(row, columns[change.field]) == change.after != change.before:
            reasons.setdefault(row.pk, CHANGED)


def _name(apps, key):
    """As `Recommendation.__str__` names it, which a migration does not have."""
    Recommendation = apps.get_model("recommendations", "Recommendation")
    row = Recommendation.objects.select_related("review__report").get(pk=key)
    document = row.review.report.symbol if row.review.report and row.review.report.symbol else row.review.slug
    return f"{document}, {row.number or row.title_en or row.text[:60]}"


class Migration(migrations.Migration):

    dependencies = [
        ('recommendations', '0009_numbers_as_printed'),
    ]

    operations = [
        migrations.RunPython(name_what_stayed, migrations.RunPython.noop),
    ]
