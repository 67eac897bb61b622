"""From what a person typed to a figure of the topic: entered, handed in, closed, computed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from audiatur.figures.computing import compute
from audiatur.figures.indicator import Asked
from audiatur.record import services
from audiatur.registers.loading import load
from audiatur.registers.shelf import open_newest
from audiatur.topics.civic_space.indicators import INDICATORS
from audiatur.topics.entry_forms import form_get
from audiatur.topics.mediation.rates import RATES
from audiatur.topics.proceedings.indicators import TOLD_SILENCE
from audiatur.topics.tables import TABLES, table_get
from tests.record.test_services_entries import INCIDENT_ANSWERS, closed, handed_in
from tests.topics.entry.test_forms import DISPUTED

YEAR = Asked(since=date(2030, 1, 1), until=date(2030, 12, 31), on=date(2030, 12, 31))


def figure(small, store, indicator, *, place=""):
    with open_newest(
        services.shelf_of(small.dialogue, store=store), tables=indicator.tables, environment={}
    ) as registers:
        return compute(indicator, registers, asked=replace(YEAR, place=place), country="Osmere").figures[0]


def test_trials_that_were_entered_are_counted_by_the_indicator_of_told_silence(small, tmp_path):
    answers = {"trial-court": "Northern Court", "trial-on": "2030-03-20", "trial-selection": "all"}
    for told in (6, 6, 5, 5, 4, 4, 3, 3, 2, 2):
        accused = {f"accused-{n}-charge_class": "felony" for n in range(1, 8)}
        accused |= {f"accused-{n}-told_silence": "yes" if n <= told else "no" for n in range(1, 7)}
        handed_in(small, **answers, **accused, **{"accused-7-told_silence": "not_seen"})
    handed_in(small, **{**answers, "trial-selection": "chosen"}, **{
        "accused-1-charge_class": "felony", "accused-1-told_silence": "no",
    })  # fmt: skip
    closed(small, tmp_path)

    found = figure(small, tmp_path, TOLD_SILENCE)

    assert (found.numerator, found.denominator) == (40, 60)
    assert found.value == pytest.approx(200 / 3)


def test_disputes_that_were_entered_are_counted_by_the_rates_of_mediation(small, tmp_path):
    form = form_get("dispute")
    for number in range(50):
        handed_in(small, form=form, **{
            **DISPUTED,
            "result-result": "agreed" if number < 30 else "not_agreed",
            "result-ended": "2030-03-10",
            "consent-applicant_agreed": "true",
            "consent-respondent_agreed": "true",
            "result-first_session": "2030-03-05",
        })  # fmt: skip
    closed(small, tmp_path, form=form)

    settled = next(each for each in RATES if each.id.endswith("settled_of_received"))
    found = figure(small, tmp_path, settled)

    assert (found.numerator, found.denominator) == (30, 50)


def test_incidents_that_were_entered_are_counted_at_the_places_that_were_named(small, tmp_path):
    store, form = tmp_path / "registers", form_get("incident")
    file = tmp_path / "places.csv"
    file.write_text("place,name,name_km,kind\n02,Northern Province,ខេត្តជើង,province\n03,East,,province\n")
    load(
        file, table=table_get("places"), tables=TABLES, at=datetime(2030, 1, 1, tzinfo=UTC), store=store,
        synthetic=True, country=small.dialogue.country,
    )  # fmt: skip
    for place in ("northern province", "ខេត្តជើង", "02"):
        for _ in range(5):
            handed_in(small, form=form, **{**INCIDENT_ANSWERS, "event-place": place})
    handed_in(small, form=form, **{**INCIDENT_ANSWERS, "event-place": "02", "passing-release": "side"})
    closed(small, store, form=form)

    reports = next(each for each in INDICATORS if each.id == "civic_space.reports")
    found = figure(small, store, reports, place="02")

    assert found.value == 15
