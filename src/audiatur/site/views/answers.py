"""A party answers by file: it takes the form of a question, returns it filled in, checks what it says, and states it.

Only members of the party find these addresses. Each act is one entry of the ledger, by the usual services; with a fault
in the form nothing of it is stated.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from audiatur.publish.answer_form import MAX_BYTES, NotAForm, Returned, as_csv
from audiatur.publish.answer_word import form_word, returned
from audiatur.record.changes import entries_written
from audiatur.record.errors import Invalid, NotAllowed
from audiatur.record.models import Entry, Visibility
from audiatur.record.selectors import party_get, question_get
from audiatur.site import written
from audiatur.site.answer_forms import Asked, asked_of, form_of
from audiatur.site.answers_returned import Act, Checked, checked
from audiatur.site.question_document import framed
from audiatur.site.receipts import KEPT
from audiatur.site.taking import WORD, attached
from audiatur.site.views.acts import readers_of
from audiatur.site.views.visit import Visit, found, visit

SALT = "audiatur.answers"
DAY = 24 * 60 * 60


class UploadForm(forms.Form):
    """The returned form as a file."""

    file = forms.FileField(
        label=gettext_lazy("The form, filled in"),
        help_text=gettext_lazy("The Word or CSV file, up to 5 MB."),
        max_length=255,
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("This file is empty. Choose the file again."),
        },
    )


class StateForm(forms.Form):
    """What a returned form holds, signed, on its way from the check to the statement; and who may see the positions."""

    answers = forms.CharField(widget=forms.HiddenInput)
    visibility = forms.ChoiceField(
        label=gettext_lazy("Who may see the positions?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose who may see it.")},
    )

    def __init__(self, *args: Any, levels: tuple[Visibility, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not levels:
            del self.fields["visibility"]
            return
        field = self.fields["visibility"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(level.value, level.label) for level in levels]
        field.initial = levels[0].value


@login_required
def answers(request: HttpRequest, dialogue: str, question: str, party: str) -> HttpResponse:
    """The form to be taken, and the place to return it."""
    here, asked = _asked(request, dialogue, question, party)
    if request.method != "POST":
        return _page(request, UploadForm(), here=here, asked=asked)
    if request.POST.get("step") == "confirm":
        return _confirmed(request, here=here, asked=asked)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, here=here, asked=asked)
    try:
        given = returned(form.cleaned_data["file"].read(MAX_BYTES + 1))
    except NotAForm as fault:
        form.add_error("file", written.refusal(fault))
        return _page(request, form, here=here, asked=asked)
    return _check(request, given, here=here, asked=asked)


@login_required
def answer_form(request: HttpRequest, dialogue: str, question: str, party: str, kind: str) -> HttpResponse:
    """The form of a party on a question as Word or CSV."""
    here, asked = _asked(request, dialogue, question, party)
    form = form_of(asked, here=here)
    name = f"answers-{asked.question.slug}-{asked.party.slug}-{here.today.isoformat()}.{kind}"
    if here.dialogue.synthetic:
        name = f"synthetic-{name}"
    if kind == "csv":
        return attached(as_csv(form).encode(), kind="text/csv; charset=utf-8", name=name)
    if kind != "docx":
        raise Http404(_("There is nothing at this address, or you may not see it."))
    address = request.build_absolute_uri(reverse("answers", args=[dialogue, question, party]))
    return attached(form_word(form, like=framed(form.title, (), here=here, address=address)), kind=WORD, name=name)


@login_required
def stated(request: HttpRequest, dialogue: str, question: str, party: str) -> HttpResponse:
    """The receipts of what a returned form stated."""
    here, asked = _asked(request, dialogue, question, party)
    kept: Mapping[str, Any] = request.session.get("receipts", {})
    numbers = request.session.get("stated_by_form", [])
    receipts = [kept[number] for number in numbers if number in kept and kept[number]["question"] == question]
    found(receipts or None)
    return render(request, "answers_stated.html", _context(here, asked) | {"receipts": receipts})


def _asked(request: HttpRequest, dialogue: str, question: str, party: str) -> tuple[Visit, Asked]:
    here = visit(request, dialogue)
    shown = found(question_get(here.dialogue, question, viewer=here.viewer))
    speaker = found(party_get(here.dialogue, party))
    if speaker.pk not in here.viewer.writes_for:
        raise NotAllowed(gettext_noop("Only members of %(party)s may do this."), party=speaker)
    return here, asked_of(shown, speaker, here=here)


def _context(here: Visit, asked: Asked) -> dict[str, Any]:
    heading = _("%(party)s: its answers") % {"party": written.plain_text(asked.party, "name")}
    return {"here": here, "question": asked.question, "party": asked.party, "heading": heading}


def _page(request: HttpRequest, form: UploadForm, *, here: Visit, asked: Asked) -> HttpResponse:
    return render(request, "answers.html", _context(here, asked) | {"form": form})


def _check(
    request: HttpRequest, given: Returned, *, here: Visit, asked: Asked, form: StateForm | None = None
) -> HttpResponse:
    """What the form would state, beside what stands now; with a fault, without the button."""
    result = checked(given, asked=asked, here=here)
    told = {"marks": dict(given.marks), "answers": dict(given.answers), "by": here.user.pk}
    sealed = signing.dumps(told, salt=SALT, compress=True)
    form = form or StateForm(levels=result.levels, initial={"answers": sealed})
    context = _context(here, asked) | {"result": result, "form": form}
    return render(request, "answers_check.html", context)


def _confirmed(request: HttpRequest, *, here: Visit, asked: Asked) -> HttpResponse:
    """State everything that the form says, or nothing."""
    given = _unsealed(request.POST.get("answers", ""), here=here)
    if given is None:
        upload = UploadForm({})
        upload.full_clean()
        upload.errors.clear()
        upload.add_error("file", _("The check is older than a day or not yours. Upload the form again."))
        return _page(request, upload, here=here, asked=asked)
    result = checked(given, asked=asked, here=here)
    form = StateForm(request.POST, levels=result.levels)
    if result.faults or not result.acts or not form.is_valid():
        return _check(request, given, here=here, asked=asked, form=None if result.faults else form)
    level = Visibility(form.cleaned_data.get("visibility") or Visibility.RESTRICTED)
    try:
        with transaction.atomic(), entries_written() as entries:
            for act in result.acts:
                act.do(level)
    except Invalid as fault:
        form.add_error(None, written.refusal(fault))
        return _check(request, given, here=here, asked=asked, form=form)
    _keep(request, result, entries, level=level, here=here, asked=asked)
    return redirect("answers-stated", here.dialogue.slug, asked.question.slug, asked.party.slug)


def _unsealed(sealed: str, *, here: Visit) -> Returned | None:
    try:
        told = signing.loads(sealed, salt=SALT, max_age=DAY)
    except signing.BadSignature:
        return None
    return Returned(told["marks"], told["answers"]) if told["by"] == here.user.pk else None


def _keep(
    request: HttpRequest, result: Checked, entries: list[Entry], *, level: Visibility, here: Visit, asked: Asked
) -> None:
    """Keep a receipt for each act until the person signs out."""
    receipts = {
        str(entry.seq): {
            "title": act.title,
            "on": here.today.isoformat(),
            "entry": entry.seq,
            "hash": entry.hash,
            "readers": _readers(act, level=level, asked=asked),
            "answers": [(act.title, act.about), *act.new],
            "question": asked.question.slug,
            "dialogue": here.dialogue.slug,
        }
        for act, entry in zip(result.acts, entries, strict=True)
    }
    held = request.session.get("receipts", {}) | receipts
    request.session["receipts"] = dict(list(held.items())[-max(KEPT, len(receipts)) :])
    request.session["stated_by_form"] = list(receipts)


def _readers(act: Act, *, level: Visibility, asked: Asked) -> str:
    """Who sees what an act states: the level chosen for positions; for others that of the row that they are on."""
    if act.positions:
        return readers_of(level, asked.party)
    row = asked.claims.get(act.code)
    if row:
        return readers_of(row.claim.visibility, row.claim.owner)
    return _("Those who see what it is on")
