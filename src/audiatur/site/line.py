"""The drawing "what each side gave, on one line": where marks, bands and labels lie. Pure arithmetic, no Django.

Every label stands beside its mark's leader and no leader crosses a label; where that cannot be done on one line, and
on narrow screens, each figure has a row of its own under one scale.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

SIZE = 15.0
GAP = 14.0
BAND = 10.0
PAD = 7.0

_ZERO = frozenset(
    [*range(0x17B4, 0x17B6), *range(0x17B7, 0x17BE), 0x17C6, *range(0x17C9, 0x17D4), 0x17DD, 0x200B, 0x200C, 0x200D]
)
_NARROW = frozenset([0x179A, 0x179C, 0x17B6, 0x17BE, *range(0x17C1, 0x17C4), 0x17C7, 0x17C8])
_WIDE = frozenset([0x1788, 0x178E, 0x17BF, 0x17C0, 0x17C4, 0x17C5])
_BROAD = frozenset([0x1783, 0x1789, 0x178D, 0x1799, 0x179B, 0x179F, 0x17A0, 0x17A1])
_COENG = 0x17D2

Role = Literal["name", "note", "value"]
"""What a line of a label tells: who gave the figure, of when, and the figure."""


@dataclass(frozen=True, slots=True)
class Given:
    """A figure to draw: who gave it, of when, in which words, and its bounds (None is open, equal ones a point)."""

    name: str
    note: str
    value: str
    low: float | None
    high: float | None

    @property
    def point(self) -> bool:
        """Whether it is one value and no interval."""
        return self.low is not None and self.low == self.high

    @property
    def at(self) -> float:
        """Where its mark stands: the point, the middle of the interval, or the bound of an open one."""
        if self.low is not None and self.high is not None:
            return (self.low + self.high) / 2
        bound = self.low if self.low is not None else self.high
        return 0.0 if bound is None else bound


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a label with its baseline."""

    y: float
    text: str
    role: Role


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure as drawn: its label, its leader, and its point or band."""

    x: float
    axis_y: float
    text_x: float
    anchor: str
    lines: tuple[TextLine, ...]
    leader_top: float | None
    band: tuple[float, float, float] | None
    open_left: float | None
    open_right: float | None


@dataclass(frozen=True, slots=True)
class Tick:
    """A place of the scale."""

    x: float
    value: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole picture: its size, the axis, the ticks and the marks."""

    width: float
    height: float
    left: float
    right: float
    axis_y: float
    tick_y: float
    top: float
    ticks: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    rows: bool
    band_height: float = BAND


@dataclass(frozen=True, slots=True)
class _Label:
    """A label to be placed: its lines, its width, its mark and on which side of its leader it stands."""

    given: Given
    x: float
    lines: tuple[tuple[Role, str], ...]
    width: float
    flipped: bool = False
    lane: int = 0

    @property
    def span(self) -> tuple[float, float]:
        """From where to where the label reaches, its leader included."""
        reach = self.width + GAP
        return (self.x - reach, self.x) if self.flipped else (self.x, self.x + reach)


def text_width(text: str, *, size: float = SIZE) -> float:
    """How wide a text is drawn, estimated on the wide side: the server has no fonts to measure with.

    >>> text_width("") , text_width("State", size=10), text_width("រដ្ឋ", size=10)
    (0.0, 27.5, 10.1)
    """
    width, subscript = 0.0, False
    for letter in text:
        code = ord(letter)
        if not (subscript or code in _ZERO):
            width += _advance(code)
        subscript = code == _COENG
    return round(width * size, 2)


