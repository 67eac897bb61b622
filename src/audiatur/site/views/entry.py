"""Forms that a party's members fill in: what they are typing, what was handed in, and closing a batch into registers.

A form is drawn whole, for the script that keeps what is typed on the device, or in steps that need none. Only members
who write for a party find these pages, and each sees what that party keeps.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from audiatur.record.changes import entries_written
from audiatur.record.errors import Invalid
from audiatur.record.models import Draft, EntryKind, FormEntry, Party
from audiatur.record.selectors import (
    batches_of,
    draft_get,
    drafts_of,
    entries_now,
    entries_visible,
    entry_sent,
)
from audiatur.record.services import (
    batch_close,
    batch_faults,
    draft_correct,
    draft_keep,
    draft_throw_away,
    entry_hand_in,
    entry_take_back,
    entry_withdraw,
    party_of,
    shelf_of,
)
from audiatur.registers.shelf import Shelf, newest_names
from audiatur.site import entry_drawing as drawing
from audiatur.site import written
from audiatur.site.views.visit import Visit, found, visit
from audiatur.topics.entry import FieldFault, Form, Known, Sent, answers_of, blocks_of, faults_of, stays
from audiatur.topics.entry.joining import NotJoined, known_on
from audiatur.topics.entry_forms import FORMS, form_get

CHECKED = "checked"
"""In an address: the answers were checked, so that what does not fit is told at its question."""


@dataclass(frozen=True)
class Desk(Visit):
    """A member at a form of their party."""

    form: Form
    party: Party

    @property
    def shelf(self) -> Shelf:
        """The registers that the form's rows become part of."""
        return shelf_of(self.dialogue, store=settings.REGISTERS)

    def known(self) -> Known:
        """The places and numbers that answers are held against."""
        return _known(self.shelf, self.form.key, tuple(sorted(newest_names(self.shelf).items())))

    def faults(self, answers: dict[str, str]) -> list[FieldFault]:
        """What does not fit of a draft."""
        sent = Sent(self.form.prefix, answers, party=self.party.slug, on=self.today.isoformat())
        return faults_of(self.form, [sent], known=self.known(), today=self.today)


@lru_cache(maxsize=8)
def _known(shelf: Shelf, form: str, _names: tuple[tuple[str, str], ...]) -> Known:
    """What is looked up, read once for the same snapshots."""
    return known_on(shelf, form=found(form_get(form)))


def desk(request: HttpRequest, dialogue: str, form: str) -> Desk:
    """The desk of a person; 404 for a form that there is none of, 403 for who writes for no party."""
    here = visit(request, dialogue)
    asked = found(form_get(form))
    return Desk(here.dialogue, here.viewer, here.today, asked, party_of(here.user, here.dialogue))


@login_required
@never_cache
def forms(request: HttpRequest, dialogue: str) -> HttpResponse:
    """The forms, with how much of each is typed, handed in and closed."""
    here = visit(request, dialogue)
    party = party_of(here.user, here.dialogue)
    rows = [
        {
            "form": form,
            "title": drawing.said(form.title),
            "about": drawing.said(form.about),
            "drafts": drafts_of(here.dialogue, viewer=here.viewer, form=form.key).count(),
            "open": entries_now(here.dialogue, viewer=here.viewer, form=form.key).filter(batch=None).count(),
            "closed": entries_now(here.dialogue, viewer=here.viewer, form=form.key).exclude(batch=None).count(),
        }
        for form in FORMS
    ]
    return render(request, "entry/forms.html", {"here": here, "rows": rows, "party": party})


@login_required
@never_cache
def entries(request: HttpRequest, dialogue: str, form: str) -> HttpResponse:
    """What the person is typing, and what the party keeps of one form."""
    here = desk(request, dialogue, form)
    seen: dict[str, Any] = {"viewer": here.viewer, "form": here.form.key}
    now = [(entry, drawing.headline(here.form, entry.typed.answers)) for entry in entries_now(here.dialogue, **seen)]
    drafts = [
        {
            "draft": draft,
            "headline": drawing.headline(here.form, draft.answers),
            "begun": drawing.begun(here.form, draft.answers),
        }
        for draft in drafts_of(here.dialogue, **seen).select_related("corrects")
    ]
    context = {
        **_context(here),
        "drafts": drafts,
        "open": [each for each in now if each[0].batch_id is None],
        "closed": [each for each in now if each[0].batch_id],
        "batches": batches_of(here.dialogue, **seen),
    }
    return render(request, "entry/entries.html", context)


