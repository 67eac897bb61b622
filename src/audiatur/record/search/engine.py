"""Which texts of the index hold the words that were asked for: the only place that knows how each database does it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from audiatur.record.models.search import Trigram
from audiatur.record.search.keys import ROW_MASK, ROW_SHIFT
from audiatur.record.search.words import Word

_LAST: Final = "\U0010ffff"
_MOST_TERMS: Final = 120
"""Trigrams by which one or two characters are looked for; what begins more of them stands in very many texts, and
reading the newest texts one by one finds enough of them soon."""


def numbers(words: Sequence[Word], *, within: range, rows: QuerySet[Any], most: int) -> list[int]:
    """The numbers of the texts that hold all the words, the highest first, `most` at the most.

    Args:
        words: what is looked for; at least one.
        within: the numbers to look at.
        rows: the rows that the viewer may see; no text of another row is counted or given.
        most: how many numbers are enough.
    """
    try:
        seen, seen_params = rows.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return []
    search = _sqlite if connection.vendor == "sqlite" else _table
    asked = search(words)
    if asked is None:
        return []
    table, key, conditions, params = asked
    sql = f"""
        SELECT {key} FROM {table}
        WHERE {" AND ".join(conditions)} AND {key} BETWEEN %s AND %s
        AND (({key} >> {ROW_SHIFT}) & {ROW_MASK}) IN ({seen})
        ORDER BY {key} DESC LIMIT %s
    """  # noqa: S608 - no word of a query is in it
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, within.start, within.stop - 1, *seen_params, most])
        return [number for (number,) in cursor.fetchall()]


_Asked = tuple[str, str, list[str], list[str]]
"""The tables, the column of the number, the conditions and their parameters."""


def _sqlite(words: Sequence[Word]) -> _Asked | None:
    """By the full-text table; None where a word has no trigram in any text."""
    matched, scanned = [], []
    for word in words:
        terms = _terms(word)
        if terms is None:
            scanned.append(word)
        elif not terms:
            return None
        else:
            matched.append("(" + " OR ".join('"' + term.replace('"', '""') + '"' for term in terms) + ")")
    conditions, params = _each(scanned, "instr(form, %s) > 0")
    if not matched:
        return "record_searched", "key", conditions, params
    table, key = "record_searched_text", "record_searched_text.rowid"
    if scanned:
        table += " JOIN record_searched ON record_searched.key = record_searched_text.rowid"
        conditions = [condition.replace("form", "record_searched.form") for condition in conditions]
    return table, key, ["record_searched_text MATCH %s", *conditions], [" AND ".join(matched), *params]


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


def _table(words: Sequence[Word]) -> _Asked:
    """By the table itself, with the index that the database has on it."""
    conditions, params = _each(words, "form LIKE %s")
    return "record_searched", "key", conditions, [_pattern(part) for part in params]


def _each(words: Sequence[Word], condition: str) -> tuple[list[str], list[str]]:
    conditions = ["(" + " OR ".join([condition] * len(word.spellings)) + ")" for word in words]
    return conditions, [spelling for word in words for spelling in word.spellings]


def _pattern(part: str) -> str:
    escaped = part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
