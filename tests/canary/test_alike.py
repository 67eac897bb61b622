"""What someone may not see is answered, byte for byte, as what there is not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction

from audiatur.record.models import Communication, Question, Scenario, Source, Visibility
from audiatur.record.models.base import VisibleModel
from tests.canary.acting import takes
from tests.canary.addresses import Route, addresses, routes
from tests.canary.alike import NUMBER, Pair, answer_of, first_difference, is_refusal, pairs
from tests.canary.asking import ask, no_clock, taken_back
from tests.canary.crawling import Scene
from tests.canary.people import Person
from tests.canary.planting import DIALOGUE
from tests.canary.words import Planted
from tests.forms_sent import Shown, forms_of

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


STRIDE = 9
"""Every ninth pair is compared in the normal run, by each person others."""


def _differences(who: Person, pair: Pair) -> Iterator[tuple[str, str]]:
    for method in ("get", "post"):
        with taken_back():
            there, nowhere = (ask(who, pair.route, address, method=method) for address in (pair.there, pair.nowhere))
            if pair.refused and not is_refusal(there):
                continue
            texts = answer_of(there, address=pair.there), answer_of(nowhere, address=pair.nowhere)
        if texts[0] != texts[1]:
            yield method, first_difference(*texts)


ROWS: dict[str, type[VisibleModel]] = {
    "answers": Communication, "question": Question, "scenario": Scenario, "source": Source,
}  # fmt: skip
"""The fields of forms whose choices are rows, by name."""


def test_a_hidden_row_that_is_chosen_in_a_form_is_answered_as_one_that_there_is_not(planted: Scene) -> None:
    chosen: set[str] = set()
    for route in routes():
        if not takes(route.name) or "dialogue" not in route.arguments or route.name.startswith("api-"):
            continue
        spots = [spot for spot in planted.field.spots if spot.level == Visibility.PUBLIC][:2]
        for who in (one for one in planted.people if one.name in WRITERS):
            for address in addresses(route, spots)[:4]:
                for form, name in _choosing(who, route, address.path):
                    chosen.add(name)
                    _alike_chosen(who, route, form, name)

    assert chosen == set(ROWS)


WRITERS = ("monitor-member", "ministry-member", "secretariat")


def _choosing(who: Person, route: Route, address: str) -> Iterator[tuple[Shown, str]]:
    """The forms that someone is shown there, each with the fields whose choices are rows."""
    for form in forms_of(ask(who, route, address), at=address):
        yield from ((form, control.name) for control in form.controls if control.name in ROWS and control.offered)


def _alike_chosen(who: Person, route: Route, form: Shown, name: str) -> None:
    """The first row that this person may not see is refused as a number that no row has."""
    rows = ROWS[name].objects.filter(dialogue__slug=DIALOGUE).select_related("owner")
    for row in rows:
        owner = row.owner.slug if row.owner else ""
        if who.may_read(Planted("", "", Visibility(row.visibility), owner, DIALOGUE)):
            continue
        told = []
        for value in (row.pk, NUMBER):
            with transaction.atomic():
                given = form.filled({}) | {name: str(value), "step": "confirm"}
                answer = answer_of(ask(who, route, form.action, method="post", data=given), address=form.action)
                told.append(answer.replace(str(NUMBER), "#").replace(str(row.pk), "#"))
                transaction.set_rollback(True)
        assert told[0] == told[1], f"{who.name} {form.action} {name} {row.pk}: {first_difference(*told)}"
        return
