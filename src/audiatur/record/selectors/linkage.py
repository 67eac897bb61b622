"""Decisions on pairs of reports, as the values that linkage computes with."""

from __future__ import annotations

from audiatur.record.models import Dialogue, Ended, PairDecision
from audiatur.topics.civic_space.linkage.decisions import Decision


def decisions_standing(dialogue: Dialogue, *, table: str) -> tuple[Decision, ...]:
    """The decisions that stand, in the order in which they were made.

    They name reports by their keys and are read for computing; a page that shows them asks first who looks.
    """
    rows = PairDecision.objects.filter(dialogue=dialogue, table=table, ended=Ended.STANDS).select_related("decided_by")
    return tuple(
        Decision(
            left=row.left,
            right=row.right,
            verdict=row.verdict,
            by=row.decided_by.get_full_name() or row.decided_by.get_username(),
            on=row.decided_on,
            reason=row.reason,
            row=row.pk,
        )
        for row in rows
    )


def decision_get(dialogue: Dialogue, pk: int) -> PairDecision | None:
    """One decision by its key; a page asks first who looks."""
    row: PairDecision | None = PairDecision.objects.filter(dialogue=dialogue, pk=pk).first()
    return row
