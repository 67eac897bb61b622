from __future__ import annotations

import pytest

from audiatur.reading.recommendations import read_recommendations
from audiatur.reading.result import Recommendation
from audiatur.reading.text import Text
from tests.reading.recommendations.texts import review, text_of

SUPPORTED = "80. The recommendations listed below enjoy the support of Benin:"
PENDING = "81. The following recommendations will be examined by Benin, which will provide responses in due time:"


def read(text: Text) -> tuple[Recommendation, ...]:
    return read_recommendations(text)[0]


def warnings(text: Text) -> list[str]:
    return [warning.code for warning in read_recommendations(text)[1]]


def test_dotted_items_take_number_states_and_position_of_their_list() -> None:
    text = review(
        SUPPORTED,
        "80.1 Close the old\nprison (Chile);",
        "80.2. Train judges (Cuba, Peru).",
        PENDING,
        "81.1 Pay judges (Mali).",
    )

    found = read(text)

    assert [(r.paragraph, r.text, r.recommending_states, r.report_position) for r in found] == [
        ("80.1", "Close the old prison", ("Chile",), "supported"),
        ("80.2", "Train judges", ("Cuba", "Peru"), "supported"),
        ("81.1", "Pay judges", ("Mali",), "pending"),
    ]
    assert found[0].position == "enjoy the support of Benin"
    assert found[0].section == "The recommendations listed below enjoy the support of Benin:"


def test_the_span_holds_the_words_with_their_line_breaks_and_nothing_else() -> None:
    text = review(SUPPORTED, "80.1 Close the old\nprison (Chile);")

    (found,) = read(text)

    assert text.content[found.start : found.end] == "Close the old\nprison"


def test_items_numbered_from_one_under_a_paragraph_are_cited_under_its_number() -> None:
    text = review(
        SUPPORTED,
        "1. Close the prison (Chile);",
        "2. Train judges (Cuba);",
        "3 Pay judges (Mali);",
        PENDING,
        "1. Rest (Peru).",
    )

    assert [r.paragraph for r in read(text)] == ["80.1", "80.2", "80.3", "81.1"]


def test_a_list_without_a_position_takes_it_from_the_paragraph_after() -> None:
    text = review(
        "80. In the course of the discussion, the following recommendations were made to Benin:",
        "1. Close the prison (Chile).",
        "81. The response of Benin to these recommendations will be included in the outcome report.",
    )

    assert [r.report_position for r in read(text)] == ["pending"]


def test_a_report_without_a_heading_of_conclusions_is_read_from_its_first_list() -> None:
    text = text_of(
        "Report of the Working Group on the Universal Periodic Review",
        "7. Chile recommended nothing.",
        SUPPORTED,
        "80.1 Close the prison (Chile);",
        "80.2 Train judges (Cuba).",
    )

    assert [r.paragraph for r in read(text)] == ["80.1", "80.2"]


def test_a_contents_line_and_the_closing_disclaimer_open_no_section() -> None:
    text = review(SUPPORTED, "80.1 Close the prison (Chile).", before=("# II. Conclusions and/or recommendations",))

    assert len(read(text)) == 1


def test_items_named_by_number_take_the_position_that_a_later_paragraph_tells_of_them() -> None:
    text = review(
        SUPPORTED,
        "80.1 Close the prison (Chile);",
        "80.2 Train judges (Cuba).",
        "81. Benin considers that recommendation 80.2 above has already been implemented.",
    )

    assert [r.report_position for r in read(text)] == ["supported", "supported_implemented"]


def test_a_statement_about_part_of_a_recommendation_changes_nothing() -> None:
    text = review(
        SUPPORTED,
        "80.1 Close the prison (Chile).",
        "81. Benin considers that the first part of recommendation 80.1 above has already been implemented.",
    )

    assert [r.report_position for r in read(text)] == ["supported"]


