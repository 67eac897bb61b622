"""The record of the invented country: everything that a page can show occurs, and agrees with the documents."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from audiatur import synthetic
from audiatur.countries.seed import DialogueSeed
from audiatur.dates import read_when
from audiatur.reading.pipeline import read_document
from audiatur.synthetic.documents import DOCUMENTS, document, manuscript
from tests.countries.seeds import statuses
from tests.countries.test_kh import shingles
from tests.shared import shared

REAL_STATES = ("Cambodia", "France", "Thailand", "Viet Nam", "Germany", "Norway", "Kenya", "Brazil", "Japan", "Chile")


@pytest.fixture(scope="module")
def seed() -> DialogueSeed:
    return synthetic.load()


def test_the_dialogue_and_each_source_say_that_they_are_synthetic(seed: DialogueSeed) -> None:
    assert seed.dialogue.synthetic
    assert seed.dialogue.note.startswith("Synthetic data")
    assert all(source.summary.startswith("Synthetic. ") for source in seed.sources)


def test_the_sources_are_the_invented_documents(seed: DialogueSeed) -> None:
    assert tuple(source.file for source in seed.sources) == DOCUMENTS
    for source in seed.sources:
        about = manuscript(source.file)
        assert (source.title, source.published) == (about.title.split(", Isoke")[0], about.about["date"])


def test_every_quotation_is_found_exactly_in_its_document(seed: DialogueSeed) -> None:
    files = {source.key: source.file for source in seed.sources}
    quoted = (*seed.positions, *seed.claims, *seed.commitments, *seed.responses, *seed.follow_ups)

    lost = [
        (row.source, row.quote)
        for row in quoted
        if not row.quote or not any(row.quote in block.text for block in manuscript(files[row.source]).blocks)
    ]

    assert lost == []


def test_every_quotation_is_found_once_by_the_reader_apart_from_line_breaks(seed: DialogueSeed) -> None:
    read = {
        source.key: " ".join(read_document(document(source.file), name=source.file).text.content.split())
        for source in seed.sources
    }
    quoted = (*seed.positions, *seed.claims, *seed.commitments, *seed.responses, *seed.follow_ups)

    assert [(row.source, row.quote) for row in quoted if read[row.source].count(row.quote) != 1] == []


def test_a_quotation_stands_in_the_paragraph_that_is_named(seed: DialogueSeed) -> None:
    files = {source.key: source.file for source in seed.sources}
    quoted = (*seed.positions, *seed.claims, *seed.commitments, *seed.responses, *seed.follow_ups)
    numbered = [row for row in quoted if files[row.source].endswith(("pdf", "docx")) and "30 (" not in row.locator]

    for row in numbered:
        (block,) = [block for block in manuscript(files[row.source]).blocks if row.quote in block.text]
        number = block.text.split(". ", 1)[0]
        assert re.search(rf"\b{number}\b", row.locator), (row.locator, block.text[:60])


def test_all_five_statuses_occur(seed: DialogueSeed) -> None:
    assert statuses(seed) == {
        "law-1": "partly_agreed", "law-2": "unanswered",
        "prisons-1": "partly_agreed", "prisons-2": "one_sided",
        "proceedings-1": "differing", "proceedings-2": "agreed",
        "mediation-1": "partly_agreed", "mediation-2": "unanswered",
        "civic-1": "differing", "civic-2": "partly_agreed",
    }  # fmt: skip


def test_a_side_differs_within_itself_once(seed: DialogueSeed) -> None:
    cso = {party.key for party in seed.parties if party.side == "cso"}

    stances = {row.party: row.stance for row in seed.positions if row.proposition == "civic-2-a" and row.party in cso}

    assert stances == {"forum": "accepts", "legal-aid": "rejects"}


def test_one_position_changes_between_the_two_rounds(seed: DialogueSeed) -> None:
    taken = [row for row in seed.positions if (row.proposition, row.party) == ("law-1-b", "ministry")]
    first, second = (meeting.held for meeting in seed.meetings)

    assert [(row.stance, row.basis) for row in taken] == [
        ("rejects", "reported"), ("rejects", "own"), ("accepts_in_part", "own"),
    ]  # fmt: skip
    assert (taken[0].on, taken[-1].on) == (first, second)


def test_one_reply_is_overdue_and_no_side_is_called_late_before_its_day(seed: DialogueSeed) -> None:
    written = read_when("2026-10-12").earliest
    period = timedelta(days=seed.dialogue.reply_days)
    spoken = {row.proposition for row in seed.positions}
    silent = [
        question
        for question in seed.questions
        if not any(item.key in spoken for item in seed.propositions if item.question == question.key)
    ]

    overdue = [question.key for question in silent if read_when(question.asked).latest + period < written]

    assert {question.key for question in silent} == {"law-2", "mediation-2"}
    assert overdue == ["law-2"]


def test_a_disputed_claim_is_the_one_with_the_misprinted_percentage(seed: DialogueSeed) -> None:
    (disputed,) = [answer.claim for answer in seed.claim_answers if answer.answer == "disputes"]

    assert disputed == "prisons-283"


def test_every_figure_is_printed_in_the_paragraph_that_it_names(seed: DialogueSeed) -> None:
    files = {source.key: source.file for source in seed.sources}

    for figure in seed.figures:
        printed = [
            block.text
            for block in manuscript(files[figure.source]).blocks
            if re.search(rf"(?<![\d,]){figure.low:,.0f}(?![\d,]*\d)", block.text)
        ]
        assert printed, figure.key
        if files[figure.source].endswith(("pdf", "docx")):
            numbers = re.findall(r"\d+", figure.locator)
            assert any(text.split(". ", 1)[0] in numbers for text in printed), figure.key


def test_promises_are_kept_in_part_kept_late_and_not_yet_due(seed: DialogueSeed) -> None:
    last = {row.commitment: row.grade for row in seed.follow_ups}
    written = read_when("2026-10-12").earliest

    overdue = [
        row.key for row in seed.commitments if read_when(row.due).latest < written and last.get(row.key) != "done"
    ]

    assert overdue == ["floor-area", "mediation-rule", "circular"]
    assert last["publish-draft"] == "done"
    assert sum(read_when(row.due).latest > written for row in seed.commitments) == 5


def test_every_recommendation_of_the_two_reports_has_a_response(seed: DialogueSeed) -> None:
    printed = {
        f"{source}#{found[1]}"
        for source, file, pattern in [
            ("peer-review", "peer-review-report.pdf", r"(\d\.\d) "),
            ("rapporteur-report", "special-rapporteur-report.pdf", r"(\([a-j]\)) "),
        ]
        for block in manuscript(file).blocks
        if (found := re.match(pattern, block.text))
    }
    answered = {
        f"{row.recommendation.source}#{row.recommendation.paragraph.removeprefix('30')}" for row in seed.responses
    }

    assert len(printed) == 21
    assert answered == printed


def test_every_response_answers_a_filed_recommendation_in_the_words_of_its_document(seed: DialogueSeed) -> None:
    files = {source.key: source.file for source in seed.sources}

    assert {row.recommendation for row in seed.responses} == {row.ref for row in seed.recommendations}
    for row in seed.recommendations:
        number = row.ref.paragraph.removeprefix("30")
        assert any(block.text.startswith(f"{number} {row.text}") for block in manuscript(files[row.ref.source]).blocks)


def test_a_response_in_the_reply_has_the_word_that_the_reply_prints(seed: DialogueSeed) -> None:
    for row in seed.responses:
        if row.source == "state-reply" and row.recommendation.source == "rapporteur-report":
            assert row.word in row.quote
            assert row.recommendation.paragraph.removeprefix("30") in row.quote


def test_no_real_state_acts_in_the_invented_world() -> None:
    for name in DOCUMENTS:
        for block in manuscript(name).blocks:
            assert not any(state in block.text for state in REAL_STATES)


def test_the_press_article_shares_no_run_of_eight_words_with_a_real_one() -> None:
    real = shared("data/dialogue/000_e5e585640586a585.txt").read_text(encoding="utf-8")

    ours = {run for name in DOCUMENTS for block in manuscript(name).blocks for run in shingles(block.text)}

    assert ours & set(shingles(real)) == set()
