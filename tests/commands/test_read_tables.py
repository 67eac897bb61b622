"""A reading as people see it."""

from __future__ import annotations

import io

import pytest

from audiatur.commands import read_tables
from audiatur.commands.read_tables import print_reading
from audiatur.reading import (
    Arithmetic,
    Page,
    Paragraph,
    Quantity,
    Reading,
    ReadingWarning,
    Recommendation,
    Sentence,
    Statement,
    Text,
)

_CONTENT = "12. Dara said that it rained.\nOf 40 cases 10 (30 per cent) ended."
_TEXT = Text(
    _CONTENT,
    "pdf",
    "en",
    (
        Paragraph(0, 29, 1, "body", "12.", "en", (Sentence(0, 29),)),
        Paragraph(30, 66, 2, "body", None, "en", (Sentence(30, 66),)),
    ),
    (Page(1, 0, 30, 595, 842), Page(2, 30, 66, 595, 842)),
)
_STATEMENT = Statement("says", 0.9, "Sok Dara", ((4, 8),), ((9, 13),), ((14, 28),), 1)


def _printed(monkeypatch: pytest.MonkeyPatch, **found: object) -> str:
    monkeypatch.setenv("COLUMNS", "120")
    stream = io.StringIO()
    print_reading(Reading("report.pdf", "0" * 64, _TEXT, **found), file=stream)  # type: ignore[arg-type]
    return stream.getvalue()


def test_statements_show_who_voice_what_and_where(monkeypatch: pytest.MonkeyPatch) -> None:
    second_hand = Statement("says", 0.5, None, (), ((9, 13),), ((33, 35),), 2, reported_by="Sok Dara")

    lines = _printed(monkeypatch, statements=(_STATEMENT, second_hand)).splitlines()

    assert lines[0] == "report.pdf · PDF, 2 pages, English"
    rows = [line.split("  ") for line in lines]
    cells = [[cell.strip() for cell in row if cell.strip()] for row in rows]
    assert ["Sok Dara", "says", "that it rained", "p. 1, para. 12"] in cells
    assert ["not named (reported by Sok", "says", "40", "p. 1, para. 12"] in cells


def test_recommendations_show_paragraph_states_position_and_text(monkeypatch: pytest.MonkeyPatch) -> None:
    one = Recommendation("118.4", "Ratify it", ("Chile", "Peru"), "not_supported", "noted", "", 1, 0, 5, 1.0)

    printed = _printed(monkeypatch, recommendations=(one,))

    assert "Recommendations (1)" in printed
    assert all(cell in printed for cell in ("118.4", "Chile, Peru", "not supported", "Ratify it"))


def test_quantities_and_sums_that_differ_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    quantity = Quantity("at least 40 cases", 33, 35, 40, None, "at_least", "count", base="cases")
    range_ = Quantity("30 to 35 per cent", 47, 49, 30, 35, "range", "percent")
    inconsistent = Arithmetic(30, 66, "ratio_pct", (10, 40), 30, "exact", 25, "inconsistent")
    consistent = Arithmetic(0, 3, "sum", (1, 2), 77, "exact", 77, "consistent")

    printed = _printed(monkeypatch, quantities=(quantity, range_), arithmetic=(inconsistent, consistent))

    assert "40 (at least)" in printed
    assert "30–35 per cent (range)" in printed
    assert "Numbers that do not add up (1)" in printed
    assert "77" not in printed


def test_warnings_are_shown_and_nothing_found_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = _printed(monkeypatch, warnings=(ReadingWarning("extension", "The name is wrong."),))

    assert "No statements and no recommendations were found." in printed
    assert "Note (extension): The name is wrong." in printed


def test_a_long_table_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_tables, "ROWS", 2)

    printed = _printed(monkeypatch, statements=(_STATEMENT,) * 5)

    assert printed.count("that it rained") == 2
    assert "… and 3 more; --json gives all." in printed


def test_a_document_cannot_steer_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    steering = Statement("says", 0.9, "Dara\x1b[2J\x07", ((4, 8),), ((9, 13),), ((14, 28),), 1)

    assert "\x1b" not in _printed(monkeypatch, statements=(steering,))


class _Unread(io.StringIO):
    def write(self, _: str) -> int:
        raise BrokenPipeError


def test_an_output_that_nobody_reads_is_left_to_the_command() -> None:
    with pytest.raises(BrokenPipeError):
        print_reading(Reading("report.pdf", "0" * 64, _TEXT), file=_Unread())
