"""The program that computes what the reports say: `python -m audiatur.topics.civic_space.work` reads a job as JSON."""

from __future__ import annotations

import os
import sys

from audiatur.registers.shelf import open_newest
from audiatur.topics.civic_space import keeping
from audiatur.topics.civic_space.keeping import Job, Progress
from audiatur.topics.civic_space.standing import TABLES, Standing, Tell, stands


def work(job: Job, *, told: Tell | None = None) -> Standing | None:
    """Compute and keep what a job asks for; None where another program works on the same snapshots.

    Whatever keeps it from being computed is raised, and kept too.
    """
    key, base = job.key, job.base

    def tell(stage: str, done: int, total: int) -> None:
        keeping.tell(job.folder, base, Progress(stage, done, total))
        if told:
            told(stage, done, total)

    with keeping.at_work(job.folder, base) as mine:
        if not mine:
            return None
        if (found := keeping.kept(job.folder, key)) is not None:
            return found
        try:
            with open_newest(job.shelf, tables=TABLES, environment=os.environ) as registers:
                standing = stands(registers, decisions=job.decisions, tell=tell)
        except Exception as fault:
            # Whatever it is would happen again: without this, every view of the page would begin it anew.
            keeping.fail(job.folder, key, str(fault))
            raise
        keeping.keep(job, standing)
        return standing


if __name__ == "__main__":
    os.nice(5)
    work(keeping.job_of_json(sys.stdin.read()))
