"""Setting a claim's number beside a figure, taking it away, and contesting a check: form → check → receipt."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from audiatur.reading.quantities import read_quantities
from audiatur.reading.result import Quantity
from audiatur.reading.text import Paragraph, Sentence, Text
from audiatur.record.errors import Invalid, NotAllowed
from audiatur.record.models import Beside, Claim, Differs, Question
from audiatur.record.selectors import claim_view, party_get, question_get
from audiatur.record.selectors.statuses import ClaimView
from audiatur.record.services import beside_end, beside_set, check_contest
from audiatur.registers.contract import Lang
from audiatur.site import written
from audiatur.site.checks import shown_check
from audiatur.site.drafts import DraftForm
from audiatur.site.forms import BesideForm, ContestForm
from audiatur.site.receipts import recorded
from audiatur.site.views.acts import readers_of, unbound
from audiatur.site.views.visit import Visit, found, visit
from audiatur.site.vocabulary import TOPIC_NAMES
from audiatur.topics import catalogue


@dataclass(frozen=True, slots=True)
class Seen:
    """A claim under its question, as the viewer sees it."""

    question: Question
    view: ClaimView

    @property
    def claim(self) -> Claim:
        """The claim."""
        return self.view.claim


@login_required
def set_beside(request: HttpRequest, dialogue: str, question: str, claim: int) -> HttpResponse:
    """Set a number of a claim beside a figure; for whoever takes part in the dialogue."""
    here = visit(request, dialogue)
    seen = _claim(here, question, claim)
    if not here.contributes:
        raise NotAllowed(gettext_noop("Only members of a party or the secretariat may do this."))
    numbers = numbers_of(seen.claim)
    posted = request.POST if request.method == "POST" else None
    shown = [(str(place), f"{number.surface} ({number.base})" if number.base else number.surface)
             for place, number in enumerate(numbers)]  # fmt: skip
    form = BesideForm(posted, numbers=shown, figures=figure_choices())
    heading = _("Set a figure beside a number of this claim")
    context = {"here": here, "question": seen.question, "view": seen.view, "form": form, "heading": heading}
    if posted is None or posted.get("step") == "change" or not form.is_valid():
        return render(request, "beside_set.html", unbound({**context, "numbers": numbers}, request))
    given = form.cleaned_data
    number = numbers[int(given["number"])]
    indicator = catalogue.indicator_get(given["indicator"])
    answers = [
        (_("Number"), number.surface),
        (_("Figure"), indicator.name.of("km" if written.page_language() == "km" else "en")),
        (_("Period"), f"{written.when(given['since'])} – {written.when(given['until'])}"),
        (_("Place"), given["place"] or written.plain_text(here.dialogue, "state_name")),
        (_("Differs in"), str(Differs(given["differs"]).label)),
        (_("Remark"), given["note"]),
    ]
    seen_by = readers_of(seen.claim.visibility, seen.claim.owner)
    if posted.get("step") != "confirm":
        context |= {"answers": answers, "readers": seen_by, "act": _("Set the figure beside it")}
        return render(request, "check_answers.html", context)
    try:
        return recorded(
            request,
            lambda: beside_set(
                seen.claim,
                by=here.user,
                quantity=number,
                indicator=indicator.id,
                since=given["since"],
                until=given["until"],
                place=given["place"],
                differs=Differs(given["differs"]),
                note=given["note"],
            ),
            dialogue=dialogue,
            question=question,
            title=_("The figure stands beside the claim"),
            on=here.today.isoformat(),
            readers=seen_by,
            answers=answers,
        )
    except Invalid as fault:
        form.add_error("indicator", written.refusal(fault))
        return render(request, "beside_set.html", {**context, "numbers": numbers})


@login_required
def contest(request: HttpRequest, dialogue: str, question: str, claim: int, beside: int, party: str) -> HttpResponse:
    """A party says why it does not accept a check."""
    here = visit(request, dialogue)
    seen = _claim(here, question, claim)
    row = _beside(seen, beside)
    speaker = found(party_get(here.dialogue, party))
    if speaker.pk not in here.viewer.writes_for:
        raise NotAllowed(gettext_noop("Only members of %(party)s may do this."), party=speaker)
    heading = _("%(party)s: contest this check") % {"party": written.plain_text(speaker, "name")}
    draft = DraftForm(here, speaker, request.path, heading)
    if (kept := draft.acted(request, names=ContestForm.base_fields)) is not None:
        return kept
    form = ContestForm(request.POST if request.method == "POST" else None, initial=draft.fields)
    context = {"here": here, "question": seen.question, "view": seen.view, "form": form, "heading": heading,
               "draft": draft}  # fmt: skip
    if request.method != "POST" or request.POST.get("step") == "change" or not form.is_valid():
        return render(
            request, "check_contest.html", unbound({**context, "shown": shown_check(row, here=here)}, request)
        )
    words = form.cleaned_data["words"]
    answers = [(_("Claim"), written.plain_text(seen.claim, "text")), (_("Words"), words)]
    if request.POST.get("step") != "confirm":
        context |= {
            "answers": answers,
            "readers": readers_of(seen.claim.visibility, seen.claim.owner),
            "act": _("Contest the check"),
        }
        return render(request, "check_answers.html", context)
    return recorded(
        request,
        lambda: check_contest(row, by=here.user, party=speaker, words=words, on=here.today),
        dialogue=dialogue,
        question=question,
        title=_("The words stand beside the check"),
        on=here.today.isoformat(),
        readers=readers_of(seen.claim.visibility, seen.claim.owner),
        answers=answers,
        draft=draft,
    )


@login_required
def take_away(request: HttpRequest, dialogue: str, question: str, claim: int, beside: int) -> HttpResponse:
    """The secretariat takes a figure away from beside a claim."""
    here = visit(request, dialogue)
    seen = _claim(here, question, claim)
    row = _beside(seen, beside)
    if not here.keeps_record:
        raise NotAllowed(gettext_noop("Only the secretariat may do this."))
    heading = _("Take the figure away from beside the claim")
    shown = shown_check(row, here=here)
    context = {"here": here, "question": seen.question, "view": seen.view, "heading": heading, "shown": shown}
    if request.method != "POST":
        return render(request, "beside_end.html", context)
    return recorded(
        request,
        lambda: beside_end(row, by=here.user, on=here.today),
        dialogue=dialogue,
        question=question,
        title=_("The figure is taken away"),
        on=here.today.isoformat(),
        readers=readers_of(seen.claim.visibility, seen.claim.owner),
        answers=[(_("Number"), row.surface), (_("Figure"), shown.name)],
    )


def numbers_of(claim: Claim) -> list[Quantity]:
    """The numbers that the claim states, read in its text."""
    words = claim.text
    body = Paragraph(0, len(words), None, "body", None, "en", (Sentence(0, len(words)),))
    read = read_quantities(Text(words, "txt", "en", (body,))) if words else ()
    return [number for number in read if number.hedge != "vague"]


def figure_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The indicators as choices, by topic."""
    language: Lang = "km" if written.page_language() == "km" else "en"
    ordered = sorted(catalogue.INDICATORS.values(), key=lambda one: (one.topic, one.id))
    return [
        (_(TOPIC_NAMES.get(topic, topic)), [(one.id, one.name.of(language) or one.name.en) for one in group])
        for topic, group in groupby(ordered, key=lambda one: one.topic)
    ]


def _claim(here: Visit, slug: str, pk: int) -> Seen:
    asked = found(question_get(here.dialogue, slug, viewer=here.viewer))
    return Seen(asked, found(claim_view(asked, pk, viewer=here.viewer)))


def _beside(seen: Seen, pk: int) -> Beside:
    return found(next((row for row in seen.view.besides if row.pk == pk), None))
