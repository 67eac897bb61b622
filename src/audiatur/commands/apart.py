"""A piece of work in a process of its own, with bounded memory and time.

Parsers written in C meet hostile files here: what one of them does to its process must not end the reading of others.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Final

MEMORY_BYTES: Final = 900 * 1024**2
"""Memory of the work, so that with the program's own code it stays below 1 GiB."""

CPU_SECONDS: Final = 15 * 60
"""Processor time of the work: a hundred times what the largest document takes."""

STOPPED: Final = 130
"""The status of a program stopped by Ctrl-C (128 + SIGINT)."""


def run_apart(work: Callable[[], int]) -> int:
    """The status that `work` returns; negative where its process was ended by that signal.

    Where the system has no fork, the work runs here and its memory is not bounded.
    """
    if not hasattr(os, "fork"):
        return work()
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        _work_and_exit(work)
    try:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    except KeyboardInterrupt:
        _end(child)
        raise


def _end(child: int) -> None:
    """End a process that a parser in C may keep from noticing Ctrl-C; it holds nothing that is worth waiting for."""
    # It may have ended by itself, and been waited for, in the moment before.
    with suppress(ChildProcessError, ProcessLookupError):
        if os.waitpid(child, os.WNOHANG) == (0, 0):
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _work_and_exit(work: Callable[[], int]) -> None:
    status = 1
    try:
        _bound()
        status = work()
        sys.stdout.flush()
        sys.stderr.flush()
    except KeyboardInterrupt:
        status = STOPPED
    finally:
        # Not sys.exit: the handlers of the parent's exit must not run twice.
        os._exit(status)


def _bound() -> None:
    """Bound memory and time of this process, and let it leave no image of its memory behind."""
    try:
        import resource
    except ImportError:
        return
    for limit, amount in (
        (resource.RLIMIT_DATA, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        if hard == resource.RLIM_INFINITY or amount <= hard:
            resource.setrlimit(limit, (amount, hard))
