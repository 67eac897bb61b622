"""Whole texts: who speaks, who reports, what holds for any input."""

from __future__ import annotations

import itertools
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiatur.reading.result import Modality, Statement, Voice
from audiatur.reading.statements import read_statements
from audiatur.reading.text import Text
from tests.reading.statements.texts import text_of
from tests.shared import shared

STORY = """Velmar’s justice ministry met the UN special rapporteur on human rights in Velmar Tomas Reyn on Monday.
Ministry secretary of state Ivo Karsk and Reyn spoke for two hours.
Karsk told the Osten Courier after the meeting that he attended it for justice minister Ana Solberg.
“We had similar ideas on some topics. I believe he was badly informed,” he said.
According to Karsk, Reyn raised examples of arrests of farmers, which he viewed as restrictions of their rights.
Karsk said he explained that Velmar did not see the arrests as restrictions of anyone’s rights.
He said that at the meeting he argued against any claims that civic space was shrinking.
Solberg was not present. She said in a statement that the talks would go on.
Legal Aid Circle president Mira Dalen said the talks were useful.
“Space for unions is narrow,” she said. “It must grow.”
The rapporteur called for further meetings."""


def _read(content: str) -> tuple[Text, tuple[Statement, ...]]:
    text = text_of(content)
    return text, read_statements(text)


def _find(content: str, words: str) -> Statement:
    """The first statement whose content begins with the words, quotation marks left out."""
    text, statements = _read(content)
    return next(item for item in statements if text.quote(item.content).lstrip("“").startswith(words))


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("that he attended", "Ivo Karsk"),
        ("We had similar ideas", "Ivo Karsk"),
        ("Reyn raised", "Ivo Karsk"),
        ("examples of arrests", "Tomas Reyn"),
        ("which … as restrictions", "Tomas Reyn"),
        ("he explained", "Ivo Karsk"),
        ("the arrests as", "Velmar"),
        ("that the talks would go on", "Ana Solberg"),
        ("the talks were useful", "Mira Dalen"),
        ("Space for unions is narrow", "Mira Dalen"),
        ("further meetings", "Tomas Reyn"),
    ],
)
def test_pronouns_short_names_and_offices_stand_for_the_person_of_the_story(words: str, speaker: str) -> None:
    assert _find(STORY, words).speaker == speaker


def test_views_inside_anothers_words_are_reported_by_that_speaker() -> None:
    assert _find(STORY, "examples of arrests").reported_by == "Ivo Karsk"
    assert _find(STORY, "which … as restrictions").reported_by == "Ivo Karsk"
    assert _find(STORY, "the arrests as").reported_by == "Ivo Karsk"


def test_ones_own_words_are_reported_by_nobody() -> None:
    assert _find(STORY, "We had similar ideas").reported_by is None
    assert _find(STORY, "that Velmar did not see").reported_by is None


def test_what_a_speaker_says_inside_their_own_words_is_one_statement() -> None:
    text, statements = _read("“I think the courts are open,” said Mira Dalen. Mira Dalen said she promised to pay.")

    assert [(item.voice, text.quote(item.content)) for item in statements] == [
        ("says", "“I think the courts are open,”"),
        ("says", "she promised to pay"),
        ("promises", "to pay"),
    ]


@pytest.mark.parametrize("words", ["the arrests as", "that Velmar did not see", "any claims that civic"])
def test_a_view_that_is_not_shared_is_denied(words: str) -> None:
    assert _find(STORY, words).voice == "denies"


def test_another_speakers_denial_does_not_become_the_reporters() -> None:
    assert _find("Ivo Karsk said that Mira Dalen denied the report.", "that Mira").voice == "says"


def test_the_newspaper_that_was_told_is_no_speaker() -> None:
    _, statements = _read(STORY)

    assert all("Courier" not in (item.speaker or "") for item in statements)


def test_statements_come_in_the_order_of_the_text() -> None:
    _, statements = _read(STORY)

    assert [item.start for item in statements] == sorted(item.start for item in statements)


@pytest.mark.parametrize(("lang", "role"), [("fr", "body"), ("km", "body"), ("en", "margin")])
def test_other_languages_and_page_furniture_are_not_read(lang: str, role: str) -> None:
    text = text_of("The minister said that it was late.", lang=lang, role=role)  # type: ignore[arg-type]

    assert read_statements(text) == ()


