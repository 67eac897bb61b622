"""The parties of a dialogue: whoever sees the dialogue sees who takes part in it."""

from __future__ import annotations

from django.db.models import QuerySet

from audiatur.record.models import Dialogue, Membership, Party
from audiatur.record.visibility import Viewer


def parties_of(dialogue: Dialogue) -> tuple[Party, ...]:
    """The parties in the order of their sides."""
    return tuple(Party.objects.filter(side__dialogue=dialogue).select_related("side"))


def party_get(dialogue: Dialogue, slug: str) -> Party | None:
    """The party with this slug, None where there is none."""
    return next((party for party in parties_of(dialogue) if party.slug == slug), None)


def parties_written_for(dialogue: Dialogue, *, viewer: Viewer) -> tuple[Party, ...]:
    """The parties that the viewer writes for."""
    return tuple(party for party in parties_of(dialogue) if party.pk in viewer.writes_for)


def speaking() -> QuerySet[Membership]:
    """Memberships but those of parties in a compiled record: there nobody speaks for a party, in a demo either."""
    return Membership.objects.standing().exclude(party__isnull=False, dialogue__reply_days__isnull=True)
