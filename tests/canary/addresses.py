"""Every address that the URL patterns allow, with each kind of argument that the planted record has for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice, product
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from audiatur.record.models import Membership
from audiatur.site.views.proposals import ACTS
from audiatur.site.views.review import DONE
from audiatur.topics import TOPICS
from tests.canary.planting import BATCH, DIALOGUE, ENTERED, FORM, INDICATOR, MARKS, OTHER, PARTIES, Spot

OF_A_SPOT = (
    "question", "order", "claim", "beside", "meeting", "source", "statement", "number", "inputs", "use", "proposal",
    "recommendation", "key",
)  # fmt: skip
"""Arguments that name a planted row: they are taken together, as rows of one spot belong together."""

VALUES: Mapping[str, Sequence[Any]] = {
    "topic": [topic.key for topic in TOPICS],
    "party": [slug for slug, _, _ in PARTIES[:3]],
    "entry": [1, 40],
    "invitation": [1, 2],
    "session": [1],
    "pk": [1],
    "indicator": [INDICATOR],
    "act": [*sorted(DONE), *ACTS],
    "of": ["commitments", "recommendations"],
    "token": ["x"],
    "table": ["custody", "parties"],
    "kind": ["csv", "xlsx", "docx", "pdf", "html", "annotations", "provenance", "claim-reviews", "arguments"],
    "held": [1, 2],
    "commitment": [1, 2, 3],
    "obligation": ["gc35-33"],
    "law": ["criminal-procedure", "associations-draft"],
    "article": ["2"],
    "wording": ["2024-01-01"],
    "case": ["x"],
    "person": ["x"],
    "form": [FORM],
    "mark": MARKS,
    "step": [1],
    "entered": ENTERED,
    "batch": [BATCH],
    "reach": ["public", "side"],
    "uidb36": ["1"],
}
"""What the other arguments are filled with."""

MEMBERS = (2, 3, 8)
"""Whose membership the addresses name, counted from the first: what is tried and taken back leaves gaps in the keys."""


Numbered = tuple[int, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Route:
    """A URL pattern with its name and the arguments that it takes."""

    name: str
    arguments: tuple[str, ...]


def routes() -> tuple[Route, ...]:
    """Every URL pattern of the site; one without a name is a mistake."""
    return tuple(_routes(get_resolver().url_patterns, ()))


def _routes(patterns: Sequence[URLPattern | URLResolver], before: tuple[str, ...]) -> Iterator[Route]:
    for pattern in patterns:
        taken = (*before, *pattern.pattern.regex.groupindex) if hasattr(pattern.pattern, "regex") else before
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, taken)
        else:
            assert pattern.name, f"{pattern.pattern} has no name: docs/visibility.csv tells of routes by name"
            yield Route(pattern.name, taken)


@dataclass(frozen=True, slots=True)
class Address:
    """A path, and whether its rows are of two spots: one that a page never links to, where nothing should be."""

    path: str
    crossed: bool


def addresses(route: Route, spots: Sequence[Spot], *, every: bool = False) -> list[Address]:
    """The addresses of a route: for each spot, and with the first spot's containers around the rows of the others.

    Where a route takes other arguments too, each of their values meets some spot; with `every` it meets all.
    """
    known = values_now()
    unknown = set(route.arguments) - set(OF_A_SPOT) - set(known) - {"dialogue"}
    assert not unknown, f"{route.name} takes {', '.join(sorted(unknown))}: say in tests/canary/addresses.py with what"
    named = [name for name in route.arguments if name in OF_A_SPOT]
    placed: list[dict[str, Any]] = [{name: spot.args[name] for name in named} for spot in spots] if named else [{}]
    containers = [name for name in named[:1] if len([one for one in named if one != "order"]) > 1]
    straight = len(placed)
    placed += [{**place, name: spots[0].args[name]} for name in containers for place in placed]
    others = [name for name in route.arguments if name in known]
    dialogues = [DIALOGUE] if named else [DIALOGUE, OTHER]
    given = [dict(zip(others, values, strict=True)) for values in product(*(known[name] for name in others))]
    numbered = list(enumerate(placed))
    found: dict[str, Address] = {}
    for (number, place), values in product(numbered, given) if every else _in_turn(numbered, given):
        for dialogue in dialogues if "dialogue" in route.arguments else [None]:
            path = reverse(route.name, kwargs={**place, **values} | ({"dialogue": dialogue} if dialogue else {}))
            found.setdefault(path, Address(path, crossed=number >= straight))
    return list(found.values())


def values_now() -> dict[str, Sequence[Any]]:
    """What the arguments that name no planted row are filled with."""
    return {**VALUES, "membership": _memberships()}


def _memberships() -> list[int]:
    keys = list(Membership.objects.order_by("pk").values_list("pk", flat=True))
    return [keys[place] for place in MEMBERS]


def _in_turn(places: Sequence[Numbered], values: Sequence[dict[str, Any]]) -> list[tuple[Numbered, dict[str, Any]]]:
    """Each place with one of the values in turn, and each value with one of the places."""
    length = max(len(places), len(values))
    return list(islice(zip(cycle(places), cycle(values), strict=False), length))
