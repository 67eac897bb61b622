"""Proposing a question, wording it and consenting to its words, until the secretariat asks it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from audiatur.record.errors import NotAllowed
from audiatur.record.models import Party, Visibility
from audiatur.record.selectors import parties_of, proposal_view, proposal_views
from audiatur.record.selectors.proposals import ProposalView
from audiatur.record.services import (
    proposal_decline,
    proposal_open,
    proposal_take_up,
    proposal_withdraw,
    question_propose,
    wording_answer,
    wording_offer,
)
from audiatur.site import written
from audiatur.site.acting import Act, Given, acted, answered
from audiatur.site.follow_up_forms import Choices, party_choices
from audiatur.site.proposal_forms import (
    ConsentForm,
    DeclineForm,
    OpenForm,
    ProposalForm,
    WordingForm,
    as_given,
    propositions_of,
)
from audiatur.site.receipts import Back
from audiatur.site.views.acts import readers_of
from audiatur.site.views.visit import Visit, found, visit

ACTS = ("word", "consent", "take-up", "decline", "withdraw", "open")


@login_required
def proposals(request: HttpRequest, dialogue: str) -> HttpResponse:
    """The questions that were proposed, and how far each is."""
    here = visit(request, dialogue)
    return render(
        request,
        "proposals.html",
        {
            "here": here,
            "views": proposal_views(here.dialogue, viewer=here.viewer),
            "may_propose": bool(_own(here)),
        },
    )


@login_required
def propose(request: HttpRequest, dialogue: str) -> HttpResponse:
    """Propose a question for one's party."""
    here = visit(request, dialogue)
    own = _own(here)
    if not own:
        raise NotAllowed(gettext_noop("Only members of a party may do this."))
    form = ProposalForm(request.POST or None, choices={"party": party_choices(own), "addressed": _sides(here)})

    def work(given: Given) -> Any:
        return question_propose(
            here.dialogue,
            by=here.user,
            party=_party(own, given),
            topic=given["topic"],
            reason=given["reason"],
            made=here.today.isoformat(),
            **_words(given),
        )

    return acted(
        request,
        here,
        Act(
            heading=_("Propose a question"),
            button=_("Propose the question"),
            done=_("The question is proposed"),
            lede=_("The secretariat takes it up; then every side is asked whether it consents to the words."),
            form=form,
            back=_list(here),
            answers=lambda given: answered(form, given),
            readers=lambda _given: readers_of(Visibility.PARTIES, None),
            work=work,
        ),
    )


@login_required
def proposal(request: HttpRequest, dialogue: str, proposal: int) -> HttpResponse:
    """A proposed question: its words, what each side says of them, the former words, and what can be done."""
    here = visit(request, dialogue)
    view = found(proposal_view(here.dialogue, proposal, viewer=here.viewer))
    return render(request, "proposal.html", {"here": here, "view": view, "acts": _possible(here, view)})


@login_required
def act(request: HttpRequest, dialogue: str, proposal: int, act: str) -> HttpResponse:
    """One act on a proposal, open to those who may do it as long as it can be done."""
    here = visit(request, dialogue)
    view = found(proposal_view(here.dialogue, proposal, viewer=here.viewer))
    if act not in _possible(here, view):
        raise NotAllowed(gettext_noop("This cannot be done now, or not by you."))
    return acted(request, here, _act(request, here, view=view, name=act))


def _possible(here: Visit, view: ProposalView) -> tuple[str, ...]:
    """What the person may do to the proposal as it stands."""
    taken, own = view.proposal.state == "taken_up", bool(_own(here))
    possible = {
        "word": view.open and (own or here.keeps_record),
        "consent": taken and own,
        "take-up": view.proposal.state == "proposed" and here.keeps_record,
        "decline": view.open and here.keeps_record,
        "withdraw": view.open and view.proposal.owner_id in here.viewer.writes_for,
        "open": taken and here.keeps_record and not view.lacking,
    }
    return tuple(name for name in ACTS if possible[name])


def _act(request: HttpRequest, here: Visit, *, view: ProposalView, name: str) -> Act:
    row, today, posted, own = view.proposal, here.today.isoformat(), request.POST or None, _own(here)
    none: forms.Form = forms.Form(posted if posted else None)
    title, form, work = {
        "take-up": (_("Take the question up"), none, lambda _given: proposal_take_up(row, by=here.user)),
        "withdraw": (_("Withdraw the proposal"), none, lambda _given: proposal_withdraw(row, by=here.user)),
        "decline": (
            _("Do not take the question up"),
            DeclineForm(posted),
            lambda given: proposal_decline(row, by=here.user, answer=given["answer"]),
        ),
        "open": (
            _("Ask the question"),
            OpenForm(posted, initial={"asked": today}),
            lambda given: proposal_open(
                row, by=here.user, slug=f"{row.topic}-{row.pk}".replace("_", "-"), asked=given["asked"]
            ),
        ),
        "consent": (
            _("Consent to the words"),
            ConsentForm(posted, choices={"party": party_choices(own)}),
            lambda given: wording_answer(
                view.wording,
                by=here.user,
                party=_party(own, given),
                consents=given["consents"] == "yes",
                words=given["words"],
                made=today,
            ),
        ),
        "word": (
            _("Offer other words"),
            WordingForm(
                posted,
                choices={"party": _offering(here, own), "addressed": _sides(here)},
                initial=dict(as_given(view.wording)),
            ),
            lambda given: wording_offer(
                row,
                by=here.user,
                party=next((party for party in own if party.slug == given["party"]), None),
                made=today,
                **_words(given),
            ),
        ),
    }[name]
    return Act(
        heading=title,
        button=title,
        done=_("It is in the record"),
        form=form,
        back=Back(reverse("proposal", args=[here.dialogue.slug, row.pk]), _("Proposed question")),
        about=[written.plain_text(view.wording, "text")],
        answers=lambda given: answered(form, given),
        readers=lambda _given: readers_of(row.visibility, row.owner),
        work=work,
    )


def _own(here: Visit) -> list[Party]:
    return [party for party in parties_of(here.dialogue) if party.pk in here.viewer.writes_for]


def _party(own: Sequence[Party], given: Given) -> Party:
    return next(party for party in own if party.slug == given["party"])


def _offering(here: Visit, own: Sequence[Party]) -> Choices:
    return [*party_choices(own), *([("-", _("The secretariat"))] if here.keeps_record else [])]


def _sides(here: Visit) -> Choices:
    return [(side.key, written.plain_text(side, "name")) for side in here.dialogue.sides.all()]


def _words(given: Given) -> dict[str, Any]:
    return {
        "text": given["text"],
        "text_km": given["text_km"],
        "propositions": propositions_of(given["propositions"]),
        "addressed": given["addressed"],
    }


def _list(here: Visit) -> Back:
    return Back(reverse("proposals", args=[here.dialogue.slug]), _("Proposed questions"))
