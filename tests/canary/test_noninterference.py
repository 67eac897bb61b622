"""Noninterference: a row that someone may not see changes no byte of anything that they are shown.

Everything is read before and after the row is there: pages, counts, parts of lists, hits, feeds, files and the API.
Held still is only what tells everyone, by design, that something was entered: the size and the head of the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import islice
from unittest.mock import patch
from uuid import UUID

import pytest
from django.db import transaction

from audiatur.record import heads, ledger
from audiatur.record.models import Visibility
from tests.canary.addresses import Route, addresses, routes
from tests.canary.alike import answer_of, first_difference
from tests.canary.asking import ask, no_clock, taken_back
from tests.canary.crawling import Scene
from tests.canary.hidden import OWNER, Kind, kinds
from tests.canary.people import SIDE_OF, Person
from tests.canary.planting import DIALOGUE
from tests.canary.words import STEM

pytestmark = pytest.mark.django_db

OF_THE_HEAD = frozenset({"ledger-head", "api-head", "source-receipt-file", "api-source-receipt"})
"""Routes that are there to tell the newest head, or to prove an entry against it."""

QUERIES: dict[str, Sequence[str]] = {
    "search": (f"?q={STEM}", f"?q={STEM}&page=2", f"?q={STEM}&kind=claims", f"?q={STEM}&kind=sources", "?q=court"),
    "api-search": (f"?q={STEM}", f"?q={STEM}&limit=1", "?q=court"),
    "follow-up": ("", "?page=2", "?state=overdue", "?topic=prisons", "?words=kanari"),
    "sources": ("", "?page=2", "?whose=lawyers", "?check=open"),
    "question": ("", "?page=2", "?claim=1"),
    "source": ("", "?at=0-40", "?passage=1", "?near=court"),
    "report-file": ("", "?since=2030-01-01"),
    "prisons-compare": ("?s=1&s=2",),
    **dict.fromkeys(
        ("api-questions", "api-claims", "api-positions", "api-sources", "api-commitments", "api-recommendations"),
        ("", "?limit=1", "?limit=1&offset=1", "?format=csv"),
    ),
}
"""What is asked of routes that count, filter or cut into parts."""

NARROW = (Visibility.RESTRICTED, Visibility.SIDE, Visibility.PARTIES)
Asked = tuple[Route, str]


@pytest.fixture(autouse=True)
def _still() -> Iterator[None]:
    """The ledger's head, the marks of new forms and the uses of sessions stand still."""
    with ExitStack() as still:
        still.enter_context(no_clock())
        still.enter_context(patch("audiatur.record.ledger.head", return_value=ledger.Head(40, "ab" * 32)))
        still.enter_context(patch("audiatur.record.heads.signed_head", return_value=heads.signed_head()))
        still.enter_context(patch("audiatur.site.views.entry.uuid4", return_value=UUID(int=5)))
        yield


def test_a_hidden_row_of_every_kind_changes_nothing_for_those_who_may_not_see_it(planted: Scene) -> None:
    compared = 0
    for turn, who in enumerate(planted.people):
        level = next((level for level in reversed(NARROW) if blind(who, level)), None)
        if level is None:
            continue
        asked = list(everything(planted))[turn % SHARE :: SHARE]
        hidden = [kind for kind in kinds(level) if who.column not in kind.told]

        assert changed(planted, who, read(who, asked), hidden) == [], level
        compared += len(asked)
    assert compared > 500


SHARE = 5
"""Each person asks for one in so many of the addresses in the normal run, others than the next person."""


@pytest.mark.slow
@pytest.mark.parametrize("level", NARROW)
def test_hidden_rows_change_nothing_at_any_address(planted: Scene, level: Visibility) -> None:
    asked = list(everything(planted))
    for who in planted.people:
        if blind(who, level):
            hidden = [kind for kind in kinds(level) if who.column not in kind.told]
            assert changed(planted, who, read(who, asked), hidden) == []


@pytest.mark.slow
def test_a_hidden_row_of_one_kind_alone_changes_nothing(planted: Scene) -> None:
    anonymous, member = planted.people[0], next(who for who in planted.people if who.name == "ministry-member")
    asked = [one for one in everything(planted) if one[0].name not in SLOW_TO_DRAW]
    for who in (anonymous, member):
        before = read(who, asked)
        for kind in kinds(Visibility.RESTRICTED):
            assert changed(planted, who, before, [kind]) == [], kind.name


SLOW_TO_DRAW = frozenset({"question-pdf", "question-word", "dossier-file", "report-file", "prisons-backtest"})


@pytest.mark.slow
def test_a_row_of_every_kind_is_seen_to_appear_by_its_owner(planted: Scene) -> None:
    """A row that nobody ever sees would prove nothing."""
    owner = next(who for who in planted.people if who.party == OWNER)
    before = read(owner, [one for one in everything(planted) if one[0].name in OF_ITS_OWNER])

    unseen = [kind.name for kind in kinds(Visibility.RESTRICTED) if not changed(planted, owner, before, [kind], most=1)]

    assert unseen == ["invitation", "account"], "what its representative and the secretariat are told; and nobody's"


OF_ITS_OWNER = frozenset({
    "question", "sources", "letters", "meetings", "follow-up", "law-obligations", "law-reforms", "proposals", "entries",
    "prisons-scenarios", "notes", "private", "tokens", "people",
})  # fmt: skip


def blind(who: Person, level: Visibility) -> bool:
    """Whether a person may not see a row of the party OWNER at a level."""
    if level == Visibility.PARTIES:
        return who.dialogue != DIALOGUE
    if level == Visibility.SIDE:
        return SIDE_OF.get(who.party) != SIDE_OF[OWNER]
    return who.party != OWNER


def everything(planted: Scene) -> Iterator[Asked]:
    """Every route at rows that everyone sees, and at narrower ones that a wider row leans on."""
    spots = [spot for spot in planted.field.spots if spot.level == Visibility.PUBLIC][:2]
    for route in routes():
        if route.name not in OF_THE_HEAD:
            for address in addresses(route, spots):
                yield from ((route, address.path + query) for query in QUERIES.get(route.name, ("",)))


def changed(
    planted: Scene, who: Person, before: Mapping[Asked, str], hidden: Sequence[Kind], *, most: int = 99
) -> list[str]:
    """Where a person is shown something else once a row of each kind is added; looks no further after `most`."""
    with taken_back():
        for kind in hidden:
            kind.add(planted.field)
        return list(islice(_apart(who, before), most))


def _apart(who: Person, before: Mapping[Asked, str]) -> Iterator[str]:
    for (route, address), text in before.items():
        after = shown(who, route, address)
        if after != text:
            yield f"{who.name} {address}: {first_difference(text, after)}"


def read(who: Person, asked: Iterable[Asked]) -> dict[Asked, str]:
    """What a person is shown where they ask."""
    who.client.get("/")
    return {(route, address): shown(who, route, address) for route, address in asked}


def shown(who: Person, route: Route, address: str) -> str:
    """An answer, without what is drawn by lot each time."""
    with transaction.atomic():
        told = answer_of(ask(who, route, address), address=address)
        transaction.set_rollback(True)
    return told
