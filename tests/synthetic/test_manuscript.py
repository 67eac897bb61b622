from __future__ import annotations

import pytest

from audiatur.synthetic.manuscript import LABELS, parse_manuscript
from audiatur.synthetic.pdf import write_pdf


def test_the_label_comes_first_in_the_language_of_the_document() -> None:
    khmer = parse_manuscript("%language km\n# ចំណងជើង\nកថាខណ្ឌ។")

    assert khmer.label == LABELS["km"]
    assert khmer.title == "ចំណងជើង"


def test_a_line_is_a_title_a_heading_a_row_or_a_paragraph() -> None:
    written = "%symbol A/1\n%date 2025-01-02\n\n# Title\n\n## Part\n\n| a | b |\n\n1. Text."

    parsed = parse_manuscript(written)

    assert [block.kind for block in parsed.blocks] == ["label", "title", "heading", "row", "paragraph"]
    assert parsed.blocks[3].cells == ("a", "b")
    assert parsed.about == {"symbol": "A/1", "date": "2025-01-02"}


def test_a_pdf_refuses_a_script_that_it_cannot_set() -> None:
    khmer = parse_manuscript("%date 2025-01-02\n# ចំណងជើង")

    with pytest.raises(UnicodeEncodeError):
        write_pdf(khmer)
