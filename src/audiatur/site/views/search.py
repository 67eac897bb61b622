"""Search of a dialogue: the hits of every kind at first, then those of one kind in numbered pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audiatur.record.models import Question, Source
from audiatur.record.search.keys import Kind
from audiatur.record.search.words import LONGEST
from audiatur.record.selectors import search as find
from audiatur.record.selectors.finding import COUNTED, Group, Hit
from audiatur.site.views.visit import Visit, visit

ON_FIRST_PAGE = 5
ON_A_PAGE = 20

NAMES: Mapping[Kind, Promise] = {
    Kind.QUESTION: _("Questions"),
    Kind.PROPOSITION: _("Propositions"),
    Kind.CLAIM: _("Claims"),
    Kind.STATEMENT: _("Statements"),
    Kind.RECOMMENDATION: _("Recommendations"),
    Kind.SOURCE: _("Sources, by title, symbol or publisher"),
    Kind.PASSAGE: _("Passages of sources"),
}


@dataclass(frozen=True, slots=True)
class ShownHit:
    """A hit with the address of what it was found in, and the source that it stands in, if any."""

    hit: Hit
    address: str
    source: Source | None

    @property
    def question(self) -> Question | None:
        """The question that it stands under, for kinds that are found only by those who may see the question."""
        found: Question | None = self.hit.row.question if self.hit.kind in (Kind.PROPOSITION, Kind.CLAIM) else None
        return found


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """The hits of a kind under its name."""

    group: Group
    name: Promise
    hits: tuple[ShownHit, ...]

    @property
    def others(self) -> bool:
        """Whether there are hits that are not shown here."""
        return self.group.count > len(self.hits)


def search(request: HttpRequest, dialogue: str) -> HttpResponse:
    """What the viewer may see that holds the words; `kind` and `page` choose the hits of one kind."""
    here = visit(request, dialogue)
    query = request.GET.get("q", "").strip()
    kind = next((each for each in Kind if each.word == request.GET.get("kind")), None)
    number = request.GET.get("page", "")
    groups = find(
        here.dialogue,
        query,
        viewer=here.viewer,
        kind=kind,
        page=int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1,
        on_page=ON_A_PAGE if kind is not None else ON_FIRST_PAGE,
    )
    chosen = next((group for group in groups if group.kind == kind), None)
    pages = Paginator(range(chosen.count if chosen else 0), ON_A_PAGE)
    part = pages.get_page(chosen.page if chosen else 1)
    context = {
        "here": here,
        "query": query,
        "kind": kind,
        "groups": [_shown(group, here) for group in groups if group.count],
        "chosen": _shown(chosen, here) if chosen else None,
        "asked": bool(groups),
        "counted": COUNTED,
        "longest": LONGEST,
        "cut": len(query) > LONGEST,
        "part": part,
        "shown_pages": pages.get_elided_page_range(part.number, on_each_side=2, on_ends=1),
    }
    return render(request, "search.html", context)


def _shown(group: Group, here: Visit) -> ShownGroup:
    hits = (ShownHit(hit, _address(hit, here.dialogue.slug), _source(hit)) for hit in group.hits)
    return ShownGroup(group, NAMES[group.kind], tuple(hits))


def _address(hit: Hit, slug: str) -> str:
    row = hit.row
    if hit.kind == Kind.QUESTION:
        return reverse("question", args=[slug, row.slug])
    if hit.kind == Kind.PROPOSITION:
        return f"{reverse('question', args=[slug, row.question.slug])}?proposition={row.order}#proposition-{row.order}"
    if hit.kind == Kind.CLAIM:
        return f"{reverse('question', args=[slug, row.question.slug])}?claim={row.pk}#claim-{row.pk}"
    if hit.kind == Kind.SOURCE:
        return reverse("source", args=[slug, row.pk])
    if hit.kind == Kind.PASSAGE:
        return f"{reverse('source', args=[slug, row.pk])}?at={hit.start}-{hit.end}#passage"
    source = reverse("source", args=[slug, row.source_id])
    if hit.kind == Kind.STATEMENT:
        return f"{source}?near={row.start}#s{row.pk}"
    return source if row.start is None else f"{source}?recommendation={row.pk}#passage"


def _source(hit: Hit) -> Source | None:
    found: Source | None = hit.row if hit.kind in (Kind.SOURCE, Kind.PASSAGE) else getattr(hit.row, "source", None)
    return None if hit.kind == Kind.CLAIM else found
