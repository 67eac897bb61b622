"""A reading as tables on the terminal."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import IO, Final

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
from rich.table import Table
from rich.text import Text as Shown

from audiatur.commands.terminal import one_line
from audiatur.reading import Arithmetic, Quantity, Reading, Statement, Text

ROWS: Final = 1_000
"""Rows of a table: more is nothing that a person reads on a terminal; --json gives all."""

_WIDTH_WITHOUT_TERMINAL = 120
_LANGUAGES = {"en": "English", "fr": "French", "km": "Khmer", "und": "language not told"}
_KINDS = {"pdf": "PDF", "docx": "Word", "html": "web page", "txt": "text", "eml": "e-mail"}
_MEASURES = {
    "count": "", "percent": "per cent", "percent_over": "per cent over", "percent_change": "per cent change",
    "pp_change": "percentage points change", "fraction_change": "as a fraction, change", "multiple": "times",
    "duration_h": "hours", "duration_d": "days", "duration_m": "months", "duration_y": "years", "vague": "",
}  # fmt: skip
_POSITIONS = {"supported_implemented": "supported, implemented", "not_supported": "not supported"}


class _Output(Console):
    """A console that leaves it to the command what to do where nobody reads its output."""

    def on_broken_pipe(self) -> None:
        """Pass the fault on: it is being handled where this is called."""
        raise


def print_reading(reading: Reading, *, file: IO[str]) -> None:
    """Print what one document gives, as tables."""
    console = _Output(file=file, highlight=False, markup=False, emoji=False, soft_wrap=False)
    if not console.is_terminal and "COLUMNS" not in console._environ:
        console.width = _WIDTH_WITHOUT_TERMINAL
    console.print(Shown(one_line(reading.name), style="bold"), Shown(f" · {_about(reading.text)}"), sep="")
    for table in _tables(reading):
        console.print(table)
    if not reading.statements and not reading.recommendations:
        console.print("No statements and no recommendations were found.")
    for warning in reading.warnings:
        console.print(Shown(f"Note ({warning.code}): {one_line(warning.message)}", style="yellow"))
    console.print()


def progress_bar(name: str, *, file: IO[str]) -> tuple[Progress, Callable[[str, int, int], None]]:
    """A bar that is running, and the function that tells it how far a step is."""
    columns = (TextColumn("{task.fields[name]}", markup=False), TextColumn("{task.description}"), BarColumn())
    bar = Progress(*columns, TaskProgressColumn(), console=Console(file=file), transient=True)
    task = bar.add_task("", name=one_line(name), total=None)
    bar.start()

    def told(step: str, done: int, total: int) -> None:
        bar.update(task, description=step, completed=done, total=total if total > 1 else None)

    return bar, told


def _tables(reading: Reading) -> Iterable[Table | Shown]:
    text = reading.text
    place = _Places(text)
    if reading.statements:
        yield from _table(
            "Statements",
            ("who", "voice", "what", "where"),
            [(_who(one), one.voice, text.quote(one.content), place.of(one.start)) for one in reading.statements[:ROWS]],
            count=len(reading.statements),
        )
    if reading.recommendations:
        yield from _table(
            "Recommendations",
            ("paragraph", "States", "position", "text"),
            [
                (
                    one.paragraph,
                    ", ".join(one.recommending_states),
                    _POSITIONS.get(one.report_position, one.report_position),
                    one.text,
                )
                for one in reading.recommendations[:ROWS]
            ],
            count=len(reading.recommendations),
        )
    if reading.quantities:
        yield from _table(
            "Quantities",
            ("as written", "value", "of", "where"),
            [(one.surface, _value(one), one.base or "", place.of(one.start)) for one in reading.quantities[:ROWS]],
            count=len(reading.quantities),
        )
    unequal = [one for one in reading.arithmetic if one.verdict == "inconsistent"]
    if unequal:
        yield from _table(
            "Numbers that do not add up",
            ("passage", "stated", "computed", "where"),
            [_sum(one, text, place.of(one.start)) for one in unequal[:ROWS]],
            count=len(unequal),
        )


def _table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], *, count: int) -> Iterable[Table | Shown]:
    table = Table(title=f"{title} ({count:,})", title_justify="left", title_style="bold", box=SIMPLE_HEAD)
    for column in columns:
        is_wide = column in {"what", "text", "passage"}
        table.add_column(column, ratio=3 if is_wide else None, max_width=None if is_wide else 28, overflow="fold")
    for row in rows:
        table.add_row(*(Shown(one_line(cell)) for cell in row))
    yield table
    if count > len(rows):
        yield Shown(f"… and {count - len(rows):,} more; --json gives all.")


class _Places:
    """Where a character stands, in words: page and paragraph."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._starts = [one.start for one in text.paragraphs]

    def of(self, offset: int) -> str:
        """The page, and the paragraph's printed number or else its number in the order of the text."""
        page = self._text.page_at(offset)
        index = max(0, bisect_right(self._starts, offset) - 1)
        label = self._text.paragraphs[index].label if self._starts else None
        paragraph = f"para. {label.strip('.')}" if label else f"¶ {index + 1}"
        return f"p. {page}, {paragraph}" if page else paragraph


def _who(statement: Statement) -> str:
    speaker = statement.speaker or "not named"
    return f"{speaker} (reported by {statement.reported_by})" if statement.reported_by else speaker


def _value(quantity: Quantity) -> str:
    """The bounds with measure and hedge: "40 per cent (at least)", "35–45 (approx)"."""
    low, high = (None if bound is None else f"{bound:,.10g}" for bound in (quantity.low, quantity.high))
    value = low or high or "" if low == high or low is None or high is None else f"{low}–{high}"
    measure = _MEASURES.get(quantity.kind, quantity.kind)
    hedge = "" if quantity.hedge == "exact" else f"({quantity.hedge.replace('_', ' ')})"
    return " ".join(part for part in (value, measure, hedge) if part)


def _sum(one: Arithmetic, text: Text, where: str) -> tuple[str, str, str, str]:
    stated, computed = ("" if value is None else f"{value:,.10g}" for value in (one.stated, one.computed))
    return text.content[one.start : one.end], stated, computed, where


def _about(text: Text) -> str:
    pages = f", {len(text.pages):,} pages" if len(text.pages) > 1 else ""
    return f"{_KINDS[text.kind]}{pages}, {_LANGUAGES[text.language]}"
