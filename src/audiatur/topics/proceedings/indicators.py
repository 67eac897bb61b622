"""The indicators of proceedings: who is held without judgment, beyond which limit, with whose help, how long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import ibis
import numpy as np
import polars as pl
from ibis.expr import types as ir

from audiatur.figures.estimators import clustered_share, complete_share
from audiatur.figures.indicator import NO_BASE, Asked, Estimate, Expression, Indicator, Kind, Unit, Words
from audiatur.figures.places import within
from audiatur.registers.engine import Registers
from audiatur.topics.proceedings.clock import Answer
from audiatur.topics.proceedings.complaints import COMPLAINTS_FILED
from audiatur.topics.proceedings.durations import Spells, survival
from audiatur.topics.proceedings.judging import answers
from audiatur.topics.proceedings.rules import RuleSet
from audiatur.topics.proceedings.runs import runs_of_stays

UNTRIED = ("investigation", "awaiting_judgment")
NOT_FINAL = (*UNTRIED, "appeal")
MEDIAN = "Brookmeyer-Crowley 95 %"
_SDG = "UN Statistics Division, metadata of SDG indicator 16.3.2"
_ICCPR_9 = ("ICCPR, art. 9",)
_ICCPR_14 = ("ICCPR, art. 14",)


def _held(registers: Registers, asked: Asked) -> ir.Table:
    """The spells of persons in prisons at the midnight that ends the day."""
    custody, facilities = registers["custody"], registers["facilities"]
    prisons = facilities.filter(facilities.kind != "police_custody").select("facility", at=facilities.place)
    there = custody.filter(custody.began <= asked.on, custody.ended.isnull() | (custody.ended >= asked.on))
    held = there.join(prisons, "facility")
    return within(held, places=registers["places"], place=asked.place, column="at") if asked.place else held


def _without(statuses: tuple[str, ...]) -> Expression:
    def expression(registers: Registers, asked: Asked) -> ir.Table:
        held = _held(registers, asked)
        by = {name: held[name] for name in asked.by}
        each = held.group_by(person=held.person, **by).aggregate(
            without=ibis.ifelse(held.status.isin(statuses), 1, 0).max()
        )
        counts = {"numerator": each.without.sum(), "denominator": each.count()}
        return each.group_by(list(asked.by)).aggregate(**counts) if asked.by else each.aggregate(**counts)

    return expression


UNSENTENCED = Indicator(
    id="proceedings.unsentenced",
    version=1,
    kind=Kind.OUTCOME,
    unit=Unit.PERCENT,
    name=Words("Held without a judgment at first instance", "អ្នកជាប់ឃុំដែលគ្មានសាលក្រមដំបូង"),
    definition=Words(
        "Of persons in prisons on the day, those without a judgment at first instance. Who was convicted and appeals "
        "counts as sentenced.",
        "ក្នុងចំណោមមនុស្សក្នុងពន្ធនាគារនៅថ្ងៃនោះ អ្នកដែលគ្មានសាលក្រមសាលាដំបូង។ អ្នកត្រូវបានផ្ដន្ទាទោស ហើយប្ដឹងឧទ្ធរណ៍ រាប់ជាអ្នកមានទោស។",
    ),
    numerator="untried",
    denominator="persons in prisons",
    tables=("custody", "facilities", "places"),
    published=(("sex",), ("charge_class",)),
    standards=_ICCPR_9,
    source=_SDG,
    expression=_without(UNTRIED),
    estimator=complete_share,
    stock=True,
)

NO_FINAL_JUDGMENT = Indicator(
    id="proceedings.no_final_judgment",
    version=1,
    kind=Kind.OUTCOME,
    unit=Unit.PERCENT,
    name=Words("Held without a final judgment", "អ្នកជាប់ឃុំដែលគ្មានសាលក្រមស្ថាពរ"),
    definition=Words(
        "Of persons in prisons on the day, those without a judgment or with one that is under appeal or may still be.",
        "ក្នុងចំណោមមនុស្សក្នុងពន្ធនាគារនៅថ្ងៃនោះ អ្នកដែលគ្មានសាលក្រម ឬមានសាលក្រមដែលកំពុងប្ដឹងឧទ្ធរណ៍ ឬអាចប្ដឹងបាន។",
    ),
    numerator="not final",
    denominator="persons in prisons",
    tables=("custody", "facilities", "places"),
    published=(("sex",), ("charge_class",)),
    standards=("ICCPR, art. 14 (2)",),
    source="Presumption of innocence until the judgment is final",
    expression=_without(NOT_FINAL),
    estimator=complete_share,
    stock=True,
)


def _detention_answers(registers: Registers, asked: Asked, *, rules: RuleSet) -> ir.Table:
    """The clock of detention before judgment over stays, each with what it is broken down by."""
    custody = registers["custody"]
    rows = custody.filter(custody.status.isin(UNTRIED))
    stays = rows.select(case=rows.stay, person=rows.person, began=rows.began, ended=rows.ended)
    known = rows.select(case=rows.stay, person=rows.person, charge_class=rows.charge_class, born=rows.born).distinct()
    one = known.group_by("case", "person").aggregate(charge_class=known.charge_class.max(), born=known.born.max())
    runs = runs_of_stays(stays, charges=one, rules=rules, clock="pretrial_detention", as_of=asked.on)
    judged = answers(runs, rules=rules, clocks=["pretrial_detention"])
    judged = judged.filter(judged.since >= asked.since, judged.since <= asked.until)
    if not asked.by:
        return judged
    named = rows.group_by(case=rows.stay).aggregate(**{name: rows[name].max() for name in asked.by})
    return judged.join(named, "case")


def beyond_limit(rules: RuleSet) -> Indicator:
    """The share of stays beyond the limit of detention by a rule set; stays that cannot be told are no part of it."""

    def expression(registers: Registers, asked: Asked) -> ir.Table:
        judged = _detention_answers(registers, asked, rules=rules)
        told = judged.filter(judged.answer != int(Answer.CANNOT_TELL))
        counts = {
            "numerator": ibis.ifelse(told.answer == int(Answer.BREACHED), 1, 0).sum(),
            "denominator": told.count(),
        }
        return told.group_by(list(asked.by)).aggregate(**counts) if asked.by else told.aggregate(**counts)

    return Indicator(
        id="proceedings.beyond_limit",
        version=1,
        kind=Kind.OUTCOME,
        unit=Unit.PERCENT,
        name=Words("Detained before judgment beyond the limit", "ឃុំខ្លួនមុនសាលក្រមលើសកំណត់"),
        definition=Words(
            "Of stays in detention before judgment that began in the period and of which the records tell, those "
            "longer than the limit in force on their first day allows.",
            "ក្នុងចំណោមការឃុំខ្លួនមុនសាលក្រមដែលចាប់ផ្ដើមក្នុងកំឡុងពេលនេះ ហើយកំណត់ត្រាអាចប្រាប់បាន ការឃុំដែលវែងជាងកំណត់ដែលមានសុពលភាពនៅថ្ងៃដំបូង។",
        ),
        numerator="stays beyond the limit",
        denominator="stays that can be told",
        tables=("custody",),
        published=(("charge_class",), ("sex",)),
        standards=("ICCPR, art. 9 (3)",),
        source=f"{rules.name}, version {rules.version}",
        expression=expression,
        estimator=complete_share,
        unconfirmed=rules.unconfirmed("pretrial_detention"),
        caveat=Words(
            "Stays for which an order, an age or a charge is missing are counted apart and lie outside the share.",
            "ការឃុំដែលខ្វះដីកា អាយុ ឬបទចោទ ត្រូវរាប់ដោយឡែក ហើយមិននៅក្នុងភាគរយនេះទេ។",
        ),
    )


def _defendants(
    registers: Registers, asked: Asked, *, numerator: tuple[str, ...], base: tuple[str, ...], column: str
) -> ir.Table:
    defendants, cases = registers["defendants"], registers["cases"]
    rows = defendants.join(cases.select("case", "opened", at=cases.place), "case")
    rows = rows.filter(rows[column].isin(base))
    if column == "outcome":
        rows = rows.filter(rows.decided >= asked.since, rows.decided <= asked.until)
    else:
        rows = rows.filter(rows.opened >= asked.since, rows.opened <= asked.until)
    if asked.place:
        rows = within(rows, places=registers["places"], place=asked.place, column="at")
    counts = {"numerator": ibis.ifelse(rows[column].isin(numerator), 1, 0).sum(), "denominator": rows.count()}
    return rows.group_by(list(asked.by)).aggregate(**counts) if asked.by else rows.aggregate(**counts)


def _share_of_defendants(
    id_: str,
    *,
    name: Words,
    definition: Words,
    numerator: tuple[str, ...],
    base: tuple[str, ...],
    column: str,
    kind: Kind = Kind.PROCESS,
) -> Indicator:
    def expression(registers: Registers, asked: Asked) -> ir.Table:
        return _defendants(registers, asked, numerator=numerator, base=base, column=column)

    return Indicator(
        id=f"proceedings.{id_}",
        version=1,
        kind=kind,
        unit=Unit.PERCENT,
        name=name,
        definition=definition,
        numerator=" or ".join(numerator),
        denominator=" or ".join(base),
        tables=("defendants", "cases", "places"),
        published=(("sex",), ("charge_class",), ("interpreter",)),
        standards=_ICCPR_14,
        source="OHCHR, Human Rights Indicators (HR/PUB/12/5), right to a fair trial",
        expression=expression,
        estimator=complete_share,
    )


WITH_COUNSEL = _share_of_defendants(
    "with_counsel",
    name=Words("Defendants with a lawyer", "ជនជាប់ចោទដែលមានមេធាវី"),
    definition=Words(
        "Of defendants in cases opened in the period of whom it is recorded, those with a lawyer of their own or of "
        "legal aid.",
        "ក្នុងចំណោមជនជាប់ចោទក្នុងសំណុំរឿងបើកក្នុងកំឡុងពេលនេះ ដែលមានកត់ត្រា អ្នកមានមេធាវីផ្ទាល់ខ្លួន ឬមេធាវីជំនួយផ្នែកច្បាប់។",
    ),
    numerator=("legal_aid", "private"),
    base=("none", "legal_aid", "private"),
    column="counsel",
)
LEGAL_AID = _share_of_defendants(
    "legal_aid",
    name=Words("Legal aid where there is no lawyer of one’s own", "ជំនួយផ្នែកច្បាប់ពេលគ្មានមេធាវីផ្ទាល់ខ្លួន"),
    definition=Words(
        "Of defendants without a lawyer of their own, those with one of legal aid.",
        "ក្នុងចំណោមជនជាប់ចោទដែលគ្មានមេធាវីផ្ទាល់ខ្លួន អ្នកមានមេធាវីជំនួយផ្នែកច្បាប់។",
    ),
    numerator=("legal_aid",),
    base=("none", "legal_aid"),
    column="counsel",
)
ACQUITTED = _share_of_defendants(
    "acquitted",
    name=Words("Acquitted", "រួចផុតពីបទចោទ"),
    definition=Words(
        "Of defendants acquitted or convicted in the period, those acquitted.",
        "ក្នុងចំណោមជនជាប់ចោទដែលរួចផុត ឬត្រូវបានផ្ដន្ទាទោសក្នុងកំឡុងពេលនេះ អ្នកដែលរួចផុត។",
    ),
    numerator=("acquitted",),
    base=("acquitted", "convicted"),
    column="outcome",
    kind=Kind.OUTCOME,
)


def median_days(rows: pl.DataFrame) -> Estimate:
    """The median of `days`, `ended` or not, `count` of each, with its interval."""
    grouped = rows.filter(pl.col("count") > 0)
    n = int(grouped["count"].sum() or 0)
    if not n:
        return Estimate(None, None, None, NO_BASE, n=0)
    repeated = np.repeat(np.arange(grouped.height), grouped["count"].to_numpy())
    spells = Spells.of(
        grouped["days"].to_numpy().astype(float)[repeated], end=grouped["ended"].to_numpy().astype(int)[repeated]
    )
    found = survival(spells).quantile()
    if found.time is None:
        return Estimate(None, None, None, NO_BASE, n=n, counts=(n,))
    high = float(spells.exit.max()) if found.high is None else found.high
    return Estimate(found.time, found.low, max(found.time, high), MEDIAN, n=n, counts=(n,))


def _case_days(registers: Registers, asked: Asked) -> ir.Table:
    cases = registers["cases"]
    rows = cases.filter(cases.opened >= asked.since, cases.opened <= asked.until)
    ended = rows.closed.notnull() & (rows.closed <= asked.on)
    stop = ibis.ifelse(ended, rows.closed, ibis.literal(asked.on))
    timed = rows.mutate(days=stop.epoch_days() - rows.opened.epoch_days(), ended=ibis.ifelse(ended, 1, 0))
    return timed.group_by([*asked.by, "days", "ended"]).aggregate(count=lambda each: each.count())


CASE_DURATION = Indicator(
    id="proceedings.case_duration",
    version=1,
    kind=Kind.OUTCOME,
    unit=Unit.DAYS,
    name=Words("Median duration of cases, open ones included", "រយៈពេលមធ្យមនៃសំណុំរឿង រួមទាំងរឿងមិនទាន់ចប់"),
    definition=Words(
        "The days from registration by which half of the cases registered in the period are closed, by Kaplan and "
        "Meier; open cases count as lasting at least until the day of counting.",
        "ចំនួនថ្ងៃគិតពីការចុះបញ្ជី ដែលសំណុំរឿងពាក់កណ្ដាលត្រូវបានបិទ តាមវិធី Kaplan និង Meier។ រឿងមិនទាន់ចប់ រាប់ថានៅបន្តយ៉ាងហោចដល់ថ្ងៃរាប់។",
    ),
    numerator="days",
    denominator="all",
    tables=("cases",),
    published=(("charge_class",),),
    standards=("ICCPR, art. 14 (3) (c)",),
    source="E. Kaplan and P. Meier, JASA 53, 1958",
    expression=_case_days,
    estimator=median_days,
)


def _counsel_days(registers: Registers, asked: Asked) -> ir.Table:
    events = registers["events"]
    acts = events.filter(events.on <= asked.on, events.kind.isin(["police_custody", "counsel"]))
    none = ibis.null().cast("date")
    each = acts.group_by("case", "person").aggregate(
        began=ibis.ifelse(acts.kind == "police_custody", acts.on, none).min(),
        counsel=ibis.ifelse(acts.kind == "counsel", acts.on, none).min(),
    )
    rows = each.filter(each.began >= asked.since, each.began <= asked.until)
    ended = rows.counsel.notnull()
    stop = ibis.ifelse(ended, rows.counsel, ibis.literal(asked.on))
    timed = rows.mutate(
        days=ibis.greatest(0, stop.epoch_days() - rows.began.epoch_days()), ended=ibis.ifelse(ended, 1, 0)
    )
    return timed.group_by("days", "ended").aggregate(count=lambda each: each.count())


TIME_TO_COUNSEL = Indicator(
    id="proceedings.time_to_counsel",
    version=1,
    kind=Kind.PROCESS,
    unit=Unit.DAYS,
    name=Words("Median time from custody to a lawyer", "រយៈពេលមធ្យមពីការឃាត់ខ្លួនដល់មានមេធាវី"),
    definition=Words(
        "The days from the beginning of police custody by which half of those held have a lawyer; who has none yet "
        "counts as waiting.",
        "ចំនួនថ្ងៃពីការចាប់ផ្ដើមឃាត់ខ្លួន ដែលពាក់កណ្ដាលនៃអ្នកត្រូវឃាត់មានមេធាវី។ អ្នកមិនទាន់មាន រាប់ជាអ្នកកំពុងរង់ចាំ។",
    ),
    numerator="days",
    denominator="all",
    tables=("events",),
    published=(),
    standards=("ICCPR, art. 14 (3) (b)",),
    source="E. Kaplan and P. Meier, JASA 53, 1958",
    expression=_counsel_days,
    estimator=median_days,
)


def _monitored(
    registers: Registers, asked: Asked, *, column: str, yes: str, no: tuple[str, ...], verdict: str = ""
) -> ir.Table:
    """Accused in trials that were taken all or drawn by chance; those that a monitor chose are no part of a share."""
    trials, accused = registers["monitored_trials"], registers["monitored_accused"]
    drawn = trials.filter(
        trials.selection.isin(["all", "random"]), trials.on >= asked.since, trials.on <= asked.until
    ).select("trial", "court")
    rows = accused.join(drawn, "trial")
    rows = rows.filter(rows[column].isin([yes, *no]))
    rows = rows.filter(rows.verdict == verdict) if verdict else rows
    return (
        rows.group_by([*asked.by, "trial"])
        .aggregate(numerator=ibis.ifelse(rows[column] == yes, 1, 0).sum(), denominator=rows.count())
        .rename(cluster="trial")
    )


def _of_trials(
    id_: str, *, name: Words, definition: Words, column: str, yes: str = "yes", no: tuple[str, ...] = ("no",),
    verdict: str = "",
) -> Indicator:  # fmt: skip
    def expression(registers: Registers, asked: Asked) -> ir.Table:
        return _monitored(registers, asked, column=column, yes=yes, no=no, verdict=verdict)

    return Indicator(
        id=f"proceedings.{id_}",
        version=1,
        kind=Kind.PROCESS,
        unit=Unit.PERCENT,
        name=name,
        definition=definition,
        numerator=f"{column} is {yes}",
        denominator=f"accused of whom {column} was seen",
        tables=("monitored_accused", "monitored_trials"),
        published=(("charge_class",), ("sex",)),
        standards=_ICCPR_14,
        source="Trial monitoring form, version 1",
        expression=expression,
        estimator=clustered_share,
        caveat=Words(
            "Only of trials taken all or drawn by chance; of trials that a monitor chose no share is given.",
            "តែសម្រាប់ការជំនុំជម្រះដែលយកទាំងអស់ ឬជ្រើសរើសដោយចៃដន្យប៉ុណ្ណោះ។ ការជំនុំជម្រះដែលអ្នកឃ្លាំមើលជ្រើសរើស មិនផ្ដល់ភាគរយទេ។",
        ),
    )


CONFESSION_ONLY = _of_trials(
    "confession_only",
    name=Words("Convictions that rest on a confession alone", "ការផ្ដន្ទាទោសផ្អែកលើចម្លើយសារភាពតែមួយមុខ"),
    definition=Words(
        "Of accused convicted in monitored trials whose evidence was seen, those with no evidence but a confession.",
        "ក្នុងចំណោមជនជាប់ចោទដែលត្រូវបានផ្ដន្ទាទោសក្នុងការជំនុំជម្រះដែលបានឃ្លាំមើល អ្នកដែលគ្មានភស្តុតាងក្រៅពីចម្លើយសារភាព។",
    ),
    column="evidence",
    yes="confession_only",
    no=("confession_and_other", "other"),
    verdict="convicted",
)
TRIAL_COUNSEL = _of_trials(
    "counsel_at_trial",
    name=Words("A lawyer present at the trial", "មានមេធាវីនៅសវនាការ"),
    definition=Words(
        "Of accused in monitored trials of whom it was seen, those with a lawyer present.",
        "ក្នុងចំណោមជនជាប់ចោទក្នុងការជំនុំជម្រះដែលបានឃ្លាំមើល អ្នកដែលមានមេធាវី។",
    ),
    column="counsel_present",
)
TOLD_SILENCE = _of_trials(
    "told_silence",
    name=Words("Told of the right to be silent", "បានប្រាប់សិទ្ធិនៅស្ងៀម"),
    definition=Words(
        "Of accused in monitored trials of whom it was seen, those told of the right to be silent.",
        "ក្នុងចំណោមជនជាប់ចោទក្នុងការជំនុំជម្រះដែលបានឃ្លាំមើល អ្នកដែលបានប្រាប់សិទ្ធិនៅស្ងៀម។",
    ),
    column="told_silence",
)

INDICATORS = (
    UNSENTENCED,
    NO_FINAL_JUDGMENT,
    WITH_COUNSEL,
    LEGAL_AID,
    ACQUITTED,
    CASE_DURATION,
    TIME_TO_COUNSEL,
    CONFESSION_ONLY,
    TRIAL_COUNSEL,
    TOLD_SILENCE,
    COMPLAINTS_FILED,
)
"""Those that need no rule set; `beyond_limit` makes that of a country."""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A count beside an official total: what was left out and why, and what remains unexplained."""

    counted: int
    left_out: Mapping[str, int]
    official: int

    @property
    def unexplained(self) -> int:
        """The official total less what was counted and what was left out."""
        return self.official - self.counted - sum(self.left_out.values())


Definition = Literal["untried", "not_final"]


def reconciled(registers: Registers, asked: Asked, *, definition: Definition, official: int) -> Reconciled:
    """The count of one definition beside an official total of all persons held, step by step."""
    statuses = UNTRIED if definition == "untried" else NOT_FINAL
    held = registers.run(_held(registers, asked).select("person", "status"))
    persons = held.group_by("person").agg(pl.col("status").is_in(statuses).any().alias("counted"), pl.col("status"))
    rest = persons.filter(~pl.col("counted"))
    first = rest.with_columns(pl.col("status").list.first()).group_by("status").len().sort("status")
    custody, facilities = registers["custody"], registers["facilities"]
    police = facilities.filter(facilities.kind == "police_custody")
    there = custody.filter(custody.began <= asked.on, custody.ended.isnull() | (custody.ended >= asked.on))
    outside = registers.run(there.semi_join(police, "facility").select("person").distinct()).height
    left_out = {str(status): int(count) for status, count in first.rows()}
    if outside:
        left_out["in police custody, not in a prison"] = outside
    return Reconciled(int(persons["counted"].sum()), left_out, official)
