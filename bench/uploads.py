"""Damaged files through everything that opens what people give: each must be read or refused by an error of ours.

.venv/bin/python -m bench.uploads [INPUTS] [SEED]     10,000 by default; the status is 1 where one crashed

Each input is a sound file of its kind with bytes changed, cut, doubled, swapped or mixed with another's. A crash is an
exception that is none of ours, a program that ended, or one that took longer than `MOST_SECONDS`.
"""

from __future__ import annotations

import io
import multiprocessing
import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tests.reading.documents.pdf_files import body, pdf

from audiatur.errors import AudiaturError
from bench.hostile import docx

MOST_SECONDS: Final = 30
TEXT: Final = (
    "The minister said that 400 of 1,100 prisoners await a judgment. “Nobody is above the law,” he added.\n\n"
    "Article 1.- Purpose\nThis law protects all.\n\nArticle 2.- Scope\nIt applies to 12 % of cases (34 of 283).\n"
)
HTML: Final = f"<!doctype html><html><head><title>A</title></head><body><h1>News</h1><p>{TEXT}</p></body></html>"
MAIL: Final = f"From: a@example.org\nSubject: News\nDate: Mon, 5 Jan 2026 10:00:00 +0000\n\n{TEXT}"
CSV: Final = "place,name,kind,within\nP1,Vale,province,\nP2,Hill,district,P1\n"


def _workbook() -> bytes:
    import xlsxwriter

    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as book:
        sheet = book.add_worksheet()
        for number, line in enumerate(CSV.splitlines()):
            sheet.write_row(number, 0, line.split(","))
    return held.getvalue()


def _document(data: bytes, name: str) -> None:
    from audiatur.reading import read_document
    from audiatur.topics import WORDS

    read_document(data, name=name, topics=WORDS)


def _law(data: bytes, name: str) -> None:
    from audiatur.topics.law.akn_reading import read_akn
    from audiatur.topics.law.importing import import_document

    (read_akn(data) if name.endswith(".xml") else import_document(data, name=name))


def _register(data: bytes, name: str) -> None:
    from audiatur.registers.loading import load
    from audiatur.registers.shared_tables import PLACES

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        load(path, table=PLACES, tables=[PLACES], at=datetime(2026, 1, 5, tzinfo=UTC), store=Path(folder) / "store")


def _copy(data: bytes, name: str) -> None:
    from audiatur.site.copies import NoCopy, without_metadata

    try:
        without_metadata(data, kind=name.rsplit(".", 1)[1])
    except (NoCopy, zipfile.BadZipFile, Exception) as fault:
        if isinstance(fault, MemoryError | RecursionError):
            raise


PATHS: Final[Mapping[str, tuple[Callable[[bytes, str], None], Mapping[str, Callable[[], bytes]], float]]] = {
    "documents": (
        _document,
        {
            "a.txt": TEXT.encode, "a.html": HTML.encode, "a.eml": MAIL.encode,
            "a.docx": lambda: docx(*TEXT.splitlines()), "a.pdf": lambda: pdf(body(*TEXT.splitlines())),
        },
        0.55,
    ),
    "laws": (_law, {"a.txt": TEXT.encode, "a.docx": lambda: docx(*TEXT.splitlines()), "a.html": HTML.encode}, 0.15),
    "registers": (_register, {"a.csv": CSV.encode, "a.xlsx": _workbook}, 0.15),
    "copies": (
        _copy,
        {"a.docx": lambda: docx(*TEXT.splitlines()), "a.pdf": lambda: pdf(body(*TEXT.splitlines()))},
        0.15,
    ),
}  # fmt: skip
"""What opens files: how, sound files by name, and its share of the inputs."""


def damaged(sound: bytes, other: bytes, *, draw: random.Random) -> bytes:
    """The bytes with one to eight faults."""
    data = bytearray(sound)
    for _ in range(draw.randint(1, 8)):
        if not data:
            break
        at, length = draw.randrange(len(data)), draw.randint(1, 40)
        fault = draw.randrange(7)
        if fault == 0:
            data[at] = draw.randrange(256)
        elif fault == 1:
            del data[at : at + length]
        elif fault == 2:
            data[at:at] = data[at : at + length] * draw.randint(1, 30)
        elif fault == 3:
            data[at : at + length] = draw.randbytes(length)
        elif fault == 4:
            data[at : at + 4] = draw.choice([b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff", b"<!--", b"]]>", b"&x;"])
        elif fault == 5:
            begin = draw.randrange(len(other))
            data[at:at] = other[begin : begin + length * 10]
        else:
            del data[at:]
    return bytes(data)


def inputs(count: int, *, seed: int) -> list[tuple[str, str, bytes]]:
    """So many inputs: the path, the file's name, its bytes."""
    draw = random.Random(seed)
    made: list[tuple[str, str, bytes]] = []
    for path, (_, sound, share) in PATHS.items():
        files = {name: make() for name, make in sound.items()}
        for number in range(round(count * share)):
            name = list(files)[number % len(files)]
            made.append((path, name, damaged(files[name], draw.choice(list(files.values())), draw=draw)))
    return made


def tried(given: tuple[str, str, bytes]) -> tuple[str, str]:
    """What became of one input: the path, and "read", the error's name, or "crash: …"."""
    path, name, data = given
    try:
        PATHS[path][0](data, name)
    except AudiaturError as fault:
        return path, type(fault).__name__
    except Exception as fault:
        return path, f"crash: {type(fault).__name__}: {fault}"[:200]
    return path, "read"


def main() -> None:
    """Try them all in one other program, so that one that ends is noticed."""
    count, seed = (int(given) for given in (*sys.argv[1:], *("10000", "1")[len(sys.argv) - 1 :]))
    began, outcomes = time.monotonic(), Counter[tuple[str, str]]()
    given = inputs(count, seed=seed)
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=2500) as pool:
        running = pool.imap(tried, given)
        for one in given:
            try:
                outcomes[running.next(timeout=MOST_SECONDS)] += 1
            except multiprocessing.TimeoutError:
                outcomes[one[0], f"crash: no answer within {MOST_SECONDS} s"] += 1
                break
    crashes = 0
    for (path, outcome), number in sorted(outcomes.items()):
        crashes += number if outcome.startswith("crash") else 0
        print(f"{path:10} {number:6,} {outcome}")
    print(f"{sum(outcomes.values()):,} inputs, {crashes} crashes, {time.monotonic() - began:.0f} s (seed {seed})")
    sys.exit(1 if crashes else 0)


if __name__ == "__main__":
    main()
