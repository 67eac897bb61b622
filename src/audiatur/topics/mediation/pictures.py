"""The ladder drawn: one bar a step, its length the disputes that reached it, with what the records leave out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from audiatur.topics.mediation.ladder import Step

WIDE, NARROW = 1080.0, 340.0
_BAR, _GAP = 22.0, 12.0
_LABEL = 330.0
_NUMBER = 90.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One step: where its texts and bar stand; `skipped` is the length of those recorded only at a later step."""

    name: str
    number: str
    label_x: float
    label_y: float
    x: float
    y: float
    width: float
    skipped: float
    number_x: float
    number_y: float


@dataclass(frozen=True, slots=True)
class Picture:
    """The bars with the size of the whole drawing."""

    bars: tuple[Bar, ...]
    width: float
    height: float
    bar: float = _BAR


def picture(steps: Sequence[Step], *, names: Sequence[str], numbers: Sequence[str], width: float) -> Picture | None:
    """The steps whose numbers are shown; None where the first is not. On a narrow drawing labels stand above bars."""
    if not steps or not steps[0].recorded:
        return None
    stacked = width < _LABEL * 2
    x = 0.0 if stacked else _LABEL
    room = width - x - _NUMBER
    row = _BAR + _GAP + (26.0 if stacked else 0.0)
    bars = []
    for place, (step, name, number) in enumerate(zip(steps, names, numbers, strict=True)):
        top = place * row + 4
        y = top + (26.0 if stacked else 0.0)
        long = room * (step.recorded or 0) / steps[0].recorded
        more = room * (step.skipped or 0) / steps[0].recorded
        label_y = top + 17.0
        bars.append(
            Bar(name, number, 0.0, label_y, x, y, round(long, 1), round(more, 1), round(x + long + more + 8, 1), y + 17)
        )
    return Picture(tuple(bars), width, len(bars) * row + 8)
