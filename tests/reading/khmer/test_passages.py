"""Each annotated passage is read as annotated: who, voice, what, and nothing besides."""

from __future__ import annotations

import pytest

from audiatur.reading.statements import read_statements
from tests.reading.khmer.later_passages import LATER_PASSAGES
from tests.reading.khmer.passages import PASSAGES, Passage, Said
from tests.reading.khmer.texts import as_text


@pytest.mark.parametrize("passage", [*PASSAGES, *LATER_PASSAGES], ids=lambda passage: passage.rule)
def test_a_passage_is_read_as_annotated(passage: Passage):
    text = as_text(passage.text)

    statements = read_statements(text)

    read = [
        Said(
            one.speaker,
            one.voice,
            text.quote(one.content),
            one.modality if said.modality else None,
            one.reported_by,
        )
        for one, said in zip(statements, passage.said, strict=False)
    ]
    assert read == list(passage.said)
    assert len(statements) == len(passage.said)
