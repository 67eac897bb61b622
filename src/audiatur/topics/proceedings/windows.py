"""A rule set laid out as a table: for each clock, charge, age and time the limits that hold, as whole numbers.

A **window** is a range of first days and a range of judged days in which one set of candidate rules holds. Where charge
and age are known there is one candidate; where they are not, the window holds the least and the most that the
candidates allow, which are sure bounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from audiatur.topics.proceedings.counting import FAR, MINUTES, number_of
from audiatur.topics.proceedings.rules import UNKNOWN, Rule, RuleError, RuleSet

NO_RULE = -1
NONE = -1
"""No candidate that is counted in this unit."""


@dataclass(frozen=True, slots=True)
class Level:
    """What is allowed with a number of orders: the least and the most in months, and in days or minutes."""

    months_low: int
    months_high: int
    units_low: int
    units_high: int


@dataclass(frozen=True, slots=True)
class Window:
    """The limits of one `key` for first days and judged days in these ranges (day numbers, both ends included)."""

    key: int
    first_from: int
    first_to: int
    judged_from: int
    judged_to: int
    rule_low: int
    """The position of the first candidate in the rule set; equal to `rule_high` where there is one candidate."""
    rule_high: int
    counts: int
    spare: int
    halved: int
    """Whether half of the minimum penalty caps the limit."""
    times: int
    levels: tuple[Level, ...]

    @property
    def certain(self) -> bool:
        """Whether one rule is sure to hold."""
        return self.rule_low == self.rule_high != NO_RULE


@dataclass(frozen=True, slots=True)
class Windows:
    """The windows of a rule set, sorted by key and time, and how keys are made."""

    rules: RuleSet
    windows: tuple[Window, ...]
    groups: tuple[str, ...]
    """The charges, the last one for those not recorded."""
    bands: int
    """How many age bands the clock with the most has."""
    orders: int
    """How many orders can extend a limit at most."""

    def key(self, *, clock: int, group: int, low: int, high: int) -> int:
        """The key of a clock, a charge and the lowest and highest age band that a person may be in."""
        return ((clock * len(self.groups) + group) * self.bands + low) * self.bands + high

    @property
    def keys(self) -> int:
        """How many keys there can be."""
        return len(self.rules.clocks) * len(self.groups) * self.bands * self.bands


@lru_cache(maxsize=16)
def windows_of(rules: RuleSet) -> Windows:
    """The windows of a rule set.

    Raises:
        RuleError: rules that may both hold for an unknown age or charge count the first day or month ends otherwise.
    """
    groups = (*rules.groups, UNKNOWN)
    bands = max((len(rules.bands(clock.key)) for clock in rules.clocks), default=0) + 1
    orders = rules.orders
    empty = Windows(rules, (), groups, bands, orders)
    made = [
        window
        for number, clock in enumerate(rules.clocks)
        for group, charge in enumerate(groups)
        for low in range(bands)
        for high in range(low, bands)
        for window in _of_key(
            empty.key(clock=number, group=group, low=low, high=high),
            rules=rules,
            clock=clock.key,
            charges=rules.charges if charge == UNKNOWN else (charge,),
            band=(low, high),
            orders=orders,
        )
    ]
    return Windows(rules, tuple(sorted(made, key=_place)), groups, bands, orders)


def _place(window: Window) -> tuple[int, int, int]:
    return (window.key, window.first_from, window.judged_from)


def _of_key(
    key: int, *, rules: RuleSet, clock: str, charges: Sequence[str], band: tuple[int, int], orders: int
) -> Iterable[Window]:
    """The windows of a key: spans of law in time, each cut where a rule that holds for what runs comes in."""
    spans = _spans(rules, clock=clock, charges=charges, band=band)
    for number, (begins, ends, candidates) in enumerate(spans):
        judged_from = -FAR
        holding = candidates
        for later_from, _, later in spans[number + 1 :]:
            changed = [rule for rule in later if rule and number_of(rule.since) == later_from]
            if any(rule.transition == "running" for rule in changed):
                yield _window(key, (begins, ends), (judged_from, later_from - 1), holding, rules=rules, orders=orders)
                judged_from, holding = later_from, later
        yield _window(key, (begins, ends), (judged_from, FAR), holding, rules=rules, orders=orders)


_Candidates = tuple[Rule | None, ...]


def _spans(
    rules: RuleSet, *, clock: str, charges: Sequence[str], band: tuple[int, int]
) -> list[tuple[int, int, _Candidates]]:
    """First day, last day, and the rules that may hold for what begins then; None stands for no rule."""
    timed = rules.timed(clock)
    ages = (0, *rules.bands(clock))[band[0] : band[1] + 1] or (0,)
    cuts = {-FAR} | {number_of(rule.since) for rule in timed}
    cuts |= {number_of(rule.until) + 1 for rule in timed if number_of(rule.until) < FAR}
    begins = sorted(cuts)
    spans: list[tuple[int, int, _Candidates]] = []
    for first, after in zip(begins, [*begins[1:], FAR + 1], strict=True):
        in_force = [rule for rule in timed if number_of(rule.since) <= first <= number_of(rule.until)]
        found = dict.fromkeys(
            next((rule for rule in in_force if rule.holds(charge=charge, age=age)), None)
            for charge in charges
            for age in ages
        )
        candidates = tuple(found)
        if spans and spans[-1][2] == candidates:
            spans[-1] = (spans[-1][0], after - 1, candidates)
        else:
            spans.append((first, after - 1, candidates))
    return spans


def _window(
    key: int,
    firsts: tuple[int, int],
    judged: tuple[int, int],
    candidates: _Candidates,
    *,
    rules: RuleSet,
    orders: int,
) -> Window:
    held = [rule for rule in candidates if rule]
    ways = {(rule.first_day, rule.month_end) for rule in held if rule.unit == "month"}
    if len(ways) > 1:
        raise RuleError(f"{', '.join(rule.id for rule in held)} count months in different ways; give them one way.")
    counts = 1 if any(first_day == "counts" for first_day, _ in ways) else 0
    spare = 1 if any(month_end == "next" for _, month_end in ways) and not counts else 0
    numbers = sorted(rules.rules.index(rule) for rule in held)
    known = len(held) == len(candidates) == 1
    return Window(
        key,
        *firsts,
        *judged,
        rule_low=numbers[0] if numbers else NO_RULE,
        rule_high=(numbers[-1] if len(held) == len(candidates) else NO_RULE) if numbers else NO_RULE,
        counts=counts,
        spare=spare,
        halved=int(known and held[0].half_of_minimum_penalty),
        times=max((rule.times for rule in held), default=0),
        levels=tuple(_level(candidates, orders=number) for number in range(orders + 1)),
    )


def _level(candidates: _Candidates, *, orders: int) -> Level:
    months = [rule.allows(orders) for rule in candidates if rule and _in_months(rule, orders=orders)]
    units = [_units(rule, orders=orders) for rule in candidates if rule and not _in_months(rule, orders=orders)]
    if None in candidates:
        # No rule at all: nothing is known of what is allowed.
        units += [0, FAR * MINUTES]
    return Level(
        min(months, default=NONE), max(months, default=NONE), min(units, default=NONE), max(units, default=NONE)
    )


def _in_months(rule: Rule, *, orders: int) -> bool:
    return rule.unit == "month" and rule.allows(orders) > 0


def _units(rule: Rule, *, orders: int) -> int:
    """Minutes, or days from the first to the last that is allowed; a limit of nothing allows no day at all."""
    allowed = rule.allows(orders)
    if rule.unit == "hour":
        return allowed * 60
    return allowed + (1 if allowed and rule.first_day == "does not count" else 0)
