"""A question is asked once every side consents to its words; a letter is answered by who received it."""

from __future__ import annotations

from datetime import date

import pytest

from audiatur.record import ledger
from audiatur.record.errors import Invalid, NotAllowed
from audiatur.record.models import LetterKind, Proposal, ProposalState, Visibility
from audiatur.record.selectors import letter_views, proposal_view
from audiatur.record.services import (
    communication_send,
    proposal_decline,
    proposal_open,
    proposal_take_up,
    proposal_withdraw,
    question_propose,
    wording_answer,
    wording_offer,
)
from audiatur.record.visibility import PUBLIC, viewer_of
from tests.record_fixture import SmallRecord, small_record

pytestmark = pytest.mark.django_db

WORDS = {
    "text": "Are hearings announced?",
    "propositions": [("Hearings are announced a day before.", "")],
    "addressed": ["state", "cso"],
    "made": "2026-03-01",
}


@pytest.fixture
def record(db: None) -> SmallRecord:
    return small_record()


def _speaker(record: SmallRecord, side: str):
    """Someone who writes for a party of a side."""
    party = next(party for party in record.parties.values() if party.side.key == side)
    user = next(user for user in record.users.values() if party.pk in viewer_of(user).writes_for)
    return user, party


def _proposed(record: SmallRecord, side: str = "cso") -> Proposal:
    user, party = _speaker(record, side)
    return question_propose(record.dialogue, by=user, party=party, topic="proceedings", **WORDS)


def _consent(record: SmallRecord, proposal: Proposal, side: str, *, yes: bool = True, words: str = "") -> None:
    user, party = _speaker(record, side)
    wording = proposal.wordings.latest("number")
    wording_answer(wording, by=user, party=party, consents=yes, made="2026-03-05", words=words)


def test_a_question_is_asked_only_when_every_side_consents(record: SmallRecord) -> None:
    keeper = record.users["keeper"]
    proposal = proposal_take_up(_proposed(record), by=keeper)
    _consent(record, proposal, "cso")
    _consent(record, proposal, "un")
    with pytest.raises(Invalid, match="Still asked: State"):
        proposal_open(proposal, by=keeper, slug="announced", asked="2026-03-10")

    _consent(record, proposal, "state")
    before = ledger.head().seq
    question = proposal_open(proposal, by=keeper, slug="announced", asked="2026-03-10")

    assert ledger.head().seq == before + 1
    assert question.text == "Are hearings announced?"
    assert [side.key for side in question.addressed.all()] == ["state", "cso"]
    assert Proposal.objects.get(pk=proposal.pk).state == ProposalState.OPENED


def test_other_words_take_the_consents_with_them(record: SmallRecord) -> None:
    keeper = record.users["keeper"]
    proposal = proposal_take_up(_proposed(record), by=keeper)
    first = proposal.wordings.latest("number")
    for side in ("cso", "un", "state"):
        _consent(record, proposal, side)

    wording_offer(proposal, by=keeper, party=None, **{**WORDS, "text": "Are hearings made known?"})

    view = proposal_view(record.dialogue, proposal.pk, viewer=viewer_of(keeper))
    assert view is not None
    assert len(view.lacking) == 3
    user, party = _speaker(record, "cso")
    with pytest.raises(Invalid, match="Newer words"):
        wording_answer(first, by=user, party=party, consents=True, made="2026-03-06")


def test_one_party_of_a_side_that_asks_for_other_words_holds_its_side_back(record: SmallRecord) -> None:
    proposal = proposal_take_up(_proposed(record), by=record.users["keeper"])
    _consent(record, proposal, "state")
    _consent(record, proposal, "state", yes=False, words="Name the courts.")

    view = proposal_view(record.dialogue, proposal.pk, viewer=viewer_of(record.users["keeper"]))

    assert view is not None
    assert "state" in {side.key for side in view.lacking}


def test_nobody_speaks_for_another_party_and_only_the_secretariat_takes_up(record: SmallRecord) -> None:
    proposal = _proposed(record)
    user, party = _speaker(record, "state")
    other, _ = _speaker(record, "cso")

    with pytest.raises(NotAllowed):
        proposal_take_up(proposal, by=user)
    proposal_take_up(proposal, by=record.users["keeper"])
    with pytest.raises(NotAllowed):
        wording_answer(proposal.wordings.latest("number"), by=other, party=party, consents=True, made="2026-03-05")
    with pytest.raises(NotAllowed):
        proposal_withdraw(proposal, by=user)


def test_a_proposal_that_is_not_taken_up_says_why_and_is_closed(record: SmallRecord) -> None:
    keeper = record.users["keeper"]
    proposal = _proposed(record)
    with pytest.raises(Invalid, match="Say why"):
        proposal_decline(proposal, by=keeper, answer=" ")

    proposal_decline(proposal, by=keeper, answer="It is asked already.")

    with pytest.raises(Invalid, match="closed"):
        wording_offer(proposal, by=keeper, party=None, **WORDS)


def test_the_public_sees_no_proposal(record: SmallRecord) -> None:
    assert proposal_view(record.dialogue, _proposed(record).pk, viewer=PUBLIC) is None


def _letter(record: SmallRecord, **changed):
    user, party = _speaker(record, "un")
    given = {
        "kind": LetterKind.ALLEGATION,
        "party": party,
        "addressee": _speaker(record, "state")[1],
        "subject": "Arrests of 3 January",
        "sent": "2026-01-10",
        "days": 60,
        "visibility": Visibility.PARTIES,
    }
    return communication_send(record.dialogue, by=changed.pop("by", user), **{**given, **changed})


def test_a_reply_period_that_has_passed_is_told_until_a_reply_comes(record: SmallRecord) -> None:
    letter = _letter(record)
    keeper = viewer_of(record.users["keeper"])
    (view,) = letter_views(record.dialogue, viewer=keeper, today=date(2026, 3, 12))
    assert (view.due, view.late) == (date(2026, 3, 11), True)
    (view,) = letter_views(record.dialogue, viewer=keeper, today=date(2026, 3, 11))
    assert not view.late

    user, party = _speaker(record, "state")
    _letter(
        record, by=user, kind=LetterKind.REPLY, party=party, addressee=letter.party, answers=letter, days=None,
        sent="2026-03-15",
    )  # fmt: skip

    (view,) = letter_views(record.dialogue, viewer=keeper, today=date(2026, 4, 1))
    assert (len(view.replies), view.late) == (1, False)


def test_a_letter_is_answered_by_who_received_it_and_by_a_reply_alone(record: SmallRecord) -> None:
    letter = _letter(record)
    with pytest.raises(Invalid, match="received it"):
        _letter(record, kind=LetterKind.REPLY, answers=letter)
    with pytest.raises(Invalid, match="names the letter"):
        _letter(record, answers=letter)
    with pytest.raises(Invalid, match="another party"):
        _letter(record, addressee=_speaker(record, "un")[1])
    user, party = _speaker(record, "state")
    with pytest.raises(Invalid, match="no more people"):
        _letter(
            record, by=user, kind=LetterKind.REPLY, party=party, addressee=letter.party, answers=letter,
            visibility=Visibility.PUBLIC,
        )  # fmt: skip


def test_the_secretariat_enters_a_letter_of_others_from_a_document_alone(record: SmallRecord) -> None:
    with pytest.raises(Invalid, match="document"):
        _letter(record, by=record.users["keeper"])

    assert _letter(record, by=record.users["keeper"], source=record.sources["press"]).owner is None
