"""Disputes brought to mediation, their parties, and what the parties say when they leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from audiatur.registers.shared_tables import SEX
from audiatur.synthetic.generator.accused import happened
from audiatur.synthetic.generator.calendar import DAYS, FIRST, LAST, NEVER
from audiatur.synthetic.generator.justice import name_numbers
from audiatur.synthetic.generator.layout import Draft, Layout, numbers_of
from audiatur.synthetic.generator.places import COMMUNES_PER_DISTRICT, DISTRICT_SHARES, commune_place
from audiatur.synthetic.generator.streams import Flags, Floats, Ints, chance, pick, stream
from audiatur.synthetic.generator.tables import (
    LAYOUT_DISPUTE_PARTIES,
    LAYOUT_DISPUTES,
    LAYOUT_EXIT_SURVEY,
    LAYOUT_PERSONS,
)
from audiatur.topics.mediation.contract import RESULT, ROLE, SUBJECT

BLOCK = 12_500
"""Disputes drawn at once; the two parties of each have the numbers of one block of persons."""
FIRST_PERSON = 50_000_000
"""The numbers of the parties begin here, apart from those of the accused."""

_RESULT, _ROLE, _SUBJECT = numbers_of(RESULT), numbers_of(ROLE), numbers_of(SUBJECT)
_SEX = np.array([numbers_of(SEX)["female"], numbers_of(SEX)["male"]])
_SUBJECT_SHARES: Floats = np.array([0.27, 0.22, 0.16, 0.14, 0.07, 0.12, 0.02])
_BODY_SHARES: Floats = np.array([0.55, 0.20, 0.08, 0.10, 0.05, 0.02])
_AMOUNT = 4_000_000

REPEATED = 0.12
"""The share of disputes between two parties who had one before."""
PRESSED = 0.18
ANSWERS_PRESSED, ANSWERS_OTHERS = 0.50, 0.8415
"""Who answers the exit survey: 78 % together, and fewer of those who felt pressed."""
CALLED_BACK = 0.30
"""The share of those who did not answer who are asked again by telephone, drawn at random; all of them answer."""


@dataclass(frozen=True, slots=True)
class Disputes:
    """One row a dispute."""

    number: Ints
    applicant: Ints
    respondent: Ints
    repeats: Flags
    first_of_pair: Ints
    """The number of the first dispute of the same two parties."""
    subject: Ints
    excluded: Flags
    received: Ints
    accepted: Ints
    first_session: Ints
    ended: Ints
    result: Ints
    kept: Ints
    """The day by which the agreement was carried out."""


def draw(seed: int, *, block: int, first: int, rows: int) -> Disputes:
    """The disputes of one block, whose numbers begin with `first`."""
    rng = stream(seed, table="disputes", block=block)
    position = np.arange(rows)
    repeats = chance(rng, REPEATED, rows=rows) & (position > 100)
    before = (rng.random(rows) * position).astype(np.int64)
    origin = np.maximum.accumulate(np.where(repeats, 0, position))
    same = np.where(repeats, origin[before], position)
    received = FIRST + (rng.random(rows) * DAYS).astype(np.int64)
    received = np.where(repeats, np.minimum(received[same] + rng.integers(60, 700, rows), LAST), received)
    subject = pick(rng, _SUBJECT_SHARES, rows=rows)
    excluded = chance(rng, np.where(subject == _SUBJECT["violence"], 0.7, 0.01), rows=rows)
    admitted = chance(rng, np.where(excluded, 0.35, 0.88), rows=rows)
    accepted = np.where(admitted, received + rng.integers(1, 30, rows), NEVER)
    meets = admitted & chance(rng, 0.82, rows=rows)
    session = np.where(meets, accepted + rng.integers(5, 60, rows), NEVER)
    over = np.where(meets, session + rng.integers(0, 120, rows), received + rng.integers(1, 60, rows))
    ended = np.where(meets | ~admitted, over, accepted + rng.integers(10, 90, rows))
    agrees = chance(rng, 0.61, rows=rows)
    withdrawn = chance(rng, 0.5, rows=rows)
    result = np.select(
        [~admitted, meets & agrees, meets],
        [_RESULT["not_admitted"], _RESULT["agreed"], _RESULT["not_agreed"]],
        np.where(withdrawn, _RESULT["withdrawn"], _RESULT["referred"]),
    )
    carried_out = meets & agrees & chance(rng, 0.72, rows=rows)
    return Disputes(
        number=first + position,
        applicant=FIRST_PERSON + 2 * (first + same),
        respondent=FIRST_PERSON + 2 * (first + same) + 1,
        repeats=repeats,
        first_of_pair=first + same,
        subject=subject,
        excluded=excluded,
        received=received,
        accepted=happened(accepted, until=LAST),
        first_session=happened(session, until=LAST),
        ended=happened(ended, until=LAST),
        result=np.where(ended > LAST, _RESULT["pending"], result),
        kept=happened(np.where(carried_out, ended + rng.integers(0, 180, rows), NEVER), until=LAST),
    )


@dataclass(frozen=True, slots=True)
class Leaving:
    """One row a party asked at the end of a mediation, whether they answer or not, with what they felt."""

    dispute: Ints
    """The position of the dispute in its block."""
    role: Ints
    pressed: Flags
    answers: Flags
    called: Flags
    asked: Ints


def draw_leaving(seed: int, *, block: int, disputes: Disputes) -> Leaving:
    """Both parties of each dispute that ended after a session, each with 45 % probability."""
    rng = stream(seed, table="exit_survey", block=block)
    heard = (disputes.first_session < NEVER) & (disputes.ended <= LAST - 40)
    asked = heard[:, None] & (rng.random((len(heard), 2)) < 0.45)
    dispute, role = np.nonzero(asked)
    rows = len(dispute)
    pressed = chance(rng, np.where(role == 1, PRESSED + 0.06, PRESSED - 0.06), rows=rows)
    answers = chance(rng, np.where(pressed, ANSWERS_PRESSED, ANSWERS_OTHERS), rows=rows)
    called = ~answers & chance(rng, CALLED_BACK, rows=rows)
    return Leaving(dispute, role, pressed, answers, called, disputes.ended[dispute] + rng.integers(0, 3, rows))


def district_of(seed: int, *, block: int, rows: int) -> Ints:
    """The district in which each dispute of a block was received."""
    rng = stream(seed, table="places of disputes", block=block)
    return pick(rng, DISTRICT_SHARES / DISTRICT_SHARES.sum(), rows=rows)


def tables(
    seed: int, *, block: int, disputes: Disputes, leaving: Leaving, district: Ints, noted: Draft
) -> Iterator[tuple[Layout, Draft]]:
    """The rows of one block, table by table; `noted` are the columns of `mediation_details`."""
    rng = stream(seed, table="dispute_parties", block=block)
    sex = _sex(seed, block=block, disputes=disputes)
    yield LAYOUT_PERSONS, _persons(rng, disputes=disputes, sex=sex)
    yield LAYOUT_DISPUTES, _disputes(rng, disputes=disputes, district=district) | noted
    yield LAYOUT_DISPUTE_PARTIES, _parties(rng, disputes=disputes, sex=sex, noted=noted)
    yield LAYOUT_EXIT_SURVEY, _survey(rng, disputes=disputes, leaving=leaving, sex=sex)


def _sex(seed: int, *, block: int, disputes: Disputes) -> Ints:
    """The sex of each of the two parties: that of the pair's first dispute."""
    rng = stream(seed, table="parties' sex", block=block)
    drawn = np.where(rng.random((len(disputes.number), 2)) < 0.46, 0, 1)
    first = (disputes.applicant - FIRST_PERSON) // 2 - disputes.number[0]
    return np.asarray(drawn[first])


