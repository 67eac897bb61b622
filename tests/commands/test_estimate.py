"""The command computes what the pages show, and keeps it for them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from audiatur.commands.estimate import AtWork, Folders, estimated
from audiatur.registers.errors import SnapshotError
from audiatur.registers.shelf import Shelf
from audiatur.topics.civic_space import keeping
from audiatur.topics.civic_space.keeping import Job
from tests.record_fixture import SmallRecord, small_record
from tests.topics.civic_space.test_standing import keep, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(db: None, settings: object, tmp_path: Path) -> SmallRecord:
    """The small record, which no other test shares."""
    settings.BLOBS = tmp_path / "blobs"
    return small_record()


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path / "registers", tmp_path / "figures")


def test_what_it_computes_is_kept_for_the_pages(record: SmallRecord, folders: Folders, tmp_path: Path) -> None:
    for name, path in written(tmp_path).items():
        keep(path, table=name, store=folders.registers, country="")

    told = json.loads(estimated("calidor", folders=folders, as_json=True))

    job = Job(Shelf(folders.registers, country="", synthetic=True), folders.figures / "incidents", ())
    kept = keeping.look(job).standing
    assert kept is not None
    assert told["documented"] == kept.lists.by_list()
    assert any(answer["low"] <= 600 <= answer["high"] for answer in told["answers"])
    assert "Documented: " in estimated("calidor", folders=folders, as_json=False)


def test_without_reports_it_says_what_to_load(record: SmallRecord, folders: Folders) -> None:
    with pytest.raises(SnapshotError, match="register load"):
        estimated("calidor", folders=folders, as_json=False)


def test_it_does_not_compute_beside_another_program(record: SmallRecord, folders: Folders) -> None:
    job = Job(Shelf(folders.registers, country="", synthetic=True), folders.figures / "incidents", ())

    with keeping.at_work(job.folder, job.base), pytest.raises(AtWork):
        estimated("calidor", folders=folders, as_json=False)
