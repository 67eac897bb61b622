"""Paragraphs of plain text are told by blank lines, or by lines where there are none."""

from __future__ import annotations

from tests.reading.documents.opening import opened, roles, words


def _words(content: str) -> list[str]:
    return words(opened(content.encode())[0])


def test_blank_lines_part_paragraphs_and_wrapped_lines_stay_together() -> None:
    assert _words("The court\nrose.\n \n\nIt left.\n") == ["The court\nrose.", "It left."]


def test_without_blank_lines_every_line_is_a_paragraph() -> None:
    assert _words("The court rose.\nIt left.\n") == ["The court rose.", "It left."]


def test_long_lines_between_blank_lines_are_paragraphs_each() -> None:
    long = "The court rose after the afternoon's hearing of the parties. " * 3

    assert _words(f"Title\n\n{long}\n{long}\nEnd.") == ["Title", long.strip(), long.strip(), "End."]


def test_numbered_lines_are_paragraphs_where_the_line_before_ends() -> None:
    found, _ = opened(b"Intro:\n(a) Adopt the bill;\n(b) Fund it\nin full; and\n(c) Report.\n\nEnd.")

    assert words(found) == ["Intro:", "(a) Adopt the bill;", "(b) Fund it\nin full; and", "(c) Report.", "End."]
    assert [one.label for one in found.paragraphs] == [None, "(a)", "(b)", "(c)", None]


def test_a_wrapped_line_that_begins_with_a_number_stays() -> None:
    assert _words("as laid down in paragraph\n12. of the report\n\nEnd.") == [
        "as laid down in paragraph\n12. of the report",
        "End.",
    ]


def test_capital_and_roman_lines_are_headings() -> None:
    found, _ = opened(b"PRISONS\n\nII. Conclusions\n\nThe court rose.\n\n- One\n\n12. The State agreed.")

    assert [role for role, _ in roles(found)] == ["heading", "heading", "body", "list", "body"]


def test_the_characters_stay_as_they_are() -> None:
    assert opened(b"  Two  spaces\r\n\r\n\tTab")[0].content == "  Two  spaces\n\n\tTab"


def test_khmer_paragraphs_have_their_numbers_and_language() -> None:
    found, _ = opened("១. ក្រសួងយុត្តិធម៌បានឆ្លើយ។\n\nThe ministry answered the question of the envoy.".encode())

    assert [(one.label, one.lang) for one in found.paragraphs] == [("១.", "km"), (None, "en")]