@pytest.mark.parametrize(
    ("content", "modality"),
    [
        ("Karsk said that the law was old.", "asserted"),
        ("Karsk believes that the law is old.", "believed"),
        ("Karsk said that the law might be changed.", "possible"),
        ("Karsk said that courts must publish their rulings.", "obliged"),
        ("Karsk promised to publish the rulings.", "intended"),
        ("Karsk said that if the law passed, prisons would empty.", "hypothetical"),
        ("Karsk said that 14 people were tried in May.", "asserted"),
    ],
)
def test_modality_follows_the_cue_and_the_main_clause(content: str, modality: str) -> None:
    _, statements = _read(content)

    assert statements[0].modality == modality


_PIECES = st.sampled_from(
    ["“", "”", '"', "'", "‘", "’", "«", "»", "''", "said", "he", "Ana Solberg", "that", "the", ",", ".", "?", "\n", " ",
     "according to", "who", "told", "which", "(", ")", "denied", "was", "by", "claim", "It", ":", "—", "ministry",
     "not", "as", "see", "U.S.", "12.", "é", "ក", "😀", "\u00a0", "\t"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(max_size=300), st.lists(_PIECES, max_size=60).map(" ".join), st.lists(_PIECES, max_size=60).map("".join)
    )
)
def test_any_text_gives_ordered_non_empty_spans_inside_it_and_never_raises(content: str) -> None:
    text, statements = _read(content)

    for item in statements:
        assert item.voice in get_args(Voice)
        assert item.modality in get_args(Modality)
        assert 0 <= item.confidence <= 1
        assert item.cue
        assert item.content
        for spans in (item.source, item.cue, item.content):
            assert list(spans) == sorted(spans)
            assert all(0 <= start < end <= len(text.content) for start, end in spans)
            assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 30))
def test_spans_move_with_the_text_and_nothing_else_changes(shift: int) -> None:
    plain = read_statements(text_of(STORY))
    moved = read_statements(text_of("\n" * shift + STORY))

    assert [(item.speaker, item.voice, item.reported_by) for item in plain] == [
        (item.speaker, item.voice, item.reported_by) for item in moved
    ]
    assert [item.start + shift for item in plain] == [item.start for item in moved]


@pytest.mark.parametrize("mark", ["“", "”", '"', "'", "‘", "’", "«", "»", "''", '"a ', "“a” ", "‘a’ ", "said, "])
def test_a_hundred_thousand_marks_are_read_to_the_end(mark: str) -> None:
    text = text_of(mark * 100_000 + "\nThe minister said that it was late.")

    assert read_statements(text)[-1].speaker == "the minister"


@pytest.mark.parametrize(
    "content",
    [
        "Karsk said “the law is old and left. The minister denied that it was late.",
        "The ”law” is “old. The minister denied that it was late.",
        'He said "no. "Yes, "they said. The minister denied that it was late.',
    ],
)
def test_a_quotation_that_never_ends_does_not_swallow_the_next_paragraph(content: str) -> None:
    _, statements = _read(content + "\nThe delegation stated that bail was granted.")

    assert statements[-1].speaker == "the delegation"


@pytest.mark.parametrize(
    "piece", [", said X", "according to X, ", "said that he ", ", she said, he told, ", "noting that it said "]
)
def test_a_text_of_nothing_but_cues_gives_no_more_statements_than_words(piece: str) -> None:
    content = piece * 3_000

    statements = read_statements(text_of(content))

    assert len(statements) <= len(content.split())


def test_one_line_of_four_hundred_thousand_characters_is_read_whole() -> None:
    sentence = "The minister said that the law was old. "

    statements = read_statements(text_of(sentence * 10_000))

    assert len(statements) == 10_000


def test_the_press_report_of_the_meeting_names_every_speaker() -> None:
    content = shared("data/dialogue/000_e5e585640586a585.txt").read_text(encoding="utf-8")

    text, statements = _read(content)

    assert {item.speaker for item in statements if item.reported_by is None} >= {"Chin Malin", "Pa Chanroeun"}
    assert all(item.speaker is not None for item in statements)
    last = text.paragraphs[-2].start
    assert {item.speaker for item in statements if item.start >= last} == {"Pa Chanroeun"}
    rapporteur = [item for item in statements if item.speaker == "Vitit Muntarbhorn"]
    assert rapporteur
    assert {item.reported_by for item in rapporteur} == {"Chin Malin"}
    denials = [text.quote(item.cue) for item in statements if item.voice == "denies"]
    assert "argued against" in denials
    assert "did not see" in denials
