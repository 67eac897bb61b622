"""The answer form of a party on a question: what it asks, from what the party may see, and for which wording it is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from audiatur.publish.answer_form import FORMAT, Form, Item, Line
from audiatur.record import ledger
from audiatur.record.models import Answer, Party, Position, Proposition, Question, Stance
from audiatur.record.scales import SCALES
from audiatur.record.selectors import question_page, recommendation_views
from audiatur.record.selectors.follow_up import CommitmentView, RecommendationView
from audiatur.record.selectors.questions import QuestionPage
from audiatur.record.selectors.statuses import ClaimView
from audiatur.site import written
from audiatur.site.dossier import followed
from audiatur.site.views.visit import Visit

WITHDRAWS = "withdraws"
SCALE = SCALES["progress"].title
"""The scale on which a party grades what was done; its grades follow, but for withdrawing."""
GRADES = {grade.key: (grade.name, grade.name_km) for grade in SCALES["progress"].grades if grade.key != "withdrawn"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form asks of a party on a question: the rows by the keys of its items."""

    question: Question
    party: Party
    propositions: dict[str, tuple[Proposition, Position | None]]
    claims: dict[str, ClaimView]
    commitments: dict[str, CommitmentView]
    recommendations: dict[str, RecommendationView]


def asked_of(question: Question, party: Party, *, here: Visit) -> Asked:
    """The propositions, the claims attributed to the party, its promises and the question's recommendations."""
    page = question_page(question, viewer=here.viewer, today=here.today)
    recommended = recommendation_views(here.dialogue, viewer=here.viewer, topic=question.topic)
    return Asked(
        question=question,
        party=party,
        propositions=dict(_propositions(page, party)),
        claims={f"C{view.claim.pk}": view for view in page.view.claims if view.claim.party_id == party.pk},
        commitments={
            f"K{view.commitment.pk}": view for view in page.commitments if view.commitment.party_id == party.pk
        },
        recommendations={
            f"R{view.recommendation.pk}": view for view in recommended if view.recommendation.question_id == question.pk
        },
    )


def _propositions(page: QuestionPage, party: Party) -> Iterator[tuple[str, tuple[Proposition, Position | None]]]:
    for row in page.view.rows:
        standing = (position for cell in row.cells for position in cell.positions if position.party_id == party.pk)
        yield f"P{row.proposition.order}", (row.proposition, next(standing, None))


def wording_hash(asked: Asked) -> str:
    """The hash of the question's words in both languages and those of its propositions."""
    question = asked.question
    told = [question.text, question.text_km, [[p.order, p.text, p.text_km] for p, _held in asked.propositions.values()]]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def held_mark(asked: Asked) -> str:
    """Which positions the party held when the form was made: "1:45 2:0"."""
    return " ".join(
        f"{proposition.order}:{position.pk if position else 0}" for proposition, position in asked.propositions.values()
    )


def form_of(asked: Asked, *, here: Visit) -> Form:
    """The form of a party, to be filled in offline."""
    party = written.plain_text(asked.party, "name")
    return Form(
        title=_("%(party)s: its answers") % {"party": party},
        intro=(
            written.plain_text(asked.question, "text"),
            _(
                "Fill in the column of answers and leave the codes as they are. A line left empty changes nothing. "
                "After the upload you see what would be stated before anything is."
            ),
        ),
        marks={
            "form": FORMAT,
            "dialogue": here.dialogue.slug,
            "question": asked.question.slug,
            "party": asked.party.slug,
            "wording": wording_hash(asked),
            "held": held_mark(asked),
            "entry": str(ledger.head().seq),
            "made": here.today.isoformat(),
        },
        items=tuple(_items(asked)),
    )


def _items(asked: Asked) -> Iterator[Item]:
    for key, (proposition, standing) in asked.propositions.items():
        title = _("Proposition %(number)s") % {"number": proposition.order}
        yield Item(key, title, proposition.text, proposition.text_km, present_position(standing), _stance_lines(key))
    for key, view in asked.claims.items():
        claim = view.claim
        title = _("A claim attributed to the party (%(code)s)") % {"code": key}
        yield Item(key, title, claim.text, claim.text_km, present_answer(view), _claim_lines(key))
    for key, promise in asked.commitments.items():
        row = promise.commitment
        title = _("A commitment of the party (%(code)s)") % {"code": key}
        yield Item(key, title, row.text, row.text_km, _present_steps(promise), _follow_lines(key))
    for key, recommended in asked.recommendations.items():
        told = recommended.recommendation
        title = _("A recommendation (%(code)s)") % {"code": key}
        yield Item(key, title, told.text, told.text_km, _present_steps(recommended), _follow_lines(key))


def present_position(standing: Position | None) -> str:
    """The position that the party holds, in words."""
    if standing is None:
        return _("The party holds no position.")
    told = f"{standing.get_stance_display()}, {written.when(standing.taken)}"
    reason = written.plain_text(standing, "reason")
    return f"{told}. {reason}" if reason else told


def present_answer(view: ClaimView) -> str:
    """What the party answered to a claim, in words."""
    if view.answer is None:
        return _("The party has not answered.")
    words = written.plain_text(view.answer, "words")
    told = f"{view.answer.get_answer_display()}, {written.when(view.answer.given_on)}"
    return f"{told}: {words}" if words else told


def _present_steps(view: CommitmentView | RecommendationView) -> str:
    return followed(view.follow_ups[-1]) if view.follow_ups else _("None recorded yet.")


def _stance_lines(key: str) -> tuple[Line, ...]:
    words = ", ".join([*(str(stance.label) for stance in Stance), _("Withdraws its position")])
    return (
        Line(f"{key}.stance", _("Stance"), _("One of: %(words)s") % {"words": words}),
        Line(f"{key}.since", _("Since"), _("A date such as 2026-03-21 or 2026-03; empty for the day of the upload")),
        Line(f"{key}.reason", _("Reason in English")),
        Line(f"{key}.reason_km", _("Reason in Khmer")),
    )


def _claim_lines(key: str) -> tuple[Line, ...]:
    words = ", ".join(str(answer.label) for answer in Answer)
    return (
        Line(f"{key}.answer", _("Answer"), _("One of: %(words)s") % {"words": words}),
        Line(f"{key}.words", _("In the party’s own words, English")),
        Line(f"{key}.words_km", _("In the party’s own words, Khmer")),
    )


def _follow_lines(key: str) -> tuple[Line, ...]:
    words = ", ".join(_(name) for name, _khmer in GRADES.values())
    return (
        Line(f"{key}.grade", _("What was done"), _("One of: %(words)s") % {"words": words}),
        Line(f"{key}.made", _("As of"), _("A date such as 2026-03-21 or 2026-03; empty for the day of the upload")),
        Line(f"{key}.note", _("Note in English")),
        Line(f"{key}.note_km", _("Note in Khmer")),
    )
