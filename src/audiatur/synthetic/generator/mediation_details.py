"""What a body notes about a dispute beside its days and result: screening, consent, follow-up, what came after."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from audiatur.registers.shared_tables import CHARGE_CLASS, SEX
from audiatur.synthetic.generator.accused import happened
from audiatur.synthetic.generator.calendar import FIRST, LAST, NEVER
from audiatur.synthetic.generator.layout import Draft, numbers_of
from audiatur.synthetic.generator.mediation import Disputes
from audiatur.synthetic.generator.places import DISTRICTS, district_place
from audiatur.synthetic.generator.streams import Flags, Ints, chance, pick, stream
from audiatur.topics.mediation.contract import BODY, PERFORMANCE, RESULT, SUBJECT

EXAMINED = 0.78
"""The share of disputes in which somebody examined whether the law excludes them."""
MEDIATORS_PER_DISTRICT = 12
_PER_OFFICE = MEDIATORS_PER_DISTRICT // 4
_RESULT, _SUBJECT, _CHARGE = numbers_of(RESULT), numbers_of(SUBJECT), numbers_of(CHARGE_CLASS)
_PERFORMANCE = numbers_of(PERFORMANCE)
_CHANNEL_SHARES = np.array([0.52, 0.17, 0.09, 0.05, 0.06, 0.06, 0.03, 0.02])
_KIND_SHARES = np.array([0.80, 0.14, 0.05, 0.01, 0.0])
_CHARGES = np.array([_CHARGE["petty_offence"], _CHARGE["misdemeanour"], _CHARGE["felony"]])
_SEX = np.array([numbers_of(SEX)["female"], numbers_of(SEX)["male"]])
QUARTER, YEAR = 91, 365


@dataclass(frozen=True, slots=True)
class Details:
    """One row a dispute, in the order of `Disputes`; flags as 1, 0, or -1 where nobody asked."""

    examined: Flags
    both_agreed: Flags
    followed_up: Ints
    columns: Draft


def details(seed: int, *, block: int, disputes: Disputes, district: Ints) -> Details:
    """The details of one block."""
    rng = stream(seed, table="details of disputes", block=block)
    rows = len(disputes.number)
    examined = chance(rng, EXAMINED, rows=rows)
    admitted, met = disputes.accepted < NEVER, disputes.first_session < NEVER
    willing = met | (admitted & chance(rng, 0.4, rows=rows))
    agreed = disputes.result == _RESULT["agreed"]
    followed = _followed(rng, disputes=disputes, agreed=agreed)
    kept_by_then = disputes.kept <= followed
    found = np.where(kept_by_then, _PERFORMANCE["kept"], _PERFORMANCE["not_kept"])
    violent = disputes.subject == _SUBJECT["violence"]
    mediator = district * MEDIATORS_PER_DISTRICT + rng.integers(0, MEDIATORS_PER_DISTRICT, rows)
    sessions = np.where(met, 1 + rng.geometric(0.6, rows), 0)
    over = (disputes.result != _RESULT["pending"]) & admitted
    court, filed = _court(rng, disputes=disputes, agreed=agreed, over=over)
    halfway = disputes.received + (disputes.accepted - disputes.received) // 2
    columns: Draft = {
        "office": mediator // _PER_OFFICE,
        "channel": pick(rng, _CHANNEL_SHARES, rows=rows),
        "charge_class": np.where(violent, _CHARGES[pick(rng, np.array([0.25, 0.6, 0.15]), rows=rows)], -1),
        "violence": _told(violent, asked=examined),
        "minor": _told(chance(rng, 0.06, rows=rows), asked=examined),
        "excluded": _told(disputes.excluded, asked=examined),
        "referred": np.where(admitted, halfway, NEVER),
        "applicant_agreed": _told(admitted, asked=admitted),
        "respondent_agreed": _told(willing, asked=admitted),
        "mediator": np.where(admitted, mediator, -1),
        "sessions": sessions,
        "followed_up": followed,
        "performance": np.where(followed < NEVER, found, -1),
        "to_court": court,
        "court_filed": filed,
        "court_case": np.full(rows, -1),
        "prior_dispute": _prior(rng, disputes=disputes),
        "applicant_kind": pick(rng, _KIND_SHARES, rows=rows),
        "respondent_kind": pick(rng, _KIND_SHARES, rows=rows),
        "cost": np.where(over, 20_000.0 + 45_000.0 * sessions + 500.0 * rng.integers(0, 60, rows), -1.0),
    }
    return Details(examined, willing, followed, columns)


def _told(values: Flags, *, asked: Flags) -> Ints:
    return np.where(asked, values.astype(np.int64), -1)


def _followed(rng: np.random.Generator, *, disputes: Disputes, agreed: Flags) -> Ints:
    """The last call about an agreement: some after a year, others after three months, some never."""
    rows = len(disputes.number)
    late = chance(rng, 0.55, rows=rows)
    ever = agreed & (late | chance(rng, 0.6, rows=rows))
    early_day = disputes.ended + QUARTER + rng.integers(0, 20, rows)
    late_day = disputes.ended + YEAR + rng.integers(0, 30, rows)
    day = np.where(late & (late_day <= LAST), late_day, early_day)
    return happened(np.where(ever, day, NEVER), until=LAST)


def _court(rng: np.random.Generator, *, disputes: Disputes, agreed: Flags, over: Flags) -> tuple[Ints, Ints]:
    """Whether it went to a court within what is known, and when; nobody looked for one in seven."""
    rows = len(disputes.number)
    goes = over & chance(rng, np.where(agreed, 0.05, 0.27), rows=rows)
    day = happened(np.where(goes, disputes.ended + 1 + rng.integers(0, 700, rows), NEVER), until=LAST)
    looked = over & chance(rng, 0.86, rows=rows)
    return _told(day < NEVER, asked=looked), np.where(looked, day, NEVER)


def _prior(rng: np.random.Generator, *, disputes: Disputes) -> Ints:
    """The number of the pair's first dispute, where the clerk remembered it."""
    noted = disputes.repeats & chance(rng, 0.7, rows=len(disputes.number))
    return np.where(noted, disputes.first_of_pair, -1)


def mediators_draft(seed: int) -> Draft:
    """The mediators of every district."""
    rng = stream(seed, table="mediators")
    number = np.arange(DISTRICTS * MEDIATORS_PER_DISTRICT)
    rows = len(number)
    trained = FIRST - 600 + rng.integers(0, 1500, rows)
    return {
        "mediator": number,
        "body": np.full(rows, numbers_of(BODY)["commune_committee"]),
        "office": number // _PER_OFFICE,
        "place": district_place(number // MEDIATORS_PER_DISTRICT),
        "sex": _SEX[(rng.random(rows) < 0.68).astype(np.int64)],
        "trained": np.where(rng.random(rows) < 0.7, trained, NEVER),
    }
