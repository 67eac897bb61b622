"""Dates, numbers and texts as pages write them, in the language of the page."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Model
from django.utils import dates as calendar_names
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from audiatur.errors import Message


def when(given: str | date | None) -> str:
    """A date or an EDTF string in words.

    >>> from django.utils.translation import override
    >>> with override("en"):
    ...     when("2026-03-12"), when("2026-03~"), when("2019/2023"), when("2023-01/..")
    ('12 March 2026', 'about March 2026', 'between 2019 and 2023', 'since January 2023')
    """
    if not given:
        return ""
    return _when(given.isoformat() if isinstance(given, date) else given, page_language())


@lru_cache(maxsize=10_000)
def _when(given: str, _language: str) -> str:
    """A page says the same few days again and again; the language is that of the words."""
    first, slash, second = given.partition("/")
    if not slash:
        return _part(first)
    if second in ("", ".."):
        return _("since %(date)s") % {"date": _part(first)}
    if first in ("", ".."):
        return _("until %(date)s") % {"date": _part(second)}
    return _("between %(first)s and %(second)s") % {"first": _part(first), "second": _part(second)}


def _part(part: str) -> str:
    bare = part.rstrip("~%?")
    marks = part[len(bare) :]
    text = _day(bare)
    if "~" in marks or "%" in marks:
        text = _("about %(date)s") % {"date": text}
    if "?" in marks or "%" in marks:
        text = _("%(date)s (uncertain)") % {"date": text}
    return text


def _day(part: str) -> str:
    """A year, month or day in words; what is none of these stays as it was given."""
    numbers = part.split("-")
    if not all(number.isdigit() for number in numbers) or not 1 <= len(numbers) <= 3:
        return part
    if len(numbers) == 1:
        return part
    month = int(numbers[1])
    if month not in calendar_names.MONTHS:
        return part
    name = str(calendar_names.MONTHS[month])
    if len(numbers) == 2:
        return _("%(month)s %(year)s") % {"month": name, "year": numbers[0]}
    return _("%(day)s %(month)s %(year)s") % {"day": str(int(numbers[2])), "month": name, "year": numbers[0]}


def number(given: float) -> str:
    """A number grouped by thousands, with as many decimals as it has.

    >>> number(39012), number(147.2)
    ('39,012', '147.2')
    """
    value = int(given) if float(given).is_integer() else given
    return formats.number_format(value, use_l10n=True, force_grouping=True)


def plain_text(row: Model | None, field: str) -> str:
    """A row's text in the language of the page, or in the other where it has none."""
    return _chosen(row, field)[0]


def marked_text(row: Model | None, field: str) -> str | SafeString:
    """The same, marked with its language where that is not the page's."""
    text, language = _chosen(row, field)
    if not text or language == page_language():
        return text
    return format_html('<span lang="{}">{}</span>', language, text)


def refusal(fault: Exception) -> str:
    """Why something is refused, in the language of the page; rows by their names in it."""
    return fault.told(words=_, named=_named) if isinstance(fault, Message) else str(fault)


def _named(value: object) -> str:
    if not isinstance(value, Model):
        return str(value)
    return next((told for field in ("name", "title", "text") if (told := plain_text(value, field))), str(value))


def page_language() -> str:
    """The language of the page: en or km."""
    return (get_language() or "en").split("-")[0]


def _chosen(row: Model | None, field: str) -> tuple[str, str]:
    english: Any = getattr(row, field, "") or ""
    khmer: Any = getattr(row, f"{field}_km", "") or ""
    if page_language() == "km":
        return (khmer, "km") if khmer else (english, "en")
    return (english, "en") if english else (khmer, "km")
