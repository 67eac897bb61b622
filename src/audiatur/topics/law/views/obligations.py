"""The obligation map: what each obligation asks, the provisions that answer it, and what parties say."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from audiatur.topics.base import Here
from audiatur.topics.law import store
from audiatur.topics.law.model import text_hash
from audiatur.topics.law.obligations import Coverage, Gap, StanceNow, coverage, stance_now
from audiatur.topics.law.rows import Instrument, LawRows, ProvisionFact, standards
from audiatur.topics.law.timeline import Timeline
from audiatur.topics.law.views.shelf import in_language, instruments_of, name_of, rows_of, shelf_of

VIEWS = {
    "compatible": _("Compatible"),
    "incompatible": _("Incompatible"),
    "partly": _("Partly compatible"),
    "unclear": _("Unclear"),
}
UNITS = {"hour": _("hours"), "day": _("days"), "month": _("months")}
SUBJECTS = {"adult": _("adults"), "child": _("children"), "anyone": _("everyone")}


@dataclass(frozen=True, slots=True)
class Answer:
    """A provision that touches an obligation, with the stances that parties took on it there."""

    law: str
    slug: str
    article: str
    text: str
    key: str
    confirmed_by: str
    stances: tuple[tuple[StanceNow, object], ...]


@dataclass(frozen=True, slots=True)
class MapRow:
    """An obligation as the page shows it."""

    instrument: str
    coverage: Coverage
    text: str
    answers: tuple[Answer, ...]
    gaps: tuple[tuple[Gap, object, object], ...]


def obligations(request: HttpRequest, here: Here) -> HttpResponse:
    """The map, or only the obligations that no provision answers."""
    only = request.GET.get("show") == "unanswered"
    chosen = request.GET.get("instrument", "")
    rows = list(_rows(here, chosen))
    unanswered = [row for row in rows if not row.coverage.is_answered]
    instruments = instruments_of(rows_of(here))
    held = dict.fromkeys(one.instrument for one in standards().obligations)
    context = {
        "here": here,
        "rows": unanswered if only else rows,
        "total": len(rows),
        "unanswered": len(unanswered),
        "only": only,
        "chosen": chosen,
        "choices": [(key, name_of(key, instruments)) for key in held],
        "parties": here.parties(),
    }
    return render(request, "law/obligations.html", context)


def _rows(here: Here, chosen: str) -> Iterator[MapRow]:
    rows = rows_of(here)
    instruments = instruments_of(rows)
    timelines = {
        key: store.timeline(kept)
        for key in {fact.instrument for fact in rows.provisions}
        if (kept := store.wordings(shelf_of(here), name=key))
    }
    stances = [stance_now(one, words=_words(here, timelines, one.instrument, one.article)) for one in here.stances()]
    wanted = [one for one in standards().obligations if not chosen or one.instrument == chosen]
    for covered in coverage(wanted, rows.provisions, stances):
        yield MapRow(
            instrument=name_of(covered.obligation.instrument, instruments),
            coverage=covered,
            text=in_language(covered.obligation.text, covered.obligation.text_km),
            answers=tuple(_answers(covered, rows, instruments, timelines)),
            gaps=tuple((gap, UNITS.get(gap.amount.unit), SUBJECTS[gap.standard.subject]) for gap in covered.gaps),
        )


def _words(here: Here, timelines: Mapping[str, Timeline], law: str, article: str) -> str:
    lines = timelines.get(law)
    if lines is None:
        return ""
    return text_hash(lines.standing(lines.key_of(article), on=here.today).text or "")


def _answers(
    covered: Coverage, rows: LawRows, instruments: Mapping[str, Instrument], timelines: Mapping[str, Timeline]
) -> Iterator[Answer]:
    """The provisions of the facts, then those that only a party named."""
    shown: set[tuple[str, str]] = set()
    for fact in covered.provisions:
        shown.add((fact.instrument, fact.article))
        yield _answer(covered, fact, instruments, timelines)
    for one in covered.stances:
        place = (one.stance.instrument, one.stance.article)
        if place not in shown:
            shown.add(place)
            fact = ProvisionFact(place[0], place[1], "", "", (), "")
            yield _answer(covered, fact, instruments, timelines)


def _answer(
    covered: Coverage, fact: ProvisionFact, instruments: Mapping[str, Instrument], timelines: Mapping[str, Timeline]
) -> Answer:
    lines = timelines.get(fact.instrument)
    return Answer(
        law=name_of(fact.instrument, instruments),
        slug=fact.instrument,
        article=fact.article,
        text=in_language(fact.text, fact.text_km),
        key=lines.key_of(fact.article) if lines is not None else "",
        confirmed_by=fact.confirmed_by,
        stances=tuple(
            (one, VIEWS[one.stance.view])
            for one in covered.stances
            if (one.stance.instrument, one.stance.article) == (fact.instrument, fact.article)
        ),
    )


HEAD = (
    "instrument", "provision", "obligation", "answered", "law", "article", "fact", "party", "stance", "taken",
    "lapsed", "beyond", "unit", "confirmed_by", "synthetic",
)  # fmt: skip


def obligations_csv(request: HttpRequest, here: Here) -> HttpResponse:
    """The map: a row for each stance, each provision without one, and each obligation that nothing answers."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    label = "synthetic" if here.dialogue.synthetic else "record"
    response["Content-Disposition"] = f'attachment; filename="{label}-{here.dialogue.slug}-obligations.csv"'
    writer = csv.writer(response)
    writer.writerow(HEAD)
    for row in _rows(here, request.GET.get("instrument", "")):
        for cells in _cells(row):
            writer.writerow([_plain(cell) for cell in (*cells, "yes" if here.dialogue.synthetic else "no")])
    return response


def _cells(row: MapRow) -> Iterator[list[object]]:
    asked = row.coverage.obligation
    begin = [row.instrument, asked.provision, row.text, "yes" if row.coverage.is_answered else "no"]
    if not row.answers:
        yield [*begin, *[""] * 9, asked.confirmed_by]
    for answer in row.answers:
        gap = next((gap for gap, _, _ in row.gaps if gap.provision.article == answer.article), None)
        numbers = [gap.beyond, gap.amount.unit] if gap else ["", ""]
        place = [answer.law, answer.article, answer.text]
        if not answer.stances:
            yield [*begin, *place, "", "", "", "", *numbers, answer.confirmed_by]
        for one, _view in answer.stances:
            stance = one.stance
            said = [stance.party, stance.view, stance.taken, "yes" if one.lapsed else "no"]
            yield [*begin, *place, *said, *numbers, answer.confirmed_by]


def _plain(value: object) -> str:
    """A value as text; one that a spreadsheet would run as a formula is quoted."""
    text = str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) and not text.lstrip("-").isdigit() else text
