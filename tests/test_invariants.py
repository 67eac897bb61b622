"""The sixteen invariants of the design: each has a test that is named for it, and those that belong nowhere else."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

from audiatur.record.changes import change
from audiatur.record.errors import Invalid, UnrecordedChange
from audiatur.record.models import Passage, Source
from audiatur.registers.errors import NatureMixed
from audiatur.registers.loading import load
from audiatur.registers.shared_tables import PLACES
from audiatur.registers.snapshots import one_nature, snapshot_list, snapshot_open
from tests.figures.invented import PLACE_ROWS
from tests.record.small import Small, small_dialogue
from tests.shared import ROOT

NUMBERS = range(1, 17)


@pytest.fixture
def small(db: None, settings: object, tmp_path: Path) -> Small:
    settings.BLOBS = tmp_path / "blobs"  # type: ignore[attr-defined]
    return small_dialogue()


def named() -> dict[int, list[str]]:
    """The tests that are named for each invariant."""
    found: dict[int, list[str]] = defaultdict(list)
    for module in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and (told := re.match(r"test_invariant_(\d+)_", node.name)):
                found[int(told[1])].append(f"{module.relative_to(ROOT)}::{node.name}")
    return found


@pytest.mark.parametrize("number", NUMBERS)
def test_every_invariant_has_a_test_that_is_named_for_it(number: int) -> None:
    assert named()[number]


def test_no_test_is_named_for_an_invariant_that_there_is_not() -> None:
    assert set(named()) == set(NUMBERS)


@pytest.mark.parametrize(("model", "field", "other"), [
    (Passage, "exact", "other words"), (Passage, "start", 1), (Source, "content", "Another text."),
    (Source, "sha256", "0" * 64),
])  # fmt: skip
def test_invariant_2_the_text_of_a_passage_and_of_its_source_is_never_edited(
    small: Small, model: type[Passage | Source], field: str, other: object
) -> None:
    from audiatur.record.services import claim_note, passage_find

    source = small.press()
    claim_note(
        small.question(), by=small.secretariat, attributed_to="Rapporteur", text="Prisons are full.", source=source,
        passages=[passage_find(source, "the prisons of Osmere were full")],
    )  # fmt: skip
    row = model.objects.get()
    before = getattr(row, field)
    setattr(row, field, other)

    with pytest.raises(Invalid, match="never edited"), change("edited", by=small.secretariat):
        row.save()
    with pytest.raises(UnrecordedChange):
        model.objects.update(**{field: other})

    assert getattr(model.objects.get(), field) == before


def test_invariant_12_invented_rows_are_never_mixed_with_real_ones(tmp_path: Path) -> None:
    file = tmp_path / "places.csv"
    file.write_text(PLACE_ROWS, encoding="utf-8")
    for synthetic in (True, False):
        load(
            file, table=PLACES, tables=[PLACES], at=datetime(2026, 1, 5, tzinfo=UTC), store=tmp_path / "store",
            synthetic=synthetic,
        )  # fmt: skip
    both = [snapshot_open(kept.snapshot, store=tmp_path / "store") for kept in snapshot_list(tmp_path / "store")]

    assert len(both) == 2
    with pytest.raises(NatureMixed, match="never mix"):
        one_nature(both)
