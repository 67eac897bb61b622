"""The pages of this topic: limits and who is beyond them, one person's clocks, durations, equality, the form."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import ibis
import numpy as np
import polars as pl
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from audiatur.topics.base import Here, Page
from audiatur.topics.proceedings import monitoring, wording
from audiatur.topics.proceedings.audit import Question, QuestionError, audit
from audiatur.topics.proceedings.clock import Answer
from audiatur.topics.proceedings.counting import MINUTES
from audiatur.topics.proceedings.cox import NotFitted
from audiatur.topics.proceedings.durations import Spells, caseload, compared, incidence, survival
from audiatur.topics.proceedings.logistic import Term
from audiatur.topics.proceedings.records import Records, records_of, rules_here
from audiatur.topics.proceedings.rules import RuleSet
from audiatur.topics.proceedings.told import HEIGHT, WIDTH, acts_of, clocks_told

PAGE = 50
SMALL = 10
_KEPT = 7 * 24 * 3600
_NOTHING = _("There is nothing at this address, or you may not see it.")


def limits(request: HttpRequest, here: Here) -> HttpResponse:
    """The rules of the country, timed and not, and how many were within each limit."""
    rules = rules_here(here)
    context: dict[str, Any] = {"here": here, "rules": rules, "lang": get_language(), "rows": []}
    if rules:
        context["untimed"] = [(rule, wording.untimed(rule)) for rule in rules.untimed]
    with records_of(here) as records:
        if records:
            counts = _counts(records)
            context |= {"rows": _count_rows(counts, records=records), "as_of": records.as_of}
    return render(request, "proceedings/limits.html", context)


def _counts(records: Records) -> Mapping[tuple[str, int], int]:
    """How many runs of each clock have each answer: kept, as neither a snapshot nor a rule changes."""
    key = f"proceedings-limits-{records.key()}"
    if (kept := cache.get(key)) is None:
        judged = records.answers(records.clocks)
        rows = records.registers.run(judged.group_by("clock", "answer").aggregate(count=judged.count()))
        kept = {(clock, answer): count for clock, answer, count in rows.select("clock", "answer", "count").rows()}
        cache.set(key, kept, _KEPT)
    return kept  # type: ignore[no-any-return]


def _count_rows(counts: Mapping[tuple[str, int], int], *, records: Records) -> list[dict[str, Any]]:
    rows = []
    for key in records.clocks:
        each = [counts.get((key, int(answer)), 0) for answer in Answer]
        # A count of a few persons is not shown, nor what would give it away.
        shown = not any(0 < count < SMALL for count in each)
        rows.append(
            {
                "clock": records.rules.clock(key),
                "shown": shown,
                "within": each[0],
                "beyond": each[1],
                "cannot_tell": each[2],
                "all": sum(each),
                "unconfirmed": records.rules.unconfirmed(key),
            }
        )
    return rows


def beyond(request: HttpRequest, here: Here) -> HttpResponse:
    """Whose time was beyond a limit, the longest first; the secretariat alone sees it where persons are real."""
    page, asked = _number(request.GET.get("page", "1")), request.GET.get("clock", "")
    context: dict[str, Any] = {"here": here, "page": page, "lang": get_language()}
    with records_of(here) as records:
        if records and records.clocks:
            chosen = (asked,) if asked in records.clocks else records.clocks
            rows = _late(records, clocks=chosen, page=page)
            context |= {
                "clocks": [records.rules.clock(key) for key in records.clocks],
                "chosen": asked if asked in records.clocks else "",
                "rows": [_late_row(row, rules=records.rules) for row in rows[:PAGE]],
                "more": len(rows) > PAGE,
            }
    return render(request, "proceedings/beyond.html", context)


def _late(records: Records, *, clocks: Sequence[str], page: int) -> list[dict[str, Any]]:
    judged = records.answers(clocks)
    in_minutes = [key for key in clocks if records.rules.clock(key).unit == "minute"]
    late = judged.filter(judged.answer == int(Answer.BREACHED))
    length = late.over_low * ibis.ifelse(late.clock.isin(in_minutes or [""]), 1, MINUTES)
    ordered = late.mutate(length=length).order_by(ibis.desc("length"), "case", "person", "clock")
    return records.registers.run(ordered.limit(PAGE + 1, offset=(page - 1) * PAGE)).sort(
        "length", "case", "person", "clock", descending=[True, False, False, False]
    ).to_dicts()  # fmt: skip


def _late_row(row: dict[str, Any], *, rules: RuleSet) -> dict[str, Any]:
    clock = rules.clock(row["clock"])
    minutes = clock.unit == "minute"
    return {
        **row,
        "timed": clock,
        "over": wording.span((row["over_low"], row["over_high"]), minutes=minutes),
        "held": wording.span((row["held_low"], row["held_high"]), minutes=minutes),
    }


def _number(given: str) -> int:
    return int(given) if given.isascii() and given.isdigit() and 0 < int(given) < 100_000 else 1


def person(request: HttpRequest, here: Here, case: str, person: str) -> HttpResponse:
    """The clocks of one person in one case: timeline, charges, rows used, rule, arithmetic."""
    with records_of(here) as records:
        if not records:
            raise Http404(gettext(_NOTHING))
        run = records.registers.run
        acts = run(acts_of(records.events, case=case, person=person)).sort("on", "minute", "event")
        if not acts.height:
            raise Http404(gettext(_NOTHING))
        defendants = records.registers["defendants"]
        own = run(defendants.filter(defendants.case == case, defendants.person == person))
        other = records.events.filter(records.events.person == person, records.events.case != case)
        cases = sorted(run(other.select("case").distinct())["case"].to_list())
        charges = run(acts_of(records.charges, case=case, person=person))
        charges = charges.sort("since") if records.has_charges else charges
        clocks = clocks_told(
            records.registers,
            ibis.memtable(acts),
            charges=ibis.memtable(charges),
            rules=records.rules,
            as_of=records.as_of,
        )
    return render(
        request,
        "proceedings/person.html",
        {
            "here": here,
            "case": case,
            "person": person,
            "acts": [wording.act(row) for row in acts.to_dicts()],
            "clocks": [wording.told(one, as_of=records.as_of) for one in clocks],
            "cases": cases,
            "charges": [wording.charge(row) for row in charges.to_dicts()] if records.has_charges else [],
            "defendant": wording.defendant(own.to_dicts()[0]) if own.height else None,
            "width": WIDTH,
            "height": HEIGHT,
        },
    )


def durations(request: HttpRequest, here: Here) -> HttpResponse:
    """How long cases last, open ones included, beside the misleading figure; and the flow of cases by year."""
    context: dict[str, Any] = {"here": here, "rows": []}
    if "cases" in here.has_registers:
        with here.registers("cases") as registers:
            cases = registers.run(registers["cases"].select("opened", "closed", "charge_class"))
        last = max(day for day in (cases["opened"].max(), cases["closed"].max()) if isinstance(day, date))
        groups = [("", cases), *sorted((str(key[0]), part) for key, part in cases.group_by("charge_class"))]
        context |= {
            "rows": [_duration_row(name, part, last=last) for name, part in groups],
            "flow": _flow(cases, last=last),
            "curve": _curve(_case_spells(cases, last=last)),
            "last": last,
        }
    if {"cases", "defendants"} <= here.has_registers:
        context["ways"] = _ways(here)
    return render(request, "proceedings/durations.html", context)


_WAYS = ("convicted", "acquitted", "no_further_action", "diverted")
_YEARS = (1, 2, 3)


def _ways(here: Here) -> dict[str, Any]:
    """How proceedings against a person end, by time since registration, those that go on included."""
    with here.registers("cases", "defendants") as registers:
        opened = registers["cases"].select("case", "opened")
        defendants = registers["defendants"]
        rows = registers.run(defendants.join(opened, "case").select("opened", "decided", "outcome"))
    last = max(day for day in (rows["opened"].max(), rows["decided"].max()) if isinstance(day, date))
    ended = rows["decided"].is_not_null() & rows["outcome"].is_in(_WAYS)
    days = (
        pl.select(pl.when(ended).then(rows["decided"]).otherwise(last)).to_series() - rows["opened"]
    ).dt.total_days()
    way = np.select([(rows["outcome"] == name).to_numpy() for name in _WAYS], range(1, len(_WAYS) + 1), 0)
    spells = Spells.of(
        days.clip(lower_bound=0).to_numpy().astype(float), end=np.where(ended.to_numpy(), way, 0).astype(np.int64)
    )
    closed = int(ended.sum())
    found = [_way_row(name, spells, way=number, closed=closed) for number, name in enumerate(_WAYS, 1)]
    return {"years": _YEARS, "rows": found, "n": rows.height, "going_on": rows.height - closed}


def _way_row(name: str, spells: Spells, *, way: int, closed: int) -> dict[str, Any]:
    count = int((spells.end == way).sum())
    curve = incidence(spells, way=way)
    return {
        "name": wording.outcome(name),
        "shown": count == 0 or count >= SMALL,
        "shares": [wording.percent(curve.at(365.25 * years)) for years in _YEARS],
        "naive": wording.percent(count / closed) if closed else "–",
    }


def _case_spells(cases: pl.DataFrame, *, last: date) -> Spells:
    ended = cases["closed"].is_not_null() & (cases["closed"] <= last).fill_null(value=False)
    days = (cases["closed"].fill_null(last) - cases["opened"]).dt.total_days().clip(lower_bound=0)
    return Spells.of(days.to_numpy().astype(float), end=ended.to_numpy().astype(np.int64))


def _duration_row(name: str, cases: pl.DataFrame, *, last: date) -> dict[str, Any]:
    found = compared(_case_spells(cases, last=last))
    return {
        "name": wording.charge_class(name) if name else "",
        "n": found.n,
        "open": found.going_on,
        "shown": found.n >= SMALL,
        "median": wording.whole(found.median.time),
        "low": wording.whole(found.median.low),
        "high": wording.whole(found.median.high),
        "naive": wording.whole(found.naive),
    }


def _flow(cases: pl.DataFrame, *, last: date) -> list[dict[str, Any]]:
    far = 10**6
    opened = cases["opened"].to_physical().to_numpy().astype(np.int64)
    closed = cases["closed"].to_physical().fill_null(far).to_numpy().astype(np.int64)
    rows = []
    for year in range(int(cases["opened"].dt.year().min() or last.year), last.year + 1):  # type: ignore[arg-type]
        begins, ends = ((date(year, *day) - date(1970, 1, 1)).days for day in ((1, 1), (12, 31)))
        flow = caseload(opened, closed, since=begins, until=ends)
        rows.append(
            {
                "year": str(year),
                "incoming": flow.incoming,
                "resolved": flow.resolved,
                "pending": flow.pending,
                "clearance": wording.whole(flow.clearance_rate),
                "disposition": wording.whole(flow.disposition_time),
                "turnover": wording.tenths(flow.turnover),
            }
        )
    return rows


def _curve(spells: Spells) -> dict[str, Any]:
    """The steps of the curve as points of a drawing 640 wide and 200 high."""
    curve = survival(spells)
    if not len(curve.time):
        return {}
    most = float(spells.exit.max()) or 1.0

    def x(time: float) -> float:
        return round(40 + 590 * time / most, 1)

    def y(share: float) -> float:
        return round(10 + 170 * (1 - share), 1)

    keep = np.unique(np.linspace(0, len(curve.time) - 1, 200).astype(int))
    line, share = [f"{x(0)},{y(1.0)}"], 1.0
    for place in keep:
        line += [f"{x(curve.time[place])},{y(share)}", f"{x(curve.time[place])},{y(float(curve.share[place]))}"]
        share = float(curve.share[place])
    upper = [f"{x(curve.time[place])},{y(float(curve.high[place]))}" for place in keep]
    lower = [f"{x(curve.time[place])},{y(float(curve.low[place]))}" for place in reversed(keep)]
    years = [{"x": x(365.25 * n), "n": n} for n in range(1, int(most / 365.25) + 1)]
    table = [{"years": n, "share": wording.percent(curve.at(365.25 * n))} for n in range(1, int(most / 365.25) + 1)]
    return {"line": " ".join(line), "band": " ".join([*upper, *lower]), "years": years, "table": table}


_CLASS = Term("charge_class", "felony")
QUESTIONS: Mapping[str, tuple[Question, str]] = {
    "detained-by-interpreter": (
        Question("detained", "interpreter_needed", "no", (_CLASS,)),
        _("Are defendants who need an interpreter held before judgment more often than others?"),
    ),
    "detained-by-sex": (
        Question("detained", "sex", "male", (_CLASS,)),
        _("Are women and men held before judgment equally often?"),
    ),
    "counsel-by-sex": (
        Question("with_lawyer", "sex", "male", (_CLASS,)),
        _("Do women and men have a lawyer equally often?"),
    ),
    "counsel-by-interpreter": (
        Question("with_lawyer", "interpreter_needed", "no", (_CLASS,)),
        _("Do defendants who need an interpreter have a lawyer as often as others?"),
    ),
}
"""The questions that the pages answer, declared before any record is looked at."""


def equality(request: HttpRequest, here: Here) -> HttpResponse:
    """The audit of one declared question."""
    asked = request.GET.get("question", "")
    chosen = asked if asked in QUESTIONS else next(iter(QUESTIONS))
    question, words = QUESTIONS[chosen]
    questions = [(key, gettext(text)) for key, (_, text) in QUESTIONS.items()]
    context: dict[str, Any] = {"here": here, "questions": questions, "chosen": chosen, "words": gettext(words)}
    if "defendants" in here.has_registers:
        question = replace(question, court="court") if "cases" in here.has_registers else question
        try:
            context["report"] = wording.report(audit(_asked_of(_defendants(here)), question=question))
        except (QuestionError, NotFitted) as fault:
            context["fault"] = fault.told(words=gettext)
    return render(request, "proceedings/equality.html", context)


def _defendants(here: Here) -> pl.DataFrame:
    """The defendants with what the questions ask about, and their court where cases are kept."""
    columns = ("detained", "sex", "interpreter", "counsel", "charge_class")
    with_courts = "cases" in here.has_registers
    with here.registers("defendants", *(("cases",) if with_courts else ())) as registers:
        rows = registers["defendants"]
        if with_courts:
            rows = rows.join(registers["cases"].select("case", "court"), "case")
        return registers.run(rows.select(*columns, *(("court",) if with_courts else ())))


def _asked_of(rows: pl.DataFrame) -> pl.DataFrame:
    """The columns that the questions ask about; what is not recorded is empty."""

    def known(name: str) -> pl.Expr:
        return pl.when(pl.col(name) != "unknown").then(pl.col(name))

    interpreter = known("interpreter")
    return rows.with_columns(
        sex=known("sex"),
        charge_class=known("charge_class"),
        interpreter_needed=pl.when(interpreter == "not_needed")
        .then(pl.lit("no"))
        .when(interpreter.is_not_null())
        .then(pl.lit("yes")),
        with_lawyer=known("counsel").is_in(["legal_aid", "private"]),
    )


def form(request: HttpRequest, here: Here) -> HttpResponse:
    """The form of a trial monitor, to be printed or filled in as a table."""
    return render(request, "proceedings/form.html", {"here": here, "tables": monitoring.TABLES, "lang": get_language()})


def form_csv(request: HttpRequest, here: Here, table: str) -> HttpResponse:
    """An empty table of the form, with its columns and one row of examples."""
    found = next((known for known in monitoring.TABLES if known.name == table), None)
    if found is None:
        raise Http404(gettext("There is nothing at this address, or you may not see it."))
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.name}.csv"'
    answer.write("\ufeff")
    rows = csv.writer(answer)
    rows.writerow([column.name for column in found.columns])
    rows.writerow([column.example for column in found.columns])
    return answer


PAGES: tuple[Page, ...] = (
    Page(
        "proceedings-limits",
        "limits/",
        limits,
        title=_("Time limits"),
        about=_("the rules with their articles, and how many were within each limit, beyond it, or cannot be told"),
    ),
    Page(
        "proceedings-beyond",
        "limits/beyond/",
        beyond,
        title=_("Who was beyond a limit"),
        about=_("person by person, the longest first, each with the arithmetic"),
        persons=True,
    ),
    Page("proceedings-person", "limits/<str:case>/<str:person>/", person, persons=True),
    Page(
        "proceedings-durations",
        "durations/",
        durations,
        title=_("How long cases last"),
        about=_("open cases included, beside the figure of closed cases alone"),
    ),
    Page(
        "proceedings-equality",
        "equality/",
        equality,
        title=_("Equal application of the law"),
        about=_("whether outcomes differ between groups once the charges are taken into account"),
    ),
    Page(
        "proceedings-form",
        "trial-form/",
        form,
        title=_("The form of trial monitors"),
        about=_("what is looked at in a trial, to be printed or filled in as a table"),
    ),
    Page("proceedings-form-csv", "trial-form/<slug:table>.csv", form_csv),
)
