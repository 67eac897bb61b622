"""A party closes a batch of entries: what they hold becomes rows of the registers of its country and nature."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from pathlib import Path

from django.db.models import QuerySet
from django.utils.translation import gettext_noop as _

from audiatur.record.changes import change
from audiatur.record.errors import Invalid
from audiatur.record.models import Batch, Dialogue, EntryEnded, EntryKind, FormEntry, Party, User
from audiatur.record.services.entries import party_of, sent_of
from audiatur.registers.shelf import Shelf
from audiatur.topics.entry import FieldFault, Form, Known, faults_of, stays
from audiatur.topics.entry.joining import Closing, join, known_on
from audiatur.topics.entry_forms import FORMS


def shelf_of(dialogue: Dialogue, *, store: Path) -> Shelf:
    """The snapshots of a dialogue's country and nature."""
    return Shelf(store, country=dialogue.country, synthetic=dialogue.synthetic)


def open_entries(party: Party, *, form: Form) -> list[FormEntry]:
    """The versions that stand and that no batch holds yet."""
    rows = FormEntry.objects.filter(owner=party, form=form.key, ended=EntryEnded.STANDS, batch=None)
    return list(rows.select_related("typed", "owner", "dialogue"))


def batch_faults(party: Party, *, form: Form, known: Known, today: date) -> list[FieldFault]:
    """What of the open entries does not fit the contracts, each fault at its field."""
    sents = [sent_of(entry) for entry in open_entries(party, form=form) if entry.kind != EntryKind.WITHDRAWN]
    return faults_of(form, sents, known=known, today=today)


def batch_close(dialogue: Dialogue, *, by: User, form: Form, store: Path, at: datetime, today: date) -> Batch:
    """Close the party's open entries: they cannot be taken back any more, and become rows of the registers.

    Raises:
        NotAllowed: the person writes for no party.
        Invalid: nothing is open, or an answer does not fit the contracts.
        NotJoined: the kept tables cannot take the rows; nothing is changed.
    """
    party = party_of(by, dialogue)
    shelf = shelf_of(dialogue, store=store)
    with change("form batch closed", by=by):
        # The dialogue's row is locked: two parties that close at once would each miss the rows of the other.
        Dialogue.objects.select_for_update().get(pk=dialogue.pk)
        entries = open_entries(party, form=form)
        if not entries:
            raise Invalid(_("There is nothing to close: no entry was handed in since the last closing."))
        known = known_on(shelf, form=form)
        if batch_faults(party, form=form, known=known, today=today):
            raise Invalid(_("Some answers do not fit the form. Correct them and close the batch again."))
        batch = Batch(dialogue=dialogue, party=party, form=form.key, number=_next(party, form=form), closed_on=today)
        batch.entries = len(entries)
        batch.stayed = sum(stays(form, entry.typed.answers) for entry in entries if entry.kind != EntryKind.WITHDRAWN)
        batch.save()
        for entry in entries:
            entry.batch = batch
            entry.save()
        snapshots = join(
            form,
            [sent_of(entry) for entry in _standing(dialogue, form=form).filter(owner=party)],
            entered=_numbers(party, form=form),
            others=[sent_of(entry) for entry in _standing(dialogue, form=form).exclude(owner=party)],
            shelf=shelf,
            known=known,
            closing=Closing(
                name=f"{form.key} {party.slug} {batch.number}", sha256=_hash(entries), by=party.name, at=at
            ),
            today=today,
        )
        batch.snapshots = json.dumps([snapshot.name for snapshot in snapshots])
        batch.save()
    return batch


def entries_rejoin(dialogue: Dialogue, *, table: str, store: Path, at: datetime, today: date) -> list[str]:
    """Add what parties closed to a table that was loaded from a file; the names of the snapshots that were made.

    No act of a party, and no change of the record: the same closed entries are in the newest rows again.
    """
    shelf, made = shelf_of(dialogue, store=store), []
    for form in FORMS:
        others = [sent_of(entry) for entry in _standing(dialogue, form=form)]
        if not others or table not in {each.name for each in form.tables}:
            continue
        closing = Closing(name=f"{form.key} after loading", sha256="", by="", at=at)
        snapshots = join(
            form, [], entered=(), others=others, shelf=shelf, known=known_on(shelf, form=form), closing=closing,
            today=today,
        )  # fmt: skip
        made += [snapshot.name for snapshot in snapshots]
    return made


def _standing(dialogue: Dialogue, *, form: Form) -> QuerySet[FormEntry]:
    """The closed entries that stand, of every dialogue whose registers are the same."""
    return (
        FormEntry.objects.filter(
            dialogue__country=dialogue.country,
            dialogue__synthetic=dialogue.synthetic,
            form=form.key,
            batch__isnull=False,
            ended=EntryEnded.STANDS,
        )
        .exclude(kind=EntryKind.WITHDRAWN)
        .select_related("typed", "owner")
    )


def _numbers(party: Party, *, form: Form) -> list[str]:
    return list(FormEntry.objects.filter(owner=party, form=form.key).values_list("number", flat=True).distinct())


def _next(party: Party, *, form: Form) -> int:
    return Batch.objects.filter(party=party, form=form.key).count() + 1


def _hash(entries: list[FormEntry]) -> str:
    """The hash of what was typed, by its commitments."""
    told = "\n".join(sorted(entry.commitment for entry in entries))
    return hashlib.sha256(told.encode()).hexdigest()
