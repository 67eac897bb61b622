"""The clock equals a plain telling of it, in arrays and in the engine's expression alike."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import ibis
import pytest

from audiatur.topics.proceedings.clock import count_runs, table_of
from audiatur.topics.proceedings.judging import answers_in_order, clock_answers
from audiatur.topics.proceedings.pieces import pieces_of
from audiatur.topics.proceedings.rules import RuleSet, read_rules, rules_of
from audiatur.topics.proceedings.runs import runs_of_events
from audiatur.topics.proceedings.windows import windows_of
from tests.topics.proceedings.plain import tell
from tests.topics.proceedings.random_cases import ANSWERS, AS_OF, answered, arrested, detained, frames, people

CLASSES = ("petty_offence", "misdemeanour", "felony")
TESTLAND = Path(__file__).parent / "testland.toml"
ALMOST_ENDLESS = 100_000_000
WAYS = (
    ("kh", "pretrial_detention", detained, date(2023, 6, 1), False),
    ("kh", "pretrial_detention", detained, date(2007, 8, 10), True),
    ("kh", "after_closing_order", detained, date(2023, 6, 1), False),
    ("kh", "police_custody", arrested, date(2023, 6, 1), False),
    ("kh", "police_custody", arrested, date(2007, 8, 10), True),
    ("xx", "pretrial_detention", detained, date(2023, 1, 1), False),
    ("tt", "detention", detained, date(2023, 1, 1), True),
    ("tt", "detention", detained, date(2023, 1, 1), False),
    ("tt", "custody", arrested, date(2023, 6, 1), False),
    ("running", "pretrial_detention", detained, date(2023, 1, 1), False),
)


def rules_named(name: str) -> RuleSet:
    if name == "tt":
        return read_rules(TESTLAND)
    if name == "running":
        invented = rules_of("", synthetic=True)
        assert invented
        changed = tuple(replace(rule, transition="running") for rule in invented.rules)
        return replace(invented, rules=changed)
    found = rules_of(name, synthetic=name == "xx")
    assert found
    return found


def people_of(name: str, clock: str, make, around: date, complete: bool, *, size: int):
    draw = random.Random(f"{name} {clock} {around} {complete}")
    groups = (*CLASSES, "international_crime") if name == "kh" else CLASSES
    return people(draw, make=make, groups=groups, around=around, size=size)


def compare(way, *, size: int) -> dict[str, int]:
    """How often each answer was given, once the expression and the plain telling are found equal."""
    name, clock, _make, _around, complete = way
    rules = rules_named(name)
    drawn = people_of(*way, size=size)
    found: dict[int, list[tuple[object, ...]]] = {}
    for row in answered(drawn, rules=rules, clock=clock, complete=complete).iter_rows(named=True):
        told = (row["since"], ANSWERS[row["answer"]], _cut(row["over_low"]), _cut(row["over_high"]))
        found.setdefault(row["number"], []).append(told)
    counts = dict.fromkeys(ANSWERS, 0)
    for number, person in enumerate(drawn):
        plain = tell(person, rules=rules, clock=clock, as_of=AS_OF, complete=complete)
        expected = sorted((told.since, told.answer, _cut(told.over_low), _cut(told.over_high)) for told in plain)
        assert sorted(found.get(number, [])) == expected, person
        for _, answer, *_ in expected:
            counts[answer] += 1
    return counts


def _cut(over: int) -> int:
    """Where no rule holds there is no most: any endless number is as good as another."""
    return min(over, ALMOST_ENDLESS) if over < ALMOST_ENDLESS / 2 else ALMOST_ENDLESS


@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way[0]} {way[1]} {way[3]} {way[4]}")
def test_the_expression_equals_the_plain_telling(way):
    counts = compare(way, size=300)

    assert sum(count > 0 for count in counts.values()) >= 2


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way[0]} {way[1]} {way[3]} {way[4]}")
def test_the_expression_equals_the_plain_telling_on_100_000_cases(way):
    compare(way, size=10_000)


@pytest.mark.parametrize("name", ["kh", "xx", "tt", "running"])
def test_sums_tell_the_same_as_the_order_of_time(name):
    rules = rules_named(name)
    ways = [way for way in WAYS if way[0] == name]
    drawn = [person for way in ways for person in people_of(*way, size=200)]
    events, charges = (ibis.memtable(frame) for frame in frames(drawn))
    clocks = [clock.key for clock in rules.clocks if rules.timed(clock.key)]
    asked = {"charges": charges, "rules": rules, "clocks": clocks, "as_of": AS_OF}

    summed, ordered = (
        ibis.duckdb.connect(threads=1).to_polars(told(events, **asked)) for told in (clock_answers, answers_in_order)
    )

    assert summed.sort(summed.columns).rows() == ordered.sort(ordered.columns).rows()
    assert summed.height > 100


@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way[0]} {way[1]} {way[3]} {way[4]}")
def test_the_arrays_equal_the_expression(way):
    name, clock, _, _, complete = way
    rules = rules_named(name)
    drawn = people_of(*way, size=300)
    events, charges = (ibis.memtable(frame) for frame in frames(drawn))
    runs = runs_of_events(events, charges=charges, rules=rules, clocks=[clock], as_of=AS_OF)
    pieces, run, _ = pieces_of(ibis.duckdb.connect(threads=1).to_polars(runs), rules=rules, clock=clock)

    counted = count_runs(pieces, run=run, table=table_of(windows_of(rules)), orders_complete=complete)

    said = answered(drawn, rules=rules, clock=clock, complete=complete)
    columns = ("answer", "over_low", "over_high", "reasons")
    expected = sorted(said.select(columns).rows())
    assert sorted(zip(*(getattr(counted, name).tolist() for name in columns), strict=True)) == expected
