"""Opens every address as every person, and notes which planted words each met where."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from django.db import transaction
from django.http import HttpResponse

from audiatur.record.models import Role, Visibility
from audiatur.record.services import question_open
from tests.canary.addresses import Route, addresses, routes
from tests.canary.opening import text_of
from tests.canary.people import Person, anonymous, invited, person, without_party
from tests.canary.planting import DIALOGUE, LEVELS, OTHER, Field, Planter, planted_dialogue
from tests.canary.words import STEM, Ground, Planted

OWNERS = ("monitor", "")
"""Whose rows are planted at every level: a party's that has another party on its side, and the secretariat's."""

LANGUAGES = ("en", "km")
"""Each address is read in one by some people and in the other by others; in both by everyone where all is asked for."""

_FORM = re.compile(rb"<main.*<form[^>]*method=.post.*</main>", re.S)
OPENED = frozenset({200, 400})


@dataclass(frozen=True, slots=True)
class Scene:
    """The planted record and those who look at it."""

    field: Field
    people: tuple[Person, ...]

    @property
    def ground(self) -> Ground:
        """The planted words."""
        return self.field.ground


@dataclass
class Crawled:
    """What was met: by route and column whether it was opened and at which levels; and every word out of place."""

    answered: dict[tuple[str, str], bool] = field(default_factory=lambda: defaultdict(bool))
    levels: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    leaks: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    met: set[str] = field(default_factory=set)
    requests: int = 0

    def note(self, route: str, who: Person, address: str, response: HttpResponse, found: Sequence[Planted]) -> None:
        """Note one answer."""
        self.requests += 1
        self.answered[route, who.column] |= response.status_code in OPENED
        if response.status_code >= 500:
            self.faults.append(f"{who.name} {address}: {response.status_code}")
        typed = unquote(address)
        for planted in found:
            if planted.word in typed:  # who types a word into an address has it already
                continue
            if not planted.own:
                self.levels[route, who.column].add(planted.level.value)
            self.met.add(planted.field)
            if not who.may_read(planted):
                self.leaks.append(f"{who.name} read {planted} at {address} ({response.status_code})")


def scene(*, every: bool = False) -> Scene:
    """Plant a record and bring in its people; `every` has more owners and a person of each role in each party."""
    ground = Ground()
    dialogue, parties = planted_dialogue(ground, DIALOGUE, level=Visibility.PUBLIC)
    elsewhere, others = planted_dialogue(ground, OTHER, level=Visibility.PARTIES)
    people: list[Person] = [anonymous()]
    writers = {}
    outsider, _ = person("outsider", "outsider", ground, dialogue=elsewhere, party=others["ministry"], role=Role.MEMBER)
    _, keeper = person("elsewhere", "outsider", ground, dialogue=elsewhere, role=Role.SECRETARIAT)
    administrator, _ = person("administrator", "administrator", ground, is_staff=True, is_superuser=True)
    people += [outsider, administrator]
    for role in Role:
        column = role.value.replace("-", "_")
        if without_party(role, dialogue):
            who, user = person(column, column, ground, dialogue=dialogue, role=role)
            people.append(who)
            if role == Role.SECRETARIAT:
                writers[""] = user
            continue
        for slug, party in parties.items():
            if not every and slug != "monitor" and (role != Role.MEMBER or slug == "mandate"):
                continue
            who, user = person(f"{slug}-{column}", column, ground, dialogue=dialogue, party=party, role=role)
            people.append(who)
            if role == Role.MEMBER:
                writers[slug] = user
    for slug in ("monitor", ""):
        invited(ground, dialogue, parties.get(slug))
    planted = Field(ground, dialogue, parties, writers)
    planter = Planter(planted)
    for owner in (*parties, "") if every else OWNERS:
        for level in reversed(LEVELS):
            planter.plant(owner, level)
    for narrow in [spot for spot in planted.spots if spot.level != Visibility.PUBLIC and spot.owner]:
        planter.plant("ministry", Visibility.PUBLIC, beside=narrow)
    planter.enter("monitor", by="monitor-member")
    question_open(
        elsewhere, by=keeper, slug="elsewhere", topic="prisons", text="Asked elsewhere", asked="2030-01-01",
        addressed=list(elsewhere.sides.all()), propositions=[("It was asked.", "")], visibility=Visibility.PARTIES,
    )  # fmt: skip
    return Scene(planted, tuple(people))


def crawled(planted: Scene, *, every: bool = False) -> Crawled:
    """Open every address as everyone, to read and with an empty form; what a form changes is taken back.

    Where rows of two spots are crossed, each address is tried by every second person; with `every` by all of them,
    everything in both languages, and with each value of each argument.
    """
    found = Crawled()
    for route in routes():
        for place, address in enumerate(addresses(route, planted.field.spots, every=every)):
            for turn, who in enumerate(planted.people):
                if address.crossed and not every and (place + turn) % 2:
                    continue
                # By halves, so that who tries a crossed address every second time does not do so in one language.
                for language in LANGUAGES if every else [LANGUAGES[(place + turn) // 2 % 2]]:
                    _open(found, planted, route, address.path, who, language)
    return found


def _open(found: Crawled, planted: Scene, route: Route, address: str, who: Person, language: str) -> None:
    with transaction.atomic():
        for response in _answers(who, route, address, language):
            found.note(route.name, who, address, response, planted.ground.found_in(text_of(response)))
        transaction.set_rollback(True)


def _answers(who: Person, route: Route, address: str, language: str) -> list[HttpResponse]:
    if route.name == "sign-out":
        return []
    headers = {"accept-language": language}
    if route.name.startswith("api-") and who.token:
        headers["authorization"] = f"Bearer {who.token}"
    got = who.client.get(address, {"q": STEM} if route.name in ("search", "api-search") else {}, headers=headers)
    asks = got.status_code == 405 or (got.status_code == 200 and _FORM.search(got.content))
    return [got, who.client.post(address, {"step": "check"}, headers=headers)] if asks else [got]
