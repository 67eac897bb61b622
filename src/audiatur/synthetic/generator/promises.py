"""Twenty promises about the occupancy of the prisons, each with what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from audiatur.synthetic.generator.streams import stream
from audiatur.synthetic.generator.truth import share

Became = Literal["kept", "kept_in_part", "not_kept", "not_due"]
_WANTED: tuple[tuple[Became, int], ...] = (("kept", 7), ("kept_in_part", 4), ("not_kept", 5), ("not_due", 4))
PROMISES = sum(many for _, many in _WANTED)
_SERIES = ("official", "floor_space")
_NAMES = {"official": "official places", "floor_space": "places by floor space"}


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise: at most so many persons for a hundred places in a month, by both series, and what became of it."""

    id: str
    party: str
    text: str
    made_on: str
    due_on: str
    month: str
    at_most: Mapping[str, int]
    reached: Mapping[str, float] | None
    became: Became


def promises(seed: int, *, months: Mapping[str, Any]) -> tuple[Promise, ...]:
    """The promises, in no order of what became of them."""
    rng = stream(seed, table="promises")
    wanted = [became for became, many in _WANTED for _ in range(many)]
    order = rng.permutation(len(wanted))
    return tuple(_promise(rng, number + 1, wanted[place], months=months) for number, place in enumerate(order))


def _promise(rng: np.random.Generator, number: int, became: Became, *, months: Mapping[str, Any]) -> Promise:
    known = sorted(months)
    month = f"2026-{int(rng.integers(1, 13)):02d}" if became == "not_due" else known[int(rng.integers(12, len(known)))]
    reached = None if became == "not_due" else {series: _percent(months[month], series) for series in _SERIES}
    basis = reached or {series: _percent(months[known[-1]], series) for series in _SERIES}
    met = {"kept": (1, 1), "kept_in_part": (1, -1), "not_kept": (-1, -1), "not_due": (1, 1)}[became]
    at_most = {
        series: round(basis[series] + sign * float(rng.uniform(3, 25)))
        for series, sign in zip(_SERIES, met, strict=True)
    }
    due = str(np.datetime64(month, "M") + 1) + "-01"
    made = str(np.datetime64(due[:7], "M") - int(rng.integers(6, 24))) + "-15"
    wording = " and ".join(f"{at_most[series]} persons for a hundred {_NAMES[series]}" for series in _SERIES)
    text = f"The Prison Service will see to it that in {month} there are on average at most {wording}."
    return Promise(
        f"promise-{number:02d}", "prison-service", text, made, _day_before(due), month, at_most, reached, became
    )


def _percent(counted: Mapping[str, int], series: str) -> float:
    return round(100 * share(counted["held_days"], counted[f"{series}_days"]), 4)


def _day_before(day: str) -> str:
    return str(np.datetime64(day, "D") - 1)
