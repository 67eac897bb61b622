"""Entries of forms: kept by their party alone, sent once, corrected, taken back, withdrawn, closed into a register."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from audiatur.record import audit, ledger, selectors, services
from audiatur.record.errors import Invalid, NotAllowed
from audiatur.record.models import Draft, EntryEnded, FormEntry, Told, Typed, User
from audiatur.record.visibility import viewer_of
from audiatur.registers.loading import load
from audiatur.registers.shelf import newest_of
from audiatur.topics.entry import Known
from audiatur.topics.entry_forms import form_get
from audiatur.topics.tables import TABLES, table_get

TODAY = date(2030, 3, 21)
TRIAL = form_get("trial")
INCIDENT = form_get("incident")

ANSWERS = {
    "trial-court": "Northern Court",
    "trial-on": "2030-03-20",
    "trial-selection": "all",
    "trial-remarks": "Sok Dara sat in the last row.",
    "accused-1-charge_class": "felony",
    "accused-1-told_silence": "yes",
    "accused-2-charge_class": "misdemeanour",
    "accused-2-told_silence": "no",
    "accused-2-age": "16",
    "accused-2-held": "yes",
}


def typed(small, who="monitor", *, token=None, form=TRIAL, revision=0, **answers):
    token = token or uuid4()
    services.draft_keep(
        small.dialogue, by=small.people[who], form=form, token=token, answers=answers or ANSWERS, revision=revision
    )
    return token


def handed_in(small, who="monitor", *, token=None, form=TRIAL, **answers):
    token = typed(small, who, token=token, form=form, **answers)
    return services.entry_hand_in(small.dialogue, by=small.people[who], form=form, token=token, on=TODAY, known=Known())


def closed(small, store: Path, who="monitor", *, form=TRIAL, hour=9):
    at = datetime(2030, 3, 21, hour, tzinfo=UTC)
    return services.batch_close(small.dialogue, by=small.people[who], form=form, store=store, at=at, today=TODAY)


def rows(small, store, table):
    shelf = services.shelf_of(small.dialogue, store=store)
    return newest_of(shelf, tables=[table])[0].rows().collect()


def test_a_sending_that_comes_twice_is_stored_once(small):
    token = typed(small)
    told = ledger.head().seq

    first, second = (
        services.entry_hand_in(
            small.dialogue, by=small.people["monitor"], form=TRIAL, token=token, on=TODAY, known=Known()
        )
        for _ in range(2)
    )

    assert first.pk == second.pk
    assert FormEntry.objects.count() == 1
    assert ledger.head().seq == told + 1
    assert not Draft.objects.exists()


def test_a_draft_that_comes_after_its_handing_in_changes_nothing(small):
    entry = handed_in(small)

    kept = services.draft_keep(
        small.dialogue, by=small.people["monitor"], form=TRIAL, token=entry.token, answers={"trial-court": "X"}
    )

    assert kept is None
    assert entry.typed.answers == ANSWERS


def test_an_older_sending_does_not_replace_a_newer_one(small):
    token = typed(small, revision=7, **{"trial-court": "newer"})

    typed(small, token=token, revision=6, **{"trial-court": "older"})

    assert Draft.objects.get().answers == {"trial-court": "newer"}


def test_a_draft_is_no_part_of_the_record(small):
    before = ledger.head()

    typed(small)

    assert ledger.head() == before


def test_no_word_that_was_typed_is_told_by_the_ledger(small, tmp_path):
    handed_in(small)
    closed(small, tmp_path)

    told = " ".join(Told.objects.values_list("content", flat=True))

    assert "Sok Dara" not in told
    assert "Northern Court" not in told
    assert FormEntry.objects.get().commitment in told


def test_the_audit_notices_typed_words_that_were_altered_and_bears_with_erased_ones(small):
    first, second = handed_in(small), handed_in(small)
    assert audit.audit().faults == ()

    Typed.objects.filter(entry=first).update(content=json.dumps({"answers": {}, "language": "en"}))
    Typed.objects.filter(entry=second).delete()

    assert audit.audit().faults == (f"what was typed into {first.number}, version 1, was altered",)


@pytest.mark.parametrize("who", ["mandate", "lawyers", "ministry"])
def test_another_party_sees_no_draft_and_no_entry(small, who):
    typed(small)
    handed_in(small)
    viewer = viewer_of(small.people[who])

    assert not selectors.entries_visible(small.dialogue, viewer=viewer, form="trial").exists()
    assert not selectors.drafts_of(small.dialogue, viewer=viewer, form="trial").exists()


@pytest.mark.parametrize("who", ["secretariat", "reader", "administrator", "party's reader"])
def test_secretariat_readers_and_administrators_see_none_either(small, who):
    typed(small)
    handed_in(small)
    own_reader = User.objects.create_user("own-reader")
    services.member_add(small.dialogue, user=own_reader, role="reader", party=small.parties["monitor"])
    person = {
        "secretariat": small.secretariat,
        "reader": small.reader,
        "administrator": User.objects.create_superuser("root"),
        "party's reader": own_reader,
    }[who]
    viewer = viewer_of(person)

    assert not selectors.entries_visible(small.dialogue, viewer=viewer, form="trial").exists()
    assert not selectors.drafts_of(small.dialogue, viewer=viewer, form="trial").exists()


@pytest.mark.parametrize("who", ["secretariat", "reader"])
def test_who_writes_for_no_party_enters_nothing(small, who):
    person = small.secretariat if who == "secretariat" else small.reader

    with pytest.raises(NotAllowed, match="members of a party"):
        services.draft_keep(small.dialogue, by=person, form=TRIAL, token=uuid4(), answers={})


@pytest.mark.parametrize("who", ["lawyers", "mandate"])
def test_a_mark_that_another_person_made_opens_nothing_and_is_like_a_new_one(small, who):
    token = typed(small, **{**ANSWERS, "trial-court": "Hers"})

    with pytest.raises(Invalid):
        services.entry_hand_in(small.dialogue, by=small.people[who], form=TRIAL, token=token, on=TODAY, known=Known())
    typed(small, who, token=token)
    typed(small, who, token=token, **{**ANSWERS, "trial-court": "Mine"})

    place = {"form": "trial", "token": token}
    for each, court in (("monitor", "Hers"), (who, "Mine")):
        seen = selectors.draft_get(small.dialogue, viewer=viewer_of(small.people[each]), **place)
        assert seen.answers["trial-court"] == court


@pytest.mark.parametrize("who", ["lawyers", "mandate"])
def test_a_mark_that_another_person_handed_in_is_like_a_new_one(small, who):
    token = uuid4()
    hers = handed_in(small, token=token)

    own = handed_in(small, who, token=token)

    assert own.pk != hers.pk
    assert handed_in(small, who, token=token) == own
    assert handed_in(small, token=token) == hers


def test_an_answer_that_does_not_fit_the_contract_is_not_handed_in(small):
    token = typed(small, **{**ANSWERS, "trial-on": "2031-01-01"})

    with pytest.raises(Invalid, match="do not fit"):
        services.entry_hand_in(
            small.dialogue, by=small.people["monitor"], form=TRIAL, token=token, on=TODAY, known=Known()
        )
    assert Draft.objects.count() == 1


def test_a_correction_is_a_new_version_and_the_former_stays(small):
    first = handed_in(small)
    draft = services.draft_correct(first, by=small.people["monitor"], form=TRIAL)
    assert draft.answers == ANSWERS

    second = handed_in(small, token=draft.token, **{**ANSWERS, "trial-court": "Southern Court"})

    first.refresh_from_db()
    assert (second.number, second.version, second.supersedes) == (first.number, 2, first)
    assert (first.ended, first.typed.answers["trial-court"]) == (EntryEnded.SUPERSEDED, "Northern Court")


def test_what_was_handed_in_is_taken_back_until_its_batch_is_closed(small, tmp_path):
    entry = handed_in(small)

    draft = services.entry_take_back(entry, by=small.people["monitor"])

    assert draft.answers == ANSWERS
    again = services.entry_hand_in(
        small.dialogue, by=small.people["monitor"], form=TRIAL, token=draft.token, on=TODAY, known=Known()
    )
    closed(small, tmp_path)
    again.refresh_from_db()
    with pytest.raises(Invalid, match="batch is closed"):
        services.entry_take_back(again, by=small.people["monitor"])


def test_taking_back_a_correction_lets_the_former_stand_again(small):
    first = handed_in(small)
    draft = services.draft_correct(first, by=small.people["monitor"], form=TRIAL)
    second = handed_in(small, token=draft.token)

    services.entry_take_back(second, by=small.people["monitor"])

    standing = FormEntry.objects.get(ended="")
    assert standing == first
    third = handed_in(small, token=services.draft_correct(first, by=small.people["monitor"], form=TRIAL).token)
    assert third.version == 3


def test_every_act_on_an_entry_is_exactly_one_ledger_entry(small, tmp_path):
    by = {"by": small.people["monitor"]}
    token = typed(small)
    entries = {}

    def hand_in():
        entries["first"] = services.entry_hand_in(
            small.dialogue, form=TRIAL, token=token, on=TODAY, known=Known(), **by
        )

    def withdraw():
        entries["gone"] = services.entry_withdraw(entries["first"], form=TRIAL, on=TODAY, **by)

    acts = [
        hand_in,
        withdraw,
        lambda: services.entry_take_back(entries["gone"], **by),
        lambda: closed(small, tmp_path),
    ]
    for act in acts:
        before = ledger.head().seq
        act()
        assert ledger.head().seq == before + 1
    assert list(ledger.faults()) == []


def test_a_closed_batch_becomes_a_snapshot_of_each_table(small, tmp_path):
    entry = handed_in(small)

    batch = closed(small, tmp_path)

    trials, accused, minors = (rows(small, tmp_path, f"monitored_{name}") for name in ("trials", "accused", "minors"))
    assert trials.select("trial", "court", "on").rows() == [(entry.number, "Northern Court", date(2030, 3, 20))]
    assert accused.select("accused", "told_silence").rows() == [("1", "yes"), ("2", "no")]
    assert minors.select("trial", "accused", "age", "held").rows() == [(entry.number, "2", 16, "yes")]
    assert [name.rpartition("-")[0] for name in batch.snapshot_names] == [
        "monitored_trials", "monitored_accused", "monitored_minors",
    ]  # fmt: skip
    found = newest_of(services.shelf_of(small.dialogue, store=tmp_path), tables=["monitored_trials"])[0].manifest
    assert (found.synthetic, found.country, found.by) == (True, small.dialogue.country, "Osmere Monitor")


def test_closing_keeps_the_rows_of_others_and_replaces_only_ones_own(small, tmp_path):
    first = handed_in(small)
    closed(small, tmp_path, hour=9)
    other = handed_in(small, "lawyers", **{**ANSWERS, "trial-court": "Eastern Court"})
    closed(small, tmp_path, "lawyers", hour=10)
    draft = services.draft_correct(first, by=small.people["monitor"], form=TRIAL)
    handed_in(small, token=draft.token, **{**ANSWERS, "trial-court": "Southern Court"})

    closed(small, tmp_path, hour=11)

    found = rows(small, tmp_path, "monitored_trials").sort("court").select("trial", "court").rows()
    assert found == [(other.number, "Eastern Court"), (first.number, "Southern Court")]


def test_a_withdrawn_entry_is_gone_from_the_register_with_the_next_closing(small, tmp_path):
    kept, gone = handed_in(small), handed_in(small)
    closed(small, tmp_path, hour=9)
    gone.refresh_from_db()
    services.entry_withdraw(gone, by=small.people["monitor"], form=TRIAL, on=TODAY)
    assert len(rows(small, tmp_path, "monitored_trials")) == 2

    closed(small, tmp_path, hour=10)

    assert rows(small, tmp_path, "monitored_trials")["trial"].to_list() == [kept.number]
    assert rows(small, tmp_path, "monitored_accused")["trial"].unique().to_list() == [kept.number]


def test_rows_that_return_to_a_former_state_are_the_newest_again(small, tmp_path):
    handed_in(small)
    closed(small, tmp_path, hour=9)
    more = handed_in(small)
    closed(small, tmp_path, hour=10)
    more.refresh_from_db()
    services.entry_withdraw(more, by=small.people["monitor"], form=TRIAL, on=TODAY)

    closed(small, tmp_path, hour=11)

    assert len(rows(small, tmp_path, "monitored_trials")) == 1


def test_the_last_row_that_is_withdrawn_leaves_an_empty_table(small, tmp_path):
    only = handed_in(small)
    closed(small, tmp_path, hour=9)
    only.refresh_from_db()
    services.entry_withdraw(only, by=small.people["monitor"], form=TRIAL, on=TODAY)

    closed(small, tmp_path, hour=10)

    assert len(rows(small, tmp_path, "monitored_trials")) == 0


def test_a_file_that_is_loaded_afterwards_does_not_lose_what_parties_closed(small, tmp_path):
    store, file = tmp_path / "registers", tmp_path / "trials.csv"
    entry = handed_in(small)
    closed(small, store, hour=9)
    file.write_text("trial,court,on,selection\nF1,Western Court,2030-02-01,all\n")
    load(
        file, table=table_get("monitored_trials"), tables=TABLES, at=datetime(2030, 3, 21, 10, tzinfo=UTC),
        store=store, synthetic=True, country=small.dialogue.country,
    )  # fmt: skip
    assert rows(small, store, "monitored_trials")["trial"].to_list() == ["F1"]

    def again(hour):
        at = datetime(2030, 3, 21, hour, tzinfo=UTC)
        return services.entries_rejoin(small.dialogue, table="monitored_trials", store=store, at=at, today=TODAY)

    assert len(again(11)) == 1
    assert sorted(rows(small, store, "monitored_trials")["trial"]) == ["F1", entry.number]
    assert again(12) == [], "nothing is lost now"
    assert rows(small, store, "monitored_accused")["trial"].unique().to_list() == [entry.number]


def test_nothing_open_is_not_closed(small, tmp_path):
    with pytest.raises(Invalid, match="nothing to close"):
        closed(small, tmp_path)


INCIDENT_ANSWERS = {
    "event-kind": "arrest",
    "event-on": "2030-03~",
    "event-summary": "Two men were led away.",
    "event-summary_release": "dialogue",
    "event-persons": "2",
    "who-1-role": "victim",
    "who-1-party": "person",
    "who-1-name": "Sok Dara",
    "who-1-consent": "false",
    "who-1-release": "dialogue",
    "who-2-role": "victim",
    "who-2-party": "person",
    "who-2-name": "Chan Vanna",
    "who-2-consent": "true",
    "who-2-release": "organisation",
    "who-3-role": "perpetrator",
    "who-3-party": "organisation",
    "who-3-name": "District police",
    "who-3-consent": "true",
    "who-3-release": "public",
    "known-authorities_say": "They were asked to come along.",
    "passing-consent": "true",
    "passing-release": "dialogue",
}


def test_only_what_is_released_and_agreed_to_leaves_the_organisation(small, tmp_path):
    entry = handed_in(small, form=INCIDENT, **INCIDENT_ANSWERS)

    closed(small, tmp_path, form=INCIDENT)

    report = rows(small, tmp_path, "incident_reports").row(0, named=True)
    assert (report["summary"], report["persons"], report["on"]) == ("Two men were led away.", 2, "2030-03~")
    assert report["on_earliest"] == date(2030, 2, 1)
    assert report["monitor"] == "monitor"
    found = rows(small, tmp_path, "incident_roles").select("number", "role", "name").rows()
    assert found == [(1, "victim", None), (3, "perpetrator", "District police")]
    account = rows(small, tmp_path, "incident_accounts").row(0, named=True)
    assert account["authorities_say"] is None, "no level was given for it: the narrowest holds"
    assert json.loads(account["original"]) == {"entry": entry.number, "sha256": entry.commitment, "version": 1}
    assert rows(small, tmp_path, "incident_releases").select("field", "release", "consent").rows() == [
        ("event-summary", "dialogue", True)
    ]


@pytest.mark.parametrize("level", ["organisation", "side"])
def test_a_report_for_the_organisation_alone_becomes_no_row(small, tmp_path, level):
    handed_in(small, form=INCIDENT, **INCIDENT_ANSWERS)
    handed_in(small, form=INCIDENT, **{**INCIDENT_ANSWERS, "passing-release": level})

    batch = closed(small, tmp_path, form=INCIDENT)

    assert (batch.entries, batch.stayed) == (2, 1)
    assert len(rows(small, tmp_path, "incident_reports")) == 1
