"""Reads a document of a stranger in a program of its own, within memory and time: no file can stop or enter the site.

The site calls `read_document`, which runs `python -m audiatur.site.reading_apart NAME MEMORY`. That program takes the
bytes on its standard input, bounds itself, and answers in lines of JSON: its progress, then what it read or why it
could not. It knows neither the database nor the secrets of the installation.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from audiatur import reading
from audiatur.errors import marked as _
from audiatur.reading import Reading
from audiatur.reading.errors import ReadingError, TooLarge
from audiatur.reading.keeping import reading_from_json, reading_to_json
from audiatur.reading.pipeline import Progress, silent
from audiatur.site.bounds import bare_environment, bound
from audiatur.topics import WORDS


class ReadingFault(Exception):
    """The reading program ended by a fault of ours; the document's words are in no message."""


def read_document(data: bytes, *, name: str, progress: Progress = silent) -> Reading:
    """What was read, as `audiatur.reading.read_document` gives it, with suggested topics.

    Raises:
        ReadingError: the document cannot be read; `TooLarge` where it needs more memory or time than a page may take.
        ReadingFault: the program failed.
    """
    # Imported here: the reading program needs no engine, and starts without it in half the time.
    from audiatur.registers.engine import engine_settings

    memory = engine_settings(os.environ).memory_bytes
    command = [sys.executable, "-m", "audiatur.site.reading_apart", name, str(memory)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=bare_environment()
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        try:
            _hand_over(program.stdin, data)
            found = _answer(program.stdout, progress=progress)
        except BaseException:
            program.kill()
            raise
    if found is None:
        raise TooLarge(_("The document needs more memory or time than is accepted. Split it and add the parts."))
    return found


def _hand_over(pipe: Any, data: bytes) -> None:
    """Give the bytes; a program that ended before it took them is told by its answer."""
    try:
        pipe.write(data)
        pipe.close()
    except BrokenPipeError:
        pass


def _answer(lines: Iterable[bytes], *, progress: Progress) -> Reading | None:
    """The reading; None where the program ended without an answer, as one does that reaches its bounds."""
    for line in lines:
        told = json.loads(line)
        if "step" in told:
            progress(told["step"], told["done"], told["total"])
        elif "refused" in told:
            raise _error(told)
        elif "fault" in told:
            raise ReadingFault(told["fault"])
        else:
            return reading_from_json(told["reading"])
    return None


def _error(told: Mapping[str, Any]) -> ReadingError:
    kinds: dict[str, type[ReadingError]] = {kind.code: kind for kind in ReadingError.__subclasses__()}
    return kinds.get(told["refused"], ReadingError).of_json(told["reason"])


def main() -> None:
    """Read one document."""
    # What libraries print goes nowhere; only the answer goes where answers are awaited.
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    bound(int(sys.argv[2]))

    def tell(**told: object) -> None:
        out.write(json.dumps(told, ensure_ascii=False) + "\n")
        out.flush()

    def progress(step: str, done: int, total: int) -> None:
        tell(step=step, done=done, total=total)

    try:
        found = reading.read_document(sys.stdin.buffer.read(), name=sys.argv[1], topics=WORDS, progress=progress)
        tell(reading=reading_to_json(found))
    except ReadingError as fault:
        tell(refused=fault.code, reason=fault.as_json())
    except MemoryError:
        sys.exit(1)
    except Exception as fault:
        tell(fault=type(fault).__name__)


if __name__ == "__main__":
    main()
