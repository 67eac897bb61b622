"""The truth about custody and proceedings: counts of a block, and the effects that the sums of all blocks tell."""

from __future__ import annotations

from typing import Any

import numpy as np

from audiatur.synthetic.generator.accused import FEMALE, LIMITS, Accused, closed_days
from audiatur.synthetic.generator.calendar import CENSUS, DAYS, FIRST, LAST, iso
from audiatur.synthetic.generator.layout import Draft, numbers_of
from audiatur.synthetic.generator.places import (
    CUSTODY_DISTRICTS,
    DISTRICT_CODES,
    DISTRICTS,
    PRISONS,
    capacity_by_day,
)
from audiatur.synthetic.generator.streams import Flags, Floats, Ints
from audiatur.synthetic.generator.truth import Counts, Effect, median_of, share
from audiatur.topics.prisons.contract import LEGAL_STATUS

_STATUS = numbers_of(LEGAL_STATUS)
_LONGEST = 12_000
_CLASSES = ("petty_offence", "misdemeanour", "felony")
_MONTHS_FROM = "2021-01"


def tally(accused: Accused, *, custody: Draft) -> Counts:
    """The counts of one block."""
    return {
        "rows": np.array([len(accused.number)]),
        "limit": _limit_counts(accused),
        "police": _police_counts(accused),
        "held": held_changes(custody),
        "census": _census_counts(custody),
        "days": _days_counts(custody),
        "groups": _group_counts(accused),
        **_duration_counts(accused),
    }


def _limit_counts(accused: Accused) -> Ints:
    seen = accused.detained & (accused.began <= LAST)
    days = (np.minimum(accused.pretrial_end, LAST) - accused.began + 1)[seen]
    minor = (accused.began - accused.born < 18 * 365.25).astype(np.int64)[seen]
    charge_class, limit = accused.charge_class[seen], accused.limit[seen]
    first_spell = (np.minimum(np.minimum(accused.indicted, accused.pretrial_end), LAST) - accused.began + 1)[seen]
    longest = np.maximum(first_spell, days - first_spell)
    return np.array(
        [
            len(days),
            (days > limit).sum(),
            (days > LIMITS[minor, charge_class, 1]).sum(),
            (days > LIMITS[minor, charge_class, 0]).sum(),
            (longest > limit).sum(),
        ]
    )


def _police_counts(accused: Accused) -> Ints:
    seen = accused.arrested & (accused.arrest_minute + accused.custody_minutes < (LAST + 1) * 1440)
    district = accused.district[seen]
    over = (accused.custody_minutes > 48 * 60)[seen]
    dates = (accused.presented - accused.opened >= 2)[seen]
    return np.stack([np.bincount(district[rows], minlength=DISTRICTS) for rows in (over | True, over, dates)])


def held_changes(custody: Draft) -> Ints:
    """By prison and day, the persons who come less those who have left by the day."""
    changes = np.zeros((PRISONS, DAYS + 1), dtype=np.int64)
    inside = custody["facility"] <= PRISONS
    prison = custody["facility"][inside].astype(np.int64) - 1
    began = custody["began"][inside].astype(np.int64) - FIRST
    after = np.minimum(custody["ended"][inside].astype(np.int64), LAST) - FIRST + 1
    np.add.at(changes, (prison, began), 1)
    np.add.at(changes, (prison, after), -1)
    return changes


def held_by_day(changes: Ints) -> Ints:
    """The persons held in each prison on each day."""
    return np.asarray(np.cumsum(changes, axis=1)[:, :DAYS])


def _census_counts(custody: Draft) -> Ints:
    there = (custody["began"] <= CENSUS) & (custody["ended"] >= CENSUS) & (custody["facility"] <= PRISONS)
    return np.bincount(custody["status"][there].astype(np.int64), minlength=len(_STATUS))


def _days_counts(custody: Draft) -> Ints:
    prison = custody["facility"] <= PRISONS
    days = np.minimum(custody["ended"], LAST) - custody["began"] + 1
    return np.array([prison.sum(), days[prison].sum()]).astype(np.int64)


