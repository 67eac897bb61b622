"""Letters between the parties: a list with reply periods, and entering one."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from audiatur.record.errors import NotAllowed
from audiatur.record.models import LetterKind, Party, Visibility
from audiatur.record.selectors import letter_views, parties_of, questions_visible, sources_visible
from audiatur.record.services import communication_send
from audiatur.site import written
from audiatur.site.acting import Act, Given, acted, answered
from audiatur.site.follow_up_forms import party_choices, question_choices, source_choices
from audiatur.site.proposal_forms import LetterForm
from audiatur.site.receipts import Back
from audiatur.site.views.acts import readers_of
from audiatur.site.views.visit import visit


def letters(request: HttpRequest, dialogue: str) -> HttpResponse:
    """The letters that the viewer may see, each with its replies and the end of its reply period."""
    here = visit(request, dialogue)
    views = letter_views(here.dialogue, viewer=here.viewer, today=here.today)
    return render(request, "letters.html", {"here": here, "views": views})


@login_required
def letter_add(request: HttpRequest, dialogue: str) -> HttpResponse:
    """Enter a letter of one's party; or, as secretariat, one that a document tells of."""
    here = visit(request, dialogue)
    if not here.contributes:
        raise NotAllowed(gettext_noop("Only members of a party or the secretariat may do this."))
    parties = parties_of(here.dialogue)
    senders = [party for party in parties if here.keeps_record or party.pk in here.viewer.writes_for]
    asked = {view.letter.pk: view.letter for view in letter_views(here.dialogue, viewer=here.viewer, today=here.today)}
    questions = {question.slug: question for question in questions_visible(here.dialogue, viewer=here.viewer)}
    sources = sources_visible(here.dialogue, viewer=here.viewer)
    form = LetterForm(
        request.POST or None,
        choices={
            "party": party_choices(senders),
            "addressee": party_choices(parties),
            "answers": [("", _("None")), *((str(pk), written.plain_text(one, "subject")) for pk, one in asked.items())],
            "question": question_choices(questions.values()),
            "source": source_choices(sources),
        },
        initial={"sent": here.today.isoformat()},
    )

    def of(slug: str) -> Party:
        return next(party for party in parties if party.slug == slug)

    def work(given: Given) -> Any:
        return communication_send(
            here.dialogue,
            by=here.user,
            kind=LetterKind(given["kind"]),
            party=of(given["party"]),
            addressee=of(given["addressee"]),
            answers=asked[int(given["answers"])] if given["answers"] else None,
            question=questions.get(given["question"]),
            source=sources.get(pk=given["source"]) if given["source"] else None,
            visibility=Visibility(given["visibility"]),
            **{name: given[name] for name in ("subject", "subject_km", "symbol", "sent", "days")},
        )

    return acted(
        request,
        here,
        Act(
            heading=_("Enter a letter"),
            button=_("Enter the letter"),
            done=_("The letter is in the record"),
            form=form,
            back=Back(reverse("letters", args=[dialogue]), _("Letters")),
            answers=lambda given: answered(form, given),
            readers=lambda given: readers_of(
                given["visibility"], of(given["party"]) if of(given["party"]).pk in here.viewer.writes_for else None
            ),
            work=work,
            fault_at="kind",
        ),
    )
