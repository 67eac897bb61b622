"""Checks a receipt of the ledger: python verify_receipt.py RECEIPT [--key HEX] [--cosigner HEX] [--head LATER]

This file stands alone: it needs Python 3.11 and the package `cryptography`, and nothing of Audiatur, so that a party
can keep it beside its receipts. A receipt proves that an entry stood at its place in the ledger whose signed tree head
it holds; a later head proves that the ledger since then only grew; co-signatures prove that other parties saw the same
ledger. Hashing is that of RFC 9162, section 2.1.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FORMAT = "audiatur receipt 1"
SIGNED = "audiatur tree head 1\n"
COSIGNED = "audiatur cosignature 1\n"


class NotProved(Exception):
    """Something in the receipt or the head does not hold; the message says what."""


def canonical(value: Any) -> bytes:
    """The one JSON text of a value: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def commitment(salt: str, content: str) -> str:
    """What an entry holds in place of a row: SHA-256 over the row's salt and its text."""
    return sha256(bytes.fromhex(salt) + content.encode()).hexdigest()


def leaf_hash(told: bytes) -> bytes:
    """The hash of a leaf: SHA-256 over 0x00 and its bytes."""
    return sha256(b"\x00" + told).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node: SHA-256 over 0x01 and the hashes of its children."""
    return sha256(b"\x01" + left + right).digest()


def includes(leaf: bytes, *, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether a leaf stands at a place of the tree of that size and root (section 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node_hash(step, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, step)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def grew(*, former: tuple[int, bytes], later: tuple[int, bytes], proof: Sequence[bytes]) -> bool:
    """Whether the later tree, by size and root, begins with the former one (section 2.1.4.2)."""
    (size, first), (larger, second) = former, later
    if size == 0 or size > larger:
        return False
    if size == larger:
        return not proof and first == second
    path = list(proof) if size & (size - 1) else [first, *proof]
    if not path:
        return False
    at, last = size - 1, larger - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = path[0]
    for step in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new = node_hash(new, step)
        at, last = at >> 1, last >> 1
    return last == 0 and old == first and new == second


def check_head(head: Mapping[str, Any], *, key: str = "") -> None:
    """Whether a tree head bears the signature of its key, and that key is the one expected, where one is given.

    Raises:
        NotProved: it does not.
    """
    if key and head["key"] != key.lower():
        raise NotProved(f"the head is signed with another key: {head['key']}")
    check_signature(head, of=SIGNED, named="the head")


def check_signature(given: Mapping[str, Any], *, of: str, named: str) -> None:
    """Whether what is told of a tree bears the signature of its key; raises NotProved where it does not."""
    signed = of.encode() + canonical({name: given[name] for name in ("at", "origin", "root", "size")})
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(given["key"]))
        key.verify(bytes.fromhex(given["signature"]), signed)
    except (InvalidSignature, ValueError) as fault:
        raise NotProved(f"{named} does not bear the signature of its key") from fault


def check_receipt(receipt: Mapping[str, Any], *, key: str = "") -> None:
    """Whether what a receipt tells stood in the ledger of its signed head.

    Raises:
        NotProved: it does not.
    """
    if receipt.get("format") != FORMAT:
        raise NotProved(f"this is no receipt of the form “{FORMAT}”")
    entry, head = receipt["entry"], receipt["head"]
    for row in receipt["told"]:
        if commitment(row["salt"], row["content"]) != entry["rows"][row["place"]]:
            raise NotProved(f"row {row['place']} is not the one that the entry commits to")
    check_head(head, key=key)
    proof = [bytes.fromhex(step) for step in receipt["proof"]]
    leaf = leaf_hash(canonical(entry))
    root = bytes.fromhex(head["root"])
    if not includes(leaf, index=entry["seq"] - 1, size=head["size"], proof=proof, root=root):
        raise NotProved(f"entry {entry['seq']} is not proved to stand in the ledger of that head")


def check_cosigned(receipt: Mapping[str, Any], *, keys: Sequence[str] = ()) -> list[str]:
    """The keys that co-signed a tree which holds the entry and began the receipt's; all of `keys` must be."""
    head, found = receipt["head"], []
    for one in receipt.get("cosigned", ()):
        check_signature(one, of=COSIGNED, named="a co-signature")
        proof = [bytes.fromhex(step) for step in one["proof"]]
        former, later = ((part["size"], bytes.fromhex(part["root"])) for part in (one, head))
        seen = one["origin"] == head["origin"] and receipt["entry"]["seq"] <= one["size"]
        if not seen or not grew(former=former, later=later, proof=proof):
            raise NotProved(f"what {one['key']} co-signed is not a tree of this ledger that holds the entry")
        found.append(one["key"])
    for key in keys:
        if key.lower() not in found:
            raise NotProved(f"no co-signature of {key}")
    return found


def check_growth(former: Mapping[str, Any], later: Mapping[str, Any], *, key: str = "") -> None:
    """Whether the ledger of a later head begins with all that the former one held.

    Raises:
        NotProved: it does not, or the later head brings no proof for the former one.
    """
    check_head(later, key=key or former["key"])
    proof = later.get("since", {}).get(str(former["size"]))
    if proof is None and later["size"] != former["size"]:
        raise NotProved(f"the later head brings no proof for size {former['size']}; ask for one since that size")
    sizes = [(head["size"], bytes.fromhex(head["root"])) for head in (former, later)]
    if not grew(former=sizes[0], later=sizes[1], proof=[bytes.fromhex(step) for step in proof or []]):
        raise NotProved("the ledger was rewritten: the later head does not begin with what the receipt's head held")


def main(given: Sequence[str]) -> int:
    """Check the files that are named; 0 where all is proved, 1 where something is not, 2 where it cannot be read."""
    asked = argparse.ArgumentParser(description="Checks a receipt of an Audiatur ledger.")
    asked.add_argument("receipt", type=Path)
    asked.add_argument("--key", default="", help="the public key of the installation, as hexadecimal digits")
    asked.add_argument("--cosigner", action="append", default=[], help="a public key that must have co-signed")
    asked.add_argument("--head", type=Path, help="a later tree head, with its proof since the receipt's")
    options = asked.parse_args(given)
    try:
        receipt = json.loads(options.receipt.read_text(encoding="utf-8"))
        check_receipt(receipt, key=options.key)
        cosigners = check_cosigned(receipt, keys=options.cosigner)
        if options.head:
            check_growth(receipt["head"], json.loads(options.head.read_text(encoding="utf-8")), key=options.key)
    except NotProved as fault:
        print(f"Not proved: {fault}.")  # noqa: T201
        return 1
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError) as fault:
        print(f"This cannot be read as a receipt: {fault}.", file=sys.stderr)  # noqa: T201
        return 2
    entry, head = receipt["entry"], receipt["head"]
    whose = "the key given" if options.key else f"key {head['key']} (compare it with the one that was published)"
    told = [f"Proved: entry {entry['seq']} of {entry['at']}, “{entry['kind']}”, {len(receipt['told'])} rows shown."]
    told += [f"Row {gap['place']}: the record says that it was {gap['said']}." for gap in receipt.get("erased", ())]
    told += [f"It stands in the ledger of {head['size']} entries, {head['at']}, signed with {whose}."]
    print("\n".join([*told, *(f"Co-signed with {one}." for one in cosigners)]))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
