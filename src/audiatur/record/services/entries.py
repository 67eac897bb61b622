"""Entries of forms: kept as drafts, handed in, corrected, withdrawn, taken back; each act is one entry of the ledger.

A sending bears a mark that its sender made, so that sending twice stores once. What was typed goes into no entry of
the ledger: the record holds a salted commitment to it.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext_noop as _

from audiatur import verify_receipt
from audiatur.record import ledger
from audiatur.record.changes import change
from audiatur.record.errors import Invalid, NotAllowed
from audiatur.record.models import Dialogue, Draft, EntryEnded, EntryKind, FormEntry, Party, Typed, User, Visibility
from audiatur.record.services import may
from audiatur.topics.entry import Form, Known, Sent, faults_of

MOST_DRAFTS = 50
MOST_BYTES = 500_000
"""Of one draft."""


def party_of(user: User, dialogue: Dialogue) -> Party:
    """The party for which a person enters forms; the secretariat enters none, it writes for no party."""
    party = may.contribute(user, dialogue).party
    if party is None:
        raise NotAllowed(_("Forms are entered by the members of a party. The secretariat writes for no party."))
    return party


def draft_keep(
    dialogue: Dialogue, *, by: User, form: Form, token: UUID, answers: Mapping[str, str], revision: int = 0
) -> Draft | None:
    """Keep what a person is typing; None where this sending was handed in before.

    A sending that is older than what is kept changes nothing: on a slow line they arrive in any order.

    Raises:
        NotAllowed: the person writes for no party.
        Invalid: too much was typed, or too many drafts wait.
    """
    party = party_of(by, dialogue)
    content = ledger.canonical(dict(answers))
    if len(content.encode()) > MOST_BYTES:
        raise Invalid(_("This is more than one form can hold. Shorten the longest texts."))
    about: dict[str, Any] = {"user": by, "dialogue": dialogue, "form": form.key}
    with transaction.atomic():
        tokens = Draft.tokens(token, **about)
        if FormEntry.objects.filter(token__in=tokens, owner=party).exists():
            return None
        draft = Draft.objects.select_for_update().filter(token__in=tokens, **about).first()
        if draft is None:
            if Draft.objects.filter(user=by).count() >= MOST_DRAFTS:
                raise Invalid(_("Too many drafts wait. Hand in or throw away some of them first."))
            draft = Draft(token=tokens[_is_taken(token)], party=party, **about)
        elif revision and revision <= draft.revision:
            return draft
        draft.content, draft.revision = content, revision or draft.revision + 1
        draft.save()
    return draft


def _is_taken(mark: UUID) -> bool:
    return Draft.objects.filter(token=mark).exists() or FormEntry.objects.filter(token=mark).exists()


def draft_throw_away(draft: Draft, *, by: User) -> None:
    """Forget a draft; it was never part of the record."""
    if draft.user_id != by.pk:
        raise NotAllowed(_("This draft is another person’s."))
    draft.delete()


def entry_hand_in(
    dialogue: Dialogue, *, by: User, form: Form, token: UUID, on: date, known: Known, language: str = "en"
) -> FormEntry:
    """A draft becomes an entry in the party's keeping; the same sending again gives the same entry.

    Raises:
        NotAllowed: the person writes for no party, or the draft is another person's.
        Invalid: there is no such draft, or an answer does not fit the contract.
    """
    party = party_of(by, dialogue)
    about: dict[str, Any] = {"user": by, "dialogue": dialogue, "form": form.key}
    tokens = Draft.tokens(token, **about)
    with transaction.atomic():
        done: FormEntry | None = FormEntry.objects.filter(token__in=tokens, owner=party, dialogue=dialogue).first()
        if done:
            return done
        draft = Draft.objects.select_for_update().filter(token__in=tokens, **about).first()
        if draft is None:
            raise Invalid(_("There is no such draft. It was thrown away, or handed in by somebody else."))
        sent = Sent(form.prefix, draft.answers, party=party.slug, on=on.isoformat(), language=language)
        if faults_of(form, [sent], known=known, today=on):
            raise Invalid(_("Some answers do not fit the form. Check them and hand it in again."))
        with change("form entry handed in" if draft.corrects is None else "form entry corrected", by=by):
            entry = _next_version(draft.corrects, dialogue=dialogue, party=party, form=form, token=draft.token, on=on)
            _type(entry, answers=draft.answers, language=language)
        draft.delete()
    return entry


def draft_correct(entry: FormEntry, *, by: User, form: Form) -> Draft:
    """A draft with what was typed into the standing version, by which it is corrected; one a person and entry."""
    may.write_for(by, _owner(entry))
    if entry.ended or entry.kind == EntryKind.WITHDRAWN:
        raise Invalid(_("Only what stands can be corrected."))
    found: Draft | None = Draft.objects.filter(user=by, corrects=entry).first()
    if found:
        return found
    return Draft.objects.create(
        token=uuid4(), user=by, party=_owner(entry), dialogue=entry.dialogue, form=form.key,
        content=ledger.canonical(entry.typed.answers), revision=1, corrects=entry,
    )  # fmt: skip


def entry_withdraw(entry: FormEntry, *, by: User, form: Form, on: date) -> FormEntry:
    """The entry is withdrawn by a version of its own; in the register it is gone from the next closing on."""
    may.write_for(by, _owner(entry))
    if entry.ended or entry.kind == EntryKind.WITHDRAWN:
        raise Invalid(_("Only what stands can be withdrawn."))
    with change("form entry withdrawn", by=by):
        later = _next_version(
            entry, dialogue=entry.dialogue, party=_owner(entry), form=form, token=uuid4(), on=on,
            kind=EntryKind.WITHDRAWN,
        )  # fmt: skip
        _type(later, answers={}, language="en")
    return later


def entry_take_back(entry: FormEntry, *, by: User) -> Draft | None:
    """Undo the last act on an entry, as long as its batch is open; what was typed is a draft of the person again.

    The version that it superseded stands again.
    """
    may.write_for(by, _owner(entry))
    with transaction.atomic():
        entry = FormEntry.objects.select_for_update().get(pk=entry.pk)
        if entry.ended or entry.batch_id:
            raise Invalid(_("This batch is closed. Correct the entry or withdraw it instead."))
        former = entry.supersedes
        with change("form entry taken back", by=by):
            entry.ended = EntryEnded.TAKEN_BACK
            entry.save()
            if former:
                former.ended = EntryEnded.STANDS
                former.save()
        if entry.kind == EntryKind.WITHDRAWN:
            return None
        return Draft.objects.create(
            token=uuid4(), user=by, party=_owner(entry), dialogue=entry.dialogue, form=entry.form,
            content=ledger.canonical(entry.typed.answers), revision=1, corrects=former,
        )  # fmt: skip


def _next_version(
    former: FormEntry | None,
    *,
    dialogue: Dialogue,
    party: Party,
    form: Form,
    token: UUID,
    on: date,
    kind: EntryKind | None = None,
) -> FormEntry:
    """The next version of an entry, inside the open change; the former one no longer stands."""
    if former:
        former = FormEntry.objects.select_for_update().get(pk=former.pk)
        if former.ended:
            raise Invalid(_("Somebody else corrected or withdrew this entry meanwhile. Open it again."))
        former.ended = EntryEnded.SUPERSEDED
        former.save()
    number = former.number if former else _new_number(party, form=form)
    return FormEntry(
        dialogue=dialogue,
        owner=party,
        visibility=Visibility.RESTRICTED,
        form=form.key,
        number=number,
        version=FormEntry.objects.filter(number=number).count() + 1,
        token=token,
        kind=kind or (EntryKind.CORRECTED if former else EntryKind.FIRST),
        on=on,
        supersedes=former,
    )


def _new_number(party: Party, *, form: Form) -> str:
    """The next number of a party's form; it says nothing of what was typed."""
    # The party's row is locked, so that two sendings at once are numbered one after the other.
    Party.objects.select_for_update().get(pk=party.pk)
    given = FormEntry.objects.filter(owner=party, form=form.key).values("number").distinct().count()
    return f"{form.prefix}{party.pk:03}-{given + 1:04}"


def _type(entry: FormEntry, *, answers: Mapping[str, str], language: str) -> None:
    """Save the version with its commitment, and what was typed beside it."""
    salt, content = secrets.token_hex(16), ledger.canonical({"answers": dict(answers), "language": language})
    entry.commitment = verify_receipt.commitment(salt, content)
    entry.save()
    Typed.objects.create(entry=entry, salt=salt, content=content)


def _owner(entry: FormEntry) -> Party:
    assert entry.owner is not None  # an entry is always a party's
    return entry.owner


def sent_of(entry: FormEntry) -> Sent:
    """An entry as its rows are made of it; its proof names the original without telling it."""
    proof = {"entry": entry.number, "version": entry.version, "sha256": entry.commitment}
    typed = entry.typed
    return Sent(
        entry.number,
        typed.answers,
        party=_owner(entry).slug,
        on=entry.on.isoformat(),
        language=typed.language,
        proof=json.dumps(proof, sort_keys=True),
    )
