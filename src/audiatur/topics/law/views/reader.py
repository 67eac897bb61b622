"""Reading a law as in force on a date, the history of one article, search, and where documents cite provisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from audiatur.dates import read_when
from audiatur.topics.base import Here
from audiatur.topics.law import searching, store
from audiatur.topics.law.citations import Citation, Names, citations_in
from audiatur.topics.law.comparing import Run, marked_words
from audiatur.topics.law.model import CONTAINERS, Law, Provision, text_hash
from audiatur.topics.law.obligations import Stance, stance_now
from audiatur.topics.law.rows import standards
from audiatur.topics.law.timeline import Standing, Timeline, Version
from audiatur.topics.law.views.shelf import (
    day_asked,
    in_language,
    instruments_of,
    kept_of,
    name_of,
    rows_of,
    shelf_of,
)

MOST_HITS = 60
MOST_CITATIONS = 400


@dataclass(frozen=True, slots=True)
class LawRow:
    """A law in the list: its short name, name, wordings in force and drafts."""

    slug: str
    name: str
    language: str
    in_force: tuple[store.Kept, ...]
    drafts: tuple[store.Kept, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the reader: a container's heading, or an article with what holds for it."""

    provision: Provision
    depth: int
    standing: Standing | None
    is_container: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One wording in an article's history: its day, words marked against the one before, who made it."""

    version: Version
    until: date | None
    runs: tuple[Run, ...]
    is_now: bool


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation in a document with the words of the provision on the document's date, where the law is kept."""

    source: int
    title: str
    published: str
    before: str
    words: str
    after: str
    law: str
    slug: str
    article: str
    standing: Standing | None
    is_draft: bool
    start: int


def laws(request: HttpRequest, here: Here) -> HttpResponse:
    """The laws that are kept, and a search in those in force on a day."""
    asked = day_asked(request, today=here.today)
    names = instruments_of(rows_of(here))
    by_law: dict[str, list[store.Kept]] = {}
    for kept in store.wordings(shelf_of(here)):
        by_law.setdefault(kept.manifest.law, []).append(kept)
    rows = [
        LawRow(
            slug,
            name_of(slug, names, kept=tuple(kept)),
            kept[0].manifest.language,
            store.in_force(kept),
            store.drafts(kept),
        )
        for slug, kept in by_law.items()
    ]
    words = request.GET.get("words", "").strip()[:200]
    hits = _hits(by_law, words, asked.day, names) if words else []
    context = {
        "here": here,
        "rows": rows,
        "words": words,
        "asked": asked,
        "hits": hits[:MOST_HITS],
        "more": max(0, len(hits) - MOST_HITS),
        "known": [one for one in names.values() if one.kind == "law" and one.key not in by_law],
    }
    return render(request, "law/laws.html", context)


def _hits(
    by_law: dict[str, list[store.Kept]], words: str, day: date, names: object
) -> list[tuple[str, str, searching.Hit]]:
    found: list[tuple[str, str, searching.Hit]] = []
    for slug, kept in by_law.items():
        standing = store.wording_on(kept, day)
        if standing is not None:
            title = name_of(slug, names, kept=tuple(kept))  # type: ignore[arg-type]
            found.extend((slug, title, hit) for hit in searching.search(standing.law(), words))
    return found


def text(request: HttpRequest, here: Here, law: str) -> HttpResponse:
    """A law as it was in force on a day."""
    kept = kept_of(here, law)
    asked = day_asked(request, today=here.today)
    standing = store.wording_on(kept, asked.day)
    lines = store.timeline(kept)
    rows = rows_of(here)
    in_force = store.in_force(kept)
    context = {
        "here": here,
        "slug": law,
        "name": name_of(law, instruments_of(rows), kept=kept),
        "asked": asked,
        "kept": standing,
        "blocks": _blocks(standing.law(), lines, asked.day) if standing else [],
        "first": read_when(in_force[0].manifest.starts).earliest if in_force else None,
        "days": [(day, day == _day_of(standing)) for day in lines.effective_days()],
        "drafts": store.drafts(kept),
        "touched": _touched(rows, law),
        "wordings": in_force,
    }
    return render(request, "law/text.html", context)


def _day_of(kept: store.Kept | None) -> date | None:
    return read_when(kept.manifest.starts).earliest if kept else None


def _blocks(law: Law, lines: Timeline, day: date) -> list[Block]:
    """The law line by line: headings of what holds articles, and the articles with what holds for them."""
    units = {unit.eid for unit in law.units()}
    found: list[Block] = []

    def visit(provisions: Sequence[Provision], depth: int) -> None:
        for provision in provisions:
            if provision.level in CONTAINERS and provision.eid not in units:
                found.append(Block(provision, depth, None, True))
                visit(provision.children, depth + 1)
            else:
                key = provision.eid.split("_dup_")[0]
                found.append(Block(provision, depth, lines.standing(key, on=day), False))

    visit(law.body, 0)
    return found


def _touched(rows: object, law: str) -> dict[str, list[str]]:
    """Article number → keys of the obligations that its facts name."""
    found: dict[str, list[str]] = {}
    for fact in rows.provisions:  # type: ignore[attr-defined]
        if fact.instrument == law:
            found.setdefault(fact.article, []).extend(fact.obligations)
    return found


