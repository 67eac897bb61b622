"""Procedural rules as values: which clock a rule is about, when it starts, how long it allows, and on what conditions.

A rule set is the TOML file of a country pack. It is read once, held against itself, and refused whole where two rules
would apply to the same person on the same day.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal, get_args

from audiatur.errors import AudiaturError
from audiatur.topics.proceedings.counting import MINUTES

Unit = Literal["hour", "day", "month"]
MonthEnd = Literal["clip", "next"]
"""Where the month has no such day: its last day (clip), or the first day of the next month."""
Transition = Literal["begun", "running"]
"""Whether a changed rule holds for what begins from then on, or from that day also for what already runs."""
AgeMeasure = Literal["birthday", "years of 365.25 days"]
Confirmed = Literal["yes", "partly", "no"]

Untimed = Literal["no number", "shortest time", "no start", "which judge", "who appeals"]
"""Why a rule has no clock: it gives no number; it gives a shortest time; no event tells when the time starts, which
judge was asked, or who appeals."""

PACKS = {"kh": ("countries", "kh", "procedure.toml")}
SYNTHETIC = ("synthetic", "procedure.toml")
UNKNOWN = "unknown"
OPEN_END = date.max


class RuleError(AudiaturError):
    """A rule set does not fit: an unknown field, a value outside its vocabulary, or two rules for one case."""


@dataclass(frozen=True, slots=True)
class Clock:
    """What is timed: from the first of `starts` to the first of `ends` after it, in minutes or in days."""

    key: str
    unit: Literal["minute", "day"]
    name: str
    name_km: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    orders: tuple[str, ...] = ()
    again: Literal["adds", "restarts"] = "adds"
    """Whether a second stretch in the same case goes on counting or begins anew."""
    held_since: tuple[str, ...] = ()
    """Events one of which must have put the person in detention, with no release since, for the clock to start."""
    ended_only: bool = False
    """Whether it is about an act that may never come (an appeal), so that without an end there is nothing to time."""

    @property
    def scale(self) -> int:
        """How many of its units make a day."""
        return 1 if self.unit == "day" else MINUTES


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of one rule, in force from `since` to `until`.

    `charges` and ages (completed years on the first day, `age_from` included, `age_to` not) are its conditions; none
    means any. A rule without clock is a right that has no number: it is listed and monitored, not timed.
    """

    id: str
    article: str
    law: str
    says: str
    says_km: str
    confidence: str
    confirmed: Confirmed
    source: str
    since: date
    clock: str = ""
    until: date = OPEN_END
    version: int = 1
    charges: tuple[str, ...] = ()
    age_from: int = 0
    age_to: int = 200
    limit: int = 0
    unit: Unit = "day"
    extension: int = 0
    times: int = 0
    half_of_minimum_penalty: bool = False
    first_day: Literal["counts", "does not count"] = "counts"
    month_end: MonthEnd = "clip"
    transition: Transition = "begun"
    untimed: Untimed = "no number"
    """Why it has no clock; of no meaning where it has one."""
    note: str = ""

    def allows(self, orders: int) -> int:
        """The length in its unit with that many orders on file; orders past `times` add nothing."""
        return self.limit + self.extension * min(orders, self.times)

    def holds(self, *, charge: str, age: int) -> bool:
        """Whether its conditions fit a charge and an age."""
        return (not self.charges or charge in self.charges) and self.age_from <= age < self.age_to


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The clocks and rules of a country, and the charges among which an unrecorded one is sought."""

    country: str
    name: str
    version: str
    charges: tuple[str, ...]
    clocks: tuple[Clock, ...]
    rules: tuple[Rule, ...]
    age: AgeMeasure = "birthday"
    synthetic: bool = False

    def clock(self, key: str) -> Clock:
        """The clock of that key.

        Raises:
            RuleError: there is none.
        """
        for clock in self.clocks:
            if clock.key == key:
                return clock
        raise RuleError(f"{self.name} has no clock {key!r}; it has {', '.join(clock.key for clock in self.clocks)}.")

    def timed(self, clock: str) -> tuple[Rule, ...]:
        """The rules of a clock, in the order of the file."""
        return tuple(rule for rule in self.rules if rule.clock == clock)

    @property
    def untimed(self) -> tuple[Rule, ...]:
        """The rules without clock."""
        return tuple(rule for rule in self.rules if not rule.clock)

    @property
    def with_clock(self) -> tuple[Rule, ...]:
        """The rules that time something."""
        return tuple(rule for rule in self.rules if rule.clock)

    def unconfirmed(self, clock: str) -> str:
        """The ids of a clock's rules that no lawyer has confirmed in full, or nothing."""
        return ", ".join(dict.fromkeys(rule.id for rule in self.timed(clock) if rule.confirmed != "yes"))

    def bands(self, clock: str) -> tuple[int, ...]:
        """The ages, in years, from which another rule of the clock may hold."""
        ages = {age for rule in self.timed(clock) for age in (rule.age_from, rule.age_to)}
        return tuple(sorted(age for age in ages if 0 < age < 150))

    @property
    def orders(self) -> int:
        """How many orders can extend a limit at most."""
        return max((rule.times for rule in self.rules), default=0)

    def orders_of(self, clock: str) -> int:
        """How many orders can extend a limit of a clock."""
        return max((rule.times for rule in self.timed(clock)), default=0)

    @property
    def changes_running(self) -> bool:
        """Whether a time that runs may be judged by more than one version of a rule."""
        return any(rule.transition == "running" for rule in self.rules)

    @property
    def groups(self) -> tuple[str, ...]:
        """Every charge that a rule names, those that an unrecorded one can be first."""
        named = (charge for rule in self.rules for charge in rule.charges)
        return tuple(dict.fromkeys((*self.charges, *named)))


