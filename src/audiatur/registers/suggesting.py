"""Suggests a mapping by the names and the values of a file, for a person to review; it never loads by itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import polars as pl

from audiatur.registers.contract import Column, Table, Type
from audiatur.registers.converting import FALSE, TRUE
from audiatur.registers.mapping import FLAGS, ColumnMapping, Order, TableMapping
from audiatur.registers.values import latin_digits

LIKE = 0.62
"""From this likeness on a column of theirs is suggested."""
_MOST_CODES = 60
_SAMPLE = 20_000
_NOTHING = ("-", "—", "N/A", "n/a", "NULL", "null")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A mapping, and a note for each column that a person should look at."""

    mapping: TableMapping
    notes: dict[str, str]
    unused: tuple[str, ...]


def suggest(
    rows: pl.LazyFrame,
    *,
    names: Sequence[str],
    table: Table,
    sheet: str = "",
    chosen: Mapping[str, str] | None = None,
) -> Suggestion:
    """The likeliest mapping of a file's columns and codes to a table; `chosen`, if given, has theirs by ours."""
    sample = rows.select(names).head(_SAMPLE).collect().select(pl.all().cast(pl.String).str.strip_chars())
    pairs = _pairs(names, table=table) if chosen is None else {ours: (theirs, 1.0) for ours, theirs in chosen.items()}
    columns, notes = {}, {}
    for column in table.columns:
        if column.name not in pairs:
            continue
        source, likeness = pairs[column.name]
        values = [cell for cell in sample[source].unique(maintain_order=True) if cell and cell not in _NOTHING]
        columns[column.name], note = _entry(column, source=source, values=values)
        told = [note] if note else []
        if likeness < 0.85:
            told.insert(0, f"the names are alike, not the same ({likeness:.0%})")
        if told:
            notes[column.name] = "Look at this: " + "; ".join(told)
    empty = tuple(sign for sign in _NOTHING if any(sample[name].eq(sign).any() for name in names))
    used = {entry.source for entry in columns.values()}
    mapping = TableMapping(table.name, table.version, columns, empty=empty, sheet=sheet)
    return Suggestion(mapping, notes, tuple(name for name in names if name not in used))


def _pairs(names: Sequence[str], *, table: Table) -> dict[str, tuple[str, float]]:
    """Each of our columns with the most alike of theirs; the best pairs are taken first, no column twice."""
    scored = sorted(
        ((likeness(name, column=column), column.name, name) for column in table.columns for name in names),
        key=lambda entry: (-entry[0], entry[1], names.index(entry[2])),
    )
    pairs: dict[str, tuple[str, float]] = {}
    taken: set[str] = set()
    for score, ours, theirs in scored:
        if score >= LIKE and ours not in pairs and theirs not in taken:
            pairs[ours] = (theirs, score)
            taken.add(theirs)
    return pairs


def likeness(name: str, *, column: Column) -> float:
    """How alike a name is to a column's name or its words, from 0 to 1.

    >>> from audiatur.registers.shared_tables import PERSONS
    >>> likeness("Person ID", column=PERSONS.column("person"))
    1.0
    """
    theirs = _words(name)
    return max(_alike(theirs, _words(ours)) for ours in (column.name, column.en, column.km))


_IDLE = {"id", "no", "number", "code", "of", "the", "a", "in", "on", "as", "recorded", "date", "day"}


def _words(name: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKC", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)).lower()
    words = re.findall(r"[^\W_]+(?:[\u17b4-\u17d3][^\W_]*)*", plain)
    return tuple(word for word in words if word not in _IDLE) or tuple(words)


def _alike(theirs: tuple[str, ...], ours: tuple[str, ...]) -> float:
    if not theirs or not ours:
        return 0.0
    if set(theirs) == set(ours):
        return 1.0
    letters = SequenceMatcher(None, " ".join(theirs), " ".join(ours)).ratio()
    shared = len(set(theirs) & set(ours)) / max(len(theirs), len(ours))
    return max(letters, shared)


def _entry(column: Column, *, source: str, values: list[str]) -> tuple[ColumnMapping, str]:
    if column.type is Type.CODE:
        return _codes(column, source=source, values=values)
    if column.type in (Type.DAY, Type.WHEN):
        order, note = _order(values)
        return ColumnMapping(source=source, order=order), note
    if column.type is Type.BOOLEAN and (odd := [cell for cell in values if cell.lower() not in (*TRUE, *FALSE)]):
        if len(odd) > _MOST_CODES:
            return ColumnMapping(source=source), f"not read as yes or no: {', '.join(odd[:5])}"
        note = f"decide the codes that are empty; accepted: {', '.join(FLAGS)}"
        return ColumnMapping(source=source, codes=dict.fromkeys(sorted(odd), "")), note
    return ColumnMapping(source=source), ""


def _codes(column: Column, *, source: str, values: list[str]) -> tuple[ColumnMapping, str]:
    if len(values) > _MOST_CODES:
        return ColumnMapping(source=source), f"more than {_MOST_CODES} different values: is it the right column?"
    codes = {value: _code(value, column=column) for value in sorted(values) if value not in column.codes}
    undecided = [value for value, ours in codes.items() if not ours]
    note = f"decide the codes that are empty; accepted: {', '.join(column.codes)}" if undecided else ""
    return ColumnMapping(source=source, codes=codes), note


def _code(value: str, *, column: Column) -> str:
    """The code whose word or meaning the value is; a beginning such as "F" counts where only one code has it."""
    for word in column.vocabulary:
        if max(_alike(_words(value), _words(ours)) for ours in (word.code, word.en, word.km)) >= 0.85:
            return word.code
    begun = [word.code for word in column.vocabulary if word.code.startswith(value.lower())]
    return begun[0] if len(begun) == 1 else ""


def _order(values: list[str]) -> tuple[Order, str]:
    found = [re.match(r"(\d{1,2})[-/. ](\d{1,2})[-/. ]\d{4}", latin_digits(value)) for value in values]
    pairs = [(int(match[1]), int(match[2])) for match in found if match]
    day_first, month_first = any(first > 12 for first, _ in pairs), any(second > 12 for _, second in pairs)
    if not pairs:
        return "", ""
    if day_first != month_first:
        return ("dmy" if day_first else "mdy"), ""
    if day_first:
        return "", "the dates are written in two orders; nothing decides the others"
    return "dmy", 'the values do not decide between "dmy" and "mdy"'
