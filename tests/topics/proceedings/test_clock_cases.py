"""Two hundred cases and more, worked out by hand on a calendar, as a table: clock_cases.csv."""

from __future__ import annotations

import csv
from datetime import date, datetime
from functools import cache
from pathlib import Path

import ibis
import polars as pl
import pytest

from audiatur.topics.proceedings.clock import Answer, Reason
from audiatur.topics.proceedings.judging import clock_answers
from audiatur.topics.proceedings.rules import RuleSet, read_rules, rules_of

HERE = Path(__file__).parent
CASES = list(csv.DictReader((HERE / "clock_cases.csv").open(encoding="utf-8")))
AS_OF = date(2025, 12, 31)
WORDS = {Answer.WITHIN: "within", Answer.BREACHED: "breached", Answer.CANNOT_TELL: "cannot tell"}


@cache
def _rules(name: str) -> RuleSet:
    if name == "tt":
        return read_rules(HERE / "testland.toml")
    found = rules_of(name, synthetic=name == "xx")
    assert found
    return found


def _acts(number: int, written: str) -> list[tuple[str, str, str, date, int | None]]:
    """Acts of a person; what follows `@` happens to the same person in another case."""
    rows = []
    for place, part in enumerate(written.split("@")):
        case = f"K{number}" if place == 0 else f"K{number}-other"
        for act in part.rpartition(": ")[2].split(";"):
            kind, when = act.split()
            at = datetime.fromisoformat(when)
            minute = at.hour * 60 + at.minute if "T" in when else None
            rows.append((case, f"P{number}", kind, at.date(), minute))
    return rows


def _charges(number: int, row: dict[str, str]) -> list[tuple[object, ...]]:
    found = []
    for part in filter(None, (text.strip() for text in row["charge"].split(";"))):
        group, _, since = part.partition(" ")
        born = date.fromisoformat(row["born"]) if row["born"] else None
        penalty = int(row["penalty"]) if row["penalty"] else None
        day = date.fromisoformat(since) if since else date(1900, 1, 1)
        found.append((f"K{number}", f"P{number}", group, group, day, penalty, born))
    return found


@cache
def _told(rules: str, clock: str, complete: str) -> dict[int, dict[str, object]]:
    """The answers to every case of one clock, by number; of several runs the first."""
    chosen = [
        (number, row)
        for number, row in enumerate(CASES)
        if (row["rules"], row["clock"], row["complete"]) == (rules, clock, complete)
    ]
    who = {"case": pl.String, "person": pl.String}
    events = pl.DataFrame(
        [act for number, row in chosen for act in _acts(number, row["acts"])],
        schema={**who, "kind": pl.String, "on": pl.Date, "minute": pl.Int64},
        orient="row",
    )
    charges = pl.DataFrame(
        [charge for number, row in chosen for charge in _charges(number, row)],
        schema={
            **who,
            "charge_class": pl.String,
            "offence": pl.String,
            "since": pl.Date,
            "minimum_penalty_days": pl.Int64,
            "born": pl.Date,
        },
        orient="row",
    )
    expression = clock_answers(
        ibis.memtable(events),
        charges=ibis.memtable(charges),
        rules=_rules(rules),
        clocks=[clock],
        as_of=AS_OF,
        orders_complete=complete == "yes",
    )
    found = ibis.duckdb.connect(threads=1).to_polars(expression).sort("since", descending=True)
    return {int(row["case"][1:]): row for row in found.iter_rows(named=True) if "-" not in row["case"]}


def test_there_are_two_hundred_cases():
    assert len(CASES) >= 200


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: f"{number}: {CASES[number]['what']}")
def test_the_clock_gives_the_answer_worked_out_by_hand(number):
    case = CASES[number]

    told = _told(case["rules"], case["clock"], case["complete"])[number]

    assert WORDS[Answer(told["answer"])] == case["answer"]
    assert (told["over_low"], told["over_high"]) == (int(case["over_low"]), int(case["over_high"]))
    if case["reasons"]:
        assert Reason(told["reasons"]) == sum((Reason[word] for word in case["reasons"].split()), Reason.NONE)
    if case["rule"]:
        assert told["rule"] == case["rule"]
