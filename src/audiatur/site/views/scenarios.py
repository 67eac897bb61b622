"""Scenarios that parties keep: listed, compared, cited, saved, shown to more, withdrawn, and set beside a position.

Each act goes form → check your answers → receipt. Only members of the party find the addresses of its acts.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from audiatur.record import heads
from audiatur.record.errors import Invalid, NotAllowed
from audiatur.record.models import Party, Position, Question, Scenario, Visibility
from audiatur.record.selectors import (
    beside_get,
    entry_get,
    party_get,
    question_get,
    question_views,
    scenario_get,
    scenarios_visible,
)
from audiatur.record.services import (
    scenario_attach,
    scenario_detach,
    scenario_save,
    scenario_show,
    scenario_withdraw,
)
from audiatur.site import topic_pages, written
from audiatur.site.receipts import receipt_of, recorded
from audiatur.site.views.acts import readers_of, unbound
from audiatur.site.views.visit import found, visit
from audiatur.topics import TOPICS
from audiatur.topics.prisons.citing import Kept, canonical, inputs_of, kept, query_of, result_of
from audiatur.topics.prisons.comparing import comparison
from audiatur.topics.prisons.custody_records import records_of
from audiatur.topics.prisons.making import scenario_made
from audiatur.topics.prisons.scenario import read_scenario
from audiatur.topics.prisons.scenario_page import TABLES, below_words, opening

PRISONS = next(topic for topic in TOPICS if topic.key == "prisons")
MOST_COMPARED = 5


class SaveForm(forms.Form):
    """The name under which a party keeps a scenario, and who may see it."""

    name = forms.CharField(
        label=gettext_lazy("Name of the scenario"),
        help_text=gettext_lazy("Short, and without a judgment: what is done differently."),
        max_length=80,
        error_messages={"required": gettext_lazy("Give the scenario a name.")},
    )
    visibility = forms.ChoiceField(
        label=gettext_lazy("Who may see it?"),
        choices=Visibility.choices,
        initial=Visibility.RESTRICTED,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose who may see it.")},
    )


class ShowForm(forms.Form):
    """A wider circle of readers for a scenario."""

    visibility = forms.ChoiceField(
        label=gettext_lazy("Who may see it from now on?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose who may see it.")},
    )

    def __init__(self, *args: Any, now: Visibility, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["visibility"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(level.value, level.label) for level in Visibility if level.reach > now.reach]


class AttachForm(forms.Form):
    """Which scenario a party sets beside its position."""

    scenario = forms.ChoiceField(
        label=gettext_lazy("Which scenario?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a scenario.")},
    )

    def __init__(self, *args: Any, scenarios: Sequence[Scenario], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["scenario"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (str(row.pk), f"{row.name} ({written.plain_text(row.party, 'name')}, {written.when(row.saved_on)})")
            for row in scenarios
        ]


@dataclass(frozen=True, slots=True)
class Shown:
    """A saved scenario with what it holds; `kept` is empty for those who may not see figures."""

    row: Scenario
    kept: Kept | None

    @property
    def inputs(self) -> str:
        """The beginning of the hash of its inputs, as it stands in its address."""
        return self.row.inputs_hash[:12]


def address(row: Scenario, *, dialogue: str) -> str:
    """The stable address of a saved scenario."""
    return reverse("prisons-saved", args=[dialogue, row.pk, row.inputs_hash[:12]])


def saved(request: HttpRequest, dialogue: str) -> HttpResponse:
    """The scenarios that parties saved and that the viewer may see."""
    here = _here(request, dialogue)
    rows = [_shown(row, here=here) for row in scenarios_visible(here.dialogue, topic="prisons", viewer=here.viewer)]
    return render(request, "prisons/saved_list.html", {"here": here, "scenarios": rows, "most": MOST_COMPARED})


def one(request: HttpRequest, dialogue: str, number: int, inputs: str) -> HttpResponse:
    """One saved scenario at its address: what was asked, what came of it, and how to cite it."""
    here, row = _found(request, dialogue, number, inputs)
    shown = _shown(row, here=here)
    context: dict[str, Any] = {
        "here": here,
        "shown": shown,
        "row": row,
        "readers": readers_of(row.visibility, row.party),
    }
    context["own"] = row.party_id in here.viewer.writes_for and not row.withdrawn_on
    context["wider"] = Visibility(row.visibility) != Visibility.PUBLIC
    context["cited"] = request.build_absolute_uri(address(row, dialogue=dialogue))
    if shown.kept:
        context |= comparison([(row.name, shown.kept)])
        context |= {"below": below_words(shown.kept.below), "query": urlencode(query_of(shown.kept.asked))}
    return render(request, "prisons/saved.html", context)


def compare(request: HttpRequest, dialogue: str) -> HttpResponse:
    """Saved scenarios beside each other: what is done, and how many persons, as a table and as a drawing."""
    here = _here(request, dialogue)
    wanted = [int(pk) for pk in dict.fromkeys(request.GET.getlist("s")) if pk.isdecimal() and len(pk) < 10]
    rows = [scenario_get(here.dialogue, pk, topic="prisons", viewer=here.viewer) for pk in wanted[:MOST_COMPARED]]
    shown = [_shown(row, here=here) for row in rows if row]
    context: dict[str, Any] = {"here": here, "shown": shown, "most": MOST_COMPARED, "more": len(wanted) > MOST_COMPARED}
    whole = [(each.row.name, each.kept) for each in shown if each.kept]
    if whole:
        context |= comparison(whole)
    return render(request, "prisons/compare.html", context)


@login_required
def save(request: HttpRequest, dialogue: str, party: str) -> HttpResponse:
    """A party keeps the scenario of the address under a name."""
    here = _here(request, dialogue)
    speaker = _party(here, party)
    form_page = f"{reverse('prisons-scenario', args=[dialogue])}?{request.GET.urlencode()}"
    if not set(TABLES) <= here.has_registers:
        raise Http404(_("There is nothing at this address, or you may not see it."))
    with here.registers(*TABLES) as registers:
        records = found(records_of(registers))
        asked = read_scenario(request.GET.dict(), starts=opening(records))
        if asked.wrong:
            return redirect(form_page)
        made = scenario_made(registers, records, scenario=asked)
    form = SaveForm(request.POST or None, initial={"name": asked.name, "visibility": Visibility.RESTRICTED})
    heading = _("%(party)s: save a scenario") % {"party": written.plain_text(speaker, "name")}
    context: dict[str, Any] = {"here": here, "form": form, "heading": heading, "back": form_page}
    if request.method != "POST" or request.POST.get("step") == "change" or not form.is_valid():
        return render(request, "prisons/scenario_act.html", unbound(context, request))
    given = form.cleaned_data
    inputs = canonical(inputs_of(asked, snapshots=made.ground.snapshots))
    answers = [(_("Party"), written.plain_text(speaker, "name")), (_("Name of the scenario"), given["name"])]
    seen_by = readers_of(given["visibility"], speaker)
    if request.POST.get("step") != "confirm":
        context |= {"answers": answers, "readers": seen_by, "act": _("Save the scenario")}
        return render(request, "prisons/scenario_check.html", context)
    try:
        return recorded(
            request,
            lambda: scenario_save(
                here.dialogue,
                by=here.user,
                party=speaker,
                topic="prisons",
                name=given["name"],
                inputs=inputs,
                result=canonical(result_of(made)),
                on=here.today,
                visibility=Visibility(given["visibility"]),
            ),
            dialogue=dialogue,
            title=_("The scenario is saved"),
            on=here.today.isoformat(),
            readers=seen_by,
            answers=answers,
        )
    except Invalid as fault:
        form.add_error("name", written.refusal(fault))
        return render(request, "prisons/scenario_act.html", context)


@login_required
def show(request: HttpRequest, dialogue: str, number: int, inputs: str) -> HttpResponse:
    """A party shows its scenario to more people."""
    here, row = _found(request, dialogue, number, inputs)
    _own(here, row)
    now = Visibility(row.visibility)
    if row.withdrawn_on or now == Visibility.PUBLIC:
        return redirect(address(row, dialogue=dialogue))
    form = ShowForm(request.POST or None, now=now)
    heading = _("Show the scenario “%(name)s” to more people") % {"name": row.name}
    context: dict[str, Any] = {"here": here, "form": form, "heading": heading, "back": address(row, dialogue=dialogue)}
    if request.method != "POST" or request.POST.get("step") == "change" or not form.is_valid():
        return render(request, "prisons/scenario_act.html", unbound(context, request))
    level = Visibility(form.cleaned_data["visibility"])
    answers = [(_("Scenario"), row.name)]
    if request.POST.get("step") != "confirm":
        context |= {"answers": answers, "readers": readers_of(level, row.party), "act": _("Show it")}
        return render(request, "prisons/scenario_check.html", context)
    return recorded(
        request,
        lambda: scenario_show(row, by=here.user, visibility=level),
        dialogue=dialogue,
        title=_("The scenario is seen by more people"),
        on=here.today.isoformat(),
        readers=readers_of(level, row.party),
        answers=answers,
    )


@login_required
def withdraw(request: HttpRequest, dialogue: str, number: int, inputs: str) -> HttpResponse:
    """A party withdraws its scenario; its address goes on to show it, marked so."""
    here, row = _found(request, dialogue, number, inputs)
    _own(here, row)
    back = address(row, dialogue=dialogue)
    if row.withdrawn_on:
        return redirect(back)
    heading = _("Withdraw the scenario “%(name)s”") % {"name": row.name}
    if request.method != "POST":
        note = _("Its address goes on to show it, marked as withdrawn. It no longer stands beside positions.")
        context = {"here": here, "heading": heading, "back": back, "note": note, "act": _("Withdraw the scenario")}
        return render(request, "prisons/scenario_end.html", context)
    return recorded(
        request,
        lambda: scenario_withdraw(row, by=here.user, on=here.today),
        dialogue=dialogue,
        title=_("The scenario is withdrawn"),
        on=here.today.isoformat(),
        readers=readers_of(row.visibility, row.party),
        answers=[(_("Scenario"), row.name)],
    )


@login_required
def receipt(request: HttpRequest, dialogue: str, entry: int) -> HttpResponse:
    """The receipt of an act on a scenario."""
    here = _here(request, dialogue)
    held = found(receipt_of(request, dialogue=dialogue, question="", entry=entry))
    return render(request, "prisons/scenario_receipt.html", {"here": here, "receipt": held})


@login_required
def receipt_file(request: HttpRequest, dialogue: str, entry: int) -> HttpResponse:
    """The same as a file with proof and signed head, which anyone can check."""
    found(receipt_of(request, dialogue=dialogue, question="", entry=entry))
    answer = JsonResponse(
        heads.receipt(found(entry_get(entry))), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    answer["Content-Disposition"] = f'attachment; filename="receipt-{entry}.json"'
    return answer


@login_required
def attach(request: HttpRequest, dialogue: str, question: str, order: int, party: str) -> HttpResponse:
    """A party sets a scenario beside its position."""
    here = _here(request, dialogue)
    speaker = _party(here, party)
    asked, position = _position(here, question, order, speaker)
    rows = scenarios_visible(here.dialogue, topic=asked.topic, viewer=here.viewer)
    form = AttachForm(request.POST or None, scenarios=rows)
    heading = _("%(party)s: set a scenario beside its position") % {"party": written.plain_text(speaker, "name")}
    back = reverse("question", args=[dialogue, question])
    context: dict[str, Any] = {"here": here, "form": form, "heading": heading, "back": back, "question": asked}
    context |= {"none": not rows, "position": position}
    if request.method != "POST" or request.POST.get("step") == "change" or not form.is_valid():
        return render(request, "prisons/scenario_act.html", unbound(context, request))
    chosen = next(row for row in rows if str(row.pk) == form.cleaned_data["scenario"])
    answers = [
        (_("Proposition"), written.plain_text(position.proposition, "text")),
        (_("Stance"), str(position.get_stance_display())),
        (_("Scenario"), chosen.name),
    ]
    narrower = min(Visibility(chosen.visibility), Visibility(position.visibility), key=lambda level: level.reach)
    seen_by = readers_of(narrower, chosen.party if narrower == chosen.visibility else speaker)
    if request.POST.get("step") != "confirm":
        context |= {"answers": answers, "readers": seen_by, "act": _("Set the scenario beside it")}
        return render(request, "check_answers.html", context)
    try:
        return recorded(
            request,
            lambda: scenario_attach(position, by=here.user, scenario=chosen, on=here.today),
            dialogue=dialogue,
            question=question,
            title=_("The scenario stands beside the position"),
            on=here.today.isoformat(),
            readers=seen_by,
            answers=answers,
        )
    except Invalid as fault:
        form.add_error("scenario", written.refusal(fault))
        return render(request, "prisons/scenario_act.html", context)


@login_required
def detach(request: HttpRequest, dialogue: str, question: str, use: int) -> HttpResponse:
    """A party takes a scenario away from beside its position."""
    here = _here(request, dialogue)
    asked = found(question_get(here.dialogue, question, viewer=here.viewer))
    held = found(beside_get(use, viewer=here.viewer))
    if held.position.proposition.question_id != asked.pk or held.ended_on:
        raise Http404(_("There is nothing at this address, or you may not see it."))
    if held.position.party_id not in here.viewer.writes_for:
        name = written.plain_text(held.position.party, "name")
        raise NotAllowed(gettext_noop("Only members of %(party)s may do this."), party=name)
    heading = _("Take the scenario “%(name)s” away from beside the position") % {"name": held.scenario.name}
    if request.method != "POST":
        back = reverse("question", args=[dialogue, question])
        note = _("The scenario itself stays. That it stood here stays in the record with its dates.")
        context = {"here": here, "heading": heading, "back": back, "question": asked, "note": note}
        return render(request, "prisons/scenario_end.html", context | {"act": _("Take it away")})
    return recorded(
        request,
        lambda: scenario_detach(held, by=here.user, on=here.today),
        dialogue=dialogue,
        question=question,
        title=_("The scenario is taken away"),
        on=here.today.isoformat(),
        readers=readers_of(held.position.visibility, held.position.party),
        answers=[(_("Scenario"), held.scenario.name)],
    )


def _here(request: HttpRequest, dialogue: str) -> topic_pages.TopicVisit:
    return topic_pages.at_topic(visit(request, dialogue), topic=PRISONS)


def _found(request: HttpRequest, dialogue: str, number: int, inputs: str) -> tuple[topic_pages.TopicVisit, Scenario]:
    """The scenario of an address; 404 also where the hash in the address is not that of its inputs."""
    here = _here(request, dialogue)
    row = found(scenario_get(here.dialogue, number, topic="prisons", viewer=here.viewer))
    return here, found(row if row.inputs_hash.startswith(inputs) and len(inputs) >= 12 else None)


def _shown(row: Scenario, *, here: topic_pages.TopicVisit) -> Shown:
    """What is computed from a register is for those who may see its figures, whatever the scenario's own readers."""
    if not here.sees_figures:
        return Shown(row, None)
    return Shown(row, kept(row.name, inputs=json.loads(row.inputs), result=json.loads(row.result)))


def _party(here: topic_pages.TopicVisit, slug: str) -> Party:
    party = found(party_get(here.dialogue, slug))
    if party.pk not in here.viewer.writes_for:
        raise NotAllowed(gettext_noop("Only members of %(party)s may do this."), party=party)
    return party


def _own(here: topic_pages.TopicVisit, row: Scenario) -> None:
    if row.party_id not in here.viewer.writes_for:
        name = written.plain_text(row.party, "name")
        raise NotAllowed(gettext_noop("Only members of %(party)s may do this."), party=name)


def _position(here: topic_pages.TopicVisit, slug: str, order: int, party: Party) -> tuple[Question, Position]:
    """The party's standing position on a proposition of a question."""
    asked = found(question_get(here.dialogue, slug, viewer=here.viewer))
    view = question_views([asked], viewer=here.viewer, today=here.today, outline=True)[0]
    row = found(next((row for row in view.rows if row.proposition.order == order), None))
    held = (position for cell in row.cells for position in cell.positions if position.party_id == party.pk)
    return asked, found(next(held, None))
