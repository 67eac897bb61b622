"""The register pages: what tables there are and what is kept of them, comparing two snapshots, loading a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from audiatur.record.models import Dialogue, User
from audiatur.record.selectors import dialogues_visible
from audiatur.record.services import entries_rejoin
from audiatur.record.visibility import viewer_of
from audiatur.registers.comparing import Comparison, compare
from audiatur.registers.contract import Table
from audiatur.registers.errors import RegisterError
from audiatur.registers.fault_sheet import faults_as_workbook
from audiatur.registers.faults import faults_as_csv
from audiatur.registers.snapshots import Manifest, snapshot_list, snapshot_open
from audiatur.site import register_loading as loading
from audiatur.site import staging, uploads, written
from audiatur.site.register_forms import LoadForm, MappingForm, said
from audiatur.site.register_loading import Refused
from audiatur.site.staging import Staged
from audiatur.site.views.visit import found
from audiatur.topics.tables import TABLES

SHOWN = 200
"""Faults, or rows that differ, shown on a page; the sheet to send back has all that are listed."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Someone who loads registers, with the dialogues whose registers they see and load."""

    user: User
    dialogues: tuple[Dialogue, ...]

    def manifests(self, table: str = "") -> list[Manifest]:
        """The snapshots of the dialogues' countries and natures, the newest first."""
        own = {(dialogue.country, dialogue.synthetic) for dialogue in self.dialogues}
        kept = snapshot_list(settings.REGISTERS, table=table)
        return [entry for entry in reversed(kept) if (entry.country, entry.synthetic) in own]


def desk(request: HttpRequest) -> Desk:
    """The person's desk; 404 for whoever loads no registers, since nothing here is theirs to see."""
    viewer = viewer_of(request.user)
    if viewer.user is None or not viewer.loads_registers:
        raise Http404(_("There is nothing at this address, or you may not see it."))
    own = tuple(entry for entry in dialogues_visible(viewer=viewer) if entry.pk in viewer.registers_of)
    return Desk(viewer.user, own)


@login_required
@never_cache
def registers(request: HttpRequest) -> HttpResponse:
    """The register tables with their newest snapshot, and the files on their way."""
    at = desk(request)
    kept = at.manifests()
    rows = [
        {
            "table": table,
            "title": said(table),
            "snapshots": sum(entry.table == table.name for entry in kept),
            "newest": next((entry for entry in kept if entry.table == table.name), None),
        }
        for table in TABLES
    ]
    return render(request, "registers/list.html", {"rows": rows, "waiting": _waiting(at), "synthetic": _invented(kept)})


@login_required
@never_cache
def register(request: HttpRequest, table: str) -> HttpResponse:
    """The contract of a table, its snapshots, and the comparison of two of them."""
    at = desk(request)
    contract = _contract(table)
    manifests = at.manifests(contract.name)
    before, after = request.GET.get("before", ""), request.GET.get("after", "")
    names = {entry.snapshot for entry in manifests}
    compared, refused = None, ""
    if {before, after} <= names:
        compared, refused = _compared(before, after=after, table=contract)
    elif before or after:
        refused = _("Choose two snapshots of the list.")
    context = {
        "table": contract,
        "title": said(contract),
        "columns": [{"column": column, "said": said(column), "codes": _codes(column)} for column in contract.columns],
        "manifests": manifests,
        "synthetic": _invented(manifests),
        "before": before or (manifests[1].snapshot if len(manifests) > 1 else ""),
        "after": after or (manifests[0].snapshot if manifests else ""),
        "compared": compared,
        "changes": compared.changes[:SHOWN] if compared else (),
        "refused": refused,
    }
    return render(request, "registers/table.html", context)


def _invented(manifests: Sequence[Manifest]) -> bool:
    """Whether the page is about invented rows alone, so that its label says so; each row has its own beside."""
    return bool(manifests) and all(entry.synthetic for entry in manifests)


def _contract(name: str) -> Table:
    return found(next((table for table in TABLES if table.name == name), None))


def _codes(column: Any) -> str:
    return ", ".join(f"{said(word)} ({word.code})" for word in column.vocabulary)


def _compared(before: str, *, after: str, table: Table) -> tuple[Comparison | None, str]:
    try:
        former, later = (snapshot_open(name, store=settings.REGISTERS) for name in (before, after))
        return compare(former, after=later, table=table), ""
    except RegisterError as fault:
        return None, written.refusal(fault)


@login_required
@never_cache
def register_load(request: HttpRequest) -> HttpResponse:
    """The form of a file to load."""
    at = desk(request)
    staging.sweep()
    choices: dict[str, Any] = {
        "tables": TABLES,
        "dialogues": at.dialogues,
        "too_large": bool(request.META.get(uploads.TOO_LARGE)),
    }
    form = LoadForm(request.POST, request.FILES, **choices) if request.method == "POST" else LoadForm(**choices)
    if request.method == "POST" and form.is_valid():
        if len(list(staging.staged_by(at.user.pk))) >= staging.MOST_WAITING:
            form.add_error(None, _("Too many files are on their way. Keep or give up some of them first."))
        else:
            return _given(request, at, form)
    return render(request, "registers/load.html", {"form": form, "waiting": _waiting(at)})


