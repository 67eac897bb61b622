"""Work that is watched ends before its watcher goes on, whatever ended it."""

from __future__ import annotations

import _thread
import threading

import pytest

from audiatur.registers.watching import stoppable, watched


def test_the_result_and_the_error_of_the_work_come_through():
    def broken():
        raise LookupError("no")

    assert watched(lambda: 7, look=lambda: None, stop=lambda: None) == 7
    with pytest.raises(LookupError):
        watched(broken, look=lambda: None, stop=lambda: None)


def test_work_is_stopped_until_it_ends_and_then_the_watchers_error_comes_through():
    asked, events = threading.Event(), []

    def work():
        asked.wait(10)
        events.append("ended")

    def look():
        raise LookupError("enough")

    def stop():
        events.append("stop")
        if len(events) > 2:
            asked.set()

    with pytest.raises(LookupError):
        watched(work, look=look, stop=stop)

    assert events == ["stop", "stop", "stop", "ended"]


def test_ctrl_c_ends_work_at_its_next_word_and_lets_it_take_away_what_it_began():
    told, cleared, running = [], [], threading.Event()

    def work(progress):
        try:
            while True:
                progress("reading", None)
                running.wait(0.01)
        finally:
            cleared.append(True)

    threading.Timer(0.3, _thread.interrupt_main).start()
    with pytest.raises(KeyboardInterrupt):
        stoppable(work, progress=lambda stage, done: told.append(stage))

    assert set(told) == {"reading"}
    assert cleared == [True]
