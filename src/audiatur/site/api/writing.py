"""What a party states by API: its positions, its answers to claims, and follow-up; each one entry with its receipt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import ConfigDict, Field

from audiatur.dates import read_when
from audiatur.record import heads
from audiatur.record.changes import entries_written
from audiatur.record.models import Answer, Party, Position, Proposition, Stance, Visibility
from audiatur.record.selectors import commitment_views, question_get, recommendation_views
from audiatur.record.services import claim_answer, follow_up_add, position_take, position_withdraw
from audiatur.site.answer_forms import GRADES, SCALE, Asked, asked_of
from audiatur.site.api.access import visit_of, writing
from audiatur.site.api.problems import FieldProblem, Refused
from audiatur.site.api.reading import Key, Slug
from audiatur.site.forms import PositionForm
from audiatur.site.views.visit import Visit, found

router = Router(tags=["Writing, with a token of a party"])
Words = Annotated[str, Field(max_length=2000, pattern=r"^[^\x00]*$")]
When = Annotated[str, Field(max_length=40, pattern=r"^[^\x00]*$", description="EDTF; empty for today.")]


class Given(Schema):
    """What a request states; a field that is not described is refused."""

    model_config = ConfigDict(extra="forbid")


class PositionGiven(Given):
    """A stance on a proposition, with its reason in one or both languages."""

    stance: Literal["accepts", "accepts_in_part", "rejects", "reserves"]
    taken: When = ""
    reason: Words = ""
    reason_km: Words = ""
    visibility: Literal["restricted", "side", "parties", "public"] = "restricted"


class AnswerGiven(Given):
    """A party's word on a claim that is attributed to it."""

    answer: Literal["confirms", "disputes"]
    words: Words = ""
    words_km: Words = ""


class FollowUpGiven(Given):
    """What was done, on the scale of progress."""

    grade: Literal["none", "started", "in-part", "done", "unclear"]
    made: When = ""
    note: Words = ""
    note_km: Words = ""


class Stated(Schema):
    """The entry of the ledger that tells the act, and its receipt, which anyone can check."""

    entry: int
    hash: str
    receipt: dict[str, Any]


POSITION = "/dialogues/{dialogue}/questions/{question}/propositions/{order}/position"


@router.post(POSITION, response={201: Stated}, operation_id="position_take")
def take(request: HttpRequest, dialogue: Slug, question: Slug, order: Key, given: PositionGiven) -> Any:
    """State the position of the token's party on a proposition."""
    here, asked = _asked(request, dialogue, question)
    proposition, standing = _proposition(asked, order)
    taken = given.taken or here.today.isoformat()
    form = PositionForm({**given.model_dump(), "taken": taken}, standing=standing, today=here.today)
    if not form.is_valid():
        errors = [
            FieldProblem(field=name, message=str(fault)) for name, faults in form.errors.items() for fault in faults
        ]
        told = ", ".join(error.field for error in errors)
        raise Refused(
            422, _("Not accepted: %(fields)s. Each error below says what is.") % {"fields": told}, errors=errors
        )
    return _stated(
        lambda: position_take(
            proposition,
            by=here.user,
            party=asked.party,
            stance=Stance(given.stance),
            taken=form.cleaned_data["taken"],
            reason=given.reason.strip(),
            reason_km=given.reason_km.strip(),
            visibility=Visibility(given.visibility),
        )
    )


@router.post(f"{POSITION}/withdrawal", response={201: Stated}, operation_id="position_withdraw")
def withdraw(request: HttpRequest, dialogue: Slug, question: Slug, order: Key) -> Any:
    """Withdraw the position that the token's party holds on a proposition; it stays with its dates."""
    here, asked = _asked(request, dialogue, question)
    _proposition_row, standing = _proposition(asked, order)
    held = found(standing)
    return _stated(lambda: position_withdraw(held, by=here.user, on=here.today))


@router.post(
    "/dialogues/{dialogue}/questions/{question}/claims/{claim}/answer",
    response={201: Stated},
    operation_id="claim_answer",
)
def answer(request: HttpRequest, dialogue: Slug, question: Slug, claim: Key, given: AnswerGiven) -> Any:
    """Confirm or dispute a claim that is attributed to the token's party."""
    here, asked = _asked(request, dialogue, question)
    view = found(asked.claims.get(f"C{claim}"))
    return _stated(
        lambda: claim_answer(
            view.claim,
            by=here.user,
            answer=Answer(given.answer),
            on=here.today,
            words=given.words.strip(),
            words_km=given.words_km.strip(),
        )
    )


@router.post(
    "/dialogues/{dialogue}/commitments/{commitment}/follow-ups",
    response={201: Stated},
    operation_id="commitment_follow",
)
def follow_commitment(request: HttpRequest, dialogue: Slug, commitment: Key, given: FollowUpGiven) -> Any:
    """Say what was done of a commitment."""
    here, party = _seat(request, dialogue)
    views = commitment_views(here.dialogue, viewer=here.viewer, today=here.today)
    row = found(next((view.commitment for view in views if view.commitment.pk == commitment), None))
    return _followed(given, here=here, party=party, commitment=row)


@router.post(
    "/dialogues/{dialogue}/recommendations/{recommendation}/follow-ups",
    response={201: Stated},
    operation_id="recommendation_follow",
)
def follow_recommendation(request: HttpRequest, dialogue: Slug, recommendation: Key, given: FollowUpGiven) -> Any:
    """Say what was done of a recommendation."""
    here, party = _seat(request, dialogue)
    views = recommendation_views(here.dialogue, viewer=here.viewer)
    row = found(next((view.recommendation for view in views if view.recommendation.pk == recommendation), None))
    return _followed(given, here=here, party=party, recommendation=row)


def _followed(given: FollowUpGiven, *, here: Visit, party: Party, **target: Any) -> Any:
    made = given.made or here.today.isoformat()
    if read_when(made).earliest > here.today:
        told = _("This date lies ahead. Give today or a day before.")
        raise Refused(422, told, errors=[FieldProblem(field="made", message=told)])
    name, name_km = GRADES[given.grade]
    return _stated(
        lambda: follow_up_add(
            by=here.user,
            party=party,
            made=made,
            scale=SCALE,
            grade=given.grade,
            grade_name=name,
            grade_name_km=name_km,
            note=given.note.strip(),
            note_km=given.note_km.strip(),
            **target,
        )
    )


def _seat(request: HttpRequest, dialogue: str) -> tuple[Visit, Party]:
    """The visit, and the party that the token writes for in this dialogue."""
    token = writing(request)
    here = visit_of(request, dialogue)
    if token.party.side.dialogue_id != here.dialogue.pk:
        raise Refused(403, _("This token is for a party of another dialogue."))
    return here, token.party


def _asked(request: HttpRequest, dialogue: str, question: str) -> tuple[Visit, Asked]:
    here, party = _seat(request, dialogue)
    return here, asked_of(found(question_get(here.dialogue, question, viewer=here.viewer)), party, here=here)


def _proposition(asked: Asked, order: int) -> tuple[Proposition, Position | None]:
    held = asked.propositions.get(f"P{order}")
    if held is None:
        raise Http404(_("There is nothing at this address, or you may not see it."))
    return held


def _stated(act: Callable[[], object]) -> Any:
    with entries_written() as entries:
        act()
    (entry,) = entries
    return Status(201, {"entry": entry.seq, "hash": entry.hash, "receipt": heads.receipt(entry)})
