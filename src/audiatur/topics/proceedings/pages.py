"""The pages of this topic: limits and who is beyond them, one person's clocks, durations, equality, the form."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from typing import Any

import ibis
import numpy as np
import polars as pl
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _
from ibis.expr import types as ir

from audiatur.registers.engine import Registers
from audiatur.topics.base import Here, Page
from audiatur.topics.proceedings import monitoring, wording
from audiatur.topics.proceedings.audit import Question, QuestionError, audit
from audiatur.topics.proceedings.clock import Answer
from audiatur.topics.proceedings.cox import NotFitted
from audiatur.topics.proceedings.durations import Spells, caseload, compared, survival
from audiatur.topics.proceedings.judging import clock_answers
from audiatur.topics.proceedings.logistic import Term
from audiatur.topics.proceedings.rules import RuleSet, rules_of
from audiatur.topics.proceedings.told import HEIGHT, WIDTH, acts_of, clocks_told

PAGE = 50
SMALL = 10
_TABLES = ("events", "defendants")


def _rules(here: Here) -> RuleSet | None:
    return rules_of(here.dialogue.country, synthetic=here.dialogue.synthetic)


def _last_day(registers: Registers) -> date:
    """The last day that the records know: what goes on is counted up to it."""
    events = registers["events"]
    found = registers.run(events.aggregate(last=events.on.max()))["last"][0]
    return found if isinstance(found, date) else date.today()


def _charges(registers: Registers) -> ir.Table:
    defendants = registers["defendants"]
    return defendants.select("case", "person", "charge_class", "born")


def _clocks(rules: RuleSet, *, registers: Registers) -> list[str]:
    """The clocks that a rule times and that some event starts."""
    events = registers["events"]
    kinds = set(registers.run(events.select("kind").distinct())["kind"].to_list())
    return [clock.key for clock in rules.clocks if rules.timed(clock.key) and kinds & set(clock.starts)]


def limits(request: HttpRequest, here: Here) -> HttpResponse:
    """The rules of the country, and how many were within each limit."""
    rules = _rules(here)
    context: dict[str, Any] = {"here": here, "rules": rules, "lang": get_language(), "rows": []}
    if rules and set(_TABLES) <= here.has_registers:
        with here.registers(*_TABLES) as registers:
            as_of, clocks = _last_day(registers), _clocks(rules, registers=registers)
            judged = clock_answers(
                registers["events"], charges=_charges(registers), rules=rules, clocks=clocks, as_of=as_of
            )
            counts = registers.run(judged.group_by("clock", "answer").aggregate(count=judged.count()))
            context |= {"rows": _count_rows(counts, rules=rules, clocks=clocks), "as_of": as_of}
    return render(request, "proceedings/limits.html", context)


def _count_rows(counts: pl.DataFrame, *, rules: RuleSet, clocks: list[str]) -> list[dict[str, Any]]:
    rows = []
    for key in clocks:
        own = dict(counts.filter(pl.col("clock") == key).select("answer", "count").rows())
        each = [int(own.get(int(answer), 0)) for answer in Answer]
        # A count of a few persons is not shown, nor what would give it away.
        shown = not any(0 < count < SMALL for count in each)
        rows.append(
            {
                "clock": rules.clock(key),
                "shown": shown,
                "within": each[0],
                "beyond": each[1],
                "cannot_tell": each[2],
                "all": sum(each),
                "unconfirmed": rules.unconfirmed(key),
            }
        )
    return rows


def beyond(request: HttpRequest, here: Here) -> HttpResponse:
    """Whose time was beyond a limit, the longest first; the secretariat alone sees it where persons are real."""
    rules = _rules(here)
    if not rules or not set(_TABLES) <= here.has_registers:
        raise Http404(gettext("There is nothing at this address, or you may not see it."))
    with here.registers(*_TABLES) as registers:
        clocks = _clocks(rules, registers=registers)
        chosen = request.GET.get("clock", "")
        chosen = chosen if chosen in clocks else ("pretrial_detention" if "pretrial_detention" in clocks else clocks[0])
        judged = clock_answers(
            registers["events"],
            charges=_charges(registers),
            rules=rules,
            clocks=[chosen],
            as_of=_last_day(registers),
        )
        late = judged.filter(judged.answer == int(Answer.BREACHED))
        page = _number(request.GET.get("page", "1"))
        ordered = late.order_by(ibis.desc("over_low"), "case", "person").limit(PAGE + 1, offset=(page - 1) * PAGE)
        rows = registers.run(ordered).to_dicts()
    clock = rules.clock(chosen)
    for row in rows:
        row["over"] = wording.span((row["over_low"], row["over_high"]), minutes=clock.unit == "minute")
        row["held"] = wording.span((row["held_low"], row["held_high"]), minutes=clock.unit == "minute")
    return render(
        request,
        "proceedings/beyond.html",
        {
            "here": here,
            "clock": clock,
            "clocks": [rules.clock(key) for key in clocks],
            "rows": rows[:PAGE],
            "page": page,
            "more": len(rows) > PAGE,
            "lang": get_language(),
        },
    )


def _number(given: str) -> int:
    return int(given) if given.isascii() and given.isdigit() and 0 < int(given) < 100_000 else 1


def person(request: HttpRequest, here: Here, case: str, person: str) -> HttpResponse:
    """The clocks of one person in one case: timeline, rows used, rule, arithmetic."""
    rules = _rules(here)
    if not rules or not set(_TABLES) <= here.has_registers:
        raise Http404(gettext("There is nothing at this address, or you may not see it."))
    with here.registers(*_TABLES) as registers:
        as_of = _last_day(registers)
        everything = registers["events"]
        acts = registers.run(acts_of(everything, case=case, person=person).order_by("on"))
        if not acts.height:
            raise Http404(gettext("There is nothing at this address, or you may not see it."))
        defendants = registers["defendants"]
        own = registers.run(defendants.filter(defendants.case == case, defendants.person == person))
        other = everything.filter(everything.person == person, everything.case != case).select("case").distinct()
        cases = sorted(registers.run(other)["case"].to_list())
        charges = own.select("case", "person", "charge_class", "born")
        clocks = clocks_told(registers, ibis.memtable(acts), charges=ibis.memtable(charges), rules=rules, as_of=as_of)
    return render(
        request,
        "proceedings/person.html",
        {
            "here": here,
            "case": case,
            "person": person,
            "acts": [wording.act(row) for row in acts.to_dicts()],
            "clocks": [wording.told(one, as_of=as_of) for one in clocks],
            "cases": cases,
            "defendant": wording.defendant(own.to_dicts()[0]) if own.height else None,
            "as_of": as_of,
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
    return render(request, "proceedings/durations.html", context)


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
        with here.registers("defendants") as registers:
            defendants = registers["defendants"]
            rows = registers.run(defendants.select("detained", "sex", "interpreter", "counsel", "charge_class"))
        try:
            context["report"] = wording.report(audit(_asked_of(rows), question=question))
        except (QuestionError, NotFitted) as fault:
            context["fault"] = str(fault)
    return render(request, "proceedings/equality.html", context)


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