def _persons(rng: np.random.Generator, *, disputes: Disputes, sex: Ints) -> Draft:
    once = np.repeat(~disputes.repeats, 2)
    everyone = np.stack([disputes.applicant, disputes.respondent], axis=1).ravel()
    names = name_numbers(rng, sex=sex.ravel())[once]
    born = FIRST - rng.integers(19 * 366, 75 * 365, len(everyone))
    return {
        "person": everyone[once],
        "name": names,
        "name_km": names,
        "sex": _SEX[sex.ravel()[once]],
        "born": born[once] * 4,
        "nationality": np.zeros(len(names), dtype=np.int64),
    }


def _disputes(rng: np.random.Generator, *, disputes: Disputes, district: Ints) -> Draft:
    rows = len(disputes.number)
    money = np.isin(disputes.subject, [_SUBJECT["land"], _SUBJECT["debt"], _SUBJECT["labour"]])
    return {
        "dispute": disputes.number,
        "body": pick(rng, _BODY_SHARES, rows=rows),
        "subject": disputes.subject,
        "criminal": (disputes.subject == _SUBJECT["violence"]).astype(np.int64),
        "place": commune_place(district, communes=rng.integers(0, COMMUNES_PER_DISTRICT, rows)),
        "received": disputes.received,
        "accepted": disputes.accepted,
        "first_session": disputes.first_session,
        "ended": disputes.ended,
        "result": disputes.result,
        "agreement_kept": disputes.kept,
        "amount": np.where(money, np.round(rng.lognormal(0.0, 1.1, rows) * _AMOUNT, -3), -1.0),
    }


