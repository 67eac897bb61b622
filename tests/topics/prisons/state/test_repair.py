from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from audiatur.topics.prisons.state.days import day_of
from audiatur.topics.prisons.state.population import person_days
from audiatur.topics.prisons.state.repair import repaired
from tests.topics.prisons.state.custody import custody, rows_of


def _days(*rows: str) -> list[tuple[str, str, str]]:
    found = rows_of(repaired(custody(*rows)), "spell", "began_day", "ended_day")
    return [(spell, str(day_of(began)), "" if ended is None else str(day_of(ended))) for spell, began, ended in found]


def test_spells_that_meet_stay_as_they_are() -> None:
    found = _days("S1 F1 investigation 01-01 01-31 status_change", "S1 F1 sentenced 02-01 . .")

    assert found == [("C000", "2024-01-01", "2024-01-31"), ("C001", "2024-02-01", "")]


def test_an_overlap_is_given_to_the_earlier_spell() -> None:
    found = _days("S1 F1 investigation 01-01 02-03 status_change", "S1 F1 sentenced 02-01 03-31 released")

    assert found == [("C000", "2024-01-01", "2024-02-03"), ("C001", "2024-02-04", "2024-03-31")]


def test_a_gap_in_a_stay_that_goes_on_is_closed() -> None:
    found = _days("S1 F1 investigation 01-01 01-25 transfer", "S1 F2 investigation 02-01 03-31 released")

    assert found == [("C000", "2024-01-01", "2024-01-25"), ("C001", "2024-01-26", "2024-03-31")]


def test_a_gap_after_a_release_stays() -> None:
    found = _days("S1 F1 investigation 01-01 01-25 released", "S1 F1 investigation 02-01 03-31 released")

    assert found == [("C000", "2024-01-01", "2024-01-25"), ("C001", "2024-02-01", "2024-03-31")]


def test_an_end_before_its_beginning_is_exchanged() -> None:
    assert _days("S1 F1 sentenced 03-31 01-01 released") == [("C000", "2024-01-01", "2024-03-31")]


def test_a_beginning_that_neighbours_contradict_gives_way_to_the_end() -> None:
    found = _days("S1 F1 police_custody 09-05 01-02 status_change", "S1 F1 investigation 01-03 02-29 released")

    assert found == [("C000", "2024-01-02", "2024-01-02"), ("C001", "2024-01-03", "2024-02-29")]


def test_a_buddhist_year_is_read_as_such_and_counted() -> None:
    table = repaired(custody("S1 F1 sentenced 2567-01-01 02-29 released"))

    assert rows_of(table, "began_day", "era") == [(19723, 1)]


def test_what_was_changed_is_counted_by_kind() -> None:
    table = repaired(
        custody(
            "S1 F1 investigation 01-01 02-03 status_change",
            "S1 F1 sentenced 02-01 03-31 released",
            "S2 F1 investigation 01-01 01-25 transfer",
            "S2 F2 investigation 02-01 03-31 released",
        )
    )

    assert rows_of(table, "spell", "overlap", "gap") == [("C000", 0, 0), ("C001", 1, 0), ("C002", 0, 0), ("C003", 0, 1)]


def test_a_spell_that_goes_on_is_never_the_last_of_its_stay() -> None:
    """The end of the transfer was written ten days late, after the end of the stay."""
    found = _days("S1 F1 investigation 01-01 01-20 transfer", "S1 F2 investigation 01-09 01-10 released")

    assert found == [("C000", "2024-01-01", "2024-01-08"), ("C001", "2024-01-09", "2024-01-10")]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(6, 60), st.integers(-2, 2)), min_size=2, max_size=5))
def test_every_day_of_a_stay_that_goes_on_is_held_once(parts: list[tuple[int, int]]) -> None:
    began, rows = date(2024, 1, 1).toordinal(), []
    for number, (length, fault) in enumerate(parts):
        last = number == len(parts) - 1
        ended = began + length - 1 + (0 if last else max(fault, 1 - length))
        end = "released" if last else "transfer"
        rows.append(f"S1 F1 investigation {date.fromordinal(began)} {date.fromordinal(ended)} {end}")
        began += length

    spells = repaired(custody(*rows))

    counted = person_days(spells, first=date(2023, 1, 1), last=date(2026, 1, 1)).to_polars()
    assert counted["days"][0] == sum(length for length, _ in parts)
