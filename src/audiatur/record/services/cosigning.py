"""Parties that watch the ledger: their keys, and the tree heads that they signed too."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_noop as _

from audiatur import verify_receipt
from audiatur.record.changes import change
from audiatur.record.errors import Invalid
from audiatur.record.models import Cosignature, Cosigner, Entry, Party, User
from audiatur.record.services import may


def cosigner_name(party: Party, *, by: User, key: str) -> Cosigner:
    """A party names the key with which it signs tree heads.

    Raises:
        NotAllowed: the person does not write for the party.
        Invalid: it is no key, or named already.
    """
    may.write_for(by, party)
    given = key.strip().lower()
    if not re.fullmatch(r"[0-9a-f]{64}", given):
        raise Invalid(_("Give the public key as 64 hexadecimal digits."))
    if Cosigner.objects.filter(key=given, ended_on__isnull=True).exists():
        raise Invalid(_("This key is named already."))
    with change("co-signing key named", by=by):
        row = Cosigner(party=party, key=given)
        row.save()
    return row


def cosigner_end(row: Cosigner, *, by: User, on: date) -> Cosigner:
    """A party ends a key; what it signed before stays.

    Raises:
        NotAllowed: the person does not write for the party.
        Invalid: it was ended before.
    """
    may.write_for(by, row.party)
    if row.ended_on:
        raise Invalid(_("This key was ended before."))
    with change("co-signing key ended", by=by):
        row.ended_on = on
        row.save()
    return row


def head_cosign(given: Mapping[str, Any]) -> Cosignature:
    """Keep a signature of a party on a tree head of this ledger; the same one twice is kept once.

    Raises:
        Invalid: it is of another ledger or tree, or not signed with a key that a party has named.
    """
    try:
        verify_receipt.check_signature(given, of=verify_receipt.COSIGNED, named="the co-signature")
        size, root, key, at = int(given["size"]), str(given["root"]), str(given["key"]), str(given["at"])
        signature, origin = str(given["signature"]), str(given["origin"])
    except (verify_receipt.NotProved, KeyError, TypeError, ValueError, AttributeError) as fault:
        raise Invalid(_("This is no signature on a tree head, or it does not hold.")) from fault
    cosigner = Cosigner.objects.filter(key=key, ended_on__isnull=True).first()
    if cosigner is None:
        raise Invalid(_("No party has named the key of this signature."))
    if origin != settings.LEDGER_ORIGIN or not Entry.objects.filter(seq=size, hash=root).exists():
        raise Invalid(_("This ledger never had the tree head that was signed. Keep the signature: it shows a fork."))
    kept: Cosignature | None = Cosignature.objects.filter(cosigner=cosigner, size=size).first()
    if kept is None:
        kept = Cosignature(cosigner=cosigner, size=size, at=at, signature=signature)
        kept.save()
    return kept
