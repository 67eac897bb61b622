"""Full text search in laws: words of three languages, with or without accents, Khmer in either spelling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from audiatur.reading.khmer.normalise import normal_form
from audiatur.topics.law.model import Law, Provision

_AROUND: Final = 90
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Hit:
    """An article in which every word stands, with the words around the first of them."""

    provision: Provision
    before: str
    found: str
    after: str


def search(law: Law, words: str) -> Iterator[Hit]:
    """The articles that hold every word given; words in quotation marks stand together.

    >>> from audiatur.topics.law.importing import import_string
    >>> from audiatur.topics.law.model import Work
    >>> law = import_string("Article 1.- Un délai est fixé.\\nArticle 2.- Autre.").law(
    ...     Work("xx", "act", "2001", "a", "A"), dated="2001")
    >>> [hit.provision.number for hit in search(law, "delai")]
    ['1']
    """
    wanted = list(_terms(words))
    if not wanted:
        return
    for unit in law.units():
        text = f"{unit.printed} {unit.heading}\n{unit.own_text()}"
        folded, places = _folded(text)
        spots = [folded.find(term) for term in wanted]
        if all(spot >= 0 for spot in spots):
            start = places[min(spots)]
            stop = places[min(spots) + len(wanted[spots.index(min(spots))]) - 1] + 1
            yield Hit(unit, text[max(0, start - _AROUND) : start], text[start:stop], text[stop : stop + _AROUND])


def _terms(words: str) -> Iterable[str]:
    for quoted, bare in re.findall(r"[“\"«]([^”\"»]+)[”\"»]|(\S+)", words):
        folded = _folded((quoted or bare).strip())[0]
        if quoted:
            yield folded
        else:
            yield from (folded,) if re.search(r"[\u1780-\u17ff]", folded) else _WORD.findall(folded)


def _folded(text: str) -> tuple[str, list[int]]:
    """The text without accents and capitals, and for each of its characters the place in the original."""
    if re.search(r"[\u1780-\u17ff]", text):
        return _folded_khmer(text)
    kept: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for part in unicodedata.normalize("NFD", sign.casefold()):
            if not unicodedata.combining(part):
                kept.append(part)
                places.append(place)
    return "".join(kept), places


def _folded_khmer(text: str) -> tuple[str, list[int]]:
    from audiatur.reading.khmer.normalise import normalise

    found = normalise(text)
    return normal_form(found.text).casefold(), list(found.starts)
