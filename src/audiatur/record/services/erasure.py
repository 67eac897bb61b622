"""Lawful erasure: words leave record and ledger, their commitments stay, and one entry tells by whom and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from django.db import connection, transaction
from django.utils.translation import gettext_noop as _

from audiatur.record import blobs, erasing
from audiatur.record.changes import change
from audiatur.record.errors import Invalid, NotAllowed
from audiatur.record.models import Dialogue, Entry, Erasure, RecordModel, Source, Told, User
from audiatur.record.search import index, schema
from audiatur.record.visibility import viewer_of


def entry_erase(entry: Entry, *, by: User, ground: str, on: date) -> Erasure:
    """Erase what was given with an entry, wherever the record and the ledger hold it.

    The tree head stays what it was: an entry's leaf holds commitments, which prove nothing about the words once the
    salts are gone.

    Raises:
        NotAllowed: the person writes neither for the party that owns the words nor keeps the dialogue's record.
        Invalid: the entry gave nothing that can be erased, or no ground is told.
    """
    rows = erasing.rows_of(entry)
    role, owner = _as_whom(rows, by=by)
    if len(ground.strip()) < 10:
        raise Invalid(_("Say in words on what legal ground this is erased."))
    return _erase(rows, by=by, owner=owner, role=role, ground=ground.strip(), on=on)


def may_erase(entry: Entry, *, by: User, dialogue: Dialogue) -> bool:
    """Whether the person may erase what was given with an entry of a dialogue."""
    try:
        _role, owner = _as_whom(erasing.rows_of(entry), by=by)
    except (Invalid, NotAllowed):
        return False
    return owner.dialogue == dialogue


def purge() -> None:
    """Overwrite what erasing left in the files of the database; takes seconds on a large one.

    SQLite overwrites what is deleted (`secure_delete`) but for the index's old pieces and the write-ahead log. Backups,
    and PostgreSQL's write-ahead log and replicas, are the operator's to renew.
    """
    schema.merge(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM FULL")


def _as_whom(rows: Sequence[RecordModel], *, by: User) -> tuple[str, erasing.Belonging]:
    """As whom the person erases these rows; refuse whoever may not."""
    owners = {owner for row in rows if (owner := erasing.belonging(row))}
    if not owners:
        raise Invalid(_("Nothing was given with this entry that can be erased, or it was erased before."))
    if len(owners) > 1:
        raise Invalid(_("Words of several parties stand in this entry; it cannot be erased as one."))
    (owner,) = owners
    viewer = viewer_of(by)
    if owner.party and owner.party.pk in viewer.writes_for:
        return str(owner.party), owner
    if owner.dialogue.pk in viewer.secretariat_of:
        return "the secretariat", erasing.Belonging(owner.dialogue, None)
    raise NotAllowed(_("Only the party whose words these are, or the secretariat, may erase them."))


def _erase(
    rows: Sequence[RecordModel], *, by: User, owner: erasing.Belonging, role: str, ground: str, on: date
) -> Erasure:
    with change(erasing.KIND, by=by):
        whole = [part for row in rows for part in erasing.with_dependents(row)]
        digests = [row.sha256 for row in whole if isinstance(row, Source) and row.sha256]
        told = erasing.places_told(whole)
        Told.objects.filter(pk__in=[one.pk for one in told]).update(content="", salt="")
        for row in whole:
            erasing.blank(row, on=on)
            row.save()
            if isinstance(row, Source):
                index.forget_passages(row)
        erasure = Erasure(
            dialogue=owner.dialogue,
            party=owner.party,
            by_role=role,
            ground=ground,
            on=on,
            told=[[one.entry_id, one.place] for one in told],
        )
        erasure.save()
        for digest in digests:
            if not Source.objects.filter(sha256=digest).exists():
                transaction.on_commit(partial(blobs.drop, digest))
    return erasure
