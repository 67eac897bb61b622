"""Promises, answers, assessments, meetings, proposals and letters are entered on pages; what is due goes out."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from icalendar import Calendar

from audiatur.record import ledger
from audiatur.record.models import (
    Commitment,
    Communication,
    FollowUp,
    Meeting,
    Proposal,
    Question,
    Response,
    Visibility,
)
from audiatur.record.services import commitment_make
from audiatur.site.due import remind
from tests.record_fixture import TODAY, SmallRecord
from tests.site.conftest import signed_in

pytestmark = pytest.mark.django_db

PROMISE = {
    "party": "ministry", "text": "Publish the count of places.", "responsible": "Prison Service", "target": "monthly",
    "made": "2026-03-20", "due": "2026-06-30", "topic": "prisons", "visibility": "public",
}  # fmt: skip


@pytest.fixture
def clerk(record: SmallRecord) -> Client:
    return signed_in(record.users["clerk"])


@pytest.fixture
def keeper(record: SmallRecord) -> Client:
    return signed_in(record.users["keeper"])


def _through(client: Client, address: str, given: dict[str, object]) -> str:
    """Form, check, receipt: the receipt's page, after exactly one entry."""
    before = ledger.head().seq
    assert "Check your answers" in client.post(address, {**given, "step": "check"}).content.decode()
    assert ledger.head().seq == before
    receipt = client.post(address, {**given, "step": "confirm"}, follow=True).content.decode()
    assert ledger.head().seq == before + 1
    assert str(ledger.head().hash) in receipt
    return receipt


def test_a_party_enters_its_promise(record: SmallRecord, clerk: Client, visitor: Client) -> None:
    receipt = _through(clerk, "/calidor/follow-up/add/", PROMISE)

    row = Commitment.objects.get(text=PROMISE["text"])
    assert (row.party.slug, row.basis, row.responsible, row.target) == ("ministry", "own", "Prison Service", "monthly")
    assert "Seen by" in receipt
    assert "Responsible: Prison Service" in visitor.get("/calidor/follow-up/").content.decode()


def test_nobody_enters_the_promise_of_another_party(record: SmallRecord, clerk: Client) -> None:
    page = clerk.post("/calidor/follow-up/add/", {**PROMISE, "party": "watch", "step": "confirm"})

    assert page.status_code == 200
    assert not Commitment.objects.filter(text=PROMISE["text"]).exists()


def test_a_promise_due_before_it_was_made_is_told_at_its_field(record: SmallRecord, clerk: Client) -> None:
    page = clerk.post("/calidor/follow-up/add/", {**PROMISE, "due": "2026-01-01", "step": "check"}).content.decode()

    assert "It is due before it was promised." in page


def test_the_secretariat_enters_a_promise_from_a_document_alone(record: SmallRecord, keeper: Client) -> None:
    page = keeper.post("/calidor/follow-up/add/", {**PROMISE, "step": "confirm"}).content.decode()
    assert "needs its source" in page

    _through(keeper, "/calidor/follow-up/add/", {**PROMISE, "source": record.sources["press"].pk})

    assert Commitment.objects.get(text=PROMISE["text"]).basis == "reported"


def test_a_promise_and_a_noted_recommendation_are_graded_on_a_named_scale(record: SmallRecord, clerk: Client) -> None:
    promise = next(iter(record.commitments.values()))
    graded = {"party": "ministry", "grade": "committee:B", "made": "2026-03-21", "note": "Half is done."}

    _through(clerk, f"/calidor/follow-up/commitments/{promise.pk}/assess/", graded)
    _through(clerk, f"/calidor/follow-up/recommendations/{record.recommendation.pk}/assess/", graded)

    rows = FollowUp.objects.filter(note="Half is done.")
    assert {row.scale for row in rows} == {"Human Rights Committee, assessment of replies, version 2020"}
    assert {(row.commitment_id, row.recommendation_id) for row in rows} == {
        (promise.pk, None), (None, record.recommendation.pk),
    }  # fmt: skip


def test_the_secretariats_own_word_is_no_assessment(record: SmallRecord, keeper: Client) -> None:
    promise = next(iter(record.commitments.values()))

    page = keeper.post(
        f"/calidor/follow-up/commitments/{promise.pk}/assess/",
        {"party": "", "grade": "progress:done", "made": "2026-03-21", "step": "confirm"},
    )

    assert "Name the party that says so, or the document." in page.content.decode()


def test_the_state_answers_a_recommendation_and_others_do_not(record: SmallRecord, clerk: Client) -> None:
    address = f"/calidor/follow-up/recommendations/{record.recommendation.pk}/answer/"
    given = {"word": "Noted", "given": "2026-03-20", "source": record.sources["reply"].pk}
    before = Response.objects.count()

    assert signed_in(record.users["rapporteur"]).get(address).status_code == 403
    _through(clerk, address, given)

    assert Response.objects.count() == before + 1


