"""The question's page, side by side, and its table as CSV."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from audiatur.record.models import Party, Position, Question
from audiatur.record.selectors import question_get, question_page, while_it_stands
from audiatur.record.selectors.questions import QuestionPage
from audiatur.record.selectors.statuses import Cell, QuestionView, Row
from audiatur.record.visibility import Viewer
from audiatur.site import figures, sentences
from audiatur.site.checks import shown_checks
from audiatur.site.question_document import file_name, question_document
from audiatur.site.tables import csv_response
from audiatur.site.taking import taken
from audiatur.site.views.visit import Visit, found, visit

MOST_UNFOLDED = 60
"""Claims and former positions that the page shows folded but whole; beyond, a link leads to those of a proposition."""

ON_A_PAGE = 20
"""Claims of no proposition, where the page does not show all."""

HEAD = (
    "question", "proposition", "text", "text_km", "status", "rule", "side", "party", "stance", "basis", "taken",
    "ended", "ended_on", "reason", "reason_km", "source", "symbol", "locator", "passage", "reply_due",
)  # fmt: skip


def question(request: HttpRequest, dialogue: str, question: str) -> HttpResponse:
    """One question with each side's words beside the others'."""
    here = visit(request, dialogue)
    asked = found(question_get(here.dialogue, question, viewer=here.viewer))
    page = question_page(asked, viewer=here.viewer, today=here.today)
    crowded = _crowded(page.view)
    others = Paginator(page.other_claims, ON_A_PAGE if crowded else max(1, len(page.other_claims)))
    opened, turned_to = _sought(request.GET.get("claim"), page)
    # A check rests on registers, whose loading is no entry of the ledger: what it says is not kept.
    draw = _said if any(view.besides for view in page.view.claims) else _kept_said
    part = others.get_page(request.GET.get("page") or turned_to)
    said = draw(
        asked,
        viewer=here.viewer,
        today=here.today,
        opened=_numbered(opened or request.GET.get("proposition"), page),
        claims=tuple(view.claim.pk for view in part),
        language=get_language(),
    )
    shown_pages = others.get_elided_page_range(part.number, on_each_side=2, on_ends=1)
    context = {"here": here, "page": page, "said": said, "part": part, "shown_pages": shown_pages}
    return render(request, "question.html", context)


def _said(
    question: Question, *, viewer: Viewer, today: date, opened: str, claims: tuple[int, ...], language: str
) -> SafeString:
    """What was said under a question in the language that is in force: the table, the figures, these other claims."""
    here = Visit(dialogue=question.dialogue, viewer=viewer, today=today)
    page = question_page(question, viewer=viewer, today=today)
    context = {
        "here": here,
        "question": question,
        "view": page.view,
        "lede": sentences.lede(page.view, today=today),
        "decided": sentences.decided(page.view),
        "crowded": _crowded(page.view),
        "opened": opened,
        "groups": figures.grouped(page.figures),
        "part": [view for view in page.other_claims if view.claim.pk in claims],
        "parties_written_for": _written_for(page, here=here),
        "checks": shown_checks(page.view.claims, here=here),
    }
    return render_to_string("parts/question_said.html", context)


_kept_said = while_it_stands(_said)


def _written_for(page: QuestionPage, *, here: Visit) -> list[Party]:
    parties = (party for side in page.view.sides for party in side.parties.all())
    return [party for party in parties if party.pk in here.viewer.writes_for]


def _numbered(order: str | None, page: QuestionPage) -> str:
    """The number of a proposition, where it is one of the question's."""
    return next((order for row in page.view.rows if order == str(row.proposition.order)), "")


def _crowded(view: QuestionView) -> bool:
    """Whether so much was said that the page unfolds one proposition at a time, to stay quick on a slow line."""
    former = sum(len(cell.former) for row in view.rows for cell in row.cells)
    return len(view.claims) + former > MOST_UNFOLDED


def _sought(claim: str | None, page: QuestionPage) -> tuple[str, int]:
    """The proposition to unfold so that a claim is shown, or the page of the other claims that it is on."""
    for view in page.view.claims:
        if str(view.claim.pk) == claim:
            if view not in page.other_claims:
                return (str(view.claim.proposition.order) if view.claim.proposition else ""), 0
            return "", page.other_claims.index(view) // ON_A_PAGE + 1
    return "", 0


def question_csv(request: HttpRequest, dialogue: str, question: str) -> HttpResponse:
    """The side-by-side table: a row for each position, former ones too, and for each side that has none."""
    here = visit(request, dialogue)
    asked = found(question_get(here.dialogue, question, viewer=here.viewer))
    view = question_page(asked, viewer=here.viewer, today=here.today).view
    return csv_response(f"question-{asked.number}", dialogue=here.dialogue, head=HEAD, rows=_rows(view, here=here))


def question_word(request: HttpRequest, dialogue: str, question: str) -> HttpResponse:
    """The question's page as a Word document."""
    return _file(request, dialogue, question, kind="docx")


def question_file(request: HttpRequest, dialogue: str, question: str) -> HttpResponse:
    """The question's page as one HTML file that opens without a network."""
    return _file(request, dialogue, question, kind="html")


def question_pdf(request: HttpRequest, dialogue: str, question: str) -> HttpResponse:
    """The question's page as a tagged PDF with its fonts."""
    return _file(request, dialogue, question, kind="pdf")


def _file(request: HttpRequest, dialogue: str, question: str, *, kind: str) -> HttpResponse:
    here = visit(request, dialogue)
    asked = found(question_get(here.dialogue, question, viewer=here.viewer))
    page = question_page(asked, viewer=here.viewer, today=here.today)
    address = request.build_absolute_uri(reverse("question", args=[dialogue, question]))
    document = question_document(page, here=here, address=address)
    return taken(document, kind=kind, name=file_name(page, on=here.today, ending=kind))


def _rows(view: QuestionView, *, here: Visit) -> Iterator[list[object]]:
    for row in view.rows:
        for cell in row.cells:
            for position in (*cell.positions, *cell.former):
                yield [*_begin(view, row, cell), *_position(position, here=here)]
            if not cell.positions:
                stance = "silent" if cell.addressed else "not asked"
                due = cell.due.isoformat() if cell.addressed and cell.due else ""
                yield [*_begin(view, row, cell), "", stance, *[""] * (len(HEAD) - 10), due]


def _begin(view: QuestionView, row: Row, cell: Cell) -> list[object]:
    sentence = row.proposition
    return [
        view.question.slug, sentence.order, sentence.text, sentence.text_km, row.status, view.rule, cell.side.key,
    ]  # fmt: skip


def _position(position: Position, *, here: Visit) -> list[object]:
    source, passage = position.source, position.passage
    source = source if source and source.pk in here.sources_seen else None
    return [
        position.party.name,
        position.stance,
        position.basis,
        position.taken,
        position.ended or "stands",
        position.ended_on,
        position.reason,
        position.reason_km,
        source.title if source else "",
        source.symbol if source else "",
        position.locator,
        passage.exact if passage else "",
        "",
    ]
