"""What templates need of the record: texts by language, dates and numbers in words, statuses and topics by name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from django import template
from django.db.models import Model
from django.utils.translation import gettext

from audiatur.record.status import Status
from audiatur.site import vocabulary, written

register = template.Library()


@register.filter
def text_of(row: Model | None, field: str) -> str:
    """A row's text in the language of the page, marked with `lang` where only the other is held."""
    return written.marked_text(row, field)


@register.filter
def plain_text_of(row: Model | None, field: str) -> str:
    """The same without markup: for titles and attributes."""
    return written.plain_text(row, field)


@register.filter
def when(given: str | date | None) -> str:
    """A date or EDTF string in words."""
    return written.when(given)


@register.filter
def number(given: float) -> str:
    """A number grouped by thousands."""
    return written.number(given)


@register.filter
def topic_name(key: str) -> str:
    """A topic's name in the language of the page."""
    return gettext(vocabulary.TOPIC_NAMES.get(key, key))


@register.filter
def at(given: Mapping[Any, Any], key: Any) -> Any:
    """What a mapping holds at a key, nothing where it holds none."""
    return given.get(key, ()) if given else ()


@register.filter
def chosen(row: Model, field: str) -> str:
    """The words of a row's choice, as `get_FIELD_display` gives them, without making all of them ready each time."""
    value = getattr(row, field)
    return str(_words(type(row), field).get(value, value))


@cache
def _words(rows: type[Model], field: str) -> Mapping[Any, Any]:
    return dict(rows._meta.get_field(field).flatchoices)  # type: ignore[union-attr]


@register.inclusion_tag("parts/status.html")
def status(value: Status) -> dict[str, Any]:
    """A status as sign and word."""
    return {"status": value, "sign": vocabulary.SIGNS[value], "word": vocabulary.STATUS_NAMES[value]}
