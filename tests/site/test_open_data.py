"""Open data of the record: the viewer's rows and no others, read back whole."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from audiatur.publish.annotations import read_annotations
from audiatur.publish.provenance import read_provenance
from audiatur.record.visibility import PUBLIC, viewer_of
from audiatur.site.record_rows import rows_of
from audiatur.site.views.visit import Visit
from tests.record_fixture import TODAY, SmallRecord
from tests.site.conftest import signed_in
from tests.site.test_acts import ADDRESS, GIVEN

pytestmark = pytest.mark.django_db
KINDS = ("annotations", "provenance", "claim-reviews", "arguments")
DATA = "/calidor/open-data/"


def told(client: Client, kind: str, at: str = DATA) -> Any:
    answer = client.get(f"{at}{kind}.json")
    assert answer.status_code == 200
    return json.loads(answer.content)


def test_annotations_and_provenance_of_the_record_are_read_back_whole(record: SmallRecord, visitor: Client) -> None:
    rows = rows_of(Visit(record.dialogue, PUBLIC, TODAY))

    claims, passages = read_annotations(told(visitor, "annotations"))
    found = read_provenance(told(visitor, "provenance"))

    assert rows.claims
    assert rows.passages
    assert claims == tuple(sorted(rows.claims, key=lambda row: row.key))
    assert passages == rows.passages
    assert found["source"] == rows.sources
    assert found["claim"] == rows.claims
    assert found["answer"] == rows.answers
    assert found["position"] == rows.positions
    assert found["party"] == rows.parties


@pytest.mark.parametrize("kind", KINDS)
def test_a_restricted_position_and_its_words_leave_for_its_party_only(
    record: SmallRecord, visitor: Client, kind: str
) -> None:
    clerk = signed_in(record.users["clerk"])
    clerk.post(ADDRESS, {**GIVEN, "reason": "For ourselves alone.", "visibility": "restricted", "step": "confirm"})

    for client in (visitor, signed_in(record.users["warden"]), signed_in(record.users["keeper"])):
        assert "For ourselves alone." not in json.dumps(told(client, kind))
    if kind in ("provenance", "arguments"):
        assert "For ourselves alone." in json.dumps(told(clerk, kind))


@pytest.mark.parametrize("kind", KINDS)
def test_of_a_question_only_its_own_rows_leave(record: SmallRecord, visitor: Client, kind: str) -> None:
    content = json.dumps(told(visitor, kind, "/calidor/questions/differing/open-data/"))

    assert "New buildings are under way." not in content
    assert record.questions["partly-agreed"].slug not in content


@pytest.mark.parametrize("kind", KINDS)
def test_invented_content_says_so(record: SmallRecord, visitor: Client, kind: str) -> None:
    answer = visitor.get(f"{DATA}{kind}.json")

    assert record.dialogue.synthetic
    assert "synthetic" in answer["Content-Disposition"]
    assert 'synthetic": true' in answer.content.decode()


def test_the_source_of_a_claim_is_not_named_to_whoever_may_not_see_it(record: SmallRecord) -> None:
    for user in (None, *record.users.values()):
        viewer = viewer_of(user) if user else PUBLIC
        if user and record.dialogue.pk not in viewer.dialogues:
            continue
        here = Visit(record.dialogue, viewer, TODAY)
        rows = rows_of(here)
        held = {source.key for source in rows.sources}
        assert held == here.sources_seen
        assert {row.source for row in (*rows.claims, *rows.positions, *rows.passages)} - {None} <= held


def test_a_kind_that_there_is_not_is_answered_404(record: SmallRecord, visitor: Client) -> None:
    assert visitor.get(f"{DATA}rdf.json").status_code == 404
    assert visitor.get("/calidor/questions/none/open-data/annotations.json").status_code == 404
