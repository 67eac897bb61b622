"""Cambodia: facts with their sources, nothing put into anyone's mouth, nobody late."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

import pytest

from audiatur.countries import kh
from audiatur.countries.seed import DialogueSeed
from tests.countries.seeds import statuses, texts
from tests.shared import shared

SHINGLE = 8


@pytest.fixture(scope="module")
def seed() -> DialogueSeed:
    return kh.load()


def shingles(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of eight words, without case and punctuation."""
    words = re.findall(r"\w+", text.lower())
    return (tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))


def test_nothing_of_it_is_synthetic(seed: DialogueSeed) -> None:
    assert not seed.dialogue.synthetic
    assert not any("synthetic" in text.lower() for text in texts(seed))


def test_every_source_can_be_looked_up(seed: DialogueSeed) -> None:
    assert all(source.url.startswith(("https://", "http://")) for source in seed.sources)
    assert all(source.publisher and source.summary for source in seed.sources)


def test_no_document_of_others_and_no_words_of_the_press_are_kept(seed: DialogueSeed) -> None:
    assert {source.file for source in seed.sources} == {""}
    assert {row.quote for row in (*seed.positions, *seed.claims)} == {""}


def test_nobody_is_late_as_nobody_was_asked(seed: DialogueSeed) -> None:
    assert seed.dialogue.reply_days == 0


def test_the_meeting_has_its_five_points_and_four_offices(seed: DialogueSeed) -> None:
    (meeting,) = seed.meetings

    assert (meeting.held, meeting.mode) == ("2022-03-21", "virtual")
    assert [item.topic for item in meeting.agenda] == ["law", "prisons", "proceedings", "mediation", "civic_space"]
    assert [item.party for item in meeting.present] == [
        "ministry-of-justice", "special-rapporteur", "permanent-mission", "ohchr-cambodia",
    ]  # fmt: skip


def test_what_the_press_tells_of_the_meeting_is_reported_and_never_own(seed: DialogueSeed) -> None:
    told = [row for row in (*seed.positions, *seed.claims) if row.source in ("post-2022-03", "akp-2022-03")]

    assert len(told) > 15
    assert {row.basis for row in told} == {"reported"}


def test_what_was_reported_after_the_meeting_is_in_the_record(seed: DialogueSeed) -> None:
    stances = {(row.proposition, row.party): row.stance for row in seed.positions}

    assert stances["civic-1-a", "ministry-of-justice"] == "rejects"
    assert stances["civic-1-a", "special-rapporteur"] == "accepts"
    assert stances["civic-1-b", "ministry-of-justice"] == "accepts"
    assert stances["civic-1-c", "ministry-of-justice"] == "accepts"
    assert stances["civic-1-d", "ministry-of-justice"] == "accepts"
    assert stances["civic-2-b", "institute-for-democracy"] == "accepts"
    assert stances["civic-3-a", "institute-for-democracy"] == "accepts"
    assert stances["civic-3-b", "ministry-of-justice"] == "accepts"


def test_a_question_on_which_nobody_spoke_stays_unanswered(seed: DialogueSeed) -> None:
    found = statuses(seed)

    assert found["mediation-2"] == "unanswered"
    assert found["prisons-1"] == "partly_agreed"
    assert found["civic-1"] == "differing"
    assert found["civic-3"] == "one_sided"


def test_persons_appear_by_their_office(seed: DialogueSeed) -> None:
    names = ("Malin", "Vitit", "Muntarbhorn", "Sokkhoeurn", "Chanroeun", "Koeut", "Sar Kheng", "de la Fuente")
    titles = {source.title for source in seed.sources}

    assert [text for text in texts(seed) if text not in titles and any(name in text for name in names)] == []


def test_every_recommendation_has_a_response_and_those_left_open_in_2014_a_final_one(seed: DialogueSeed) -> None:
    words: dict[str, list[str]] = {}
    for response in seed.responses:
        words.setdefault(response.recommendation.paragraph, []).append(response.word)

    assert set(words) == {row.ref.paragraph for row in seed.recommendations}
    assert all(
        given == (["supported"] if key[:3] == "118" else ["to be examined", "noted"]) for key, given in words.items()
    )


def test_recommendations_agree_with_the_published_list(seed: DialogueSeed) -> None:
    with shared("data/recommendations/upr/gold_cambodia.csv").open(encoding="utf-8", newline="") as file:
        listed = {
            (row["paragraph"], row["recommending_state"]): row["response"]
            for row in csv.DictReader(file)
            if row["report"] == "cambodia2014"
        }
    final = {row.recommendation.paragraph: row.word for row in seed.responses}

    for row in seed.recommendations:
        for state in row.by:
            expected = {"Accepted": "supported", "Noted": "noted"}[listed[row.ref.paragraph, state]]
            assert final[row.ref.paragraph] == expected


def test_figures_agree_with_the_published_tables(seed: DialogueSeed) -> None:
    with shared("data/prisons/cambodia_facts.csv").open(encoding="utf-8", newline="") as file:
        prisons = {float(row["value"]) for row in csv.DictReader(file)}
    with shared("data/civic_space/cambodia_figures.csv").open(encoding="utf-8", newline="") as file:
        civic = {float(row["value"]) for row in csv.DictReader(file)}
    values = {bound for figure in seed.figures for bound in (figure.low, figure.high) if bound is not None}

    assert values <= prisons | civic
    assert all(figure.low is not None or figure.high is not None for figure in seed.figures)


@pytest.mark.parametrize(
    "path",
    [
        "data/dialogue/000_e5e585640586a585.txt",
        "data/prisons/cambodia_facts.csv",
        "data/civic_space/cambodia_figures.csv",
        "data/law/kh-reform-events.csv",
        "data/law/kh-procedure-rules.csv",
        "data/law/international-standards.csv",
    ],
)
def test_no_run_of_eight_words_is_taken_from_a_document_of_others(seed: DialogueSeed, path: str) -> None:
    lines = shared(path).read_text(encoding="utf-8").splitlines()
    theirs = {run for line in lines for run in shingles(re.sub(r"\S+[./]\S+", " ", line))}
    citations = {part for source in seed.sources for part in (source.title, source.url)}
    ours = {run for text in texts(seed) if text not in citations for run in shingles(text)}

    assert ours & theirs == set()