@login_required
@never_cache
def begin(request: HttpRequest, dialogue: str, form: str) -> HttpResponse:
    """An empty form under a new mark; nothing is stored before something is typed."""
    here = desk(request, dialogue, form)
    return redirect("entry-step", here.dialogue.slug, here.form.key, uuid4(), 1)


@login_required
@never_cache
def fill(request: HttpRequest, dialogue: str, form: str, mark: UUID, step: int = 0) -> HttpResponse:
    """The form: whole, or one step of it; what was typed is kept as a draft."""
    here = desk(request, dialogue, form)
    if step > len(here.form.sections):
        return redirect("entry-check", here.dialogue.slug, here.form.key, mark)
    if entry := entry_sent(here.dialogue, viewer=here.viewer, form=here.form.key, token=mark):
        return _handed_in_before(request, here, entry)
    draft = draft_get(here.dialogue, viewer=here.viewer, form=here.form.key, token=mark)
    if request.method == "POST":
        return _kept(request, here, mark, draft, step=step)
    return _drawn(request, here, mark, draft.answers if draft else {}, draft=draft, step=step)


def _handed_in_before(request: HttpRequest, here: Desk, entry: FormEntry) -> HttpResponse:
    """A sending that was handed in already stores nothing again."""
    address = reverse("entry-kept", args=[here.dialogue.slug, here.form.key, entry.number])
    if _by_script(request):
        return JsonResponse({"kept": True, "check": address})
    return redirect(address)


def _kept(request: HttpRequest, here: Desk, token: UUID, draft: Draft | None, *, step: int) -> HttpResponse:
    """Keep what was typed, then do what was pressed."""
    given = answers_of(here.form, ((name, value) for name, value in request.POST.items() if isinstance(value, str)))
    answers = _merged(here.form, draft.answers if draft else {}, given, step=step)
    act, _colon, place = request.POST.get("act", "").partition(":")
    if act == "remove":
        answers = {name: value for name, value in answers.items() if not name.startswith(f"{place}-")}
    revision = request.POST.get("revision", "")
    number = int(revision) if revision.isdecimal() and len(revision) < 19 and _by_script(request) else 0
    try:
        draft = draft_keep(here.dialogue, by=here.user, form=here.form, token=token, answers=answers, revision=number)
    except Invalid as fault:
        if _by_script(request):
            return JsonResponse({"kept": False, "why": written.refusal(fault)}, status=400)
        return _drawn(request, here, token, answers, draft=draft, step=step, refused=written.refusal(fault))
    if _by_script(request):
        check = reverse("entry-check", args=[here.dialogue.slug, here.form.key, token])
        return JsonResponse({"kept": True, "check": check, "revision": draft.revision if draft else number})
    if act in ("add", "remove"):
        on_page = {"more": place} if act == "add" else {"removed": place}
        return _drawn(request, here, token, answers, draft=draft, step=step, **on_page)
    return _after(here, token, step=step, act=act)


def _after(here: Desk, token: UUID, *, step: int, act: str) -> HttpResponse:
    """Where a pressed button leads: the next step, the check, or back to the list."""
    to = (here.dialogue.slug, here.form.key, token)
    if act == "later":
        return redirect("entries", here.dialogue.slug, here.form.key)
    if act == "check" or step in (0, len(here.form.sections)):
        return redirect("entry-check", *to)
    return redirect("entry-step", *to, step + 1)


def _merged(form: Form, kept: dict[str, str], given: dict[str, str], *, step: int) -> dict[str, str]:
    """What was kept, with the answers of the step that was sent in place of its former ones."""
    if step == 0:
        return given
    key = form.sections[step - 1].key
    rest = {name: value for name, value in kept.items() if not name.startswith(f"{key}-")}
    return rest | {name: value for name, value in given.items() if name.startswith(f"{key}-")}


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"


