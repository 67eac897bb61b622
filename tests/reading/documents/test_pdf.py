from __future__ import annotations

import pytest

from audiatur.reading.documents import pdf_lines
from audiatur.reading.documents.pdf import open_pdf, rectangles
from audiatur.reading.errors import BrokenDocument, EmptyDocument, EncryptedDocument, NoTextLayer, TooLarge
from audiatur.reading.text import Text
from tests.reading.documents.pdf_files import Printed, body, pdf
from tests.shared import shared


def read(data: bytes) -> Text:
    return open_pdf(data, name="report.pdf", progress=lambda *_: None)[0]


def paragraphs(text: Text, *roles: str) -> list[str]:
    return [text.content[p.start : p.end] for p in text.paragraphs if p.role in (roles or ("body", "list"))]


FULL = "Words that fill the line of this page from the left edge to the right one, as"
SYMBOL = Printed(400, 800, "A/HRC/99/1", 8)


def test_lines_close_together_are_one_paragraph_and_a_gap_ends_it() -> None:
    first = body("1. The delegation spoke of the prisons of", "the capital.", top=700)
    second = body("2. It named a date.", top=660)

    text = read(pdf(first + second))

    assert paragraphs(text) == ["1. The delegation spoke of the prisons of\nthe capital.", "2. It named a date."]
    assert [p.label for p in text.paragraphs] == ["1.", "2."]


def test_a_paragraph_that_runs_over_the_page_stays_whole_and_the_page_furniture_gives_way() -> None:
    pages = []
    for number in range(1, 5):
        foot = Printed(290, 40, str(number), 8)
        pages.append([SYMBOL, foot, *body(f"{number}. {FULL}", "before", top=700), *body("one paragraph of", top=660)])
        pages[-1] = pages[-1][:-1] + body(f"{number + 10}. {FULL}", "it runs on to", top=660)
    pages[1] = [*pages[1][:2], *body("the next page.", top=740), *pages[1][2:]]

    text = read(pdf(*pages))

    assert "it runs on to\fthe next page." in text.content
    running = next(p for p in text.paragraphs if "it runs on to\fthe" in text.content[p.start : p.end])
    assert running.page == 1
    assert [text.content[p.start : p.end] for p in text.paragraphs if p.role == "margin" and p.page == 1] == [
        "A/HRC/99/1",
        "1",
    ]


def test_pages_tile_the_content_and_know_their_size() -> None:
    text = read(pdf(body("One."), body("Two."), body("Three.")))

    assert [(page.number, text.content[page.start : page.end]) for page in text.pages] == [
        (1, "One.\f"),
        (2, "Two.\f"),
        (3, "Three."),
    ]
    assert {(page.width, page.height) for page in text.pages} == {(595.0, 842.0)}
    assert text.page_at(text.content.index("Two")) == 2


def test_a_hyphen_at_a_line_end_stays_unless_the_document_writes_the_word_whole() -> None:
    text = read(pdf(body("The recommen-", "dation on anti-", "discrimination is a recommendation.")))

    assert text.content == "The recommendation on anti-\ndiscrimination is a recommendation."


def test_small_marked_lines_at_the_foot_are_notes() -> None:
    note = [Printed(100, 120, "1 See the annex.", 7), Printed(100, 110, "2 Not edited.", 7)]

    text = read(pdf(body(f"1. {FULL}", "the end of it.") + note))

    assert paragraphs(text, "note") == ["1 See the annex.", "2 Not edited."]


def test_larger_or_capital_lines_are_headings_and_dotted_ones_a_table() -> None:
    lines = [
        Printed(100, 760, "II. Conclusions ............ 12"),
        Printed(100, 730, "Report of the visit", 14, bold=True),
        Printed(100, 700, "CONCLUSIONS AND RECOMMENDATIONS"),
        *body(f"1. {FULL}", "the end of it.", top=670),
    ]

    text = read(pdf(lines))

    assert paragraphs(text, "heading") == ["Report of the visit", "CONCLUSIONS AND RECOMMENDATIONS"]
    assert paragraphs(text, "table") == ["II. Conclusions ............ 12"]
    assert text.title == "Report of the visit"


def test_rectangles_of_a_span_lie_where_its_words_are_printed() -> None:
    data = pdf(body("Nobody spoke.", top=700), body("He named", "a date.", top=500))
    start = read(data).content.index("named")

    found = rectangles(data, [(start, start + len("named\na date"))])

    assert [box.page for box in found] == [2, 2]
    assert [round(box.bottom) // 4 for box in found] == [500 // 4, 488 // 4]
    # "He " is 15.6 points wide in Helvetica of 10 points: H 7.22 + e 5.56 + space 2.78
    assert found[0].left == pytest.approx(115.6, abs=1.5)
    assert found[1].left == pytest.approx(100, abs=1.5)


def test_rectangles_of_no_span_are_none() -> None:
    assert rectangles(pdf(body("Nobody spoke.")), []) == ()


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (pdf(body("One."), encrypt=True), EncryptedDocument),
        (pdf([], picture=True), NoTextLayer),
        (pdf([]), EmptyDocument),
        (pdf(body("One."))[:60], BrokenDocument),
        (b"%PDF-1.7 and then nothing of the kind", BrokenDocument),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_by_its_reason(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"report\.pdf .*\.$"):
        read(data)


def test_too_many_pages_or_characters_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf(body("One."), body("Two."))

    monkeypatch.setattr(pdf_lines, "MAX_PAGES", 1)
    with pytest.raises(TooLarge, match="2 pages"):
        read(data)
    monkeypatch.setattr(pdf_lines, "MAX_PAGES", 2)
    monkeypatch.setattr(pdf_lines, "MAX_CHARACTERS", 5)
    with pytest.raises(TooLarge, match="5 characters"):
        read(data)


def test_a_cut_file_that_still_opens_is_read_with_a_warning() -> None:
    data = pdf(body("One."))
    cut = data[: data.index(b"startxref")]

    text, warnings = open_pdf(cut, name="report.pdf", progress=lambda *_: None)

    assert text.content == "One."
    assert [warning.code for warning in warnings] == ["cut_off"]


def test_progress_tells_every_page() -> None:
    told: list[tuple[str, int, int]] = []

    open_pdf(pdf(body("One."), body("Two.")), name="report.pdf", progress=lambda *step: told.append(step))

    assert told == [("pages", 0, 2), ("pages", 1, 2), ("pages", 2, 2)]


def test_a_real_report_is_tiled_by_paragraphs_and_every_rectangle_is_on_its_page() -> None:
    data = shared("data/recommendations/upr/pdf/cambodia2014.pdf").read_bytes()

    text = read(data)
    start = text.content.index("118.1 ")
    found = rectangles(data, [(start, text.content.index("(France);", start))])

    ends = [0, *(p.end for p in text.paragraphs)]
    assert all(not text.content[end : p.start].strip() for end, p in zip(ends, text.paragraphs, strict=False))
    assert {box.page for box in found} == {14}
    assert all(0 <= box.left < box.right <= 595 and 0 <= box.bottom < box.top <= 842 for box in found)
