"""How a party says whether a provision meets an obligation: form, check, and back to the article."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audiatur.record.errors import Invalid
from audiatur.record.models import Party, ProvisionStance, ProvisionView, Visibility
from audiatur.record.selectors import parties_written_for, stance_current
from audiatur.record.services import stance_state, stance_withdraw
from audiatur.record.visibility import readers
from audiatur.site import topic_pages, written
from audiatur.site.drafts import DraftForm
from audiatur.site.follow_up_forms import WhenField
from audiatur.site.views.visit import found, visit
from audiatur.topics import TOPICS
from audiatur.topics.law import store
from audiatur.topics.law.model import text_hash
from audiatur.topics.law.rows import Obligation, standards
from audiatur.topics.law.views.shelf import in_language, instruments_of, name_of, rows_of, shelf_of


class StanceForm(forms.Form):
    """A party's stance on a provision against an obligation."""

    view = forms.ChoiceField(
        label=gettext_lazy("What does the party say of the provision against this obligation?"),
        choices=ProvisionView.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what the party says.")},
    )
    taken = WhenField(
        label=gettext_lazy("Since when?"),
        error_messages={"required": gettext_lazy("Give the date from which the party says so.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("One or two sentences that the other sides will read beside the stance."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    visibility = forms.ChoiceField(
        label=gettext_lazy("Who may see it?"),
        choices=Visibility.choices,
        initial=Visibility.RESTRICTED,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose who may see it.")},
    )


@login_required
def take(request: HttpRequest, dialogue: str, obligation: str, law: str, article: str, party: str) -> HttpResponse:
    """State, change or withdraw a party's stance; only its members find this address."""
    here = topic_pages.at_topic(visit(request, dialogue), topic=TOPICS[0])
    asked = found(next((one for one in standards().obligations if one.key == obligation), None))
    held = parties_written_for(here.dialogue, viewer=here.viewer)
    speaker = found(next((each for each in held if each.slug == party), None))
    standing = stance_current(
        here.dialogue, party=speaker, law=law, article=article, obligation=obligation, viewer=here.viewer
    )
    draft = DraftForm(here, speaker, request.path, in_language(asked.text, asked.text_km))
    if (kept := draft.acted(request, names=StanceForm.base_fields)) is not None:
        return kept
    initial = {"taken": here.today.isoformat(), **draft.fields}
    form = StanceForm(request.POST if request.method == "POST" else None, initial=initial)
    text = _text(here, law, article)
    context = {**_context(here, form, asked, law, article, speaker, standing, text), "draft": draft}
    if request.method == "POST" and request.POST.get("step") == "withdraw" and standing:
        stance_withdraw(standing, by=here.user, on=here.today)
        return _back(here, law, article)
    if request.method != "POST" or request.POST.get("step") == "change" or not form.is_valid():
        if request.POST.get("step") == "change":
            context["form"] = StanceForm(initial={name: request.POST.get(name, "") for name in form.fields})
        return render(request, "stance_take.html", context)
    given = form.cleaned_data
    if request.POST.get("step") != "confirm":
        context["answers"] = [
            (_("Party"), written.plain_text(speaker, "name")),
            (_("Stance"), str(ProvisionView(given["view"]).label)),
            (_("Since"), written.when(given["taken"])),
            (_("Reason"), given["reason"]),
        ]
        side = written.plain_text(speaker.side, "name")
        context["readers"] = readers(
            Visibility(given["visibility"]), owner_name=written.plain_text(speaker, "name"), side_name=side
        )
        return render(request, "stance_check.html", context)
    try:
        stance_state(
            here.dialogue,
            by=here.user,
            party=speaker,
            law=law,
            article=article,
            obligation=obligation,
            view=ProvisionView(given["view"]),
            taken=given["taken"],
            words=text_hash(text) if text else "",
            reason=given["reason"],
            visibility=Visibility(given["visibility"]),
        )
    except Invalid as fault:
        form.add_error("taken", written.refusal(fault))
        return render(request, "stance_take.html", context)
    draft.submitted()
    return _back(here, law, article)


def _text(here: topic_pages.TopicVisit, law: str, article: str) -> str:
    """The article's words in force today, empty where its law is not kept."""
    kept = store.wordings(shelf_of(here), name=law)
    if not kept:
        return ""
    lines = store.timeline(kept)
    return lines.standing(lines.key_of(article), on=here.today).text or ""


def _back(here: topic_pages.TopicVisit, law: str, article: str) -> HttpResponse:
    if _text(here, law, article):
        key = store.timeline(store.wordings(shelf_of(here), name=law)).key_of(article)
        return redirect("law-article", here.dialogue.slug, law, key)
    return redirect("law-obligations", here.dialogue.slug)


def _context(
    here: topic_pages.TopicVisit,
    form: StanceForm,
    asked: Obligation,
    law: str,
    article: str,
    party: Party,
    standing: ProvisionStance | None,
    text: str,
) -> dict[str, Any]:
    instruments = instruments_of(rows_of(here))
    return {
        "here": here,
        "form": form,
        "heading": _("%(party)s: its stance") % {"party": written.plain_text(party, "name")},
        "obligation": in_language(asked.text, asked.text_km),
        "place": f"{name_of(asked.instrument, instruments)} {asked.provision}",
        "law": name_of(law, instruments),
        "article": article,
        "text": text,
        "standing": standing,
    }
