"""Adding a source: the form, reading in the background with its progress, checking the answers, and adding it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django_htmx.http import HttpResponseClientRedirect

from audiatur.reading import Reading
from audiatur.record.errors import Invalid
from audiatur.record.models import Membership, Party, Visibility
from audiatur.record.selectors import parties_of
from audiatur.record.services import may, source_held, source_refuse
from audiatur.record.services import source_add as add
from audiatur.site import source_words, staging, uploads, written
from audiatur.site.source_forms import AddForm, TitleForm
from audiatur.site.staging import Staged
from audiatur.site.views.visit import Visit, found, visit

TYPED = ("what", "title", "publisher", "symbol", "url", "published", "author", "visibility")


@login_required
@never_cache
def source_add(request: HttpRequest, dialogue: str) -> HttpResponse:
    """The form; `kept` names a document that was given before, so that its answers can be changed."""
    here = visit(request, dialogue)
    membership = may.contribute(here.user, here.dialogue)
    staging.sweep()
    kept = _staged(here, request.POST.get("kept") or request.GET.get("kept") or "")
    form = _form(request, here, membership, kept)
    if request.method == "POST" and form.is_valid():
        if kept is None and len(list(staging.staged_by(here.user.pk))) >= staging.MOST_WAITING:
            form.add_error(None, _("Too many documents wait to be added. Add or remove some of them first."))
        else:
            return _given(here, form, kept)
    elif request.method == "POST" and kept is None:
        kept = _kept_file(here, form)
    return render(request, "sources/add.html", {"here": here, "form": form, "kept": kept, "waiting": _waiting(here)})


def _form(request: HttpRequest, here: Visit, membership: Membership, kept: Staged | None) -> AddForm:
    choices: dict[str, Any] = {
        "authors": _authors(here, membership),
        "levels": source_words.levels(here.dialogue, party=membership.party),
        "kept": kept.token if kept and kept.name else "",
        "too_large": bool(request.META.get(uploads.TOO_LARGE)),
    }
    if request.method == "POST":
        return AddForm(request.POST, request.FILES, **choices)
    return AddForm(initial={name: kept.about[name] for name in TYPED} if kept else None, **choices)


def _authors(here: Visit, membership: Membership) -> list[Party]:
    """The parties whose document it may be called: the own one, or any for the secretariat."""
    if membership.party:
        return [membership.party]
    return list(parties_of(here.dialogue))


def _kept_file(here: Visit, form: AddForm) -> Staged | None:
    """The file, where it was well given and other answers were not: so it need not be given again."""
    file: UploadedFile[Any] | None = form.cleaned_data.get("file")
    if file is None:
        return None
    fitting = {"what": "file", "visibility": Visibility.RESTRICTED, **form.cleaned_data}
    return staging.stage(
        here.user.pk, chunks=file.chunks(), about=_about(here, fitting, PurePath(file.name or "").name)
    )


def _given(here: Visit, form: AddForm, kept: Staged | None) -> HttpResponse:
    """Keep the answers and begin to read; a document that was read already is not read again."""
    given = form.cleaned_data
    file = given.get("file") if given["what"] == "file" else None
    name = PurePath(file.name).name if file else kept.name if kept and given["what"] == "file" else ""
    about = _about(here, given, name)
    if file or kept is None:
        if kept:
            staging.drop(kept)
        staged = staging.stage(here.user.pk, chunks=file.chunks() if file else (), about=about)
    else:
        staged = staging.tell(kept, about)
    if given["what"] == "file" and staging.progress_of(staged).stage in ("lost", "failed"):
        staging.read_in_background(staged)
    return redirect("source-add-step", here.dialogue.slug, staged.token)


def _about(here: Visit, given: Mapping[str, Any], name: str) -> dict[str, str]:
    return {"dialogue": here.dialogue.slug, "name": name[:255], **{field: given.get(field, "") for field in TYPED}}


def _staged(here: Visit, token: str) -> Staged | None:
    staged = staging.staged_get(here.user.pk, token) if token else None
    return staged if staged and staged.about["dialogue"] == here.dialogue.slug else None


def _waiting(here: Visit) -> list[Staged]:
    return [staged for staged in staging.staged_by(here.user.pk) if staged.about["dialogue"] == here.dialogue.slug]


@login_required
@never_cache
def source_add_step(request: HttpRequest, dialogue: str, token: str) -> HttpResponse:
    """A document on its way: its progress, what went wrong, or the answers to check."""
    here = visit(request, dialogue)
    membership = may.contribute(here.user, here.dialogue)
    staged = found(_staged(here, token))
    if request.method == "POST":
        return _acted(request, here, membership, staged)
    progress = staging.progress_of(staged)
    if staged.about["what"] == "reference" or progress.stage == "read":
        if request.htmx:  # type: ignore[attr-defined]
            return HttpResponseClientRedirect(request.path)
        return _check(request, here, membership, staged)
    context = {
        "here": here,
        "staged": staged,
        "progress": progress,
        "step": source_words.STEPS.get(progress.step, progress.step),
        "fault": source_words.FAULTS.get(progress.code, source_words.FAULTS["unreadable"]),
    }
    if progress.stage in ("failed", "lost"):
        if request.htmx:  # type: ignore[attr-defined]
            return HttpResponseClientRedirect(request.path)
        return render(request, "sources/stopped.html", context)
    return render(request, "sources/_progress.html" if request.htmx else "sources/progress.html", context)  # type: ignore[attr-defined]


def _acted(request: HttpRequest, here: Visit, membership: Membership, staged: Staged) -> HttpResponse:
    act = request.POST.get("act")
    if act == "give up":
        staging.drop(staged)
        return redirect("sources", here.dialogue.slug)
    if act == "read again":
        staging.read_in_background(staged)
        return redirect("source-add-step", here.dialogue.slug, staged.token)
    form = TitleForm(request.POST)
    if form.is_valid():
        try:
            return _added(here, membership, staged, title=form.cleaned_data["title"])
        except Invalid as fault:
            form.add_error(None, written.refusal(fault))
    return _check(request, here, membership, staged, form=form)


def _added(here: Visit, membership: Membership, staged: Staged, *, title: str) -> HttpResponse:
    """Store the document as it was read; then forget the staged one."""
    about = staged.about
    file = about["what"] == "file"
    source = add(
        here.dialogue,
        by=here.user,
        title=title,
        content=staged.content() if file else b"",
        name=staged.name,
        reading=staged.reading() if file else None,
        author=_author(here, membership, about),
        visibility=Visibility(about["visibility"]),
        **{field: about[field] for field in ("publisher", "symbol", "url", "published")},
    )
    staging.drop(staged)
    return redirect("source-receipt", here.dialogue.slug, source.pk)


def _author(here: Visit, membership: Membership, about: Mapping[str, Any]) -> Party | None:
    return next((party for party in _authors(here, membership) if party.slug == about["author"]), None)


def _check(
    request: HttpRequest, here: Visit, membership: Membership, staged: Staged, *, form: TitleForm | None = None
) -> HttpResponse:
    """The answers and what was read, before anything is stored."""
    reading = staged.reading() if staged.about["what"] == "file" else None
    title = staged.about["title"] or _title(staged, reading)
    chosen = Visibility(staged.about["visibility"])
    owner = source_refuse(here.dialogue, by=here.user)
    context = {
        "here": here,
        "staged": staged,
        "about": staged.about,
        "form": form or TitleForm(initial={"title": title}),
        "reading": reading,
        "read": _read(reading),
        "author": _author(here, membership, staged.about),
        "level": source_words.level(here.dialogue, chosen, owner=membership.party),
        "held": source_held(here.dialogue, sha256=reading.sha256, owner=owner) if reading else None,
    }
    return render(request, "sources/check.html", context)


def _title(staged: Staged, reading: Reading | None) -> str:
    """The title that the document gives itself, else its file's name."""
    return ((reading.text.title if reading else None) or PurePath(staged.name).stem)[:300]


def _read(reading: Reading | None) -> dict[str, Any]:
    """What was read, in numbers, and the words that the document begins with."""
    if reading is None:
        return {}
    text = reading.text
    return {
        "kind": source_words.KINDS.get(text.kind, text.kind),
        "language": source_words.LANGUAGES.get(text.language, text.language),
        "lang": "" if text.language == "und" else text.language,
        "pages": len(text.pages),
        "characters": len(text.content),
        "statements": len(reading.statements),
        "recommendations": len(reading.recommendations),
        "quantities": len(reading.quantities),
        "unsound": sum(item.verdict == "inconsistent" for item in reading.arithmetic),
        "beginning": " ".join(text.content[:1000].split())[:280],
        "warnings": reading.warnings,
    }
