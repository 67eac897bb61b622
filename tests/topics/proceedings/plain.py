"""The clock once more, told slowly: one person at a time, with dateutil and plain loops, sharing no code with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from audiatur.topics.proceedings.rules import Rule, RuleSet

ENDLESS = 10**9


@dataclass(frozen=True)
class Act:
    """One event: its kind, its day and, where it is recorded, its minute of the day."""

    kind: str
    on: date
    minute: int | None = None


@dataclass(frozen=True)
class Charge:
    """A charge from a day on."""

    group: str
    since: date = date.min
    penalty: int | None = None


@dataclass
class Person:
    """One person in one case, as the registers have them."""

    acts: list[Act]
    charges: list[Charge] = field(default_factory=list)
    born: date | None = None
    who: int | None = None
    """The number of the person drawn before who this is, in another case."""
    case: int | None = None
    """The number of the person drawn before in whose case this one is."""


@dataclass(frozen=True)
class Told:
    """The answer to one run."""

    since: date
    answer: str
    over_low: int
    over_high: int


def tell(person: Person, *, rules: RuleSet, clock: str, as_of: date, complete: bool = False) -> list[Told]:
    """The answers to a person's runs of a clock."""
    timed = rules.clock(clock)
    runs = _runs(person, rules=rules, clock=clock, as_of=as_of)
    if timed.again == "adds":
        return [_judge(runs, person, rules=rules, clock=clock, complete=complete)] if runs else []
    return [
        _judge([run], person, rules=rules, clock=clock, complete=complete, others=[o for o in runs if o is not run])
        for run in runs
    ]


def _earliest(act: Act) -> datetime:
    return datetime(act.on.year, act.on.month, act.on.day) + timedelta(minutes=act.minute or 0)


def _latest(act: Act) -> datetime:
    return datetime(act.on.year, act.on.month, act.on.day) + timedelta(
        minutes=1439 if act.minute is None else act.minute
    )


def _runs(person, *, rules, clock, as_of):
    """Spells: (start act, end act or None, orders)."""
    timed = rules.clock(clock)
    # What happens on one day without minutes: what begins first, then orders, then what ends.
    known = [act for act in person.acts if act.on <= as_of]
    hours = timed.unit == "minute"

    def place(act):
        begins, ends = act.kind in timed.starts, act.kind in timed.ends
        moment = (
            (_earliest(act) if begins else _latest(act)) if hours else datetime(act.on.year, act.on.month, act.on.day)
        )
        return (moment, 1 if begins else 3 if ends else 2)

    spells, open_, inside, opened = [], None, False, None
    waiting = sorted((act for act in known), key=place)
    number = 0
    while number < len(waiting):
        act = waiting[number]
        number += 1
        if act.kind in timed.held_since:
            inside = True
        if act.kind in timed.starts and (inside or not timed.held_since):
            if open_ is None:
                open_, opened = act, act.on
            elif timed.again == "adds" and act.on > opened:
                # Freed and held again on one day: the end of the day belongs to the earlier spell.
                same_day = [later for later in waiting[number:] if later.kind in timed.ends and later.on == act.on]
                if len(same_day) == 1:
                    spells.append((open_, same_day[0], None))
                    waiting.remove(same_day[0])
                    # Who must be held for it, and is freed that day, is not held on the next.
                    inside = inside and same_day[0].kind != "release"
                    goes_on = inside or not timed.held_since
                    open_, opened = (Act(act.kind, act.on + timedelta(days=1)) if goes_on else None), act.on
        if act.kind in timed.ends and open_ is not None:
            spells.append((open_, act, None))
            open_ = None
        if act.kind == "release":
            inside = False
    if open_ is not None:
        now = Act("now", as_of, 1439 if hours else None)
        spells.append((open_, None if timed.ended_only else now, None))
    spells = [spell for spell in spells if spell[1] is not None]
    every = sorted((act for act in known if act.kind in timed.orders), key=lambda act: act.on)
    if timed.again == "adds":
        return [(start, end, [order for order in every if order.on >= spells[0][0].on]) for start, end, _ in spells]
    return [(start, end, [order for order in every if _may_be_in(order, start, end)]) for start, end, _ in spells]


def _may_be_in(order: Act, start: Act, end: Act) -> bool:
    """Whether an order may have been made from a start to an end."""
    return _latest(order) >= _earliest(start) and _earliest(order) <= _latest(end)


def _age(born: date, on: date, measure: str) -> int:
    if measure == "birthday":
        return relativedelta(on, born).years if (born.month, born.day) != (2, 29) else _leap_age(born, on)
    years = 0
    while (on - born).days >= (years + 1) * 365.25:
        years += 1
    return years


def _leap_age(born: date, on: date) -> int:
    return on.year - born.year - (0 if (on.month, on.day) >= (3, 1) or (on.month, on.day) == (2, 29) else 1)


def _candidates(person, charge, first, on, *, rules, clock) -> list[Rule | None]:
    groups = rules.charges if charge.group not in rules.groups else (charge.group,)
    ages = range(120) if person.born is None else [_age(person.born, first, rules.age)]
    timed = rules.timed(clock)
    found: list[Rule | None] = []
    for group in groups:
        for age in ages:
            fitting = [rule for rule in timed if rule.holds(charge=group, age=age)]
            begun = next((rule for rule in fitting if rule.since <= first <= rule.until), None)
            current = begun
            for rule in sorted(fitting, key=lambda rule: rule.since):
                if rule.transition == "running" and first < rule.since <= on:
                    current = rule
            if current not in found:
                found.append(current)
    return found


