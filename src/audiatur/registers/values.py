"""Single values as registers write them: days, imprecise dates, Khmer digits, Buddhist-era years.

The readers answer None for what they cannot read in exactly one way; nothing is guessed.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

from audiatur.dates import DateError, read_when
from audiatur.registers.mapping import CE_BE_YEARS, ColumnMapping

KHMER_DIGITS = "០១២៣៤៥៦៧៨៩"
_TO_LATIN = str.maketrans(KHMER_DIGITS, "0123456789")
# Plausible Buddhist-era years: those of 1900 to 2100.
_BE_FROM, _BE_TO = 1900 + CE_BE_YEARS, 2100 + CE_BE_YEARS

_MONTHS_EN = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS_KM = (
    "មករា", "កុម្ភៈ", "មីនា", "មេសា", "ឧសភា", "មិថុនា", "កក្កដា", "សីហា", "កញ្ញា", "តុលា", "វិច្ឆិកា", "ធ្នូ",
)  # fmt: skip

_CLOCK = re.compile(r"[T ]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$")
_BE_MARK = re.compile(r"ព\.?\s?ស\.?|\bB\.?\s?E\.?(?![A-Za-z])", re.IGNORECASE)
_CE_MARK = re.compile(r"គ\.?\s?ស\.?|\b(?:C\.?\s?E|A\.?\s?D)\.?(?![A-Za-z])", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})")
_WORDS_EN = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?[ -])?([A-Za-z]{3,9})\.?(?: (\d{1,2})(?:st|nd|rd|th)?,)?[ -](\d{4})"
)
_WORDS_KM = re.compile(r"(?:ថ្ងៃ(?:ទី)?\s*(\d{1,2})\s*)?ខែ\s*(\d{1,2}|[ក-៓]+?)\s*ឆ្នាំ\s*(\d{4})")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_ABOUT = re.compile(r"^(?:c\.|ca\.|circa|about|around|ប្រហែល|ប្រមាណ)\s*", re.IGNORECASE)


def latin_digits(given: str) -> str:
    """The text with Khmer digits written as Latin ones.

    >>> latin_digits("២០២៤")
    '2024'
    """
    return given.translate(_TO_LATIN)


def read_day(given: str, *, how: ColumnMapping) -> date | None:
    """The one day that a cell names.

    >>> read_day("២១/០៣/២៥៦៧", how=ColumnMapping(order="dmy"))
    datetime.date(2024, 3, 21)
    >>> read_day("21 March 2024", how=ColumnMapping())
    datetime.date(2024, 3, 21)
    >>> read_day("03/04/2024", how=ColumnMapping()) is None  # the third of April or the fourth of March
    True
    """
    parts = _parts(given, how=how)
    if parts is None or parts[1] is None or parts[2] is None:
        return None
    try:
        return date(parts[0], parts[1], parts[2])
    except ValueError:
        return None


def read_imprecise(given: str, *, how: ColumnMapping) -> tuple[str, date | None, date | None] | None:
    """A date as EDTF with the earliest and the latest day that it can mean; None for an open end.

    >>> read_imprecise("មីនា ២៥៦៧", how=ColumnMapping()) is None  # no word says which number is the year
    True
    >>> read_imprecise("ខែមីនា ឆ្នាំ២៥៦៧", how=ColumnMapping())[0]
    '2024-03'
    >>> read_imprecise("about 1987", how=ColumnMapping())
    ('1987~', datetime.date(1986, 1, 1), datetime.date(1988, 12, 31))
    """
    written = latin_digits(given).strip()
    bare = _ABOUT.sub("", written)
    parts = _parts(bare, how=how)
    if parts is not None:
        year, month, day_ = parts
        edtf = f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day_:02}" if day_ else "")
    else:
        edtf = _YEAR.sub(lambda found: str(_year(int(found[0]), how=how) or found[0]), bare)
    return _edtf(edtf + "~" if bare != written else edtf)


def _edtf(written: str) -> tuple[str, date | None, date | None] | None:
    plain = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", written)
    try:
        if plain is None:
            when = read_when(written)
            earliest = None if when.earliest == date.min else when.earliest
            return when.edtf, earliest, None if when.latest == date.max else when.latest
        year, month, day_ = (int(part) if part else 0 for part in plain.groups())
        last = day_ or calendar.monthrange(year, month or 12)[1]
        return written, date(year, month or 1, day_ or 1), date(year, month or 12, last)
    except (DateError, ValueError, calendar.IllegalMonthError):
        return None


def _parts(given: str, *, how: ColumnMapping) -> tuple[int, int | None, int | None] | None:
    """Year, month and day as far as they are stated, or None."""
    written = _CLOCK.sub("", latin_digits(given).strip())
    marked = _CE_MARK.sub("", _BE_MARK.sub("", written)).strip()
    era = _era(written, how=how)
    found = _numbers(marked, how=how) or _words(marked)
    if found is None:
        return None
    year = _year(found[0], how=era)
    return None if year is None else (year, found[1], found[2])


def _era(written: str, *, how: ColumnMapping) -> ColumnMapping:
    """The mapping with the era that the cell itself names, if it names one."""
    if _BE_MARK.search(written):
        return ColumnMapping(order=how.order, era="be", era_years=how.era_years)
    if _CE_MARK.search(written):
        return ColumnMapping(order=how.order, era="ce")
    return how


def _year(year: int, *, how: ColumnMapping) -> int | None:
    if how.era == "ce":
        return year
    if _BE_FROM <= year <= _BE_TO:
        return year - how.era_years
    return None if how.era == "be" else year


def _numbers(written: str, *, how: ColumnMapping) -> tuple[int, int | None, int | None] | None:
    if found := _YEAR_FIRST.fullmatch(written):
        return int(found[1]), int(found[3]), int(found[4])
    if found := _YEAR_LAST.fullmatch(written):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        if how.order == "dmy" or (not how.order and first > 12):
            return year, second, first
        if how.order == "mdy" or (not how.order and second > 12):
            return year, first, second
        return (year, first, second) if first == second else None
    if found := re.fullmatch(r"(\d{4})", written):
        return int(found[1]), None, None
    if found := re.fullmatch(r"(\d{4})[-/](0[1-9]|1[0-2])", written):
        return int(found[1]), int(found[2]), None
    if found := re.fullmatch(r"(\d{1,2})[-/](\d{4})", written):
        return int(found[2]), int(found[1]), None
    return None


def _words(written: str) -> tuple[int, int | None, int | None] | None:
    if found := _WORDS_EN.fullmatch(written):
        month = found[2][:3].lower()
        if month not in _MONTHS_EN or (found[1] and found[3]):
            return None
        day_ = found[1] or found[3]
        return int(found[4]), _MONTHS_EN.index(month) + 1, int(day_) if day_ else None
    if found := _WORDS_KM.fullmatch(written):
        month = found[2]
        if not month.isdigit() and month not in _MONTHS_KM:
            return None
        number = int(month) if month.isdigit() else _MONTHS_KM.index(month) + 1
        return int(found[3]), number, int(found[1]) if found[1] else None
    return None
