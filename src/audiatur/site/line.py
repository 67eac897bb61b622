"""The drawing "what each side gave, on one line": where marks, bands and labels lie. Pure arithmetic, no Django.

Every label stands beside its mark's leader and no leader crosses a label; where that cannot be done on one line, and
on narrow screens, each figure has a row of its own under one scale.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

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


@dataclass(frozen=True, slots=True)
class Given:
    """A figure to draw: who gave it, in which words, and its bounds; None is open, equal bounds are a point."""

    name: str
    value: str
    low: float | None
    high: float | None

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
    strong: bool


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

    @property
    def band_middle(self) -> float:
        """The height at which an arrow continues an open band."""
        return self.band[2] + BAND / 2 if self.band else self.axis_y


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
    lines: tuple[str, ...]
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


def draw(given: Sequence[Given], *, width: float, line_height: float = 19.0, rows: bool = False) -> Drawing:
    """The drawing of some figures at a width; on one line unless `rows` is asked for or labels leave no other way."""
    left, right = 16.0, width - 16.0
    low, high = _domain(given)
    scale = (right - left - 24) / (high - low)

    def place(value: float) -> float:
        return round(left + 12 + (value - low) * scale, 1)

    ticks = tuple(Tick(place(value), value) for value in nice_ticks(low, high, most=4 if width < 500 else 7))
    if not rows:
        labels = _placed(given, place=place, left=left, right=right)
        if labels is not None:
            return _one_line(labels, place=place, width=width, line_height=line_height, ticks=ticks)
    return _in_rows(given, place=place, width=width, line_height=line_height, ticks=ticks)


def _domain(given: Sequence[Given]) -> tuple[float, float]:
    bounds = [bound for one in given for bound in (one.low, one.high) if bound is not None] or [0.0, 1.0]
    low, high = min(bounds), max(bounds)
    spread = (high - low) or abs(high) or 1.0
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


def _placed(given: Sequence[Given], *, place, left: float, right: float) -> list[_Label] | None:  # type: ignore[no-untyped-def]
    """The labels with their sides and lanes; None where a leader would cross a label whatever is done."""
    labels = []
    for one in sorted(given, key=lambda each: each.at):
        lines = (*wrapped(one.name, most=230.0), one.value)
        label = _Label(one, place(one.at), lines, max(text_width(line) for line in lines))
        if label.span[1] > right:
            label = replace(label, flipped=True)
            if label.span[0] < left:
                return None
        labels.append(label)
    sided = _sided(labels, left=left)
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


def _one_line(labels: Sequence[_Label], *, place, width: float, line_height: float, ticks: tuple[Tick, ...]) -> Drawing:  # type: ignore[no-untyped-def]
    lanes = max(label.lane for label in labels) + 1
    heights = [
        max((len(label.lines) for label in labels if label.lane == lane), default=1) * line_height + 8
        for lane in range(lanes)
    ]
    stacked = _stacked([_edges(label.given, place=place, width=width) for label in labels])
    above = (max(stacked) + 1) * (BAND + 4) + 8 if labels else 20.0
    axis_y = 6 + sum(heights) + above
    marks = []
    for label, level in zip(labels, stacked, strict=True):
        bottom = axis_y - above - sum(heights[: label.lane])
        first = bottom - (len(label.lines) - 1) * line_height - 6
        lines = tuple(
            TextLine(round(first + number * line_height, 1), text, strong=number == len(label.lines) - 1)
            for number, text in enumerate(label.lines)
        )
        band_y = axis_y - (level + 1) * (BAND + 4)
        marks.append(
            _mark(
                label.given,
                place=place,
                width=width,
                axis_y=axis_y,
                band_y=band_y,
                lines=lines,
                text_x=round(label.x - PAD if label.flipped else label.x + PAD, 1),
                anchor="end" if label.flipped else "start",
                leader_top=round(first - line_height * 0.75, 1),
            )
        )
    return Drawing(
        width=width,
        height=round(axis_y + 16 + line_height, 1),
        left=16.0,
        right=width - 16.0,
        axis_y=round(axis_y, 1),
        tick_y=round(axis_y + 9 + line_height * 0.85, 1),
        top=round(axis_y, 1),
        ticks=ticks,
        marks=tuple(marks),
        rows=False,
    )


def _in_rows(given: Sequence[Given], *, place, width: float, line_height: float, ticks: tuple[Tick, ...]) -> Drawing:  # type: ignore[no-untyped-def]
    marks, y = [], 4.0
    for one in given:
        texts = (*wrapped(one.name, most=width - 40), one.value)
        lines = tuple(
            TextLine(round(y + (number + 0.8) * line_height, 1), text, strong=number == len(texts) - 1)
            for number, text in enumerate(texts)
        )
        y += len(texts) * line_height + 8
        marks.append(
            _mark(
                one,
                place=place,
                width=width,
                axis_y=y + BAND,
                band_y=y,
                lines=lines,
                text_x=16.0,
                anchor="start",
                leader_top=None,
            )
        )
        y += BAND + 14
    return Drawing(
        width=width,
        height=round(y + 16 + line_height, 1),
        left=16.0,
        right=width - 16.0,
        axis_y=round(y, 1),
        tick_y=round(y + 9 + line_height * 0.85, 1),
        top=4.0,
        ticks=ticks,
        marks=tuple(marks),
        rows=True,
    )


def _edges(one: Given, *, place, width: float) -> tuple[float, float]:  # type: ignore[no-untyped-def]
    """From where to where a figure's band reaches; an open side runs to the edge of the scale."""
    start = place(one.low) if one.low is not None else 28.0
    end = place(one.high) if one.high is not None else width - 28.0
    return start, end


def _mark(  # type: ignore[no-untyped-def]
    one: Given,
    *,
    place,
    width: float,
    axis_y: float,
    band_y: float,
    lines: tuple[TextLine, ...],
    text_x: float,
    anchor: str,
    leader_top: float | None,
) -> Mark:
    start, end = _edges(one, place=place, width=width)
    point = one.low is not None and one.low == one.high
    return Mark(
        x=place(one.at),
        axis_y=round(axis_y, 1),
        text_x=text_x,
        anchor=anchor,
        lines=lines,
        leader_top=leader_top,
        band=None if point else (round(start, 1), round(max(end - start, 1.0), 1), round(band_y, 1)),
        open_left=round(start, 1) if one.low is None else None,
        open_right=round(end, 1) if one.high is None else None,
    )


def _stacked(bands: Sequence[tuple[float, float]]) -> list[int]:
    """A level above the axis for each band, so that bands do not cover one another; points stay on the lowest."""
    levels: list[int] = []
    for mine, (start, end) in enumerate(bands):
        taken = {
            levels[other]
            for other in range(mine)
            if bands[other][0] < end + 4 and start - 4 < bands[other][1] and bands[other][0] != bands[other][1]
        }
        levels.append(0 if start == end else next(level for level in range(len(bands) + 1) if level not in taken))
    return levels