def _parties(rng: np.random.Generator, *, disputes: Disputes, sex: Ints, noted: Draft) -> Draft:
    rows = len(disputes.number) * 2
    met = np.repeat(disputes.first_session < NEVER, 2)
    return {
        "dispute": np.repeat(disputes.number, 2),
        "person": np.stack([disputes.applicant, disputes.respondent], axis=1).ravel(),
        "role": np.tile([_ROLE["applicant"], _ROLE["respondent"]], len(disputes.number)),
        "sex": _SEX[sex.ravel()],
        "kind": np.stack([noted["applicant_kind"], noted["respondent_kind"]], axis=1).ravel(),
        "attended": (met & (rng.random(rows) < 0.95)).astype(np.int64),
        "represented": (rng.random(rows) < 0.14).astype(np.int64),
    }


def _survey(rng: np.random.Generator, *, disputes: Disputes, leaving: Leaving, sex: Ints) -> Draft:
    """A first sheet for each party asked, and a second one for those called back."""
    again = np.concatenate([np.zeros(len(leaving.role), dtype=np.bool_), np.ones(leaving.called.sum(), dtype=np.bool_)])
    row = np.concatenate([np.arange(len(leaving.role)), np.flatnonzero(leaving.called)])
    dispute, role = leaving.dispute[row], leaving.role[row]
    answered = again | leaving.answers[row]
    rows = len(row)

    def said(values: Flags) -> Ints:
        return np.where(answered, values.astype(np.int64), -1)

    people = np.stack([disputes.applicant, disputes.respondent], axis=1)
    sheet = (disputes.number[dispute] * 2 + role) * 2
    fair = np.where(leaving.pressed[row], 0.55, 0.88)
    return {
        "response": sheet + again,
        "dispute": disputes.number[dispute],
        "person": people[dispute, role],
        "role": np.where(role == 0, _ROLE["applicant"], _ROLE["respondent"]),
        "sex": _SEX[sex[dispute, role]],
        "asked": leaving.asked[row] + np.where(again, 30, 0),
        "again_of": np.where(again, sheet, -1),
        "answered": answered.astype(np.int64),
        "free_to_leave": said(rng.random(rows) < 0.74),
        "heard": said(rng.random(rows) < 0.81),
        "fair": said(rng.random(rows) < fair),
        "felt_pressed": said(leaving.pressed[row]),
        "understood": said(rng.random(rows) < 0.86),
        "would_return": said(rng.random(rows) < np.where(leaving.pressed[row], 0.35, 0.8)),
        "fee_paid": np.where(answered, np.where(rng.random(rows) < 0.2, rng.integers(1, 9, rows) * 5_000, 0), -1),
        "language": np.where(rng.random(rows) < 0.9, 0, 1),
    }
