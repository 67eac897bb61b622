"""Signed tree heads and receipts: what a party keeps to show later that the record held what it submitted.

The key (Ed25519) is made once in the home folder, readable by its owner only. Its public half is published, so that a
receipt cannot be forged with another key.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.utils.translation import gettext_noop as _

from audiatur import verify_receipt
from audiatur.record import erasing, ledger
from audiatur.record.errors import Invalid
from audiatur.record.models import Cosignature, Entry


def public_key() -> str:
    """The installation's public key, as hexadecimal digits."""
    return _key().public_key().public_bytes_raw().hex()


def signed_head(*, since: int | None = None) -> dict[str, Any]:
    """The tree head as it stands, signed; with the proof that it grew from the tree of `since` entries.

    Raises:
        Invalid: the ledger was never of that size.
    """
    head = ledger.head()
    told: dict[str, Any] = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "origin": settings.LEDGER_ORIGIN,
        "root": head.hash,
        "size": head.seq,
    }
    key = _key()
    signature = key.sign(verify_receipt.SIGNED.encode() + verify_receipt.canonical(told))
    signed = {**told, "key": key.public_key().public_bytes_raw().hex(), "signature": signature.hex()}
    if since is None:
        return signed
    if not 0 < since <= head.seq:
        raise Invalid(
            _("The ledger holds %(size)s entries; give a size from 1 to %(size)s, not %(given)s."),
            size=head.seq,
            given=since,
        )
    proof = ledger.consistency_proof(since, size=head.seq)
    return {**signed, "since": {str(since): [step.hex() for step in proof]}}


def receipt(entry: Entry, *, shown: Collection[str] | None = None) -> dict[str, Any]:
    """The receipt of an entry: what it tells, its proof, and a signed head.

    `shown` names the models of the rows that are told with their salts; all of them where it is None. Only rows that
    the holder may see belong into a receipt.
    """
    head = signed_head()
    held = list(entry.told.all())
    rows = [row for row in held if row.content and (shown is None or _model(row.content) in shown)]
    proof = ledger.inclusion_proof(entry.seq, size=head["size"])
    told: dict[str, Any] = {
        "format": verify_receipt.FORMAT,
        "entry": ledger.content_of(entry),
        "told": [{"place": row.place, "salt": row.salt, "content": row.content} for row in rows],
        "proof": [step.hex() for step in proof],
        "head": head,
    }
    cosigned = _cosigned(since=entry.seq, size=head["size"])
    if cosigned:
        told["cosigned"] = cosigned
    gaps = [row.place for row in held if not row.content]
    if gaps:
        said = erasing.erasures()
        told["erased"] = [{"place": place, "said": said.get((entry.seq, place), "unknown")} for place in gaps]
    return told


def _cosigned(*, since: int, size: int) -> list[dict[str, Any]]:
    """The newest signature of each party on a tree that holds the entry, with the proof that it began this one."""
    newest: dict[int, Cosignature] = {}
    for row in Cosignature.objects.filter(size__gte=since, size__lte=size).select_related("cosigner").order_by("size"):
        newest[row.cosigner_id] = row
    roots = dict(Entry.objects.filter(seq__in=[row.size for row in newest.values()]).values_list("seq", "hash"))
    return [
        {
            "at": row.at,
            "origin": settings.LEDGER_ORIGIN,
            "root": roots[row.size],
            "size": row.size,
            "key": row.cosigner.key,
            "signature": row.signature,
            "proof": [step.hex() for step in ledger.consistency_proof(row.size, size=size)],
        }
        for row in newest.values()
    ]


def _model(content: str) -> str:
    return str(json.loads(content)["model"])


def _key() -> Ed25519PrivateKey:
    path = Path(settings.LEDGER_KEY)
    if not path.exists():
        made = Ed25519PrivateKey.generate().private_bytes_raw()
        # Written beside and linked into place, so that two processes that start together keep the same key.
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        beside.touch(mode=0o600)
        beside.write_bytes(made)
        with contextlib.suppress(FileExistsError):
            os.link(beside, path)
        beside.unlink()
    return Ed25519PrivateKey.from_private_bytes(path.read_bytes())