def _allowed(rule: Rule | None, orders: int, first: date, *, most: bool, penalty: int | None) -> int:
    if rule is None:
        return ENDLESS if most else 0
    amount = rule.limit + rule.extension * min(orders, rule.times)
    if rule.unit == "hour":
        return amount * 60
    if amount == 0:
        allowed = 0
    elif rule.unit == "day":
        last = first + timedelta(days=amount - (1 if rule.first_day == "counts" else 0))
        allowed = (last - first).days + 1
    else:
        same = first + relativedelta(months=amount)
        short = same.day != first.day
        if rule.first_day == "counts":
            last = same if short else same - timedelta(days=1)
        else:
            last = same + timedelta(days=1) if short and rule.month_end == "next" else same
        allowed = (last - first).days + 1
    if rule.half_of_minimum_penalty and penalty is not None:
        allowed = min(allowed, penalty // 2)
    return allowed


def _minutes_over(limit: int, days: tuple[date, date], *, start: datetime, end: datetime) -> int:
    """How many minutes of these days, from a start to an end, lie beyond a limit counted from the start."""
    midnight = datetime.min.time()
    begins = max(start, datetime.combine(days[0], midnight))
    ends = min(end, datetime.combine(days[1] + timedelta(days=1), midnight))
    passed, reached = ((moment - start).total_seconds() // 60 for moment in (begins, ends))
    return max(0, int(reached) - max(limit, int(passed)))


def _order_places(spells, orders, *, hours, others):
    """When the first, the second order and so on was made, in time counted: earliest and latest possible.

    `others` are the person's other spells; an order that may be of one of those, or of before the spell, is not sure to
    be of this one.
    """
    if hours:
        start = spells[0][0]
        lows, highs = [], []
        for order in set(orders):
            lows.append(int((_earliest(order) - _latest(start)).total_seconds() // 60))
            elsewhere = any(_may_be_in(order, *other[:2]) for other in others)
            unsure = elsewhere or _earliest(order) < _latest(start)
            highs.append(ENDLESS if unsure else int((_latest(order) - _earliest(start)).total_seconds() // 60))
        return list(zip(sorted(lows), sorted(highs), strict=True))
    days = sorted({order.on for order in orders})
    return [
        (n, n)
        for day in days
        for n in [sum(max(0, (min(end.on, day) - start.on).days + 1) for start, end, _ in spells)]
    ]


def _limits(person, charge, first, on, places, *, rules, clock, complete):
    candidates = _candidates(person, charge, first, on, rules=rules, clock=clock)
    times = max((rule.times for rule in candidates if rule), default=0)
    known = len(candidates) == 1
    penalty = charge.penalty if known else None

    def low(n):
        return min(_allowed(rule, n, first, most=False, penalty=penalty) for rule in candidates)

    def high(n):
        return max(_allowed(rule, n, first, most=True, penalty=penalty) for rule in candidates)

    most_orders = max((rule.times for rule in rules.rules), default=0)
    sure = may = 0
    for number, (earliest, latest) in enumerate(places[:most_orders], 1):
        if number <= times and latest <= low(sure):
            sure += 1
        if number <= times and earliest <= high(may):
            may += 1
    return low(sure), high(may) if complete else high(most_orders)


def _judge(spells, person, *, rules, clock, complete, others=()) -> Told:
    timed = rules.clock(clock)
    hours = timed.unit == "minute"
    first = spells[0][0].on
    places = _order_places(spells, spells[0][2], hours=hours, others=others)
    charges = sorted(person.charges, key=lambda charge: charge.since) or [Charge("unknown")]
    over_low = over_high = before = 0
    for spell in spells:
        if hours:
            start, end, _ = spell
            for begin, last, charge in _cuts(spell, charges, rules=rules, clock=clock):
                least, most = _limits(person, charge, first, begin, places, rules=rules, clock=clock, complete=complete)
                over_low += _minutes_over(most, (begin, last), start=_latest(start), end=_earliest(end))
                over_high += _minutes_over(least, (begin, last), start=_earliest(start), end=_latest(end))
            continue
        for begin, end, charge in _cuts(spell, charges, rules=rules, clock=clock):
            least, most = _limits(person, charge, first, begin, places, rules=rules, clock=clock, complete=complete)
            passed = before + (begin - spell[0].on).days
            reached = before + (end - spell[0].on).days + 1
            over_low += max(0, reached - max(most, passed))
            over_high += max(0, reached - max(least, passed))
        before += (spell[1].on - spell[0].on).days + 1
    answer = "breached" if over_low > 0 else "cannot tell" if over_high > 0 else "within"
    return Told(first, answer, over_low, over_high)


def _cuts(spell, charges, *, rules, clock):
    """The days of a spell in stretches of one charge and one law."""
    start, end, _ = spell
    cuts = {charge.since for charge in charges[1:]} | {rule.since for rule in rules.timed(clock)}
    edges = [start.on, *sorted(cut for cut in cuts if start.on < cut <= end.on)]
    for begin, after in zip(edges, [*edges[1:], end.on + timedelta(days=1)], strict=True):
        charge = [charge for number, charge in enumerate(charges) if number == 0 or charge.since <= begin][-1]
        yield begin, after - timedelta(days=1), charge
