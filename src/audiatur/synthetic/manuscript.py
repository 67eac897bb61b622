"""The plain text that an invented document is written in, as blocks.

One block a line: `# ` a title, `## ` a heading, `| a | b |` a row of a table, anything else a paragraph. The lines
`%name value` before the first block describe the document. A paragraph is never broken, so what a claim quotes stands
on one line here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["label", "title", "heading", "paragraph", "row"]

LABELS = {
    "en": "Synthetic document: Marovintha and every person, place and figure in this text are invented.",
    "km": "ឯកសារសំយោគ៖ ប្រទេសម៉ារ៉ូវីនថា និងបុគ្គល ទីកន្លែង តួលេខទាំងអស់ក្នុងអត្ថបទនេះ ត្រូវបានបង្កើតឡើង។",
}
"""The first line of every invented document, by its language."""


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a manuscript; a row has its cells, every other kind its text as the only cell."""

    kind: BlockKind
    cells: tuple[str, ...]

    @property
    def text(self) -> str:
        """The words of the block, the cells of a row with a bar between them."""
        return " | ".join(self.cells)


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A description (symbol, date, author …) and the blocks, the label first."""

    about: dict[str, str]
    blocks: tuple[Block, ...]

    @property
    def language(self) -> str:
        """The language that most of it is in."""
        return self.about.get("language", "en")

    @property
    def title(self) -> str:
        """The words of its title."""
        return next(block.text for block in self.blocks if block.kind == "title")

    @property
    def label(self) -> str:
        """The sentence that says that it is invented."""
        return self.blocks[0].text


def parse_manuscript(written: str) -> Manuscript:
    """The manuscript with the label put first.

    >>> parse_manuscript("%symbol X/1\\n\\n# Report\\n\\n1. First.\\n").blocks[1:]
    (Block(kind='title', cells=('Report',)), Block(kind='paragraph', cells=('1. First.',)))
    """
    lines = [line.strip() for line in written.splitlines() if line.strip()]
    about = dict(line[1:].split(" ", 1) for line in lines if line.startswith("%"))
    blocks = tuple(_block(line) for line in lines if not line.startswith("%"))
    return Manuscript(about, (Block("label", (LABELS[about.get("language", "en")],)), *blocks))


def _block(line: str) -> Block:
    if line.startswith("|"):
        return Block("row", tuple(cell.strip() for cell in line.strip("|").split("|")))
    mark, _, rest = line.partition(" ")
    match mark:
        case "#":
            return Block("title", (rest,))
        case "##":
            return Block("heading", (rest,))
        case _:
            return Block("paragraph", (line,))
