"""Answers become rows of register tables, held against their contracts; each fault stands at its own field."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from audiatur.registers.contract import Table
from audiatur.registers.mapping import ColumnMapping, TableMapping
from audiatur.registers.validating import ROW, Validation, validate
from audiatur.topics.entry.answers import RELEASE, Answers, answer, asked_in, blocks_of, minutes_of, name_of, written
from audiatur.topics.entry.form import Field, Form, Kind, Section

PASSED_ON = ("dialogue", "public")
"""The levels at which a value leaves the party's keeping."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is looked up while answers are read: the codes of places by name, and the keys of kept tables."""

    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    keys: Mapping[str, pl.Series] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sent:
    """An entry as it was handed in."""

    number: str
    answers: Answers
    party: str = ""
    on: str = ""
    language: str = ""
    proof: str = ""
    """What the original can be recognised by."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells as text, and the field of the page that each was typed in."""

    table: str
    cells: dict[str, str]
    places: dict[str, str]


@dataclass(frozen=True, slots=True)
class FieldFault:
    """Why an answer cannot be taken: the entry, the field of the page, the broken rule."""

    entry: str
    place: str
    rule: str
    field: Field | None
    value: str = ""
    other: str = ""


def stays(form: Form, answers: Answers) -> bool:
    """Whether the whole entry stays with the party, by what was answered to who may see it."""
    return bool(form.release) and answers.get(form.release, "") not in PASSED_ON


def rows_of(form: Form, sent: Sent, *, known: Known, passed_on: bool = False) -> list[Row]:
    """The rows that an entry becomes.

    With `passed_on` only what may leave the party's keeping: no entry, block or answer that is released no further
    than the party or its side, and no value that can point to a person who has not agreed.
    """
    if passed_on and stays(form, sent.answers):
        return []
    once: dict[str, Row] = {}
    rows: list[Row] = []
    for section in form.sections:
        for number, block in enumerate(blocks_of(section, sent.answers), start=1):
            if passed_on and _withheld(section, sent.answers, block=block):
                continue
            for row in _of_block(form, section, sent, known=known, block=block, passed_on=passed_on):
                if section.repeat:
                    row.cells[section.repeat.number] = section.repeat.pattern.format(n=number, entry=sent.number)
                    rows.append(row)
                elif row.table in once:
                    once[row.table].cells.update(row.cells)
                    once[row.table].places.update(row.places)
                else:
                    once[row.table] = row
    rows += _levels(form, sent, passed_on=passed_on)
    for row in (*once.values(), *rows):
        _fill(form, row, sent)
    return [*once.values(), *rows]


def _levels(form: Form, sent: Sent, *, passed_on: bool) -> list[Row]:
    """Who may see each answer that has a level of its own, as rows of the form's table of levels."""
    rows = []
    for name, level in sent.answers.items() if form.levels else ():
        of = name.removesuffix(RELEASE)
        if of != name and sent.answers.get(of) and (level in PASSED_ON or not passed_on):
            cells = {"field": of, "release": level, "consent": sent.answers.get(form.consent, "")}
            rows.append(Row(form.levels, cells, {"release": name}))
    return rows


def _of_block(form: Form, section: Section, sent: Sent, *, known: Known, block: int, passed_on: bool) -> list[Row]:
    """The rows of one block: one for each table that its questions fill; the annex only where it is asked."""
    asked = asked_in(section, sent.answers, block=block)
    annex = section.annex.table.name if section.annex else ""
    with_annex = bool(section.annex) and any(each in asked for each in (section.annex.fields if section.annex else ()))
    found: dict[str, Row] = {}
    for each in asked:
        if each.table is None or each.column is None or (each.table.name == annex and not with_annex):
            continue
        row = found.setdefault(each.table.name, Row(each.table.name, {}, {}))
        row.places[each.column.name] = name_of(section, each.name, block=block)
        given = answer(section, each.name, sent.answers, block=block)
        if given and not (passed_on and form.release and _kept_back(form, section, each, sent.answers, block=block)):
            row.cells[each.column.name] = _cell(each, given, known=known)
    return list(found.values())


def _cell(each: Field, given: str, *, known: Known) -> str:
    if each.kind is Kind.PLACE:
        codes = known.places.get(folded(given), ())
        return codes[0] if len(codes) == 1 else given
    return written(each, given)


def _withheld(section: Section, answers: Answers, *, block: int) -> bool:
    return bool(section.release) and answer(section, section.release, answers, block=block) not in PASSED_ON


def _kept_back(form: Form, section: Section, each: Field, answers: Answers, *, block: int) -> bool:
    """Whether a value stays behind: its own level is narrow, or it can point to a person who did not agree."""
    if each.released and answer(section, each.name + RELEASE, answers, block=block) not in PASSED_ON:
        return True
    if each.column is None or not each.column.personal:
        return False
    agreed = (
        answer(section, section.consent, answers, block=block) if section.consent else answers.get(form.consent, "")
    )
    return agreed != "true"


def _fill(form: Form, row: Row, sent: Sent) -> None:
    row.cells[form.number] = sent.number
    given = {"party": sent.party, "on": sent.on, "language": sent.language, "proof": sent.proof}
    for (table, column), what in form.fills.items():
        if table == row.table and given[what]:
            row.cells[column] = given[what]


