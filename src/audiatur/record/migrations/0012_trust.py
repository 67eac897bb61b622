"""Erasures, co-signed heads, and on PostgreSQL the parties' private stores; on SQLite each is a file of its own."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

from audiatur.record.private import stores


def make(_apps, editor) -> None:
    _run(editor, stores.POSTGRESQL)


def drop(_apps, editor) -> None:
    _run(editor, stores.POSTGRESQL_DROP)


def _run(editor, statements) -> None:
    if editor.connection.vendor == "postgresql":
        for statement in statements:
            editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("record", "0011_tokens")]

    operations = [
        migrations.CreateModel(
            name='Cosigner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64, validators=[django.core.validators.RegexValidator('^[0-9a-f]{64}$')])),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cosigners', to='record.party')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Cosignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('size', models.BigIntegerField()),
                ('at', models.CharField(max_length=40)),
                ('signature', models.CharField(max_length=128)),
                ('cosigner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signed', to='record.cosigner')),
            ],
            options={
                'ordering': ('size', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by_role', models.CharField(max_length=260)),
                ('ground', models.CharField(max_length=500)),
                ('on', models.DateField()),
                ('told', models.JSONField(default=list)),
                ('dialogue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='erasures', to='record.dialogue')),
                ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.party')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.AddConstraint(
            model_name='cosigner',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('key',), name='one_party_of_a_key'),
        ),
        migrations.AddConstraint(
            model_name='cosignature',
            constraint=models.UniqueConstraint(fields=('cosigner', 'size'), name='one_cosignature_of_a_size'),
        ),
            migrations.RunPython(make, drop),
    ]
