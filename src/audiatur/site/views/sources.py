"""The sources of a dialogue, and one source with what was read in it."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from audiatur.record import blobs
from audiatur.record.models import Source, Visibility
from audiatur.record.selectors import (
    kinds_visible,
    parties_written_for,
    passage_span,
    source_entry,
    source_get,
    source_page,
    source_rows,
    sources_visible,
    statement_views,
)
from audiatur.record.selectors.sources import SourcePage, StatementView
from audiatur.record.visibility import Viewer
from audiatur.site import source_words, written
from audiatur.site.copies import NoCopy, copy_of
from audiatur.site.document_html import Reference
from audiatur.site.tables import csv_response
from audiatur.site.views.visit import Visit, found, visit

PER_PAGE = 20

COLUMNS = (
    "number", "speaker", "voice", "reported_by", "words", "page", "start", "end", "confidence", "state",
    "question", "source", "sha256",
)  # fmt: skip

_OFFSETS = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)


def sources(request: HttpRequest, dialogue: str) -> HttpResponse:
    """The sources that the viewer may see, filtered, the newest first."""
    here = visit(request, dialogue)
    chosen = _chosen(request)
    whose, _sep, slug = chosen["whose"].partition(":")
    rows = sources_visible(
        here.dialogue,
        viewer=here.viewer,
        side=slug if whose == "side" else whose if whose == "none" else "",
        party=slug if whose == "party" else "",
        kind=chosen["kind"],
        to_check=bool(chosen["check"]),
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "here": here,
        "page": page,
        "rows": source_rows(list(page.object_list)),
        "sides": here.dialogue.sides.prefetch_related("parties"),
        "kinds": [
            (kind or "reference", source_words.KINDS[kind]) for kind in kinds_visible(here.dialogue, viewer=here.viewer)
        ],
        "chosen": chosen,
        "filtered": any(chosen.values()),
        "query": urlencode({name: value for name, value in chosen.items() if value}),
        "contributes": contributes(here),
    }
    return render(request, "sources/list.html", context)


def _chosen(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "")[:80] for name in ("whose", "kind", "check")}


def contributes(here: Visit) -> bool:
    """Whether the viewer may add sources to this dialogue."""
    return here.keeps_record or bool(parties_written_for(here.dialogue, viewer=here.viewer))


def source(request: HttpRequest, dialogue: str, source: int) -> HttpResponse:
    """One source, a part of it where it is long, with the statements read in it.

    `part` names the part, `near` an offset in it; `passage` or `recommendation` (keys) or `at` (two offsets with a
    dash) the passage to mark.
    """
    here = visit(request, dialogue)
    shown = found(source_get(here.dialogue, source, viewer=here.viewer))
    near = request.GET.get("near", "")
    page = source_page(
        shown,
        viewer=here.viewer,
        part=_number(request.GET.get("part", "")),
        at=_number(near) if near else None,
        passage=_passage(request, shown, viewer=here.viewer),
    )
    return render(request, "sources/source.html", page_context(here, page, done=_done(request, shown)))


def _number(given: str) -> int:
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 1


def _passage(request: HttpRequest, source: Source, *, viewer: Viewer) -> tuple[int, int] | None:
    """The passage that the address asks for: by its key, by that of a recommendation, or by its offsets."""
    for name in ("passage", "recommendation"):
        if name in request.GET:
            return passage_span(source, name, _number(request.GET[name]), viewer=viewer)
    asked = _OFFSETS.fullmatch(request.GET.get("at", ""))
    if not asked:
        return None
    start, end = (min(int(offset), len(source.content)) for offset in asked.groups())
    return (start, end) if start < end else None


def _done(request: HttpRequest, source: Source) -> dict[str, Any]:
    """What the act before this page did, told once."""
    told = request.session.get("done") or {}
    if told.get("source") != source.pk:
        return {}
    del request.session["done"]
    return dict(told)


def page_context(here: Visit, page: SourcePage, *, done: dict[str, Any] | None = None) -> dict[str, Any]:
    """What the source page and its items are drawn from."""
    done = done or {}
    just_done = [view for view in page.set_aside if view.statement.pk == done.get("statement")]
    items = sorted((*page.statements, *just_done), key=lambda view: (view.statement.start, view.statement.pk))
    return {
        "here": here,
        "page": page,
        "source": page.source,
        "items": items,
        "put_aside": [view for view in page.set_aside if view not in just_done],
        "references": references(items),
        "done": done,
        "seen_by": source_words.seen_by(page.source),
        "download": bool(page.source.sha256),
    }


def references(views: list[StatementView]) -> dict[int, Reference]:
    """What leads from each marked passage to its statement."""
    return {view.statement.pk: Reference(view.number, _label(view), view.first) for view in views if not view.set_aside}


def _label(view: StatementView) -> str:
    return _("Statement %(number)s: %(speaker)s %(voice)s") % {
        "number": view.number,
        "speaker": view.statement.said_by or _("someone not named"),
        "voice": source_words.VOICES[view.statement.voice],
    }


def original(request: HttpRequest, dialogue: str, source: int) -> HttpResponse:
    """The document as a file to save: never shown in the page, whatever it holds.

    Those who review it get the bytes as received, others a copy without what it tells of the people who made it.
    """
    here = visit(request, dialogue)
    shown = found(source_get(here.dialogue, source, viewer=here.viewer))
    found(shown.sha256 or None)
    content = blobs.fetch(shown.sha256)
    if not here.viewer.reviews(shown):
        try:
            content = copy_of(content, kind=shown.kind)
        except NoCopy:
            found(None)
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=safe_name(shown))
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def safe_name(source: Source) -> str:
    """The file's name without folders and signs that a system reads in its own way, with the ending of its kind."""
    bare = re.split(r"[/\\]", source.name)[-1]
    stem = re.sub(r"[^\w .()\-]", "_", bare.rsplit(".", 1)[0]).strip(" .")[:100] or "document"
    return f"{stem}.{source.kind or 'bin'}"


def statements_csv(request: HttpRequest, dialogue: str, source: int) -> HttpResponse:
    """Every statement of a source as a table for a spreadsheet."""
    here = visit(request, dialogue)
    shown = found(source_get(here.dialogue, source, viewer=here.viewer))
    return csv_response(
        f"source-{shown.pk}-statements",
        dialogue=here.dialogue,
        head=COLUMNS,
        rows=[_csv_row(view, shown) for view in statement_views(shown, viewer=here.viewer)],
    )


def _csv_row(view: StatementView, source: Source) -> tuple[object, ...]:
    row = view.statement
    question = view.claim.question.number if view.claim and view.claim.question else None
    return (
        view.number, row.said_by, row.voice, row.reported_by, view.words, row.page, view.first, view.last,
        f"{row.confidence:.3f}", row.state, question, source.title, source.sha256,
    )  # fmt: skip


def receipt(request: HttpRequest, dialogue: str, source: int) -> HttpResponse:
    """What was added, when, under which entry of the ledger, and who can see it now."""
    here = visit(request, dialogue)
    shown = found(source_get(here.dialogue, source, viewer=here.viewer))
    context = {
        "here": here,
        "source": shown,
        "entry": source_entry(shown),
        "added": written.when(shown.added_at.date()),
        "level": source_words.level(shown.dialogue, Visibility(shown.visibility), owner=shown.owner),
    }
    return render(request, "sources/receipt.html", context)
