"""The real reports, where they are at hand: what is found, and that every span stands for its words."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from rapidfuzz import fuzz, process

from audiatur.reading.documents.pdf import open_pdf
from audiatur.reading.recommendations import read_recommendations
from audiatur.reading.recommendations.final import final_positions
from audiatur.reading.recommendations.thematic import read_thematic_list, write_thematic_list
from audiatur.reading.text import Text
from tests.shared import shared


def opened(path: Path) -> Text:
    return open_pdf(path.read_bytes(), name=path.name, progress=lambda *_: None)[0]


def test_at_least_195_of_the_205_recommendations_to_cambodia_in_2014_are_found() -> None:
    gold_rows = csv.DictReader(shared("data/recommendations/upr/gold_cambodia.csv").open(encoding="utf-8"))
    gold = [row["text"] for row in gold_rows if row["year"] == "2014"]

    found = read_recommendations(opened(shared("data/recommendations/upr/pdf/cambodia2014.pdf")))[0]

    texts = [item.text.lower() for item in found]
    assert len(gold) == 205
    assert (
        sum(process.extractOne(text.lower(), texts, scorer=fuzz.ratio, score_cutoff=85) is not None for text in gold)
        >= 195
    )


@pytest.mark.parametrize("name", ["cambodia2010", "netherlands2008", "burkinafaso2009", "fiji2010", "uruguay2014"])
def test_the_words_of_every_recommendation_stand_in_its_span_in_their_order(name: str) -> None:
    text = opened(shared(f"data/recommendations/upr/pdf/{name}.pdf"))

    for found in read_recommendations(text)[0]:
        printed = iter(re.findall(r"\w+", re.sub(r"-\s+", "-", text.content[found.start : found.end])))
        words = [word for word in re.findall(r"\w+", found.text) if word not in ("and", "or")]
        assert all(word in printed for word in words), found
        assert text.page_at(found.start) == found.page


@pytest.mark.parametrize(
    ("cycle", "report", "reply", "noted"),
    [
        (2, "A_HRC_28_15_working_group_report", "A_HRC_28_15_Add1_state_reply", 21),
        (3, "A_HRC_43_15_working_group_report", "A_HRC_43_15_Add1_state_reply", 33),
    ],
)
def test_final_positions_of_slovenia_agree_with_ohchr_and_with_slovenias_own_count(
    cycle: int, report: str, reply: str, noted: int
) -> None:
    folder = shared("data/recommendations/slovenia")
    lines = (folder / "gold_thematic.jsonl").read_text(encoding="utf-8").splitlines()
    gold = {
        row["paragraph"]: row["position"] for row in map(json.loads, lines) if row["report"] == f"slovenia_cycle{cycle}"
    }
    text = opened(folder / "pdf" / f"cycle{cycle}_{report}.pdf")

    found = final_positions(
        read_recommendations(text)[0], report=text, replies=[opened(folder / "pdf" / f"cycle{cycle}_{reply}.pdf")]
    )

    simple = {"supported_implemented": "supported", "not_supported": "noted"}
    positions = {item.paragraph: simple.get(item.position, item.position) for item in found.positions}
    assert positions == gold
    assert list(positions.values()).count("noted") == noted
    assert found.warnings == ()


@pytest.mark.parametrize(("cycle", "count"), [(2, 163), (3, 215)])
def test_ohchrs_thematic_lists_are_read_and_written_again_without_loss(cycle: int, count: int) -> None:
    folder = shared("data/recommendations/slovenia")
    gold_rows = map(json.loads, (folder / "gold_thematic.jsonl").read_text(encoding="utf-8").splitlines())
    gold = [row for row in gold_rows if row["report"] == f"slovenia_cycle{cycle}"]

    rows = read_thematic_list((folder / f"pdf/cycle{cycle}_thematic_list.docx").read_bytes(), name="list.docx")
    again = read_thematic_list(write_thematic_list(rows, title="Slovenia"), name="list.docx")

    assert len(again) == count
    assert [(r.paragraph, r.text, r.position, r.position_source, list(r.themes)) for r in again] == [
        (g["paragraph"], g["text"], g["position"], g["position_source"], g["themes"]) for g in gold
    ]
    assert again == rows
