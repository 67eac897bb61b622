"""A figure in words of the page's language: its value, interval, period, groups, and why a cell is withheld."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from audiatur.figures.estimators import CLUSTERED, REPLICATES, WILSON
from audiatur.figures.figure import ALL, Figure, Release
from audiatur.figures.indicator import COMPLETE, NO_BASE, Indicator, Kind, Unit, Words
from audiatur.site import written
from audiatur.site.figures import HEDGED
from audiatur.topics.tables import table_get

KINDS: Mapping[Kind, str] = {
    Kind.STRUCTURAL: gettext_noop("Structural"),
    Kind.PROCESS: gettext_noop("Process"),
    Kind.OUTCOME: gettext_noop("Outcome"),
}
UNITS: Mapping[str, str] = {
    Unit.PER_100K: gettext_noop("per 100,000"),
    Unit.DAYS: gettext_noop("days"),
    Unit.HOURS: gettext_noop("hours"),
    Unit.PERSONS: gettext_noop("persons"),
    Unit.STAYS: gettext_noop("stays"),
    Unit.CASES: gettext_noop("cases"),
    Unit.DISPUTES: gettext_noop("disputes"),
    Unit.INCIDENTS: gettext_noop("incidents"),
    Unit.COMPLAINTS: gettext_noop("complaints"),
    Unit.MONEY: gettext_noop("riel"),
    "places": gettext_noop("places"),
    "square metres": gettext_noop("square metres"),
    "months": gettext_noop("months"),
    "laws": gettext_noop("laws"),
    "recommendations": gettext_noop("recommendations"),
    "organisations": gettext_noop("organisations"),
    "judges": gettext_noop("judges"),
    "lawyers": gettext_noop("lawyers"),
    "facilities": gettext_noop("facilities"),
    "US dollars": gettext_noop("US dollars"),
}
INTERVALS: Mapping[str, str] = {
    COMPLETE: gettext_noop("complete count"),
    NO_BASE: gettext_noop("there is nobody to count"),
    WILSON: gettext_noop("interval after Wilson at 95 %"),
    CLUSTERED: gettext_noop("clustered interval at 95 %"),
    REPLICATES: gettext_noop("interval by replicate weights at 95 %"),
}
COLUMNS: Mapping[str, str] = {
    "province": gettext_noop("Province"),
    "district": gettext_noop("District"),
    "commune": gettext_noop("Commune"),
    "place": gettext_noop("Place"),
    "facility": gettext_noop("Facility"),
    "sex": gettext_noop("Sex"),
    "kind": gettext_noop("Kind"),
    "year": gettext_noop("Year"),
    "month": gettext_noop("Month"),
    "age": gettext_noop("Age"),
    "age_group": gettext_noop("Age group"),
    "charge_class": gettext_noop("Class of charge"),
    "court": gettext_noop("Court"),
    "outcome": gettext_noop("Outcome"),
    "monitor": gettext_noop("Organisation"),
    "actor": gettext_noop("Kind of actor"),
    "sdg_16_10_1": gettext_noop("Category of SDG 16.10.1"),
    "iccs": gettext_noop("ICCS code"),
    "charge": gettext_noop("Article of law"),
    "body": gettext_noop("Public body"),
}
_WHOLE = frozenset({Unit.PERSONS, Unit.STAYS, Unit.CASES, Unit.DISPUTES, Unit.INCIDENTS, Unit.COMPLAINTS, Unit.MONEY})


@dataclass(frozen=True)
class Names:
    """The names of the values of columns: codes of the contracts, and of places as they were loaded."""

    indicator: Indicator
    places: Mapping[str, Words] = field(default_factory=dict)

    def of(self, column: str, value: str) -> str:
        """A value of a column in words."""
        if value == ALL:
            return _("All")
        if value == "not recorded":
            return _("not recorded")
        if value in ("true", "false"):
            return _("yes") if value == "true" else _("no")
        words = self._codes.get((column, value)) or self._codes.get(("", value)) or self.places.get(value)
        return (words.of("km" if written.page_language() == "km" else "en") or words.en) if words else value

    @property
    def _codes(self) -> Mapping[tuple[str, str], Words]:
        found: dict[tuple[str, str], Words] = {}
        for table in self.indicator.tables:
            for column in table_get(table).columns:
                for code in column.vocabulary:
                    words = Words(code.en, code.km)
                    found[(column.name, code.code)] = words
                    found.setdefault(("", code.code), words)
        return found


def column_in_words(name: str) -> str:
    """The heading of a column."""
    return _(COLUMNS[name]) if name in COLUMNS else name.replace("_", " ").capitalize()


def columns_in_words(names: Sequence[str]) -> str:
    """Columns side by side: "District × Kind"."""
    return " × ".join(map(column_in_words, names))


def day(given: date) -> str:
    """A day in words."""
    return written.when(given)


def value_in_words(value: float, unit: str) -> str:
    """A value with its unit: "41.0 %", "4,430 complaints"."""
    if unit == Unit.PERCENT:
        return f"{_decimals(value, 1)}\N{NO-BREAK SPACE}%"
    if unit == Unit.RATIO or unit not in UNITS:
        return _decimals(value, 2)
    bare = written.number(round(value)) if unit in _WHOLE else _decimals(value, 1)
    return f"{bare}\N{NO-BREAK SPACE}{_(UNITS[unit])}"


def _decimals(value: float, places: int) -> str:
    return formats.number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True)


def shown_value(figure: Figure) -> str:
    """The value of a figure, or that it is withheld or has nothing to stand on."""
    if figure.release is not Release.SHOWN:
        return _("withheld")
    if figure.value is None:
        return _("no value")
    return value_in_words(figure.value, figure.unit)


def interval_in_words(figure: Figure) -> str:
    """How sure: "complete count", "from 38.1 % to 43.9 % (interval after Wilson at 95 %)"."""
    method = _(INTERVALS[figure.interval]) if figure.interval in INTERVALS else figure.interval
    if figure.low is None or figure.high is None or figure.complete:
        return method if figure.release is Release.SHOWN else ""
    return _("from %(low)s to %(high)s (%(method)s)") % {
        "low": value_in_words(figure.low, figure.unit),
        "high": value_in_words(figure.high, figure.unit),
        "method": method,
    }


def base_in_words(figure: Figure) -> str:
    """What it was counted from: "412 of 1,004", or the number of records."""
    if figure.n is None:
        return ""
    if figure.denominator is None or figure.numerator is None:
        return written.number(figure.n)
    return _("%(numerator)s of %(denominator)s") % {
        "numerator": written.number(round(figure.numerator, 1)),
        "denominator": written.number(round(figure.denominator, 1)),
    }


def period_in_words(figure: Figure) -> str:
    """Of when: a whole year, a day, or from a day to another."""
    since, until = figure.since, figure.until
    if since == until:
        return day(since)
    if (since.month, since.day, until.month, until.day) == (1, 1, 12, 31) and since.year == until.year:
        return str(since.year)
    return _("%(since)s to %(until)s") % {"since": day(since), "until": day(until)}


def sentence(figure: Figure, *, name: str, place: str) -> str:
    """The figure in a sentence that can stand by itself."""
    told = {
        "name": name,
        "place": place,
        "period": period_in_words(figure),
        "value": shown_value(figure),
        "sure": interval_in_words(figure),
        "base": base_in_words(figure),
        "known": day(figure.censored_on),
    }
    if figure.release is not Release.SHOWN:
        return _("%(name)s, %(place)s, %(period)s: withheld, because too few persons are counted or could be.") % told
    if figure.denominator is None or figure.numerator is None:
        return _("%(name)s, %(place)s, %(period)s: %(value)s – %(sure)s. As known on %(known)s.") % told
    return _("%(name)s, %(place)s, %(period)s: %(value)s (%(base)s) – %(sure)s. As known on %(known)s.") % told


def published_in_words(low: float, high: float, *, unit: str, hedge: str) -> str:
    """A published number as its source gives it."""
    if low != high:
        return _("between %(low)s and %(high)s") % {"low": written.number(low), "high": _with_unit(high, unit)}
    told = _with_unit(low, unit)
    return _(HEDGED[hedge]) % {"value": told} if hedge in HEDGED else told


def _with_unit(value: float, unit: str) -> str:
    if unit == Unit.PERCENT:
        return f"{written.number(value)}\N{NO-BREAK SPACE}%"
    return f"{written.number(value)}\N{NO-BREAK SPACE}{_(UNITS[unit])}" if unit in UNITS else written.number(value)


def finding(figures: Iterable[Figure], *, names: Names) -> str:
    """What the groups show, in a sentence that anyone can check against the table."""
    shown = [figure for figure in figures if figure.value is not None and ALL not in figure.group.values()]
    if len(shown) < 2:
        return ""
    low, high = (choose(shown, key=lambda figure: figure.value or 0.0) for choose in (min, max))
    return _("From %(low)s (%(low_group)s) to %(high)s (%(high_group)s)") % {
        "low": shown_value(low),
        "low_group": group_in_words(low, names=names),
        "high": shown_value(high),
        "high_group": group_in_words(high, names=names),
    }


def group_in_words(figure: Figure, *, names: Names) -> str:
    """The group of a figure: "Hill, woman or girl"."""
    return ", ".join(names.of(column, value) for column, value in figure.group.items())
