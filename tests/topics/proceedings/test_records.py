"""Events and charges as the clock reads them: hours from stays, charges over time."""

from __future__ import annotations

from datetime import date

import ibis
import polars as pl

from audiatur.topics.proceedings.records import charges_of, events_of, tables_to_open

WHO = {"case": "K1", "person": "P1"}
NO_MINUTE = pl.lit(None, dtype=pl.Int64)


def acts(*rows: tuple[str, date, int | None]) -> pl.DataFrame:
    made = [
        {"event": f"E{n}", **WHO, "kind": kind, "on": on, "minute": minute} for n, (kind, on, minute) in enumerate(rows)
    ]
    frame = pl.DataFrame(made, schema_overrides={"minute": pl.Int64})
    return frame.with_columns(recorded=pl.lit(None, dtype=pl.Date))


def stay(began: date, minute: int, ended: date | None, ended_minute: int | None) -> pl.DataFrame:
    row = {"stay": "S1", **WHO, "began": began, "began_minute": minute, "ended": ended, "ended_minute": ended_minute}
    return pl.DataFrame([row], schema_overrides={"ended": pl.Date, "ended_minute": pl.Int64})


def read(events: pl.DataFrame, stays: pl.DataFrame) -> list[tuple[str, date, int | None]]:
    tables = {"events": ibis.memtable(events), "police_custody_stays": ibis.memtable(stays)}
    found = ibis.duckdb.connect(threads=1).to_polars(events_of(tables, stays=True))
    return sorted(found.select("kind", "on", "minute").rows(), key=str)


def test_a_stay_gives_its_hours_to_the_events_of_its_days():
    events = acts(("police_custody", date(2024, 3, 1), None), ("first_judge", date(2024, 3, 3), None))

    found = read(events, stay(date(2024, 3, 1), 600, date(2024, 3, 3), 660))

    assert found == [("first_judge", date(2024, 3, 3), 660), ("police_custody", date(2024, 3, 1), 600)]


def test_an_hour_that_the_event_has_is_kept():
    events = acts(("police_custody", date(2024, 3, 1), 500), ("release", date(2024, 3, 2), 700))

    found = read(events, stay(date(2024, 3, 1), 600, date(2024, 3, 2), 660))

    assert found == [("police_custody", date(2024, 3, 1), 500), ("release", date(2024, 3, 2), 700)]


def test_what_the_events_do_not_have_of_a_stay_is_added():
    events = acts(("charge", date(2024, 3, 9), None))

    found = read(events, stay(date(2024, 3, 1), 600, date(2024, 3, 2), 660))

    assert found == [
        ("charge", date(2024, 3, 9), None),
        ("custody_ended", date(2024, 3, 2), 660),
        ("police_custody", date(2024, 3, 1), 600),
    ]


def test_a_stay_that_goes_on_ends_nothing():
    assert read(acts(("arrest", date(2024, 3, 1), None)), stay(date(2024, 3, 1), 600, None, None)) == [
        ("arrest", date(2024, 3, 1), None),
        ("police_custody", date(2024, 3, 1), 600),
    ]


def test_who_has_no_charge_over_time_keeps_the_one_of_the_defendant():
    defendants = pl.DataFrame(
        {"case": ["K1", "K2"], "person": ["P1", "P2"], "charge_class": ["felony", "felony"], "born": [None, None]},
        schema_overrides={"born": pl.Date},
    )
    charges = pl.DataFrame(
        [
            {**WHO, "since": since, "charge_class": charge, "offence": None, "minimum_penalty_days": 180}
            for since, charge in ((date(2024, 1, 1), "felony"), (date(2024, 5, 1), "misdemeanour"))
        ],
        schema_overrides={"offence": pl.String, "minimum_penalty_days": pl.Int64},
    )
    tables = {"defendants": ibis.memtable(defendants), "charges": ibis.memtable(charges)}

    found = ibis.duckdb.connect(threads=1).to_polars(charges_of(tables, over_time=True))

    assert sorted(found.select("case", "charge_class").rows()) == [
        ("K1", "felony"),
        ("K1", "misdemeanour"),
        ("K2", "felony"),
    ]


def test_the_clock_needs_events_and_defendants():
    assert tables_to_open({"events"}) is None
    assert tables_to_open({"events", "defendants", "charges", "cases"}) == ("events", "defendants", "charges")
