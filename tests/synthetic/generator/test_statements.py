"""Planted claims, promises and small cells: their verdicts follow from the written rows and the rule."""

from __future__ import annotations

import json
import math
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from audiatur.synthetic.generator.claims import ENDLESS, half_unit, judge, state
from audiatur.synthetic.generator.known import Known, Words
from tests.synthetic.generator.conftest import Country

NONE_SAID = Words("", "", "", "")


@pytest.fixture(scope="module")
def claims(country: Country) -> list[dict[str, Any]]:
    return json.loads((country.folder / "truth/claims.json").read_text(encoding="utf-8"))["claims"]


def test_there_are_three_hundred_claims_of_every_verdict_and_reason(claims: list[dict[str, Any]]) -> None:
    verdicts = Counter(claim["verdict"] for claim in claims)
    reasons = Counter(claim["reason"] for claim in claims if claim["verdict"] == "not_checkable")

    assert len({claim["id"] for claim in claims}) == len(claims) == 300
    assert min(verdicts[word] for word in ("supported", "contradicted", "within_uncertainty", "not_checkable")) >= 30
    assert set(reasons) == {"base", "place", "period", "definition", "suppressed", "missing"}
    assert all(claim["reason"] is None for claim in claims if claim["verdict"] != "not_checkable")


def test_no_party_is_contradicted_more_often_than_another(claims: list[dict[str, Any]]) -> None:
    by_party = Counter((claim["party"], claim["verdict"]) for claim in claims)

    for verdict in {claim["verdict"] for claim in claims}:
        counts = [count for (_, of), count in by_party.items() if of == verdict]
        assert max(counts) - min(counts) <= 1


def test_the_verdict_of_every_checkable_claim_follows_from_its_two_intervals(claims: list[dict[str, Any]]) -> None:
    for claim in claims:
        if claim["verdict"] == "not_checkable":
            continue
        low, high = claim["low"], math.inf if claim["high"] is None else claim["high"]
        figure_low, figure_high = claim["figure"]["low"], claim["figure"]["high"]
        if high < figure_low or figure_high < low:
            expected = "contradicted"
        elif low <= figure_low and figure_high <= high:
            expected = "supported"
        else:
            expected = "within_uncertainty"
        assert claim["verdict"] == expected, claim


def test_the_figures_of_claims_are_those_of_the_rows(country: Country, claims: list[dict[str, Any]]) -> None:
    queries = {
        "police-custody-stays": "select place, count(*) from police_custody group by 1",
        "police-custody-48h": "select place, 100 * avg((presented_at - began_at > interval 48 hours)::int) "
        "from police_custody group by 1",
        "mediation-agreed": "select '00', count(*) from disputes where result = 'agreed'",
        "open-cases": "select '00', count(*) from cases where closed is null",
    }
    for indicator, query in queries.items():
        counted = dict(country.rows(query))
        about = [claim["figure"] for claim in claims if claim["indicator"] == indicator]
        assert about
        for figure in about:
            assert figure["complete"]
            assert figure["low"] == pytest.approx(counted[figure["place"]], abs=1e-4)


def test_survey_figures_have_an_interval_that_contains_the_weighted_share(
    country: Country, claims: list[dict[str, Any]]
) -> None:
    (share,) = country.one("""
        select 100 * sum(weight * free_to_join::int) / sum(weight) from household_survey
        where free_to_join is not null and stratum like '02-%'""")

    about = [
        claim["figure"]
        for claim in claims
        if claim["indicator"] == "survey-free_to_join" and claim["figure"]["place"] == "02"
    ]

    assert about
    assert all((figure["low"] + figure["high"]) / 2 == pytest.approx(share, abs=1e-3) for figure in about)
    assert all(figure["low"] < share < figure["high"] for figure in about)


def test_a_claim_without_a_figure_is_about_a_small_cell_or_about_nothing_recorded(
    country: Country, claims: list[dict[str, Any]]
) -> None:
    small = {cell["place"] for cell in country.truth["small-cells"]["values"]["small"]}

    without = [claim for claim in claims if claim["figure"] is None]

    assert {claim["reason"] for claim in without} == {"suppressed", "missing"}
    assert {claim["place"] for claim in without if claim["reason"] == "suppressed"} <= small


@pytest.mark.parametrize(
    ("number", "hedge", "low", "high", "text"),
    [
        ("40000", "about", "35000", "45000", "about 40,000"),
        ("1200", "about", "1150", "1250", "about 1,200"),
        ("1234", "exact", "1233.5", "1234.5", "1,234"),
        ("900", "more_than", "900", "Infinity", "more than 900"),
    ],
)
def test_a_number_stands_for_the_interval_of_its_hedge(number: str, hedge: Any, low: str, high: str, text: str) -> None:
    stated = state(Decimal(number), hedge=hedge, unit="count")

    assert (stated.low, stated.high, stated.text) == (Decimal(low), Decimal(high), text)


def test_a_decimal_place_is_half_a_tenth_wide_each_way() -> None:
    assert half_unit(Decimal("41.0"), of_last_non_zero=False) == Decimal("0.05")
    assert half_unit(Decimal("41.0"), of_last_non_zero=True) == Decimal("0.5")


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        ("100", "100", "contradicted"),
        ("100.5", "100.5", "supported"),
        ("90", "100", "contradicted"),
        ("95", "105", "within_uncertainty"),
        ("101", "105", "supported"),
    ],
)
def test_more_than_a_number_leaves_the_number_out(low: str, high: str, verdict: str) -> None:
    stated = state(Decimal(100), hedge="more_than", unit="count")

    assert stated.high == ENDLESS
    assert judge(stated, Known("x", NONE_SAID, "count", Decimal(low), Decimal(high))) == verdict


def test_a_range_that_touches_a_figure_is_not_apart_from_it() -> None:
    stated = state(Decimal(100), hedge="range", unit="count", spread=Decimal(10))

    assert judge(stated, Known("x", NONE_SAID, "count", Decimal(110), Decimal(120))) == "within_uncertainty"
    assert judge(stated, Known("x", NONE_SAID, "count", Decimal(80), Decimal(90))) == "within_uncertainty"


def test_what_became_of_each_promise_follows_from_the_occupancy_of_its_month(country: Country) -> None:
    promises = json.loads((country.folder / "truth/promises.json").read_text(encoding="utf-8"))["promises"]
    months = country.truth["occupancy"]["values"]["months"]

    assert len(promises) == 20
    assert {promise["became"] for promise in promises} == {"kept", "kept_in_part", "not_kept", "not_due"}
    for promise in promises:
        assert promise["made_on"] < promise["due_on"]
        if promise["due_on"] > "2025-12-31":
            assert promise["became"] == "not_due"
            continue
        counted = months[promise["month"]]
        reached = {series: 100 * counted["held_days"] / counted[f"{series}_days"] for series in promise["at_most"]}
        met = [reached[series] <= most for series, most in promise["at_most"].items()]
        assert promise["became"] == ("not_kept", "kept_in_part", "kept")[sum(met)]


def test_sixty_cells_of_the_complaints_are_small_and_as_told(country: Country) -> None:
    effect = country.truth["small-cells"]["values"]

    rows = country.rows("select place, kind, sex, count(*) from complaints group by all")

    small = {row for row in rows if row[3] < 10}
    assert small == {(cell["place"], cell["kind"], cell["sex"], cell["complaints"]) for cell in effect["small"]}
    assert len(small) == 60
    assert len(rows) == effect["cells"] == 14 * 6 * 2
    assert sum(row[3] for row in rows) == effect["complaints"]
