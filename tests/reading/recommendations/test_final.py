from __future__ import annotations

from audiatur.reading.recommendations import read_recommendations
from audiatur.reading.recommendations.final import FinalPositions, final_positions
from audiatur.reading.text import Text
from tests.reading.recommendations.texts import review, text_of

REPORT = review(
    "80. The following recommendations enjoy the support of Benin:",
    "80.1 Close the old prison (Chile);",
    "81. The following recommendations will be examined by Benin:",
    *(f"81.{number} Train the judges of court {number} (Cuba);" for number in range(1, 7)),
)


def reply(*paragraphs: str) -> Text:
    return text_of("United Nations A/HRC/99/7/Add.1", "Distr.: General 2 June 2031", *paragraphs)


def decide(*replies: Text) -> FinalPositions:
    return final_positions(read_recommendations(REPORT)[0], report=REPORT, replies=replies)


def positions(found: FinalPositions) -> dict[str, str]:
    return {item.paragraph: item.position for item in found.positions}


def test_numbers_and_ranges_of_a_reply_are_answered() -> None:
    found = decide(
        reply("3. Benin accepts recommendations 81.1 to 81.3.", "4. Benin notes recommendations 81.4-5 and 81.6.")
    )

    assert positions(found) == {
        "80.1": "supported", "81.1": "supported", "81.2": "supported", "81.3": "supported",
        "81.4": "noted", "81.5": "noted", "81.6": "noted",
    }  # fmt: skip
    assert found.warnings == ()


def test_every_step_keeps_source_paragraph_date_and_words() -> None:
    answer = reply("3. Benin accepts recommendation 81.1.")

    step_in_report, step_in_reply = next(i for i in decide(answer).positions if i.paragraph == "81.1").steps

    assert (step_in_report.position, step_in_report.source, step_in_report.date) == (
        "pending",
        "A/HRC/99/7",
        "2031-03-04",
    )
    assert (step_in_reply.source, step_in_reply.paragraph, step_in_reply.date) == (
        "A/HRC/99/7/Add.1",
        "3",
        "2031-06-02",
    )
    assert step_in_reply.words.startswith("accepts")
    assert "recommendation 81.1" in answer.content[slice(*step_in_reply.span)]


def test_a_later_reply_reverses_an_earlier_position() -> None:
    found = decide(reply("3. Benin notes recommendation 80.1."), reply("1. Benin accepts recommendation 80.1."))

    assert [step.position for step in found.positions[0].steps] == ["supported", "noted", "supported"]
    assert found.positions[0].position == "supported"


def test_a_heading_answers_for_the_numbers_that_stand_alone_under_it() -> None:
    found = decide(reply("# Noted recommendations", "81.1–2", "Judges are trained already.", "81.3", "See above."))

    assert [positions(found)[label] for label in ("81.1", "81.2", "81.3", "81.4")] == [
        "noted",
        "noted",
        "noted",
        "pending",
    ]


def test_a_remark_under_a_heading_does_not_change_the_answer() -> None:
    found = decide(
        reply(
            "# Noted recommendations",
            "5. Benin notes recommendation 81.2.",
            "81.2",
            "Benin considers this implemented; see recommendation 81.1.",
        )
    )

    assert positions(found)["81.2"] == "noted"
    assert positions(found)["81.1"] == "pending"


def test_a_number_with_its_answer_beside_it_is_read() -> None:
    found = decide(reply("81.1 Accepted. Judges matter.", "81.2: Noted.", "Recommendation 81.3 – Not accepted"))

    assert [positions(found)[label] for label in ("81.1", "81.2", "81.3")] == ["supported", "noted", "not_supported"]


def test_silence_is_no_answer_and_is_said() -> None:
    found = decide(reply("3. Benin accepts recommendations 81.1-81.5."))

    assert positions(found)["81.6"] == "pending"
    assert [warning.code for warning in found.warnings] == ["no_answer"]


def test_the_states_own_count_is_compared_with_ours() -> None:
    agreeing = decide(
        reply(
            "2. Benin accepts 6 recommendations and notes 1 recommendations.",
            "3. Benin accepts recommendations 81.1-5.",
            "4. Benin notes recommendation 81.6.",
        )
    )
    differing = decide(reply("2. Benin accepts 9 recommendations.", "3. Benin accepts recommendations 81.1-6."))

    assert [warning.code for warning in agreeing.warnings] == []
    assert [warning.code for warning in differing.warnings] == ["count_differs"]


def test_two_answers_in_one_reply_are_said() -> None:
    found = decide(reply("3. Benin accepts recommendations 81.1-81.6.", "4. Benin notes recommendation 81.2."))

    assert [warning.code for warning in found.warnings] == ["two_answers"]
