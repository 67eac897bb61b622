"""Drafts and notes as their party sees them: a draft is one person's, a note is for all members of the party."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.translation import gettext_noop as _

from audiatur.record.errors import Invalid, NotAllowed
from audiatur.record.models import Party, Question
from audiatur.record.private import stores
from audiatur.record.visibility import Viewer

LONGEST_NOTE = 5_000
LONGEST_DRAFT = 20_000


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person has typed into a form and not submitted."""

    address: str
    title: str
    fields: dict[str, str]
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class Note:
    """A private note of a party on a question; `own` where the viewer wrote it. Colleagues' names are not told."""

    number: int
    text: str
    own: bool
    written_at: datetime


def draft_keep(party: Party, *, viewer: Viewer, address: str, title: str, fields: Mapping[str, str]) -> None:
    """Keep what the person has typed into the form at an address, in place of what was kept before.

    Raises:
        NotAllowed: the person does not write for the party.
        Invalid: it is longer than any form takes.
    """
    _writes(party, viewer)
    if sum(map(len, fields.values())) > LONGEST_DRAFT:
        raise Invalid(_("A draft holds %(most)s characters at most."), most=f"{LONGEST_DRAFT:,}")
    value = {"address": address, "title": title, "fields": dict(fields), "at": _now()}
    with stores.opened(party.pk) as store:
        whose, about = store.key.tag("person", _person(viewer)), store.key.tag("form", address)
        store.draft_put(whose=whose, about=about, sealed=store.key.seal(value, bound=b"draft" + whose + about))


def drafts(party: Party, *, viewer: Viewer) -> list[Draft]:
    """The person's own drafts for a party, the newest first; none for whoever does not write for it."""
    if party.pk not in viewer.writes_for or not stores.exists(party.pk):
        return []
    with stores.opened(party.pk) as store:
        whose = store.key.tag("person", _person(viewer))
        values = [
            store.key.opened(sealed, bound=b"draft" + whose + about) for about, sealed in store.drafts(whose=whose)
        ]
    found = [Draft(one["address"], one["title"], one["fields"], datetime.fromisoformat(one["at"])) for one in values]
    return sorted(found, key=lambda draft: draft.kept_at, reverse=True)


def draft_get(party: Party, *, viewer: Viewer, address: str) -> Draft | None:
    """The person's own draft of the form at an address."""
    return next((draft for draft in drafts(party, viewer=viewer) if draft.address == address), None)


def draft_discard(party: Party, *, viewer: Viewer, address: str) -> None:
    """Take away the person's draft of the form at an address, if there is one."""
    _writes(party, viewer)
    if not stores.exists(party.pk):
        return
    with stores.opened(party.pk) as store:
        store.draft_drop(whose=store.key.tag("person", _person(viewer)), about=store.key.tag("form", address))


def note_write(party: Party, question: Question, *, viewer: Viewer, text: str) -> None:
    """Write a note on a question, for the members of the party alone.

    Raises:
        NotAllowed: the person does not write for the party.
        Invalid: it is empty or too long.
    """
    _writes(party, viewer)
    if not text.strip() or len(text) > LONGEST_NOTE:
        raise Invalid(_("Write a note of %(most)s characters at most."), most=f"{LONGEST_NOTE:,}")
    value = {"text": text.strip(), "by": _person(viewer), "at": _now()}
    with stores.opened(party.pk) as store:
        about = store.key.tag("question", question.pk)
        store.note_put(about=about, sealed=store.key.seal(value, bound=b"note" + about))


def notes(party: Party, questions: Iterable[Question], *, viewer: Viewer) -> dict[int, list[Note]]:
    """The party's notes by question, the oldest first; nothing for whoever is no member of it."""
    if party.pk not in viewer.parties or not stores.exists(party.pk):
        return {}
    found: dict[int, list[Note]] = {}
    with stores.opened(party.pk) as store:
        for question in questions:
            about = store.key.tag("question", question.pk)
            for number, sealed in store.notes(about=about):
                value = store.key.opened(sealed, bound=b"note" + about)
                own = value["by"] == _person(viewer)
                note = Note(number, value["text"], own, datetime.fromisoformat(value["at"]))
                found.setdefault(question.pk, []).append(note)
    return found


def note_remove(party: Party, question: Question, *, viewer: Viewer, number: int) -> None:
    """Take a note away for good."""
    _writes(party, viewer)
    if stores.exists(party.pk):
        with stores.opened(party.pk) as store:
            store.note_drop(number, about=store.key.tag("question", question.pk))


def _writes(party: Party, viewer: Viewer) -> None:
    if party.pk not in viewer.writes_for:
        raise NotAllowed(_("Only members of %(party)s may do this."), party=party.name)


def _person(viewer: Viewer) -> int:
    assert viewer.user is not None
    return int(viewer.user.pk)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
