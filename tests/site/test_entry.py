"""The pages of forms: who finds them, steps without a script, faults at their questions, closing a batch."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from django.test import Client
from lxml import html

from audiatur.record.models import Draft, FormEntry
from tests.record_fixture import SmallRecord
from tests.site.conftest import signed_in
from tests.site.crawl import words

pytestmark = pytest.mark.django_db

TRIAL = "/calidor/entry/trial/"
ANSWERS = {
    "trial-court": "Northern Court",
    "trial-on": "2026-03-20",
    "trial-selection": "all",
    "accused-1-charge_class": "felony",
    "accused-1-told_silence": "yes",
    "accused-1-minor": "no",
}


@pytest.fixture
def monitor(record, settings, tmp_path) -> Client:
    settings.REGISTERS = tmp_path / "registers"
    return signed_in(record.users["monitor"])


def script(client, address, answers, revision=1):
    """What the script sends."""
    given = {**answers, "act": "keep", "revision": str(revision)}
    return client.post(address, given, headers={"accept": "application/json"})


def handed_in(client, answers=ANSWERS, form=TRIAL):
    token = uuid4()
    script(client, f"{form}{token}/", answers)
    client.post(f"{form}{token}/check/", {"act": "hand in"})
    return FormEntry.objects.get(token=token)


def test_a_form_is_filled_in_in_steps_that_are_kept_as_a_draft(monitor):
    first = monitor.get(f"{TRIAL}new/").headers["Location"]
    token = first.split("/")[-3]
    assert not Draft.objects.exists(), "looking at an empty form stores nothing"

    trial = {name: value for name, value in ANSWERS.items() if name.startswith("trial-")}
    second = monitor.post(first, {**trial, "act": "next"}).headers["Location"]
    accused = {name: value for name, value in ANSWERS.items() if name.startswith("accused-")}
    checking = monitor.post(second, {**accused, "act": "check"}).headers["Location"]

    assert (second, checking) == (f"{TRIAL}{token}/2/", f"{TRIAL}{token}/check/")
    assert Draft.objects.get().answers == ANSWERS
    page = html.fromstring(monitor.get(checking).content)
    assert "Northern Court" in words(page, "//main")
    assert "Hand it in" in words(page, "//main")


def test_a_block_is_added_and_removed_without_a_script(monitor):
    address = f"{TRIAL}{uuid4()}/2/"

    page = html.fromstring(monitor.post(address, {"accused-1-charge_class": "felony", "act": "add:accused"}).content)
    assert page.xpath("//form//div[@class='entry-block']//h3/text()")[:2] == ["Accused 1", "Accused 2"]

    page = html.fromstring(
        monitor.post(
            address,
            {"accused-1-charge_class": "felony", "accused-2-charge_class": "misdemeanour", "act": "remove:accused-1"},
        ).content
    )
    assert Draft.objects.get().answers == {"accused-2-charge_class": "misdemeanour"}


def test_blocks_that_hold_nothing_yet_stay_when_another_is_added(monitor):
    address = f"/calidor/entry/dispute/{uuid4()}/3/"

    page = html.fromstring(
        monitor.post(address, {"party-1-block": "1", "party-2-block": "1", "act": "add:party"}).content
    )

    assert page.xpath("//form/section//h3/text()")[:3] == ["Party 1", "Party 2", "Party 3"]


def test_what_does_not_fit_is_told_in_words_of_the_form_at_its_question(monitor):
    token = uuid4()
    script(monitor, f"{TRIAL}{token}/", {**ANSWERS, "trial-on": "2027-01-01", "trial-court": ""})

    page = html.fromstring(monitor.get(f"{TRIAL}{token}/check/").content)

    links = page.xpath("//div[@class='error-summary']//a")
    assert [link.text for link in links] == [
        "“Court”: give an answer.",
        "“Day of the hearing”: this day lies ahead. Give today or a day before.",
    ]
    assert "Hand it in" not in words(page, "//main")
    step = html.fromstring(monitor.get(links[1].get("href").partition("#")[0]).content)
    assert step.xpath("//*[@id='id_trial-on_error']/text()") == [links[1].text]
    assert step.xpath("//*[@id='id_trial-on']/@value") == ["2027-01-01"]


def test_sending_and_handing_in_twice_stores_once(monitor):
    token = uuid4()
    for _ in range(2):
        script(monitor, f"{TRIAL}{token}/", ANSWERS)
    for _ in range(2):
        monitor.post(f"{TRIAL}{token}/check/", {"act": "hand in"})
    late = script(monitor, f"{TRIAL}{token}/", ANSWERS, revision=9)

    entry = FormEntry.objects.get()
    assert json.loads(late.content) == {"kept": True, "check": f"{TRIAL}kept/{entry.number}/"}
    assert not Draft.objects.exists()


def test_the_receipt_of_an_entry_names_the_entry_of_the_ledger(monitor):
    entry = handed_in(monitor)

    page = html.fromstring(monitor.get(f"{TRIAL}kept/{entry.number}/").content)

    assert "Entry of the ledger" in words(page, "//main")
    assert "members who write for" in words(page, "//main")


@pytest.mark.parametrize("person", ["clerk", "lawyer", "keeper", "warden", "reader"])
def test_nobody_else_sees_a_partys_entries_and_drafts(record: SmallRecord, monitor, person):
    token = uuid4()
    script(monitor, f"{TRIAL}{token}/", {**ANSWERS, "trial-court": "Hidden Court"})
    entry = handed_in(monitor, {**ANSWERS, "trial-court": "Hidden Court"})
    if person not in record.users or person == "monitor":
        pytest.skip("the record has no such person")
    other = signed_in(record.users[person])

    for rest in ("", "close/", f"{token}/", f"{token}/check/", f"kept/{entry.number}/"):
        answer = other.get(TRIAL + rest, follow=True)
        assert b"Hidden Court" not in answer.content, rest
        assert entry.number.encode() not in answer.content or rest.startswith("kept"), rest
    assert other.get(f"{TRIAL}kept/{entry.number}/").status_code in (403, 404)


@pytest.mark.parametrize("person", ["keeper", "reader"])
def test_who_writes_for_no_party_is_told_who_enters_forms(record: SmallRecord, person):
    answer = signed_in(record.users[person]).get(TRIAL)

    assert answer.status_code == 403
    assert "members of a party" in html.fromstring(answer.content).text_content()


def test_someone_who_has_not_signed_in_is_asked_to(visitor):
    assert visitor.get(TRIAL).headers["Location"].startswith("/sign-in/")


def test_a_batch_is_closed_into_snapshots_and_its_entries_are_corrected_by_versions(monitor, settings):
    entry = handed_in(monitor)
    page = html.fromstring(monitor.get(f"{TRIAL}close/").content)
    assert "Monitored trials" in words(page, "//main")

    shown = monitor.post(f"{TRIAL}close/", {"act": "close"}, follow=True)

    assert "monitored_trials-" in shown.content.decode()
    assert (settings.REGISTERS / "monitored_trials").is_dir()
    page = html.fromstring(monitor.get(f"{TRIAL}kept/{entry.number}/").content)
    buttons = page.xpath("//main//button/text()")
    assert buttons == ["Correct it", "Withdraw it"]
    step = monitor.post(f"{TRIAL}kept/{entry.number}/", {"act": "correct"}).headers["Location"]
    assert "This corrects" in monitor.get(step).content.decode()


def test_an_entry_is_taken_back_as_a_draft(monitor):
    entry = handed_in(monitor)

    step = monitor.post(f"{TRIAL}kept/{entry.number}/", {"act": "take back"}).headers["Location"]

    assert Draft.objects.get().answers == ANSWERS
    assert b"Northern Court" in monitor.get(step).content


@pytest.mark.parametrize("form", ["trial", "incident", "dispute"])
def test_everyone_who_sees_the_dialogue_may_print_the_form(visitor, form):
    page = html.fromstring(visitor.get(f"/calidor/entry/{form}/paper/").content)

    first = page.xpath("//div[@class='entry-paper']/h2/span/@lang")[0]
    assert first == ("km" if form == "dispute" else "en")
    assert page.xpath("//form[@method='post' and contains(@class, 'entry')]") == []


def test_a_form_that_does_not_exist_is_not_found(monitor):
    assert monitor.get("/calidor/entry/nothing/").status_code == 404


def test_names_that_the_form_does_not_have_are_not_kept(monitor):
    script(monitor, f"{TRIAL}{uuid4()}/", {**ANSWERS, "trial-nothing": "x", "accused-x-sex": "y", "more": "z"})

    assert Draft.objects.get().answers == ANSWERS
