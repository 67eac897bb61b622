"""Printed lines → blocks: which lines make a paragraph, which are page furniture, footnotes or headings.

Pure functions over the geometry of lines. Two things are decided here that readers of the content rely on: a paragraph
that runs over a page's end stays in one piece, and what stands in its way (running head, page number, footnotes) comes
after the last paragraph that ends on that page.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from audiatur.reading.documents.pdf_lines import Line, PrintedPage
from audiatur.reading.text import ParagraphRole

LABEL = re.compile(
    r"(\d{1,3}(?:\.\d{1,3}){1,3}\.?|\d{1,3}[.)]|\([a-z]{1,2}\)|\([ivx]{1,5}\)|\(\d{1,3}\)|[IVX]{1,5}\.|[A-Z]\.|[•●▪◦–—-])"
    r"(?=\s|$)"
)
_SYMBOL_LINE = re.compile(
    r"(?:[A-Z]{1,4}/[A-Z0-9][\w./ ()-]{2,40}|(?:page\s+)?\d{1,4}|page \d+ of \d+|[ivxlc]{1,6}"
    r"|GE\.\s?\d\d-\d{4,6}.{0,30}|\*\d{6,8}\*)(?:\s+(?:page\s+)?\d{1,4})?",
    re.IGNORECASE,
)
_CITED_NUMBER = re.compile(r"\d{1,3}\.\d{1,3}\.?|\(\w{1,3}\)")
"""A paragraph's number alone on a line, which may come first on several pages without being a running head."""
_NOTE_MARK = re.compile(r"(?:[*∗†‡§]{1,3}|\d{1,3})(?=\s|[A-Z/a-z“\"'‘])")
_RULE = re.compile(r"[_‗―—-]{4,}")
_DOT_LEADER = re.compile(r"\.{5,}|(?:\. ){5,}|…{2,}")
_OPEN_END = re.compile(r"[.;:!?]['\"”’)\]]*\d{0,2}$|[);]\s*(?:and|or)$|\)$")
_PARAGRAPH_GAP = 1.25
"""A step of more than this many usual steps between two lines begins a paragraph."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A line and the index of its page."""

    page: int
    line: Line


@dataclass(slots=True)
class Block:
    """Lines that make one paragraph, a footnote or a piece of page furniture."""

    role: ParagraphRole
    lines: list[Placed] = field(default_factory=list)
    label: str | None = None


@dataclass(frozen=True, slots=True)
class _Measure:
    """What is usual in this document: size of the body's font, step from line to line, right edge of the text."""

    size: float
    step: float
    right: float


def blocks_of(pages: Sequence[PrintedPage]) -> list[Block]:
    """The document's blocks in reading order."""
    rows = [_rows(page.lines) for page in pages]
    margins = [_margin_lines(page, lines, repeated) for page, lines, repeated in _with_repeated(pages, rows)]
    kept = [
        [line for i, line in enumerate(lines) if i not in margin] for lines, margin in zip(rows, margins, strict=True)
    ]
    measure = _measure(kept)
    ordered: list[Block] = []
    for index, lines in enumerate(kept):
        notes = _first_note(lines, measure, pages[index].height)
        body = _paragraphs(index, lines[:notes], measure)
        furniture = [Block("note", [Placed(index, line) for line in note]) for note in _split_notes(lines[notes:])]
        furniture += [Block("margin", [Placed(index, rows[index][i])]) for i in sorted(margins[index])]
        _append_page(ordered, body, furniture, measure)
    return ordered


def _rows(lines: Iterable[Line]) -> list[Line]:
    """Pieces that stand side by side on one baseline, in order from the left, become one line."""
    rows: list[Line] = []
    for line in lines:
        if rows and _beside(rows[-1], line):
            rows[-1] = _joined(rows[-1], line)
        else:
            rows.append(line)
    return rows


def _beside(left: Line, right: Line) -> bool:
    overlap = min(left.top, right.top) - max(left.bottom, right.bottom)
    smaller = min(left.top - left.bottom, right.top - right.bottom)
    return smaller > 0 and overlap >= 0.6 * smaller and right.left >= left.right - 1


