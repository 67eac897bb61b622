"""The tagger's attributions and the rules' together: what each knows better."""

from __future__ import annotations

import pytest

from audiatur.reading import Text, read_document
from audiatur.reading.statements.attribution import Attribution
from audiatur.reading.statements.confidence import confidence_of
from audiatur.reading.statements.tagged import BESIDE, lemma_of, with_rules
from audiatur.reading.tagger import Triple, is_present


def spans(content: str, *parts: str) -> tuple[tuple[int, int], ...]:
    return tuple((content.index(part), content.index(part) + len(part)) for part in parts)


def triple(content: str, source: str, cue: str, *parts: str) -> Triple:
    return Triple(spans(content, source) if source else (), spans(content, cue), spans(content, *parts), 0.9)


def rule(content: str, source: str, cue: str, *parts: str, pattern: str = "that") -> Attribution:
    named = spans(content, source) if source else ()
    return Attribution(named, spans(content, cue), spans(content, *parts), lemma_of(cue), pattern)


def both(content: str, tagged: list[Triple], ruled: list[Attribution]) -> list[tuple[str, str, str]]:
    text = Text(content, "txt", "en", ())
    found = with_rules(text, tagged=tagged, ruled=ruled)
    return [(text.quote(item.source), text.quote(item.cue), text.quote(item.content)) for item in found]


def test_where_both_find_an_attribution_the_taggers_spans_stand():
    content = "The mayor of Osmere said that the bridge was open."

    found = both(
        content,
        [triple(content, "The mayor of Osmere", "said", "that the bridge was open")],
        [rule(content, "Osmere", "said", "the bridge was open")],
    )

    assert found == [("The mayor of Osmere", "said", "that the bridge was open")]


def test_what_a_rule_finds_inside_a_content_is_kept():
    content = "She said the mayor denied that the bridge was open."

    found = both(
        content,
        [triple(content, "She", "said", "the mayor denied that the bridge was open")],
        [rule(content, "the mayor", "denied", "that the bridge was open")],
    )

    assert found == [
        ("She", "said", "the mayor denied that the bridge was open"),
        ("the mayor", "denied", "that the bridge was open"),
    ]


@pytest.mark.parametrize(("pattern", "kept"), [("direct after", True), ("object", False)])
def test_beside_the_tagger_only_a_sure_rule_counts(pattern, kept):
    content = "The mayor raised the bridge."

    found = both(content, [], [rule(content, "The mayor", "raised", "the bridge", pattern=pattern)])

    assert bool(found) is kept


def test_what_only_a_rule_found_is_said_to_be_unsure():
    content = "The mayor raised the bridge."
    ruled = [rule(content, "The mayor", "raised", "the bridge", pattern="direct after")]

    (alone,) = with_rules(Text(content, "txt", "en", ()), tagged=[], ruled=ruled)

    assert confidence_of(ruled[0]) > 0.85
    assert confidence_of(alone) == BESIDE


def test_a_speaker_that_the_tagger_missed_or_took_from_a_footnote_is_the_rules():
    content = "It remains concerned that months.7 JS3 noted the delay."
    ruled = [
        rule(content, "It", "remains concerned", "that months"),
        rule(content, "JS3", "noted", "the delay", pattern="object"),
    ]

    found = both(
        content,
        [triple(content, "", "remains concerned", "that months"), triple(content, "7", "noted", "the delay")],
        ruled,
    )

    assert [source for source, _, _ in found] == ["It", "JS3"]


def test_later_paragraphs_of_a_quotation_are_the_rules():
    content = "“The road is long,” he said. “It is hard.\n\n“It is worth it.”"

    found = both(
        content,
        [triple(content, "he", "said", "“The road is long,”", "“It is hard.")],
        [
            rule(
                content,
                "he",
                "said",
                "“The road is long,”",
                "“It is hard.",
                "“It is worth it.”",
                pattern="direct after",
            )
        ],
    )

    assert found == [("he", "said", "“The road is long,” … “It is hard. … “It is worth it.”")]


@pytest.mark.with_tagger
@pytest.mark.skipif(not is_present(), reason="the tagger's model is not installed")
@pytest.mark.parametrize(
    ("words", "speaker", "voice"),
    [
        (
            "The Ministry of Transport of Osmere said on Monday that the bridge would reopen.",
            "Ministry of Transport",
            "says",
        ),
        ("“The bridge is safe,” the engineer Lio Vantresk insisted.", "Lio Vantresk", "says"),
        ("The Government of Osmere denied that any worker had been dismissed.", "Government of Osmere", "denies"),
        ("The committee called on Osmere to publish its figures.", "committee", "asks"),
    ],
)
def test_the_whole_reader_names_speaker_and_voice(words, speaker, voice):
    statements = read_document(words.encode(), name="story.txt").statements

    assert any(speaker in (found.speaker or "") and found.voice == voice for found in statements)
