"""The numbers that Word prints before paragraphs and does not store: "12.", "(a)", "II."."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from audiatur.reading.documents.archive import Archive
from audiatur.reading.documents.wordml import W, elements, value_of

BULLET = "•"
"""The label of an item that has a sign and no number."""

_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LARGEST = 100_000
"""Numbers above this are printed as digits: a hostile start value would else make a Roman numeral of a million m's."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its first number, how numbers are written, the text around them ("(%1)")."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""


@dataclass
class Numbering:
    """Counts the lists of one document in the order of its paragraphs."""

    levels: dict[tuple[str, int], Level] = field(default_factory=dict)
    """By list and level. A list is what Word calls a w:num."""
    counted_with: dict[str, str] = field(default_factory=dict)
    """List → the definition whose counter it shares."""
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    """By list and level: the number at which this list begins anew."""
    _reached: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def next_label(self, list_id: str | None, level: int) -> str | None:
        """The label of the next paragraph of a list; None where it is in none, BULLET where it has no number."""
        definition = self.counted_with.get(list_id or "")
        if list_id is None or definition is None:
            return None
        described = self.levels.get((definition, level))
        if described is None:
            return None
        if described.form in {"bullet", "none"} and "%" not in described.pattern:
            return BULLET
        reached = self._count(list_id, definition, level, described)
        return _PLACE.sub(
            lambda place: self._written(definition, int(place[1]) - 1, reached), described.pattern
        ).strip()

    def _count(self, list_id: str, definition: str, level: int, described: Level) -> dict[int, int]:
        reached = self._reached.setdefault(definition, {})
        if (list_id, level) in self.restarts and (list_id, level) not in self._begun:
            reached[level] = self.restarts[list_id, level]
        else:
            reached[level] = reached[level] + 1 if level in reached else described.start
        self._begun.add((list_id, level))
        for deeper in [other for other in reached if other > level]:
            del reached[deeper]
        return reached

    def _written(self, definition: str, level: int, reached: dict[int, int]) -> str:
        described = self.levels.get((definition, level), Level())
        return written(reached.get(level, described.start), described.form)


def written(number: int, form: str) -> str:
    """A number in one of Word's forms; digits for a form that is not known.

    >>> [written(4, form) for form in ("decimal", "lowerLetter", "upperRoman", "lowerRoman")]
    ['4', 'd', 'IV', 'iv']
    >>> written(28, "lowerLetter")
    'bb'
    """
    if not 0 < number < _LARGEST:
        return str(number)
    lowered = form.lower()
    if lowered.endswith("letter"):
        turns, letter = divmod(number - 1, 26)
        sign = chr(ord("a") + letter) * min(turns + 1, 10)
    elif lowered.endswith("roman"):
        sign = _roman(number)
    else:
        return f"{number:02}" if form == "decimalZero" else str(number)
    return sign.upper() if form.startswith("upper") else sign


def numbering_of(archive: Archive) -> Numbering:
    """The lists that a Word document defines."""
    numbering = Numbering()
    for event, element in elements(archive, "word/numbering.xml", (f"{W}abstractNum", f"{W}num")):
        if event == "start":
            continue
        if element.tag == f"{W}abstractNum":
            definition = element.get(f"{W}abstractNumId", "")
            for level in element.findall(f"{W}lvl"):
                numbering.levels[definition, _number(level.get(f"{W}ilvl", ""), 0)] = Level(
                    start=_number(value_of(level.find(f"{W}start")), 1),
                    form=value_of(level.find(f"{W}numFmt")) or "decimal",
                    pattern=value_of(level.find(f"{W}lvlText"))[:40],
                )
            continue
        list_id = element.get(f"{W}numId", "")
        numbering.counted_with[list_id] = value_of(element.find(f"{W}abstractNumId"))
        for override in element.findall(f"{W}lvlOverride"):
            start = override.find(f"{W}startOverride")
            if start is not None:
                numbering.restarts[list_id, _number(override.get(f"{W}ilvl", ""), 0)] = _number(value_of(start), 1)
    return numbering


def _roman(number: int) -> str:
    parts = []
    for worth, sign in _ROMAN:
        count, number = divmod(number, worth)
        parts.append(sign * count)
    return "".join(parts)


def _number(value: str, otherwise: int) -> int:
    return int(value) if re.fullmatch(r"\d{1,6}", value) else otherwise
