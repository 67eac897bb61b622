from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiatur.reading.quantities import check_arithmetic, read_quantities
from audiatur.reading.result import Quantity
from audiatur.reading.text import Paragraph, Sentence, Text
from tests.reading.quantities.sentences import ALL, KHMER, NOTHING, Marked
from tests.reading.quantities.texts import one_paragraph
from tests.shared import shared

PIECES = [
    "more than",
    "about",
    "between",
    "and",
    "from",
    "to",
    "12",
    "14,702",
    "2019",
    "%",
    "per cent",
    "US$",
    "million",
    "half",
    "one third",
    "prisoners",
    "of",
    "which",
    "rose",
    "by",
    "(",
    ")",
    "±",
    "-",
    "–",
    "/",
    ".",
    ",",
    "\n",
    " ",
    "ជាង",
    "៤៥.១២២",
    "នាក់",
    "ភាគរយ",
    "មួយ",
    "ភាគ",
    "បី",
    "\u200b",
    "²",
    "½",
    "doubled",
    "times",
    "the",
    "years",
    "a",
    "May",
    "article",
    "A/HRC/27/18",
    "total of",
    "capacity",
    "hundred",
    "thousand",
    "…",
    "१२",
    "ៗ",
]


def _at(quantities: tuple[Quantity, ...], start: int, end: int) -> Quantity | None:
    return next((item for item in quantities if item.start < end and item.end > start), None)


@pytest.mark.parametrize("marked", ALL, ids=lambda marked: f"{marked.text[:40]}|{marked.surface}")
def test_a_sentence_gives_value_hedge_kind_and_base_of_its_marked_number(marked: Marked) -> None:
    start = marked.text.index(marked.surface)

    found = _at(
        read_quantities(one_paragraph(marked.text, lang="km" if marked in KHMER else "en")),
        start,
        start + len(marked.surface),
    )

    assert found is not None
    assert (found.surface, found.kind, found.hedge, found.base) == (
        marked.surface,
        marked.kind,
        marked.hedge,
        marked.base,
    )
    assert found.low == pytest.approx(marked.low)
    assert found.high == pytest.approx(marked.high)


@pytest.mark.parametrize("words", NOTHING)
def test_years_dates_and_citations_are_no_quantities(words: str) -> None:
    assert read_quantities(one_paragraph(words)) == ()


def test_page_furniture_is_not_read() -> None:
    assert read_quantities(one_paragraph("Page of 300 prisoners", role="margin")) == ()


def test_the_label_of_a_paragraph_is_not_read() -> None:
    found = read_quantities(one_paragraph("118.4 Some 30 judges were trained.", label="118.4"))

    assert [item.surface for item in found] == ["30"]


def test_a_sentence_cut_after_an_abbreviation_is_put_together_again() -> None:
    words = "See paras. 7 and 8. Then 30 judges came."
    cut = Paragraph(0, len(words), None, "body", None, "en", (Sentence(0, 10), Sentence(11, 19), Sentence(20, 40)))

    found = read_quantities(Text(words, "txt", "en", (cut,)))

    assert [item.surface for item in found] == ["30"]


def test_each_number_of_a_change_keeps_its_own_year() -> None:
    found = read_quantities(one_paragraph("Arrests rose from 410 in 2013 to 520 in 2014 in Kandal province."))

    assert [(item.surface, item.as_of, item.place) for item in found] == [
        ("410", "2013", None),
        ("520", "2014", "Kandal province"),
    ]


def test_a_date_with_day_and_month_is_given_in_full() -> None:
    found = read_quantities(one_paragraph("As of 31 May 2021 the prison held 640 people."))

    assert found[0].as_of == "2021-05-31"


def test_a_place_in_khmer_is_kept_in_khmer() -> None:
    found = read_quantities(one_paragraph("មាន ២០ នាក់នៅក្នុងខេត្តកណ្តាល។", lang="km"))

    assert found[0].place == "ខេត្តកណ្តាល"


def test_a_long_line_gives_every_number_once_and_in_order() -> None:
    words = "The office received 1,204 files and 88 appeals. " * 4_000

    found = read_quantities(one_paragraph(words))

    assert len(found) == 8_000
    assert [item.start for item in found] == sorted(item.start for item in found)
    assert {item.surface for item in found} == {"1,204", "88"}


def test_digits_without_end_are_no_quantity() -> None:
    assert read_quantities(one_paragraph("7" * 100_000)) == ()


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)))
def test_any_text_is_read_without_fault_and_offsets_give_the_surface(words: str) -> None:
    text = one_paragraph(words)

    found = read_quantities(text)

    for item in found:
        assert text.content[item.start : item.end] == item.surface != ""
        assert item.low is None or item.high is None or item.low <= item.high
    for earlier, later in pairwise(found):
        assert earlier.end <= later.start
    for result in check_arithmetic(text, found):
        assert 0 <= result.start < result.end <= len(words)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_pieces_without_spaces_are_read_without_fault(words: str) -> None:
    text = one_paragraph(words)

    check_arithmetic(text, read_quantities(text))


@given(st.integers(min_value=2_101, max_value=999_999_999))
def test_a_whole_number_is_read_the_same_with_any_separator(value: int) -> None:
    grouped = f"{value:,}"

    for written in (grouped, grouped.replace(",", "\u202f"), grouped.replace(",", " ")):
        found = read_quantities(one_paragraph(f"There are {written} prisoners."))

        assert [(item.low, item.base) for item in found] == [(value, "prisoners")]


@pytest.mark.parametrize(("lang", "least"), [("en", 0.95), ("km", 0.9)])
def test_the_shared_sentences_are_valued_as_marked(lang: str, least: float) -> None:
    rows = [json.loads(line) for line in shared("data/dialogue/quantities_dev.jsonl").read_text("utf-8").splitlines()]
    marked = [row for row in rows if row["lang"] == lang]

    right = 0
    for row in marked:
        start = row["text"].index(row["surface"])
        found = _at(read_quantities(one_paragraph(row["text"], lang=row["lang"])), start, start + len(row["surface"]))
        stated = {value for value in (row["low"], row["high"]) if value is not None}
        if found:
            ours = {value for value in (found.low, found.high) if value is not None}
            right += len(ours) == len(stated) and sorted(ours) == pytest.approx(sorted(stated), rel=1e-5)

    assert right / len(marked) >= least


def test_a_quantity_that_is_given_twice_is_the_same() -> None:
    text = one_paragraph("About 40 % of 1,200 prisoners.")

    first, second = read_quantities(text), read_quantities(replace(text))

    assert first == second
