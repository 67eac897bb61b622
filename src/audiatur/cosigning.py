"""A party signs a tree head too, after seeing that the ledger only grew since the head that it signed before.

It runs at the party, without a record: what it needs is its key, the head as a file, and the head that it signed last,
which it keeps beside the key. A host that shows different ledgers to different parties is found out by this.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audiatur import verify_receipt
from audiatur.errors import AudiaturError
from audiatur.verify_receipt import NotProved


class NotCosigned(AudiaturError):
    """The head was not signed; the message says what does not hold or is missing."""


def cosignature(
    head: Mapping[str, Any], *, key: Ed25519PrivateKey, former: Mapping[str, Any] | None, at: datetime
) -> dict[str, Any]:
    """The party's signature on a head.

    Raises:
        NotCosigned: the head does not bear its own signature, or is not proved to have grown from the former one.
    """
    try:
        verify_receipt.check_head(head, key=former["key"] if former else "")
        if former and former["origin"] != head["origin"]:
            raise NotCosigned(f"The head is of {head['origin']}, and the one signed before of {former['origin']}.")
        if former:
            verify_receipt.check_growth(former, head)
    except NotProved as fault:
        raise NotCosigned(f"Not signed: {fault}.") from fault
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise NotCosigned(
            "This is no signed tree head; give the file of `audiatur head` or /ledger/head.json."
        ) from fault
    told = {
        "at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "origin": head["origin"],
        "root": head["root"],
        "size": head["size"],
    }
    signature = key.sign(verify_receipt.COSIGNED.encode() + verify_receipt.canonical(told))
    return {**told, "key": key.public_key().public_bytes_raw().hex(), "signature": signature.hex()}


def cosign(path: Path, *, key: Path, at: datetime, installation: str = "") -> dict[str, Any]:
    """Sign the head in a file with the key in another, which is made where there is none; remember the head.

    `installation` is the public key that the installation must sign with from now on: given once, and again when it
    was changed.

    Raises:
        NotCosigned: as `cosignature` does, or a file cannot be read.
    """
    try:
        head = json.loads(path.read_text(encoding="utf-8"))
        origin = str(head["origin"])
    except (ValueError, KeyError, TypeError) as fault:
        raise NotCosigned(f"{path} is no signed tree head.") from fault
    kept = key.with_name(f"{key.name}.heads.json")
    heads: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    former = heads.get(origin)
    if installation:
        if head.get("key") != installation.lower():
            raise NotCosigned(f"The head is signed with another key than {installation}.")
        former = former and {**former, "key": installation.lower()}
    signed = cosignature(head, key=_key(key), former=former, at=at)
    heads[origin] = {name: head[name] for name in ("at", "origin", "root", "size", "key", "signature")}
    beside = kept.with_name(f".{kept.name}")
    beside.write_text(json.dumps(heads, indent=1), encoding="utf-8")
    beside.replace(kept)
    return signed


def _key(path: Path) -> Ed25519PrivateKey:
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(Ed25519PrivateKey.generate().private_bytes_raw())
    try:
        return Ed25519PrivateKey.from_private_bytes(path.read_bytes())
    except ValueError as fault:
        raise NotCosigned(f"{path} holds no key of 32 bytes.") from fault
