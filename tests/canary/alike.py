"""Addresses of what is hidden from someone, each beside the same address with the name of nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.urls import reverse

from audiatur.record.models import Visibility
from tests.canary.addresses import OF_A_SPOT, Route, values_now
from tests.canary.opening import text_of
from tests.canary.people import Person
from tests.canary.planting import DIALOGUE, OTHER, Spot
from tests.canary.words import Planted

NOTHING: Mapping[str, Any] = {
    "question": "nothing", "meeting": "nothing", "entered": "T900-9999", "inputs": "0" * 12, "token": "z",
    "uidb36": "zzzz", "mark": "00000000-0000-0000-0000-00000000ffff", "dialogue": "nowhere",
}  # fmt: skip
"""A name of each kind that nothing has; a number where none is given here."""

NUMBER = 999_983
TOGETHER = {"number": ("number", "inputs")}
"""Arguments that name one row between them."""

WITHOUT_LEVEL = ("entry", "invitation", "membership", "session", "pk", "held", "mark", "entered", "batch", "uidb36")
"""Arguments that name what is one person's or party's own, and has no level."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The address of something, and that of nothing; `refused` tells that only a refusal has to be the same."""

    route: Route
    there: str
    nowhere: str
    refused: bool = False


def pairs(route: Route, who: Person, spots: Sequence[Spot]) -> Iterator[Pair]:
    """Every pair of a route whose first address names something that this person may not see.

    What is hidden is named in its own place, and where rows that everyone may see would stand.
    """
    named = [name for name in route.arguments if name in OF_A_SPOT and name not in ("order", "inputs")]
    others = {name: values for name, values in values_now().items() if name in route.arguments}
    first = {name: values[0] for name, values in others.items()}
    first |= {"dialogue": DIALOGUE} if "dialogue" in route.arguments else {}
    for name in named:
        for spot in spots:
            if not sees(who, spot):
                hidden = {one: spot.args[one] for one in TOGETHER.get(name, (name,))}
                yield from (_pair(route, {**first, **place, **hidden}, name) for place in _places(spot, spots))
    public = next(spot for spot in spots if spot.level == Visibility.PUBLIC)
    if "dialogue" in route.arguments and who.dialogue != OTHER:
        yield _pair(route, {**first, **public.args, "dialogue": OTHER}, "dialogue")
    for name in WITHOUT_LEVEL:
        for value in others.get(name, ()):
            yield _pair(route, {**first, **public.args, name: value}, name, refused=True)


def sees(who: Person, spot: Spot) -> bool:
    """Whether a person may see the rows of a spot."""
    return who.may_read(Planted("", "", spot.level, spot.owner, DIALOGUE))


def _places(hidden: Spot, spots: Sequence[Spot]) -> Iterator[Mapping[str, Any]]:
    """The arguments around what is hidden: its own, and those of rows that everyone may see."""
    yield hidden.args
    public = [spot for spot in spots if spot.level == Visibility.PUBLIC]
    yield public[0].args
    yield from (spot.args for spot in public if spot.args["question"] == hidden.args["question"])


def _pair(route: Route, given: Mapping[str, Any], name: str, *, refused: bool = False) -> Pair:
    taken = {one: given[one] for one in route.arguments}
    nothing = {one: NOTHING.get(one, NUMBER) for one in TOGETHER.get(name, (name,)) if one in taken}
    return Pair(route, _reversed(route, taken), _reversed(route, taken | nothing), refused)


def _reversed(route: Route, taken: Mapping[str, Any]) -> str:
    return reverse(route.name, kwargs=dict(taken))


REFUSED = frozenset({401, 403, 404, 405})
_BY_LOT = re.compile(r'(name="csrfmiddlewaretoken" value=|nonce=|\'nonce-|"challenge": )["\']?[\w+/=-]+')
_CLOCK = re.compile(r'(dcterms:W3CDTF">|\bD:|stEvt:\w+>|Date>|ID>)[^<)\]\s]+')
_MARKS = re.compile(r"(/ID)\s*\[[^]]*\]")
_HEADER = re.compile(r"^(Set-Cookie: \w+=|Expires: |Content-Length: ).*", re.M)


def answer_of(response: HttpResponse, *, address: str) -> str:
    """Status, headers and body, without what repeats the address and without what is drawn by lot or by the clock."""
    told = f"{response.status_code}\n{text_of(response)}"
    for drawn in (_HEADER, _BY_LOT, _CLOCK, _MARKS):
        told = drawn.sub(r"\1", told)
    for written in (quote(address, safe=""), address) if len(address) > 1 else ():
        told = told.replace(written, "[the address]")
    return told


def is_refusal(response: HttpResponse) -> bool:
    """Whether nothing was given: an error, or the way to the sign-in."""
    return response.status_code in REFUSED or "/sign-in/" in response.get("Location", "")


def first_difference(before: str, after: str) -> str:
    """The first difference of two texts, with what stands around it."""
    place = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), 0)
    return " and ".join(repr(text[max(0, place - 80) : place + 80]) for text in (before, after))