def test_a_meeting_is_entered_by_the_secretariat_and_freezes_what_stands(
    record: SmallRecord, keeper: Client, clerk: Client
) -> None:
    given = {
        "title": "Third round", "held": "2026-03-23", "agenda": "Places\nHearings", "visibility": "public",
        "present": "Minister of Justice, for the State\nSpecial Rapporteur",
    }  # fmt: skip
    assert clerk.get("/calidor/meetings/add/").status_code == 403

    _through(keeper, "/calidor/meetings/add/", given)

    meeting = Meeting.objects.get(slug="third-round")
    assert [item.text for item in meeting.agenda.all()] == ["Places", "Hearings"]
    assert [(one.name_or_office, one.capacity) for one in meeting.present.all()] == [
        ("Minister of Justice", "for the State"), ("Special Rapporteur", ""),
    ]  # fmt: skip
    assert meeting.snapshot["positions"]


def test_a_question_is_proposed_worded_and_asked_on_pages(record: SmallRecord, keeper: Client) -> None:
    from audiatur.record.visibility import viewer_of

    speakers = {}
    for user in record.users.values():
        for party in record.parties.values():
            if party.pk in viewer_of(user).writes_for:
                speakers.setdefault(party.side.key, (signed_in(user), party.slug))
    client, slug = speakers["cso"]
    words = {
        "party": slug, "text": "Are hearings announced?", "propositions": "They are. | មាន។", "addressed": ["state"],
        "topic": "proceedings",
    }  # fmt: skip
    _through(client, "/calidor/proposals/add/", words)
    at = f"/calidor/proposals/{Proposal.objects.get().pk}/"
    _through(keeper, f"{at}take-up/", {})
    assert keeper.get(f"{at}open/").status_code == 403

    for speaker, slug in speakers.values():
        _through(speaker, f"{at}consent/", {"party": slug, "consents": "yes"})
    _through(keeper, f"{at}open/", {"asked": "2026-03-24"})

    question = Question.objects.get(text="Are hearings announced?")
    assert [(row.text, row.text_km) for row in question.propositions.all()] == [("They are.", "មាន។")]
    assert question.text in Client().get("/calidor/").content.decode()


def test_a_letter_and_the_end_of_its_period_are_shown_to_those_who_may_see_it(
    record: SmallRecord, clerk: Client, visitor: Client
) -> None:
    rapporteur = signed_in(record.users["rapporteur"])
    given = {
        "kind": "allegation", "party": "rapporteur", "addressee": "ministry", "subject": "Arrests of 3 January",
        "sent": "2026-01-10", "days": 60, "visibility": "parties",
    }  # fmt: skip
    if not rapporteur.get("/calidor/letters/add/").content.decode().count('value="rapporteur"'):
        given["party"] = next(
            party.slug for party in record.parties.values() if f'value="{party.slug}"' in _options(rapporteur)
        )

    _through(rapporteur, "/calidor/letters/add/", given)

    assert Communication.objects.get().days == 60
    assert "No reply received by 11 March 2026." in clerk.get("/calidor/letters/").content.decode()
    assert "Arrests" not in visitor.get("/calidor/letters/").content.decode()


def _options(client: Client) -> str:
    page = client.get("/calidor/letters/add/").content.decode()
    return page[page.index('name="party"') : page.index('name="addressee"')]


def test_what_is_due_is_a_calendar_of_what_the_viewer_sees(record: SmallRecord, visitor: Client) -> None:
    answer = visitor.get("/calidor/due.ics")

    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert answer["Content-Type"].startswith("text/calendar")
    days = {event.decoded("dtstart") for event in events}
    assert date(2026, 12, 31) in days  # the promise of 600 places
    assert date(2026, 2, 1) not in days  # one that is done
    assert all(str(event["summary"]).startswith("Synthetic data:") for event in events)


def test_each_person_is_reminded_once_a_step_of_what_they_see(
    record: SmallRecord, mailoutbox: list[object], settings: object
) -> None:
    clerk = record.users["clerk"]
    clerk.email = "clerk@example.org"
    clerk.save()

    first = remind(today=TODAY, base="https://record.example.org")
    again = remind(today=TODAY, base="https://record.example.org")

    assert (first, again) == (1, 0)
    (mail,) = mailoutbox
    assert mail.to == ["clerk@example.org"]  # type: ignore[attr-defined]
    assert "No reply received by" in mail.body  # type: ignore[attr-defined]
    assert "https://record.example.org/calidor/" in mail.body  # type: ignore[attr-defined]
    assert remind(today=date(2027, 1, 15), base="https://record.example.org") == 1


def test_mail_quotes_nothing_that_not_everyone_may_read(record: SmallRecord, mailoutbox: list[object]) -> None:
    clerk = record.users["clerk"]
    clerk.email = "clerk@example.org"
    clerk.save()
    commitment_make(
        record.dialogue, by=clerk, party=record.parties["ministry"], text="Move the archive.", made="2026-03-01",
        due=TODAY.isoformat(), visibility=Visibility.PARTIES,
    )  # fmt: skip

    remind(today=TODAY, base="https://record.example.org")

    (mail,) = mailoutbox
    assert "Move the archive" not in mail.body  # type: ignore[attr-defined]
    assert "a commitment that not everyone may read" in mail.body  # type: ignore[attr-defined]
    assert "Publish the draft act." in mail.body  # type: ignore[attr-defined]
