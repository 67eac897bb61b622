"""A scenario as it is kept and cited: all that its result depends on, and the result, as plain values for JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from audiatur.errors import AudiaturError
from audiatur.topics.prisons.making import METHOD, RUNS, SEED, Made
from audiatur.topics.prisons.projection.outcome import Below
from audiatur.topics.prisons.scenario import Scenario, read_scenario

_LEVELS = (0, 2, 4)
"""Of the quantiles of an outcome: both ends of the 90 % interval and the middle."""


class CitationError(AudiaturError):
    """What is kept of a scenario cannot be read as one."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A scenario as it was kept: what was asked, what it rested on, and what came of it."""

    asked: Scenario
    snapshots: tuple[str, ...]
    method: int
    seed: int
    runs: int
    days: tuple[date, ...]
    """Ends of months, the opening first."""
    baseline: tuple[tuple[float, float, float], ...]
    """Persons at each of them: low, middle, high."""
    scenario: tuple[tuple[float, float, float], ...]
    difference: tuple[tuple[float, float, float], ...]
    places: tuple[float, ...]
    past: tuple[tuple[date, float], ...]
    below: Below
    cost: float

    @property
    def marks(self) -> tuple[int, ...]:
        """The months that tables show."""
        return marks(len(self.days) - 1)


def marks(steps: int) -> tuple[int, ...]:
    """Of so many months, those that tables show."""
    return tuple(at for at in (6, 12, 24, 36, 60, 120) if at <= steps)


def canonical(value: Any) -> str:
    """The one JSON text of a value: keys in order, no spaces; the record keeps it so and hashes it.

    >>> canonical({"b": 1, "a": "ក"})
    '{"a":"ក","b":1}'
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def inputs_of(scenario: Scenario, *, snapshots: Sequence[str]) -> dict[str, Any]:
    """All that the result of a scenario depends on; its name is not among it, its source is for the reader."""
    return {
        "topic": "prisons",
        "method": METHOD,
        "seed": SEED,
        "runs": RUNS,
        "snapshots": sorted(snapshots),
        "starts": scenario.starts.isoformat(),
        "levers": {name: _number(value) for name, value in scenario.numbers.items()},
        "for": dict(scenario.whom),
        "source": scenario.source,
    }


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else value


def result_of(made: Made) -> dict[str, Any]:
    """What came of a scenario, rounded to a tenth of a person."""
    found = made.found
    levels = {
        name: [[round(float(row[level]), 1) for level in _LEVELS] for row in values]
        for name, values in (
            ("baseline", found.baseline), ("scenario", found.scenario), ("difference", found.difference),
        )
    }  # fmt: skip
    return levels | {
        "days": [day.isoformat() for day in found.days],
        "places": [round(float(value), 1) for value in found.places],
        "past": [[day.isoformat(), value] for day, value in made.ground.past],
        "below": {
            "earliest": _iso(found.below.earliest), "middle": _iso(found.below.middle),
            "latest": _iso(found.below.latest), "share": round(found.below.share, 3),
        },
        "cost": round(found.cost, 2),
    }  # fmt: skip


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def kept(name: str, *, inputs: Mapping[str, Any], result: Mapping[str, Any]) -> Kept:
    """The scenario that was kept.

    Raises:
        CitationError: the values are not those of a scenario, or its levers lie outside their limits.
    """
    try:
        given = {key: str(value) for key, value in inputs["levers"].items()}
        given |= {f"{key}_for": value for key, value in inputs["for"].items()}
        given |= {"name": name, "source": inputs["source"], "starts": inputs["starts"]}
        asked = read_scenario(given, starts=date.fromisoformat(inputs["starts"]))
        below = result["below"]
        found = Kept(
            asked, tuple(inputs["snapshots"]), inputs["method"], inputs["seed"], inputs["runs"],
            tuple(map(date.fromisoformat, result["days"])),
            _levels(result["baseline"]), _levels(result["scenario"]), _levels(result["difference"]),
            tuple(result["places"]), tuple((date.fromisoformat(day), value) for day, value in result["past"]),
            Below(_day(below["earliest"]), _day(below["middle"]), _day(below["latest"]), below["share"]),
            result["cost"],
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise CitationError(f"What is kept is no scenario of prisons: {fault!r}.") from fault
    if asked.wrong:
        raise CitationError(f"These levers lie outside their limits: {', '.join(asked.wrong)}.")
    return found


def _levels(rows: Sequence[Sequence[float]]) -> tuple[tuple[float, float, float], ...]:
    return tuple((low, middle, high) for low, middle, high in rows)


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def query_of(scenario: Scenario) -> dict[str, str]:
    """The scenario as the fields of the form, those at their usual value included."""
    fields = {name: f"{value:.12g}" for name, value in scenario.numbers.items()}
    fields |= {f"{name}_for": choice for name, choice in scenario.whom.items()}
    return fields | {"starts": scenario.starts.isoformat(), "name": scenario.name, "source": scenario.source}
