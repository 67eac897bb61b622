"""The pages of this topic: what is estimated that nobody recorded, and the trend beside who was recording."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from audiatur.topics.base import Here, Page
from audiatur.topics.civic_space.documented import (
    Register,
    estimate_of,
    estimates_by_year,
    lists_of,
    register_read,
)
from audiatur.topics.civic_space.estimation import Estimate, Interval, Refusal
from audiatur.topics.civic_space.trends import Change, Trend, trend

TABLE = "incident_reports"


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year of the trend table: its counts, each organisation's, and the interval of the estimate."""

    year: str
    all: int
    steady: int
    by: tuple[int | None, ...]
    interval: Interval | None


def estimate_page(request: HttpRequest, here: Here) -> HttpResponse:
    """What each organisation documented, and beside it what the lists together say about the whole."""
    if TABLE not in here.has_registers:
        return render(request, "civic_space/none.html", {"here": here, "title": _("What nobody recorded")})
    with here.registers(TABLE) as registers:
        register = register_read(registers)
    if not register.incidents:
        context = {"here": here, "title": _("What nobody recorded"), "unlinked": register.unlinked}
        return render(request, "civic_space/none.html", context)
    over_time = trend(register.incidents)
    found = estimate_of(register, over_time.steady)
    lists = lists_of(register.incidents, organisations=over_time.steady)
    context = {
        "here": here,
        "register": register,
        "found": found,
        "counts": lists.by_list().items(),
        "documented": lists.documented,
        "shared": enumerate(lists.by_number(), start=1),
        "answers": _answers(found),
        "refusals": [refusal_sentence(refusal) for refusal in found.refusals],
        "late": [
            {"name": effort.organisation, "incidents": effort.incidents, "since": str(effort.first)}
            for effort in over_time.efforts
            if effort.organisation not in over_time.steady
        ],
        "first": str(over_time.years[0].year) if over_time.years else "",
        "last": str(over_time.years[-1].year) if over_time.years else "",
    }
    return render(request, "civic_space/estimate.html", context)


def trend_page(request: HttpRequest, here: Here) -> HttpResponse:
    """Incidents by year beside who was recording, and whether a new organisation explains a rise."""
    if TABLE not in here.has_registers:
        return render(request, "civic_space/none.html", {"here": here, "title": _("Incidents by year")})
    with here.registers(TABLE) as registers:
        register = register_read(registers)
    found = trend(register.incidents)
    names = [effort.organisation for effort in found.efforts]
    context = {
        "here": here,
        "register": register,
        "trend": found,
        "names": names,
        "rows": _years(register, found=found, names=names),
        "changes": [change_sentence(change) for change in found.changes],
    }
    return render(request, "civic_space/trend.html", context)


def _answers(found: Estimate) -> list[dict[str, int]]:
    """The answers with their weights in whole percent."""
    return [
        {
            "low": answer.interval.low,
            "median": answer.interval.median,
            "high": answer.interval.high,
            "weight": round(100 * answer.weight),
        }
        for answer in found.answers
    ]


def _years(register: Register, *, found: Trend, names: list[str]) -> list[YearRow]:
    intervals = estimates_by_year(register, found.steady)
    first = {effort.organisation: effort.first for effort in found.efforts}
    return [
        YearRow(
            str(year.year),
            year.all,
            year.steady,
            tuple(year.by.get(name, 0) if year.year >= first[name] else None for name in names),
            intervals.get(year.year),
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
)
