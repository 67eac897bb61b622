"""The truth about incidents: the lists are as told, right estimates find the number and simpler ones miss it."""

from __future__ import annotations

import pytest

from tests.synthetic.generator.conftest import Country, Make

HIDDEN = "('threat', 'association', 'other')"


@pytest.fixture(scope="module")
def large(make: Make) -> Country:
    return make(size="M", accused=300, seed=1)


def lists(country: Country, table: str, *, monitors: dict[str, str], where: str = "true") -> tuple[list[int], int]:
    """The length of each list, and how many incidents are on any of them."""
    columns = ", ".join(f"count(distinct incident) filter (monitor in ({codes}))" for codes in monitors.values())
    everyone = ", ".join(monitors.values())
    *lengths, documented = country.one(
        f"select {columns}, count(distinct incident) filter (monitor in ({everyone})) from {table} where {where}"
    )
    return lengths, documented


FIVE = {f"M{number}": f"'M{number}'" for number in range(1, 6)}
FIRST_TWO_AS_ONE = {"M1 or M2": "'M1', 'M2'", "M3": "'M3'", "M4": "'M4'", "M5": "'M5'"}


def independent_lists(lengths: list[int], documented: int) -> float:
    """The number at which as many are missed by all lists as independence foretells; sought upwards, step by step."""
    number, step = float(documented), float(documented)
    while step > 1e-4:
        missed = number + step
        for length in lengths:
            missed *= 1 - length / (number + step)
        if number + step - documented < missed:
            number += step
        else:
            step /= 2
    return number


@pytest.mark.parametrize("scenario", ["independent", "dependent", "heterogeneous"])
def test_each_monitor_reports_as_many_as_told_and_as_planned(large: Country, scenario: str) -> None:
    effect = large.truth[f"incidents-{scenario}"]
    (table,) = effect["tables"]

    lengths, documented = lists(large, table, monitors=FIVE)

    assert lengths == list(effect["values"]["by_monitor"].values())
    assert documented == effect["naive_values"]["documented"]
    assert documented == effect["values"]["incidents"] - effect["values"]["by_number_of_monitors"][0]
    for length, planned in zip(lengths, (0.50, 0.35, 0.25, 0.15, 0.10), strict=True):
        assert length / effect["values"]["incidents"] == pytest.approx(planned, abs=0.015)
    assert large.one("select count(*) from true_incidents") == (effect["values"]["incidents"],)


def test_five_independent_lists_find_the_number(large: Country) -> None:
    effect = large.truth["incidents-independent"]

    found = independent_lists(*lists(large, "incident_reports", monitors=FIVE))

    assert found == pytest.approx(effect["values"]["incidents"], abs=effect["tolerance"])
    assert effect["naive_values"]["documented"] < effect["values"]["incidents"] - effect["tolerance"]


def test_dependent_lists_find_the_number_only_as_one(large: Country) -> None:
    effect = large.truth["incidents-dependent"]

    found = independent_lists(*lists(large, "incident_reports_dependent", monitors=FIRST_TWO_AS_ONE))
    naive = independent_lists(*lists(large, "incident_reports_dependent", monitors=FIVE))

    assert found == pytest.approx(effect["values"]["incidents"], abs=effect["tolerance"])
    assert naive == pytest.approx(effect["naive_values"]["independent_lists"], abs=1)
    assert naive < effect["values"]["incidents"] - effect["tolerance"]


def test_hidden_kinds_must_be_estimated_apart(large: Country) -> None:
    effect = large.truth["incidents-heterogeneous"]
    table = "incident_reports_heterogeneous"

    found = sum(
        independent_lists(*lists(large, table, monitors=FIVE, where=f"kind {within} {HIDDEN}"))
        for within in ("in", "not in")
    )
    naive = independent_lists(*lists(large, table, monitors=FIVE))

    assert found == pytest.approx(effect["values"]["incidents"], abs=effect["tolerance"])
    assert naive == pytest.approx(effect["naive_values"]["independent_lists"], abs=1)
    assert naive < effect["values"]["incidents"] - effect["tolerance"]


def test_a_sixth_monitor_makes_the_documented_incidents_rise_though_nothing_changes(large: Country) -> None:
    effect = large.truth["sixth-monitor"]

    def by_year(query: str) -> dict[str, int]:
        return {str(year): count for year, count in large.rows(f"{query} group by 1 order by 1")}

    year = 'select year(on_day) as year, count(distinct incident) from (select *, cast("on" as date) as on_day from '
    five = by_year(f"{year} incident_reports) where monitor <> 'M6'")
    everyone = by_year(f"{year} incident_reports)")

    assert by_year(f"{year} true_incidents)") == effect["values"]["incidents"]
    assert five == effect["values"]["five_monitors"]
    assert everyone == effect["naive_values"]["all_monitors"]
    assert everyone["2022"] > 1.07 * everyone["2021"]
    assert five["2022"] == pytest.approx(five["2021"], rel=0.04)


def test_reports_are_in_two_languages(country: Country) -> None:
    languages = dict(country.rows("select language, count(*) from incident_reports group by 1"))

    assert set(languages) == {"km", "en"}
    assert min(languages.values()) > 300