def _waiting(at: Desk) -> list[Staged]:
    return list(loading.waiting(at.user.pk, dialogues=(entry.slug for entry in at.dialogues)))


def _given(request: HttpRequest, at: Desk, form: LoadForm) -> HttpResponse:
    given = form.cleaned_data
    file: UploadedFile[Any] = given["file"]
    dialogue = next(entry for entry in at.dialogues if entry.slug == given["dialogue"])
    staged = loading.give(
        at.user.pk,
        chunks=file.chunks(),
        name=PurePath(file.name or "").name[:255],
        table=given["table"],
        dialogue=dialogue.slug,
        country=dialogue.country,
        synthetic=dialogue.synthetic,
    )
    try:
        loading.suggest(staged)
    except Refused as fault:
        staging.drop(staged)
        return render(request, "registers/refused.html", {"name": staged.name, "reason": written.refusal(fault)})
    return redirect("register-load-step", staged.token)


@login_required
@never_cache
def register_load_step(request: HttpRequest, token: str) -> HttpResponse:
    """A file on its way: its mapping to review, then its faults, then keeping it."""
    at = desk(request)
    staged = _staged(at, token)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    try:
        if act == "give up":
            staging.drop(staged)
            return redirect("registers")
        if act == "keep" and staged.about.get("checked"):
            return _kept(request, at, staged)
        if act == "check":
            return _reviewed(request, staged)
        if staged.about.get("checked") and "mapping" not in request.GET:
            return _checked(request, staged)
        return _mapping(request, staged, _form(staged))
    except Refused as fault:
        return render(
            request, "registers/refused.html", {"name": staged.name, "reason": written.refusal(fault), "staged": staged}
        )


def _staged(at: Desk, token: str) -> Staged:
    return found(next((staged for staged in _waiting(at) if staged.token == token), None))


def _form(staged: Staged, answers: Any = None) -> MappingForm:
    return MappingForm(
        answers, table=loading.table_of(staged), names=staged.about["names"], mapping=loading.mapping_of(staged)
    )


def _mapping(request: HttpRequest, staged: Staged, form: MappingForm) -> HttpResponse:
    table = loading.table_of(staged)
    context = {"staged": staged, "form": form, "table": table, "title": said(table)}
    return render(request, "registers/mapping.html", context | {"synthetic": staged.about["synthetic"]})


def _reviewed(request: HttpRequest, staged: Staged) -> HttpResponse:
    form = _form(staged, request.POST)
    if not form.is_valid():
        return _mapping(request, staged, form)
    reviewed = form.reviewed()
    if changed := form.codes_to_gather():
        chosen = {name: entry.source for name, entry in reviewed.columns.items() if entry.source}
        staged = loading.suggest(staged, chosen=chosen)
        gathered = loading.mapping_of(staged).columns
        columns = {name: gathered[name] if name in changed else entry for name, entry in reviewed.columns.items()}
        loading.map_so(staged, replace(reviewed, columns=columns))
        messages.info(request, _("A column of codes was changed. Look at what its codes mean, then check again."))
        return redirect("register-load-step", staged.token)
    loading.check(loading.map_so(staged, reviewed), lang=get_language() or "en")
    return redirect("register-load-step", staged.token)


def _checked(request: HttpRequest, staged: Staged) -> HttpResponse:
    lang = get_language() or "en"
    staged = loading.check(staged, lang=lang)
    table = loading.table_of(staged)
    context = {
        "staged": staged,
        "table": table,
        "title": said(table),
        "counts": staged.about["checked"],
        "faults": loading.faults_of(staged, lang=lang)[:SHOWN],
        "synthetic": staged.about["synthetic"],
    }
    return render(request, "registers/faults.html", context)


def _kept(request: HttpRequest, at: Desk, staged: Staged) -> HttpResponse:
    table, slug = staged.about["table"], staged.about["for"]
    name = loading.keep(staged, by=at.user.get_username(), lang=get_language() or "en")
    messages.success(request, _("Kept as snapshot %(name)s.") % {"name": name})
    dialogue = next(each for each in at.dialogues if each.slug == slug)
    now = timezone.now()
    joined = entries_rejoin(dialogue, table=table, store=settings.REGISTERS, at=now, today=now.date())
    if joined:
        messages.info(request, _("What parties entered in forms was added: snapshot %(name)s.") % {"name": joined[0]})
    return redirect("register", table)


@login_required
@never_cache
def register_faults(request: HttpRequest, token: str, kind: str) -> HttpResponse:
    """The faults of a checked file as a sheet to send back."""
    staged = _staged(desk(request), token)
    if not staged.about.get("checked") or kind not in SHEETS:
        raise Http404
    lang = get_language() or "en"
    faults = loading.faults_of(loading.check(staged, lang=lang), lang=lang)
    label = "synthetic" if staged.about["synthetic"] else "register"
    content, of = SHEETS[kind]
    response = HttpResponse(content(faults, lang="km" if lang == "km" else "en"), content_type=of)
    response["Content-Disposition"] = f'attachment; filename="{label}-{staged.about["table"]}-faults.{kind}"'
    return response


SHEETS: dict[str, tuple[Any, str]] = {
    "csv": (faults_as_csv, "text/csv; charset=utf-8"),
    "xlsx": (faults_as_workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
