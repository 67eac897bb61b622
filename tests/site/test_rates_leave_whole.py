"""Invariant 6 and 7 at every door: no rate leaves or comes in without its base, cohort window and censoring day."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.core.cache import cache
from django.test import Client

from audiatur.figures.errors import IncompleteFigure
from audiatur.figures.exchange import figures_csv, figures_from_csv
from audiatur.figures.keeping import figure_of_json
from audiatur.publish.claim_reviews import Review, claim_reviews
from tests.publish.test_open_data import BASE, ROWS
from tests.record_fixture import SmallRecord
from tests.site import test_figure_pages

pytestmark = pytest.mark.django_db
loaded, registers = test_figure_pages.loaded, test_figure_pages.registers
MUST = ("numerator_code", "denominator_code", "since", "until", "censored_on", "place", "snapshots", "interval")
FIGURES = "/api/v1/dialogues/calidor/figures/proceedings.complaints"


@pytest.fixture(autouse=True)
def uncounted() -> None:
    cache.clear()


def test_the_api_tells_all_that_a_figure_must_and_nothing_of_a_withheld_one(
    loaded: SmallRecord,
    visitor: Client,
) -> None:
    figures = json.loads(visitor.get(f"{FIGURES}?by=district,kind,sex").content)["figures"]

    assert {figure["release"] for figure in figures} == {"shown", "withheld"}
    for figure in figures:
        assert all(figure[name] for name in MUST), figure
        if figure["release"] == "withheld":
            assert not any(isinstance(figure[name], int | float) for name in ("value", "low", "high", "n", "numerator"))


def test_the_table_of_the_api_tells_the_same_and_leaves_withheld_cells_empty(
    loaded: SmallRecord,
    visitor: Client,
) -> None:
    content = visitor.get(f"{FIGURES}?by=district,kind,sex&format=csv").content.decode("utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(content, newline="")))
    assert any(row["release"] == "withheld" for row in rows)
    for row in rows:
        assert all(row[name] for name in MUST), row
        assert (row["value"] == "") == (row["release"] == "withheld")


def test_a_claim_review_holds_a_figure_with_all_that_it_must_tell(
    loaded: SmallRecord,
    visitor: Client,
) -> None:
    told = json.loads(visitor.get(FIGURES).content)["figures"][0]
    review = Review(4, 5, "288", "supported", "The figure lies within the number", "", figure_of_json(told))

    held = claim_reviews(ROWS, [review], base=BASE, origin="o")["@graph"][-1]["audiatur:figure"]

    assert all(held[name] for name in MUST)


@pytest.mark.parametrize("missing", ["denominator_code", "since", "until", "censored_on"])
def test_a_rate_that_comes_in_without_one_of_them_is_refused(
    loaded: SmallRecord,
    visitor: Client,
    missing: str,
) -> None:
    told = json.loads(visitor.get(FIGURES).content)["figures"][0]
    rows = list(csv.DictReader(io.StringIO(figures_csv([figure_of_json(told)]), newline="")))
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows([{**row, missing: ""} for row in rows])

    with pytest.raises(IncompleteFigure):
        figures_from_csv(stream.getvalue())
    with pytest.raises((IncompleteFigure, ValueError)):
        figure_of_json({**told, missing: ""})


def test_no_list_of_the_api_carries_a_published_rate(record: SmallRecord, visitor: Client) -> None:
    paths = json.loads(visitor.get("/api/v1/openapi.json").content)["paths"]

    for path in paths:
        if "{" not in path.replace("{dialogue}", ""):
            answer = visitor.get(path.replace("{dialogue}", "calidor"))
            assert b"147.2" not in answer.content, path
