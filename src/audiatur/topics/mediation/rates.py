"""Indicators M1 to M4, M6 and M8 to M10: what became of disputes, from the disputes alone."""

from __future__ import annotations

from datetime import timedelta

import ibis
import polars as pl
from ibis.expr import types as ir

from audiatur.figures.estimators import PERCENT, complete_ratio
from audiatur.figures.indicator import COMPLETE, Asked, Estimate, Indicator, Kind, Unit, Words
from audiatur.figures.surveys import bounded_share
from audiatur.topics.mediation.building import NOTHING, OPEN, UNKNOWN, Measures, rate
from audiatur.topics.mediation.definitions import CONCLUSION, SETTLEMENT, Definition, Part
from audiatur.topics.mediation.known import Known, happened, one

QUARTER, YEAR = 91, 365

_ENDS = frozenset({"agreed", "partly_agreed", "not_agreed", "withdrawn"})


def _part(cohort: Known, part: Part) -> ir.IntegerColumn:
    if part == "concluded":
        return cohort.over()
    return cohort.end(part) if part in _ENDS else cohort.step(part)


def _share_of(definition: Definition) -> Measures:
    """The numerator counts only disputes that are in the base, so that no share can pass 100 %."""

    def measures(cohort: Known, _: Asked) -> dict[str, ir.IntegerValue]:
        base = _any([_part(cohort, part) for part in definition.base])
        if definition.less:
            base = base * (1 - _any([_part(cohort, part) for part in definition.less]))
        counted = _any([_part(cohort, part) for part in definition.counted])
        return {"numerator": (counted * base).sum(), "denominator": base.sum()}

    return measures


def _any(parts: list[ir.IntegerColumn]) -> ir.IntegerColumn:
    return ibis.greatest(*parts) if len(parts) > 1 else parts[0]


def _defined(definition: Definition) -> Indicator:
    return rate(
        definition.code,
        definition.name,
        Words(
            f"Of {definition.of.en} among those received in the period, the share that "
            + ("ended with an agreement on all." if definition.counted == ("agreed",) else "has any result."),
            f"ក្នុងចំណោម{definition.of.km} ចំណែកដែល"
            + ("បញ្ចប់ដោយការព្រមព្រៀងទាំងស្រុង។" if definition.counted == ("agreed",) else "មានលទ្ធផលណាមួយ។"),
        ),
        numerator=definition.numerator,
        denominator=definition.denominator,
        measures=_share_of(definition),
        caveat=OPEN if definition.base in (("received",), ("referred",), ("started",)) else NOTHING,
    )


def _referred(cohort: Known, _: Asked) -> dict[str, ir.IntegerValue]:
    return {"numerator": cohort.step("referred").sum(), "denominator": cohort.step("received").sum()}


def _both_agreed(cohort: Known, _: Asked) -> dict[str, ir.IntegerValue]:
    """Of disputes admitted; known is where both were asked or one refused, which decides it."""
    refused = one(~cohort.rows.applicant_agreed) + one(~cohort.rows.respondent_agreed)
    asked_both = one(cohort.rows.applicant_agreed.notnull() & cohort.rows.respondent_agreed.notnull())
    known = ibis.ifelse(refused > 0, 1, asked_both)
    base = ibis.greatest(cohort.step("admitted"), cohort.step("referred"))
    return {
        "yes": (base * known * cohort.step("both_agreed")).sum(),
        "known": (base * known).sum(),
        "total": base.sum(),
    }


def _examined(cohort: Known, _: Asked) -> dict[str, ir.IntegerValue]:
    return {"numerator": one(cohort.rows.excluded.notnull()).sum(), "denominator": cohort.step("received").sum()}


def _though_excluded(cohort: Known, _: Asked) -> dict[str, ir.IntegerValue]:
    return {
        "yes": (one(cohort.rows.excluded) * cohort.step("started")).sum(),
        "known": (one(cohort.rows.excluded.notnull()) * cohort.step("started")).sum(),
        "total": cohort.step("started").sum(),
    }


