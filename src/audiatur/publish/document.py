"""A document as the record hands it out: blocks of runs in a language each, with notes; no format yet.

What it says is composed where the words are known; `word`, `html` and `pdf` only set it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Lang = Literal["en", "km", "fr", ""]
Kind = Literal["plain", "said", "soft", "mark"]
"""How a paragraph is set: as it is, what someone said, the apparatus, a remark that must be seen."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one language; `note` becomes a footnote, `link` an address that it leads to."""

    text: str
    lang: Lang = ""
    strong: bool = False
    note: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs that are set together; `number` is its number in a numbered document."""

    runs: tuple[Run, ...]
    kind: Kind = "plain"
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of the document."""

    runs: tuple[Run, ...]
    level: int = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, with its paragraphs."""

    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head row, whose first column heads its rows; `about` describes it to those who do not see it.

    `shares` are the parts of the width that its columns take on paper, all alike where they are empty.
    """

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    about: str = ""
    shares: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.shares and len(self.shares) != len(self.head):
            raise ValueError(f"the table “{self.about}” has {len(self.shares)} shares for {len(self.head)} columns")
        if any(len(row) != len(self.head) for row in self.rows):
            raise ValueError(f"a row of the table “{self.about}” has not {len(self.head)} cells")


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents: the headings from level 2 down to level `depth`, each leading to its place."""

    title: str
    depth: int = 2


@dataclass(frozen=True, slots=True)
class Break:
    """What follows begins on a new page."""


Block = Heading | Paragraph | Table | Contents | Break


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `foot` and the label of invented content (`synthetic`) stand on every page.

    `quoting` says where to copy words from; only the PDF bears it, because Khmer copied out of a PDF is scrambled.
    """

    title: str
    lang: Lang
    blocks: tuple[Block, ...]
    foot: str
    address: str
    synthetic: str = ""
    quoting: str = ""

    def headings(self, contents: Contents) -> tuple[tuple[int, Heading], ...]:
        """The headings that a table of contents lists, each with its place among the blocks."""
        return tuple(
            (place, block)
            for place, block in enumerate(self.blocks)
            if isinstance(block, Heading) and 2 <= block.level <= contents.depth
        )

    def runs(self) -> Iterator[Run]:
        """Every run in the order of reading."""
        for block in self.blocks:
            yield from _runs_of(block)


def _runs_of(block: Block) -> Iterator[Run]:
    if isinstance(block, Table):
        for cell in (*block.head, *(cell for row in block.rows for cell in row)):
            for paragraph in cell.paragraphs:
                yield from paragraph.runs
    elif isinstance(block, Contents):
        yield Run(block.title)
    elif not isinstance(block, Break):
        yield from block.runs


def text(content: str, *, lang: Lang = "", strong: bool = False, kind: Kind = "plain") -> Paragraph:
    """A paragraph of one run."""
    return Paragraph((Run(content, lang, strong=strong),), kind)


def cell(*paragraphs: Paragraph | str) -> Cell:
    """A cell of paragraphs or of plain texts."""
    return Cell(tuple(text(one) if isinstance(one, str) else one for one in paragraphs))


def heading(content: str, *, level: int = 2, lang: Lang = "") -> Heading:
    """A heading of one run."""
    return Heading((Run(content, lang),), level)


def scripts(content: str) -> Sequence[tuple[str, bool]]:
    """A text cut where its script changes, each part with whether it is Khmer; spaces go with what stands before.

    >>> scripts("Article 31 មាត្រា ៣១ holds")
    [('Article 31 ', False), ('មាត្រា ៣១ ', True), ('holds', False)]
    """
    parts: list[tuple[str, bool]] = []
    for sign in content:
        khmer = "\u1780" <= sign <= "\u17ff" or sign in "\u200b\u200c\u200d"
        if parts and (parts[-1][1] == khmer or not (sign.isalnum() or khmer)):
            parts[-1] = (parts[-1][0] + sign, parts[-1][1])
        else:
            parts.append((sign, khmer))
    return parts
