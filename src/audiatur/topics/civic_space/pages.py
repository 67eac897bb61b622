"""The pages of this topic: what nobody recorded, the trend, counts, and the pairs of reports that people decide."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache

from audiatur.topics.base import Here, Page
from audiatur.topics.civic_space.estimation import Answer, Interval, Refusal
from audiatur.topics.civic_space.standing import Standing
from audiatur.topics.civic_space.trends import Change, Trend, trend
from audiatur.topics.civic_space.views.computing import lacking, looked, none_page, waiting_page
from audiatur.topics.civic_space.views.counts import counts_page
from audiatur.topics.civic_space.views.review import pairs_page


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year of the trend table: its counts, each organisation's, and the interval of the estimate."""

    year: str
    all: int
    steady: int
    by: tuple[int | None, ...]
    interval: Interval | None


@never_cache
def estimate_page(request: HttpRequest, here: Here) -> HttpResponse:
    """What each organisation documented, and beside it what the lists together say about the whole."""
    title = _("What nobody recorded")
    if lacking(here):
        return none_page(request, here, title=title)
    look = looked(here)
    if look.standing is None:
        return waiting_page(request, here, look, title=title)
    found = look.standing
    over_time = trend(found.incidents)
    context = {
        "here": here,
        "standing": found,
        "current": look.current,
        "counts": found.lists.by_list().items() if over_time.steady else (),
        "documented": found.lists.documented,
        "shared": enumerate(found.lists.by_number(), start=1),
        "answers": [] if found.refusals else _answers(found.answers, documented=found.lists.documented),
        "refusals": [refusal_sentence(refusal) for refusal in found.refusals],
        "missed": round(100 * found.missed, 1),
        "late": [
            {"name": effort.organisation, "incidents": effort.incidents, "since": str(effort.first)}
            for effort in over_time.efforts
            if effort.organisation not in over_time.steady
        ],
        "first": str(over_time.years[0].year) if over_time.years else "",
        "last": str(over_time.years[-1].year) if over_time.years else "",
        "sees_pairs": here.sees_persons and found.uncertain,
    }
    return render(request, "civic_space/estimate.html", context)


@never_cache
def trend_page(request: HttpRequest, here: Here) -> HttpResponse:
    """Incidents by year beside who was recording, and whether a new organisation explains a rise."""
    title = _("Incidents by year")
    if lacking(here):
        return none_page(request, here, title=title)
    look = looked(here)
    if look.standing is None:
        return waiting_page(request, here, look, title=title)
    found = trend(look.standing.incidents)
    names = [effort.organisation for effort in found.efforts]
    context = {
        "here": here,
        "standing": look.standing,
        "current": look.current,
        "trend": found,
        "names": names,
        "rows": _years(look.standing, found=found, names=names),
        "changes": [change_sentence(change) for change in found.changes],
    }
    return render(request, "civic_space/trend.html", context)


def _answers(found: tuple[Answer, ...], *, documented: int) -> list[dict[str, int]]:
    """The answers with what none of the organisations recorded, and their weights in whole percent."""
    return [
        {
            "low": answer.interval.low,
            "median": answer.interval.median,
            "high": answer.interval.high,
            "least": max(0, answer.interval.low - documented),
            "most": max(0, answer.interval.high - documented),
            "weight": round(100 * answer.weight),
        }
        for answer in found
    ]


def _years(standing: Standing, *, found: Trend, names: list[str]) -> list[YearRow]:
    first = {effort.organisation: effort.first for effort in found.efforts}
    return [
        YearRow(
            str(year.year),
            year.all,
            year.steady,
            tuple(year.by.get(name, 0) if year.year >= first[name] else None for name in names),
            standing.by_year.get(year.year),
        )
        for year in found.years
    ]


def refusal_sentence(refusal: Refusal) -> str:
    """Why there is no estimate, in the language of the page."""
    sentences = {
        "too_few_lists": _("Fewer than three organisations recorded throughout. With two, nobody can see whether one "
                           "sends its cases to the other."),
        "list_without_overlap": _("An organisation shares no incident with any other, so that its records say nothing "
                                  "about what the others miss."),
        "parts_without_overlap": _("The organisations fall into groups that share no incident."),
        "too_little_overlap": _("Too few incidents are known to two organisations or more."),
        "one_source": _("Organisations take their incidents from the same source, so that what they share was not "
                        "found twice."),
        "unlike_cases": _("The organisations count different things."),
    }  # fmt: skip
    return " ".join(filter(None, (sentences[refusal.reason], ", ".join(refusal.lists))))


def change_sentence(change: Change) -> str:
    """What happened when an organisation began to record, in the language of the page."""
    told = {
        "names": ", ".join(change.organisations),
        "year": change.since,
        "before": round(change.all_before),
        "after": round(change.all_after),
        "steady_before": round(change.steady_before),
        "steady_after": round(change.steady_after),
    }
    counts = _(
        "%(names)s began to record in %(year)s. Documented a year: %(before)s before and %(after)s since; by the "
        "organisations that recorded throughout, %(steady_before)s and %(steady_after)s."
    )
    verdicts = {
        "explained": _("The rise is explained by the new organisation: those who recorded throughout show none beyond "
                       "chance."),
        "not_explained": _("The new organisation alone does not explain the rise: those who recorded throughout "
                           "document more as well."),
        "no_rise": _("All together document no more than before."),
    }  # fmt: skip
    return f"{counts % told} {verdicts[change.verdict]}"


PAGES: tuple[Page, ...] = (
    Page(
        "civic-estimate",
        "unrecorded/",
        estimate_page,
        title=gettext_noop("What nobody recorded"),
        about=gettext_noop("how many incidents there were, from those that several organisations know"),
    ),
    Page(
        "civic-trend",
        "years/",
        trend_page,
        title=gettext_noop("Incidents by year"),
        about=gettext_noop("documented incidents beside who was recording"),
    ),
    Page(
        "civic-counts",
        "counts/",
        counts_page,
        title=gettext_noop("What was counted"),
        about=gettext_noop("restrictions by kind, place and actor, each count with its unit and period"),
    ),
    Page(
        "civic-pairs",
        "pairs/",
        pairs_page,
        title=gettext_noop("Pairs of reports to decide"),
        about=gettext_noop("two reports side by side: are they of one incident?"),
        persons=True,
    ),
)
