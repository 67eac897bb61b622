"""Another private key file: every draft and note is opened with the former key and sealed with the new one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from audiatur.record.errors import RecordError
from audiatur.record.models import Party, Question, User
from audiatur.record.private import stores
from audiatur.record.private.sealing import PartyKey, key_make, key_of


def reseal(new: Path) -> int:
    """Seal all stores with the key of another file, made where there is none; gives the number of texts.

    Each store changes wholly or not; one that was stopped in between goes on where it stopped when it is run again.

    Raises:
        RecordError: a text is sealed with neither key, or of a person or question that is not there.
        SettingError: the former key file is missing.
    """
    former = Path(settings.PRIVATE_KEY)
    key_make(new)
    count = 0
    for party in Party.objects.order_by("pk").values_list("pk", flat=True):
        if stores.exists(party):
            with stores.lying(party) as store:
                count += _reseal(store, old=key_of(party, file=former), new=key_of(party, file=new))
    return count


def _reseal(store: stores.Store, *, old: PartyKey, new: PartyKey) -> int:
    people = _names("person", User.objects.values_list("pk", flat=True), old=old, new=new)
    questions = _names("question", Question.objects.values_list("pk", flat=True), old=old, new=new)
    drafts, notes = store.all_drafts(), store.all_notes()
    store.run("DELETE FROM {draft}", ())
    store.run("DELETE FROM {note}", ())
    for whose, about, sealed in drafts:
        key, person = _known(people, whose)
        value = key.opened(sealed, bound=b"draft" + whose + about)
        name = new.tag("form", value["address"])
        store.draft_put(whose=person, about=name, sealed=new.seal(value, bound=b"draft" + person + name))
    for about, sealed in notes:
        key, name = _known(questions, about)
        value = key.opened(sealed, bound=b"note" + about)
        store.note_put(about=name, sealed=new.seal(value, bound=b"note" + name))
    return len(drafts) + len(notes)


def _names(kind: str, numbers: Iterable[int], *, old: PartyKey, new: PartyKey) -> dict[bytes, tuple[PartyKey, bytes]]:
    """For the names of rows under both keys: the key, and the name under the new one."""
    found: dict[bytes, tuple[PartyKey, bytes]] = {}
    for number in numbers:
        name = new.tag(kind, number)
        found |= {old.tag(kind, number): (old, name), name: (new, name)}
    return found


def _known(names: dict[bytes, tuple[PartyKey, bytes]], name: bytes) -> tuple[PartyKey, bytes]:
    if name not in names:
        raise RecordError("A private text is sealed with another key than the two that are given; nothing was changed.")
    return names[name]
