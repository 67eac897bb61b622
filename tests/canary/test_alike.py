"""What someone may not see is answered, byte for byte, as what there is not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.canary.addresses import routes
from tests.canary.alike import Pair, answer_of, first_difference, is_refusal, pairs
from tests.canary.asking import ask, no_clock, taken_back
from tests.canary.crawling import Scene
from tests.canary.people import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_clock() -> Iterator[None]:
    """A session notes once a minute that it is used: no pair may fall on both sides of that."""
    with no_clock():
        yield


def test_what_is_hidden_is_answered_as_what_there_is_not(planted: Scene) -> None:
    compared, apart = compare(planted, every=False)

    assert compared > 500
    assert apart == []


@pytest.mark.slow
def test_everything_that_is_hidden_is_answered_as_what_there_is_not(planted: Scene) -> None:
    compared, apart = compare(planted, every=True)

    assert compared > 5000
    assert apart == []


def compare(planted: Scene, *, every: bool) -> tuple[int, list[str]]:
    """How many pairs were compared, and those whose answers differ; not `every`: a person has some of each route."""
    compared, apart = 0, []
    for turn, who in enumerate(planted.people):
        who.client.get("/")
        for number, route in enumerate(routes()):
            met = list(dict.fromkeys(pairs(route, who, planted.field.spots)))
            for pair in met if every else met[(turn + number) % STRIDE :: STRIDE]:
                compared += 1
                apart += [f"{who.name} {method} {pair.there}: {told}" for method, told in _differences(who, pair)]
    return compared, apart


STRIDE = 7
"""Every seventh pair is compared in the normal run, by each person others."""


def _differences(who: Person, pair: Pair) -> Iterator[tuple[str, str]]:
    for method in ("get", "post"):
        with taken_back():
            there, nowhere = (ask(who, pair.route, address, method=method) for address in (pair.there, pair.nowhere))
            if pair.refused and not is_refusal(there):
                continue
            texts = answer_of(there, address=pair.there), answer_of(nowhere, address=pair.nowhere)
        if texts[0] != texts[1]:
            yield method, first_difference(*texts)
