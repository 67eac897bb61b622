"""The page of rates under one name: those that the record's documents publish, and those of two pasted texts."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import partial
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from audiatur.reading import Text, read_document
from audiatur.reading.errors import ReadingError
from audiatur.topics.base import Here
from audiatur.topics.mediation import wording
from audiatur.topics.mediation.contradictions import Contradiction, Period, Published, contradictions, rates_in
from audiatur.topics.mediation.definitions import DEFINITIONS
from audiatur.topics.mediation.keeping import KEPT_SECONDS, in_language, kept, whole_register
from audiatur.topics.mediation.publications import Document, rates_of, register_values, set_beside

MOST_TEXT = 20_000
"""Characters of a pasted text that are read."""


def contradictions_page(request: HttpRequest, here: Here) -> HttpResponse:
    """What the viewer's documents publish, and two pasted texts; nothing of the pasted ones is kept."""
    documents = [Document(number, title, content) for number, title, _date, content in here.documents()]
    state = str(here.dialogue.state_name)
    rates = [rate for document in documents for rate in _rates(document, state=state)]
    of_record = set_beside(rates, values=_values(here, rates, state=state), state=state)
    titles = {str(document.number): document.title for document in documents}
    given = [(number, request.POST.get(f"text_{number}", "")[:MOST_TEXT]) for number in (1, 2)]
    read = [rate for number, words in given for rate in _pasted(words, number=number)]
    return render(
        request,
        "mediation/contradictions.html",
        {
            "here": here,
            "documents": len(documents),
            "published": len(rates),
            "of_record": [_drawn(one, titles=titles) for one in of_record],
            "given": given,
            "asked": request.method == "POST",
            "read": [_read_words(rate) for rate in read],
            "found": [_drawn(one) for one in contradictions(read)],
            "definitions": [(definition.name.of(in_language()), definition.code) for definition in DEFINITIONS],
        },
    )


def _rates(document: Document, *, state: str) -> tuple[Published, ...]:
    """The rates of a document, read once: its text never changes."""
    digest = hashlib.sha256(f"{state}|{document.number}|{document.content}".encode()).hexdigest()
    if (found := cache.get(f"mediation-rates-{digest}")) is None:
        found = rates_of(document, place=state)
        cache.set(f"mediation-rates-{digest}", found, KEPT_SECONDS)
    read: tuple[Published, ...] = found
    return read


def _values(here: Here, rates: list[Published], *, state: str) -> dict[Period, dict[str, float]]:
    """What the register gives for the years of the rates that are of its State."""
    years = {rate.period[0] for rate in rates if rate.place == state and rate.period and len(set(rate.period)) == 1}
    if not years or "disputes" not in here.has_registers:
        return {}
    with here.registers("disputes") as registers:
        known = whole_register(registers)
        inside = [year for year in sorted(years) if known.since <= date(year, 1, 1) <= known.on]
        found = {}
        for year in inside:
            work = partial(register_values, registers, year=year, on=known.on, country=state)
            found[year, year] = kept(registers, f"published-{year}", known, work)
        return found


def _pasted(words: str, *, number: int) -> tuple[Published, ...]:
    text = _text(words) if words.strip() else None
    return rates_in(text, source=_("Text %(number)s") % {"number": number}) if text else ()


def _text(words: str) -> Text | None:
    """The pasted words as a text; None where they are the bytes of a file, which publish no rate here."""
    try:
        return read_document(words.encode(), name="text.txt").text
    except ReadingError:
        return None


def _drawn(one: Contradiction, *, titles: dict[str, str] | None = None) -> dict[str, Any]:
    return {"one": one, "rows": [_read_words(rate, titles=titles) for rate in (one.higher, one.lower)]}


def _read_words(rate: Published, *, titles: dict[str, str] | None = None) -> dict[str, Any]:
    names = {definition.code: definition.name.of(in_language()) for definition in DEFINITIONS}
    reasons: dict[str, list[str]] = {}
    for fit in rate.fits:
        reasons.setdefault(fit.definition, []).append(wording.reason(fit.reason))
    fits = [(names[code], "; ".join(dict.fromkeys(why))) for code, why in reasons.items()]
    years = "" if rate.period is None else "/".join(str(year) for year in dict.fromkeys(rate.period))
    title = titles[rate.source] if titles else rate.source
    return {"rate": rate, "fits": fits, "period": years, "title": title, "in_record": bool(titles)}
