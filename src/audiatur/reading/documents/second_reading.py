"""A second reading of Khmer pages: the printed picture read by Tesseract, beside the PDF's own text layer.

Programs that write PDFs store Khmer in the order in which they draw it, so that a page that looks right may carry text
in which clusters are parted, doubled or out of order. Neither reading is taken for the right one: the two are compared
in their normal form, and where they differ a person is told. Tesseract is optional and never imported.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from audiatur.errors import Message
from audiatur.errors import marked as _
from audiatur.reading.documents.pdf_lines import opened
from audiatur.reading.errors import NoRecogniser, ReadingError
from audiatur.reading.khmer.normalise import normal_form
from audiatur.reading.khmer.words import clusters
from audiatur.reading.result import ReadingWarning
from audiatur.reading.text import Page, Text

Recogniser = Callable[[bytes], str]
"""Takes a grey picture (PGM) and gives the text it reads."""

AGREEMENT: Final = 0.9
"""From here two readings count as alike. Tesseract itself differs from what is printed, in some fonts by more than a
tenth (python -m bench.khmer --pages), so that pages with a right layer are named too: a warning costs a look."""

PAGES_COMPARED: Final = 4
"""Pages that opening a PDF compares, spread over its Khmer pages: each takes some two seconds."""

SECONDS_IN_ALL: Final = 30.0
SECONDS_A_PAGE: Final = 60
_DOTS_PER_INCH: Final = 200
_MOST_DOTS: Final = 8_000_000
_FEWEST_CLUSTERS: Final = 30
_KHMER: Final = re.compile(r"[\u1780-\u17d3\u17dd]")
_LETTER: Final = re.compile(r"[^\W\d_]|[\u17b4-\u17d3\u17dd]")


@dataclass(frozen=True, slots=True)
class SecondReading:
    """One page read twice: the text layer, the text read from its picture, and how far the two agree (0 to 1)."""

    page: int
    layer: str
    text: str
    agreement: float


def second_reading(data: bytes, page: int, *, recognise: Recogniser | None = None) -> SecondReading:
    """Both readings of a page of the PDF, counted from 1.

    Raises:
        NoRecogniser: Tesseract with its Khmer data is not installed.
        ReadingError: the PDF cannot be opened, or Tesseract gave the page up.
    """
    recognise = recognise or recognise_khmer
    layer, picture = _printed(data, page)
    text = recognise(picture)
    return SecondReading(page, layer, text, agreement(layer, text))


def agreement(first: str, second: str) -> float:
    """The share of neighbouring Khmer clusters that two texts have in common, in whatever order their lines come.

    >>> agreement("ក្រសួងយុត្តិធម៌", "ក្រសួង យុត្តិធម៌"), agreement("ក្រសួង", "តុលាការ"), agreement("", "")
    (1.0, 0.0, 1.0)
    """
    ones, others = _neighbours(first), _neighbours(second)
    total = ones.total() + others.total()
    return 2 * (ones & others).total() / total if total else 1.0


def layer_warnings(
    data: bytes, text: Text, *, progress: Callable[[str, int, int], None], recognise: Recogniser | None = None
) -> tuple[ReadingWarning, ...]:
    """What a person should know of the Khmer text layer of a PDF; nothing where no page is mostly Khmer."""
    khmer = [page for page in text.pages if _is_khmer(text.content[page.start : page.end])]
    if not khmer:
        return ()
    if recognise is None and not is_installed():
        return (
            ReadingWarning(
                "khmer_text_layer_unverified",
                "The Khmer text of this PDF was taken from its text layer, which often has parts of letters out of "
                "order, and nothing checked it. Compare quotations with the page, or install Tesseract with Khmer "
                "data (Debian: tesseract-ocr-khm).",
            ),
        )
    return tuple(_compared(data, khmer, progress=progress, recognise=recognise or recognise_khmer))


@cache
def is_installed() -> bool:
    """Whether Tesseract is on the path and has its Khmer data."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return b"khm" in listed.stdout.split()


