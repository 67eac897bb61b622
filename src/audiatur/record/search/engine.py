"""Which texts of the index hold the words that were asked for: the only place that knows how each database does it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from audiatur.record.models.search import Trigram
from audiatur.record.search.keys import ROW_MASK, ROW_SHIFT
from audiatur.record.search.words import Word

ROW_OF: Final = f"(({{key}} >> {ROW_SHIFT}) & {ROW_MASK})"
"""The row that a number is of, in SQL."""

_LAST: Final = "\U0010ffff"
_MOST_TERMS: Final = 120
"""Trigrams by which one or two characters are looked for; what begins more of them stands in very many texts, and
reading the newest texts one by one finds enough of them soon."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as the database takes it: the table, its column of the number, the conditions and their parameters."""

    table: str
    key: str
    conditions: tuple[str, ...]
    params: tuple[str, ...]


_LONG: Final = 9
"""Characters of the longest phrase that is left to the full-text table: of a longer one every third trigram is looked
for and the texts are looked at, which reads a third of the index."""


def asked(words: Sequence[Word]) -> Asked | None:
    """The query for texts that hold all the words; None where no text of the record can."""
    return _sqlite(words) if connection.vendor == "sqlite" else _table(words)


Part = tuple[range, QuerySet[Any]]
"""Numbers to look at, and the rows that the viewer may see among those that the numbers are of."""


def numbers(query: Asked, *, parts: Sequence[Part], most: int) -> list[int]:
    """The numbers of the texts that hold all the words, the highest first, `most` at the most.

    Each part is a range of numbers with the rows that the viewer may see of it: no text of another row is counted or
    given. Several parts in one go cost hardly more than one.
    """
    allowed: list[str] = []
    params: list[Any] = []
    for within, rows in parts:
        try:
            seen, seen_params = rows.order_by().values("pk").query.sql_with_params()
        except EmptyResultSet:
            continue
        allowed.append(f"({query.key} BETWEEN %s AND %s AND {ROW_OF.format(key=query.key)} IN ({seen}))")
        params += [within.start, within.stop - 1, *seen_params]
    if not allowed:
        return []
    ends = [min(within.start for within, _ in parts), max(within.stop for within, _ in parts) - 1]
    conditions = " AND ".join([*query.conditions, f"{query.key} BETWEEN %s AND %s", f"({' OR '.join(allowed)})"])
    sql = f"SELECT {query.key} FROM {query.table} WHERE {conditions} ORDER BY {query.key} DESC LIMIT %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [*query.params, *ends, *params, most])
        return [number for (number,) in cursor.fetchall()]


def passages(found: Sequence[int]) -> dict[int, tuple[int, int, str]]:
    """For numbers of passages that were found: their offsets in the source and their words."""
    if not found:
        return {}
    sql = f"""
        SELECT key, start, "end", substr(record_source.content, start + 1, "end" - start)
        FROM record_searched JOIN record_source ON record_source.id = {ROW_OF.format(key="key")}
        WHERE key IN ({", ".join(["%s"] * len(found))})
    """  # noqa: S608 - numbers only
    with connection.cursor() as cursor:
        cursor.execute(sql, list(found))
        return {number: (start, end, words) for number, start, end, words in cursor.fetchall()}


def _sqlite(words: Sequence[Word]) -> Asked | None:
    """By the full-text table; None where a word has no trigram in any text."""
    matched, scanned = [], []
    for word in words:
        terms = _terms(word)
        if terms is None or any(len(spelling) > _LONG for spelling in word.spellings):
            scanned.append(word)
        if terms:
            matched.append("(" + " OR ".join(_quoted(term) for term in terms) + ")")
        elif terms is not None:
            return None
    conditions, params = _each(scanned, "instr(form, %s) > 0")
    if not matched:
        return Asked("record_searched", "key", tuple(conditions), tuple(params))
    table, key = "record_searched_text", "record_searched_text.rowid"
    if scanned:
        table += " JOIN record_searched ON record_searched.key = record_searched_text.rowid"
        conditions = [condition.replace("form", "record_searched.form") for condition in conditions]
    return Asked(table, key, ("record_searched_text MATCH %s", *conditions), (" AND ".join(matched), *params))


def _quoted(term: str) -> str:
    """A term of a full-text query: the phrase, or for a long one some of its trigrams, wherever they stand."""
    parts = [term] if len(term) <= _LONG else dict.fromkeys(term[at : at + 3] for at in range(0, len(term) - 2, 3))
    return "(" + " AND ".join('"' + part.replace('"', '""') + '"' for part in parts) + ")"


def _terms(word: Word) -> list[str] | None:
    """What a full-text query for the word is made of; None where the texts themselves are better looked at."""
    found: list[str] = []
    for spelling in word.spellings:
        if len(spelling) >= 3:
            found.append(spelling)
            continue
        begin = Trigram.objects.filter(term__gte=spelling, term__lt=spelling + _LAST).values_list("term", flat=True)
        found.extend(begin[: _MOST_TERMS + 1])
    return found if len(found) <= _MOST_TERMS else None


def _table(words: Sequence[Word]) -> Asked:
    """By the table itself, with the index that the database has on it."""
    conditions, params = _each(words, "form LIKE %s")
    return Asked("record_searched", "key", tuple(conditions), tuple(_pattern(part) for part in params))


def _each(words: Sequence[Word], condition: str) -> tuple[list[str], list[str]]:
    conditions = ["(" + " OR ".join([condition] * len(word.spellings)) + ")" for word in words]
    return conditions, [spelling for word in words for spelling in word.spellings]


def _pattern(part: str) -> str:
    escaped = part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
