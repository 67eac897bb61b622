"""What happens to a block of accused persons, from the opening of their cases to the end of their custody."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from audiatur.synthetic.generator.calendar import AMENDED, DAYS, FIRST, LAST, NEVER
from audiatur.synthetic.generator.places import CENTRAL, CUSTODY_DISTRICTS, DISTRICT_SHARES, PRISONS_OF
from audiatur.synthetic.generator.streams import Flags, Floats, Ints, chance, pick, pick_by, stream

BLOCK = 25_000
"""Accused persons drawn at once. It is part of the method: another block gives another country."""

LIMITS: Ints = np.array([[[60, 45], [180, 120], [540, 360]], [[30, 30], [120, 90], [360, 240]]])
"""Days of pre-trial detention that the law allows: by age (from 18, under 18), charge class, and before or since the
amendment."""

# By need of an interpreter and sex (woman, man): charge classes such that the crude detention rates of the two
# language groups are alike although each class shows a gap, and that women have less serious charges.
_CLASS_SHARES: Floats = np.array(
    [[0.55, 0.33, 0.12], [0.25, 0.45, 0.30], [0.90, 0.08, 0.02], [0.58, 0.29, 0.13]],
)
_DETAINED: Floats = np.array([[0.15, 0.45, 0.75], [0.30, 0.60, 0.90]])
_COUNSEL: Floats = np.array([0.35, 0.50, 0.90])
_DECISION_DAYS: Floats = np.array([290.0, 490.0, 680.0])
_SENTENCE: Floats = np.array([[60, 200], [200, 800], [700, 2600]], dtype=np.float64)
_OVER_48: Floats = np.array([0.30 if number in CUSTODY_DISTRICTS else 0.04 for number in range(14)])
_OVER_LIMIT = 0.135
FEMALE, MALE = 0, 1


@dataclass(frozen=True, slots=True)
class Accused:
    """One row an accused person in a case. Days are as they come to pass, those after the last known day included."""

    number: Ints
    person: Ints
    case: Ints
    """The number of the first accused of the case."""
    district: Ints
    sex: Ints
    born: Ints
    interpreter: Ints
    """0 not needed, 1 provided, 2 not provided."""
    charge_class: Ints
    earlier: Ints
    opened: Ints
    arrested: Flags
    custody_minutes: Ints
    """Minutes from arrest to the judge."""
    arrest_minute: Ints
    presented: Ints
    detained: Flags
    began: Ints
    """First day of pre-trial detention."""
    limit: Ints
    pretrial_end: Ints
    """Last day of pre-trial detention."""
    freed_first: Flags
    """Whether released before the judgment."""
    indicted: Ints
    decided: Ints
    convicted: Flags
    imprisoned: Flags
    appealed: Flags
    appeal_decided: Ints
    final: Ints
    sentence_end: Ints
    counsel: Ints
    """0 none, 1 legal aid, 2 private."""
    bail: Ints
    """0 not asked, 1 granted, 2 refused."""
    prison: Ints
    later_prison: Ints


def limit_in_force(days: Ints, *, born: Ints, charge_class: Ints) -> Ints:
    """The limit of detention that begins on those days."""
    minor = (days - born < 18 * 365.25).astype(np.int64)
    return np.asarray(LIMITS[minor, charge_class, (days >= AMENDED).astype(np.int64)])


def draw(seed: int, *, block: int, first: int, rows: int) -> Accused:
    """The accused persons of one block, whose numbers begin with `first`."""
    rng = stream(seed, table="accused", block=block)
    number = first + np.arange(rows)
    again = chance(rng, 0.05, rows=rows) & (np.arange(rows) > 100)
    person = np.where(again, first + (rng.random(rows) * np.arange(rows)).astype(np.int64), number)
    person = person_of_first(person, again=again, first=first)
    local = person - first
    district_all, sex, needs, age, opened_own = _people(rng, rows=rows)
    leads = (rng.random(rows) < 0.87) | (np.arange(rows) == 0) | again
    lead = np.maximum.accumulate(np.where(leads, np.arange(rows), 0))
    opened = opened_own[lead]
    district = district_all[lead]
    sex, needs = sex[local], needs[local]
    born = (opened - age)[local]
    # Another case of somebody comes after the first one, and those accused with them share its day.
    opened = np.where(again, np.minimum(np.maximum(opened, opened[local] + 30), LAST), opened)[lead]
    charge_class = pick_by(rng, _CLASS_SHARES, rows=needs.astype(np.int64) * 2 + sex)
    arrested = chance(rng, 0.85, rows=rows) & ~again
    minute, custody = _police(rng, district=district)
    presented = np.where(arrested, opened + (minute + custody) // 1440, opened + 3)
    detained = arrested & chance(rng, _DETAINED[needs.astype(np.int64), charge_class], rows=rows)
    began = presented + 1
    limit = limit_in_force(began, born=born, charge_class=charge_class)
    planned = _pretrial_days(rng, limit=limit)
    freed_first = detained & chance(rng, 0.3, rows=rows)
    pretrial_end = began + planned - 1
    free_decision = presented + 5 + (_DECISION_DAYS[charge_class] * rng.lognormal(0.0, 0.7, rows)).astype(np.int64)
    decided = np.where(detained & ~freed_first, pretrial_end, free_decision)
    decided = np.where(freed_first, np.maximum(pretrial_end + 10, free_decision), decided)
    indicted = presented + 1 + ((decided - presented - 1) * rng.uniform(0.4, 0.8, rows)).astype(np.int64)
    convicted = chance(rng, 0.8, rows=rows)
    held_on = detained & ~freed_first
    # Who is accused again stays out of custody, so that nobody is held twice on a day.
    imprisoned = convicted & ~again & (held_on | chance(rng, 0.25, rows=rows))
    appealed = chance(rng, 0.25, rows=rows)
    appeal_decided = decided + 30 + rng.lognormal(4.8, 0.6, rows).astype(np.int64)
    final = np.where(appealed, appeal_decided, decided + 30)
    low, high = _SENTENCE[charge_class].T
    served_from = np.where(held_on, began, decided)
    sentence_end = served_from + (low + (high - low) * rng.random(rows)).astype(np.int64)
    counsel = np.where(chance(rng, _COUNSEL[charge_class], rows=rows), 1 + chance(rng, 0.4, rows=rows), 0)
    asked = arrested & chance(rng, 0.45, rows=rows)
    prison, later = _prisons(rng, district=district)
    return Accused(
        number=number,
        person=person,
        case=first + lead,
        district=district,
        sex=sex,
        born=born,
        interpreter=np.where(needs, 2 - chance(rng, 0.62, rows=rows), 0),
        charge_class=charge_class,
        earlier=np.where(again, 1, 0) + rng.poisson(0.15, rows),
        opened=opened,
        arrested=arrested,
        custody_minutes=custody,
        arrest_minute=opened * 1440 + minute,
        presented=presented,
        detained=detained,
        began=began,
        limit=limit,
        pretrial_end=pretrial_end,
        freed_first=freed_first,
        indicted=indicted,
        decided=decided,
        convicted=convicted,
        imprisoned=imprisoned,
        appealed=appealed,
        appeal_decided=appeal_decided,
        final=final,
        sentence_end=np.maximum(sentence_end, decided),
        counsel=counsel,
        bail=np.where(asked, np.where(detained, 2, 1), 0),
        prison=prison,
        later_prison=later,
    )


def person_of_first(person: Ints, *, again: Flags, first: int) -> Ints:
    """Those accused again are somebody who is not: one step back from an accused-again leads to a first-timer."""
    known = np.where(again, -1, np.arange(len(person)))
    latest = np.maximum.accumulate(known)
    return np.where(again, first + latest[person - first], person)


def closed_days(accused: Accused) -> Ints:
    """For each accused the day on which the case as a whole is closed."""
    starts = np.flatnonzero(accused.case == accused.number)
    last = np.maximum.reduceat(accused.final, starts)
    return np.repeat(last, np.diff(np.append(starts, len(accused.number))))


def happened(days: Ints, *, until: int) -> Ints:
    """The days, those after the last known one as never."""
    return np.where(days > until, NEVER, days)


def _people(rng: np.random.Generator, *, rows: int) -> tuple[Ints, Ints, Flags, Ints, Ints]:
    district = pick(rng, DISTRICT_SHARES / DISTRICT_SHARES.sum(), rows=rows)
    sex = np.where(chance(rng, 0.12, rows=rows), FEMALE, MALE)
    needs = chance(rng, 0.2, rows=rows)
    young = chance(rng, 0.08, rows=rows)
    years = np.where(young, rng.uniform(14.2, 17.9, rows), 18 + 42 * rng.beta(1.3, 2.6, rows))
    opened = FIRST + (rng.random(rows) * DAYS).astype(np.int64)
    return district, sex, needs, (years * 365.25).astype(np.int64), opened


def _police(rng: np.random.Generator, *, district: Ints) -> tuple[Ints, Ints]:
    """The minute of the day of the arrest, and the minutes of police custody."""
    rows = len(district)
    minute = rng.integers(0, 1440, rows)
    over = chance(rng, _OVER_48[district], rows=rows)
    short = 60 + (rng.beta(2.0, 1.6, rows) * (48 * 60 - 60)).astype(np.int64)
    long = 48 * 60 + 1 + np.minimum(rng.exponential(30 * 60, rows), 240 * 60).astype(np.int64)
    return minute, np.where(over, long, short)


def _pretrial_days(rng: np.random.Generator, *, limit: Ints) -> Ints:
    rows = len(limit)
    over = chance(rng, _OVER_LIMIT, rows=rows)
    within = np.maximum(1, np.ceil(limit * rng.beta(2.0, 1.5, rows)).astype(np.int64))
    beyond = limit + 1 + (limit * rng.exponential(0.35, rows)).astype(np.int64)
    return np.where(over, beyond, np.minimum(within, limit))


def _prisons(rng: np.random.Generator, *, district: Ints) -> tuple[Ints, Ints]:
    first = np.array([several[0] for several in PRISONS_OF])
    last = np.array([several[-1] for several in PRISONS_OF])
    rows = len(district)
    prison = np.where(chance(rng, 0.6, rows=rows), first[district], last[district])
    central = rng.integers(0, CENTRAL, rows)
    return prison, np.where(chance(rng, 0.3, rows=rows), central, prison)
