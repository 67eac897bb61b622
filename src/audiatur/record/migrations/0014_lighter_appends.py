"""An append writes fewer pages: what two indexes would promise, the key of an entry and a constraint promise already."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0013_letters_and_proposals'),
    ]

    operations = [
        migrations.AlterField(
            model_name='entry',
            name='hash',
            field=models.CharField(max_length=64),
        ),
        migrations.AlterField(
            model_name='told',
            name='entry',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='told', to='record.entry'),
        ),
    ]
