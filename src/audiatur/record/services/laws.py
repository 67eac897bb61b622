"""Changes of what parties say of laws; each is one entry of the ledger."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_noop as _

from audiatur.record.changes import change
from audiatur.record.errors import Invalid
from audiatur.record.models import (
    Dialogue,
    Ended,
    Party,
    Passage,
    ProvisionStance,
    ProvisionView,
    ReformNews,
    ReformStage,
    Source,
    User,
    Visibility,
)
from audiatur.record.services import may


def stance_state(
    dialogue: Dialogue,
    *,
    by: User,
    party: Party,
    law: str,
    article: str,
    obligation: str,
    view: ProvisionView,
    taken: str,
    words: str = "",
    reason: str = "",
    source: Source | None = None,
    locator: str = "",
    passage: Passage | None = None,
    visibility: Visibility = Visibility.RESTRICTED,
) -> ProvisionStance:
    """A party states its stance on a provision against an obligation; it supersedes the former one.

    Raises:
        NotAllowed: the person does not write for the party.
        Invalid: a field does not fit, it would hide a stance that others can see, or it is dated before it.
    """
    may.write_for(by, party)
    new = ProvisionStance(
        dialogue=dialogue,
        owner=party,
        visibility=visibility,
        party=party,
        law=law,
        article=article,
        obligation=obligation,
        view=view,
        taken=taken,
        words=words,
        reason=reason,
        source=source,
        locator=locator,
    )
    with change("provision stance stated", by=by):
        same = ProvisionStance.objects.filter(
            dialogue=dialogue, law=law, article=article, obligation=obligation, party=party, ended=Ended.STANDS
        )
        former = same.select_for_update().first()
        if passage:
            passage.save()
            new.passage = passage
        if former:
            if Visibility(visibility).reach < Visibility(former.visibility).reach:
                raise Invalid(_("A stance that others can see is not replaced by a hidden one; withdraw it instead."))
            if new.taken_day < former.taken_day:
                raise Invalid(_("A new stance cannot be dated before the one that it supersedes."))
            former.ended, former.ended_on = Ended.SUPERSEDED, new.taken_day
            former.save()
            new.supersedes = former
        new.save()
    return new


def stance_withdraw(stance: ProvisionStance, *, by: User, on: date) -> ProvisionStance:
    """A party withdraws its stance; it stays with its dates."""
    may.write_for(by, stance.party)
    if stance.ended:
        raise Invalid(_("This stance was superseded or withdrawn before."))
    with change("provision stance withdrawn", by=by):
        stance.ended, stance.ended_on = Ended.WITHDRAWN, on
        stance.save()
    return stance


def reform_tell(
    dialogue: Dialogue,
    *,
    by: User,
    party: Party,
    reform: str,
    stage: ReformStage,
    on: str,
    note: str = "",
    source: Source | None = None,
    visibility: Visibility = Visibility.RESTRICTED,
) -> ReformNews:
    """A party states a stage of a reform with its day; it stands beside what other sources tell.

    Raises:
        NotAllowed: the person does not write for the party.
        Invalid: a field does not fit.
    """
    may.write_for(by, party)
    with change("reform stage told", by=by):
        told = ReformNews(
            dialogue=dialogue,
            owner=party,
            visibility=visibility,
            party=party,
            reform=reform,
            stage=stage,
            on=on,
            note=note,
            source=source,
        )
        told.save()
    return told


def reform_withdraw(told: ReformNews, *, by: User, on: date) -> ReformNews:
    """A party withdraws what it told of a reform; it stays with its dates."""
    may.write_for(by, told.party)
    if told.withdrawn_on:
        raise Invalid(_("This was withdrawn before."))
    with change("reform stage withdrawn", by=by):
        told.withdrawn_on = on
        told.save()
    return told