def test_recommendations_that_are_only_pointed_to_are_read_where_they_were_spoken() -> None:
    text = review(
        SUPPORTED,
        "1. Close the prison (Chile).",
        "81. The recommendations noted in paragraphs 23 (b) and 24 above did not enjoy the support of Benin.",
        before=(
            "23. The Netherlands welcomed progress. It recommended that Benin (a) train judges; and (b) free all "
            "journalists. It thanked Benin.",
            "24. Ghana thanked the delegation. Ghana recommended that Benin build schools.",
        ),
    )

    found = [(r.paragraph, r.text, r.recommending_states, r.report_position) for r in read(text)]

    assert found[1:] == [
        ("23(b)", "free all journalists", ("Netherlands",), "not_supported"),
        ("24", "build schools", ("Ghana",), "not_supported"),
    ]


def test_a_list_that_says_where_it_was_taken_from_is_not_read_twice() -> None:
    text = review(
        "80. The recommendations listed below enjoy the support of Benin, which answered paragraph 23 (a) above:",
        "1. Train judges (Ghana).",
        before=("23. Ghana recommended that Benin (a) train judges.",),
    )

    assert [r.paragraph for r in read(text)] == ["80.1"]


def test_voluntary_pledges_are_no_recommendations() -> None:
    text = review(
        SUPPORTED,
        "1. Train judges (Ghana).",
        "81. Benin made the following voluntary commitments:",
        "1. Train more judges.",
    )

    assert [r.paragraph for r in read(text)] == ["80.1"]


def test_the_lead_that_names_the_state_under_review_is_left_out() -> None:
    text = review(SUPPORTED, "1. Recommended that Benin train judges (Ghana).", "2. That prisons be inspected (Chile).")

    assert [r.text for r in read(text)] == ["train judges", "That prisons be inspected"]


def test_a_number_left_out_of_a_list_is_said() -> None:
    text = review(SUPPORTED, "80.1 Close the prison (Chile);", "80.3 Train judges (Cuba).")

    assert warnings(text) == ["numbers_missing"]
    assert "80.2" in read_recommendations(text)[1][0].message


def test_a_count_of_the_document_that_differs_is_said() -> None:
    text = review(
        "80. The following 3 recommendations enjoy the support of Benin:",
        "80.1 Close it (Chile);",
        "80.2 Train them (Cuba).",
    )

    assert warnings(text) == ["count_differs"]


def test_a_review_without_a_list_is_said_and_another_document_is_not() -> None:
    assert warnings(review("80. Benin thanked everybody.")) == ["no_recommendations"]
    assert warnings(text_of("The minister met the rapporteur.")) == []


def test_an_item_without_a_state_is_said() -> None:
    text = review(SUPPORTED, "80.1 Close the prison (Chile);", "80.2 Train judges;", "80.3 Pay them (Cuba).")

    assert warnings(text) == ["no_states"]


@pytest.mark.parametrize("words", ["", "(", "80.1 (Chile)", "80. :", "(((((((("])
def test_odd_words_never_break_the_reading(words: str) -> None:
    assert len(read(review(SUPPORTED, words))) <= 1


def test_a_review_of_an_unknown_world_is_known_by_its_lists_and_names_its_states() -> None:
    text = text_of(
        "II. Conclusions and/or recommendations",
        "7. The recommendations listed below enjoy the support of Marovintha:",
        "7.1 Adopt the law on records (Velundria, Tesmarch);",
        "7.2 Ratify the Convention (CRPD);",
        "8. The following recommendations did not enjoy the support of Marovintha:",
        "8.1 Publish all judgments (Quorrimar);",
        "8.2 Train the judges (Pellastine).",
    )

    found = read(text)

    assert [(item.paragraph, item.report_position, item.recommending_states) for item in found] == [
        ("7.1", "supported", ("Velundria", "Tesmarch")),
        ("7.2", "supported", ()),
        ("8.1", "not_supported", ("Quorrimar",)),
        ("8.2", "not_supported", ("Pellastine",)),
    ]