def _group_counts(accused: Accused) -> Ints:
    """By charge class, need of an interpreter and sex: accused, detained, with a lawyer, arrested."""
    cell = (accused.charge_class * 2 + (accused.interpreter > 0)) * 2 + accused.sex
    detained = accused.detained & (accused.began <= LAST)

    def count(of: Flags) -> Ints:
        return np.bincount(cell[of], minlength=12).reshape(3, 2, 2)

    return np.stack([count(detained | True), count(detained), count(accused.counsel > 0)])


def _duration_counts(accused: Accused) -> Counts:
    first = np.flatnonzero(accused.case == accused.number)
    closed = closed_days(accused)[first]
    lasted = np.minimum(closed - accused.opened[first], _LONGEST - 1)
    known = closed <= LAST
    return {
        "cases": np.array([len(first), (~known).sum()]),
        "lasted": np.bincount(lasted, minlength=_LONGEST),
        "lasted_closed": np.bincount(lasted[known], minlength=_LONGEST),
    }


def effects(counts: Counts, *, capacities: Draft) -> tuple[Effect, ...]:
    """The effects of the country."""
    return (
        _beyond_limit(counts["limit"]),
        _police_custody(counts["police"]),
        _occupancy(held_by_day(counts["held"]), capacities=capacities),
        _pretrial_share(counts["census"]),
        _custody_days(counts["days"]),
        _hidden_gap(counts["groups"]),
        _apparent_gap(counts["groups"]),
        _open_cases(counts),
    )


def _beyond_limit(counts: Ints) -> Effect:
    stays, over, new, old, spells = (int(count) for count in counts)
    return Effect(
        "beyond-limit",
        ("custody", "detention_limits"),
        "Of stays with a day of pre-trial detention (investigation or awaiting judgment), those whose days of it up to "
        "31 December 2025, first and last day included, are more than the limit in force on its first day for the "
        "charge class and for being under 18 (18 × 365.25 days) on that day.",
        {"stays": stays, "beyond": over, "share": share(over, stays)},
        0.0,
        "One limit for the whole period (that since the amendment; that before it), or spells in place of stays.",
        {"share_new": share(new, stays), "share_old": share(old, stays), "share_spells": share(spells, stays)},
    )


def _police_custody(counts: Ints) -> Effect:
    stays, over, dates = counts
    inside = np.isin(np.arange(DISTRICTS), CUSTODY_DISTRICTS)
    return Effect(
        "police-custody-48h",
        ("police_custody",),
        "Of stays in police custody that ended by 31 December 2025, those in which more than 48 hours lie between "
        "began_at and presented_at.",
        {
            "stays": int(stays.sum()),
            "over": int(over.sum()),
            "share": share(over.sum(), stays.sum()),
            "by_district": {
                code: {"stays": int(stays[number]), "over": int(over[number])}
                for number, code in enumerate(DISTRICT_CODES)
            },
            "districts": [DISTRICT_CODES[number] for number in CUSTODY_DISTRICTS],
            "share_in_districts": share(over[inside].sum(), stays[inside].sum()),
            "share_elsewhere": share(over[~inside].sum(), stays[~inside].sum()),
        },
        0.0,
        "Dates in place of hours: presented two calendar days or more after the arrest.",
        {"share": share(dates.sum(), stays.sum())},
    )


def _occupancy(held: Ints, *, capacities: Draft) -> Effect:
    days = np.arange(FIRST, LAST + 1).astype("datetime64[D]").astype("datetime64[M]").astype(str)
    window = days >= _MONTHS_FROM
    by_series = {
        series: capacity_by_day(capacities, series=series, first=FIRST, last=LAST)
        for series in ("official", "floor_space")
    }
    months = {}
    for month in np.unique(days[window]):
        there = days == month
        months[str(month)] = {
            "held_days": int(held[:, there].sum()),
            **{f"{series}_days": int(table[:, there].sum()) for series, table in by_series.items()},
        }
    total = held[:, window].sum()
    values: dict[str, Any] = {series: share(total, table[:, window].sum()) for series, table in by_series.items()}
    over = {series: int((held[:, window] > table[:, window]).sum()) for series, table in by_series.items()}
    naive = {
        f"{series}_last_capacity": share(total, table[:, -1].sum() * window.sum())
        for series, table in by_series.items()
    } | {f"{series}_mean_of_rates": _mean_of_rates(held, table, window=window) for series, table in by_series.items()}
    return Effect(
        "occupancy",
        ("custody", "capacities"),
        "Person-days held in prisons over place-days, day by day from 2021-01-01 to 2025-12-31; a person counts on "
        "the first and the last day of a spell, a capacity from its first day until the next of its series.",
        {**values, "prison_days_over": over, "months": months},
        0.0,
        "The last capacity for the whole period, or the mean of the prisons' rates.",
        naive,
    )


