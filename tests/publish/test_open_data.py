"""Open data: what leaves as annotations or provenance comes back as the same rows, and no export judges anyone."""

from __future__ import annotations

import dataclasses
import json
from datetime import date

import pytest
from hypothesis import given

from audiatur.figures.figure import Figure, Release
from audiatur.publish.annotations import NotRead, read_annotations, web_annotations
from audiatur.publish.arguments import arguments
from audiatur.publish.claim_reviews import Review, claim_reviews
from audiatur.publish.provenance import provenance, read_provenance
from audiatur.publish.rows import Claim, Party, Passage, Position, Proposition, Rows, Source
from tests.publish.rows_invented import DIALOGUE, rows

BASE = "https://record.example/osmere/"
SOURCE = Source(
    3, "Reply", "", "OSM/1", "https://example.org/r", "2030-01", "en", "", "", "ministry", True, "r.pdf", "ab", 9,
    "pdf", "rules-1", "2030-02-01T00:00:00+00:00",
)  # fmt: skip
PASSAGE = Passage(7, 3, "new buildings", "that ", " rise", 40, 53, 2, "12", "en", "anchored")
CLAIM = Claim(
    5, "q-1", 1, "ministry", "Ministry", "", "says", "New buildings rise.", "អគារថ្មី", "2030-01", "own", 3, "para. 12",
    (7,),
)  # fmt: skip
PROPOSITION = Proposition("q-1", 1, "There are enough places.", "", "differing", "status-1")
ROWS = Rows(
    DIALOGUE,
    parties=(Party("ministry", "state", "ministry", "Ministry", ""),),
    propositions=(PROPOSITION,),
    claims=(CLAIM,),
    sources=(SOURCE,),
    passages=(PASSAGE,),
)


def position(stance: str, *, key: int = 1, reason: str = "Counted.", **given: object) -> Position:
    held = Position(key, "q-1", 1, "ministry", stance, "own", "2030-02", reason, "", None, "", None, "", None, None)
    return dataclasses.replace(held, **given)


def through_json(content: object) -> dict[str, object]:
    told: dict[str, object] = json.loads(json.dumps(content, ensure_ascii=False))
    return told


@given(rows())
def test_annotations_give_back_the_same_claims_and_passages(given_rows: Rows) -> None:
    claims, passages = read_annotations(through_json(web_annotations(given_rows, base=BASE)))

    assert claims == given_rows.claims
    assert passages == given_rows.passages


@given(rows())
def test_provenance_gives_back_the_same_rows(given_rows: Rows) -> None:
    found = read_provenance(through_json(provenance(given_rows, base=BASE)))

    assert found == {
        "dialogue": (given_rows.dialogue,),
        "source": given_rows.sources,
        "claim": given_rows.claims,
        "answer": given_rows.answers,
        "position": given_rows.positions,
        "party": given_rows.parties,
    }


def test_an_annotation_targets_its_passage_by_quotation_and_by_offsets() -> None:
    (item,) = web_annotations(ROWS, base=BASE)["first"]["items"]

    assert item["type"] == "Annotation"
    assert [(body["language"], body["value"]) for body in item["body"]] == [
        ("en", "New buildings rise."), ("km", "អគារថ្មី"),
    ]  # fmt: skip
    (target,) = item["target"]
    assert target["source"] == f"{BASE}sources/3/"
    assert target["selector"] == [
        {"type": "TextQuoteSelector", "exact": "new buildings", "prefix": "that ", "suffix": " rise"},
        {"type": "TextPositionSelector", "start": 40, "end": 53},
    ]


def test_an_unsourced_claim_is_about_its_question() -> None:
    bare = dataclasses.replace(CLAIM, source=None, passages=())

    (item,) = web_annotations(dataclasses.replace(ROWS, claims=(bare,), passages=()), base=BASE)["first"]["items"]

    assert item["target"] == [f"{BASE}questions/q-1/"]


def test_provenance_tells_who_read_what_and_who_said_what() -> None:
    made = provenance(dataclasses.replace(ROWS, positions=(position("accepts", supersedes=9),)), base=BASE)

    assert {"prov:activity": "record:reading-3", "prov:agent": "record:reader-rules-1"} in made[
        "wasAssociatedWith"
    ].values()
    assert {"prov:entity": "record:text-3", "prov:activity": "record:reading-3"} in made["wasGeneratedBy"].values()
    kinds = [end.get("prov:type", {}).get("$") for end in made["wasDerivedFrom"].values()]
    assert "prov:Quotation" in kinds
    assert "prov:Revision" in kinds
    named = {end for relation in made if relation[0] == "w" for ends in made[relation].values() for end in ends.values()
             if isinstance(end, str)}  # fmt: skip
    known = {*made["entity"], *made["activity"], *made["agent"], "record:position-9"}
    assert named <= known


