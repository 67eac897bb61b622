"""The command writes the same draft as the page: public unless the side's is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from audiatur.commands.reporting import written_to
from audiatur.record.errors import Invalid
from tests.record_fixture import SmallRecord, small_record

SITE = "https://record.example.org"


@pytest.fixture
def small(db: None, settings: Any, tmp_path: Path) -> SmallRecord:
    settings.BLOBS = tmp_path / "blobs"
    return small_record()


def told(out: Path, *, party: str = "ministry", public: bool = True, lang: str = "en") -> str:
    written_to(out, dialogue="calidor", party=party, since="", public=public, lang=lang, site=SITE)
    return out.read_text()


def test_it_writes_what_everyone_may_see_unless_the_sides_is_asked_for(small: SmallRecord, tmp_path: Path) -> None:
    public = told(tmp_path / "a.html")
    side = told(tmp_path / "b.html", public=False)
    khmer = told(tmp_path / "c.html", lang="km")

    assert "Public: holds what everyone may see." in public
    assert f'href="{SITE}/calidor/report/"' in public
    assert "Not public: holds what members of the side “State” may see." in side
    assert '<html lang="km">' in khmer


def test_what_it_cannot_write_is_told_with_what_it_can(small: SmallRecord, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"accepted endings: \.docx, \.html, \.pdf"):
        told(tmp_path / "a.odt")
    with pytest.raises(Invalid, match="accepted: en, km"):
        told(tmp_path / "a.html", lang="fr")
    with pytest.raises(Invalid, match="There is no party 'crown'"):
        told(tmp_path / "a.html", party="crown")


def test_a_file_that_is_there_is_not_written_over(small: SmallRecord, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("mine")

    with pytest.raises(FileExistsError):
        told(tmp_path / "a.html")
    assert (tmp_path / "a.html").read_text() == "mine"
