"""Long work that can be watched and stopped: it runs in a thread of its own while this one tells how far it is.

Whoever is told can stop the work by raising; Ctrl-C does the same.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Final, TypeVar

Result = TypeVar("Result")
Progress = Callable[[str, float | None], None]
"""Told the stage of the work and the fraction of it that is done, from 0 to 1, or None where nobody knows."""

POLL_SECONDS: Final = 0.1


def silent(stage: str, done: float | None) -> None:
    """The progress that nobody asked for."""


def watched(work: Callable[[], Result], *, look: Callable[[], None], stop: Callable[[], None]) -> Result:
    """What `work` returns; `look` is called some times a second, and `stop` where it raises.

    The exception comes through only after the work has ended, so that nothing goes on behind the caller's back.
    """
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="audiatur-work") as thread:
        future = thread.submit(work)
        try:
            while not wait([future], timeout=POLL_SECONDS).done:
                look()
        except BaseException:
            _end(future, stop=stop)
            raise
        return future.result()


def stoppable(work: Callable[[Progress], Result], *, progress: Progress = silent) -> Result:
    """What `work` returns; Ctrl-C ends it when it next tells how far it is, and it takes away what it had begun.

    Polars ends its work on Ctrl-C by itself and leaves the signal to Python, which would raise again in the midst of
    the taking away: so the work is not done by the thread that signals come to.
    """
    pressed = threading.Event()

    def told(stage: str, done: float | None) -> None:
        if pressed.is_set():
            raise KeyboardInterrupt
        progress(stage, done)

    return watched(lambda: work(told), look=lambda: None, stop=pressed.set)


def _end(future: Future[Result], *, stop: Callable[[], None]) -> None:
    """Stop again and again: work that has not reached the engine yet cannot be stopped there."""
    while not future.done():
        stop()
        wait([future], timeout=POLL_SECONDS)
