"""Invariant 8 over whole pages: two sides whose names, material or places are exchanged get the same bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from audiatur.record import services
from audiatur.record.models import Answer, LetterKind, PartyKind, Role, Stance, User
from audiatur.record.services import Present
from audiatur.site.views import visit
from tests.record_fixture import TODAY, first_of
from tests.site.conftest import signed_in

pytestmark = pytest.mark.django_db

STATE, CSO = "state", "cso"
NAMES = (("Northern", "Southern"), ("northern", "southern"), ("កកក", "ខខខ"))
"""The words by which the sides differ, in pairs of one length: a drawing gives each name room by its letters."""

SAID = (
    "The Northern houses hold 2,650 persons, as the registers of the Northern office show.\n"
    "The Northern office will open 600 places.\n"
)
LANGUAGES = ("en", "km")
PLACES = (
    "/", "/mirror/", "/mirror/topics/prisons/", "/mirror/questions/held/", "/mirror/questions/quiet/",
    "/mirror/questions/held/table.csv", "/mirror/follow-up/", "/mirror/follow-up/?state=overdue",
    "/mirror/follow-up/commitments.csv", "/mirror/follow-up/recommendations.csv", "/mirror/meetings/",
    "/mirror/meetings/first/", "/mirror/meetings/second/", "/mirror/sources/", "/mirror/letters/", "/mirror/proposals/",
    "/mirror/figures/", "/mirror/search/?q=office", "/mirror/due.ics", "/mirror/questions/held/question.html",
    "/mirror/dossier/", "/mirror/dossier/dossier.html", "/mirror/open-data/claim-reviews.json",
)  # fmt: skip

Word = Callable[[str], str]


def as_it_is(text: str) -> str:
    return text


def exchanged(text: str) -> str:
    """The text with each name in place of the other."""
    for number, (one, other) in enumerate(NAMES):
        text = text.replace(one, f"\0{number}").replace(other, one).replace(f"\0{number}", other)
    return text


def built(word: Word, *, first: str, third: str) -> User:
    """A dialogue whose first side has other things to say than its third; their keys and names are given.

    Returns someone of the secretariat, who reads what is for the parties.
    """
    dialogue = services.dialogue_open(
        slug="mirror", title="Two sides", state_name="Calidor", opened="2025-10-01", synthetic=True,
        sides=[
            (first, word("Northern side"), word("ភាគីកកក")), ("un", "Third side", "ភាគីទីបី"),
            (third, word("Southern side"), word("ភាគីខខខ")),
        ],
    )  # fmt: skip
    sides = {side.key: side for side in dialogue.sides.all()}
    joined = {
        name: services.party_join(
            sides[key], slug=word(name), kind=PartyKind.OFFICE, name=word(f"{name.capitalize()} office")
        )
        for name, key in (("northern-a", first), ("northern-b", first), ("third", "un"), ("southern", third))
    }
    people = {name: User.objects.create_user(word(f"{name}-person")) for name in (*joined, "keeper")}
    for name, party in joined.items():
        services.member_add(dialogue, user=people[name], role=Role.MEMBER, party=party)
    services.member_add(dialogue, user=people["keeper"], role=Role.SECRETARIAT)
    _said(dialogue, joined, people, word)
    return people["keeper"]


def _said(dialogue: Any, party: dict[str, Any], who: dict[str, User], word: Word) -> None:
    asked = {
        slug: services.question_open(
            dialogue, by=who["keeper"], slug=slug, topic="prisons", text=f"Are the houses full ({slug})?",
            text_km="តើពន្ធនាគារពេញឬទេ?", asked="2025-11-03", addressed=list(dialogue.sides.all()),
            propositions=[("The houses are full.", ""), ("More are built.", "")],
        )
        for slug in ("held", "quiet")
    }  # fmt: skip
    report = services.source_add(
        dialogue, by=who["northern-a"], title=word("Northern report"), content=word(SAID).encode(), name="report.txt",
        author=party["northern-a"], visibility="public", published="2026-01-10",
    )  # fmt: skip
    first, second = first_of(asked["held"]), first_of(asked["held"], 2)
    meeting = services.meeting_hold(
        dialogue, by=who["keeper"], slug="first", title="First round", held="2026-01-21",
        minutes=word("Southern words."), agenda=[("prisons", "Houses", "")],
        present=[Present(word("Northern head"), "", party=party["northern-a"])],
    )  # fmt: skip
    _positions(first, second, report, party, who, word)
    claim = services.claim_note(
        asked["held"], by=who["northern-a"], attributed_to=word("Northern office"), party=party["northern-a"],
        text=word("The Northern houses hold 2,650 persons."), source=report, said="2026-01-10", proposition=first,
        passages=[services.passage_find(report, word("The Northern houses hold 2,650 persons"))],
    )  # fmt: skip
    services.claim_answer(claim, by=who["northern-a"], answer=Answer.CONFIRMS, on=date(2026, 1, 12))
    services.claim_note(
        asked["held"], by=who["southern"], attributed_to=word("Southern office"), party=party["southern"],
        text="Some sleep outside.", source=None,
    )  # fmt: skip
    count = services.source_add(
        dialogue, by=who["southern"], title="A count", author=party["southern"], visibility="public"
    )
    for name, source, low in (("northern-a", report, 2650.0), ("southern", count, 3100.0)):
        services.figure_publish(
            asked["held"], by=who[name], source=source, indicator="Persons held",
            low=low, high=low, unit="persons", period="2025-12-31", place="Calidor", definition="all houses",
            given_by=party[name].name, party=party[name], hedge="exact",
        )  # fmt: skip
    _promised(dialogue, asked["held"], report, meeting, party, who, word)
    services.meeting_hold(
        dialogue, by=who["keeper"], slug="second", title="Second round", held="2026-03-20",
        agenda=[("prisons", "Houses", "")], present=[Present(word("Southern head"), "", party=party["southern"])],
    )  # fmt: skip


def _positions(first: Any, second: Any, report: Any, party: dict[str, Any], who: dict[str, User], word: Word) -> None:
    for name, stance, taken in (
        ("northern-a", Stance.RESERVES, "2025-12-01"), ("northern-a", Stance.ACCEPTS, "2026-02-01"),
        ("northern-b", Stance.IN_PART, "2026-01"), ("southern", Stance.REJECTS, "2026-01-15~"),
    ):  # fmt: skip
        own = name == "northern-a"
        reason = "" if own else f"The {name.capitalize()} registers say so."
        services.position_take(
            first, by=who[name], party=party[name], stance=stance, taken=taken, source=report if own else None,
            reason=word(reason), reason_km=word("កកក" if own else ""),
        )  # fmt: skip
    withdrawn = services.position_take(
        second, by=who["southern"], party=party["southern"], stance=Stance.ACCEPTS, taken="2026-01-20"
    )
    services.position_withdraw(withdrawn, by=who["southern"], on=date(2026, 2, 20))
    services.position_take(second, by=who["third"], party=party["third"], stance=Stance.ACCEPTS, taken="2026-01-20")


def _promised(
    dialogue: Any, question: Any, report: Any, meeting: Any, party: dict[str, Any], who: dict[str, User], word: Word
) -> None:
    kept = services.commitment_make(
        dialogue, by=who["northern-a"], party=party["northern-a"], text=word("The Northern office opens 600 places."),
        made="2026-01-10", due="2026-12-31", question=question, source=report,
    )  # fmt: skip
    services.commitment_make(
        dialogue, by=who["southern"], party=party["southern"], text=word("The Southern office counts again."),
        made="2026-01-21", due="2026-02-01", topic="prisons", meeting=meeting,
    )  # fmt: skip
    services.follow_up_add(
        by=who["third"], party=party["third"], made="2026-03-01", scale="audiatur-1", grade="started",
        grade_name="Started", grade_name_km="", commitment=kept, note=word("The Southern office saw it."),
    )  # fmt: skip
    services.communication_send(
        dialogue, by=who["third"], kind=LetterKind.ALLEGATION, party=party["third"], addressee=party["northern-a"],
        subject="The houses", sent="2026-01-05",
    )  # fmt: skip


def keys_exchanged(text: str) -> str:
    """The text with each side's key for programs in place of the other: in addresses of filters, and in tables."""
    return re.sub(
        r"(?<=side:)(state|cso)\b|(?<=,)(state|cso)(?=,(?!basis))", lambda key: CSO if key[0] == STATE else STATE, text
    )


