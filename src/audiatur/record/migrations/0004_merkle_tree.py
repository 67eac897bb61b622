"""The chain of hashes becomes a Merkle tree: each entry is told again as a leaf, its rows behind salted commitments."""

import json
import secrets

import django.db.models.deletion
from django.db import migrations, models

from audiatur import verify_receipt
from audiatur.record import merkle


def tell_again(apps, _schema):
    Entry, Told = apps.get_model("record", "Entry"), apps.get_model("record", "Told")
    peaks = []
    for entry in Entry.objects.order_by("seq").iterator():
        told = [
            Told(
                entry=entry,
                place=place,
                salt=secrets.token_hex(16),
                content=json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False),
            )
            for place, row in enumerate(json.loads(entry.rows))
        ]
        commitments = [verify_receipt.commitment(row.salt, row.content) for row in told]
        leaf = verify_receipt.leaf_hash(
            verify_receipt.canonical(
                {"seq": entry.seq, "at": entry.at, "actor": entry.actor, "kind": entry.kind, "rows": commitments}
            )
        )
        peaks = merkle.grown(peaks, size=entry.seq - 1, leaf=leaf)
        Entry.objects.filter(pk=entry.pk).update(
            commitments=json.dumps(commitments),
            leaf=leaf.hex(),
            peaks=" ".join(peak.hex() for peak in peaks),
            hash=merkle.root_of(peaks).hex(),
        )
        Told.objects.bulk_create(told)


class Migration(migrations.Migration):
    dependencies = [("record", "0003_figures_beside_claims")]

    operations = [
        migrations.CreateModel(
            name="Told",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveIntegerField()),
                ("salt", models.CharField(max_length=32)),
                ("content", models.TextField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="told", to="record.entry"
                    ),
                ),
            ],
            options={"ordering": ("entry", "place")},
        ),
        migrations.AddConstraint(
            model_name="told",
            constraint=models.UniqueConstraint(fields=("entry", "place"), name="one_row_at_a_place_of_an_entry"),
        ),
        migrations.AddField("entry", "commitments", models.TextField(default="[]"), preserve_default=False),
        migrations.AddField("entry", "leaf", models.CharField(default="", max_length=64), preserve_default=False),
        migrations.AddField("entry", "peaks", models.TextField(default=""), preserve_default=False),
        migrations.RunPython(tell_again, migrations.RunPython.noop),
        migrations.RemoveField("entry", "rows"),
        migrations.RemoveField("entry", "previous"),
    ]