def faults_of(form: Form, sents: Sequence[Sent], *, known: Known, today: date) -> list[FieldFault]:
    """Every fault of the entries under the contracts and the form's own conditions, in the order of the form."""
    found = [fault for sent in sents for fault in _own_faults(form, sent, known=known)]
    rows = [(sent, row) for sent in sents for row in rows_of(form, sent, known=known)]
    for table in form.tables:
        of_table = [(sent, row) for sent, row in rows if row.table == table.name]
        if of_table:
            found += _contract_faults(form, table, of_table, known=known, today=today)
    order = {name: place for place, name in enumerate(form.fields)}
    return sorted(_once(found), key=lambda fault: (fault.entry, *_place(fault.place, order=order)))


def _once(found: Iterable[FieldFault]) -> list[FieldFault]:
    """One fault a field: the first says enough to mend it."""
    first: dict[tuple[str, str], FieldFault] = {}
    for fault in found:
        first.setdefault((fault.entry, fault.place), fault)
    return list(first.values())


def _place(name: str, *, order: Mapping[str, int]) -> tuple[int, int]:
    parts = name.split("-")
    return order.get(f"{parts[0]}-{parts[-1]}", len(order)), int(parts[1]) if len(parts) == 3 else 0


def _own_faults(form: Form, sent: Sent, *, known: Known) -> list[FieldFault]:
    """What the form itself asks for: answers that it requires, times, and places that have one meaning."""
    found = []
    for section in form.sections:
        for block in blocks_of(section, sent.answers):
            for each in asked_in(section, sent.answers, block=block):
                given = answer(section, each.name, sent.answers, block=block)
                rule, other = _broken(each, given, known=known)
                if rule:
                    place = name_of(section, each.name, block=block)
                    found.append(FieldFault(sent.number, place, rule, each, given, other))
    return found


def _broken(each: Field, given: str, *, known: Known) -> tuple[str, str]:
    if not given:
        return ("missing", "") if each.required else ("", "")
    if each.kind is Kind.CLOCK and minutes_of(given) is None:
        return "not_readable", ""
    if each.kind is Kind.CHOICE and given not in {choice.code for choice in each.choices}:
        return "not_in_vocabulary", ""
    if each.kind is Kind.PLACE and known.places:
        codes = known.places.get(folded(given), ())
        if len(codes) != 1:
            return ("several_places", ", ".join(codes)) if codes else ("unknown_place", "")
    return "", ""


def _contract_faults(
    form: Form, table: Table, rows: Sequence[tuple[Sent, Row]], *, known: Known, today: date
) -> list[FieldFault]:
    checked = validated(form, table, [row for _, row in rows], known=known, today=today)
    fields = {(each.table.name, each.column.name): each for _, each in form.each() if each.table and each.column}
    found = []
    for fault in checked.faults:
        sent, row = rows[fault.row - 1]
        place, of = row.places.get(fault.field, ""), fields.get((table.name, fault.field))
        earlier = of.column.not_before if of and of.column else ""
        found.append(FieldFault(sent.number, place, fault.rule, of, fault.value, row.cells.get(earlier, "")))
    return found


def validated(form: Form, table: Table, rows: Sequence[Row], *, known: Known, today: date) -> Validation:
    """The rows of one table under its contract, as a file of them would be."""
    frame: dict[str, list[object]] = {ROW: list(range(1, len(rows) + 1))}
    for column in table.columns:
        frame[column.name] = [row.cells.get(column.name) for row in rows]
    schema = {ROW: pl.UInt32(), **{column.name: pl.String() for column in table.columns}}
    own = {other.name for other in form.tables}
    keys = {name: series for name, series in known.keys.items() if name not in own}
    return validate(pl.LazyFrame(frame, schema=schema), table=table, mapping=mapping_of(table), today=today, keys=keys)


def mapping_of(table: Table) -> TableMapping:
    """How typed cells are read: dates as people here write them, the day first."""
    columns = {column.name: ColumnMapping(source=column.name, order="dmy") for column in table.columns}
    return TableMapping(table.name, table.version, columns)


def places_known(rows: Iterable[tuple[str, str, str]]) -> dict[str, tuple[str, ...]]:
    """The codes that a code or a name means, from the code, Latin name and Khmer name of each place.

    >>> known = places_known([("02", "North", "ជើង"), ("0204", "North", "")])
    >>> known["north"], known["0204"]
    (('02', '0204'), ('0204',))
    """
    found: dict[str, list[str]] = defaultdict(list)
    for code, name, name_km in rows:
        for words in (code, name, name_km):
            if words and code not in found[folded(words)]:
                found[folded(words)].append(code)
    # A code always means its own place, whatever else bears it as a name.
    return {words: (words,) if words in codes else tuple(codes) for words, codes in found.items()}


def folded(words: str) -> str:
    """A name as it is compared: without case, marks of width and doubled blanks."""
    plain = unicodedata.normalize("NFKC", words).replace("\u200b", "")
    return " ".join(plain.casefold().split())
