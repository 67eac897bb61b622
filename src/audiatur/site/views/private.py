"""What a party keeps for itself: its members' drafts and its notes on questions. Others find nothing here."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from audiatur.record.errors import NotAllowed
from audiatur.record.models import Party, Question
from audiatur.record.private.keeping import (
    LONGEST_NOTE,
    Draft,
    Note,
    draft_discard,
    drafts,
    note_remove,
    note_write,
    notes,
)
from audiatur.record.selectors import question_get, questions_visible
from audiatur.site import written
from audiatur.site.views.visit import Visit, found, visit


@dataclass(frozen=True, slots=True)
class Kept:
    """What a party of the viewer keeps in a dialogue."""

    party: Party
    drafts: list[Draft]
    questions: list[tuple[Question, list[Note]]]


class NoteForm(forms.Form):
    """A note on a question."""

    text = forms.CharField(
        label=gettext_lazy("New note"),
        help_text=gettext_lazy("Only members of your organisation see it. It is no part of the record."),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Write the note.")},
    )


@login_required
def kept(request: HttpRequest, dialogue: str) -> HttpResponse:
    """The drafts and notes of the viewer's parties in a dialogue."""
    here = visit(request, dialogue)
    found(here.own_parties or None)
    if request.method == "POST":
        party = _own(here, request.POST.get("party", ""))
        draft_discard(party, viewer=here.viewer, address=request.POST.get("address", ""))
        messages.success(request, _("The draft is discarded."))
        return redirect("private", dialogue)
    questions = list(questions_visible(here.dialogue, viewer=here.viewer))
    rows = []
    for party in here.own_parties:
        noted = notes(party, questions, viewer=here.viewer)
        rows.append(Kept(party, drafts(party, viewer=here.viewer), [(one, noted.get(one.pk, [])) for one in questions]))
    return render(request, "private.html", {"here": here, "rows": rows})


@login_required
def question_notes(request: HttpRequest, dialogue: str, question: str, party: str) -> HttpResponse:
    """A party's notes on a question: read by its members, written by those who write for it."""
    here = visit(request, dialogue)
    asked = found(question_get(here.dialogue, question, viewer=here.viewer))
    own = _own(here, party)
    writes = own.pk in here.viewer.writes_for
    form = NoteForm(request.POST if request.method == "POST" and "remove" not in request.POST else None)
    if request.method == "POST":
        if not writes:
            raise NotAllowed(gettext_noop("Only members of %(party)s may do this."), party=own)
        removed = request.POST.get("remove", "")
        if removed.isdecimal():
            note_remove(own, asked, viewer=here.viewer, number=int(removed))
            messages.success(request, _("The note is removed."))
            return redirect("notes", dialogue, question, party)
        if form.is_valid():
            note_write(own, asked, viewer=here.viewer, text=form.cleaned_data["text"])
            messages.success(request, _("The note is kept."))
            return redirect("notes", dialogue, question, party)
    held = notes(own, [asked], viewer=here.viewer).get(asked.pk, [])
    heading = _("Private notes of %(party)s") % {"party": written.plain_text(own, "name")}
    context = {"here": here, "question": asked, "party": own, "form": form, "notes": held, "writes": writes,
               "heading": heading}  # fmt: skip
    return render(request, "notes.html", context)


def _own(here: Visit, slug: str) -> Party:
    return found(next((party for party in here.own_parties if party.slug == slug), None))