def pages(word: Word, *, first: str, third: str) -> dict[tuple[str, str, str], str]:
    """Every page in both languages, to whoever has not signed in and to the secretariat, without what is random."""
    with transaction.atomic():
        keeper = built(word, first=first, third=third)
        found = {
            (reader, language, place): _steady(client.get(place))
            for language in LANGUAGES
            for reader, client in _readers(keeper, language)
            for place in PLACES
        }
        transaction.set_rollback(True)
    return found


def _readers(keeper: User, language: str) -> Iterator[tuple[str, Client]]:
    yield "everyone", Client(headers={"accept-language": language})
    yield "secretariat", signed_in(keeper, language=language)


def _steady(answer: Any) -> str:
    """The bytes as text, without tokens of forms, hashes, signatures and moments: these are random or of the ledger."""
    assert answer.status_code in (200, 302, 404), answer.status_code
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = re.sub(r'(csrfmiddlewaretoken" value|hx-headers)="[^"]*"|\'[^\']*csrf[^\']*\'', "", body.decode("utf-8-sig"))
    text = text.replace("\r\n ", "")  # lines of a calendar are folded by their bytes
    text = re.sub(r"\b[0-9a-f]{64,128}\b|\b[0-9a-f]{4}…[0-9a-f]{4}\b|\b([0-9a-f]{16} ?){4,8}", "#", text)
    return re.sub(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.\d]*(\+00:00|Z)?|\d{8}T\d{6}Z", "@", text)


@pytest.fixture(scope="module")
def plain_pages() -> dict[tuple[str, str, str], str]:
    """The pages before anything is exchanged, composed by the first test that compares."""
    return {}


@pytest.mark.parametrize(
    ("word", "first", "third"),
    [
        pytest.param(exchanged, CSO, STATE, id="names and material"),
        pytest.param(exchanged, STATE, CSO, id="names", marks=pytest.mark.slow),
        pytest.param(as_it_is, CSO, STATE, id="material", marks=pytest.mark.slow),
    ],
)
def test_invariant_8_exchanging_two_sides_changes_no_byte_of_any_page_but_their_names(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plain_pages: dict[tuple[str, str, str], str],
    word: Word, first: str, third: str,
) -> None:  # fmt: skip
    settings.BLOBS, settings.LEDGER_KEY = tmp_path / "blobs", tmp_path / "ledger-key"
    monkeypatch.setattr(visit, "today", lambda: TODAY)

    plain = plain_pages or pages(as_it_is, first=STATE, third=CSO)
    plain_pages.update(plain)
    other = pages(word, first=first, third=third)

    keys = as_it_is if first == STATE else keys_exchanged
    assert [key for key, page in other.items() if keys(word(page)) != plain[key]] == []
    assert sum("Northern" in page for page in plain.values()) > 20
