"""The draw is hard: each trait is there in at least so many of the persons drawn, counted from the rows alone."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from functools import cache

import pytest

from tests.topics.proceedings.plain import Person, tell
from tests.topics.proceedings.random_cases import AS_OF, arrested, detained, frames
from tests.topics.proceedings.test_clock import WAYS, people_of, rules_named
from tests.topics.proceedings.traits import decisive, traits

SIZE = 300
"""Persons drawn for each way: as many as are held against the plain telling in every run of the tests."""
LEAST = {
    detained: {
        "begun on a 29th, 30th or 31st": 300,
        "begun on a 31st": 80,
        "birth not known": 90,
        "birthday at the boundary": 170,
        "born on 29 February": 110,
        "born on 29 February, of an age next to the first day": 80,
        "charge changed": 410,
        "charge changed after": 120,
        "charge changed before": 80,
        "charge changed in custody": 240,
        "charge changed on the day of an event": 50,
        "charge changed twice": 50,
        "charge not known": 300,
        "eighteenth birthday next to an event": 110,
        "eighteenth birthday on the day of an event": 30,
        "ended about the end of a leap February": 40,
        "ended about the last day of a month too short": 50,
        "freed and held again on one day": 160,
        "held again": 400,
        "held in two cases at once": 230,
        "law changed on the day of the start or next to it": 60,
        "law changed while it ran": 260,
        "leap day": 150,
        "order after the first time ran out": 250,
        "order after the last end": 170,
        "order before the first order": 30,
        "order given twice": 50,
        "order on the last day or the day after": 80,
        "start entered twice": 110,
        "two or more orders of extension": 320,
        "two orders before the first time ran out": 70,
        "two persons in one case": 170,
    },
    arrested: {
        "begun on a 29th, 30th or 31st": 130,
        "begun on a 31st": 20,
        "birth not known": 40,
        "birthday at the boundary": 80,
        "born on 29 February": 50,
        "born on 29 February, of an age next to the first day": 40,
        "charge changed": 170,
        "charge changed after": 70,
        "charge changed before": 70,
        "charge changed in custody": 60,
        "charge changed on the day of an event": 50,
        "charge changed twice": 50,
        "charge not known": 130,
        "eighteenth birthday next to an event": 50,
        "eighteenth birthday on the day of an event": 20,
        "ended about the end of a leap February": 16,
        "held again": 150,
        "held in two cases at once": 110,
        "hour missing": 230,
        "law changed on the day of the start or next to it": 30,
        "law changed while it ran": 17,
        "leap day": 70,
        "order after the first time ran out": 140,
        "order after the last end": 60,
        "order before the first order": 60,
        "order given twice": 100,
        "order on the last day or the day after": 100,
        "two or more orders of extension": 180,
        "two orders before the first time ran out": 60,
        "two persons in one case": 70,
    },
}
"""Of 2,100 and 900 persons."""
LEAST_DECIDED = {
    detained: {
        "a day of the birth": 2,
        "a day of the end": 30,
        "a month's last day in place of the next month's first": 3,
        "the change of charge": 60,
    },
    arrested: {
        "a day of the birth": 4,
        "a day of the end": 140,
        "a day of the orders": 7,
        "the change of charge": 20,
    },
}


@cache
def _drawn(make) -> tuple[Counter[str], Counter[str]]:
    """How many persons have each trait, and whose answer hangs on what."""
    there: Counter[str] = Counter()
    decided: Counter[str] = Counter()
    for name, clock, making, around, complete in WAYS:
        if making is not make:
            continue
        rules = rules_named(name)
        people = people_of(name, clock, make, around, complete, size=SIZE)
        for found in traits(*frames(people), rules=rules, clock=clock, around=around).values():
            there.update(found)
        for person in people:
            decided.update(decisive(person, rules=rules, clock=clock, as_of=AS_OF, complete=complete))
    return there, decided


@pytest.mark.parametrize(
    ("make", "trait", "least"),
    [(make, *item) for make, least in LEAST.items() for item in least.items()],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_each_trait_is_drawn(make, trait, least):
    assert _drawn(make)[0][trait] >= least


@pytest.mark.parametrize(
    ("make", "what", "least"),
    [(make, *item) for make, least in LEAST_DECIDED.items() for item in least.items()],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_answers_hang_on_a_day(make, what, least):
    assert _drawn(make)[1][what] >= least


def _hours_recorded(person: Person, *, draw: random.Random) -> Person:
    """The same acts with an hour for each that lacks it."""
    return replace(
        person,
        acts=[
            replace(act, minute=draw.choice((0, draw.randint(0, 1439), 1439))) if act.minute is None else act
            for act in person.acts
        ],
    )


def _begins_and_ends(person: Person) -> list[str]:
    """The kinds in their order, an end without its hour at the end of its day."""
    unknown = {"police_custody": 0, "first_judge": 1439}
    timed = [
        (act.on, unknown[act.kind] if act.minute is None else act.minute, act.kind == "first_judge", act.kind)
        for act in person.acts
        if act.kind in unknown
    ]
    return [kind for *_, kind in sorted(timed)]


@pytest.mark.parametrize("way", [way for way in WAYS if way[2] is arrested], ids=lambda way: f"{way[0]} {way[3]}")
def test_an_hour_that_becomes_known_never_leaves_the_bounds(way):
    """Whatever the hours were, the time beyond lies between the least and the most told without them."""
    name, clock, _, _, complete = way
    rules, draw = rules_named(name), random.Random("hours")
    asked = {"rules": rules, "clock": clock, "as_of": AS_OF, "complete": complete}
    tried = 0
    for person in people_of(*way, size=SIZE):
        bounds = tell(person, **asked)
        for _ in range(5):
            recorded = _hours_recorded(person, draw=draw)
            known = tell(recorded, **asked)
            # Hours that put an end before its start tell of other runs.
            if (
                recorded == person
                or _begins_and_ends(recorded) != _begins_and_ends(person)
                or len(known) != len(bounds)
            ):
                continue
            tried += 1
            for told, one in zip(bounds, known, strict=True):
                assert told.over_low <= one.over_low <= one.over_high <= told.over_high, (person, recorded)

    assert tried > 100
