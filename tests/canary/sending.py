"""Sends every form as everyone: well filled, badly filled, and as somebody else was shown it; reads what is mailed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from django.core import mail
from django.db import transaction
from django.http import HttpResponse
from django.urls import Resolver404, resolve

from audiatur.record import ledger
from tests.canary.acting import takes, writing_operations
from tests.canary.addresses import Route, addresses, routes
from tests.canary.asking import ask, taken_back
from tests.canary.crawling import Crawled, Scene
from tests.canary.opening import text_of
from tests.canary.people import Person
from tests.canary.words import Planted
from tests.forms_sent import Control, Shown, forms_of

HOPS = 6
"""Form, check, receipt, and the steps of a long form."""

ENDING = frozenset({"sign-out"})
"""Routes whose form ends the person's session."""

UNFIT = "\x1f?"
"""What fits no field: no date, number, address or choice, and no character of a text."""


@dataclass
class Answered:
    """What came of sending: words out of place in answers, in targets of redirects and in mail; and what was taken."""

    crawled: Crawled = field(default_factory=Crawled)
    targets: list[str] = field(default_factory=list)
    mails: list[str] = field(default_factory=list)
    done: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    taken: list[str] = field(default_factory=list)
    unfit: int = 0
    mailed: int = 0
    shown: dict[str, Sequence[Shown]] = field(default_factory=dict)

    def note(self, sent: Sent, response: HttpResponse) -> None:
        """Note an answer; words that the person typed themselves are theirs already."""
        found = [one for one in sent.ground(text_of(response)) if one.word not in sent.typed]
        self.crawled.note(sent.route.name, sent.who, sent.address, response, found)
        target = unquote(response.get("Location", ""))
        if any(one.word not in sent.typed + sent.address for one in sent.ground(target)):
            self.targets.append(f"{sent.who.name} {sent.address}: {target}")
        for letter in mail.outbox:
            self.mailed += 1
            self.mails += [f"{letter.to}: {word}" for word in out_of_place(letter, sent.planted)]
        mail.outbox.clear()


@dataclass(frozen=True, slots=True)
class Sent:
    """Something that a person asks or sends, at an address of a route; `typed` is all that they typed."""

    planted: Scene
    who: Person
    route: Route
    address: str
    typed: str = ""

    def ground(self, text: str) -> list[Planted]:
        """The planted words of a text."""
        return self.planted.ground.found_in(text)


def out_of_place(letter: Any, planted: Scene) -> list[Planted]:
    """The words of a mail that not everyone may read, and that are not the receiver's own: mail is read on the way."""
    own = {word.own for word in planted.ground.words.values() if f"{word.word}@example.org" in letter.to}
    text = "\n".join([letter.subject, letter.body, *(str(part) for part in letter.attachments)])
    return [one for one in planted.ground.found_in(text) if one.level != "public" and not (one.own and one.own in own)]


def sent_everywhere(planted: Scene, *, every: bool = False) -> Answered:
    """Send the forms of every route that takes something at every place as everyone.

    Not `every`: at two places, as two in three of the people, and of what lies outside a dialogue as one in four.
    """
    done = Answered()
    known = {route.name: route for route in routes()}
    bodies = writing_operations()
    for number, route in enumerate(route for route in known.values() if takes(route.name) or route.name in bodies):
        places = [address.path for address in addresses(route, planted.field.spots)]
        for turn, who in enumerate(planted.people):
            if not every and _passed_over(route, number + turn):
                continue
            for place in places if every else [places[(number + turn % 2 * 5) % len(places)]]:
                with taken_back():
                    if body := bodies.get(route.name):
                        _call(done, planted, who, route, place, body)
                    elif not route.name.startswith(("api-", "openapi")):
                        _try(done, planted, known, who, route, place)
    return done


def _passed_over(route: Route, turn: int) -> bool:
    return turn % 3 == 0 if "dialogue" in route.arguments else turn % 4 > 0


