"""One question's page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from audiatur.record.models import Dialogue, PublishedFigure, Question
from audiatur.record.selectors.follow_up import CommitmentView, commitment_views
from audiatur.record.selectors.leaning import lean
from audiatur.record.selectors.standing import while_it_stands
from audiatur.record.selectors.statuses import ClaimView, QuestionView, question_views
from audiatur.record.visibility import Viewer, visible


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """A question side by side, the claims that belong to no cell, the figures published and what was promised."""

    view: QuestionView
    other_claims: tuple[ClaimView, ...]
    commitments: tuple[CommitmentView, ...]
    figures: tuple[PublishedFigure, ...]


def question_get(dialogue: Dialogue, slug: str, *, viewer: Viewer) -> Question | None:
    """The question with this slug, None where there is none or the viewer may not see it."""
    rows = visible(Question.objects.filter(dialogue=dialogue, slug=slug), viewer=viewer)
    return rows.select_related("dialogue").prefetch_related("addressed").first()


def questions_visible(dialogue: Dialogue, *, viewer: Viewer) -> tuple[Question, ...]:
    """The questions of a dialogue, in their order: what a statement may be filed under."""
    rows = visible(Question.objects.filter(dialogue=dialogue), viewer=viewer)
    return tuple(rows.select_related("dialogue").prefetch_related("propositions", "addressed").order_by("number"))


@while_it_stands
def question_page(question: Question, *, viewer: Viewer, today: date) -> QuestionPage:
    """Everything that the question's page shows."""
    view = question_views([question], viewer=viewer, today=today)[0]
    placed = {claim.claim.pk for row in view.rows for cell in row.cells for claim in cell.claims}
    return QuestionPage(
        view=view,
        other_claims=tuple(claim for claim in view.claims if claim.claim.pk not in placed),
        commitments=commitment_views(question.dialogue, viewer=viewer, today=today, question=question),
        figures=tuple(
            lean(visible(PublishedFigure.objects.filter(question=question), viewer=viewer), "source", "party__side")
        ),
    )
