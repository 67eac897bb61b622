"""Forms as data: they fit their contracts, have words in both languages, and ask only under their conditions."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiatur.registers.contract import Type
from audiatur.topics import TOPICS
from audiatur.topics.entry import Known, Sent, answers_of, blocks_of, faults_of, places_known, rows_of, shown
from audiatur.topics.entry.answers import minutes_of
from audiatur.topics.entry_forms import FORMS, form_get
from audiatur.topics.tables import TABLES

TODAY = date(2030, 3, 21)
TRIAL, INCIDENT, DISPUTE = FORMS

ACCUSED = {"trial-court": "Northern Court", "trial-on": "2030-03-20", "trial-selection": "all"}
DISPUTED = {
    "dispute-body": "commune_committee",
    "dispute-received": "2030-03-01",
    "dispute-subject": "land",
    "dispute-place": "0204",
    "party-1-role": "applicant",
    "party-2-role": "respondent",
    "result-result": "pending",
}


def found(form, answers, *, known=None):
    sent = Sent("N1", answers, party="monitor", on="2030-03-21")
    return [(fault.place, fault.rule) for fault in faults_of(form, [sent], known=known or Known(), today=TODAY)]


def rows(form, answers, table, **options):
    sent = Sent("N1", answers, party="monitor", on="2030-03-21")
    return [row.cells for row in rows_of(form, sent, known=Known(), **options) if row.table == table]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_a_form_fills_every_required_column_of_its_tables(form):
    bound = {(each.table.name, each.column.name) for _, each in form.each() if each.table and each.column}
    numbered = {
        (each.table.name, section.repeat.number)
        for section in form.sections
        if section.repeat
        for each in section.all_fields
        if each.table
    }
    for table in form.tables:
        if table.name == form.levels:
            continue
        for column in table.columns:
            if column.required and column.name != form.number:
                assert (table.name, column.name) in {*bound, *form.fills, *numbered}, f"{table.name}.{column.name}"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_a_form_is_of_a_topic_and_its_tables_are_contracts(form):
    assert form.topic in {topic.key for topic in TOPICS}
    assert all(table in TABLES for table in form.tables)
    assert form_get(form.key) is form


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_every_word_of_a_form_is_said_in_both_languages(form):
    texts = [form.title, form.about]
    for section, each in form.each():
        texts += [section.title, each.words]
        texts += [text for text in (section.about, each.help) if text]
        texts += [text for code in each.choices for text in [code]]

    assert all(text.en and text.km for text in texts)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_lists_know_an_entry_by_nothing_that_points_to_a_person(form):
    assert form.headline
    for name in form.headline:
        column = form.fields[name].column
        assert column is not None
        assert not column.personal
        assert column.type is not Type.TEXT or column.name == "court"


def test_an_annex_is_a_row_where_its_condition_holds_and_none_elsewhere():
    young = {**ACCUSED, "accused-1-charge_class": "felony", "accused-1-age": "១៦", "accused-1-held": "yes"}
    said = {**ACCUSED, "accused-1-charge_class": "felony", "accused-1-minor": "yes", "accused-1-held": "no"}
    grown = {**ACCUSED, "accused-1-charge_class": "felony", "accused-1-age": "18", "accused-1-held": "yes"}

    assert [row["held"] for row in rows(TRIAL, young, "monitored_minors")] == ["yes"]
    assert [row["held"] for row in rows(TRIAL, said, "monitored_minors")] == ["no"]
    assert rows(TRIAL, grown, "monitored_minors") == []


def test_an_answer_whose_question_is_not_asked_becomes_no_cell():
    answers = {
        **ACCUSED, "accused-1-charge_class": "felony", "accused-1-verdict": "acquitted", "accused-1-evidence": "other",
    }  # fmt: skip

    assert "evidence" not in rows(TRIAL, answers, "monitored_accused")[0]


def test_blocks_are_numbered_without_gaps_whatever_was_removed():
    answers = {**ACCUSED, "accused-2-charge_class": "felony", "accused-9-charge_class": "misdemeanour"}

    assert [row["accused"] for row in rows(TRIAL, answers, "monitored_accused")] == ["1", "2"]


def test_a_block_that_is_required_is_asked_for_though_nothing_was_typed():
    assert ("accused-1-charge_class", "missing") in found(TRIAL, ACCUSED)
    party = DISPUTE.section("party")
    assert blocks_of(party, {"party-3-role": "other"}) == [1, 3]


def test_parties_of_a_dispute_bear_numbers_without_names():
    assert [row["person"] for row in rows(DISPUTE, DISPUTED, "dispute_parties")] == ["N1-1", "N1-2"]
    assert found(DISPUTE, DISPUTED) == []


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ({"dispute-received": "2030-03-22"}, ("dispute-received", "in_the_future")),
        ({"result-ended": "2030-02-28"}, ("result-ended", "before_other_day")),
        ({"dispute-received": "soon"}, ("dispute-received", "not_readable")),
        ({"dispute-body": "palace"}, ("dispute-body", "not_in_vocabulary")),
        ({"dispute-amount": "much"}, ("dispute-amount", "not_readable")),
        ({"result-sessions": "-1"}, ("result-sessions", "below_minimum")),
        ({"dispute-subject": ""}, ("dispute-subject", "missing")),
    ],
)
def test_each_fault_stands_at_its_question(answers, fault):
    assert found(DISPUTE, {**DISPUTED, **answers}) == [fault]


def test_days_are_read_as_people_here_write_them():
    assert found(DISPUTE, {**DISPUTED, "dispute-received": "០១/០៣/២០៣០"}) == []


def test_a_place_is_found_by_name_in_either_language_and_asked_again_where_two_bear_it():
    known = Known(places_known([("0204", "North", "ជើង"), ("0301", "East", ""), ("0302", "East", "")]))

    def of(place):
        return found(DISPUTE, {**DISPUTED, "dispute-place": place}, known=known)

    assert of("north") == of("ជើង") == of("0204") == of("0301") == []
    assert of("East") == [("dispute-place", "several_places")]
    assert of("Nowhere") == [("dispute-place", "unknown_place")]


def test_a_number_that_no_kept_table_has_is_told():
    known = Known(keys={"cases": pl.Series(["K1"]), "mediators": pl.Series(["M1"])})

    assert found(DISPUTE, {**DISPUTED, "result-mediator": "M2"}, known=known) == [("result-mediator", "unknown_key")]
    assert found(DISPUTE, {**DISPUTED, "result-mediator": "M1"}, known=known) == []


def test_an_hour_becomes_the_minute_of_the_day():
    answers = {
        "event-kind": "arrest", "event-on": "2030", "passing-release": "public",
        "acts-1-kind": "arrest", "acts-1-minute": "១៤:៣០",
    }  # fmt: skip

    assert rows(INCIDENT, answers, "incident_acts")[0]["minute"] == "870"
    assert found(INCIDENT, {**answers, "acts-1-minute": "half past two"}) == [("acts-1-minute", "not_readable")]


@given(st.integers(0, 23), st.integers(0, 59))
def test_every_minute_of_a_day_is_read(hour, minute):
    assert minutes_of(f"{hour:02}:{minute:02}") == 60 * hour + minute


@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30))))
def test_what_no_form_asks_is_never_kept(given_names):
    for form in FORMS:
        kept = answers_of(form, given_names)
        assert all("-" in name and form.section(name.partition("-")[0]) for name in kept)


def test_a_condition_on_a_number_needs_a_number():
    section = TRIAL.section("accused")
    condition = section.annex.shown

    assert not shown(condition, section, {"accused-1-age": "young"}, block=1)
    assert not shown(condition, section, {}, block=1)
    assert shown(condition, section, {"accused-1-age": "0"}, block=1)
