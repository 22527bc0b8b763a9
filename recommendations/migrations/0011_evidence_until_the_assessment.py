
import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('recommendations', '0010_what_stayed_of_undone_imports'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='assessment',
            options={'ordering': [models.OrderBy(django.db.models.functions.comparison.Least('evidence_up_to', 'assessed_on'), descending=True), '-pk'], 'permissions': [('publish_assessment', 'Can publish and withdraw findings')], 'verbose_name': 'finding', 'verbose_name_plural': 'findings'},
        ),
    ]
