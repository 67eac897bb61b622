"""What a law is: a work, one expression of it, and its provisions as a tree; immutable values, no file format."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

Level = Literal[
    "book", "part", "title", "subtitle", "chapter", "subchapter", "section", "subsection", "division",
    "annex", "article", "rule", "clause", "paragraph", "point", "indent",
]  # fmt: skip
"""The names of Akoma Ntoso's elements; an annex is its `hcontainer`."""

CONTAINERS: Final[tuple[Level, ...]] = (
    "book", "part", "title", "subtitle", "chapter", "subchapter", "section", "subsection", "division", "annex",
)  # fmt: skip
UNITS: Final[tuple[Level, ...]] = ("article", "rule", "clause")
"""The levels that a law is cited, amended and compared by."""

WorkKind = Literal["act", "bill"]


@dataclass(frozen=True, slots=True)
class Work:
    """A law as such, whatever its wording: country code, kind, year or day (EDTF), short name, title."""

    country: str
    kind: WorkKind
    date: str
    name: str
    title: str

    @property
    def uri(self) -> str:
        """The work's address after Akoma Ntoso's naming convention, by its year.

        >>> Work("kh", "act", "2007-08-10", "code-of-criminal-procedure", "Code").uri
        '/akn/kh/act/2007/code-of-criminal-procedure'
        """
        return f"/akn/{self.country}/{self.kind}/{self.date[:4]}/{self.name}"


@dataclass(frozen=True, slots=True)
class Provision:
    """One numbered part of a law with what stands in it.

    `number` is the bare number in ASCII ("12bis", "63-4", "II"), `printed` the words and signs that carry it in the
    text ("Article 12 bis.-"). `lines` stand before the parts inside, `closing` after them. `quoted` lines of an
    amending law stay among the lines.
    """

    level: Level
    number: str
    printed: str
    heading: str = ""
    lines: tuple[str, ...] = ()
    children: tuple[Provision, ...] = ()
    closing: tuple[str, ...] = ()
    eid: str = ""

    def walk(self) -> Iterator[Provision]:
        """The provision and everything inside it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()

    def own_text(self) -> str:
        """Its words without number and heading, one line a paragraph, parts inside with their numbers."""
        return "\n".join(self._text_lines())

    def _text_lines(self) -> Iterator[str]:
        yield from self.lines
        for child in self.children:
            head = " ".join(part for part in (child.printed, child.heading) if part)
            inner = list(child._text_lines())
            if inner and child.lines:
                head, inner = f"{head} {inner[0]}".strip(), inner[1:]
            yield head
            yield from inner
        yield from self.closing

    def printed_lines(self) -> Iterator[str]:
        """Every line that the provision was printed with: number and heading first."""
        head = " ".join(part for part in (self.printed, self.heading) if part)
        if head:
            yield head
        yield from self.lines
        for child in self.children:
            yield from child.printed_lines()
        yield from self.closing


@dataclass(frozen=True, slots=True)
class Law:
    """One expression of a work: its wording in one language as of one day.

    `dated` is the day (EDTF) of this wording. `preface` holds the title lines, `preamble` what stands before the
    first provision, `conclusions` place, date and signatures.
    """

    work: Work
    language: str
    dated: str
    body: tuple[Provision, ...]
    preface: tuple[str, ...] = ()
    preamble: tuple[str, ...] = ()
    conclusions: tuple[str, ...] = ()

    def walk(self) -> Iterator[Provision]:
        """Every provision, in the order of the text."""
        for provision in self.body:
            yield from provision.walk()

    def units(self) -> tuple[Provision, ...]:
        """The articles (or rules, or clauses) in their order; sections where the law has nothing smaller."""
        return units_of(self.body)

    def text_lines(self) -> Iterator[str]:
        """Every line of the law as printed."""
        yield from self.preface
        yield from self.preamble
        for provision in self.body:
            yield from provision.printed_lines()
        yield from self.conclusions


def units_of(body: Sequence[Provision]) -> tuple[Provision, ...]:
    """The articles (or rules, or clauses) of a body; its innermost containers where it has nothing smaller."""
    walked = [provision for top in body for provision in top.walk()]
    found = tuple(provision for provision in walked if provision.level in UNITS)
    return found or tuple(provision for provision in walked if not _has_container(provision))


def _has_container(provision: Provision) -> bool:
    return any(child.level in CONTAINERS for child in provision.children) or provision.level not in CONTAINERS


def text_hash(text: str) -> str:
    """The first 20 hex digits of the SHA-256 of a provision's words: what tells one wording from another.

    >>> text_hash("Repealed.") == text_hash("Repealed.")
    True
    """
    return hashlib.sha256(text.encode()).hexdigest()[:20]
