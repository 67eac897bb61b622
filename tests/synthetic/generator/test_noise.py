"""Noise: what each disturbance does to a date, and that persons under two numbers are so in every table."""

from __future__ import annotations

import numpy as np
import pytest

from audiatur.synthetic.generator.calendar import day, iso
from audiatur.synthetic.generator.noise import buddhist, heap, swap, twice_recorded
from tests.synthetic.generator.conftest import Country, Make


@pytest.fixture(scope="module")
def noisy(make: Make) -> Country:
    return make(size="S", seed=1, noise="heavy")


def one(change: object, text: str) -> str:
    return iso(change(np.array([day(text)]))[0])  # type: ignore[operator]


@pytest.mark.parametrize(
    ("given", "recorded"),
    [("2023-03-14", "2023-03-01"), ("2023-03-15", "2023-03-15"), ("2023-03-31", "2023-03-15")],
)
def test_heaped_dates_are_the_first_or_the_fifteenth(given: str, recorded: str) -> None:
    assert one(heap, given) == recorded


@pytest.mark.parametrize(
    ("given", "recorded"),
    [("2023-03-05", "2023-05-03"), ("2023-12-01", "2023-01-12"), ("2023-03-13", "2023-03-13")],
)
def test_day_and_month_are_exchanged_where_the_day_can_be_a_month(given: str, recorded: str) -> None:
    assert one(swap, given) == recorded


@pytest.mark.parametrize(("given", "recorded"), [("2023-02-28", "2566-02-28"), ("2025-12-31", "2568-12-31")])
def test_years_of_the_buddhist_era_are_543_more(given: str, recorded: str) -> None:
    assert one(buddhist, given) == recorded


def test_about_the_asked_share_of_persons_goes_under_two_numbers() -> None:
    persons = np.arange(100_000)

    twice = twice_recorded(persons, seed=1, share=0.05)

    assert twice.mean() == pytest.approx(0.05, abs=0.005)
    assert (twice == twice_recorded(persons, seed=1, share=0.05)).all()
    assert (twice != twice_recorded(persons, seed=2, share=0.05)).any()


@pytest.mark.parametrize("table", ["defendants", "custody", "events", "dispute_parties", "exit_survey"])
def test_every_number_that_a_person_goes_under_is_in_the_table_of_persons(noisy: Country, table: str) -> None:
    (missing,) = noisy.one(f"select count(*) from {table} where person not in (select person from persons)")
    (second,) = noisy.one(f"select count(*) from {table} where person between 'P20000000' and 'P29999999'")

    assert missing == 0
    assert second > 0 or table in {"dispute_parties", "exit_survey"}


def test_spells_overlap_and_end_before_they_begin_and_years_are_of_two_eras(noisy: Country) -> None:
    (overlaps,) = noisy.one("""
        select count(*) from custody a join custody b
        on a.stay = b.stay and a.spell < b.spell and a.began < b.began and b.began <= a.ended""")
    (wrong_order,) = noisy.one("select count(*) from custody where ended < began")
    (eras,) = noisy.one("select count(*) from custody where year(began) > 2500")

    assert min(overlaps, wrong_order, eras) > 5


def test_adding_up_noisy_spells_does_not_give_the_days_of_custody(noisy: Country) -> None:
    (days,) = noisy.one("""
        select sum(coalesce(ended, date '2025-12-31') - began + 1)::int
        from custody where status <> 'police_custody'""")

    assert abs(days / noisy.truth["custody-days"]["values"]["days"] - 1) > 0.01


def test_births_are_known_by_year_or_month_only_and_names_are_spelled_in_several_ways(noisy: Country) -> None:
    forms = dict(noisy.rows("select length(born), count(*) from persons group by 1"))
    (spellings,) = noisy.one("select max(n) from (select count(distinct name) as n from persons group by name_km)")

    assert set(forms) == {4, 5, 7, 10}
    assert spellings > 1
