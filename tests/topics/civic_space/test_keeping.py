"""What was computed of the reports is kept under all that it depends on; one program works on a snapshot at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiatur.registers.shelf import Shelf
from audiatur.topics.civic_space import keeping
from audiatur.topics.civic_space.estimation import Answer, Interval, Lists, Refusal
from audiatur.topics.civic_space.keeping import Job, Progress
from audiatur.topics.civic_space.linkage.decisions import Decision
from audiatur.topics.civic_space.standing import Standing, Uncertain
from audiatur.topics.civic_space.trends import Documented
from audiatur.topics.civic_space.work import work

STANDING = Standing(
    snapshot="incident_reports-1",
    method="linkage, estimation",
    decided=0,
    reports=3,
    compared=2,
    incidents=(Documented(2024, frozenset({"A"})), Documented(2024, frozenset({"A", "B"}))),
    lists=Lists(("A", "B"), {(1, 0): 1, (1, 1): 1}),
    answers=(Answer(Interval(2, 3, 9), 1.0),),
    refusals=(Refusal("too_few_lists", ("A", "B")),),
    by_year={2023: None, 2024: Interval(2, 3, 4)},
    uncertain=(Uncertain("r1", "r2", 0.4),),
    missed=0.02,
)


@pytest.fixture
def job(tmp_path: Path) -> Job:
    return Job(Shelf(tmp_path / "store", country="xx", synthetic=True), tmp_path / "kept", ())


def decided(job: Job) -> Job:
    return Job(job.shelf, job.folder, (Decision("r1", "r2", "same"),))


def test_what_was_kept_is_taken_as_it_was(job: Job) -> None:
    keeping.keep(job, STANDING)

    found = keeping.look(job)

    assert found == keeping.Look(STANDING, current=True, progress=None)


def test_after_a_decision_the_former_result_stands_and_is_not_the_current_one(job: Job) -> None:
    keeping.keep(job, STANDING)

    found = keeping.look(decided(job))

    assert found.standing == STANDING
    assert not found.current
    assert decided(job).base == job.base
    assert decided(job).key != job.key


def test_where_nothing_is_kept_the_progress_is_told(job: Job) -> None:
    assert keeping.look(job) == keeping.Look(None, current=False, progress=Progress("waiting"))

    keeping.tell(job.folder, job.base, Progress("estimating", 2, 9))

    assert keeping.look(job).progress == Progress("estimating", 2, 9)


def test_one_program_works_on_a_snapshot_at_a_time(job: Job) -> None:
    with keeping.at_work(job.folder, job.base) as mine:
        assert mine
        assert keeping.working(job.folder, job.base)
        assert work(decided(job)) is None

    assert not keeping.working(job.folder, job.base)


def test_what_cannot_be_computed_is_not_begun_again(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = []
    monkeypatch.setattr(keeping.subprocess, "Popen", lambda *given, **_: begun.append(given))
    with pytest.raises(Exception, match="No snapshot"):
        work(job)

    keeping.begin(job)

    assert begun == []
    assert keeping.look(job).progress == Progress("failed")


def test_a_job_is_told_to_its_program_whole(job: Job) -> None:
    assert keeping.job_of_json(keeping.job_as_json(decided(job))) == decided(job)
