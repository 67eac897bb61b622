"""The command searches as the page does: as everyone, or as a person."""

from __future__ import annotations

import json

import pytest

from audiatur.commands.searching import Asked, searched
from audiatur.record.errors import Invalid
from audiatur.record.models import Visibility
from tests.record.small import Small, small_dialogue


@pytest.fixture
def small(db: None, settings: object, tmp_path: object) -> Small:
    settings.BLOBS = tmp_path / "blobs"
    made = small_dialogue()
    made.press("The prisons\x1b[31m are full.", visibility=Visibility.RESTRICTED)
    return made


def asked(query: str, *, dialogue: str = "osmere", by: str = "", kind: str = "", page: int = 1) -> Asked:
    return Asked(query, dialogue=dialogue, by=by, kind=kind, page=page)


def test_without_a_person_it_finds_what_everyone_may_see(small: Small) -> None:
    assert searched(asked("prisons"), as_json=False) == "Nothing holds all of these words."


def test_hits_are_printed_by_kind_on_one_line_each(small: Small) -> None:
    lines = searched(asked("prisons full", by="osmere-secretariat", kind="passage"), as_json=False).splitlines()

    assert lines[-2] == "passage: 1"
    assert lines[-1].endswith("are full.")
    assert "\x1b" not in lines[-1]


def test_json_holds_counts_and_places(small: Small) -> None:
    groups = json.loads(searched(asked("prisons", by="osmere-secretariat"), as_json=True))

    (passage,) = [group for group in groups if group["kind"] == "passage"]
    assert passage["count"] == 1
    assert passage["hits"][0]["start"] == 0


@pytest.mark.parametrize("given", [{"dialogue": "nowhere"}, {"by": "nobody"}, {"kind": "nonsense"}])
def test_an_unknown_name_is_told(small: Small, given: dict[str, str]) -> None:
    with pytest.raises(Invalid, match=next(iter(given.values()))):
        searched(asked("prisons", **given), as_json=False)
