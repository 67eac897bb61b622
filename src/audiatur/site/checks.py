"""Checks beside claims: a number, the figure that it stands beside, and the rule's verdict, for every side alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isinf

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audiatur.errors import AudiaturError
from audiatur.figures.checks import Check, Interval, Reason, Verdict, check, claimed_interval
from audiatur.figures.figure import Figure
from audiatur.figures.indicator import Asked, Indicator, Unit
from audiatur.record.models import Beside
from audiatur.record.selectors.statuses import ClaimView
from audiatur.site import figure_words, line, written
from audiatur.site.figure_reading import Reading, reading
from audiatur.site.figures import NARROW, WIDE, Picture, ShownTick
from audiatur.site.views.visit import Visit
from audiatur.topics import catalogue

VERDICTS: Mapping[Verdict, Promise] = {
    Verdict.SUPPORTED: _("The figure lies within the number"),
    Verdict.CONTRADICTED: _("The figure lies outside the number"),
    Verdict.WITHIN: _("Within the uncertainty of the figure"),
    Verdict.NOT_CHECKABLE: _("Cannot be checked"),
}
SIGNS: Mapping[Verdict, str] = {
    Verdict.SUPPORTED: "=",
    Verdict.CONTRADICTED: "≠",
    Verdict.WITHIN: "≈",
    Verdict.NOT_CHECKABLE: "○",
}
REASONS: Mapping[Reason, Promise] = {
    Reason.BASE: _("the claim counts other persons or things"),
    Reason.PLACE: _("the claim is about another place"),
    Reason.PERIOD: _("the claim is about another period"),
    Reason.DEFINITION: _("the claim defines otherwise what is counted"),
    Reason.UNIT: _("the claim is in another unit"),
    Reason.SUPPRESSED: _("the figure is withheld, because too few persons are counted"),
    Reason.MISSING: _("no record that is loaded here gives the figure"),
    Reason.VAGUE: _("the claim states no number that can be measured"),
}


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """A check as a page shows it."""

    beside: Beside
    indicator: Indicator
    name: str
    figure: Figure | None
    check: Check
    sign: str
    verdict: Promise
    reason: Promise | None
    stands_for: str
    figure_says: str
    wide: Picture | None
    narrow: Picture | None

    @property
    def described(self) -> str:
        """The drawing in words."""
        return f"{self.stands_for}; {self.figure_says}"


def shown_checks(views: Iterable[ClaimView], *, here: Visit) -> dict[int, list[ShownCheck]]:
    """The checks of claims by the claim's key."""
    return {
        view.claim.pk: [shown_check(beside, here=here) for beside in view.besides] for view in views if view.besides
    }


def shown_check(beside: Beside, *, here: Visit) -> ShownCheck:
    """One number beside its figure, computed from the snapshots that the viewer may use."""
    indicator = catalogue.indicator_get(beside.indicator)
    figure = _figure(beside, of=reading(here, indicator))
    claimed = claimed_interval(beside.low, beside.high, hedge=beside.hedge, surface=beside.surface)  # type: ignore[arg-type]
    found = check(claimed, figure, differs=Reason(beside.differs) if beside.differs else None)
    unit = str(indicator.unit)
    stands_for = interval_in_words(claimed, unit=unit)
    says = figure_words.sentence(figure, name=_name(indicator), place=figure.place) if figure else ""
    wide, narrow = _pictures(beside, figure=figure, claimed=claimed, unit=unit)
    return ShownCheck(
        beside=beside,
        indicator=indicator,
        name=_name(indicator),
        figure=figure,
        check=found,
        sign=SIGNS[found.verdict],
        verdict=VERDICTS[found.verdict],
        reason=REASONS[found.reason] if found.reason else None,
        stands_for=stands_for,
        figure_says=says,
        wide=wide,
        narrow=narrow,
    )


def _figure(beside: Beside, *, of: Reading) -> Figure | None:
    """The figure of the group, place and period; None where the records that the viewer may use do not give it."""
    if of.lacking:
        return None
    asked = Asked(
        since=beside.since,
        until=beside.until,
        on=beside.until,
        by=tuple(name for name in of.indicator.dimensions if name in beside.group),
        place=beside.place,
    )
    try:
        figures = of.computed(asked).figures
    except AudiaturError:
        return None
    wanted = {name: beside.group[name] for name in asked.by}
    return next((figure for figure in figures if dict(figure.group) == wanted), None)


def interval_in_words(claimed: Interval | None, *, unit: str) -> str:
    """What a number stands for: "from 35,000 to 45,000 persons", "more than 80 %"."""
    if claimed is None:
        return str(_("no number that can be measured"))
    low, high = (
        figure_words.value_in_words(end, unit) if not isinf(end) else "" for end in (claimed.low, claimed.high)
    )
    if not high:
        return str((_("more than %(low)s") if claimed.low_open else _("%(low)s or more")) % {"low": low})
    if not low:
        return str((_("less than %(high)s") if claimed.high_open else _("%(high)s or less")) % {"high": high})
    return str(_("from %(low)s to %(high)s") % {"low": low, "high": high})


def _name(indicator: Indicator) -> str:
    return indicator.name.of("km" if written.page_language() == "km" else "en") or indicator.name.en


def _pictures(
    beside: Beside, *, figure: Figure | None, claimed: Interval | None, unit: str
) -> tuple[Picture | None, Picture | None]:
    """The claim's interval and the figure's on one line, wide and narrow; none where one of them is missing."""
    if figure is None or figure.low is None or claimed is None or beside.differs:
        return None, None
    given = [
        line.Given(
            name=str(_("The records")),
            note="",
            value=figure_words.shown_value(figure),
            low=figure.low,
            high=figure.high,
        ),
        line.Given(
            name=str(beside.claim.attributed_to)[:60],
            note="",
            value=beside.surface,
            low=None if isinf(claimed.low) else claimed.low,
            high=None if isinf(claimed.high) else claimed.high,
        ),
    ]
    height = 26.0 if written.page_language() == "km" else 19.0
    drawn = (
        line.draw(given, width=WIDE, line_height=height),
        line.draw(given, width=NARROW, line_height=height, rows=True),
    )
    pictures = tuple(
        Picture(one, tuple(ShownTick(tick.x, _tick(tick.value, unit)) for tick in one.ticks)) for one in drawn
    )
    return pictures[0], pictures[1]


def _tick(value: float, unit: str) -> str:
    return f"{written.number(value)}\N{NO-BREAK SPACE}%" if unit == Unit.PERCENT else written.number(value)