def _violence(cohort: Known, _: Asked) -> dict[str, ir.IntegerValue]:
    return {
        "yes": (one(cohort.rows.violence) * cohort.step("started")).sum(),
        "known": (one(cohort.rows.violence.notnull()) * cohort.step("started")).sum(),
        "total": cohort.step("started").sum(),
    }


def _kept_within(days: int) -> Measures:
    """Agreements old enough to be judged: carried out in time, found not to be, or nobody knows."""

    def measures(cohort: Known, asked: Asked) -> dict[str, ir.IntegerValue]:
        old = cohort.step("agreed") * one(cohort.rows.ended <= asked.on - timedelta(days=days))
        due = cohort.rows.ended + ibis.interval(days=days)
        kept = one((cohort.rows.agreement_kept <= due) & happened(cohort.rows.agreement_kept, day=asked.on))
        # Kept later than due, or asked about on the due day or later without being kept by then.
        looked = happened(cohort.rows.followed_up, day=asked.on) & (cohort.rows.followed_up >= due)
        late = one(looked & (cohort.rows.performance != "unknown").fill_null(True)) + one(
            cohort.rows.agreement_kept > due
        )
        known = ibis.ifelse(kept + late > 0, 1, 0)
        return {"yes": (old * kept).sum(), "known": (old * known).sum(), "total": old.sum()}

    return measures


def _to_court(cohort: Known, asked: Asked) -> dict[str, ir.IntegerValue]:
    """Concluded at least a year ago; a case filed later than a year after the result counts as none."""
    old = cohort.over() * one(cohort.rows.ended <= asked.on - timedelta(days=YEAR))
    soon = one(
        (cohort.rows.court_filed <= cohort.rows.ended + ibis.interval(days=YEAR))
        & happened(cohort.rows.court_filed, day=asked.on)
    )
    went = ibis.greatest(soon, one(cohort.rows.to_court & cohort.rows.court_filed.isnull()))
    known = one(cohort.rows.to_court.notnull() | cohort.rows.court_filed.notnull())
    return {"yes": (old * known * went).sum(), "known": (old * known).sum(), "total": old.sum()}


def _cost(cohort: Known, _: Asked) -> dict[str, ir.IntegerValue]:
    noted = cohort.over() * one(cohort.rows.cost.notnull())
    return {
        "numerator": (noted * cohort.rows.cost.fill_null(0).round().cast("int64")).sum(),
        "denominator": noted.sum(),
    }


def _cost_each(rows: pl.DataFrame) -> Estimate:
    """The mean cost of the disputes whose cost is noted."""
    found = complete_ratio(rows)
    if found.value is None:
        return found
    value = found.value / PERCENT
    return Estimate(value, value, value, COMPLETE, int(found.denominator or 0), found.numerator, found.denominator)


