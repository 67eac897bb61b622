"""Dates, numbers and texts in words, in both languages."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from audiatur.record.models import Party
from audiatur.site import written


@pytest.mark.parametrize(
    ("edtf", "english", "khmer"),
    [
        ("2026-03-12", "12 March 2026", "12 មីនា 2026"),
        ("2026-03", "March 2026", "មីនា 2026"),
        ("2026", "2026", "2026"),
        ("2026-03-12~", "about 12 March 2026", "ប្រហែល 12 មីនា 2026"),
        ("2026-03?", "March 2026 (uncertain)", "មីនា 2026 (មិនប្រាកដ)"),
        ("2026%", "about 2026 (uncertain)", "ប្រហែល 2026 (មិនប្រាកដ)"),
        ("2019/2023", "between 2019 and 2023", "ចន្លោះពី 2019 ដល់ 2023"),
        ("2023-01/..", "since January 2023", "តាំងពី មករា 2023"),
        ("2023-01/", "since January 2023", "តាំងពី មករា 2023"),
        ("../2023-12-31", "until 31 December 2023", "រហូតដល់ 31 ធ្នូ 2023"),
        ("2019-05~/2020-06", "between about May 2019 and June 2020", "ចន្លោះពី ប្រហែល ឧសភា 2019 ដល់ មិថុនា 2020"),
        ("2023-21", "2023-21", "2023-21"),
        ("", "", ""),
    ],
)
def test_a_date_is_written_in_words(edtf: str, english: str, khmer: str) -> None:
    with override("en"):
        assert written.when(edtf) == english
    with override("km"):
        assert written.when(edtf) == khmer


@given(st.dates(min_value=date(1, 1, 1)))
def test_a_day_is_written_as_its_edtf_string_is(day: date) -> None:
    with override("en"):
        assert written.when(day) == written.when(day.isoformat())


@pytest.mark.parametrize(
    ("value", "text"), [(39012.0, "39,012"), (147.2, "147.2"), (0.5, "0.5"), (1e6, "1,000,000"), (-2.0, "-2")]
)
@pytest.mark.parametrize("language", ["en", "km"])
def test_numbers_are_grouped_alike_in_both_languages(language: str, value: float, text: str) -> None:
    with override(language):
        assert written.number(value) == text


@pytest.mark.parametrize(
    ("name", "name_km", "english", "khmer"),
    [
        ("Office", "ការិយាល័យ", "Office", "ការិយាល័យ"),
        ("Office", "", "Office", '<span lang="en">Office</span>'),
        ("", "ការិយាល័យ", '<span lang="km">ការិយាល័យ</span>', "ការិយាល័យ"),
        ("<b>", "", "<b>", '<span lang="en">&lt;b&gt;</span>'),
    ],
)
def test_a_text_is_shown_in_the_language_that_is_held(name: str, name_km: str, english: str, khmer: str) -> None:
    row = Party(name=name, name_km=name_km)

    with override("en"):
        assert written.marked_text(row, "name") == english
    with override("km"):
        assert written.marked_text(row, "name") == khmer


def test_a_text_of_nothing_is_empty() -> None:
    assert written.plain_text(None, "name") == ""
