"""Citations: recognised in three languages, each with its law, and not seen where none is."""

from __future__ import annotations

import pytest
from bench.law_mentions import Sentence, names, sentences

from audiatur.topics.law.citations import citations_in

NAMES = names()


def found(text: str) -> list[tuple[tuple[str, ...], str]]:
    """Provisions and law of each citation."""
    return [
        (tuple(map(str, one.pinpoints)), one.instrument or one.law_words) for one in citations_in(text, names=NAMES)
    ]


@pytest.mark.parametrize("sentence", sentences()[::9], ids=lambda sentence: sentence.text[:40])
def test_written_mentions_are_recognised(sentence: Sentence) -> None:
    assert set(found(sentence.text)) == set(sentence.mentions)


@pytest.mark.parametrize("sentence", [one for one in sentences() if not one.mentions], ids=lambda one: one.text[:40])
def test_a_lure_is_no_citation(sentence: Sentence) -> None:
    assert found(sentence.text) == []


def test_the_same_law_is_the_one_cited_before() -> None:
    text = "Article 5 of the Penal Code was read. Article 7 of the same code was not."

    assert found(text) == [(("5",), "penal"), (("7",), "penal")]


def test_a_span_is_found_exactly_in_khmer_with_zero_width_spaces() -> None:
    text = "តាម\u200bមាត្រា ៣១ នៃ\u200bរដ្ឋ\u200bធម្មនុញ្ញ។"

    citation = citations_in(text, names=NAMES)[0]

    assert citation.instrument == "constitution"
    assert text[citation.start : citation.end] == "មាត្រា ៣១ នៃ\u200bរដ្ឋ\u200bធម្មនុញ្ញ"
