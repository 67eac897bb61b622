"""The invented country's laws into the home folder, and what its parties say of them into the record."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from audiatur.record import services
from audiatur.record.models import Dialogue, Membership, Party, ProvisionView, Visibility
from audiatur.synthetic.invented_laws import stances, wordings
from audiatur.topics.law import store
from audiatur.topics.law.keeping import Given, keep_document
from audiatur.topics.law.model import text_hash


def keep_laws(laws: Path) -> None:
    """Import every wording, as a person would."""
    shelf = store.Shelf(laws, "xx", synthetic=True)
    for one in wordings():
        given = Given(one.law, one.title, one.date, one.published, one.starts)
        keep_document(one.document(), file=one.file, given=given, shelf=shelf, kept_by="demo", at=datetime.now(UTC))


def state_stances(dialogue: Dialogue, *, laws: Path) -> None:
    """State each stance by a member of its party, on the words of its day."""
    shelf = store.Shelf(laws, "xx", synthetic=True)
    for one in stances():
        lines = store.timeline(store.wordings(shelf, name=one.law))
        text = lines.standing(lines.key_of(one.article), on=date.fromisoformat(one.words_on)).text or ""
        party = Party.objects.get(side__dialogue=dialogue, slug=one.party)
        member = Membership.objects.filter(dialogue=dialogue, party=party).select_related("user").first()
        assert member is not None
        services.stance_state(
            dialogue,
            by=member.user,
            party=party,
            law=one.law,
            article=one.article,
            obligation=one.obligation,
            view=ProvisionView(one.view),
            taken=one.taken,
            words=text_hash(text),
            reason=one.reason,
            visibility=Visibility.PUBLIC,
        )
