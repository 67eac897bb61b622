"""Kept figures: the same after a round by JSON, under another key when anything they depend on changes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from audiatur.figures import keeping
from audiatur.figures.computing import Computed, compute
from tests.figures.invented import ANSWERED, ASKED, opened

ROWS = [("01", "female", "2024-03-01", "yes")] * 20 + [("02", "male", "2024-03-01", "no")] * 3
SNAPSHOTS = {"complaints": "complaints-1", "places": "places-1"}


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Computed:
    with opened(ROWS, folder=tmp_path_factory.mktemp("registers")) as registers:
        return compute(ANSWERED, registers, asked=replace(ASKED, by=("sex",)), country="Land")


def test_what_is_kept_is_read_as_it_was(computed: Computed, tmp_path: Path) -> None:
    path = tmp_path / "figures" / "one.json"

    keeping.keep(computed, path=path)

    assert keeping.kept(path, indicator=ANSWERED, asked=computed.asked) == computed


def test_what_was_altered_or_is_not_there_is_computed_anew(computed: Computed, tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    keeping.keep(computed, path=path)
    path.write_text(path.read_text(encoding="utf-8").replace("Land", "Loud"), encoding="utf-8")

    assert keeping.kept(path, indicator=ANSWERED, asked=computed.asked) is None
    assert keeping.kept(tmp_path / "none.json", indicator=ANSWERED, asked=computed.asked) is None


def test_no_number_of_a_withheld_figure_is_in_the_json(computed: Computed) -> None:
    told = json.loads(json.dumps(keeping.computed_as_json(computed)))

    hidden = [figure for figure in told["figures"] if figure["release"] == "withheld"]
    assert hidden
    for figure in hidden:
        assert {figure[name] for name in ("value", "low", "high", "n", "numerator", "denominator")} == {None}


def key(**changed: object) -> str:
    given = {"indicator": ANSWERED, "registers": SNAPSHOTS, "asked": ASKED, "country": "Land", **changed}
    return keeping.key_of(given.pop("indicator"), given.pop("registers"), **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changed",
    [
        {"indicator": replace(ANSWERED, version=2)},
        {"registers": {**SNAPSHOTS, "places": "places-2"}},
        {"asked": replace(ASKED, by=("sex",))},
        {"country": "Other"},
    ],
)
def test_the_key_changes_with_everything_that_a_figure_depends_on(changed: dict[str, object]) -> None:
    assert key(**changed) != key()


def test_the_key_changes_with_the_code_and_not_with_other_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    before = key()

    assert key(registers={**SNAPSHOTS, "persons": "persons-9"}) == before
    monkeypatch.setattr(keeping, "code_hash", lambda: "another")
    assert key() != before
