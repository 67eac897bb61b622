"""Figures for a viewer: what they asked for, held against what they may ask, and computed or taken as kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import combinations
from pathlib import Path

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from audiatur.figures import asking, keeping
from audiatur.figures.computing import Computed, compute
from audiatur.figures.indicator import Asked, Indicator
from audiatur.registers.shelf import newest_names
from audiatur.site import figure_words
from audiatur.site.topic_pages import TopicVisit, at_topic
from audiatur.site.views.visit import Visit
from audiatur.topics import TOPICS
from audiatur.topics.tables import table_get


@dataclass(frozen=True)
class Reading:
    """An indicator as a viewer reads it in a dialogue."""

    at: TopicVisit
    indicator: Indicator

    @cached_property
    def snapshots(self) -> Mapping[str, str]:
        """The newest snapshots by table that the viewer may use."""
        return newest_names(self.at.shelf) if self.at.sees_figures else {}

    @property
    def lacking(self) -> tuple[str, ...]:
        """The tables that it needs and that were not loaded."""
        return tuple(table for table in self.indicator.tables if table not in self.snapshots)

    @cached_property
    def known(self) -> asking.Span | None:
        """From when to when the records tell; None where they cannot be read."""
        if self.lacking:
            return None
        if kept := self.known_before:
            return kept
        with self.at.registers(*self.indicator.tables) as registers:
            found = asking.span(registers, tables=[table_get(name) for name in self.indicator.tables])
        if found:
            path = self._span_path
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.write_text(json.dumps([found.first.isoformat(), found.last.isoformat()]), encoding="utf-8")
        return found

    @property
    def known_before(self) -> asking.Span | None:
        """The same, where it was asked before."""
        if self.lacking or not self._span_path.is_file():
            return None
        first, last = json.loads(self._span_path.read_text(encoding="utf-8"))
        return asking.Span(date.fromisoformat(first), date.fromisoformat(last))

    @property
    def _span_path(self) -> Path:
        names = sorted(self.snapshots[table] for table in self.indicator.tables)
        return Path(settings.FIGURES) / "spans" / f"{keeping.hash_of(names, keeping.code_hash())}.json"

    @property
    def country(self) -> str:
        """The name of the whole, as a figure's place."""
        return str(self.at.dialogue.state_name)

    def computed(self, asked: Asked) -> Computed:
        """The figures, kept or computed now."""
        if (kept := self.kept(asked)) is not None:
            return kept
        computed = self.again(asked)
        keeping.keep(computed, path=self._path(asked))
        return computed

    def kept(self, asked: Asked) -> Computed | None:
        """The figures, where they were computed before."""
        return keeping.kept(self._path(asked), indicator=self.indicator, asked=asked)

    def _path(self, asked: Asked) -> Path:
        key = keeping.key_of(self.indicator, self.snapshots, asked=asked, country=self.country)
        return Path(settings.FIGURES) / f"{key}.json"

    def again(self, asked: Asked) -> Computed:
        """The figures, computed from the registers whatever is kept."""
        with self.at.registers(*self.indicator.tables) as registers:
            return compute(self.indicator, registers, asked=asked, country=self.country)

    def ways(self) -> list[tuple[str, ...]]:
        """The sets of columns that it can be broken down by, small ones first."""
        sets = {
            tuple(name for name in self.indicator.dimensions if name in chosen)
            for group in self.indicator.published
            for size in range(1, len(group) + 1)
            for chosen in combinations(group, size)
        }
        return sorted(sets, key=lambda names: (len(names), [self.indicator.dimensions.index(name) for name in names]))


def reading(here: Visit, indicator: Indicator) -> Reading:
    """The indicator for this visit."""
    topic = next(topic for topic in TOPICS if topic.key == indicator.topic)
    return Reading(at_topic(here, topic=topic), indicator)


class AskForm(forms.Form):
    """What to break a figure down by, and of when; members also choose days and a place freely."""

    by = forms.ChoiceField(label=_("Broken down by"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)
    on = forms.ChoiceField(label=_("At the end of"), required=False)

    def __init__(self, given: QueryDict, *, reading: Reading, known: asking.Span) -> None:
        super().__init__(given)
        ways = [(",".join(names), figure_words.columns_in_words(names)) for names in reading.ways()]
        self._field("by").choices = [("", _("Nothing: the total")), *ways]
        if reading.indicator.stock:
            del self.fields["year"]
            self._field("on").choices = [(day.isoformat(), figure_words.day(day)) for day in known.month_ends]
        else:
            del self.fields["on"]
            years = known.years or (known.last.year,)
            self._field("year").choices = [(str(year), str(year)) for year in years]

    def _field(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        return field


class FreeForm(forms.Form):
    """Days and a place, for those who take part in the dialogue."""

    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    on = forms.DateField(label=_("As known on"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    place = forms.CharField(label=_("Code of a place"), required=False, max_length=20)

    def clean(self) -> dict[str, object]:
        """The days in order."""
        told = dict(super().clean() or {})
        since, until, on = (told.get(name) for name in ("since", "until", "on"))
        if isinstance(since, date) and isinstance(until, date) and until < since:
            self.add_error("until", _("Give a day that is not before the first one."))
        if isinstance(since, date) and isinstance(on, date) and on < since:
            self.add_error("on", _("Give a day that is not before the first one."))
        return told


@dataclass(frozen=True)
class Question:
    """What a viewer asked of an indicator, with the forms to ask again."""

    asked: Asked
    form: AskForm
    free: FreeForm | None


def question(given: QueryDict, *, reading: Reading, known: asking.Span) -> Question:
    """What a request asks for; a value that is none of the choices counts as no choice."""
    default = asking.headline(reading.indicator, known=known)
    form = AskForm(given, reading=reading, known=known)
    form.is_valid()
    chosen = form.cleaned_data
    asked = default
    if chosen.get("year"):
        asked = asking.of_year(int(chosen["year"]), known=known)
    if chosen.get("on") and reading.indicator.stock:
        asked = asking.of_day(date.fromisoformat(chosen["on"]))
    asked = replace(asked, by=tuple(filter(None, (chosen.get("by") or "").split(","))))
    free = None
    if reading.at.takes_part:
        free = FreeForm(given)
        if free.is_valid():
            asked = _freely(asked, free=free, stock=reading.indicator.stock)
    else:
        asking.check_open(reading.indicator, asked=asked, known=known)
    return Question(asked, form, free)


def _freely(asked: Asked, *, free: FreeForm, stock: bool) -> Asked:
    told = free.cleaned_data
    place = str(told.get("place") or "").strip()
    if stock:
        day = told.get("on")
        return replace(asking.of_day(day), by=asked.by, place=place) if day else replace(asked, place=place)
    since = told.get("since") or asked.since
    until = max(told.get("until") or asked.until, since)
    return replace(asked, since=since, until=until, on=max(told.get("on") or asked.on, since), place=place)
