"""Questions, claims and answers: what is refused, and what a refusal leaves."""

from __future__ import annotations

from datetime import date

import pytest

from audiatur.record import ledger, selectors, services
from audiatur.record.errors import Invalid, NotAllowed
from audiatur.record.models import Basis, Claim, Question, Statement, Visibility
from audiatur.record.visibility import PUBLIC


def statement(source, quote, speaker="The minister"):
    """A statement as a reader would store it, on the words of the quote."""
    start = source.content.index(quote)
    from audiatur.record.changes import change

    with change("read", by=None):
        row = Statement(
            source=source, voice="says", confidence=0.9, speaker=speaker, start=start, reader="test",
            content_spans=[[start, start + len(quote)]],
        )  # fmt: skip
        row.save()
    return row


def test_only_the_secretariat_opens_a_question(small):
    with pytest.raises(NotAllowed, match="Only the secretariat"):
        services.question_open(
            small.dialogue, by=small.people["ministry"], slug="x", topic="law", text="?", asked="2030",
            addressed=[small.sides["un"]], propositions=[("P", "")],
        )  # fmt: skip
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"topic": "taxes"}, "“taxes” is not a topic"),
        ({"addressed": []}, "asked of one side"),
        ({"propositions": []}, "one proposition"),
        ({"asked": "soon"}, "is not a date"),
    ],
)
def test_a_question_that_does_not_fit_is_refused_and_nothing_is_stored(small, changed, told):
    before = ledger.head()
    fitting = {
        "slug": "x", "topic": "law", "text": "?", "asked": "2030", "addressed": [small.sides["un"]],
        "propositions": [("P", "")],
    }  # fmt: skip

    with pytest.raises(Invalid, match=told):
        services.question_open(small.dialogue, by=small.secretariat, **{**fitting, **changed})

    assert ledger.head() == before


def test_a_partys_own_document_states_it_first_hand(small):
    question = small.question()
    reply = services.source_add(
        small.dialogue, by=small.people["ministry"], title="Reply", content=b"The prisons hold 900 people.",
        name="reply.txt", author=small.parties["ministry"], visibility=Visibility.PARTIES,
    )  # fmt: skip
    row = statement(reply, "The prisons hold 900 people.")

    claim = services.claim_file(row, by=small.people["ministry"], question=question, party=small.parties["ministry"])

    assert (claim.basis, claim.visibility, claim.owner) == (Basis.OWN, "parties", small.parties["ministry"])
    assert claim.text == claim.passages.get().exact == "The prisons hold 900 people."


def test_what_a_partys_document_says_that_another_said_is_reported(small):
    question, source = small.question(), small.press()
    row = statement(source, "the prisons of Osmere were full", speaker="The rapporteur")

    claim = services.claim_file(row, by=small.secretariat, question=question, party=small.parties["mandate"])

    assert (claim.basis, claim.attributed_to) == (Basis.REPORTED, "The rapporteur")


def test_a_statement_is_filed_once_and_again_only_after_the_claim_is_withdrawn(small):
    question = small.question()
    row = statement(small.press(), "Nobody is above the law")
    by = {"by": small.secretariat}
    claim = services.claim_file(row, question=question, **by)

    with pytest.raises(Invalid, match="filed already"):
        services.claim_file(row, question=question, **by)
    with pytest.raises(Invalid, match="withdraw the claim first"):
        services.statement_discard(row, **by)
    services.claim_withdraw(claim, on=date(2030, 3, 1), **by)
    services.claim_file(row, question=question, **by)

    assert Claim.objects.filter(withdrawn_on__isnull=True).count() == 1
    assert Claim.objects.count() == 2


def test_a_withdrawn_position_leaves_its_side_silent_and_stays_in_the_history(small):
    question = small.question()
    position = small.take(question.propositions.get(), "ministry", "accepts")

    services.position_withdraw(position, by=small.people["ministry"], on=date(2030, 3, 1))

    cell = selectors.question_page(question, viewer=PUBLIC, today=date(2030, 3, 2)).view.rows[0].cells[0]
    assert cell.stance == "silent"
    assert [former.stance for former in cell.former] == ["accepts"]
    with pytest.raises(Invalid, match="superseded or withdrawn before"):
        services.position_withdraw(position, by=small.people["ministry"], on=date(2030, 3, 2))


def test_a_claim_of_nobody_in_the_dialogue_cannot_be_answered(small):
    claim = services.claim_note(
        small.question(), by=small.secretariat, attributed_to="A journalist", text="It was quiet.", source=small.press()
    )

    with pytest.raises(Invalid, match="attributed to no party"):
        services.claim_answer(claim, by=small.people["ministry"], answer="confirms", on=date(2030, 3, 1))


def test_a_meeting_freezes_the_positions_that_stood_when_it_was_held(small):
    proposition = small.question().propositions.get()
    small.take(proposition, "ministry", "rejects", "2030-02-01")
    unmoved = small.take(proposition, "mandate", "accepts", "2030-02-01")
    services.meeting_hold(
        small.dialogue, by=small.secretariat, slug="first", title="First", held="2030-03-21", agenda=[], present=[]
    )
    small.take(proposition, "ministry", "accepts_in_part", "2030-03-21")

    view = selectors.meeting_view(small.dialogue, "first", viewer=PUBLIC, today=date(2030, 4, 1))

    moves = {move.position.party.slug: move for move in view.moves}
    assert (moves["ministry"].before.stance, moves["ministry"].after.stance) == ("rejects", "accepts_in_part")
    assert moves["ministry"].changed
    assert (moves["mandate"].before, moves["mandate"].after, moves["mandate"].changed) == (unmoved, unmoved, False)


def test_a_meeting_looks_forward_only_to_the_next_one(small):
    proposition = small.question().propositions.get()
    for slug, held, stance in (("first", "2030-03-21", "rejects"), ("second", "2030-06-01", "accepts")):
        services.meeting_hold(
            small.dialogue, by=small.secretariat, slug=slug, title=slug, held=held, agenda=[], present=[]
        )
        small.take(proposition, "ministry", stance, held)

    first = selectors.meeting_view(small.dialogue, "first", viewer=PUBLIC, today=date(2030, 7, 1))

    assert [(move.before, move.after.stance) for move in first.moves] == [(None, "rejects")]
