"""The numbered paragraphs and points inside an article: lines → lines before, parts, lines after."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from audiatur.topics.law.model import Level, Provision
from audiatur.topics.law.numbers import KHMER_DIGITS, roman

_MARKER: Final = re.compile(
    r"""(?P<printed>
        (?P<digits>[0-9]{1,3}|[០-៩]{1,3})(?P<dclose>°\s?[-–—]?|[.)៖]\s?[-–—_]?|\s?[-–—](?=\s))(?![0-9០-៩])
      | \((?P<inner>[0-9]{1,3}|[០-៩]{1,3}|[a-zA-Z]{1,2}|[ivxIVX]{2,5}|[ក-អ])\)\s?[-–—.]?
      | (?P<letter>[a-zA-Z]|[ivx]{2,5}|[IVX]{2,5}|[ក-អ])(?P<lclose>[.)៖]\s?[-–—_]?|\s?[-–—](?=\s))(?!\w\.)
      | (?P<bullet>[•●▪◦‣·–—-])
    )(?:\s+|\Z)(?P<rest>.*)""",
    re.VERBOSE | re.DOTALL,
)
_KHMER_LETTERS: Final = "កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរលវសហឡអ"
_ONE_SIGN_NUMERALS: Final = "ivxIVX"
_MAY_MARK: Final = frozenset("0123456789០១២៣៤៥៦៧៨៩(•●▪◦‣·–—-")
_MOST_SKIPPED: Final = 3


@dataclass(frozen=True, slots=True)
class Marker:
    """The number at the head of a line: its style (what is counted in, and what closes it), its value, the words."""

    style: str
    value: int
    number: str
    printed: str
    rest: str


def markers_of(line: str) -> tuple[Marker, ...]:
    """What the head of a line can be read as: a letter may be a Roman numeral as well.

    >>> [(one.style, one.value) for one in markers_of("(i) the accused;")]
    [('roman()', 1), ('letter()', 9)]
    >>> markers_of("2. The judge decides.")[0].rest
    'The judge decides.'
    """
    if line[0] not in _MAY_MARK and not (len(line) > 1 and _may_be_letter(line)):
        return ()
    match = _MARKER.match(line)
    if match is None:
        return ()
    printed, rest = match["printed"].strip(), match["rest"]
    if match["bullet"]:
        return (Marker("bullet" + match["bullet"], 0, "", printed, rest),)
    token = match["digits"] or match["inner"] or match["letter"]
    closing = "()" if match["inner"] else (match["dclose"] or match["lclose"] or "").strip()[:1]
    return tuple(
        Marker(kind + closing, value, token.translate(KHMER_DIGITS), printed, rest) for kind, value in _values(token)
    )


def _may_be_letter(line: str) -> bool:
    return line[1] in ".)-–— ៖" or (line[0] in "ivxIVX" and line[1] in "ivxIVX")


def _values(token: str) -> list[tuple[str, int]]:
    if token[0].isdigit():
        return [("digit", int(token.translate(KHMER_DIGITS)))]
    if token in _KHMER_LETTERS:
        return [("khmer", _KHMER_LETTERS.index(token) + 1)]
    found: list[tuple[str, int]] = []
    case = "upper" if token.isupper() else ""
    value = roman(token)
    if value is not None and (len(token) > 1 or token in _ONE_SIGN_NUMERALS):
        found.append((case + "roman", value))
    if len(token) == 1 and token.isascii():
        found.append((case + "letter", ord(token.lower()) - 96))
    elif len(token) == 2 and token[0] == token[1]:
        found.append((case + "letter", 26 + ord(token[0].lower()) - 96))
    return found


@dataclass(slots=True)
class _Open:
    """A part that is being read."""

    level: Level
    marker: Marker
    lines: list[str]
    children: list[_Open] = field(default_factory=list)

    def closed(self) -> Provision:
        return Provision(
            level=self.level,
            number=self.marker.number,
            printed=self.marker.printed,
            lines=tuple(self.lines),
            children=tuple(child.closed() for child in self.children),
        )


def parts_of(lines: Sequence[str]) -> tuple[tuple[str, ...], tuple[Provision, ...]]:
    """The lines before the first numbered part, and the parts; a line without a number goes to the part before it.

    A number counts only where it continues its count: "2." after "1.", "(a)" first of its kind.

    >>> before, parts = parts_of(["They may:", "1. speak;", "2. be heard", "(a) at once;", "(b) or later."])
    >>> before, [(part.number, len(part.children)) for part in parts]
    (('They may:',), [('1', 0), ('2', 2)])
    """
    before: list[str] = []
    tops: list[_Open] = []
    stack: list[_Open] = []
    for line in lines:
        marker = _continuing(markers_of(line), stack) if line else None
        if marker is None:
            (stack[-1].lines if stack else before).append(line)
            continue
        while stack and not _follows(marker, stack[-1]):
            if all(not _follows(marker, one) for one in stack):
                break
            stack.pop()
        is_sibling = bool(stack) and _follows(marker, stack[-1])
        level = stack.pop().level if is_sibling else _level(marker, depth=len(stack))
        part = _Open(level, marker, [marker.rest] if marker.rest else [])
        (stack[-1].children if stack else tops).append(part)
        stack.append(part)
    return tuple(before), tuple(part.closed() for part in tops)


def _continuing(found: tuple[Marker, ...], stack: Sequence[_Open]) -> Marker | None:
    """The reading of a marker that goes on with a count that is open, or else begins one."""
    for marker in found:
        if any(_follows(marker, one) for one in stack):
            return marker
    for marker in found:
        is_open = any(one.marker.style == marker.style for one in stack)
        if not is_open and marker.value in (0, 1):
            return marker
    return None


def _follows(marker: Marker, part: _Open) -> bool:
    if marker.style != part.marker.style:
        return False
    return marker.value == 0 or 0 <= marker.value - part.marker.value <= _MOST_SKIPPED


def _level(marker: Marker, *, depth: int) -> Level:
    if marker.style.startswith("bullet"):
        return "indent"
    return "paragraph" if depth == 0 and marker.style.startswith("digit") else "point"
