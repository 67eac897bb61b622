"""The pages of mediation: ladder, figures with their bases, what parties say, offices, intake, contradictions."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from audiatur.figures.computing import compute
from audiatur.figures.exchange import figures_csv
from audiatur.figures.figure import ALL, Figure, Release
from audiatur.figures.indicator import COMPLETE, NO_BASE, Asked, Indicator, Unit
from audiatur.figures.surveys import BOUNDS, KISH, REPLICATES
from audiatur.registers.engine import Registers
from audiatur.topics.base import Here, Page
from audiatur.topics.mediation import wording
from audiatur.topics.mediation.access import ACCESS, ACCESS_REPLICATED
from audiatur.topics.mediation.comparison import settled_by
from audiatur.topics.mediation.contradiction_pages import contradictions_page
from audiatur.topics.mediation.coverage import COVERAGE
from audiatur.topics.mediation.gaps import GAPS
from audiatur.topics.mediation.intake import TITLE, sections, template_csv
from audiatur.topics.mediation.keeping import in_language, kept, snapshot_names, whole_register
from audiatur.topics.mediation.ladder import Ladder, ladders
from audiatur.topics.mediation.leaving import LEAVING
from audiatur.topics.mediation.pictures import NARROW, WIDE, picture
from audiatur.topics.mediation.rates import RATES
from audiatur.topics.mediation.repeats import REPEATS
from audiatur.topics.mediation.times import TIMES

BY = ("year", "body", "subject")


def ladder_page(request: HttpRequest, here: Here, *, as_csv: bool = False) -> HttpResponse:
    """The ladder of all disputes and of each cohort, as a table and drawn; or as CSV."""
    by = request.GET.get("by", "year") if request.GET.get("by") in BY else "year"
    if not _has(here, "disputes"):
        return _missing(request, here, title=LADDER, table="disputes")
    with here.registers("disputes") as registers:
        asked = whole_register(registers, by=(by,))
        found = kept(registers, "ladder", asked, lambda: ladders(registers, asked))
        snapshots = snapshot_names(registers)
    if as_csv:
        return _ladder_csv(found, asked=asked, snapshots=snapshots, synthetic=here.dialogue.synthetic)
    whole = found[0]
    drawings = [_drawn(whole, width=width) for width in (WIDE, NARROW)]
    steps = [wording.step(step.name) for step in whole.steps]
    return render(
        request,
        "mediation/ladder.html",
        {
            "here": here,
            "asked": asked,
            "by": by,
            "ways": [(way, wording.dimension(way)) for way in BY],
            "steps": steps,
            "rows": [(wording.group(one.group), _numbers(one)) for one in found],
            "skipped": [(name, step.skipped) for name, step in zip(steps, whole.steps, strict=True) if step.skipped],
            "ends": _ends(found),
            "wide": drawings[0],
            "narrow": drawings[1],
            "snapshots": snapshots,
        },
    )


def figures_page(request: HttpRequest, here: Here, *, as_csv: bool = False) -> HttpResponse:
    """The indicators of disputes, each with its base, cohort and censoring day; or as CSV."""
    if not _has(here, "disputes"):
        return _missing(request, here, title=FIGURES, table="disputes")
    groups: list[tuple[str, Sequence[Indicator]]] = [
        (_("Settlement and conclusion: one log, every base"), [*RATES[2:10]]),
        (_("Entry, consent and exclusion"), [*RATES[:2], *RATES[13:16]]),
        (_("Time to a result"), TIMES),
        (_("What came afterwards"), [*RATES[10:13], *RATES[16:]]),
        (_("Who comes again, and from where"), [*REPEATS, *COVERAGE]),
        (_("Gaps between applicants"), GAPS),
    ]
    return _figures(request, here, groups=groups, template="mediation/figures.html", base="disputes", as_csv=as_csv)


def survey_page(request: HttpRequest, here: Here, *, as_csv: bool = False) -> HttpResponse:
    """What parties said when they left, and access by each reading; or as CSV."""
    if not _has(here, "exit_survey") and not _has(here, "legal_needs"):
        return _missing(request, here, title=SURVEY, table="exit_survey")
    access = ACCESS_REPLICATED if _has(here, "legal_needs_replicates") else ACCESS
    groups: list[tuple[str, Sequence[Indicator]]] = [
        (_("What parties said when they left"), LEAVING),
        (_("Access: whom a person with a dispute turned to"), access),
    ]
    base = "exit_survey" if _has(here, "exit_survey") else "legal_needs"
    return _figures(request, here, groups=groups, template="mediation/survey.html", base=base, as_csv=as_csv)


def offices_page(request: HttpRequest, here: Here) -> HttpResponse:
    """Offices beside one another, shrunken."""
    if not _has(here, "disputes"):
        return _missing(request, here, title=OFFICES, table="disputes")
    with here.registers("disputes") as registers:
        asked = whole_register(registers)
        found = kept(registers, "offices", asked, lambda: settled_by(registers, asked, unit="office"))
    return render(request, "mediation/offices.html", {"here": here, "found": found, "asked": asked})


def intake_page(request: HttpRequest, here: Here) -> HttpResponse:
    """The form to be printed, Khmer first."""
    return render(request, "mediation/intake.html", {"here": here, "sections": sections(), "form_title": TITLE})


def intake_table(request: HttpRequest, here: Here) -> HttpResponse:
    """The head of the form's table, with one example row."""
    return _file(template_csv(), name="disputes.csv")


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure in words: its value, how sure, of how many, and the sentences that define it."""

    name: str
    value: str
    sure: str
    of: str
    definition: str
    caveat: str
    code: str


def _figures(
    request: HttpRequest,
    here: Here,
    *,
    groups: Sequence[tuple[str, Sequence[Indicator]]],
    template: str,
    base: str,
    as_csv: bool,
) -> HttpResponse:
    wanted = [one for _title, listed in groups for one in listed if all(_has(here, table) for table in one.tables)]
    tables = sorted({table for one in wanted for table in one.tables} | {base})
    with here.registers(*tables) as registers:
        asked = whole_register(registers)
        names = ",".join(one.id for one in wanted)
        found: dict[str, Figure] = kept(registers, names, asked, lambda: _computed(wanted, registers, asked, here))
    if as_csv:
        return _file(figures_csv(found.values()), name=_label(here) + "mediation-figures.csv")
    shown = [
        (title, [_shown(one, figure=found[one.id]) for one in listed if one.id in found]) for title, listed in groups
    ]
    snapshots = sorted({name for figure in found.values() for name in figure.snapshots})
    return render(
        request,
        template,
        {"here": here, "groups": [each for each in shown if each[1]], "asked": asked, "snapshots": snapshots},
    )


def _computed(wanted: Sequence[Indicator], registers: Registers, asked: Asked, here: Here) -> dict[str, Figure]:
    place = str(here.dialogue.state_name)
    return {one.id: compute(one, registers, asked=asked, country=place).figures[0] for one in wanted}


def _shown(indicator: Indicator, *, figure: Figure) -> Shown:
    lang = in_language()
    return Shown(
        indicator.name.of(lang),
        _value(figure),
        _sure(figure),
        _of(figure),
        indicator.definition.of(lang),
        indicator.caveat.of(lang),
        figure.denominator_code,
    )


def _value(figure: Figure) -> str:
    if figure.release is not Release.SHOWN:
        return _("not shown: too few")
    if figure.value is None:
        return _("not recorded") if figure.interval == NO_BASE else ""
    return wording.amount(figure.value, unit=figure.unit)


def _sure(figure: Figure) -> str:
    if figure.value is None or figure.low is None or figure.high is None:
        return ""
    if figure.interval == COMPLETE:
        return _("complete count")
    if figure.high == float("inf"):
        return _("%(low)s or more") % {"low": wording.amount(figure.low, unit=figure.unit)}
    ends = {"low": wording.amount(figure.low, unit=figure.unit), "high": wording.amount(figure.high, unit=figure.unit)}
    return f"{_('between %(low)s and %(high)s') % ends} · {wording.method(figure.interval)}"


def _of(figure: Figure) -> str:
    if figure.n is None:
        return ""
    if figure.denominator is None or figure.unit != str(Unit.PERCENT):
        return _("%(n)s records") % {"n": wording.whole(figure.n)}
    if figure.numerator is None:
        return wording.whole(figure.denominator)
    parts = {
        "part": wording.whole(figure.numerator),
        "whole": wording.whole(figure.denominator),
        "n": wording.whole(figure.n),
    }
    if figure.interval == BOUNDS:
        return _("%(part)s of %(n)s known; %(whole)s in all") % parts
    if figure.interval in (KISH, REPLICATES):
        return _("%(n)s answers, weighted") % parts
    return _("%(part)s of %(whole)s") % parts


def _has(here: Here, table: str) -> bool:
    return table in here.has_registers


def _missing(request: HttpRequest, here: Here, *, title: str, table: str) -> HttpResponse:
    command = f"audiatur register load FILE --table {table} --mapping MAPPING"
    return render(request, "mediation/missing.html", {"here": here, "page_title": _(title), "command": command})


def _drawn(found: Ladder, *, width: float) -> Any:
    names = [wording.step(step.name) for step in found.steps]
    numbers = ["" if step.recorded is None else wording.whole(step.recorded) for step in found.steps]
    return picture(found.steps, names=names, numbers=numbers, width=width)


def _numbers(found: Ladder) -> list[str]:
    return ["" if step.recorded is None else wording.whole(step.recorded) for step in found.steps]


def _ends(found: Sequence[Ladder]) -> dict[str, Any]:
    shown = [end for end in found[0].ends if any(one.ends[end] != 0 for one in found)]
    rows = [
        (
            wording.group(one.group),
            ["" if one.ends[end] is None else wording.whole(one.ends[end] or 0) for end in shown],
        )
        for one in found
    ]
    return {"heads": [wording.end(end) for end in shown], "rows": rows}


def _ladder_csv(found: Sequence[Ladder], *, asked: Asked, snapshots: Sequence[str], synthetic: bool) -> HttpResponse:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    by = asked.by[0]
    writer.writerow(
        [
            by,
            "step_or_end",
            "recorded",
            "recorded_only_later",
            "since",
            "until",
            "censored_on",
            "snapshots",
            "synthetic",
        ]
    )
    told = [asked.since, asked.until, asked.on, " ".join(snapshots), str(synthetic).lower()]
    for one in found:
        group = "all" if one.group[by] == ALL else one.group[by]
        writer.writerows([group, step.name, _cell(step.recorded), _cell(step.skipped), *told] for step in one.steps)
        writer.writerows([group, f"end:{end}", _cell(count), "", *told] for end, count in one.ends.items())
    return _file(written.getvalue(), name=("synthetic-" if synthetic else "") + "mediation-ladder.csv")


def _cell(count: int | None) -> str:
    return "" if count is None else str(count)


def _file(content: str, *, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _label(here: Here) -> str:
    return "synthetic-" if here.dialogue.synthetic else ""


LADDER = gettext_noop("The ladder of disputes")
FIGURES = gettext_noop("Figures of mediation and what each is of")
SURVEY = gettext_noop("What parties say, and who has access")
OFFICES = gettext_noop("Offices beside one another")
INTAKE = gettext_noop("Intake form")
CONTRADICTIONS = gettext_noop("Two rates under one name")

PAGES: tuple[Page, ...] = (
    Page(
        "mediation-ladder",
        "ladder/",
        ladder_page,
        LADDER,
        gettext_noop("how many disputes reached each step, how the others ended, how many are open"),
    ),
    Page("mediation-ladder-csv", "ladder.csv", partial(ladder_page, as_csv=True)),
    Page(
        "mediation-figures",
        "figures/",
        figures_page,
        FIGURES,
        gettext_noop("every rate with its base, its cohort and the day after which nothing is known"),
    ),
    Page("mediation-figures-csv", "figures.csv", partial(figures_page, as_csv=True)),
    Page(
        "mediation-survey",
        "survey/",
        survey_page,
        SURVEY,
        gettext_noop("pressure, understanding and access, with those who did not answer"),
    ),
    Page("mediation-survey-csv", "survey.csv", partial(survey_page, as_csv=True)),
    Page(
        "mediation-offices", "offices/", offices_page, OFFICES, gettext_noop("shares with their intervals, no ranking")
    ),
    Page(
        "mediation-contradictions",
        "contradictions/",
        contradictions_page,
        CONTRADICTIONS,
        gettext_noop("two published figures with the definition that each fits"),
    ),
    Page(
        "mediation-intake",
        "intake/",
        intake_page,
        INTAKE,
        gettext_noop("a form to print for a commune committee or justice service, and its table"),
    ),
    Page("mediation-intake-csv", "intake.csv", intake_table),
)
