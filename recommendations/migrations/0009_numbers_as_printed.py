
import django.db.models.functions.text
import django.db.models.lookups
import recommendations.numbers
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('recommendations', '0008_evidence_rules_apart'),
    ]

    operations = [
        migrations.AlterField(
            model_name='historicalrecommendation',
            name='number',
            field=models.CharField(blank=True, help_text='As printed: 124.21. Empty until the report has been read.', max_length=20, validators=[recommendations.numbers.check_number], verbose_name='number'),
        ),
        migrations.AlterField(
            model_name='recommendation',
            name='number',
            field=models.CharField(blank=True, help_text='As printed: 124.21. Empty until the report has been read.', max_length=20, validators=[recommendations.numbers.check_number], verbose_name='number'),
        ),
        migrations.AlterConstraint(
            model_name='recommendation',
            name='recommendation_number_fits_an_address',
            constraint=models.CheckConstraint(condition=models.Q(django.db.models.lookups.Exact(django.db.models.functions.text.StrIndex(models.F('number'), models.Value('/')), 0), models.Q(django.db.models.lookups.Exact(django.db.models.functions.text.Substr(models.F('number'), 1, 5), 'text-'), _negated=True)), name='recommendation_number_fits_an_address', violation_error_message='A number is Latin letters, digits, dots and brackets, as printed: 124.21, 93 (a).'),
        ),
    ]