def _drawn(
    request: HttpRequest,
    here: Desk,
    token: UUID,
    answers: dict[str, str],
    *,
    draft: Draft | None,
    step: int,
    more: str = "",
    removed: str = "",
    refused: str = "",
) -> HttpResponse:
    """The page of the form, or of one step; `more` is the section that gets one block more, `removed` a block."""
    found_faults = here.faults(answers) if CHECKED in request.GET else []
    faults = drawing.places_of(found_faults)
    names = [name for name in request.POST if not removed or not name.startswith(f"{removed}-")]
    drawn = _blocks_drawn(here.form, answers, names=names, more=more)
    parts = drawing.parts_of(here.form, drawn, faults=faults)
    shown = [parts[step - 1]] if step else parts
    context = {
        **_context(here),
        "token": token,
        "draft": draft,
        "parts": shown,
        "all_parts": parts,
        "step": step,
        "steps": len(parts),
        "faults": [each for each in drawing.steps_of(here.form, found_faults) if not step or each[1] == step],
        "refused": refused,
        "correcting": draft.corrects if draft else None,
        "faulty": any(part.faulty for part in shown),
    }
    return render(request, "entry/form.html", context)


def _blocks_drawn(form: Form, answers: dict[str, str], *, names: Iterable[str], more: str) -> dict[str, str]:
    """The answers with the blocks that were on the page and hold nothing yet, and one more of the section `more`."""
    empty = {}
    for name in names:
        key, _dash, rest = name.partition("-")
        section = form.section(key)
        if section and section.repeat and (block := rest.partition("-")[0]).isdecimal():
            empty[f"{key}-{block}-{section.fields[0].name}"] = ""
    drawn = empty | answers
    section = form.section(more) if more else None
    if section and section.repeat:
        blocks = blocks_of(section, drawn)
        for number in (*blocks, max([*blocks, 0]) + 1):
            drawn.setdefault(f"{section.key}-{number}-{section.fields[0].name}", "")
    return drawn


@login_required
@never_cache
def check(request: HttpRequest, dialogue: str, form: str, mark: UUID) -> HttpResponse:
    """The answers in words, what does not fit, and handing in."""
    here = desk(request, dialogue, form)
    if entry := entry_sent(here.dialogue, viewer=here.viewer, form=here.form.key, token=mark):
        return _handed_in_before(request, here, entry)
    draft = found(draft_get(here.dialogue, viewer=here.viewer, form=here.form.key, token=mark))
    if request.method == "POST" and request.POST.get("act") == "throw away":
        draft_throw_away(draft, by=here.user)
        messages.info(request, _("The draft is thrown away. Nothing of it was in the record."))
        return redirect("entries", here.dialogue.slug, here.form.key)
    faults = here.faults(draft.answers)
    refused = ""
    if request.POST.get("act") == "hand in" and not faults:
        try:
            return _handed_in(request, here, mark)
        except Invalid as fault:
            refused = written.refusal(fault)
    context = {
        **_context(here),
        "token": mark,
        "draft": draft,
        "told": drawing.told(here.form, draft.answers),
        "faults": list(drawing.steps_of(here.form, faults)),
        "stays": stays(here.form, draft.answers),
        "refused": refused,
    }
    return render(request, "entry/check.html", context)


def _handed_in(request: HttpRequest, here: Desk, token: UUID) -> HttpResponse:
    with entries_written() as entries_of_ledger:
        entry = entry_hand_in(
            here.dialogue,
            by=here.user,
            form=here.form,
            token=token,
            on=here.today,
            known=here.known(),
            language=drawing.language(),
        )
    _note(request, f"{entry.number}.{entry.version}", entries_of_ledger)
    return redirect("entry-kept", here.dialogue.slug, here.form.key, entry.number)


def _note(request: HttpRequest, what: str, entries_of_ledger: Iterable[Any]) -> None:
    """The receipt of an act, kept in the session until the person signs out."""
    for entry in entries_of_ledger:
        held = request.session.get("entry_receipts", {}) | {what: {"entry": entry.seq, "hash": entry.hash}}
        request.session["entry_receipts"] = dict(list(held.items())[-20:])


@login_required
@never_cache
def kept(request: HttpRequest, dialogue: str, form: str, entered: str) -> HttpResponse:
    """One entry with its versions, its receipt, and what can be done to it."""
    here = desk(request, dialogue, form)
    seen = entries_visible(here.dialogue, viewer=here.viewer, form=here.form.key)
    versions = list(seen.filter(number=entered).order_by("-version"))
    entry = found(next((each for each in versions if not each.ended), versions[0] if versions else None))
    refused = ""
    if request.method == "POST":
        try:
            return _acted(request, here, entry)
        except Invalid as fault:
            refused = written.refusal(fault)
    context = {
        **_context(here),
        "entry": entry,
        "versions": versions,
        "told": drawing.told(here.form, entry.typed.answers),
        "stays": stays(here.form, entry.typed.answers),
        "stands": not entry.ended,
        "withdrawn": entry.kind == EntryKind.WITHDRAWN,
        "receipt": request.session.get("entry_receipts", {}).get(f"{entry.number}.{entry.version}"),
        "refused": refused,
    }
    return render(request, "entry/kept.html", context)


