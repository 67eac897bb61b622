"""`audiatur figure` lists the catalogue and computes a figure from the newest snapshots."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from audiatur.cli import app
from audiatur.topics.catalogue import INDICATORS

PLACES = "place,name,kind,within\n01,North,province,\n0101,Hill,district,01\n"
ROWS = [("female", 40), ("male", 25), ("unknown", 4)]
COMPLAINTS = "complaint,place,kind,sex,filed\n" + "".join(
    f"{sex}{number},0101,delay,{sex},2024-{1 + number % 12:02}-{31 if number % 12 == 11 else 1:02}\n"
    for sex, times in ROWS
    for number in range(times)
)


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("AUDIATUR_HOME", str(tmp_path / "home"))
    return lambda *words: CliRunner().invoke(app, list(map(str, words)))


@pytest.fixture
def loaded(run, tmp_path):
    for table, text in (("places", PLACES), ("complaints", COMPLAINTS)):
        file = tmp_path / f"{table}.csv"
        file.write_text(text)
        result = run("register", "load", file, "--table", table, "--synthetic", "--country", "xx")
        assert result.exit_code == 0, result.output
    return lambda *words: run("figure", *words, "--synthetic", "--country", "xx")


def test_without_an_id_the_catalogue_is_listed(run):
    assert {one["id"] for one in json.loads(run("figure", "--json").stdout)} == set(INDICATORS)
    assert "outcome" in run("figure").stdout


def test_a_figure_is_that_of_the_last_whole_year(loaded):
    told = json.loads(loaded("proceedings.complaints", "--json").stdout)

    (total,) = told["figures"]
    assert (total["value"], total["since"], total["until"]) == (69, "2024-01-01", "2024-12-31")
    assert told["synthetic"] is True
    assert "COUNT" in told["sql"].upper()


def test_a_small_group_is_withheld_in_json_and_on_the_terminal(loaded):
    told = json.loads(loaded("proceedings.complaints", "--by", "sex", "--json").stdout)
    shown = loaded("proceedings.complaints", "--by", "sex").stdout

    values = {figure["group"]["sex"]: figure["value"] for figure in told["figures"]}
    assert values["unknown"] is None
    assert values["*"] is None or None in (values["female"], values["male"])
    assert "withheld" in shown
    assert "SYNTHETIC" in shown


def test_a_period_and_a_place_narrow_it(loaded):
    told = json.loads(
        loaded(
            "proceedings.complaints", "--since", "2024-02-01", "--until", "2024-12-31", "--place", "01", "--json"
        ).stdout
    )

    # Of 40, 25 and 4 complaints, 4, 3 and 1 are of January.
    assert told["figures"][0]["value"] == 69 - 8


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("proceedings.nothing",), "is no indicator"),
        (("proceedings.complaints", "--by", "age"), "is not broken down by age"),
        (("proceedings.complaints", "--on", "June"), "is no day"),
        (("proceedings.complaints", "--since", "2024-05-01", "--until", "2024-04-01"), "Give it in order"),
    ],
)
def test_what_cannot_be_computed_is_one_line_and_status_2(loaded, words, told):
    result = loaded(*words)

    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_register_that_was_not_loaded_is_named(run):
    result = run("figure", "proceedings.complaints")

    assert result.exit_code == 2
    assert "audiatur register load" in result.stderr
