"""Reviewing statements on the source page: each act, by form alone and by htmx, done and refused."""

from __future__ import annotations

import re

import pytest
from django.utils.html import strip_tags

from audiatur.record import ledger, services
from audiatur.record.models import Claim, Visibility
from audiatur.record.selectors import source_page
from audiatur.record.visibility import viewer_of
from tests.site.conftest import signed_in
from tests.site.test_sources import added, address

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def source(record):
    return added(record, by="monitor", author=record.parties["monitor"], visibility=Visibility.PARTIES)


@pytest.fixture
def row(source):
    return source.statements.order_by("start").first()


@pytest.fixture
def desk(record):
    """The browser of the person whose source it is."""
    return signed_in(record.users["monitor"])


def to(row, act=""):
    return address(row.source, f"statements/{row.pk}/{act}/" if act else f"statements/{row.pk}/")


def forms_of(record, row):
    """What each act is sent with."""
    question = record.questions["differing"]
    return {
        "confirm": {},
        "correct": {"chosen": "other", "other": "The deputy minister"},
        "split": {"at": row.source.content.index("and that nobody")},
        "discard": {},
        "file": {
            "place": f"question-{question.pk}", "party": "monitor", "text": "The courts are open.",
            "visibility": "restricted",
        },
    }  # fmt: skip


STATES = {"confirm": "confirmed", "correct": "confirmed", "split": "split", "discard": "discarded", "file": "confirmed"}


@pytest.mark.parametrize("act", STATES)
def test_an_act_is_done_by_its_form_alone_and_told_with_its_entry(record, desk, row, act):
    answer = desk.post(to(row, act), forms_of(record, row)[act], follow=True)

    row.refresh_from_db()
    assert row.state == STATES[act]
    assert answer.redirect_chain[-1][0].endswith(f"?near={row.start}#s{row.pk}")
    words = " ".join(strip_tags(answer.content.decode()).split())
    assert f"Ledger entry {ledger.head().seq}." in words
    again = desk.get(address(row.source)).content.decode()
    assert "Ledger entry" not in again


@pytest.mark.parametrize("act", STATES)
def test_an_act_swaps_its_item_its_paragraph_and_the_counts(record, desk, row, act):
    answer = desk.post(to(row, act), forms_of(record, row)[act], headers=HTMX)

    html = answer.content.decode()
    row.refresh_from_db()
    assert row.state == STATES[act]
    assert html.lstrip().startswith(f'<li class="item {STATES[act]} just-done" id="s{row.pk}"')
    assert 'id="counts" hx-swap-oob="true"' in html
    assert re.search(r'<p class="body" id="para-\d+" lang="en" hx-swap-oob="true">', html)
    assert f"Ledger entry {ledger.head().seq}." in html
    assert "<html" not in html


@pytest.mark.parametrize("who", ["clerk", "officer", "lawyer", "keeper", "reader", "outsider", "anyone"])
@pytest.mark.parametrize("act", STATES)
def test_an_act_is_refused_to_those_whose_source_it_is_not(record, row, act, who):
    client = signed_in(record.users[who]) if who != "anyone" else signed_in(None)
    before = ledger.head()

    answer = client.post(to(row, act), forms_of(record, row)[act])

    if who == "keeper":
        assert answer.status_code in (200, 302)
        return
    assert ledger.head() == before
    assert answer.status_code == (302 if who == "anyone" else 404 if who == "outsider" else 403)


@pytest.mark.parametrize("act", ["confirm", "discard", "split", "correct"])
def test_every_act_can_be_undone(record, desk, row, act):
    desk.post(to(row, act), forms_of(record, row)[act])

    answer = desk.post(to(row, "restore"), headers=HTMX)

    row.refresh_from_db()
    assert row.state == "unchecked"
    assert row.said_by == "The minister"
    shown = [view.statement.pk for view in _page(record, row).statements]
    assert shown == list(row.source.statements.filter(parent=None).order_by("start").values_list("pk", flat=True))
    if act == "split":
        assert answer.content.decode().count('hx-swap-oob="delete"') == 2


def _page(record, row):
    return source_page(row.source, viewer=viewer_of(record.users["monitor"]))


def test_a_filed_claim_is_withdrawn_and_the_statement_stays_confirmed(record, desk, row):
    desk.post(to(row, "file"), forms_of(record, row)["file"])

    desk.post(to(row, "withdraw"))

    row.refresh_from_db()
    claim = Claim.objects.get(statement=row)
    assert (row.state, claim.withdrawn_on is not None) == ("confirmed", True)


def test_a_claim_holds_what_was_chosen(record, desk, row):
    proposition = record.questions["differing"].propositions.first()
    given = {**forms_of(record, row)["file"], "place": f"proposition-{proposition.pk}"}

    desk.post(to(row, "file"), given)

    claim = Claim.objects.get(statement=row)
    assert (claim.question, claim.proposition) == (record.questions["differing"], proposition)
    assert (claim.party, claim.text, claim.visibility) == (
        record.parties["monitor"], "The courts are open.", "restricted",
    )  # fmt: skip
    assert claim.passages.get().exact == "the courts were open to everyone, and that nobody was above the law"


