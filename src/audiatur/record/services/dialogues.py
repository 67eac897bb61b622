"""Opening a dialogue and bringing in its sides and parties."""

from __future__ import annotations

from collections.abc import Sequence

from audiatur.record.changes import change
from audiatur.record.models import Dialogue, Party, PartyKind, Side, User


def dialogue_open(
    *,
    slug: str,
    title: str,
    state_name: str,
    opened: str,
    sides: Sequence[tuple[str, str, str]],
    by: User | None = None,
    title_km: str = "",
    state_name_km: str = "",
    country: str = "",
    note: str = "",
    note_km: str = "",
    reply_days: int | None = 60,
    synthetic: bool = False,
) -> Dialogue:
    """Open a dialogue with its sides in the order agreed on, each (key, name, Khmer name)."""
    with change("dialogue opened", by=by):
        dialogue = Dialogue(
            slug=slug,
            title=title,
            title_km=title_km,
            state_name=state_name,
            state_name_km=state_name_km,
            country=country,
            note=note,
            note_km=note_km,
            opened=opened,
            reply_days=reply_days,
            synthetic=synthetic,
        )
        dialogue.save()
        for order, (key, name, name_km) in enumerate(sides, 1):
            Side(dialogue=dialogue, key=key, name=name, name_km=name_km, order=order).save()
    return dialogue


def party_join(
    side: Side, *, slug: str, kind: PartyKind, name: str, name_km: str = "", by: User | None = None
) -> Party:
    """Bring a party into its side."""
    with change("party joined", by=by):
        party = Party(side=side, slug=slug, kind=kind, name=name, name_km=name_km)
        party.save()
    return party
