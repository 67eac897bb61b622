"""The tagger on texts of ours: who, how, what - and that no text, however strange, stops it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiatur.reading.tagger import Triple, is_present, tag
from audiatur.reading.tagger.tagging import BLOCK, blocks
from audiatur.reading.text import Paragraph, Text
from tests.reading.tagger.dialogue import passages

needs_model = pytest.mark.skipif(not is_present(), reason="the model's files are not installed")


def text_of(content: str, *, lang: str = "en") -> Text:
    paragraphs, at = [], 0
    for line in content.split("\n"):
        if line.strip():
            paragraphs.append(Paragraph(at, at + len(line), None, "body", None, lang, ()))
        at += len(line) + 1
    return Text(content, "txt", lang, tuple(paragraphs))


def quotes(text: Text, triple: Triple) -> tuple[str, str, str]:
    return text.quote(triple.source), text.quote(triple.cue), text.quote(triple.content)


@needs_model
def test_an_indirect_statement_is_found_with_its_source():
    text = text_of("The Committee noted that the prison held twice its capacity.")

    (triple,) = tag(text)

    assert quotes(text, triple) == ("The Committee", "noted", "that the prison held twice its capacity")
    assert triple.confidence > 0.5


@needs_model
def test_a_quotation_that_is_interrupted_is_one_statement_in_two_parts():
    text = text_of("“We were not asked,” said Ros Maly. “We read it in the newspaper.”")

    (triple,) = tag(text)

    assert text.quote(triple.source) == "Ros Maly"
    assert len(triple.content) == 2


@needs_model
def test_most_of_the_invented_passages_are_read_right():
    right, wanted = 0, 0
    for record in passages():
        text = text_of(record["text"])
        found = {tuple(part.strip(" .,“”") for part in quotes(text, triple)) for triple in tag(text)}
        for gold in record["attributions"]:
            roles = (tuple(tuple(span) for span in gold[role]) for role in ("source", "cue", "content"))
            wanted += 1
            right += tuple(text.quote(spans).strip(" .,“”") for spans in roles) in found

    assert right >= 0.75 * wanted


@needs_model
def test_a_paragraph_reads_the_same_whatever_the_case_of_its_neighbours():
    alone = text_of("The Committee noted that the prison held twice its capacity.")
    after = text_of("See annex 2.\nThe Committee noted that the prison held twice its capacity.")

    shift = len("See annex 2.\n")

    assert [t.start for t in tag(after)] == [t.start + shift for t in tag(alone)]


@needs_model
def test_other_languages_are_passed_over():
    assert tag(text_of("Le comité a dit que la loi est bonne.", lang="fr")) == ()


def test_an_empty_text_says_nothing():
    assert tag(text_of("")) == ()


@needs_model
def test_half_a_character_stops_nothing():
    text = text_of("The Committee noted that the prison \ud800 held twice its capacity.")

    assert [text.quote(triple.source) for triple in tag(text)] == ["The Committee"]


@needs_model
@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("“”\"'.,: \nsaid The")), max_size=400))
def test_every_text_is_read_and_every_span_lies_in_it(content):
    text = text_of(content)

    triples = tag(text)

    spans = [span for t in triples for span in (*t.source, *t.cue, *t.content)]
    assert all(0 <= start < end <= len(content) for start, end in spans)
    assert all(t.cue and t.content and 0 <= t.confidence <= 1 for t in triples)
    assert triples == tag(text)


@given(st.lists(st.integers(1, 3 * BLOCK), max_size=6))
def test_blocks_hold_every_character_and_are_bounded(lengths):
    content = "".join("ab " * (length // 3 + 1) + "\n" for length in lengths)
    spans = [(part.start, part.end) for part in text_of(content).paragraphs]

    found = list(blocks(content, spans))

    assert "".join(content[start:end] for block in found for start, end in block) == content.replace("\n", "")
    assert all(sum(end - start for start, end in block) <= BLOCK for block in found)


@needs_model
@pytest.mark.slow
def test_one_line_of_a_hundred_thousand_quotation_marks_is_read():
    text = text_of('"' * 100_000)

    assert tag(text) == ()


@needs_model
@pytest.mark.slow
def test_a_long_line_gives_what_its_sentences_give():
    sentence = "The Committee noted that the prison held twice its capacity. "
    text = text_of(sentence * 2_000)

    triples = tag(text)

    assert len(triples) > 1_900
