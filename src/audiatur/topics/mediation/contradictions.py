"""Published rates of mediation that bear one name for one place and period and differ: what each can be a rate of.

A rate is read from a text with the words around it. What it counts ("settled", "concluded") and what it is of
("referred", "received", "in which a session was held") follow from those words, from the counts that stand beside it,
or from a register that gives the same value. Nothing is decided: every definition that fits is named with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Literal

from audiatur.reading import Quantity, Text
from audiatur.reading.quantities import read_quantities
from audiatur.reading.recommendations.states import state_named
from audiatur.topics.mediation.definitions import DEFINITIONS

Reason = Literal["words", "counts", "register", "the higher of two under one name"]
Period = tuple[int, int]
"""The first and the last year: (2022, 2023) for the financial year 2022/23."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A definition that a published rate may have, and why."""

    definition: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Published:
    """A rate as a source states it; `low` and `high` are the bounds of the stated precision, in percent.

    `counts` are whole numbers that stand beside it. `place` is empty and `period` None where the text tells none.
    """

    source: str
    sentence: str
    start: int
    end: int
    low: float
    high: float
    surface: str
    place: str
    period: Period | None
    counts: tuple[float, ...]
    fits: tuple[Fit, ...] = field(default=())

    @property
    def definitions(self) -> tuple[str, ...]:
        """The codes that fit, each once."""
        return tuple(dict.fromkeys(fit.definition for fit in self.fits))


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two rates under one name for the same place and period that cannot both be of the same thing."""

    place: str
    period: Period
    higher: Published
    lower: Published


_ABOUT = re.compile(r"mediat|conciliat|settl|alternative dispute|\badr\b|amicabl|សម្របសម្រួល|សម្រុះសម្រួល|ផ្សះផ្សា", re.I)
_RATE = re.compile(
    r"settl|success|resol|conclu|agree|complet|finali[sz]|clos|clear|dispos|process|outcome|ព្រមព្រៀង|បញ្ចប់|ជោគជ័យ|ដោះស្រាយ",
    re.I,
)
_PERCENT = re.compile(r"%|per ?cent|percent|ភាគរយ", re.I)
_SETTLED = re.compile(r"settl|agree|success|amicabl|ព្រមព្រៀង|ជោគជ័យ", re.I)
_CONCLUDED = re.compile(r"conclu|complet|finali[sz]|\bclos|clear|dispos|process|បញ្ចប់", re.I)
_BASES: dict[str, re.Pattern[str]] = {
    "referred": re.compile(r"referr|refer to mediat|sent to mediat|បញ្ជូន", re.I),
    "received": re.compile(r"receiv|register|filed|lodged|brought|ទទួល", re.I),
    "started": re.compile(r"session|sat for|mediations? (?:held|conducted|started)|ជំនួប", re.I),
    "concluded": re.compile(r"(?:of|among)\b[^.;]{0,40}\b(?:conclu|complet|finali[sz]|clos)", re.I),
}
_YEARS = re.compile(r"\b((?:19|20)\d\d)\s*[/–-]\s*((?:19|20)?\d\d)\b")
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_NAME = re.compile(r"\b[A-Z][a-z]+(?:\s+(?:of\s+(?:the\s+)?)?[A-Z][a-z]+){0,3}")


def tells_of_mediation(words: str) -> bool:
    """Whether a text can hold a rate of mediation at all: cheap to ask of every document."""
    return bool(_PERCENT.search(words) and _ABOUT.search(words) and _RATE.search(words))


def rates_in(text: Text, *, source: str, place: str = "", period: Period | None = None) -> tuple[Published, ...]:
    """The rates of mediation that a text publishes; `place` and `period` are those of the source, where it names none.

    The place of a rate is the State that its number, sentence or paragraph names, then that of the source, then the
    first that the text names; its period that of its sentence or paragraph, of the title, or the only one of the text.

    >>> from audiatur.reading import read_document
    >>> words = b"Mediation in Kenya: of 4,708 matters referred in 2022/23, 95 % were concluded."
    >>> (found,) = rates_in(read_document(words, name="report.txt").text, source="a report")
    >>> found.place, found.period, found.definitions
    ('Kenya', (2022, 2023), ('concluded_of_referred',))
    """
    quantities = read_quantities(text)
    place = place or _place(text.content)
    of_text = years(text.title or "") or _only_years(text.content) or period
    spans = [(paragraph.start, paragraph.end) for paragraph in text.paragraphs]
    found = []
    for start, end in spans:
        inside = [item for item in quantities if start <= item.start < end]
        passage = text.content[start:end]
        if not (_ABOUT.search(passage) or _ABOUT.search(text.title or "")):
            continue
        when, where = years(passage) or of_text, _place(passage) or place
        found += [
            _published(item, among=inside, text=text, within=(start, end), source=source, place=where, period=when)
            for item in inside
            if item.kind == "percent" and item.low is not None and _RATE.search(_sentence(text, item, (start, end)))
        ]
    return tuple(found)


def years(words: str) -> Period | None:
    """The period that words name first: a financial year, or a calendar year.

    >>> years("the financial year 2022/2023"), years("FY 2022/23"), years("in 2021")
    ((2022, 2023), (2022, 2023), (2021, 2021))
    """
    if match := _YEARS.search(words):
        first = int(match[1])
        last = int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2])
        if last == first + 1:
            return first, last
    if match := _YEAR.search(words):
        return int(match[1]), int(match[1])
    return None


def _only_years(words: str) -> Period | None:
    """The period of a text that names no other one."""
    named = {years(match[0]) for pattern in (_YEARS, _YEAR) for match in pattern.finditer(words)} - {None}
    spans = {one for one in named if one and one[0] < one[1]}
    inside = {one for one in named if one and any(span[0] <= one[0] and one[1] <= span[1] for span in spans)}
    left = (named - inside) | spans
    return left.pop() if len(left) == 1 else None


def contradictions(published: Iterable[Published]) -> tuple[Contradiction, ...]:
    """Rates of one place and period whose values exclude one another, two by two, the higher first.

    Where the words of both say that they count agreements, one of them cannot: for one and the same cohort the share
    concluded is never below the share settled, so that the higher one fits as a share of concluded cases.
    """
    found = []
    for one, other in combinations(published, 2):
        place = one.place if one.place.casefold() == other.place.casefold() else ""
        if not place or one.period is None or one.period != other.period:
            continue
        lower, higher = sorted((one, other), key=lambda rate: rate.low)
        if lower.high >= higher.low or set(lower.definitions) == set(higher.definitions) == set():
            continue
        if set(lower.definitions) & set(higher.definitions):
            higher = replace(higher, fits=(*higher.fits, *_as_concluded(higher)))
        found.append(Contradiction(place, one.period, higher, lower))
    return tuple(found)


def fit_to_register(rate: Published, *, values: Mapping[str, float]) -> Published:
    """The rate with the definitions under which a register of that place and period gives its value.

    `values` are percentages by the code of the definition.
    """
    fitting = [Fit(code, "register") for code, value in values.items() if rate.low <= value <= rate.high]
    return replace(rate, fits=(*rate.fits, *fitting))


def _published(
    item: Quantity,
    *,
    among: Sequence[Quantity],
    text: Text,
    within: tuple[int, int],
    source: str,
    place: str,
    period: Period | None,
) -> Published:
    sentence = _sentence(text, item, within)
    low, high = _bounds(item)
    counts = tuple(
        each.low for each in among if each.kind == "count" and each.low is not None and each.low == each.high
    )
    fits = (*_by_words(sentence), *_by_counts((low, high), counts=among, passage=text.content[within[0] : within[1]]))
    return Published(
        source,
        sentence,
        item.start,
        item.end,
        low,
        high,
        item.surface,
        (state_named(item.place) if item.place else None) or _place(sentence) or place or item.place or "",
        years(sentence) or period,
        counts,
        tuple(dict.fromkeys(fits)),
    )


def _bounds(item: Quantity) -> tuple[float, float]:
    """Half a unit of the last stated digit each way, or the bounds as read."""
    low = item.low if item.low is not None else 0.0
    high = item.high if item.high is not None else 100.0
    if low < high:
        return low, high
    decimals = len(match[1]) if (match := re.search(r"[.,](\d+)", item.surface)) else 0
    half = 0.5 * 10**-decimals
    return round(low - half, 6), round(low + half, 6)


def _sentence(text: Text, item: Quantity, within: tuple[int, int]) -> str:
    for paragraph in text.paragraphs:
        for sentence in paragraph.sentences:
            if sentence.start <= item.start < sentence.end:
                return text.content[sentence.start : sentence.end]
    return text.content[within[0] : within[1]]


def _by_words(sentence: str) -> tuple[Fit, ...]:
    """The definitions that the words name; where they name no base, every base is possible."""
    without_base = _BASES["concluded"].sub(" ", sentence)
    concluded, settled = bool(_CONCLUDED.search(without_base)), bool(_SETTLED.search(without_base))
    counted = {"concluded"} if concluded and not settled else {"settled"} if settled and not concluded else set()
    counted = counted or {"concluded", "settled"}
    bases = {name for name, pattern in _BASES.items() if pattern.search(sentence)}
    codes = [definition.code for definition in DEFINITIONS if definition.code.partition("_of_")[0] in counted]
    named = [code for code in codes if code.partition("_of_")[2] in bases]
    return tuple(Fit(code, "words") for code in named or codes)


def _by_counts(bounds: tuple[float, float], *, counts: Sequence[Quantity], passage: str) -> tuple[Fit, ...]:
    """Definitions whose two counts stand in the passage and give the value."""
    whole = [each for each in counts if each.kind == "count" and each.low == each.high and each.low]
    fits = []
    for part in whole:
        for base in whole:
            if not part.low or not base.low or part.low > base.low or part is base:
                continue
            if not bounds[0] <= 100 * part.low / base.low <= bounds[1]:
                continue
            counted = "concluded" if _CONCLUDED.search(_around(passage, part)) else "settled"
            of = next((name for name, pattern in _BASES.items() if pattern.search(_around(passage, base))), "")
            code = f"{counted}_of_{of}"
            fits += [Fit(code, "counts")] if any(code == each.code for each in DEFINITIONS) else []
    return tuple(fits)


def _around(passage: str, count: Quantity) -> str:
    """The words beside a count: back and forth to the next number or the end of its clause."""
    place = passage.find(count.surface)
    end = place + len(count.surface)
    before = re.split(r"[;.,]|\d", passage[max(0, place - 60) : place])[-1]
    return f"{before} {re.split(r'[;.,]|[0-9]', passage[end : end + 80], maxsplit=1)[0]}"


def _as_concluded(rate: Published) -> tuple[Fit, ...]:
    bases = {code.partition("_of_")[2] for code in rate.definitions}
    codes = [each.code for each in DEFINITIONS if each.code.startswith("concluded_of_")]
    named = [code for code in codes if code.partition("_of_")[2] in bases]
    return tuple(Fit(code, "the higher of two under one name") for code in named or codes)


def _place(content: str) -> str:
    """The first State that a text names."""
    for match in _NAME.finditer(content):
        words = match[0].split()
        for size in range(len(words), 0, -1):
            for first in range(len(words) - size + 1):
                if state := state_named(" ".join(words[first : first + size])):
                    return state
    return ""
