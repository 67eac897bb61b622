"""What the law pages look up: the dialogue's laws, its country's rows, names of instruments, the day asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from audiatur.topics.base import Here
from audiatur.topics.law import store
from audiatur.topics.law.model import Law
from audiatur.topics.law.rows import Instrument, LawRows, load_rows, standards


@dataclass(frozen=True, slots=True)
class Asked:
    """The day that a reader asked for; `wrong` is what was typed where it is no date."""

    day: date
    wrong: str = ""


def shelf_of(here: Here) -> store.Shelf:
    """The laws of the dialogue's country and nature."""
    return store.Shelf(here.laws, here.dialogue.country or "none", here.dialogue.synthetic)


def kept_of(here: Here, law: str) -> tuple[store.Kept, ...]:
    """The wordings of a law; 404 where none is kept."""
    kept = store.wordings(shelf_of(here), name=law)
    if not kept:
        raise Http404(_("There is nothing at this address, or you may not see it."))
    return kept


def rows_of(here: Here) -> LawRows:
    """The law rows of the country's pack; none where it has none."""
    folder = here.pack("law")
    return load_rows(folder) if folder is not None else LawRows()


def instruments_of(rows: LawRows) -> Mapping[str, Instrument]:
    """National laws and international standards by their keys."""
    return {one.key: one for one in (*standards().instruments, *rows.instruments)}


def in_language(english: str, khmer: str) -> str:
    """The text in the language of the page, the English one where there is no other."""
    return khmer if khmer and (get_language() or "").startswith("km") else english


def name_of(key: str, instruments: Mapping[str, Instrument], *, kept: tuple[store.Kept, ...] = ()) -> str:
    """A law's or treaty's name in the language of the page."""
    if key in instruments:
        return in_language(instruments[key].name, instruments[key].name_km)
    return kept[0].manifest.title if kept else key


def day_asked(request: HttpRequest, *, today: date) -> Asked:
    """The day of `?on=`: a day, or the last day of a month or year; today where none is given."""
    from audiatur.dates import DateError, read_when

    given = request.GET.get("on", "").strip()
    if not given:
        return Asked(today)
    try:
        return Asked(min(read_when(given).latest, date(9999, 1, 1)))
    except DateError:
        return Asked(today, given)


def article_law(kept: tuple[store.Kept, ...], day: date) -> Law | None:
    """The wording in force on a day."""
    standing = store.wording_on(kept, day)
    return standing.law() if standing else None