def _advance(code: int) -> float:
    if not 0x1780 <= code <= 0x17FF:
        return 0.55
    if code in _NARROW:
        return 0.33
    if code in _WIDE:
        return 1.25
    return 0.98 if code in _BROAD else 0.68


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What a drawing is drawn on: its width, the height of a line of text, and its scale."""

    width: float
    line_height: float
    low: float
    high: float

    @property
    def left(self) -> float:
        return 16.0

    @property
    def right(self) -> float:
        return self.width - 16.0

    def place(self, value: float) -> float:
        """Where a value of the scale lies."""
        scale = (self.right - self.left - 24) / (self.high - self.low)
        return round(self.left + 12 + (value - self.low) * scale, 1)

    def edges(self, one: Given) -> tuple[float, float]:
        """From where to where a figure's band reaches; an open side runs to the edge of the scale."""
        start = self.left + 12 if one.low is None else self.place(one.low)
        end = self.right - 12 if one.high is None else self.place(one.high)
        return start, max(end, start + 1)

    def drawing(self, marks: Sequence[Mark], *, axis_y: float, top: float, rows: bool) -> Drawing:
        """The finished picture, with its axis at a height."""
        most = 4 if self.width < 500 else 7
        return Drawing(
            width=self.width,
            height=round(axis_y + 16 + self.line_height, 1),
            left=self.left,
            right=self.right,
            axis_y=round(axis_y, 1),
            tick_y=round(axis_y + 9 + self.line_height * 0.85, 1),
            top=round(top, 1),
            ticks=tuple(Tick(self.place(value), value) for value in nice_ticks(self.low, self.high, most=most)),
            marks=tuple(marks),
            rows=rows,
        )


def draw(given: Sequence[Given], *, width: float, line_height: float = 19.0, rows: bool = False) -> Drawing:
    """The drawing of some figures at a width; on one line unless `rows` is asked for or labels leave no other way."""
    sheet = _Sheet(width, line_height, *_domain(given))
    labels = None if rows else _placed(given, sheet=sheet)
    return _in_rows(given, sheet=sheet) if labels is None else _one_line(labels, sheet=sheet)


def _domain(given: Sequence[Given]) -> tuple[float, float]:
    bounds = [bound for one in given for bound in (one.low, one.high) if bound is not None] or [0.0, 1.0]
    low, high = min(bounds), max(bounds)
    spread = high - low
    if spread < 1e-6 * max(abs(high), 1e-3):
        # Values that are all but one are drawn in the middle of a scale of their own size.
        spread = max(abs(high), 1e-3)
    opens_left = any(one.low is None for one in given)
    opens_right = any(one.high is None for one in given)
    start = low - spread * (0.12 if opens_left else 0.05)
    return (max(start, 0.0) if low >= 0 else start), high + spread * (0.12 if opens_right else 0.05)


def nice_ticks(low: float, high: float, *, most: int) -> tuple[float, ...]:
    """Round values between two bounds, at most so many.

    >>> nice_ticks(100, 460, most=5)
    (100.0, 200.0, 300.0, 400.0)
    """
    rough = (high - low) / max(most, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * 0.999)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return tuple(round(count * step, 10) for count in range(first, last + 1))


def wrapped(text: str, *, most: float) -> tuple[str, ...]:
    """The text in lines no wider than `most`, broken at spaces (also the zero-width ones of Khmer) only."""
    lines, line = [], ""
    for word in text.replace("\u200b", " \u200b").split(" "):
        grown = f"{line} {word}" if line and not word.startswith("\u200b") else f"{line}{word}"
        if line and text_width(grown) > most:
            lines.append(line)
            grown = word.removeprefix("\u200b")
        line = grown
    return (*lines, line)


def _told(one: Given, *, most: float) -> tuple[tuple[Role, str], ...]:
    """The lines of a figure's label."""
    names: list[tuple[Role, str]] = [("name", text) for text in wrapped(one.name, most=most)]
    notes: list[tuple[Role, str]] = [("note", one.note)] if one.note else []
    return (*names, *notes, ("value", one.value))


def _placed(given: Sequence[Given], *, sheet: _Sheet) -> list[_Label] | None:
    """The labels with their sides and lanes; None where a leader would cross a label whatever is done."""
    labels = []
    for one in sorted(given, key=lambda each: each.at):
        lines = _told(one, most=250.0)
        label = _Label(one, sheet.place(one.at), lines, max(text_width(text) for _role, text in lines))
        if label.span[1] > sheet.right:
            label = replace(label, flipped=True)
            if label.span[0] < sheet.left:
                return None
        labels.append(label)
    sided = _sided(labels, left=sheet.left)
    return _laned(sided) if sided else None


def _sided(labels: list[_Label], *, left: float) -> list[_Label] | None:
    """Turn labels to the left of their leaders until no two stand over each other's leader."""
    for right_hand in range(len(labels) - 1, -1, -1):
        if not labels[right_hand].flipped:
            continue
        for left_hand in range(right_hand):
            one, other = labels[left_hand], labels[right_hand]
            if one.flipped or not (one.span[1] > other.x and other.span[0] < one.x):
                continue
            turned = replace(one, flipped=True)
            if turned.span[0] < left:
                return None
            labels[left_hand] = turned
            return _sided(labels, left=left)
    return labels


