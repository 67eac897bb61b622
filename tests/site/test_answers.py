"""Answering by file: who may, what is shown before it is stated, one entry for each act, and nothing on a fault."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override
from lxml import html

from audiatur.publish.answer_word import returned
from audiatur.record import ledger
from audiatur.record.changes import change
from audiatur.record.models import ClaimAnswer, Commitment, Ended, Entry, FollowUp, Position, Stance
from tests.record_fixture import SmallRecord, first_of
from tests.site.conftest import signed_in
from tests.site.crawl import words

pytestmark = pytest.mark.django_db
PAGE = "/calidor/questions/partly-agreed/answers/ministry/"


@pytest.fixture
def clerk(record: SmallRecord) -> Client:
    return signed_in(record.users["clerk"])


def filled_csv(client: Client, answers: Mapping[str, str]) -> bytes:
    rows = list(csv.reader(io.StringIO(client.get(f"{PAGE}form.csv").content.decode("utf-8-sig"), newline="")))
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([*row[:-1], answers.get(row[0], row[-1])] for row in rows)
    return stream.getvalue().encode()


def filled_word(client: Client, answers: Mapping[str, str]) -> bytes:
    opened = docx.Document(io.BytesIO(client.get(f"{PAGE}form.docx").content))
    for table in opened.tables:
        for row in table.rows:
            if row.cells[0].text in answers:
                row.cells[-1].text = answers[row.cells[0].text]
    stream = io.BytesIO()
    opened.save(stream)
    return stream.getvalue()


FILLED = {"csv": filled_csv, "docx": filled_word}


def uploaded(client: Client, content: bytes, *, name: str = "form.csv") -> html.HtmlElement:
    answer = client.post(PAGE, {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 200
    return html.fromstring(answer.content)


def confirmed(client: Client, page: html.HtmlElement, **given: str) -> object:
    sealed = page.xpath("//input[@name='answers']/@value")[0]
    return client.post(PAGE, {"answers": sealed, "step": "confirm", "visibility": "public", **given})


@pytest.mark.parametrize("person", ["warden", "keeper", "reader", "rapporteur", "outsider"])
@pytest.mark.parametrize("path", ["", "form.docx", "form.csv", "stated/"])
def test_only_members_of_the_party_find_its_forms(record: SmallRecord, person: str, path: str) -> None:
    assert signed_in(record.users[person]).get(PAGE + path).status_code == 403


def test_whoever_is_not_signed_in_is_led_to_the_sign_in(record: SmallRecord, visitor: Client) -> None:
    assert visitor.get(PAGE)["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("kind", ["csv", "docx"])
def test_what_is_filled_in_is_shown_stated_and_receipted_one_entry_an_act(
    record: SmallRecord, clerk: Client, kind: str
) -> None:
    disputed, due = record.claims["disputed"], record.commitments["due"]
    answers = {
        "P2.stance": "Accepts in part",
        "P2.since": "2026-03-20",
        "P2.reason": "=Counted\n- twice",
        "P2.reason_km": "រាប់ពីរដង។",
        "P3.stance": "rejects",
        f"C{disputed.pk}.answer": "Confirmed by the party",
        f"C{disputed.pk}.words": "@we said so",
        f"K{due.pk}.grade": "started",
        f"K{due.pk}.note": "+300 places",
    }
    before = ledger.head().seq

    page = uploaded(clerk, FILLED[kind](clerk, answers), name=f"form.{kind}")
    assert ledger.head().seq == before
    assert "រាប់ពីរដង។" in words(page, "//main")
    confirmed(clerk, page)

    entries = list(Entry.objects.filter(seq__gt=before))
    assert [entry.kind for entry in entries] == [
        "position taken", "position taken", "claim answered", "follow-up added",
    ]  # fmt: skip
    taken = Position.objects.get(
        proposition=first_of(record.questions["partly-agreed"], 2), party=record.parties["ministry"], ended=Ended.STANDS
    )
    assert (taken.stance, taken.taken, taken.reason, taken.reason_km) == (
        "accepts_in_part", "2026-03-20", "=Counted\n- twice", "រាប់ពីរដង។",
    )  # fmt: skip
    assert ClaimAnswer.objects.filter(claim=disputed).last().words == "@we said so"
    step = FollowUp.objects.filter(commitment=due).last()
    assert (step.grade, step.note, step.party) == ("started", "+300 places", record.parties["ministry"])
    receipts = html.fromstring(clerk.get(f"{PAGE}stated/").content).xpath("//main//td/a/@href")
    assert len(receipts) == 4
    assert all(clerk.get(address).status_code == 200 for address in receipts)


def test_the_form_shows_what_the_party_holds_and_nothing_of_other_parties_forms(
    record: SmallRecord, clerk: Client
) -> None:
    told = returned(clerk.get(f"{PAGE}form.docx").content)

    assert told.marks["party"] == "ministry"
    assert told.answers == {}
    form = clerk.get(f"{PAGE}form.csv").content.decode()
    assert "Accepts, 10 February 2026" in form
    assert f"C{record.claims['unsourced'].pk}.answer" not in form


def test_what_stands_already_is_not_stated_again(record: SmallRecord, clerk: Client) -> None:
    page = uploaded(clerk, filled_csv(clerk, {"P1.stance": "accepts"}))

    assert "states nothing that does not stand already" in words(page, "//main")
    assert not page.xpath("//button[@value='confirm']")


def test_a_position_can_be_withdrawn_by_form(record: SmallRecord, clerk: Client) -> None:
    confirmed(clerk, uploaded(clerk, filled_csv(clerk, {"P1.stance": "withdraws"})))

    held = Position.objects.filter(proposition=first_of(record.questions["partly-agreed"]), ended=Ended.STANDS)
    assert not held.filter(party=record.parties["ministry"]).exists()


def test_a_form_made_for_other_words_states_nothing(record: SmallRecord, clerk: Client) -> None:
    content = filled_csv(clerk, {"P3.stance": "accepts"})
    page = uploaded(clerk, content)
    with change("question worded anew", by=None):
        sentence = first_of(record.questions["partly-agreed"], 3)
        sentence.text = "Most people held wait for a judgment."
        sentence.save()
    before = ledger.head()

    assert "has other words than when this form was made" in words(uploaded(clerk, content), "//main")
    confirmed(clerk, page)
    assert ledger.head() == before


def test_a_position_taken_since_the_form_was_made_is_pointed_at(record: SmallRecord, clerk: Client) -> None:
    content = filled_csv(clerk, {"P2.stance": "rejects"})
    confirmed(clerk, uploaded(clerk, filled_csv(clerk, {"P3.stance": "accepts"})))

    assert "has changed since this form was made" in words(uploaded(clerk, content), "//main")


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"P1.stance": "perhaps"}, "P1.stance: “perhaps” is not understood. Write one of: Accepts,"),
        ({"P1.reason": "because"}, "P1.stance: this line is empty though others of its item are not"),
        ({"P1.stance": "rejects", "P1.since": "soon"}, "“soon” is not a date that is understood here"),
        ({"P1.stance": "rejects", "P1.since": "2031"}, "P1.since: This date lies ahead"),
        ({"P1.stance": "rejects", "P1.since": "2025-01"}, "The party holds a position of 10 February 2026"),
        ({"P3.stance": "rejects", "P3.reason": "x" * 2001}, "2001 characters; 2000 are accepted"),
        ({"P3.stance": "withdraws"}, "holds no position to withdraw"),
    ],
)
def test_with_a_fault_nothing_of_the_form_can_be_stated(
    record: SmallRecord, clerk: Client, answers: dict[str, str], says: str
) -> None:
    page = uploaded(clerk, filled_csv(clerk, {"P2.stance": "rejects", **answers}))

    assert says in words(page, "//main")
    assert not page.xpath("//button[@value='confirm']")


def test_a_line_that_is_not_of_this_form_is_a_fault(record: SmallRecord, clerk: Client) -> None:
    foreign = f"C{record.claims['unsourced'].pk}.answer"
    page = uploaded(clerk, filled_csv(clerk, {}) + f"{foreign},,,,,,confirms\r\n".encode())

    assert f"{foreign}: this line is not" in words(page, "//main")


def test_words_of_the_form_are_understood_in_khmer(record: SmallRecord, clerk: Client) -> None:
    form = clerk.get(f"{PAGE}form.csv", headers={"accept-language": "km"}).content.decode()
    with override("km"):
        stance = str(Stance.REJECTS.label)
    assert stance in form

    page = uploaded(clerk, filled_csv(clerk, {"P3.stance": f" {stance}។"}))
    assert "Rejects" in words(page, "//main")


def test_the_positions_are_seen_by_no_fewer_than_those_that_they_supersede(record: SmallRecord, clerk: Client) -> None:
    page = uploaded(clerk, filled_csv(clerk, {"P1.stance": "rejects"}))

    assert page.xpath("//input[@name='visibility']/@value") == ["public"]
    before = ledger.head()
    confirmed(clerk, page, visibility="restricted")
    assert ledger.head() == before


def test_what_another_person_checked_cannot_be_confirmed(record: SmallRecord, clerk: Client) -> None:
    page = uploaded(clerk, filled_csv(clerk, {"P3.stance": "accepts"}))
    before = ledger.head()

    sealed = page.xpath("//input[@name='answers']/@value")[0]
    answer = clerk.post(PAGE, {"answers": sealed[:-3] + "abc", "step": "confirm", "visibility": "public"})

    assert "older than a day or not yours" in answer.content.decode()
    assert ledger.head() == before


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", b"%PDF-1.7 x"), ("a.docx", b"PK\x03\x04x"), ("a.csv", b"\xff\xfe\x00"), ("a.csv", b"a,b")],
)
def test_a_file_that_is_no_form_is_told_at_the_field(
    record: SmallRecord, clerk: Client, name: str, content: bytes
) -> None:
    page = uploaded(clerk, content, name=name)

    assert page.xpath("//div[contains(@class, 'wrong')]//p[@class='error']")


def test_a_due_commitment_of_another_party_is_not_in_the_form(record: SmallRecord, clerk: Client) -> None:
    other = Commitment.objects.exclude(party=record.parties["ministry"]).first()
    assert other is not None
    assert f"K{other.pk}." not in clerk.get(f"{PAGE}form.csv").content.decode()