def _try(done: Answered, planted: Scene, known: Mapping[str, Route], who: Person, route: Route, place: str) -> None:
    """Send what a person is shown at a place, well and badly filled; without a form, what others are shown there."""
    own = _forms(who, route, place)
    if own:
        done.shown.setdefault(place, own)
    for form in own or _others(done, planted, route, place):
        for button in range(len(form.buttons)):
            for given, unfit in _fillings(form, button):
                with transaction.atomic():
                    before = ledger.head()
                    _follow(done, planted, known, who, form, given, hops=1 if unfit else HOPS)
                    if unfit and ledger.head() != before:
                        done.taken.append(f"{who.name} {form.action}")
                    done.unfit += unfit
                    transaction.set_rollback(True)


def _forms(who: Person, route: Route, place: str) -> list[Shown]:
    with transaction.atomic():
        forms = list(forms_of(ask(who, route, place), at=place))
        transaction.set_rollback(True)
    return forms


def _others(done: Answered, planted: Scene, route: Route, place: str) -> Sequence[Shown]:
    """The forms that somebody is shown at a place; an empty one where nobody is."""
    if place not in done.shown:
        found = (forms for who in planted.people if (forms := _forms(who, route, place)))
        done.shown[place] = next(found, [Shown(place, (), (("", ""),))])
    return done.shown[place]


def _fillings(form: Shown, button: int) -> Iterator[tuple[dict[str, Any], bool]]:
    """What is sent, and whether it cannot fit: then at once with the last step, which must check all the same."""
    good = form.filled(WORDS, button=button)
    yield good, False
    typed = {control.name: control for control in form.controls if control.kind not in ("hidden", "file")}
    bad = {name: UNFIT if name in typed else value for name, value in good.items()}
    yield bad | ({"step": "confirm"} if "step" in good else {}), any(map(_is_closed, typed.values()))


def _is_closed(control: Control) -> bool:
    """Whether not every word fits: a choice that is needed, or a value of a kind."""
    chosen = control.kind == "radio" or (control.kind == "select" and "" not in control.offered)
    return chosen or control.kind in ("date", "number", "email", "url")


WORDS: dict[str, str] = {
    **dict.fromkeys(("taken", "published", "given", "on", "made", "held", "sent", "said", "since"), "2030-03-05"),
    "due": "2031-03-05", "visibility": "public", "answers": "", "key": "11" * 32, "age": "30",
}  # fmt: skip
"""What is typed where a field takes no free words, by the names of the fields or their last parts."""


def _follow(
    done: Answered,
    planted: Scene,
    known: Mapping[str, Route],
    who: Person,
    form: Shown,
    given: dict[str, Any],
    *,
    hops: int,
) -> None:
    """Send a form and those that follow it, to the page at the end."""
    typed = json.dumps(given, default=str)
    for _hop in range(hops):
        route = known[_name(form.action)]
        if route.name in ENDING:
            return
        answer = ask(who, route, form.action, method="post", data=given)
        done.note(Sent(planted, who, route, form.action, typed), answer)
        (done.refused if answer.status_code >= 400 else done.done).add(route.name)
        at = form.action
        while answer.status_code in (301, 302):
            at = answer["Location"]
            if _name(at) not in known:
                return
            answer = ask(who, known[_name(at)], at)
            done.note(Sent(planted, who, known[_name(at)], at, typed), answer)
        following = next(forms_of(answer, at=at), None)
        if following is None or (following.action, following.controls) == (form.action, form.controls):
            return
        form, given = following, following.filled(WORDS)
        typed += json.dumps(given, default=str)


def _name(address: str) -> str:
    try:
        return resolve(address.split("?")[0].split("#")[0]).url_name or ""
    except Resolver404:
        return ""


def _call(done: Answered, planted: Scene, who: Person, route: Route, address: str, body: dict[str, Any]) -> None:
    for given in (body, {**body, "visibility": UNFIT, "words": UNFIT}):
        with transaction.atomic():
            headers = {"authorization": f"Bearer {who.token}"} if who.token else {}
            answer = who.client.post(address, json.dumps(given), content_type="application/json", headers=headers)
            done.note(Sent(planted, who, route, address), answer)
            transaction.set_rollback(True)
            (done.refused if answer.status_code >= 400 else done.done).add(route.name)