def test_showing_a_claim_more_widely_than_its_document_asks_again_and_names_the_readers(record, desk, row):
    given = {**forms_of(record, row)["file"], "visibility": "public"}

    asked = desk.post(to(row, "file"), given).content.decode()

    words = " ".join(strip_tags(asked).split())
    assert "More people will see this than see its document" in words
    assert "will be seen by: anyone who opens this site, without signing in." in words
    assert "The passage names: The minister." in words
    assert not Claim.objects.filter(statement=row).exists()

    again = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', asked))
    desk.post(to(row, "file"), {**again, "csrfmiddlewaretoken": ""})
    assert Claim.objects.get(statement=row).visibility == "public"


def test_being_sure_of_one_level_is_not_being_sure_of_a_wider_one(record, row):
    source = added(record, by="lawyer", visibility=Visibility.RESTRICTED)
    row = source.statements.first()
    desk = signed_in(record.users["lawyer"])

    desk.post(to(row, "file"), {**forms_of(record, row)["file"], "visibility": "public", "sure": "side"})

    assert not Claim.objects.filter(statement=row).exists()


def test_a_level_wider_than_the_document_is_not_offered_to_whom_it_does_not_belong(record, row):
    keeper = signed_in(record.users["keeper"])

    form = keeper.get(to(row, "file")).content.decode()
    answer = keeper.post(to(row, "file"), {**forms_of(record, row)["file"], "visibility": "public"})

    assert 'value="parties"' in form
    assert 'value="public"' not in form
    assert answer.status_code == 200
    assert not Claim.objects.filter(statement=row).exists()


def test_the_narrowest_level_is_chosen_at_first(record, desk, row):
    form = desk.get(to(row, "file")).content.decode()

    assert re.search(r'value="restricted"[^>]*checked', form)
    assert "Only my organisation (Detention Monitor)" in form
    assert "All parties of the dialogue (" in form


@pytest.mark.parametrize("act", ["correct", "split", "file"])
def test_an_empty_form_is_shown_again_with_what_is_missing(record, desk, row, act):
    before = ledger.head()

    page = desk.post(to(row, act), {})
    part = desk.post(to(row, act), {}, headers=HTMX)

    assert ledger.head() == before
    assert 'class="error-summary"' in page.content.decode()
    assert "<html" in page.content.decode()
    assert part.content.decode().startswith("<li")
    for target in re.findall(r'<li><a href="#([^"]+)"', page.content.decode()):
        assert f'id="{target}"' in page.content.decode()


def test_what_was_typed_is_kept_when_a_form_is_shown_again(record, desk, row):
    given = {**forms_of(record, row)["file"], "place": "", "text": "My own sentence."}

    assert "My own sentence." in desk.post(to(row, "file"), given).content.decode()


def test_the_speakers_of_the_document_and_the_parties_are_suggested(record, desk, row):
    form = desk.get(to(row, "correct")).content.decode()

    assert re.search(r'value="The rapporteur"', form)
    assert re.search(r'value="Ministry of Justice"', form)
    assert not re.search(r'type="radio" name="chosen" value="The minister"', form)


def test_a_cut_is_offered_at_clauses_first_and_at_every_other_word(desk, row):
    form = desk.get(to(row, "split")).content.decode()

    clauses, words = form.split("<details", 1)
    assert "and that nobody was above the law" in clauses
    assert clauses.count('name="at"') == 2
    assert words.count('name="at"') == 10


def test_a_cut_that_is_not_offered_is_refused(desk, row):
    before = ledger.head()

    desk.post(to(row, "split"), {"at": 3})

    assert ledger.head() == before


def test_an_act_that_the_record_refuses_says_why_in_place(desk, row):
    desk.post(to(row, "confirm"))
    before = ledger.head()

    answer = desk.post(to(row, "confirm"), headers=HTMX)

    assert "confirmed already" in answer.content.decode()
    assert ledger.head() == before


def test_an_act_that_there_is_not_is_not_found(desk, row):
    assert desk.post(to(row, "erase")).status_code == 404
    assert desk.get(address(row.source, "statements/999999/")).status_code == 404


def test_reading_an_acts_address_changes_nothing(desk, row):
    before = ledger.head()

    codes = {act: desk.get(to(row, act)).status_code for act in (*STATES, "restore", "withdraw")}

    assert set(codes.values()) == {200}
    assert ledger.head() == before


def test_a_statement_of_another_source_is_not_found_under_this_one(record, desk, source):
    foreign = added(record, by="keeper").statements.first()

    answer = desk.post(address(source, f"statements/{foreign.pk}/confirm/"))

    assert answer.status_code == 404


def test_a_claim_of_a_question_that_the_person_may_not_see_cannot_be_made(record, desk, row):
    hidden = services.question_open(
        record.dialogue, by=record.users["keeper"], slug="hidden", topic="law", text="Hidden?", asked="2026",
        addressed=[record.sides["un"]], propositions=[("P.", "")], visibility=Visibility.RESTRICTED,
    )  # fmt: skip

    form = desk.get(to(row, "file")).content.decode()
    desk.post(to(row, "file"), {**forms_of(record, row)["file"], "place": f"question-{hidden.pk}"})

    assert "Hidden?" not in form
    assert not Claim.objects.filter(statement=row).exists()