def akn(request: HttpRequest, here: Here, law: str, wording: str) -> HttpResponse:
    """A wording as Akoma Ntoso."""
    kept = next((one for one in kept_of(here, law) if one.manifest.wording == wording), None)
    if kept is None:
        raise Http404(_("There is nothing at this address, or you may not see it."))
    response = HttpResponse(kept.document(), content_type="application/akn+xml; charset=utf-8")
    label = "synthetic-" if kept.manifest.synthetic else ""
    response["Content-Disposition"] = f'attachment; filename="{label}{law}-{wording}.xml"'
    return response


def article(request: HttpRequest, here: Here, law: str, article: str) -> HttpResponse:
    """Every wording of one article, with the words that changed, and what is said of it."""
    kept = kept_of(here, law)
    lines = store.timeline(kept)
    versions = lines.history(article)
    if not versions:
        raise Http404(_("There is nothing at this address, or you may not see it."))
    standing = lines.standing(article, on=here.today)
    number = article.partition("_")[2]
    rows = rows_of(here)
    obligations = {one.key: one for one in standards().obligations}
    facts = [fact for fact in rows.provisions if fact.instrument == law and fact.article == number]
    words = text_hash(standing.text or "")
    context = {
        "here": here,
        "slug": law,
        "article": article,
        "printed": _printed(kept, article),
        "name": name_of(law, instruments_of(rows), kept=kept),
        "standing": standing,
        "told": list(reversed(_told(versions, here.today))),
        "facts": [(fact, in_language(fact.text, fact.text_km)) for fact in facts],
        "obligations": [obligations[key] for fact in facts for key in fact.obligations if key in obligations],
        "stances": [
            (stance_now(one, words=words), obligations.get(one.obligation)) for one in _stances(here, law, number)
        ],
        "instruments": instruments_of(rows),
    }
    return render(request, "law/article.html", context)


def _stances(here: Here, law: str, number: str) -> list[Stance]:
    return [one for one in here.stances() if one.instrument == law and one.article == number]


def _printed(kept: Sequence[store.Kept], eid: str) -> str:
    for one in reversed(store.in_force(kept)):
        for unit in one.law().units():
            if unit.eid == eid:
                return unit.printed.rstrip(" .:-–—៖") + (f" – {unit.heading}" if unit.heading else "")
    return eid


def _told(versions: Sequence[Version], today: date) -> list[Told]:
    told: list[Told] = []
    before = ""
    for place, version in enumerate(versions):
        following = next((later.starts for later in versions[place + 1 :] if later.starts > version.starts), None)
        is_now = version.starts <= today and (following is None or today < following)
        runs = marked_words(before, version.text or "") if place else (("same", version.text or ""),)
        told.append(Told(version, following, runs, is_now))
        before = version.text or ""
    return told


def citations(request: HttpRequest, here: Here) -> HttpResponse:
    """Where documents cite provisions, each with the words that were in force on the document's date."""
    rows = rows_of(here)
    instruments = instruments_of(rows)
    names = Names(instruments.values())
    chosen = request.GET.get("law", "")
    found = list(_cited(here, names, chosen))
    shown = found[:MOST_CITATIONS]
    context = {
        "here": here,
        "cited": shown,
        "more": len(found) - len(shown),
        "chosen": chosen,
        "choices": sorted(
            ((one.key, in_language(one.name, one.name_km)) for one in instruments.values()), key=lambda pair: pair[1]
        ),
    }
    return render(request, "law/citations.html", context)


def _cited(here: Here, names: Names, chosen: str) -> Iterator[Cited]:
    instruments = instruments_of(rows_of(here))
    timelines: dict[str, Timeline | None] = {}
    for number, title, published, content in here.documents():
        for one in citations_in(content, names=names):
            if chosen and one.instrument != chosen:
                continue
            law = name_of(one.instrument, instruments) if one.instrument in instruments else one.law_words
            for pinpoint in one.pinpoints:
                standing = _linked(here, one, pinpoint.article, published, timelines)
                yield Cited(
                    source=number,
                    title=title,
                    published=published,
                    before=content[max(0, one.start - 80) : one.start],
                    words=content[one.start : one.end],
                    after=content[one.end : one.end + 60],
                    law=law,
                    slug=one.instrument if standing is not None else "",
                    article=str(pinpoint),
                    standing=standing,
                    is_draft=one.instrument in instruments and instruments[one.instrument].kind == "draft",
                    start=one.start,
                )


def _linked(
    here: Here, citation: Citation, number: str, published: str, timelines: dict[str, Timeline | None]
) -> Standing | None:
    """What held for the cited article on the document's date; None where its law is not kept."""
    key = citation.instrument
    if not key or key == "this":
        return None
    if key not in timelines:
        kept = store.wordings(shelf_of(here), name=key)
        timelines[key] = store.timeline(kept) if kept else None
    lines = timelines[key]
    day = read_when(published).latest if published else here.today
    name = lines.key_of(number) if lines is not None else ""
    return lines.standing(name, on=min(day, here.today)) if lines is not None and name else None


__all__ = ["Law", "akn", "article", "citations", "laws", "text"]
