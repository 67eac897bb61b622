"""The invariants of the design that the record keeps by itself, each a test named for it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection

from audiatur.errors import AudiaturError
from audiatur.record import ledger, selectors, services
from audiatur.record.changes import change
from audiatur.record.errors import Invalid, NotAllowed
from audiatur.record.models import Answer, Claim, Ended, Position, Question, User, Visibility
from audiatur.record.visibility import PUBLIC, viewer_of


def anchored(small, source, quote):
    return services.passage_find(source, quote)


def test_invariant_1_a_claims_passage_is_found_exactly_in_its_source_or_it_is_marked_unsourced(small):
    question, source = small.question(), small.press()
    passage = anchored(small, source, "the prisons of Osmere were full")

    sourced = services.claim_note(
        question, by=small.secretariat, attributed_to="Rapporteur", text="Prisons are full.", source=source,
        passages=[passage],
    )  # fmt: skip
    services.claim_note(question, by=small.secretariat, attributed_to="Someone", text="Prisons are full.", source=None)

    held = sourced.passages.get()
    assert source.content[held.start : held.end] == held.exact == "the prisons of Osmere were full"
    assert source.content[: held.start].endswith(held.prefix)
    assert source.content[held.end :].startswith(held.suffix)
    viewer = viewer_of(small.secretariat)
    page = selectors.question_page(question, viewer=viewer, today=date(2030, 2, 1))
    assert {view.claim.attributed_to: view.unsourced for view in page.other_claims} == {
        "Rapporteur": False,
        "Someone": True,
    }


@pytest.mark.parametrize("quote", ["not in the article", "the", ""])
def test_invariant_1_a_quotation_that_is_not_found_exactly_once_is_refused(small, quote):
    with pytest.raises(Invalid, match="quot"):
        services.passage_find(small.press(), quote)


def test_invariant_3_a_new_position_supersedes_and_the_former_stays_with_its_dates(small):
    proposition = small.question().propositions.get()

    first = small.take(proposition, "ministry", "rejects", "2030-02-01")
    second = small.take(proposition, "ministry", "accepts", "2030-03~")

    first.refresh_from_db()
    assert (first.stance, first.taken, first.ended) == ("rejects", "2030-02-01", Ended.SUPERSEDED)
    assert first.ended_on == date(2030, 4, 30)
    assert second.supersedes == first
    assert Position.objects.filter(party=small.parties["ministry"], ended="").get() == second


def test_invariant_3_the_database_holds_one_current_position_per_party_and_proposition(small):
    proposition = small.question().propositions.get()
    first = small.take(proposition, "ministry", "rejects", "2030-02-01")
    small.take(proposition, "ministry", "accepts", "2030-03-01")

    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("UPDATE record_position SET ended = '' WHERE id = %s", [first.pk])


@pytest.mark.parametrize("who", ["mandate", "monitor", "secretariat", "reader", "administrator"])
def test_invariant_4_only_members_of_a_party_take_or_withdraw_its_positions(small, who):
    proposition = small.question().propositions.get()
    standing = small.take(proposition, "ministry", "accepts")
    person = {
        **small.people,
        "secretariat": small.secretariat,
        "reader": small.reader,
        "administrator": User.objects.create_superuser("root"),
    }[who]

    with pytest.raises(NotAllowed, match="Only members of Ministry of Justice of Osmere"):
        services.position_take(
            proposition, by=person, party=small.parties["ministry"], stance="rejects", taken="2030-05-01"
        )
    with pytest.raises(NotAllowed):
        services.position_withdraw(standing, by=person, on=date(2030, 5, 1))

    assert Position.objects.get().stance == "accepts"


@pytest.mark.parametrize("who", ["mandate", "monitor", "secretariat", "reader"])
def test_invariant_4_only_the_party_answers_for_claims_attributed_to_it(small, who):
    claim = services.claim_note(
        small.question(), by=small.secretariat, attributed_to="The minister", text="Courts are open.",
        source=small.press(), party=small.parties["ministry"],
    )  # fmt: skip
    person = {**small.people, "secretariat": small.secretariat, "reader": small.reader}[who]

    with pytest.raises(NotAllowed):
        services.claim_answer(claim, by=person, answer=Answer.CONFIRMS, on=date(2030, 2, 1))
    services.claim_answer(claim, by=small.people["ministry"], answer=Answer.DISPUTES, on=date(2030, 2, 1))

    assert claim.answers.get().answer == "disputes"


def test_invariant_4_a_reported_position_never_stands_over_the_partys_own(small):
    proposition, source = small.question().propositions.get(), small.press()
    told = {"by": small.secretariat, "party": small.parties["ministry"], "source": source}
    services.position_report(proposition, stance="rejects", taken="2030-01-20", **told)

    own = small.take(proposition, "ministry", "accepts", "2030-02-01")

    assert own.supersedes.basis == "reported"
    with pytest.raises(Invalid, match="stated its position itself"):
        services.position_report(proposition, stance="rejects", taken="2030-03-01", **told)


def test_invariant_5_a_status_is_computed_and_has_no_column_to_write():
    names = {field.name for model in (Question, Position, Claim) for field in model._meta.get_fields()}

    assert not names & {"status", "verdict"}


def test_invariant_9_what_press_says_that_a_party_said_is_reported_until_the_party_confirms(small):
    question, source = small.question(), small.press()
    statement = source.statements.first()
    assert statement is not None, "the reader finds a statement in the article"

    claim = services.claim_file(statement, by=small.secretariat, question=question, party=small.parties["ministry"])

    assert claim.basis == "reported"
    services.claim_answer(claim, by=small.people["ministry"], answer=Answer.CONFIRMS, on=date(2030, 2, 2))
    viewer = viewer_of(small.secretariat)
    view = selectors.question_page(question, viewer=viewer, today=date(2030, 3, 1)).other_claims[0]
    assert (view.claim.basis, view.answer.answer) == ("reported", "confirms")


def test_invariant_10_silence_is_awaited_until_the_period_ends_and_overdue_after(small):
    question = small.question(asked="2030-01-10")
    small.take(question.propositions.get(), "mandate", "accepts")
    last_day = date(2030, 1, 10) + timedelta(days=60)

    def state_cell(today):
        view = selectors.question_page(question, viewer=PUBLIC, today=today).view
        return next(cell for cell in view.rows[0].cells if cell.side.key == "state")

    assert state_cell(last_day).due == last_day == date(2030, 3, 11)
    assert (state_cell(last_day).silent, state_cell(last_day).overdue) == (True, False)
    assert state_cell(last_day + timedelta(days=1)).overdue


def test_invariant_11_a_restricted_row_changes_no_public_status_count_or_order(small):
    question = small.question()
    proposition = question.propositions.get()
    small.take(proposition, "mandate", "accepts")
    before = selectors.home_view(small.dialogue, viewer=PUBLIC, today=date(2030, 6, 1))

    small.take(proposition, "ministry", "rejects", visibility=Visibility.RESTRICTED)
    small.question(visibility=Visibility.PARTIES)
    small.press(visibility=Visibility.RESTRICTED)

    after = selectors.home_view(small.dialogue, viewer=PUBLIC, today=date(2030, 6, 1))
    assert after == before
    own = selectors.question_page(question, viewer=viewer_of(small.people["ministry"]), today=date(2030, 6, 1))
    assert own.view.status == "differing"


def test_invariant_11_a_public_position_is_not_replaced_by_one_that_fewer_can_see(small):
    proposition = small.question().propositions.get()
    small.take(proposition, "ministry", "accepts", "2030-02-01")

    with pytest.raises(Invalid, match="withdraw it instead"):
        small.take(proposition, "ministry", "rejects", "2030-03-01", visibility=Visibility.RESTRICTED)
    small.take(proposition, "mandate", "accepts", "2030-02-01", visibility=Visibility.RESTRICTED)
    small.take(proposition, "mandate", "rejects", "2030-03-01")

    assert [position.stance for position in Position.objects.filter(ended="").order_by("party")] == [
        "accepts",
        "rejects",
    ]


def test_invariant_13_every_act_is_exactly_one_ledger_entry(small):
    question, source = small.question(), small.press()
    proposition, statement = question.propositions.get(), source.statements.first()
    by = {"by": small.secretariat}
    claim = None

    def file():
        nonlocal claim
        claim = services.claim_file(statement, question=question, party=small.parties["ministry"], **by)

    acts = [
        lambda: services.statement_confirm(statement, **by),
        lambda: services.statement_correct(statement, speaker="The Minister of Justice", **by),
        lambda: services.statement_discard(statement, **by),
        lambda: services.statement_restore(statement, **by),
        file,
        lambda: services.claim_answer(claim, by=small.people["ministry"], answer="confirms", on=date(2030, 2, 2)),
        lambda: services.claim_withdraw(claim, on=date(2030, 2, 3), **by),
        lambda: small.take(proposition, "ministry", "accepts"),
        lambda: services.commitment_make(
            small.dialogue, party=small.parties["ministry"], text="600 places", made="2030", source=source, **by
        ),
        lambda: services.meeting_hold(
            small.dialogue, slug="one", title="First", held="2030-03-21", agenda=[("prisons", "Prisons", "")],
            present=[services.Present("Secretary of state")], **by,
        ),
    ]  # fmt: skip
    for number, act in enumerate(acts):
        before = ledger.head().seq
        act()
        assert ledger.head().seq == before + 1, f"act {number}"
    assert list(ledger.faults()) == []


def test_invariant_14_dates_stand_between_their_earliest_and_latest_day(small):
    position = small.take(small.question().propositions.get(), "mandate", "accepts", "2030-02~")

    assert (position.taken_earliest, position.taken_latest) == (date(2030, 1, 1), date(2030, 3, 31))
    with pytest.raises(AudiaturError, match="is not a date"):
        small.take(position.proposition, "mandate", "rejects", "next week")


def test_invariant_14_a_reply_is_due_counted_from_the_latest_day(small):
    question = small.question(asked="2030-01")

    assert selectors.reply_due(question) == date(2030, 1, 31) + timedelta(days=60)


def test_a_record_compiled_from_public_sources_awaits_no_reply(small):
    with change("dialogue compiled", by=None):
        small.dialogue.reply_days = None
        small.dialogue.save()
    question = small.question(asked="2020-01-10")

    view = selectors.question_page(question, viewer=PUBLIC, today=date(2030, 1, 1)).view

    assert view.due is None
    assert view.awaited == ()
    assert not any(cell.overdue for cell in view.rows[0].cells)
