"""How a party speaks on a question's page: it takes or withdraws its position, and answers claims attributed to it.

Each act goes form → check your answers → receipt. Only members of the party find these addresses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from audiatur.record.errors import Invalid, NotAllowed
from audiatur.record.models import Answer, Party, Position, Proposition, Question, Stance, Visibility
from audiatur.record.selectors import claim_view, question_get, question_views
from audiatur.record.selectors.statuses import ClaimView
from audiatur.record.services import claim_answer, position_take, position_withdraw
from audiatur.record.visibility import readers
from audiatur.site import written
from audiatur.site.drafts import DraftForm
from audiatur.site.forms import AnswerForm, PositionForm
from audiatur.site.receipts import receipt_of, recorded
from audiatur.site.views.visit import Visit, found, visit


@dataclass(frozen=True, slots=True)
class Seat:
    """A party before a proposition of a question, with the position that it holds, if any."""

    question: Question
    proposition: Proposition
    party: Party
    standing: Position | None


@login_required
def take(request: HttpRequest, dialogue: str, question: str, order: int, party: str) -> HttpResponse:
    """State a party's position on a proposition."""
    here = visit(request, dialogue)
    seat = _seat(here, question, order, party)
    heading = _("%(party)s: its position") % {"party": written.plain_text(seat.party, "name")}
    draft = DraftForm(here, seat.party, request.path, written.plain_text(seat.proposition, "text"))
    if (kept := draft.acted(request, names=PositionForm.base_fields)) is not None:
        return kept
    form = PositionForm(
        request.POST if request.method == "POST" else None,
        standing=seat.standing,
        today=here.today,
        initial={"taken": here.today.isoformat(), **draft.fields},
    )
    context = {"here": here, "form": form, "heading": heading, "draft": draft, **_shown(seat)}
    if request.method != "POST" or request.POST.get("step") == "change" or not form.is_valid():
        return render(request, "position_take.html", unbound(context, request))
    given = form.cleaned_data
    answers = [
        (_("Proposition"), written.plain_text(seat.proposition, "text")),
        (_("Party"), written.plain_text(seat.party, "name")),
        (_("Stance"), str(Stance(given["stance"]).label)),
        (_("Since"), written.when(given["taken"])),
        (_("Reason"), given["reason"]),
    ]
    seen_by = readers_of(given["visibility"], seat.party)
    if request.POST.get("step") != "confirm":
        context |= {"answers": answers, "readers": seen_by, "act": _("State the position")}
        return render(request, "check_answers.html", context)
    try:
        return recorded(
            request,
            lambda: position_take(
                seat.proposition,
                by=here.user,
                party=seat.party,
                stance=Stance(given["stance"]),
                taken=given["taken"],
                reason=given["reason"],
                visibility=Visibility(given["visibility"]),
            ),
            dialogue=dialogue,
            question=question,
            title=_("The position is in the record"),
            on=here.today.isoformat(),
            readers=seen_by,
            answers=answers,
            draft=draft,
        )
    except Invalid as fault:
        form.add_error("taken", written.refusal(fault))
        return render(request, "position_take.html", context)


@login_required
def withdraw(request: HttpRequest, dialogue: str, question: str, order: int, party: str) -> HttpResponse:
    """Withdraw a party's position; it stays with its dates."""
    here = visit(request, dialogue)
    seat = _seat(here, question, order, party)
    standing = found(seat.standing)
    heading = _("%(party)s: withdraw its position") % {"party": written.plain_text(seat.party, "name")}
    if request.method != "POST":
        return render(request, "position_withdraw.html", {"here": here, "heading": heading, **_shown(seat)})
    return recorded(
        request,
        lambda: position_withdraw(standing, by=here.user, on=here.today),
        dialogue=dialogue,
        question=question,
        title=_("The position is withdrawn"),
        on=here.today.isoformat(),
        readers=readers_of(standing.visibility, seat.party),
        answers=[
            (_("Proposition"), written.plain_text(seat.proposition, "text")),
            (_("Party"), written.plain_text(seat.party, "name")),
            (_("Stance"), str(standing.get_stance_display())),
        ],
    )


