"""What holds for every pack, the invented country's among them."""

from __future__ import annotations

from dataclasses import fields

import pytest

from audiatur import synthetic
from audiatur.countries import kh
from audiatur.countries.seed import DialogueSeed
from audiatur.dates import read_when
from tests.countries.seeds import KHMER, dates, rows

PACKS = {"cambodia": kh, "marovintha": synthetic}


@pytest.fixture(params=PACKS.values(), ids=PACKS.keys())
def seed(request: pytest.FixtureRequest) -> DialogueSeed:
    loaded: DialogueSeed = request.param.load()
    return loaded


def test_every_date_is_edtf(seed: DialogueSeed) -> None:
    assert [read_when(date).edtf for date in dates(seed)] == list(dates(seed))


def test_every_text_stands_in_khmer_beside_it(seed: DialogueSeed) -> None:
    missing = [
        (part, name)
        for part, row in rows(seed)
        for name in (item.name for item in fields(row) if item.name.endswith("_km"))
        if getattr(row, name.removesuffix("_km")) and not KHMER.search(getattr(row, name))
    ]

    assert missing == []


def test_no_native_reader_has_confirmed_the_khmer_yet() -> None:
    assert [pack.KHMER_REVIEWED for pack in PACKS.values()] == [False, False]


def test_the_five_topics_have_a_question_each(seed: DialogueSeed) -> None:
    assert {question.topic for question in seed.questions} == {
        "law", "prisons", "proceedings", "mediation", "civic_space",
    }  # fmt: skip


def test_every_position_claim_meeting_and_promise_names_its_source(seed: DialogueSeed) -> None:
    unsourced = [part for part, row in rows(seed) if hasattr(row, "source") and not row.source]

    assert unsourced == []
    assert all(row.locator for row in (*seed.positions, *seed.claims, *seed.commitments, *seed.follow_ups))


def test_positions_of_a_party_stand_in_the_order_of_their_dates(seed: DialogueSeed) -> None:
    for proposition in seed.propositions:
        for party in seed.parties:
            taken = [
                read_when(position.on).latest
                for position in seed.positions
                if (position.proposition, position.party) == (proposition.key, party.key)
            ]
            assert taken == sorted(set(taken))


def test_a_claim_is_its_own_only_where_the_party_wrote_the_source(seed: DialogueSeed) -> None:
    author = {source.key: source.author for source in seed.sources}

    own_words_elsewhere = [
        row.source for row in (*seed.positions, *seed.claims) if row.basis == "own" and not author[row.source]
    ]

    assert own_words_elsewhere == []


def test_only_a_party_answers_a_claim_that_is_attributed_to_it(seed: DialogueSeed) -> None:
    speaker = {claim.key: claim.party for claim in seed.claims}

    assert all(speaker[answer.claim] == answer.party for answer in seed.claim_answers)


def test_a_proposition_of_a_position_belongs_to_a_question_that_asks_its_side(seed: DialogueSeed) -> None:
    asked = {question.key: question.addressed for question in seed.questions}
    question_of = {proposition.key: proposition.question for proposition in seed.propositions}
    side_of = {party.key: party.side for party in seed.parties}

    assert all(side_of[row.party] in asked[question_of[row.proposition]] for row in seed.positions)
    assert all(question_of[row.proposition] == row.question for row in seed.claims if row.proposition)
