"""The words of the pages of mediation: steps, ends, groups, methods of intervals, amounts."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from audiatur.figures.computing import NOWHERE
from audiatur.figures.figure import ALL
from audiatur.figures.indicator import Unit
from audiatur.figures.surveys import BOUNDS, DIFFERENCE, KISH, MEAN, REPLICATES, TWO_PHASE
from audiatur.topics.mediation.contract import DISPUTES
from audiatur.topics.mediation.repeats import LINKAGE
from audiatur.topics.mediation.times import AALEN_JOHANSEN, CLOSED_ONLY, KAPLAN_MEIER

STEPS = {
    "received": gettext_noop("Received"),
    "referred": gettext_noop("Referred to a mediator"),
    "admitted": gettext_noop("Taken on"),
    "both_agreed": gettext_noop("Both agreed to mediate"),
    "started": gettext_noop("Session held"),
    "agreed": gettext_noop("Agreement"),
    "performed": gettext_noop("Carried out"),
}
DIMENSIONS = {
    "year": gettext_noop("year of receipt"),
    "body": gettext_noop("body"),
    "subject": gettext_noop("subject"),
}
METHODS = {
    KAPLAN_MEIER: gettext_noop("95 %, Kaplan–Meier"),
    AALEN_JOHANSEN: gettext_noop("95 %, other results counted"),
    CLOSED_ONLY: gettext_noop("95 %, closed disputes only"),
    BOUNDS: gettext_noop("whatever the unknown are"),
    TWO_PHASE: gettext_noop("95 %, the silent asked again"),
    KISH: gettext_noop("95 %, approximate, from the weights"),
    REPLICATES: gettext_noop("95 %, from replicate weights"),
    DIFFERENCE: gettext_noop("95 %, difference"),
    MEAN: gettext_noop("95 %, mean"),
    LINKAGE: gettext_noop("by how persons are linked"),
}
UNITS = {
    Unit.PERCENT: "%(amount)s %%",
    Unit.POINTS: gettext_noop("%(amount)s percentage points"),
    Unit.DAYS: gettext_noop("%(amount)s days"),
    Unit.MONEY: gettext_noop("%(amount)s riel"),
}
REASONS = {
    "words": gettext_noop("its words"),
    "counts": gettext_noop("the counts beside it"),
    "register": gettext_noop("a register that gives the same value"),
    "the higher of two under one name": gettext_noop("the higher of two under one name"),
}


def step(name: str) -> str:
    """A step of the ladder in words."""
    return _(STEPS[name])


def end(code: str) -> str:
    """How a dispute ended, in the words of the contract."""
    return _of_vocabulary("result", code)


def dimension(name: str) -> str:
    """What a table is broken down by."""
    return _(DIMENSIONS[name])


def group(named: Mapping[str, str]) -> str:
    """The cohort of a row."""
    (column, value), *_rest = named.items()
    if value == ALL:
        return _("All")
    if value == NOWHERE:
        return _("not recorded")
    return value if column == "year" else _of_vocabulary(column, value)


def method(interval: str) -> str:
    """How an interval was made."""
    return _(METHODS[interval]) if interval in METHODS else interval


def reason(why: str) -> str:
    """Why a definition fits."""
    return _(REASONS[why])


def amount(value: float, *, unit: str) -> str:
    """A value with its unit; shares to a tenth."""
    decimals = 0 if unit in (str(Unit.DAYS), str(Unit.MONEY)) else 1
    text = f"{value:,.{decimals}f}".replace("-", "−")
    pattern = UNITS.get(Unit(unit), "%(amount)s")
    return (_(pattern) if pattern != UNITS[Unit.PERCENT] else pattern) % {"amount": text}


def whole(count: float) -> str:
    """A whole number grouped by thousands."""
    return f"{count:,.0f}"


def _of_vocabulary(column: str, value: str) -> str:
    words = {code.code: code.km if get_language() == "km" else code.en for code in DISPUTES.column(column).vocabulary}
    return words.get(value, value)