def _mean_of_rates(held: Ints, places: Ints, *, window: Flags) -> float:
    rates: Floats = held[:, window].sum(axis=1) / places[:, window].sum(axis=1)
    return round(float(rates.mean()), 6)


def _pretrial_share(counts: Ints) -> Effect:
    untried = int(counts[_STATUS["investigation"]] + counts[_STATUS["awaiting_judgment"]])
    appeal, everyone = int(counts[_STATUS["appeal"]]), int(counts.sum())
    return Effect(
        "pretrial-share",
        ("custody", "facilities"),
        f"Of persons in prisons on {iso(CENSUS)}, those without a judgment (untried) and those without a final one "
        "(not_final: untried or appeal).",
        {
            "held": everyone,
            "untried": untried,
            "appeal": appeal,
            "share_untried": share(untried, everyone),
            "share_not_final": share(untried + appeal, everyone),
        },
        0.0,
        "Taking one definition for the other.",
        {"difference": share(appeal, everyone)},
    )


def _custody_days(counts: Ints) -> Effect:
    return Effect(
        "custody-days",
        ("custody",),
        "Days of custody in prisons up to 31 December 2025, each day of a stay once.",
        {"spells": int(counts[0]), "days": int(counts[1])},
        0.0,
        "With noise, adding up the spells as they are recorded: some overlap, some leave a gap.",
    )


def _hidden_gap(groups: Ints) -> Effect:
    everyone, detained = groups[0].sum(axis=2), groups[1].sum(axis=2)
    crude, adjusted, classes = _gap(everyone, detained)
    return Effect(
        "hidden-gap",
        ("defendants",),
        "Detained before judgment: the share among defendants who need an interpreter (provided or not) less that "
        "among those who do not, standardised to the charge classes of all defendants.",
        {"adjusted": adjusted, "by_class": classes},
        1e-6,
        "The crude difference of the two shares.",
        {"crude": crude},
    )


def _apparent_gap(groups: Ints) -> Effect:
    everyone, counsel = groups[0].sum(axis=1), groups[2].sum(axis=1)
    # Columns: men, women; the gap is that of women.
    order = [1 - FEMALE, FEMALE]
    crude, adjusted, classes = _gap(everyone[:, order], counsel[:, order])
    return Effect(
        "apparent-gap",
        ("defendants",),
        "With a lawyer (legal aid or private): the share among women less that among men, standardised to the charge "
        "classes of all defendants.",
        {"adjusted": adjusted, "by_class": classes},
        1e-6,
        "The crude difference of the two shares.",
        {"crude": crude},
    )


def _gap(everyone: Ints, those: Ints) -> tuple[float, float, dict[str, float]]:
    crude = those[:, 1].sum() / everyone[:, 1].sum() - those[:, 0].sum() / everyone[:, 0].sum()
    rates = those / np.maximum(everyone, 1)
    by_class = rates[:, 1] - rates[:, 0]
    weights = everyone.sum(axis=1) / everyone.sum()
    adjusted = float((by_class * weights).sum())
    named = {name: round(float(gap), 6) for name, gap in zip(_CLASSES, by_class, strict=True)}
    return round(float(crude), 6), round(adjusted, 6), named


def _open_cases(counts: Counts) -> Effect:
    cases, still_open = (int(count) for count in counts["cases"])
    true, closed = median_of(counts["lasted"]), median_of(counts["lasted_closed"])
    return Effect(
        "open-cases",
        ("cases",),
        "Cases not closed by 31 December 2025, and the median number of days from opening to closing of all cases, "
        "also of those that close later (counted before the records were cut at that day).",
        {"cases": cases, "open": still_open, "share_open": share(still_open, cases), "median_days": true},
        round(0.05 * true, 1),
        "The median of the closed cases only.",
        {"median_days": closed},
    )
