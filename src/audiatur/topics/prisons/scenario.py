"""A scenario as it is asked for on a page: numbers with names, checked, and the levers that they stand for.

The numbers stand in the address, so that a scenario can be sent and cited by it; `citing` keeps it under a name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from audiatur.topics.prisons.projection.levers import Kind, Lever

MOST_YEARS = 10


@dataclass(frozen=True, slots=True)
class Input:
    """One number of the form."""

    name: str
    least: float
    most: float
    usual: float = 0.0


INPUTS: tuple[Input, ...] = (
    Input("bail", 0, 100),
    Input("diversion", 0, 100),
    Input("limit_days", 1, 3650, 180),
    Input("limit_share", 0, 100),
    Input("faster", 0, 400),
    Input("shorter", 0, 90),
    Input("remission", 0, 90),
    Input("early", 0, 100),
    Input("places", 0, 1_000_000),
    Input("unit_cost", 0, 1e12),
    Input("years", 1, MOST_YEARS, 3),
    Input("phase", 0, 60, 6),
)
LONGEST_NAME, LONGEST_SOURCE = 80, 200

WHOM: Mapping[str, tuple[str, ...]] = {
    "all": (),
    "felony": ("felony",),
    "misdemeanour": ("misdemeanour",),
    "petty_offence": ("petty_offence",),
    "minor": ("misdemeanour", "petty_offence"),
}
"""For whom a lever works: the classes of the gravest charge, none named for all."""
USUAL_WHOM: Mapping[str, str] = {
    "bail": "all", "diversion": "minor", "limit_share": "all", "faster": "all", "shorter": "all", "remission": "all",
    "early": "all",
}  # fmt: skip
"""The inputs of levers that can be for some alone, each with its usual choice."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """What was asked for, with what could not be read."""

    name: str
    numbers: Mapping[str, float]
    starts: date
    wrong: Mapping[str, str] = field(default_factory=dict)
    """By input, what was given in place of a number within its limits."""
    whom: Mapping[str, str] = field(default_factory=lambda: dict(USUAL_WHOM))
    """By input of a lever, for whom it works: a key of `WHOM`."""
    source: str = ""
    """Where the numbers are taken from, in the words of the person who asks."""


def read_scenario(given: Mapping[str, str], *, starts: date) -> Scenario:
    """The scenario of an address; what is missing has its usual value, what is wrong is named and left at it.

    >>> read_scenario({"bail": "20", "early": "x"}, starts=date(2026, 1, 1)).numbers["bail"]
    20.0
    """
    numbers, wrong = {}, {}
    for one in INPUTS:
        written = given.get(one.name, "").strip().replace(",", "")
        numbers[one.name] = one.usual
        if not written:
            continue
        try:
            value = float(written)
        except ValueError:
            value = float("nan")
        if one.least <= value <= one.most:
            numbers[one.name] = value
        else:
            wrong[one.name] = written[:40]
    begins = starts
    if written := given.get("starts", "").strip():
        try:
            begins = date.fromisoformat(written)
        except ValueError:
            wrong["starts"] = written[:40]
    whom = {name: given.get(f"{name}_for", "").strip() or usual for name, usual in USUAL_WHOM.items()}
    wrong |= {f"{name}_for": choice[:40] for name, choice in whom.items() if choice not in WHOM}
    whom = {name: choice if choice in WHOM else USUAL_WHOM[name] for name, choice in whom.items()}
    named, source = (" ".join(given.get(key, "").split()) for key in ("name", "source"))
    return Scenario(named[:LONGEST_NAME], numbers, begins, wrong, whom, source[:LONGEST_SOURCE])


def levers_of(scenario: Scenario) -> tuple[Lever, ...]:
    """The levers of a scenario, those at zero left out."""
    number, starts = scenario.numbers, scenario.starts
    full = months_after(starts, round(number["phase"]))

    def lever(kind: Kind, name: str, *, statuses: tuple[str, ...] = (), limit_days: int = 0) -> Lever:
        return Lever(
            kind, number[name] / 100, starts, full=full, groups=WHOM[scenario.whom[name]], statuses=statuses,
            limit_days=limit_days, source=scenario.source,
        )  # fmt: skip

    served = ("sentenced",)
    levers = (
        lever("bail", "bail", statuses=("pretrial",)),
        lever("diversion", "diversion"),
        lever("time_limit", "limit_share", statuses=("pretrial",), limit_days=round(number["limit_days"])),
        lever("faster_trials", "faster", statuses=("pretrial", "appeal")),
        lever("sentence_length", "shorter", statuses=served),
        lever("remission", "remission", statuses=served),
        lever("early_release", "early", statuses=served),
        Lever("places", number["places"], starts, full=full, unit_cost=number["unit_cost"], source=scenario.source),
    )
    return tuple(lever for lever in levers if lever.amount > 0)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month.

    >>> months_after(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    year, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + year, month + 1, 1)
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return date.fromordinal(min(first.toordinal() + day.day - 1, after.toordinal() - 1))
