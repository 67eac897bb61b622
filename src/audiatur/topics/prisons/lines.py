"""The geometry of several scenarios in one drawing: what was, and the middle of each with a letter at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from audiatur.topics.prisons.fan import HEIGHT, WIDTH, Tick, round_step

_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 40, 14, 30
_DASHES = ("", "8 4", "2 4", "12 3 2 3", "1 3")
_APART = 15.0
"""Letters stand at least so far apart."""


@dataclass(frozen=True, slots=True)
class Line:
    """One scenario: its points, dashes, letter and where the letter stands."""

    letter: str
    points: str
    dashes: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Lines:
    """Points and paths in the units of the drawing."""

    past: str
    lines: tuple[Line, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT


def lines(
    past: Sequence[tuple[date, float]], scenarios: Sequence[tuple[str, Sequence[date], Sequence[float]]]
) -> Lines:
    """The drawing of what was and of (letter, ends of months, middles) for each scenario."""
    days = [day for day, _ in past] + [day for _, ends, _ in scenarios for day in ends]
    first, last = min(days).toordinal(), max(days).toordinal()
    most = max([value for _, value in past] + [value for _, _, middles in scenarios for value in middles])
    step = round_step(most)
    top = (int(most / step) + 1) * step

    def x(day: date) -> float:
        return round(_LEFT + (WIDTH - _LEFT - _RIGHT) * (day.toordinal() - first) / max(last - first, 1), 1)

    def y(value: float) -> float:
        return round(HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * value / top, 1)

    def path(points: Sequence[tuple[date, float]]) -> str:
        return " ".join(f"{x(day)},{y(value)}" for day, value in points)

    places = spread([y(middles[-1]) for _, _, middles in scenarios])
    drawn = tuple(
        Line(letter, path(list(zip(ends, middles, strict=True))), _DASHES[n % len(_DASHES)], x(ends[-1]) + 6, places[n])
        for n, (letter, ends, middles) in enumerate(scenarios)
    )
    years = range(min(days).year + 1, max(days).year + 1)
    every = max(1, len(years) // 8)
    across = tuple(Tick(x(date(year, 1, 1)), str(year)) for year in years if (year - years[0]) % every == 0)
    up = tuple(Tick(y(k * step), f"{k * step:,.0f}") for k in range(int(top / step) + 1))
    return Lines(path(past), drawn, across, up)


def spread(heights: Sequence[float]) -> list[float]:
    """The heights moved apart, in their order, so that no two letters overlap.

    >>> spread([100.0, 101.0, 50.0])
    [93.0, 108.0, 50.0]
    """
    groups: list[list[int]] = []
    for n in sorted(range(len(heights)), key=lambda n: (heights[n], n)):
        groups.append([n])
        # A group that grew wide may reach the one before it: then both are one.
        while len(groups) > 1 and _top(groups[-2], heights) + _APART > _top(groups[-1], heights, sign=-1):
            groups[-2:] = [groups[-2] + groups[-1]]
    found = list(heights)
    for group in groups:
        for place, one in enumerate(group):
            found[one] = round(_middle(group, heights) + _APART * (place - (len(group) - 1) / 2))
    return [float(height) for height in found]


def _middle(group: Sequence[int], heights: Sequence[float]) -> float:
    return sum(heights[one] for one in group) / len(group)


def _top(group: Sequence[int], heights: Sequence[float], *, sign: int = 1) -> float:
    """The height of a group's last letter; of its first with `sign` -1."""
    return _middle(group, heights) + sign * _APART * (len(group) - 1) / 2
