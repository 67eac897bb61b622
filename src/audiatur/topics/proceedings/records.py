"""The events and charges of the registers as the clock reads them: hours from stays in custody, charges over time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import ibis
from ibis.expr import types as ir

from audiatur.figures.keeping import code_hash, hash_of
from audiatur.registers.engine import Registers
from audiatur.topics.base import Here
from audiatur.topics.proceedings.charged import WHO
from audiatur.topics.proceedings.judging import answers_in_order, clock_answers
from audiatur.topics.proceedings.rules import RuleSet, rules_of

NEEDED = ("events", "defendants")
FURTHER = ("charges", "police_custody_stays")
ENDED = "custody_ended"
_STARTED = "police_custody"
_ENDS = ("first_judge", "release", ENDED)
_EVER = date(1900, 1, 1)
MANY_EVENTS = 200_000
"""From so many events on, sums first: below, the short expression is sooner ready."""


class Opened(Protocol):
    """Registers that were opened."""

    def __getitem__(self, table: str) -> ir.Table:
        """One of them."""


def tables_to_open(kept: Iterable[str]) -> tuple[str, ...] | None:
    """The tables that the clock reads, of those that are kept; none where one that it needs is missing."""
    there = set(kept)
    return (*NEEDED, *(name for name in FURTHER if name in there)) if there.issuperset(NEEDED) else None


def events_of(registers: Opened, *, stays: bool) -> ir.Table:
    """The events: event, case, person, kind, on, minute, recorded; with the hours of `stays` in police custody.

    A stay gives its hours to the events of its first and last day that lack them. What the events do not have of it
    is added: that it began, and that it ended.
    """
    table = registers["events"]
    minute = table.minute.cast("int64") if "minute" in table.columns else ibis.null("int64")
    events = table.select("event", *WHO, "kind", "on", "recorded", minute=minute)
    if not stays:
        return events
    rows = registers["police_custody_stays"]
    known = rows.filter(rows.case.notnull())
    began = known.group_by(*WHO, day=known.began).aggregate(at=known.began_minute.min(), stay=known.stay.min())
    over = known.filter(known.ended.notnull())
    ended = over.group_by(*WHO, day=over.ended).aggregate(at=over.ended_minute.max(), stay=over.stay.max())
    timed = _with_hours(_with_hours(events, days=began, kinds=(_STARTED,)), days=ended, kinds=_ENDS)
    added = [
        _missing(events, days=began, kinds=(_STARTED,), kind=_STARTED),
        _missing(events, days=ended, kinds=_ENDS, kind=ENDED),
    ]
    return ibis.union(timed, *added, distinct=False)


def _with_hours(events: ir.Table, *, days: ir.Table, kinds: tuple[str, ...]) -> ir.Table:
    own = days.rename(at_case="case", at_person="person")
    joined = events.left_join(
        own, [events.case == own.at_case, events.person == own.at_person, events.on == own.day]
    )  # fmt: skip
    hour = ibis.ifelse(joined.kind.isin(kinds), joined["at"].cast("int64"), ibis.null("int64"))
    return joined.select("event", *WHO, "kind", "on", "recorded", minute=ibis.coalesce(joined.minute, hour))


def _missing(events: ir.Table, *, days: ir.Table, kinds: tuple[str, ...], kind: str) -> ir.Table:
    there = events.filter(events.kind.isin(kinds)).select(*WHO, day="on")
    rows = days.anti_join(there, [*WHO, "day"])
    return rows.select(
        event=rows.stay,
        case=rows.case,
        person=rows.person,
        kind=ibis.literal(kind),
        on=rows.day,
        recorded=ibis.null("date"),
        minute=rows["at"].cast("int64"),
    )


def charges_of(registers: Opened, *, over_time: bool) -> ir.Table:
    """The charge of each person in each case, `over_time` where the register of charges is there."""
    defendants = registers["defendants"]
    now = defendants.select(*WHO, "charge_class", "born")
    if not over_time:
        return now
    charges = registers["charges"]
    born = defendants.select(*WHO, "born").distinct()
    joined = charges.left_join(born, list(WHO))
    changed = joined.select(*WHO, "since", "charge_class", "offence", "minimum_penalty_days", "born")
    others = now.anti_join(charges, list(WHO))
    return changed.union(
        others.select(
            *WHO,
            since=ibis.literal(_EVER),
            charge_class=others.charge_class,
            offence=ibis.null("string"),
            minimum_penalty_days=ibis.null(charges.minimum_penalty_days.type()),
            born=others.born,
        )
    )


@dataclass(frozen=True, slots=True)
class Records:
    """The registers that the clock reads, opened, with the rules to read them by."""

    registers: Registers
    rules: RuleSet
    events: ir.Table
    charges: ir.Table
    as_of: date
    """The last day that the records know: what goes on is counted up to it."""
    clocks: tuple[str, ...]
    """The clocks that a rule times and that some event starts."""
    has_charges: bool

    def answers(self, clocks: Sequence[str]) -> ir.Table:
        """What these clocks say of each run."""
        told = clock_answers if self.registers.snapshots["events"].manifest.kept > MANY_EVENTS else answers_in_order
        return told(self.events, charges=self.charges, rules=self.rules, clocks=clocks, as_of=self.as_of)

    def key(self) -> str:
        """The name of what is computed from these very snapshots under these rules."""
        names = sorted(snapshot.name for snapshot in self.registers.snapshots.values())
        return hash_of(names, self.rules.country, self.rules.version, code_hash())


def rules_here(here: Here) -> RuleSet | None:
    """The rules of a dialogue's country."""
    return rules_of(here.dialogue.country, synthetic=here.dialogue.synthetic)


@contextmanager
def records_of(here: Here) -> Iterator[Records | None]:
    """The records of a dialogue; none where the rules or a register are missing."""
    rules, tables = rules_here(here), tables_to_open(here.has_registers)
    if not rules or not tables:
        yield None
        return
    with here.registers(*tables) as registers:
        events = registers["events"]
        stays, over_time = "police_custody_stays" in tables, "charges" in tables
        kinds = registers.run(events.group_by("kind").aggregate(last=events.on.max()))
        known = {*kinds["kind"].to_list(), *(("police_custody",) if stays else ())}
        last = kinds["last"].max()
        yield Records(
            registers,
            rules,
            events=events_of(registers, stays=stays),
            charges=charges_of(registers, over_time=over_time),
            as_of=last if isinstance(last, date) else date.today(),
            clocks=tuple(clock.key for clock in rules.clocks if rules.timed(clock.key) and known & set(clock.starts)),
            has_charges=over_time,
        )