def _joined(left: Line, right: Line) -> Line:
    gap = right.left - left.right > 0.15 * left.size
    larger = left if len(left.text) >= len(right.text) else right
    return replace(
        larger,
        text=left.text + (" " if gap else "") + right.text,
        at=left.at + (type(left.at)("i", [-1]) if gap else type(left.at)("i")) + right.at,
        left=left.left,
        right=right.right,
    )


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text).strip().lower()


def _with_repeated(
    pages: Sequence[PrintedPage], rows: list[list[Line]]
) -> Iterable[tuple[PrintedPage, list[Line], set[str]]]:
    """Each page with the shapes of lines that recur at the head or foot of enough pages to be a running head."""
    seen: Counter[str] = Counter()
    for page, lines in zip(pages, rows, strict=True):
        seen.update({_shape(lines[i]) for i in _edges(page, lines)})
    enough = max(3, len(pages) // 4)
    repeated = {shape for shape, count in seen.items() if count >= enough}
    return [(page, lines, repeated) for page, lines in zip(pages, rows, strict=True)]


def _edges(page: PrintedPage, lines: list[Line]) -> list[int]:
    """Indices of the lines in the top and bottom eighth of the page, three at most at each end."""
    high = sorted((i for i, line in enumerate(lines) if line.bottom > page.height * 7 / 8), key=lambda i: -lines[i].top)
    low = sorted((i for i, line in enumerate(lines) if line.top < page.height / 8), key=lambda i: lines[i].top)
    return [*high[:3], *low[:3]]


def _margin_lines(page: PrintedPage, lines: list[Line], repeated: set[str]) -> set[int]:
    found = {
        i
        for i in _edges(page, lines)
        if _SYMBOL_LINE.fullmatch(lines[i].text.strip())
        or (_shape(lines[i]) in repeated and not _CITED_NUMBER.fullmatch(lines[i].text))
    }
    return found | {
        i for i, line in enumerate(lines) if line.text.startswith("GE.") and _SYMBOL_LINE.fullmatch(line.text)
    }


def _measure(pages: list[list[Line]]) -> _Measure:
    size = _usual_size(line for lines in pages for line in lines)
    steps: Counter[float] = Counter()
    rights = []
    for lines in pages:
        for above, below in pairwise(lines):
            step = above.bottom - below.bottom
            if abs(below.size - size) <= 1 and 0 < step < 4 * size:
                steps[round(step * 2) / 2] += 1
                rights.append(above.right)
    step = steps.most_common(1)[0][0] if steps else size * 1.3
    rights.sort()
    return _Measure(size, step, rights[len(rights) * 9 // 10] if rights else 0.0)


def _first_note(lines: list[Line], measure: _Measure, page_height: float) -> int:
    """Index of the first footnote line: small lines, or marked ones under a printed rule, at the end of the page."""
    # a page set smaller throughout has no lines of the usual height, and is not one long footnote
    full = sum(line.size >= 0.94 * measure.size for line in lines)
    usual = measure.size if full >= 3 or len(lines) < 8 else _usual_size(lines)
    first = len(lines)
    while first > 0 and lines[first - 1].size < 0.94 * usual and lines[first - 1].top < page_height * 0.7:
        first -= 1
    while first < len(lines) and not _NOTE_MARK.match(lines[first].text) and not _RULE.fullmatch(lines[first].text):
        first += 1
    for i in range(max(0, first - 15), first):
        if (
            _RULE.fullmatch(lines[i].text.replace(" ", ""))
            and i + 1 < len(lines)
            and _NOTE_MARK.match(lines[i + 1].text)
        ):
            return i
    return first


def _usual_size(lines: Iterable[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _split_notes(lines: list[Line]) -> list[list[Line]]:
    notes: list[list[Line]] = []
    for line in lines:
        if not notes or _NOTE_MARK.match(line.text):
            notes.append([])
        notes[-1].append(line)
    return notes


def _paragraphs(page: int, lines: list[Line], measure: _Measure) -> list[Block]:
    found: list[Block] = []
    for line in lines:
        if not found or _begins(found[-1], line, measure):
            label = LABEL.match(line.text)
            found.append(Block("body", [], label[1] if label else None))
        found[-1].lines.append(Placed(page, line))
    for block in found:
        block.role = _role(block, measure)
    return found


def _begins(block: Block, line: Line, measure: _Measure) -> bool:
    """Whether this line begins a paragraph after that block."""
    last = block.lines[-1].line
    step = last.bottom - line.bottom
    if _DOT_LEADER.search(line.text) or _DOT_LEADER.search(last.text):
        return True
    if abs(line.size - last.size) > 0.08 * measure.size and len(line.text) > 4:
        return True
    ended = _OPEN_END.search(last.text) is not None
    short = last.right < measure.right - 0.12 * (measure.right - last.left)
    if step > _PARAGRAPH_GAP * max(measure.step, line.size):
        return True
    if step < 0:  # a new column, or a box set elsewhere on the page
        return ended or short or LABEL.match(line.text) is not None
    inner = block.lines[1].line.left if len(block.lines) > 1 else last.left
    if LABEL.match(line.text) and (ended or short or abs(line.left - inner) > 4):
        return True
    return ended and short and line.left > inner + 6


def _role(block: Block, measure: _Measure) -> ParagraphRole:
    text = " ".join(placed.line.text for placed in block.lines)
    first = block.lines[0].line
    if _DOT_LEADER.search(text):
        return "table"
    if len(text) <= 200 and not re.search(r"[.;:,]$", text) and any(c.isalpha() for c in text):
        letters = [c for c in text if c.isalpha()]
        capitals = sum(c.isupper() for c in letters) > 0.8 * len(letters) and len(letters) > 6
        roman = re.match(r"(?:[IVX]{1,5}|[A-Z])\.\s", text) is not None
        large = first.size > 1.08 * measure.size
        bold = all(placed.line.bold for placed in block.lines)
        last = block.lines[-1].line
        short = (
            len(block.lines) <= 2 and text[0].isalpha() and not text[0].islower() and last.right < measure.right - 20
        )
        if large or capitals or (bold and (roman or (short and block.label is None))) or (roman and len(text) < 120):
            return "heading"
    if block.label is not None and re.match(r"\(|[•●▪◦–—-]", block.label):
        return "list"
    return "body"


def _append_page(ordered: list[Block], body: list[Block], furniture: list[Block], measure: _Measure) -> None:
    """Add a page's blocks; the first one is joined to the last before it when the paragraph runs on."""
    if ordered and body and _runs_on(ordered[-1], body[0], measure):
        ordered[-1].lines.extend(body[0].lines)
        body = body[1:]
        if not body:  # the whole page is one piece of a paragraph: its furniture has to follow the piece
            ordered.extend(furniture)
            return
    open_ended = bool(body) and body[-1].role in ("body", "list") and _may_run_on(body[-1], measure)
    if open_ended:
        ordered.extend([*body[:-1], *furniture, body[-1]])
    else:
        ordered.extend([*body, *furniture])


def _may_run_on(block: Block, measure: _Measure) -> bool:
    last = block.lines[-1].line
    return _OPEN_END.search(last.text) is None or last.right > measure.right - 25


def _runs_on(before: Block, after: Block, measure: _Measure) -> bool:
    if before.role not in ("body", "list") or after.role not in ("body", "list") or after.label is not None:
        return False
    first, last = after.lines[0].line, before.lines[-1].line
    if abs(first.size - last.size) > 0.08 * measure.size:
        return False
    if _OPEN_END.search(last.text) is None or first.text[:1].islower():
        return True
    margins: dict[int, int] = defaultdict(int)
    for placed in before.lines[1:] or before.lines:
        margins[round(placed.line.left)] += 1
    usual = max(margins, key=lambda left: margins[left])
    return _may_run_on(before, measure) and abs(first.left - usual) < 4
