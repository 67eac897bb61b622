"""The geometry of the fan chart: what was, the last value, the projection with its interval, and the places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from audiatur.topics.prisons.projection.rates import Floats

WIDTH, HEIGHT = 760, 340
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 12, 14, 30


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of an axis with the words beside it."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Fan:
    """Points and paths in the units of the drawing."""

    past: str
    outer: str
    inner: str
    middle: str
    baseline: str
    last_value: float
    last_x: float
    places: str
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT


def fan(
    past: Sequence[tuple[date, float]], days: Sequence[date], scenario: Floats, *, baseline: Floats, places: Floats
) -> Fan:
    """The drawing of the past and of quantiles (T + 1, 5) of what is to come; `days` begin where `past` ends."""
    first, last = past[0][0].toordinal(), days[-1].toordinal()
    most = max(float(scenario.max()), float(baseline.max()), float(places.max()), max(value for _, value in past))
    step = round_step(most)
    top = (int(most / step) + 1) * step

    def x(day: date) -> float:
        return round(_LEFT + (WIDTH - _LEFT - _RIGHT) * (day.toordinal() - first) / max(last - first, 1), 1)

    def y(value: float) -> float:
        return round(HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * value / top, 1)

    def line(points: Sequence[tuple[date, float]]) -> str:
        return " ".join(f"{x(day)},{y(float(value))}" for day, value in points)

    def band(low: int, high: int) -> str:
        over = list(zip(days, scenario[:, high], strict=True))
        under = list(zip(days, scenario[:, low], strict=True))[::-1]
        return line(over + under)

    years = range(past[0][0].year + 1, days[-1].year + 1)
    every = max(1, len(years) // 8)
    return Fan(
        line(past),
        band(0, 4),
        band(1, 3),
        line(list(zip(days, scenario[:, 2], strict=True))),
        line(list(zip(days, baseline[:, 2], strict=True))),
        y(past[-1][1]),
        x(days[0]),
        line(list(zip(days, places, strict=True))) if places.max() > 0 else "",
        tuple(Tick(x(date(year, 1, 1)), str(year)) for year in years if (year - years[0]) % every == 0),
        tuple(Tick(y(k * step), f"{k * step:,.0f}") for k in range(int(top / step) + 1)),
    )


def round_step(most: float) -> float:
    """A round distance of the marks of an axis, so that there are four to eight of them."""
    rough = max(most, 1.0) / 5
    power = 10 ** (len(str(int(rough))) - 1) if rough >= 1 else 1
    return float(next(power * k for k in (1, 2, 5, 10) if power * k >= rough))