def _laned(labels: list[_Label]) -> list[_Label] | None:
    """Lift labels into lanes until each stands above the leaders under it and beside its neighbours."""
    for _ in range(4 * len(labels) ** 2 + 1):
        clash = _clash(labels)
        if clash is None:
            return labels
        labels[clash] = replace(labels[clash], lane=labels[clash].lane + 1)
    return None


def _clash(labels: Sequence[_Label]) -> int | None:
    for mine, one in enumerate(labels):
        for other in labels:
            if one is other:
                continue
            under = one.span[0] < other.x < one.span[1]
            if under and one.lane <= other.lane:
                return mine
            overlap = one.span[0] < other.span[1] and other.span[0] < one.span[1]
            if overlap and one.lane == other.lane and not (other.span[0] < one.x < other.span[1]):
                return mine
    return None


def _one_line(labels: Sequence[_Label], *, sheet: _Sheet) -> Drawing:
    lanes = range(max(label.lane for label in labels) + 1)
    heights = [
        max(len(label.lines) for label in labels if label.lane == lane) * sheet.line_height + 8 for lane in lanes
    ]
    levels = _stacked([None if label.given.point else sheet.edges(label.given) for label in labels])
    above = (max(levels) + 1) * (BAND + 4) + 8
    axis_y = 6 + sum(heights) + above
    marks = []
    for label, level in zip(labels, levels, strict=True):
        bottom = axis_y - above - sum(heights[: label.lane])
        top = bottom - len(label.lines) * sheet.line_height - 6
        marks.append(
            replace(
                _mark(label.given, sheet=sheet, axis_y=axis_y, band_y=axis_y - (level + 1) * (BAND + 4)),
                text_x=round(label.x - PAD if label.flipped else label.x + PAD, 1),
                anchor="end" if label.flipped else "start",
                lines=_lines(label.lines, top=top, sheet=sheet),
                leader_top=round(top + sheet.line_height * 0.25, 1),
            )
        )
    return sheet.drawing(marks, axis_y=axis_y, top=axis_y, rows=False)


def _in_rows(given: Sequence[Given], *, sheet: _Sheet) -> Drawing:
    marks, y = [], 4.0
    for one in given:
        told = _told(one, most=sheet.width - 40)
        band_y = y + len(told) * sheet.line_height + 8
        mark = _mark(one, sheet=sheet, axis_y=band_y + BAND, band_y=band_y)
        marks.append(replace(mark, lines=_lines(told, top=y, sheet=sheet)))
        y = band_y + BAND + 14
    return sheet.drawing(marks, axis_y=y, top=4.0, rows=True)


def _lines(told: Sequence[tuple[Role, str]], *, top: float, sheet: _Sheet) -> tuple[TextLine, ...]:
    """The lines of a label, the first one's upper edge at a height."""
    return tuple(
        TextLine(round(top + (number + 0.8) * sheet.line_height, 1), text, role)
        for number, (role, text) in enumerate(told)
    )


def _mark(one: Given, *, sheet: _Sheet, axis_y: float, band_y: float) -> Mark:
    start, end = sheet.edges(one)
    return Mark(
        x=sheet.place(one.at),
        axis_y=round(axis_y, 1),
        text_x=sheet.left,
        anchor="start",
        lines=(),
        leader_top=None,
        band=None if one.point else (round(start, 1), round(end - start, 1), round(band_y, 1)),
        open_left=round(start, 1) if one.low is None else None,
        open_right=round(end, 1) if one.high is None else None,
    )


def _stacked(bands: Sequence[tuple[float, float] | None]) -> list[int]:
    """A level above the axis for each band, so that no two cover one another; None is a point and needs none."""
    levels: list[int] = []
    for mine, band in enumerate(bands):
        taken = {
            levels[before]
            for before, other in enumerate(bands[:mine])
            if band and other and other[0] < band[1] + 4 and band[0] - 4 < other[1]
        }
        levels.append(next(level for level in range(len(bands) + 1) if level not in taken))
    return levels
