"""What a viewer may see of the parties' words on laws, as the values that the law topic computes with."""

from __future__ import annotations

from audiatur.record.models import Dialogue, Ended, Party, ProvisionStance, ReformNews
from audiatur.record.selectors.sources import sources_seen
from audiatur.record.visibility import Viewer, visible
from audiatur.topics.law.obligations import Stance
from audiatur.topics.law.rows import ReformEvent


def stances_visible(dialogue: Dialogue, *, viewer: Viewer) -> tuple[Stance, ...]:
    """The stances that stand, in the order of the days they were taken."""
    rows = visible(ProvisionStance.objects.filter(dialogue=dialogue, ended=Ended.STANDS), viewer=viewer)
    named = sources_seen(dialogue, viewer=viewer)
    return tuple(
        Stance(
            party=row.party.name,
            party_km=row.party.name_km,
            obligation=row.obligation,
            instrument=row.law,
            article=row.article,
            view=row.view,
            taken=row.taken,
            words=row.words,
            reason=row.reason,
            source=row.source.title if row.source and row.source.pk in named else "",
            locator=row.locator,
            row=row.pk,
        )
        for row in rows.select_related("party", "source")
    )


def stance_current(
    dialogue: Dialogue, *, party: Party, law: str, article: str, obligation: str, viewer: Viewer
) -> ProvisionStance | None:
    """The party's stance that stands, None where it has none or the viewer may not see it."""
    rows = ProvisionStance.objects.filter(
        dialogue=dialogue, party=party, law=law, article=article, obligation=obligation, ended=Ended.STANDS
    )
    return visible(rows, viewer=viewer).first()


def reform_news_visible(dialogue: Dialogue, *, viewer: Viewer) -> tuple[ReformEvent, ...]:
    """The stages of reforms that parties state and have not withdrawn."""
    rows = visible(ReformNews.objects.filter(dialogue=dialogue, withdrawn_on__isnull=True), viewer=viewer)
    named = sources_seen(dialogue, viewer=viewer)
    return tuple(
        ReformEvent(
            reform=row.reform,
            stage=row.stage,
            on=row.on,
            source=row.source.url if row.source and row.source.pk in named else "",
            publisher=row.party.name,
            note=row.note,
        )
        for row in rows.select_related("party", "source")
    )