def recognise_khmer(picture: bytes) -> str:
    """What Tesseract reads in a grey picture.

    Raises:
        NoRecogniser: it is not installed.
        ReadingError: it gave the picture up.
    """
    program = shutil.which("tesseract")
    if program is None or not is_installed():
        raise NoRecogniser(
            _("Reading a page's picture needs Tesseract with Khmer data; install tesseract-ocr and tesseract-ocr-khm.")
        )
    try:
        done = subprocess.run(
            [program, "stdin", "stdout", "-l", "khm"],
            input=picture,
            capture_output=True,
            timeout=SECONDS_A_PAGE,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # more threads than cores make it slower, not faster
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise ReadingError(
            _("Tesseract could not read the picture of the page: %(fault)s."), fault=type(error).__name__
        ) from None
    return done.stdout.decode("utf-8", "replace")


def _compared(
    data: bytes, khmer: list[Page], *, progress: Callable[[str, int, int], None], recognise: Recogniser
) -> Iterator[ReadingWarning]:
    sample = _spread(khmer)
    until = time.monotonic() + SECONDS_IN_ALL
    read: list[SecondReading] = []
    for number, page in enumerate(sample):
        progress("second reading", number, len(sample))
        if time.monotonic() > until:
            break
        try:
            read.append(second_reading(data, page.number, recognise=recognise))
        except ReadingError:
            continue
    progress("second reading", len(sample), len(sample))
    seen = f"{_listed([one.page for one in read])} of {len(khmer)} Khmer pages compared" if read else ""
    differing = [one.page for one in read if one.agreement < AGREEMENT]
    if differing:
        yield ReadingWarning(
            "khmer_text_layer",
            f"The Khmer text of {_listed(differing)} differs from what the printed page reads as ({seen}). "
            "Parts of letters may be out of order: compare quotations with the page.",
        )
    elif not read:
        yield ReadingWarning(
            "khmer_text_layer_unverified",
            "The Khmer text of this PDF was taken from its text layer, and the second reading of its pages failed. "
            "Compare quotations with the page.",
        )


def _spread(pages: list[Page]) -> list[Page]:
    """Up to PAGES_COMPARED pages, the first and the last among them."""
    if len(pages) <= PAGES_COMPARED:
        return pages
    last = len(pages) - 1
    return [pages[round(i * last / (PAGES_COMPARED - 1))] for i in range(PAGES_COMPARED)]


def _is_khmer(content: str) -> bool:
    khmer = len(_KHMER.findall(content))
    return khmer >= _FEWEST_CLUSTERS and 2 * khmer > len(_LETTER.findall(content))


def _neighbours(text: str) -> Counter[tuple[str, str]]:
    plain = normal_form(text)
    return Counter(pairwise(plain[start:end] for start, end in clusters(plain)))


def _printed(data: bytes, number: int) -> tuple[str, bytes]:
    """The text layer and the grey picture of a page."""
    with opened(data, name=Message(_("The source"))) as document:
        if not 1 <= number <= len(document):
            raise ReadingError(
                _("The PDF has pages 1 to %(last)s; page %(asked)s was asked for."), last=len(document), asked=number
            )
        page = document[number - 1]
        textpage = page.get_textpage()
        try:
            layer = textpage.get_text_range()
            width, height = page.get_size()
            scale = min(_DOTS_PER_INCH / 72, (_MOST_DOTS / max(1.0, width * height)) ** 0.5)
            bitmap = page.render(scale=scale, grayscale=True)
            stride, rows = bitmap.stride, bytes(bitmap.buffer)
            size = (bitmap.width, bitmap.height)
            bitmap.close()
        finally:
            textpage.close()
            page.close()
    lines = (rows[row * stride : row * stride + size[0]] for row in range(size[1]))
    return layer, b"P5 %d %d 255\n" % size + b"".join(lines)


def _listed(numbers: list[int]) -> str:
    return ("page " if len(numbers) == 1 else "pages ") + ", ".join(map(str, numbers))