RATES: tuple[Indicator, ...] = (
    rate(
        "referred_of_received",
        Words("Referred to a mediator, of disputes received", "បានបញ្ជូនទៅអ្នកសម្របសម្រួល ក្នុងចំណោមវិវាទទទួល"),
        Words(
            "Of disputes received in the period, the share referred to a mediator by the censoring day.",
            "ក្នុងចំណោមវិវាទដែលបានទទួល ចំណែកដែលបានបញ្ជូនទៅអ្នកសម្របសម្រួល។",
        ),
        numerator="disputes-referred",
        denominator="disputes-received",
        measures=_referred,
        kind=Kind.PROCESS,
    ),
    rate(
        "both_agreed_to_mediate",
        Words("Both parties agreed to mediate", "ភាគីទាំងពីរយល់ព្រមសម្របសម្រួល"),
        Words(
            "Of disputes admitted or referred, the share in which both parties agreed to mediate.",
            "ក្នុងចំណោមវិវាទដែលបានទទួលដោះស្រាយ ចំណែកដែលភាគីទាំងពីរយល់ព្រម។",
        ),
        numerator="disputes-both-agreed",
        denominator="disputes-admitted",
        measures=_both_agreed,
        estimator=bounded_share,
        kind=Kind.PROCESS,
        caveat=UNKNOWN,
    ),
    *map(_defined, SETTLEMENT),
    *map(_defined, CONCLUSION),
    *(
        rate(
            f"kept_within_{days}",
            Words(f"Agreements carried out within {days} days", f"កិច្ចព្រមព្រៀងបានអនុវត្តក្នុងរយៈពេល {days} ថ្ងៃ"),
            Words(
                f"Of agreements at least {days} days old on the censoring day, the share carried out within {days} "
                "days, among those of which it is known.",
                f"ក្នុងចំណោមកិច្ចព្រមព្រៀងដែលមានអាយុយ៉ាងតិច {days} ថ្ងៃ ចំណែកដែលបានអនុវត្ត។",
            ),
            numerator=f"agreements-kept-within-{days}-days",
            denominator="agreements-old-enough",
            measures=_kept_within(days),
            estimator=bounded_share,
            caveat=UNKNOWN,
        )
        for days in (QUARTER, YEAR)
    ),
    rate(
        "to_court_within_year",
        Words("Went to a court within a year of the result", "ទៅតុលាការក្នុងរយៈពេលមួយឆ្នាំក្រោយលទ្ធផល"),
        Words(
            "Of disputes concluded at least a year before the censoring day, the share filed at a court within a year.",
            "ក្នុងចំណោមវិវាទដែលបានបញ្ចប់យ៉ាងតិចមួយឆ្នាំ ចំណែកដែលបានប្ដឹងទៅតុលាការក្នុងមួយឆ្នាំ។",
        ),
        numerator="disputes-to-court",
        denominator="disputes-concluded-a-year-ago",
        measures=_to_court,
        estimator=bounded_share,
        caveat=UNKNOWN,
    ),
    rate(
        "exclusion_examined",
        Words("Examined whether the law excludes the dispute", "បានពិនិត្យថាតើច្បាប់អនុញ្ញាតឬទេ"),
        Words(
            "Of disputes received, the share in which it was examined whether the law excludes it from mediation.",
            "ក្នុងចំណោមវិវាទដែលបានទទួល ចំណែកដែលបានពិនិត្យថាតើច្បាប់អនុញ្ញាតឱ្យសម្របសម្រួលឬទេ។",
        ),
        numerator="disputes-examined",
        denominator="disputes-received",
        measures=_examined,
        kind=Kind.PROCESS,
    ),
    rate(
        "mediated_though_excluded",
        Words("Mediated although the law excludes it", "បានសម្របសម្រួល ទោះបីច្បាប់មិនអនុញ្ញាត"),
        Words(
            "Of disputes that had a session, the share that the law excludes, among those examined.",
            "ក្នុងចំណោមវិវាទដែលមានជំនួប ចំណែកដែលច្បាប់មិនអនុញ្ញាត ក្នុងចំណោមអ្វីដែលបានពិនិត្យ។",
        ),
        numerator="disputes-mediated-though-excluded",
        denominator="disputes-with-a-session",
        measures=_though_excluded,
        estimator=bounded_share,
        caveat=UNKNOWN,
    ),
    rate(
        "mediated_with_violence",
        Words("Mediated where violence was alleged", "បានសម្របសម្រួល ដែលមានការចោទអំពីហិង្សា"),
        Words(
            "Of disputes that had a session, the share in which violence was alleged, among those where it was asked.",
            "ក្នុងចំណោមវិវាទដែលមានជំនួប ចំណែកដែលមានការចោទអំពីហិង្សា ក្នុងចំណោមអ្វីដែលបានសួរ។",
        ),
        numerator="disputes-mediated-with-violence",
        denominator="disputes-with-a-session",
        measures=_violence,
        estimator=bounded_share,
        caveat=UNKNOWN,
        standards=("CEDAW/C/GC/33, para. 58",),
    ),
    rate(
        "cost_of_concluded",
        Words("Cost to the body of a concluded dispute", "ចំណាយរបស់ស្ថាប័នសម្រាប់វិវាទមួយ"),
        Words(
            "The mean cost of concluded disputes whose cost is noted.",
            "ចំណាយមធ្យមនៃវិវាទដែលបានបញ្ចប់ ហើយមានកត់ត្រាចំណាយ។",
        ),
        numerator="cost-of-disputes",
        denominator="disputes-concluded-with-cost",
        measures=_cost,
        estimator=_cost_each,
        kind=Kind.PROCESS,
        unit=Unit.MONEY,
    ),
)
