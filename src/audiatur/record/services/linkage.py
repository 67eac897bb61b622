"""Deciding whether two reports are of one incident, and undoing it; each is one entry of the ledger."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_noop as _

from audiatur.record.changes import change
from audiatur.record.errors import Invalid
from audiatur.record.models import Dialogue, Ended, PairDecision, PairVerdict, User
from audiatur.record.selectors.linkage import decisions_standing
from audiatur.record.services import may
from audiatur.topics.civic_space.linkage.decisions import contradicted


def pair_decide(
    dialogue: Dialogue,
    *,
    by: User,
    table: str,
    pair: tuple[str, str],
    verdict: PairVerdict,
    on: date,
    reason: str = "",
) -> PairDecision:
    """Say whether two reports are of one incident; it supersedes what was decided on them before.

    Raises:
        NotAllowed: the person may not see both reports.
        Invalid: it is one report, or it contradicts what other decisions say together.
    """
    may.decide_pairs(by, dialogue)
    left, right = sorted(pair)
    if left == right:
        raise Invalid(_("Two reports are needed."))
    others = [one for one in decisions_standing(dialogue, table=table) if (one.left, one.right) != (left, right)]
    if clash := contradicted(others, pair=(left, right), verdict=verdict):
        raise Invalid(
            _("Earlier decisions say the contrary: see %(one)s and %(other)s. Undo one of them first."),
            one=clash[0],
            other=clash[1],
        )
    with change("pair decided", by=by):
        new = PairDecision(
            dialogue=dialogue,
            table=table,
            left=left,
            right=right,
            verdict=verdict,
            reason=reason.strip(),
            decided_by=by,
            decided_on=on,
        )
        former = (
            PairDecision.objects.filter(dialogue=dialogue, table=table, left=left, right=right, ended=Ended.STANDS)
            .select_for_update()
            .first()
        )
        if former:
            former.ended, former.ended_on = Ended.SUPERSEDED, on
            former.save()
            new.supersedes = former
        new.save()
    return new


def pair_undo(decision: PairDecision, *, by: User, on: date) -> PairDecision:
    """Take back a decision: the pair waits again, and what was decided stays with its dates.

    Raises:
        NotAllowed: the person may not see both reports.
        Invalid: it was undone or superseded before.
    """
    may.decide_pairs(by, decision.dialogue)
    if decision.ended:
        raise Invalid(_("This decision was undone or superseded before."))
    with change("pair decision undone", by=by):
        decision.ended, decision.ended_on = Ended.WITHDRAWN, on
        decision.save()
    return decision
