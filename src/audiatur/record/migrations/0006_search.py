"""The index of the search; `audiatur search-index` fills it for a record that was there before."""

from django.db import migrations, models

from audiatur.record.search import schema


class Migration(migrations.Migration):
    dependencies = [("record", "0005_laws")]

    operations = [
        migrations.CreateModel(
            name="Searched",
            fields=[
                ("key", models.BigIntegerField(primary_key=True, serialize=False)),
                ("form", models.TextField()),
                ("start", models.PositiveIntegerField(default=0)),
                ("end", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Trigram",
            fields=[("term", models.CharField(max_length=3, primary_key=True, serialize=False))],
        ),
        migrations.RunPython(
            lambda _apps, editor: schema.create(editor.connection), lambda _apps, editor: schema.drop(editor.connection)
        ),
    ]
