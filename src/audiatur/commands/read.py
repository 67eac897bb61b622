"""`audiatur read`: documents → tables for people, JSON Lines for programs."""

from __future__ import annotations

import io
import json
import logging
import os
import signal
import stat
import sys
import traceback
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from audiatur.commands.apart import CPU_SECONDS, MEMORY_BYTES, STOPPED, run_apart
from audiatur.commands.terminal import one_line
from audiatur.errors import AudiaturError
from audiatur.reading import Reading, read_document
from audiatur.reading.documents import load_parsers, too_large
from audiatur.reading.limits import FILE_BYTES
from audiatur.topics import WORDS

if TYPE_CHECKING:
    from audiatur.reading import Progress

UNUSABLE: Final = 2
"""The status where a file could not be read."""

NO_READER: Final = 141
"""The status where the reader of the output went away (128 + SIGPIPE)."""

STANDARD_INPUT: Final = "-"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for besides the files."""

    as_json: bool = False
    debug: bool = False


def read_files(names: Sequence[str], *, asked: Asked) -> int:
    """Read the files one after another and print what they give; the exit status of the command."""
    _speak_utf8()
    worst = 0
    try:
        if len(names) > 1:
            load_parsers()
        for name in names:
            status = run_apart(partial(_read_one, name, asked=asked))
            if status in (STOPPED, NO_READER):
                raise KeyboardInterrupt if status == STOPPED else BrokenPipeError
            if status < 0:
                _complain(name, _why_stopped(-status))
            elif status not in (0, UNUSABLE):
                _complain(name, "could not be read: internal fault, please report it.")
            worst = worst if status == 0 else UNUSABLE
    except KeyboardInterrupt:
        sys.stderr.write("audiatur read: stopped.\n")
        return STOPPED
    except BrokenPipeError:
        return _without_output()
    return worst


def _read_one(name: str, *, asked: Asked) -> int:
    """Read and print one file, in a process of its own; every failure becomes one line."""
    # Libraries warn about documents in words for programmers; what people must know is in the reading.
    logging.getLogger().addHandler(logging.NullHandler())
    warnings.simplefilter("ignore")
    try:
        _print(_reading(name), as_json=asked.as_json)
        sys.stdout.flush()
    except BrokenPipeError:
        return _without_output()
    except MemoryError:
        return _failed(name, f"The file needs more than {MEMORY_BYTES // 1024**2} MiB to be read. Split it.", asked)
    except (AudiaturError, OSError) as fault:
        return _failed(name, _in_words(fault), asked)
    except Exception as fault:
        return _failed(name, f"could not be read: internal fault {_place_of(fault)}, please report it.", asked)
    return 0


def _reading(name: str) -> Reading:
    shown = "standard input" if name == STANDARD_INPUT else Path(name).name
    with _progress(shown) as progress:
        return read_document(received(name), name=shown, topics=WORDS, progress=progress)


def received(name: str) -> bytes:
    """The bytes of a file, or of standard input for "-"; too many are refused before they are read.

    Raises:
        TooLarge: there are more bytes than is accepted.
        OSError: there is no such file, or it may not be read.
    """
    if name == STANDARD_INPUT:
        return _capped(sys.stdin.buffer)
    with open(name, "rb") as stream:
        status = os.fstat(stream.fileno())
        if stat.S_ISREG(status.st_mode) and status.st_size > FILE_BYTES:
            raise too_large()
        return _capped(stream)


def _capped(stream: BinaryIO) -> bytes:
    # A pipe or device has no size to look at.
    found = stream.read(FILE_BYTES + 1)
    if len(found) > FILE_BYTES:
        raise too_large()
    return found


def _print(reading: Reading, *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(as_line(reading) + "\n")
        return
    from audiatur.commands.read_tables import print_reading

    print_reading(reading, file=sys.stdout)


def as_line(reading: Reading) -> str:
    """The reading as one line of JSON; characters that UTF-8 cannot hold are escaped."""
    found = reading.as_json()
    line = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(found, separators=(",", ":"))
    return line


@contextmanager
def _progress(name: str) -> Iterator[Progress]:
    """A line on the terminal that says how far the reading is; nothing where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield _silent
        return
    from audiatur.commands.read_tables import progress_bar

    bar, told = progress_bar(name, file=sys.stderr)
    try:
        yield told
    finally:
        bar.stop()


def _silent(_step: str, _done: int, _total: int) -> None:
    pass


def _failed(name: str, message: str, asked: Asked) -> int:
    _complain(name, message)
    if asked.debug:
        traceback.print_exc()
    return UNUSABLE


def _complain(name: str, message: str) -> None:
    sys.stderr.write(f"audiatur read: {one_line(name)}: {one_line(message)}\n")


def _in_words(fault: AudiaturError | OSError) -> str:
    """What went wrong, without the number and the repeated name of the system's own message."""
    if isinstance(fault, FileNotFoundError):
        return "There is no such file."
    if isinstance(fault, IsADirectoryError):
        return "This is a folder. Give the files in it."
    if isinstance(fault, PermissionError):
        return "The file may not be read by this user."
    if isinstance(fault, OSError):
        return f"The file could not be opened: {fault.strerror or type(fault).__name__}."
    return str(fault)


def _why_stopped(number: int) -> str:
    if number == getattr(signal, "SIGXCPU", None):
        return f"The file takes more than {CPU_SECONDS // 60} minutes to read. Split it."
    return f"The reader of the file was stopped by the system (signal {number}). The file may be damaged."


def _place_of(fault: BaseException) -> str:
    """Kind and line of a fault; never its message, which may hold words of the document."""
    frames = traceback.extract_tb(fault.__traceback__)
    own = [frame for frame in frames if "audiatur" in frame.filename] or frames
    return f"{type(fault).__name__} at {Path(own[-1].filename).name}:{own[-1].lineno}" if own else type(fault).__name__


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _without_output() -> int:
    """Let nothing more be written to an output that nobody reads, the interpreter's own last flush included."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return NO_READER
