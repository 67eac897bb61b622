"""Documents on their way: private, read in the background, told when lost, forgotten in time."""

from __future__ import annotations

import fcntl
import os
import stat
import threading
import time

import pytest

from audiatur.reading.errors import EncryptedDocument
from audiatur.site import staging
from tests import readings


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.STAGING = tmp_path / "staging"
    return settings.STAGING


def staged(owner=1, *, content=b"The minister said it rained.", name="a.txt"):
    return staging.stage(owner, chunks=[content[:5], content[5:]], about={"name": name, "title": "T"})


def until(document, *stages):
    """The progress once it is one of the stages."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        progress = staging.progress_of(document)
        if progress.stage in stages:
            return progress
        time.sleep(0.02)
    raise AssertionError(f"still {staging.progress_of(document)}")


def test_a_document_is_kept_whole_in_folders_that_only_this_system_user_opens(place):
    document = staged()

    assert document.content() == b"The minister said it rained."
    for folder in (place, place / "1", document.folder):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_document_is_found_by_its_owner_alone():
    document = staged(owner=1)

    assert staging.staged_get(1, document.token) == document
    assert staging.staged_get(2, document.token) is None
    assert staging.staged_get(1, "../2") is None


def test_a_document_is_read_and_the_reading_comes_back():
    document = staged()

    staging.read_in_background(document)

    assert until(document, "read").stage == "read"
    assert document.reading().text.content == "The minister said it rained."


def test_the_answers_may_change_and_the_reading_stays():
    document = staged()
    staging.read_in_background(document)
    until(document, "read")

    staging.tell(document, {"name": "a.txt", "title": "Other"})

    again = staging.staged_get(1, document.token)
    assert again is not None
    assert again.about["title"] == "Other"
    assert staging.progress_of(again).stage == "read"


def test_a_document_that_cannot_be_read_tells_why(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise EncryptedDocument("locked")

    monkeypatch.setattr(staging, "read_document", refuse)
    document = staged()

    staging.read_in_background(document)

    assert until(document, "failed").code == "encrypted"


def test_a_fault_of_ours_is_told_and_logged_without_the_words_of_the_document(monkeypatch, caplog):
    def break_down(*_args, **_kwargs):
        raise RuntimeError("a bug")

    monkeypatch.setattr(staging, "read_document", break_down)
    document = staged()

    staging.read_in_background(document)

    assert until(document, "failed").code == "fault"
    assert "reading of a staged document failed" in caplog.text


def reading_that_waits(monkeypatch):
    """A reader that tells two pages, then waits to be let go; and what lets it."""
    told, go = threading.Event(), threading.Event()

    def read(content, *, name, progress, **_topics):
        progress("pages", 3, 9)
        told.set()
        go.wait(20)
        progress("statements", 0, 1)
        return readings.read(content.decode(), name=name)[1]

    monkeypatch.setattr(staging, "read_document", read)
    return told, go


def test_progress_tells_the_step_and_the_page(monkeypatch):
    told, go = reading_that_waits(monkeypatch)
    document = staged()
    staging.read_in_background(document)
    assert told.wait(20)

    progress = staging.progress_of(document)

    go.set()
    assert (progress.stage, progress.step, progress.done, progress.total) == ("reading", "pages", 3, 9)
    until(document, "read")


def test_one_document_is_read_at_a_time_and_the_next_one_waits(monkeypatch):
    told, go = reading_that_waits(monkeypatch)
    first, second = staged(), staged()
    staging.read_in_background(first)
    assert told.wait(20)
    staging.read_in_background(second)

    assert staging.progress_of(second).stage == "waiting"

    go.set()
    until(first, "read")
    until(second, "read")


def test_a_document_given_up_while_it_is_read_leaves_nothing(monkeypatch, place):
    told, go = reading_that_waits(monkeypatch)
    document = staged()
    staging.read_in_background(document)
    assert told.wait(20)

    staging.drop(document)
    go.set()

    for thread in threading.enumerate():
        if document.token in thread.name:
            thread.join(20)
    assert list((place / "1").iterdir()) == []


def test_a_reading_that_ended_with_its_program_is_told_as_lost_and_can_be_begun_again():
    document = staged()
    handle = os.open(document.folder / "lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(handle, fcntl.LOCK_EX)
    assert staging.progress_of(document).stage == "waiting"

    os.close(handle)
    assert staging.progress_of(document).stage == "lost"

    staging.read_in_background(document)
    until(document, "read")


def test_what_lay_for_a_day_is_forgotten():
    old, new = staged(), staged()
    day = staging.KEPT_SECONDS
    os.utime(old.folder, (0, new.folder.stat().st_mtime - day - 10))

    staging.sweep(now=new.folder.stat().st_mtime)

    assert [document.token for document in staging.staged_by(1)] == [new.token]
