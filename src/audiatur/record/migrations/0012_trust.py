"""The parties' private stores on PostgreSQL; on SQLite each is a file of its own."""

from django.db import migrations

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
    dependencies = [("record", "0006_search")]

    operations = [migrations.RunPython(make, drop)]
