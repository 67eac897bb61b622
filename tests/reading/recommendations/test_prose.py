from __future__ import annotations

from audiatur.reading.recommendations import read_recommendations
from audiatur.reading.text import Text
from tests.reading.recommendations.texts import text_of

BODY = ("CEDAW/C/XYL/CO/6", "# Concluding observations on the sixth periodic report of Xyland", "# Access to justice")
RAPPORTEUR = (
    "A/HRC/99/70",
    "# Report of the Special Rapporteur on the situation of human rights in Xyland",
    "# IV. Conclusions and recommendations",
)


def read(*paragraphs: str) -> list[tuple[str, str]]:
    return [(found.paragraph, found.text) for found in read_recommendations(text_of(*paragraphs))[0]]


def test_lettered_items_after_a_committees_lead_are_recommendations() -> None:
    found = read(
        *BODY,
        "11. Recalling its general recommendation No. 33 (2015), the Committee recommends that the State party:",
        "(a) Fund legal aid in all provinces;",
        "(b) Train judges in:",
        "(i) Evidence;",
        "(ii) Procedure;",
        "(c) Publish judgments.",
        "12. The Committee thanks the State party.",
    )

    assert found == [
        ("11(a)", "Fund legal aid in all provinces"),
        ("11(b)", "Train judges in: (i) Evidence; (ii) Procedure"),
        ("11(c)", "Publish judgments"),
    ]


def test_sentences_of_a_paragraph_are_recommendations_from_their_verb_on() -> None:
    found = read(
        *BODY,
        "13. The Committee notes a delay. It encourages the State party to ratify the Protocol. It also urges the "
        "State party to report within two years.",
        "14. The State party should: (a) close the old prison; and (b) limit remand to six months.",
    )

    assert found == [
        ("13", "ratify the Protocol"),
        ("13", "report within two years"),
        ("14(a)", "close the old prison"),
        ("14(b)", "limit remand to six months"),
    ]


def test_a_rapporteur_recommends_to_the_government_and_to_others() -> None:
    found = read(
        *RAPPORTEUR,
        "58. The Special Rapporteur thanks all. He recommends that the Government of Xyland:",
        "(a) Adopt the law on information.",
        "59. Amend the law on associations so that it meets article 22.",
        "60. The Special Rapporteur calls on donors to fund legal aid.",
    )

    assert found == [
        ("58(a)", "Adopt the law on information"),
        ("59", "Amend the law on associations so that it meets article 22"),
        ("60", "donors to fund legal aid"),
    ]


def test_position_and_states_are_not_invented() -> None:
    text = text_of(*BODY, "14. The State party should close the old prison.")

    (found,) = read_recommendations(text)[0]

    assert (found.report_position, found.position, found.recommending_states) == ("unknown", "", ())
    assert found.section == "Access to justice"
    assert text.content[found.start : found.end] == "close the old prison"


def test_a_press_article_that_reports_a_recommendation_holds_none() -> None:
    assert read("The Committee recommends that the State party close the old prison, the minister said.") == []


def test_a_mechanisms_past_words_are_no_recommendation_of_this_document() -> None:
    assert read(*BODY, "9. The Committee recommended in 2020 that the State party close the old prison.") == []


def test_an_empty_text_holds_none() -> None:
    assert read_recommendations(Text("", "txt", "und", ())) == ((), ())
