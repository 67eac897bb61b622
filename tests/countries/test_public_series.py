"""The public series of Cambodia: every number has its source, and what publishers give differently stays apart."""

from __future__ import annotations

from audiatur.countries.series import published_series
from audiatur.topics.catalogue import INDICATORS


def test_three_publishers_give_the_prisoners_of_cambodia_side_by_side() -> None:
    held = [series for series in published_series("kh").series if series.matter == "persons-held"]

    assert {series.given_by for series in held} == {
        "World Prison Brief", "Ministry of Interior", "United Nations report, as reported",
    }  # fmt: skip
    of_2014 = {series.given_by: [p.value for p in series.points if p.as_of == "2014"] for series in held}
    assert of_2014["World Prison Brief"] == [15182]
    assert of_2014["Ministry of Interior"] == [15165]


def test_the_places_that_are_stated_stay_apart_by_who_states_them() -> None:
    places = [series for series in published_series("kh").series if series.matter == "places-in-prisons"]

    assert sorted(point.value for series in places for point in series.points) == [8000, 8500, 8500, 8804, 12000, 26593]
    assert len(places) == 4


def test_series_name_indicators_that_exist() -> None:
    named = {name for series in published_series("kh").series for name in series.indicators}

    assert named
    assert named <= set(INDICATORS)
