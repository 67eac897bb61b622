"""The store of laws: a wording is kept whole, once, and an altered one is noticed."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from audiatur.topics.law import store
from audiatur.topics.law.errors import LawStoreError
from audiatur.topics.law.keeping import Given, keep_document

AT = datetime(2026, 1, 1, tzinfo=UTC)


def keep(folder: Path, text: str, *, starts: str, name: str = "act", synthetic: bool = False) -> store.Kept:
    """A wording kept from a text."""
    shelf = store.Shelf(folder, "xx", synthetic)
    given = Given(name, "Act", "2001", starts or "2026", starts)
    return keep_document(text.encode(), file="act.txt", given=given, shelf=shelf, kept_by="clerk", at=AT)[0]


OLD, NEW = "Article 1.- Ten days.\nArticle 2.- End.", "Article 1.- Five days.\nArticle 2.- End."


def test_the_law_on_a_date_comes_from_its_wordings(tmp_path: Path) -> None:
    keep(tmp_path, OLD, starts="2001-05-01")
    keep(tmp_path, NEW, starts="2010")
    keep(tmp_path, "Article 1.- One day.", starts="")

    kept = store.wordings(store.Shelf(tmp_path, "xx"), name="act")
    lines = store.timeline(kept)

    assert lines.standing(lines.key_of("1"), on=date(2009, 12, 31)).text == "Ten days."
    assert lines.standing("art_1", on=date(2010, 1, 1)).text == "Five days."
    assert store.wording_on(kept, date(2001, 4, 30)) is None
    assert len(store.drafts(kept)) == 1


def test_the_same_document_is_kept_once(tmp_path: Path) -> None:
    first, second = keep(tmp_path, OLD, starts="2001"), keep(tmp_path, OLD, starts="2001")

    assert first.manifest.wording == second.manifest.wording
    assert len(store.wordings(store.Shelf(tmp_path, "xx"))) == 1


@pytest.mark.parametrize("part", [store.DOCUMENT, store.MANIFEST])
def test_an_altered_wording_is_noticed(tmp_path: Path, part: str) -> None:
    path = keep(tmp_path, OLD, starts="2001").folder / part
    if part == store.MANIFEST:
        path.write_text(json.dumps({**json.loads(path.read_text()), "starts": "1999"}))
    else:
        path.write_bytes(path.read_bytes().replace(b"Ten", b"Two"))

    with pytest.raises(LawStoreError, match="altered"):
        store.wordings(store.Shelf(tmp_path, "xx"))


def test_invented_and_real_laws_never_mix(tmp_path: Path) -> None:
    keep(tmp_path, OLD, starts="2001", synthetic=True)

    assert store.wordings(store.Shelf(tmp_path, "xx", synthetic=False)) == ()


@pytest.mark.parametrize("name", ["../up", "A B", "", "a/b"])
def test_a_name_that_is_no_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(LawStoreError, match="no name of a law"):
        keep(tmp_path, OLD, starts="2001", name=name)