def rules_of(country: str, *, synthetic: bool = False) -> RuleSet | None:
    """The rule set of a country's pack, or of the invented country; none where the pack has none."""
    parts = SYNTHETIC if synthetic else PACKS.get(country)
    return read_rules(files("audiatur").joinpath(*parts)) if parts else None


def read_rules(file: Traversable) -> RuleSet:
    """The rule set of a TOML file, held against itself.

    Raises:
        RuleError: a row does not fit; the message names it and what is accepted.
    """
    given = tomllib.loads(file.read_text(encoding="utf-8"))
    clocks = tuple(_row(Clock, row, where=f"clock {row.get('key')}") for row in given.pop("clocks", []))
    rules = tuple(_row(Rule, row, where=f"rule {row.get('id')}") for row in given.pop("rules", []))
    found: RuleSet = _row(RuleSet, {**given.get("pack", {}), "clocks": clocks, "rules": rules}, where="pack")
    if problems := tuple(_problems(found)):
        raise RuleError("; ".join(problems))
    return found


def _row(kind: type[Any], row: Mapping[str, Any], *, where: str) -> Any:
    accepted = {item.name: item for item in fields(kind)}
    unknown = sorted(set(row) - set(accepted))
    missing = [name for name, item in accepted.items() if item.default is MISSING and name not in row]
    if unknown or missing:
        raise RuleError(f"{where}: unknown {unknown}, missing {missing}. Accepted are {', '.join(accepted)}.")
    return kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in row.items()})


_WORDS: Mapping[str, tuple[str, ...]] = {
    "unit": get_args(Unit),
    "month_end": get_args(MonthEnd),
    "transition": get_args(Transition),
    "confirmed": get_args(Confirmed),
    "untimed": get_args(Untimed),
    "first_day": ("counts", "does not count"),
}


def _problems(rules: RuleSet) -> Iterator[str]:
    clocks = {clock.key: clock for clock in rules.clocks}
    if rules.age not in get_args(AgeMeasure):
        yield f"age is measured by {rules.age!r}; give {' or '.join(get_args(AgeMeasure))}"
    for rule in rules.rules:
        for name, words in _WORDS.items():
            if getattr(rule, name) not in words:
                yield f"{rule.id}: {name} is {getattr(rule, name)!r}; give {' or '.join(words)}"
        if rule.until < rule.since:
            yield f"{rule.id}: it ends on {rule.until}, before it begins on {rule.since}"
        if min(rule.limit, rule.extension, rule.times) < 0:
            yield f"{rule.id}: limit, extension and times are whole numbers from 0"
        if not rule.clock:
            continue
        if rule.clock not in clocks:
            yield f"{rule.id}: there is no clock {rule.clock!r}; give {', '.join(clocks)}"
        elif (clocks[rule.clock].unit == "minute") != (rule.unit == "hour"):
            yield f"{rule.id}: {rule.clock} runs in {clocks[rule.clock].unit}s, which {rule.unit}s do not fit"
        elif rule.times and not clocks[rule.clock].orders:
            yield f"{rule.id}: it can be extended, but {rule.clock} knows no order"
    for clock in rules.clocks:
        yield from _clashes(rules, clock=clock.key)


def _clashes(rules: RuleSet, *, clock: str) -> Iterator[str]:
    """Two rules of a clock whose conditions and times meet."""
    timed = rules.timed(clock)
    for number, first in enumerate(timed):
        for second in timed[number + 1 :]:
            charges = not first.charges or not second.charges or set(first.charges) & set(second.charges)
            ages = first.age_from < second.age_to and second.age_from < first.age_to
            if charges and ages and first.since <= second.until and second.since <= first.until:
                both = f"{first.id} v{first.version} and {second.id} v{second.version}"
                yield f"{both} apply to the same persons on the same days"
