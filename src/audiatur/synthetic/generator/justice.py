"""The tables of prisons and proceedings out of the accused: persons, cases, defendants, custody, events."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from audiatur.registers.shared_tables import CHARGE_CLASS, SEX
from audiatur.synthetic.generator.accused import LIMITS, Accused, closed_days, happened
from audiatur.synthetic.generator.calendar import AMENDED, LAST, NEVER, day
from audiatur.synthetic.generator.layout import Draft, Layout, numbers_of
from audiatur.synthetic.generator.names import FAMILY, GIVEN
from audiatur.synthetic.generator.places import PRISONS, district_place
from audiatur.synthetic.generator.streams import Flags, Ints, stream
from audiatur.synthetic.generator.tables import (
    GIVEN_ALL,
    LAYOUT_CASES,
    LAYOUT_CUSTODY,
    LAYOUT_DEFENDANTS,
    LAYOUT_EVENTS,
    LAYOUT_PERSONS,
    LAYOUT_POLICE_CUSTODY,
    SPELLINGS,
)
from audiatur.topics.prisons.contract import LEGAL_STATUS, SPELL_END
from audiatur.topics.proceedings.contract import BAIL, COUNSEL, EVENT_KIND, INTERPRETER, OUTCOME, STAGE

_STATUS, _END, _KIND = numbers_of(LEGAL_STATUS), numbers_of(SPELL_END), numbers_of(EVENT_KIND)
_OUTCOME, _STAGE = numbers_of(OUTCOME), numbers_of(STAGE)
_SEX = np.array([numbers_of(SEX)["female"], numbers_of(SEX)["male"]])
_CLASS = np.array([numbers_of(CHARGE_CLASS)[word] for word in ("petty_offence", "misdemeanour", "felony")])
_COUNSEL = np.array([numbers_of(COUNSEL)[word] for word in ("none", "legal_aid", "private")])
_INTERPRETER = np.array([numbers_of(INTERPRETER)[word] for word in ("not_needed", "provided", "not_provided")])
_BAIL = np.array([numbers_of(BAIL)[word] for word in ("not_asked", "granted", "refused")])

Tables = Iterator[tuple[Layout, Draft]]


def tables(seed: int, *, block: int, accused: Accused) -> Tables:
    """The rows of one block, table by table."""
    yield LAYOUT_PERSONS, persons_draft(seed, block=block, accused=accused)
    yield LAYOUT_CASES, cases_draft(accused)
    yield LAYOUT_DEFENDANTS, defendants_draft(seed, block=block, accused=accused)
    yield LAYOUT_CUSTODY, custody_draft(accused)
    yield LAYOUT_POLICE_CUSTODY, police_draft(accused)
    yield LAYOUT_EVENTS, events_draft(seed, block=block, accused=accused)


def name_numbers(rng: np.random.Generator, *, sex: Ints) -> Ints:
    """A name for each person, of their sex, in its usual spelling. Some names are commoner than others."""
    rows = len(sex)
    women = len(GIVEN["female"])
    family = (len(FAMILY) * rng.beta(1.0, 1.6, rows)).astype(np.int64)
    given = np.where(sex == 0, 0, women) + (women * rng.beta(1.0, 1.3, rows)).astype(np.int64)
    return np.asarray((family * len(GIVEN_ALL) + given) * SPELLINGS)


def persons_draft(seed: int, *, block: int, accused: Accused) -> Draft:
    """One row each person whose first case lies in the block."""
    once = accused.person == accused.number
    rng = stream(seed, table="persons", block=block)
    names = name_numbers(rng, sex=accused.sex)[once]
    return {
        "person": accused.person[once],
        "name": names,
        "name_km": names,
        "sex": _SEX[accused.sex[once]],
        "born": accused.born[once] * 4,
        "nationality": np.zeros(len(names), dtype=np.int64),
    }


def cases_draft(accused: Accused) -> Draft:
    """One row each case; it is as grave as the gravest charge in it."""
    first = np.flatnonzero(accused.case == accused.number)
    closed = happened(closed_days(accused)[first], until=LAST)
    decided = np.maximum.reduceat(accused.decided, first)
    indicted = np.maximum.reduceat(accused.indicted, first)
    stage = np.select(
        [closed != NEVER, decided <= LAST, indicted <= LAST, accused.presented[first] <= LAST],
        [_STAGE["closed"], _STAGE["appeal"], _STAGE["trial"], _STAGE["investigation"]],
        _STAGE["police"],
    )
    return {
        "case": accused.case[first],
        "court": accused.district[first],
        "place": district_place(accused.district[first]),
        "opened": accused.opened[first],
        "closed": closed,
        "charge_class": _CLASS[np.maximum.reduceat(accused.charge_class, first)],
        "stage": stage,
    }


def defendants_draft(seed: int, *, block: int, accused: Accused) -> Draft:
    """One row each accused person in a case."""
    rng = stream(seed, table="defendants", block=block)
    known = accused.final <= LAST
    outcome = np.where(accused.convicted, _OUTCOME["convicted"], _OUTCOME["acquitted"])
    return {
        "case": accused.case,
        "person": accused.person,
        "sex": _SEX[accused.sex],
        "born": accused.born,
        "charge_class": _CLASS[accused.charge_class],
        "charge": accused.charge_class * 20 + rng.integers(0, 20, len(accused.number)),
        "earlier_convictions": accused.earlier,
        "counsel": _COUNSEL[accused.counsel],
        "interpreter": _INTERPRETER[accused.interpreter],
        "bail": _BAIL[accused.bail],
        "detained": (accused.detained & (accused.began <= LAST)).astype(np.int64),
        "outcome": np.where(known, outcome, _OUTCOME["pending"]),
        "decided": happened(np.where(known, accused.final, NEVER), until=LAST),
    }


def custody_draft(accused: Accused) -> Draft:
    """The spells of each stay in their order: police, two before the judgment, appeal, sentence."""
    slots = _spells(accused)
    began, ended, status, end, there, facility = (np.stack(column, axis=1) for column in zip(*slots, strict=True))
    there = there & (began <= ended) & (began <= LAST)
    row, slot = np.nonzero(there)
    known = ended[there] <= LAST
    return {
        "spell": accused.number[row] * 5 + slot,
        "stay": accused.number[row],
        "person": accused.person[row],
        "facility": facility[there] + 1,
        "status": status[there],
        "began": began[there],
        "ended": np.where(known, ended[there], NEVER),
        "end": np.where(known, end[there], -1),
        "charge_class": _CLASS[accused.charge_class[row]],
        "case": accused.case[row],
        "sex": _SEX[accused.sex[row]],
        "born": accused.born[row],
    }


_Slot = tuple[Ints, Ints, Ints, Ints, Flags, Ints]


def _spells(accused: Accused) -> list[_Slot]:
    """First day, last day, status, ending, whether it comes to pass, facility: for the five spells of a stay."""
    rows = len(accused.number)
    held_on = accused.detained & ~accused.freed_first
    convicted = accused.imprisoned & accused.convicted

    def all_of(word: int) -> Ints:
        return np.full(rows, word)

    change = all_of(_END["status_change"])
    sent = np.minimum(accused.indicted, accused.pretrial_end)
    goes_on = convicted & (accused.sentence_end > accused.decided)
    freed = np.where(accused.freed_first, _END["bail"], np.where(goes_on, _END["status_change"], _END["released"]))
    appeal_end = np.minimum(accused.appeal_decided, accused.sentence_end)
    served_out = accused.sentence_end <= accused.appeal_decided
    serving = np.where(accused.appealed & held_on, accused.appeal_decided, accused.decided) + 1
    return [
        (
            accused.opened,
            accused.presented,
            all_of(_STATUS["police_custody"]),
            np.where(accused.detained, _END["status_change"], _END["released"]),
            accused.arrested,
            PRISONS + accused.district,
        ),
        (
            accused.began,
            sent,
            all_of(_STATUS["investigation"]),
            np.where(sent == accused.pretrial_end, freed, change),
            accused.detained,
            accused.prison,
        ),
        (
            sent + 1,
            accused.pretrial_end,
            all_of(_STATUS["awaiting_judgment"]),
            freed,
            accused.detained,
            accused.prison,
        ),
        (
            accused.decided + 1,
            appeal_end,
            all_of(_STATUS["appeal"]),
            np.where(served_out, _END["sentence_served"], _END["status_change"]),
            held_on & convicted & accused.appealed,
            accused.prison,
        ),
        (
            serving,
            accused.sentence_end,
            all_of(_STATUS["sentenced"]),
            all_of(_END["sentence_served"]),
            convicted,
            accused.later_prison,
        ),
    ]


def police_draft(accused: Accused) -> Draft:
    """One row each stay in police custody that ended by the last known day, with its hours."""
    until = (LAST + 1) * 1440
    seen = accused.arrested & (accused.arrest_minute + accused.custody_minutes < until)
    return {
        "stay": accused.number[seen],
        "case": accused.case[seen],
        "person": accused.person[seen],
        "facility": PRISONS + accused.district[seen] + 1,
        "place": district_place(accused.district[seen]),
        "began_at": accused.arrest_minute[seen],
        "presented_at": (accused.arrest_minute + accused.custody_minutes)[seen],
    }


def events_draft(seed: int, *, block: int, accused: Accused) -> Draft:
    """The procedural events of each accused person in their order."""
    rng = stream(seed, table="events", block=block)
    slots = _event_slots(rng, accused=accused)
    rows = len(accused.number)
    on = np.stack([slot[1] for slot in slots], axis=1)
    until = np.stack([np.full(rows, NEVER) if slot[3] is None else slot[3] for slot in slots], axis=1)
    there = np.stack([slot[2] for slot in slots], axis=1) & (on <= LAST)
    row, slot_number = np.nonzero(there)
    on = on[there]
    late = np.minimum(rng.geometric(0.35, len(on)) - 1, LAST - on)
    kind = np.array([slot[0] for slot in slots])[slot_number]
    return {
        "event": accused.number[row] * len(slots) + slot_number,
        "case": accused.case[row],
        "person": accused.person[row],
        "kind": kind,
        "on": on,
        "minute": _minutes(accused, row=row, kind=kind),
        "until": until[there],
        "recorded": on + late,
        "place": district_place(accused.district[row]),
        "born": accused.born[row],
    }


def _minutes(accused: Accused, *, row: Ints, kind: Ints) -> Ints:
    """The minute at which police custody began and ended, recorded for four persons in five; -1 elsewhere."""
    known = accused.arrested[row] & (accused.number[row] % 5 > 0)
    began = accused.arrest_minute[row]
    ended = began + accused.custody_minutes[row]
    minute = np.where(kind == _KIND["police_custody"], began, np.where(kind == _KIND["first_judge"], ended, -1))
    return np.where(known & (minute >= 0), minute % 1440, -1)


_EventSlot = tuple[int, Ints, Flags, Ints | None]


def _event_slots(rng: np.random.Generator, *, accused: Accused) -> list[_EventSlot]:
    rows = len(accused.number)
    always = np.ones(rows, dtype=np.bool_)
    long_custody = accused.arrested & (accused.custody_minutes > 48 * 60)
    half = accused.began + accused.limit // 2
    first_hearing = accused.indicted + 1
    span = np.maximum(accused.decided - first_hearing, 0)
    hearings = rng.integers(1, 4, rows)
    extended_until = accused.began + accused.limit - 1
    return [
        (_KIND["arrest"], accused.opened, accused.arrested, None),
        (_KIND["police_custody"], accused.opened, accused.arrested, None),
        (_KIND["custody_extended"], accused.opened + 2, long_custody & (rng.random(rows) < 0.5), None),
        (_KIND["first_judge"], accused.presented, always, None),
        (_KIND["charge"], accused.presented, always, None),
        (_KIND["counsel"], accused.presented + rng.integers(0, 4, rows), accused.counsel > 0, None),
        (_KIND["detention_ordered"], accused.presented, accused.detained, half),
        (_KIND["bail_asked"], accused.presented + rng.integers(4, 20, rows), accused.bail > 0, None),
        (_KIND["detention_extended"], half, accused.detained & (accused.pretrial_end > half), extended_until),
        (_KIND["release"], accused.pretrial_end, accused.freed_first, None),
        (_KIND["indictment"], accused.indicted, always, None),
        (_KIND["hearing"], first_hearing, always, None),
        (_KIND["hearing"], first_hearing + span // 3, (hearings > 1) & (span > 6), None),
        (_KIND["hearing"], first_hearing + 2 * span // 3, (hearings > 2) & (span > 6), None),
        (_KIND["judgment"], accused.decided, always, None),
        (_KIND["appeal"], accused.decided + 10, accused.appealed, None),
        (_KIND["appeal_judgment"], accused.appeal_decided, accused.appealed, None),
        (_KIND["final"], accused.final, always, None),
    ]


def limits_draft() -> Draft:
    """The norm calendar: each limit before and since the amendment."""
    rows = [
        (minor, charge_class, late, int(LIMITS[minor, charge_class, late]))
        for late in (0, 1)
        for charge_class in range(3)
        for minor in (0, 1)
    ]
    minor, charge_class, late, limit = (np.array(column) for column in zip(*rows, strict=True))
    return {
        "norm": np.arange(1, len(rows) + 1),
        "article": minor,
        "charge_class": _CLASS[charge_class],
        "minor": minor,
        "limit_days": limit,
        "since": np.where(late == 1, AMENDED, day("2008-01-01")),
        "until": np.where(late == 1, NEVER, AMENDED - 1),
    }
