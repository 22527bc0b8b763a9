import django.db.models.deletion
from django.db import migrations, models


def no_correction_of_a_later_finding(apps, schema_editor):
    """No form ever made one; who wrote one past the forms reads which, before the rule refuses it."""
    findings = apps.get_model("recommendations", "Assessment").objects
    wrong = findings.filter(corrects__gte=models.F("pk")).values_list("pk", "corrects")
    if wrong:
        raise ValueError(
            "A finding corrects only one that was recorded before it. Empty `corrects` of these "
            "findings (key, what it corrects), then migrate again: "
            + ", ".join(f"({key}, {corrected})" for key, corrected in wrong)
        )


class Migration(migrations.Migration):

    dependencies = [
        ('recommendations', '0004_publishers_in_each_language'),
    ]

    operations = [
        migrations.RunPython(no_correction_of_a_later_finding, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='assessment',
            name='corrects',
            field=models.ForeignKey(blank=True, help_text='Only where an earlier finding was mistaken, not where things changed.', null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='corrections', to='recommendations.assessment', verbose_name='corrects'),
        ),
        migrations.RemoveConstraint(
            model_name='assessment',
            name='assessment_does_not_correct_itself',
        ),
        migrations.AddField(
            model_name='review',
            name='headline_organisation',
            field=models.ForeignKey(blank=True, help_text='Where several organisations have findings on a recommendation, lists, charts and files show this one’s; the others stand beside it on the page. Empty: whichever finding is the newest.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='headline_reviews', to='recommendations.organisation', verbose_name='whose finding is the headline'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(('corrects__isnull', True), ('corrects__lt', models.F('id')), _connector='OR'), name='assessment_corrects_an_earlier_one', violation_error_message='A finding corrects only one that was recorded before it.'),
        ),
    ]
