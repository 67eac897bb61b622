"""The language of a paragraph is told by its script and its frequent words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiatur.reading.language import language_of, majority


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The delegation noted that the bill would be sent to the parliament in March.", "en"),
        ("La délégation a noté que le projet de loi serait transmis au Parlement en mars.", "fr"),
        ("គណៈប្រតិភូបានកត់សម្គាល់ថាសេចក្តីព្រាងច្បាប់នឹងត្រូវបញ្ជូនទៅរដ្ឋសភា។", "km"),
        ("La delegación señaló que el proyecto de ley se enviaría al parlamento en marzo.", "und"),
        ("A delegação observou que o projeto de lei seria enviado ao parlamento em março.", "und"),
        ("Die Delegation stellte fest, dass der Entwurf im März an das Parlament geht.", "und"),
        ("Делегация отметила, что законопроект будет направлен в парламент.", "und"),
        ("代表团注意到该法案将于三月提交议会。", "und"),
        ("12.4 (2019)", "und"),
        ("", "und"),
    ],
)
def test_the_language_is_told_or_left_undetermined(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_name_takes_the_language_of_what_stands_around_it() -> None:
    assert language_of("Sok Dara", fallback="km") == "km"


def test_another_language_does_not_take_the_language_of_what_stands_around_it() -> None:
    assert language_of("El ministerio no contestó a los jueces.", fallback="en") == "und"


def test_khmer_with_latin_names_in_it_is_khmer() -> None:
    assert language_of("លោក Sok Dara បានលើកឡើងថាច្បាប់នេះត្រូវកែប្រែ") == "km"


def test_the_documents_language_is_that_of_most_characters() -> None:
    assert majority([("km", 300), ("en", 200), ("km", 50), ("und", 5000)]) == "km"


def test_a_document_without_a_telling_paragraph_is_undetermined() -> None:
    assert majority([("und", 10)]) == "und"


@given(st.text(max_size=300))
def test_any_text_gets_a_language_of_the_vocabulary(text: str) -> None:
    assert language_of(text) in {"en", "fr", "km", "und"}
