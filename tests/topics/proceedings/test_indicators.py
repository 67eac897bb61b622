"""The indicators recover what was planted in the invented country, and simpler computations do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import ibis
import polars as pl
import pytest

from audiatur.figures.indicator import Asked
from audiatur.topics.proceedings import indicators
from audiatur.topics.proceedings.audit import Question, audit
from audiatur.topics.proceedings.clock import Answer
from audiatur.topics.proceedings.courts import standing_out
from audiatur.topics.proceedings.judging import answers
from audiatur.topics.proceedings.logistic import Term
from audiatur.topics.proceedings.rules import OPEN_END, rules_of
from audiatur.topics.proceedings.runs import runs_of_stays
from tests.topics.proceedings.invented import Invented

LAST = date(2025, 12, 31)
ALL = Asked(date(2020, 1, 1), LAST, LAST)
CENSUS = Asked(date(2020, 1, 1), LAST, date(2025, 6, 30))
RULES = rules_of("", synthetic=True)
assert RULES


@pytest.fixture(scope="module")
def country(tmp_path_factory) -> Invented:
    return Invented(tmp_path_factory.mktemp("invented") / "country")


def value(indicator, country, asked=ALL):
    return indicator.estimator(country.run(indicator.expression(country, asked)))


def test_the_share_beyond_the_limit_is_exact(country):
    planted = country.truth["beyond-limit"]["values"]

    found = value(indicators.beyond_limit(RULES), country)

    assert (found.denominator, found.numerator) == (planted["stays"], planted["beyond"])


def test_one_limit_for_all_years_is_off_by_points(country):
    newest = [replace(rule, since=date(2008, 1, 1)) for rule in RULES.rules if rule.until == OPEN_END]
    naive = value(indicators.beyond_limit(replace(RULES, rules=tuple(newest))), country)

    planted = country.truth["beyond-limit"]

    assert naive.value / 100 == pytest.approx(planted["naive_values"]["share_new"], abs=1e-6)
    assert abs(naive.value / 100 - planted["values"]["share"]) > 0.03


def test_two_definitions_of_pre_trial_are_two_indicators(country):
    planted = country.truth["pretrial-share"]["values"]

    untried = value(indicators.UNSENTENCED, country, CENSUS)
    not_final = value(indicators.NO_FINAL_JUDGMENT, country, CENSUS)

    assert (untried.numerator, untried.denominator) == (planted["untried"], planted["held"])
    assert not_final.numerator == planted["untried"] + planted["appeal"]
    assert not_final.value > untried.value


def test_a_count_is_reconciled_to_an_official_total_with_what_was_left_out(country):
    planted = country.truth["pretrial-share"]["values"]

    found = indicators.reconciled(country, CENSUS, definition="untried", official=planted["held"] + 7)

    assert found.counted == planted["untried"]
    police = found.left_out.get("in police custody, not in a prison", 0)
    assert sum(found.left_out.values()) - police == planted["held"] - planted["untried"]
    assert found.unexplained == 7 - police


def stays_in_police_custody(country) -> pl.DataFrame:
    rows = country.rows("police_custody")

    def minute(name: str) -> pl.Expr:
        return pl.col(name).dt.hour().cast(pl.Int64) * 60 + pl.col(name).dt.minute()

    return rows.select(
        "place",
        "person",
        case="stay",
        began=pl.col("began_at").dt.date(),
        began_minute=minute("began_at"),
        ended=pl.col("presented_at").dt.date(),
        ended_minute=minute("presented_at"),
    )


def police_answers(country, rows: pl.DataFrame) -> pl.DataFrame:
    stays = ibis.memtable(rows.drop("place"))
    charges = ibis.memtable(rows.select("case", "person", charge_class=pl.lit("felony")))
    runs = runs_of_stays(stays, charges=charges, rules=RULES, clock="police_custody", as_of=LAST)
    judged = country.run(answers(runs, rules=RULES, clocks=["police_custody"]))
    return judged.join(rows.select("case", "place"), on="case")


def test_forty_eight_hours_are_counted_in_minutes_and_the_districts_found(country):
    planted = country.truth["police-custody-48h"]["values"]

    judged = police_answers(country, stays_in_police_custody(country))

    by_place = judged.group_by("place").agg(n=pl.len(), over=(pl.col("answer") == int(Answer.BREACHED)).sum())
    assert by_place["over"].sum() == planted["over"]
    found = {place.place for place in standing_out(by_place, place="place") if place.stands_out}
    assert found == set(planted["districts"])


def test_dates_in_place_of_hours_cannot_tell(country):
    rows = stays_in_police_custody(country).drop("began_minute", "ended_minute")

    judged = police_answers(country, rows)

    planted = country.truth["police-custody-48h"]["values"]
    breached = (judged["answer"] == int(Answer.BREACHED)).sum()
    open_ = (judged["answer"] == int(Answer.CANNOT_TELL)).sum()
    assert breached < planted["over"] < breached + open_


@pytest.mark.parametrize(
    ("effect", "column", "group", "reference"),
    [("hidden-gap", "detained", "needs", "no"), ("apparent-gap", "lawyer", "sex", "male")],
)
def test_gaps_are_adjusted_exactly_and_the_crude_ones_mislead(country, effect, column, group, reference):
    rows = country.rows("defendants").with_columns(
        needs=pl.when(pl.col("interpreter") == "not_needed").then(pl.lit("no")).otherwise(pl.lit("yes")),
        lawyer=pl.col("counsel").is_in(["legal_aid", "private"]),
    )

    gap = audit(rows, question=Question(column, group, reference, (Term("charge_class", "felony"),))).gaps[0]

    planted = country.truth[effect]
    assert gap.adjusted.value == pytest.approx(planted["values"]["adjusted"], abs=1e-6)
    assert gap.raw.value == pytest.approx(planted["naive_values"]["crude"], abs=1e-6)
    assert gap.reported == (effect == "hidden-gap")


def test_the_median_of_cases_counts_the_open_ones(country):
    planted = country.truth["open-cases"]

    found = value(indicators.CASE_DURATION, country)

    assert found.value == pytest.approx(planted["values"]["median_days"], abs=planted["tolerance"])
    assert planted["naive_values"]["median_days"] < found.low


def test_shares_of_defendants_are_counted(country):
    rows = country.rows("defendants")

    assert value(indicators.WITH_COUNSEL, country).numerator == rows["counsel"].is_in(["legal_aid", "private"]).sum()
    assert value(indicators.LEGAL_AID, country).numerator == (rows["counsel"] == "legal_aid").sum()
    acquitted = value(indicators.ACQUITTED, country)
    assert acquitted.numerator == (rows["outcome"] == "acquitted").sum()
    assert acquitted.denominator == rows["outcome"].is_in(["acquitted", "convicted"]).sum()
    assert value(indicators.TIME_TO_COUNSEL, country).value is not None


def trials() -> dict[str, pl.DataFrame]:
    forms = [(f"T{number}", "Court", date(2025, 3, 1), "chosen" if number == 9 else "random") for number in range(10)]
    accused = [
        (
            f"T{number}",
            "1",
            "male",
            "felony",
            "yes" if number < 6 else "no",
            "convicted",
            "confession_only" if number < 3 else "other",
        )
        for number in range(10)
    ]
    return {
        "monitored_trials": pl.DataFrame(forms, schema=["trial", "court", "on", "selection"], orient="row"),
        "monitored_accused": pl.DataFrame(
            accused,
            schema=["trial", "accused", "sex", "charge_class", "counsel_present", "verdict", "evidence"],
            orient="row",
        ),
    }


def test_trials_that_a_monitor_chose_are_no_part_of_a_share(tmp_path):
    country = Invented(tmp_path / "c", **trials())

    counsel = value(indicators.TRIAL_COUNSEL, country)

    assert (counsel.numerator, counsel.denominator) == (6, 9)
    assert (value(indicators.CONFESSION_ONLY, country).numerator, counsel.interval) == (3, "clustered 95 %")