def _acted(request: HttpRequest, here: Desk, entry: FormEntry) -> HttpResponse:
    """Correct, take back or withdraw an entry."""
    act = request.POST.get("act")
    to = (here.dialogue.slug, here.form.key)
    if act == "correct":
        return redirect("entry-step", *to, draft_correct(entry, by=here.user, form=here.form).token, 1)
    if act == "take back":
        draft = entry_take_back(entry, by=here.user)
        messages.info(request, _("It is taken back. What was typed is a draft of yours again."))
        return redirect("entry-step", *to, draft.token, 1) if draft else redirect("entry-kept", *to, entry.number)
    if act == "withdraw":
        with entries_written() as entries_of_ledger:
            gone = entry_withdraw(entry, by=here.user, form=here.form, on=here.today)
        _note(request, f"{gone.number}.{gone.version}", entries_of_ledger)
    return redirect("entry-kept", *to, entry.number)


@login_required
@never_cache
def close(request: HttpRequest, dialogue: str, form: str) -> HttpResponse:
    """The open entries of the party, what does not fit in them, and closing them into registers."""
    here = desk(request, dialogue, form)
    open_now = [
        (entry, drawing.headline(here.form, entry.typed.answers), stays(here.form, entry.typed.answers))
        for entry in entries_now(here.dialogue, viewer=here.viewer, form=here.form.key).filter(batch=None)
    ]
    faults = batch_faults(here.party, form=here.form, known=here.known(), today=here.today)
    refused = ""
    if request.POST.get("act") == "close" and not faults:
        try:
            return _closed(request, here)
        except (Invalid, NotJoined) as fault:
            refused = written.refusal(fault)
    context = {
        **_context(here),
        "open": open_now,
        "staying": sum(each[2] for each in open_now),
        "tables": [drawing.said_table(table) for table in here.form.tables],
        "faults": [(fault.entry, drawing.fault_words(fault)) for fault in faults],
        "refused": refused,
    }
    return render(request, "entry/close.html", context)


def _closed(request: HttpRequest, here: Desk) -> HttpResponse:
    with entries_written() as entries_of_ledger:
        batch = batch_close(
            here.dialogue,
            by=here.user,
            form=here.form,
            store=settings.REGISTERS,
            at=timezone.now(),
            today=here.today,
        )
    _note(request, f"batch {batch.pk}", entries_of_ledger)
    return redirect("entry-batch", here.dialogue.slug, here.form.key, batch.number)


@login_required
@never_cache
def batch(request: HttpRequest, dialogue: str, form: str, batch: int) -> HttpResponse:
    """A closed batch: its entries, the snapshots that came of it, and its receipt."""
    here = desk(request, dialogue, form)
    row = found(batches_of(here.dialogue, viewer=here.viewer, form=here.form.key).filter(number=batch).first())
    held = entries_visible(here.dialogue, viewer=here.viewer, form=here.form.key).filter(batch=row)
    context = {
        **_context(here),
        "batch": row,
        "rows": [(entry, drawing.headline(here.form, entry.typed.answers)) for entry in held],
        "receipt": request.session.get("entry_receipts", {}).get(f"batch {row.pk}"),
    }
    return render(request, "entry/batch.html", context)


def paper(request: HttpRequest, dialogue: str, form: str) -> HttpResponse:
    """The form to be printed and filled in by hand, in both languages."""
    here = visit(request, dialogue)
    asked = found(form_get(form))
    first = "km" if asked.khmer_first or drawing.language() == "km" else "en"
    context = {"here": here, "form": asked, "title": drawing.said(asked.title), "khmer_first": first == "km"}
    return render(request, "entry/paper.html", context)


def _context(here: Desk) -> dict[str, Any]:
    return {
        "here": here,
        "form": here.form,
        "title": drawing.said(here.form.title),
        "party_name": written.plain_text(here.party, "name"),
    }
