"""The steps after the span finder take attributions of any finder."""

from __future__ import annotations

import pytest

from audiatur.reading.statements.attribution import Attribution
from audiatur.reading.statements.clauses import PATTERNS
from audiatur.reading.statements.confidence import PRECISION, confidence_of
from audiatur.reading.statements.lexicon import CUES, VERBS
from audiatur.reading.statements.names import names_of
from audiatur.reading.statements.nesting import holders, reporter_of
from audiatur.reading.statements.reader import as_statements
from audiatur.reading.statements.voice import voice_of
from tests.reading.statements.texts import text_of


def _attribution(content: str, source: str, cue: str, words: str, *, lemma: str = "say") -> Attribution:
    def span(piece: str) -> tuple[tuple[int, int], ...]:
        at = content.index(piece)
        return ((at, at + len(piece)),)

    return Attribution(span(source) if source else (), span(cue), span(words), lemma, "given")


def test_spans_of_another_finder_get_speaker_voice_and_reporter() -> None:
    content = "Minister Ana Solberg said Tor Vik denied the report."
    found = [
        _attribution(content, "Minister Ana Solberg", "said", "Tor Vik denied the report"),
        _attribution(content, "Tor Vik", "denied", "the report", lemma="deny"),
    ]

    outer, inner = as_statements(text_of(content), found)

    assert (outer.speaker, outer.voice, outer.reported_by) == ("Ana Solberg", "says", None)
    assert (inner.speaker, inner.voice, inner.reported_by) == ("Tor Vik", "denies", "Ana Solberg")


def test_the_innermost_content_holds_a_statement() -> None:
    content = "A says that B says that C says no"
    found = [
        Attribution(((0, 1),), ((2, 6),), ((7, 33),), "say", "that"),
        Attribution(((12, 13),), ((14, 18),), ((19, 33),), "say", "that"),
        Attribution(((24, 25),), ((26, 30),), ((31, 33),), "say", "clause"),
    ]

    assert len(content) == 33
    assert holders(found) == [None, 0, 1]


def test_the_reporter_is_the_next_other_speaker_outwards() -> None:
    assert reporter_of(2, [None, 0, 1], ["Ana", "Ben", "Ben"]) == "Ana"
    assert reporter_of(1, [None, 0], ["Ana", "Ana"]) is None
    assert reporter_of(1, [None, 0], [None, "Ana"]) is None


@pytest.mark.parametrize(
    ("lemma", "cue", "content", "voice"),
    [
        ("say", "said", "that it is late", "says"),
        ("say", "said", "that the claims were entirely false", "denies"),
        ("deny", "denied", "the report", "denies"),
        ("deny", "did not deny", "the report", "says"),
        ("see", "did not see", "it as a limit", "denies"),
        ("accept", "does not accept", "the finding", "denies"),
        ("argue", "argued against", "the bill", "denies"),
        ("argue", "argued for", "the bill", "says"),
        ("promise", "promised", "to publish it", "promises"),
        ("promise", "did not promise", "to publish it", "denies"),
        ("ask", "asked", "whether it is late", "asks"),
        ("urge", "urged", "to publish it", "asks"),
        ("report", "reported", "that 12 died", "reports that"),
        ("quote", "quoted", "the minister", "quotes"),
        ("denial", "denial", "that it is late", "denies"),
    ],
)
def test_the_cue_gives_the_voice(lemma: str, cue: str, content: str, voice: str) -> None:
    item = Attribution((), ((0, 1),), ((1, 2),), lemma, "noun" if lemma == cue else "given")

    assert voice_of(item, cue=cue, content=content) == voice


def test_a_short_name_stands_for_the_person_of_the_fullest_name() -> None:
    content = "Minister Ana Solberg met Rapporteur Tomas Reyn. Reyn left. Solberg stayed."

    names = names_of(content, [(0, len(content))])

    assert [mention.person.name for mention in names.mentions] == [
        "Ana Solberg", "Tomas Reyn", "Tomas Reyn", "Ana Solberg",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "offices"),
    [
        ("justice minister Ana Solberg left", {"minister"}),
        ("UN special rapporteur on human rights in Velmar Ana Solberg left", {"special rapporteur"}),
        ("Ana Solberg, president of the court, left", {"president"}),
        ("the minister met Ana Solberg", set()),
    ],
)
def test_offices_are_read_beside_the_name(content: str, offices: set[str]) -> None:
    names = names_of(content, [(0, len(content))])

    assert names.mentions[-1].person.offices == offices


@pytest.mark.parametrize("content", ["Human Rights Watch left", "the Ministry of Justice left", "in Lower Osten"])
def test_bodies_and_places_are_no_persons(content: str) -> None:
    assert names_of(content, [(0, len(content))]).mentions == []


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("said", "say"), ("denies", "deny"), ("undertook", "undertake"), ("admitted", "admit"), ("noting", "note"),
     ("agreed", "agree"), ("told", "tell"), ("wrote", "write"), ("reported", "report")],
)  # fmt: skip
def test_inflected_forms_lead_to_their_verb(form: str, lemma: str) -> None:
    assert CUES[form].verb is VERBS[lemma]


def test_confidence_is_the_measured_precision_of_a_rule_that_exists() -> None:
    assert set(PRECISION) <= PATTERNS
    assert all(0 < value <= 1 for value in PRECISION.values())
    assert confidence_of(Attribution((), ((0, 1),), ((1, 2),), "say", "direct after")) == PRECISION["direct after"]
