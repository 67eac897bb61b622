"""The record as open data: web annotations, provenance, claim reviews and arguments, of a dialogue or a question."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audiatur.publish.annotations import web_annotations
from audiatur.publish.arguments import arguments
from audiatur.publish.claim_reviews import Review, claim_reviews
from audiatur.publish.provenance import provenance
from audiatur.publish.rows import Rows
from audiatur.record.models import Question
from audiatur.record.selectors import question_get, question_views, questions_visible
from audiatur.site.checks import shown_check
from audiatur.site.record_rows import rows_of
from audiatur.site.views.visit import Visit, found, visit

KINDS: Mapping[str, tuple[str, Any]] = {
    "annotations": (
        'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
        gettext_lazy("Claims and passages as W3C Web Annotations: every quotation with what stands around it"),
    ),
    "provenance": (
        "application/json",
        gettext_lazy("Where everything comes from, as PROV-JSON: documents, readings, acts, parties"),
    ),
    "claim-reviews": (
        "application/ld+json",
        gettext_lazy("Claims and the figures beside them, as schema.org ClaimReview without a rating of truth"),
    ),
    "arguments": (
        "application/json",
        gettext_lazy("Propositions, positions and reasons as arguments (AIF)"),
    ),
}
"""The kinds of open data: their media types and what they are."""


def open_data(request: HttpRequest, dialogue: str) -> HttpResponse:
    """What there is as open data, for the dialogue and for each question."""
    here = visit(request, dialogue)
    questions = questions_visible(here.dialogue, viewer=here.viewer)
    kinds = [(kind, about) for kind, (_type, about) in KINDS.items()]
    return render(request, "open_data.html", {"here": here, "questions": questions, "kinds": kinds})


def of_dialogue(request: HttpRequest, dialogue: str, kind: str) -> HttpResponse:
    """A kind of open data of the whole dialogue."""
    return _file(request, visit(request, dialogue), kind=kind)


def of_question(request: HttpRequest, dialogue: str, question: str, kind: str) -> HttpResponse:
    """A kind of open data of one question."""
    here = visit(request, dialogue)
    return _file(request, here, kind=kind, question=found(question_get(here.dialogue, question, viewer=here.viewer)))


def _file(request: HttpRequest, here: Visit, *, kind: str, question: Question | None = None) -> HttpResponse:
    if kind not in KINDS:
        raise Http404(_("There is nothing at this address, or you may not see it."))
    base = request.build_absolute_uri(reverse("dialogue", args=[here.dialogue.slug]))
    rows = rows_of(here, question=question)
    content = json.dumps(_content(kind, rows, here=here, base=base), ensure_ascii=False, indent=1)
    label = "synthetic" if here.dialogue.synthetic else "record"
    of = f"-{question.slug}" if question else ""
    answer = HttpResponse(content, content_type=KINDS[kind][0])
    answer["Content-Disposition"] = f'attachment; filename="{label}-{here.dialogue.slug}{of}-{kind}.json"'
    return answer


def _content(kind: str, rows: Rows, *, here: Visit, base: str) -> dict[str, Any]:
    if kind == "annotations":
        return web_annotations(rows, base=base)
    if kind == "provenance":
        return provenance(rows, base=base)
    if kind == "arguments":
        return arguments(rows, base=base)
    return claim_reviews(rows, _reviews(rows, here=here), base=base, origin=settings.LEDGER_ORIGIN)


def _reviews(rows: Rows, *, here: Visit) -> Iterator[Review]:
    """The checks of the claims among the rows, computed as their pages compute them."""
    slugs = {question.slug for question in rows.questions}
    asked = [one for one in questions_visible(here.dialogue, viewer=here.viewer) if one.slug in slugs]
    for view in question_views(asked, viewer=here.viewer, today=here.today):
        for claim in view.claims:
            for beside in claim.besides:
                shown = shown_check(beside, here=here)
                yield Review(
                    key=beside.pk,
                    claim=claim.claim.pk,
                    surface=beside.surface,
                    verdict=str(shown.check.verdict),
                    words=str(shown.verdict),
                    reason=str(shown.reason or ""),
                    figure=shown.figure,
                )