@login_required
def answer(request: HttpRequest, dialogue: str, question: str, claim: int) -> HttpResponse:
    """Confirm or dispute a claim that is attributed to one's party."""
    here = visit(request, dialogue)
    asked, view = _claim(here, question, claim)
    party = found(view.claim.party)
    draft = DraftForm(here, party, request.path, written.plain_text(view.claim, "text"))
    if (kept := draft.acted(request, names=AnswerForm.base_fields)) is not None:
        return kept
    form = AnswerForm(request.POST if request.method == "POST" else None, initial=draft.fields)
    heading = _("Does %(party)s say this?") % {"party": written.plain_text(party, "name")}
    context = {"here": here, "question": asked, "view": view, "form": form, "heading": heading, "draft": draft}
    if request.method != "POST" or request.POST.get("step") == "change" or not form.is_valid():
        return render(request, "claim_answer.html", unbound(context, request))
    given = form.cleaned_data
    answers = [
        (_("Claim"), written.plain_text(view.claim, "text")),
        (_("Answer"), str(Answer(given["answer"]).label)),
        (_("Words"), given["words"]),
    ]
    seen_by = readers_of(view.claim.visibility, view.claim.owner)
    if request.POST.get("step") != "confirm":
        context |= {"answers": answers, "readers": seen_by, "act": _("Give the answer")}
        return render(request, "check_answers.html", context)
    return recorded(
        request,
        lambda: claim_answer(
            view.claim, by=here.user, answer=Answer(given["answer"]), on=here.today, words=given["words"]
        ),
        dialogue=dialogue,
        question=question,
        title=_("The answer is in the record"),
        on=here.today.isoformat(),
        readers=seen_by,
        answers=answers,
        draft=draft,
    )


@login_required
def receipt(request: HttpRequest, dialogue: str, question: str, entry: int) -> HttpResponse:
    """The receipt of an act: entry, hash, and who can see it."""
    here = visit(request, dialogue)
    kept = found(receipt_of(request, dialogue=dialogue, question=question, entry=entry))
    asked = found(question_get(here.dialogue, question, viewer=here.viewer))
    return render(request, "receipt.html", {"here": here, "question": asked, "receipt": kept})


@login_required
def act_receipt(request: HttpRequest, dialogue: str, entry: int) -> HttpResponse:
    """The receipt of an act that was not on a question."""
    here = visit(request, dialogue)
    kept = found(receipt_of(request, dialogue=dialogue, entry=entry))
    return render(request, "receipt.html", {"here": here, "receipt": kept})


def _seat(here: Visit, slug: str, order: int, party: str) -> Seat:
    """The party's seat before a proposition; refused to whoever does not write for the party."""
    asked = found(question_get(here.dialogue, slug, viewer=here.viewer))
    view = question_views([asked], viewer=here.viewer, today=here.today, outline=True)[0]
    row = found(next((row for row in view.rows if row.proposition.order == order), None))
    cell, seated = found(
        next(((cell, p) for cell in row.cells for p in cell.side.parties.all() if p.slug == party), None)
    )
    if seated.pk not in here.viewer.writes_for:
        raise NotAllowed(gettext_noop("Only members of %(party)s may do this."), party=seated)
    standing = next((position for position in cell.positions if position.party_id == seated.pk), None)
    return Seat(asked, row.proposition, seated, standing)


def _claim(here: Visit, slug: str, pk: int) -> tuple[Question, ClaimView]:
    asked = found(question_get(here.dialogue, slug, viewer=here.viewer))
    claim = found(claim_view(asked, pk, viewer=here.viewer))
    party = found(claim.claim.party)
    if party.pk not in here.viewer.writes_for:
        raise NotAllowed(gettext_noop("Only members of %(party)s may do this."), party=party)
    return asked, claim


def _shown(seat: Seat) -> dict[str, Any]:
    return {
        "question": seat.question,
        "proposition": seat.proposition,
        "party": seat.party,
        "standing": seat.standing,
    }


def unbound(context: dict[str, Any], request: HttpRequest) -> dict[str, Any]:
    """The form without its error marks where the person goes back to change an answer."""
    form: forms.Form = context["form"]
    if request.POST.get("step") == "change":
        form.errors.clear()
    return context


def readers_of(level: str, owner: Party | None) -> str:
    """Who sees a row of that level, for "This will be seen by"."""
    names = {
        "owner_name": written.plain_text(owner, "name") if owner else _("the secretariat"),
        "side_name": written.plain_text(owner.side, "name") if owner else _("the secretariat"),
    }
    return readers(Visibility(level), **names)