def test_a_reported_position_is_attributed_to_nobody() -> None:
    made = provenance(
        dataclasses.replace(ROWS, claims=(), positions=(position("rejects", basis="reported"),)), base=BASE
    )

    assert "record:position-1" not in [ends["prov:entity"] for ends in made.get("wasAttributedTo", {}).values()]


@pytest.mark.parametrize("content", [{}, {"first": {"items": [{"audiatur:claim": {}}]}}, {"first": 1}, {"entity": []}])
def test_what_is_no_such_file_is_refused(content: dict[str, object]) -> None:
    with pytest.raises(NotRead, match="This is no"):
        read_annotations(content)
    with pytest.raises(NotRead, match="This is no"):
        read_provenance(content)


def figure(release: Release = Release.SHOWN) -> Figure:
    shown = release is Release.SHOWN
    return Figure(
        indicator="prisons.occupancy", version=1, unit="percent", numerator_code="held", denominator_code="places",
        group={}, place="xx", since=date(2030, 1, 1), until=date(2030, 1, 31), censored_on=date(2030, 2, 1),
        snapshots=("custody@ab",), synthetic=True, software="audiatur 0.1", release=release,
        interval="complete count" if shown else "withheld", value=110.0 if shown else None,
        low=110.0 if shown else None, high=110.0 if shown else None, n=220 if shown else None,
        numerator=220 if shown else None, denominator=200 if shown else None,
    )  # fmt: skip


def test_a_claim_review_holds_the_verdicts_words_and_no_value_of_truth() -> None:
    review = Review(4, 5, "110 percent", "supported", "The figure lies within the number", "", figure())

    made = claim_reviews(ROWS, [review], base=BASE, origin="record.example")

    told = json.dumps(made)
    assert "ratingValue" not in told
    assert "bestRating" not in told
    (checked,) = [node for node in made["@graph"] if node["@type"] == "ClaimReview"]
    assert checked["reviewRating"]["alternateName"] == "The figure lies within the number"
    told_figure = checked["audiatur:figure"]
    for name in ("denominator_code", "denominator", "since", "until", "censored_on", "snapshots", "interval"):
        assert told_figure[name], name


def test_a_withheld_figure_is_not_in_a_claim_review() -> None:
    review = Review(4, 5, "x", "not checkable", "Cannot be checked", "withheld", figure(Release.WITHHELD))

    made = claim_reviews(ROWS, [review], base=BASE, origin="record.example")

    assert made["@graph"][-1]["audiatur:figure"] is None


def test_a_claim_without_a_figure_beside_it_is_not_reviewed() -> None:
    made = claim_reviews(ROWS, [], base=BASE, origin="record.example")

    assert [node["@type"] for node in made["@graph"]] == ["Claim"]


def kinds_on_the_way(made: dict[str, object], start: str, end: str) -> list[str]:
    """The types of the nodes between two nodes that one node joins."""
    kinds = {node["nodeID"]: node["type"] for node in made["nodes"]}  # type: ignore[attr-defined]
    edges = {(edge["fromID"], edge["toID"]) for edge in made["edges"]}  # type: ignore[attr-defined]
    return [kind for node, kind in kinds.items() if (start, node) in edges and (node, end) in edges]


@pytest.mark.parametrize(("stance", "kind"), [("accepts", "RA"), ("accepts_in_part", "RA"), ("rejects", "CA")])
def test_a_reason_supports_or_conflicts_as_its_party_says(stance: str, kind: str) -> None:
    made = arguments(dataclasses.replace(ROWS, claims=(), positions=(position(stance),)), base=BASE)

    assert kinds_on_the_way(made, "position-1-i", "proposition-q-1-1") == [kind]
    assert kinds_on_the_way(made, "position-1-l", "proposition-q-1-1") == ["YA"]


def test_reserving_without_reason_or_an_ended_position_makes_no_argument() -> None:
    held = position("reserves", reason=""), position("rejects", key=2, ended="withdrawn")

    made = arguments(dataclasses.replace(ROWS, claims=(), positions=held), base=BASE)

    assert [node["type"] for node in made["nodes"]] == ["I", "L", "YA"]


def test_a_claim_is_joined_to_no_proposition() -> None:
    made = arguments(ROWS, base=BASE)

    assert not [edge for edge in made["edges"] if "proposition" in edge["fromID"] + edge["toID"]]
