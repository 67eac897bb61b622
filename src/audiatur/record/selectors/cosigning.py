"""Who watches the ledger, and up to where. Keys and signatures tell nothing of the record: they are for everyone."""

from __future__ import annotations

from typing import Any

from audiatur.record.models import Cosignature, Cosigner, Party


def cosigners_of(party: Party) -> list[Cosigner]:
    """A party's keys with what they signed, the newest key first."""
    return list(Cosigner.objects.filter(party=party).prefetch_related("signed").order_by("-pk"))


def heads_cosigned() -> list[dict[str, Any]]:
    """The newest signature of each standing key: key, size, day, signature."""
    newest: dict[str, dict[str, Any]] = {}
    rows = Cosignature.objects.filter(cosigner__ended_on__isnull=True).select_related("cosigner").order_by("size")
    for row in rows:
        newest[row.cosigner.key] = {
            "key": row.cosigner.key, "size": row.size, "at": row.at, "signature": row.signature,
        }  # fmt: skip
    return list(newest.values())
