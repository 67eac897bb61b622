"""The API: the caller's rows and no others, acts by their party alone, and errors that say what to do."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client, override_settings

from audiatur import verify_receipt
from audiatur.record import ledger, services
from audiatur.record.models import Ended, Entry, Position, Reach
from audiatur.record.visibility import PUBLIC
from audiatur.site.record_rows import rows_of
from audiatur.site.views.visit import Visit
from tests.record_fixture import TODAY, SmallRecord, first_of
from tests.site.conftest import signed_in
from tests.site.test_acts import ADDRESS, GIVEN

pytestmark = pytest.mark.django_db
API = "/api/v1/dialogues/calidor/"
LISTS = (
    "parties", "questions", "propositions", "positions", "claims", "answers", "sources", "passages",
    "recommendations", "commitments", "meetings", "indicators",
)  # fmt: skip
PLACE = f"{API}questions/partly-agreed/propositions/3/position"


@pytest.fixture(autouse=True)
def uncounted() -> None:
    cache.clear()


def secret_of(record: SmallRecord, person: str = "clerk", party: str = "ministry", reach: Reach = Reach.WRITES) -> str:
    _token, secret = services.token_make(
        record.parties[party], by=record.users[person], name="t", reach=reach, expires_on=TODAY + timedelta(days=9),
        today=TODAY,
    )  # fmt: skip
    return secret


def bearing(secret: str) -> Client:
    return Client(headers={"authorization": f"Bearer {secret}"})


def told(client: Client, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)


def stated(client: Client, path: str, **given: str) -> Any:
    return client.post(path, json.dumps(given), content_type="application/json")


@pytest.mark.parametrize("name", LISTS)
def test_each_list_pages_and_is_a_table_with_as_many_rows(record: SmallRecord, visitor: Client, name: str) -> None:
    whole = told(visitor, f"{API}{name}?limit=200")

    first = told(visitor, f"{API}{name}?limit=2&offset=1")
    rows = list(csv.reader(io.StringIO(visitor.get(f"{API}{name}?format=csv").content.decode("utf-8-sig"), newline="")))
    assert whole["synthetic"] is True
    assert whole["count"] == len(whole["items"]) == len(rows) - 1
    assert first["items"] == whole["items"][1:3]
    assert (first["next"] is None) == (whole["count"] <= 3)
    assert set(rows[0]) >= set(whole["items"][0])
    assert {row[-1] for row in rows[1:]} == {"yes"}


def test_what_anyone_reads_is_what_the_pages_are_made_of(record: SmallRecord, visitor: Client) -> None:
    rows = rows_of(Visit(record.dialogue, PUBLIC, TODAY))

    for name in ("propositions", "positions", "claims", "answers", "passages"):
        keys = [item.get("key", item.get("order")) for item in told(visitor, f"{API}{name}?limit=200")["items"]]
        assert keys == [getattr(row, "key", getattr(row, "order", None)) for row in getattr(rows, name)]


def test_a_restricted_position_is_told_to_its_party_alone(record: SmallRecord, visitor: Client) -> None:
    signed_in(record.users["clerk"]).post(
        ADDRESS, {**GIVEN, "reason": "For ourselves alone.", "visibility": "restricted", "step": "confirm"}
    )

    for name in (*LISTS, "questions/partly-agreed", "search?q=ourselves"):
        assert b"For ourselves alone." not in visitor.get(f"{API}{name}").content
        other = bearing(secret_of(record, "rapporteur", "rapporteur"))
        assert b"For ourselves alone." not in other.get(f"{API}{name}").content
    own = bearing(secret_of(record, reach=Reach.READS))
    assert b"For ourselves alone." in own.get(f"{API}positions?limit=200").content


def test_a_position_that_supersedes_a_hidden_one_does_not_name_it(record: SmallRecord, visitor: Client) -> None:
    client = bearing(secret_of(record))
    stated(client, PLACE, stance="rejects", visibility="restricted")
    stated(client, PLACE, stance="accepts", visibility="public")

    shown = told(visitor, f"{API}positions?question=partly-agreed&party=ministry")["items"]
    assert [item["supersedes"] for item in shown if item["proposition"] == 3] == [None]


def test_a_position_is_stated_by_its_party_with_a_receipt_that_holds(record: SmallRecord) -> None:
    before = ledger.head().seq

    answer = stated(bearing(secret_of(record)), PLACE, stance="rejects", reason="ព្រោះ\n=1", visibility="public")

    assert answer.status_code == 201, answer.content
    (entry,) = Entry.objects.filter(seq__gt=before, kind="position taken")
    assert json.loads(answer.content)["entry"] == entry.seq
    verify_receipt.check_receipt(json.loads(answer.content)["receipt"])
    held = Position.objects.get(proposition=first_of(record.questions["partly-agreed"], 3), ended=Ended.STANDS)
    assert (held.party, held.stance, held.reason) == (record.parties["ministry"], "rejects", "ព្រោះ\n=1")


def test_a_position_is_withdrawn_a_claim_answered_and_a_promise_followed_up(record: SmallRecord) -> None:
    client, disputed, due = bearing(secret_of(record)), record.claims["disputed"], record.commitments["due"]

    for path, given in (
        (f"{API}questions/partly-agreed/propositions/1/position/withdrawal", {}),
        (f"{API}questions/partly-agreed/claims/{disputed.pk}/answer", {"answer": "confirms", "words": "Yes."}),
        (f"{API}commitments/{due.pk}/follow-ups", {"grade": "started", "note": "Begun."}),
        (f"{API}recommendations/{record.recommendation.pk}/follow-ups", {"grade": "in-part"}),
    ):
        before = ledger.head().seq
        assert stated(client, path, **given).status_code == 201, path
        assert ledger.head().seq == before + 1
    assert told(client, f"{API}answers")["items"][-1]["words"] == "Yes."
    assert "Begun." in json.dumps(told(client, f"{API}commitments"))


def test_nobody_states_anything_for_another_party(record: SmallRecord) -> None:
    client = bearing(secret_of(record, "rapporteur", "rapporteur"))
    before = ledger.head()

    claim = record.claims["disputed"]
    answer = stated(client, f"{API}questions/partly-agreed/claims/{claim.pk}/answer", answer="confirms")

    assert answer.status_code == 404
    assert ledger.head() == before
    stated(client, PLACE, stance="accepts")
    held = Position.objects.get(proposition=first_of(record.questions["partly-agreed"], 3), ended=Ended.STANDS)
    assert held.party == record.parties["rapporteur"]


@pytest.mark.parametrize(
    ("reach", "status"), [(None, 401), (Reach.READS, 403)],
)  # fmt: skip
def test_without_a_token_that_writes_nothing_is_stated(record: SmallRecord, reach: Reach | None, status: int) -> None:
    client = bearing(secret_of(record, reach=reach)) if reach else Client()
    before = ledger.head()

    answer = stated(client, PLACE, stance="accepts")

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert ledger.head() == before


@pytest.mark.parametrize("header", ["Bearer aud_wrong", "Bearer ", "Basic YTpi", "aud_x"])
def test_a_token_that_is_not_known_is_never_taken_for_anyone(record: SmallRecord, header: str) -> None:
    answer = Client(headers={"authorization": header}).get(f"{API}claims")

    assert answer.status_code == 401
    assert json.loads(answer.content)["type"] == "urn:audiatur:problem:not-known"


@pytest.mark.parametrize(
    ("given", "field", "says"),
    [
        ({"stance": "maybe"}, "stance", "Accepted:"),
        ({}, "stance", "missing"),
        ({"stance": "accepts", "taken": "2031"}, "taken", "lies ahead"),
        ({"stance": "accepts", "taken": "soon"}, "taken", "not a date"),
        ({"stance": "accepts", "reason": "x" * 2001}, "reason", "at most 2000"),
        ({"stance": "accepts", "by": "me"}, "by", "no such field"),
        ({"stance": "accepts", "reason": "a\x00b"}, "reason", "character"),
    ],
)
def test_what_is_not_accepted_is_told_by_field_in_our_words(
    record: SmallRecord, given: dict[str, str], field: str, says: str
) -> None:
    answer = stated(bearing(secret_of(record)), PLACE, **given)

    assert answer.status_code == 422
    errors = {error["field"]: error["message"] for error in json.loads(answer.content)["errors"]}
    assert says in errors[field]


@pytest.mark.parametrize("path", ["claims?limit=0", "claims?limit=x", "claims?offset=-1", "claims?format=xml"])
def test_a_query_that_is_not_accepted_is_a_problem(record: SmallRecord, visitor: Client, path: str) -> None:
    answer = visitor.get(API + path)

    assert answer.status_code == 422
    assert json.loads(answer.content)["errors"]


@pytest.mark.parametrize("path", ["questions/none", "sources/999999", "figures/no.such", "claims?question=none"])
def test_what_there_is_not_is_a_problem_of_404(record: SmallRecord, visitor: Client, path: str) -> None:
    answer = visitor.get(API + path)

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_an_answer_is_sent_again_only_when_it_has_changed(record: SmallRecord, visitor: Client) -> None:
    first = visitor.get(f"{API}positions")
    again = visitor.get(f"{API}positions", headers={"if-none-match": first["ETag"]})
    stated(bearing(secret_of(record)), PLACE, stance="accepts", visibility="public")
    changed = visitor.get(f"{API}positions", headers={"if-none-match": first["ETag"]})

    assert again.status_code == 304
    assert not again.content
    assert changed.status_code == 200
    assert "Authorization" in first["Vary"]


def test_too_many_requests_in_a_minute_are_refused_with_the_time_to_wait(record: SmallRecord) -> None:
    with override_settings(API_RATES={"anonymous": 3, "token": 5, "write": 1}):
        visitor, member = Client(), bearing(secret_of(record))
        answers = [visitor.get(f"{API}parties") for _ in range(4)]
        members = [member.get(f"{API}parties").status_code for _ in range(4)]
        writing = [stated(member, f"{PLACE}/withdrawal").status_code for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    assert members == [200, 200, 200, 200]
    assert writing[-1] == 429


def test_a_head_and_a_receipt_of_a_source_are_told(record: SmallRecord, visitor: Client) -> None:
    head = told(visitor, "/api/v1/ledger/head?since=2")

    assert head["root"] == ledger.head().hash
    assert "2" in head["since"]
    assert visitor.get("/api/v1/ledger/head?since=999999").status_code == 409
    verify_receipt.check_receipt(told(visitor, f"{API}sources/{record.sources['reply'].pk}/receipt"))


def test_search_tells_the_words_in_their_sentence(record: SmallRecord, visitor: Client) -> None:
    groups = {group["kind"]: group for group in told(visitor, f"{API}search?q=buildings")}

    hit = groups["claim"]["hits"][0]
    start, end = hit["hits"][0]
    assert hit["text"][start:end] == "buildings"
    assert hit["question"] == "partly-agreed"


def test_the_description_names_every_route_and_the_problem(visitor: Client, record: SmallRecord) -> None:
    described = told(visitor, "/api/v1/openapi.json")

    assert described["openapi"].startswith("3.1")
    for path in described["paths"].values():
        for operation in path.values():
            assert "application/problem+json" in operation["responses"]["default"]["content"]
    assert "Problem" in described["components"]["schemas"]


def test_no_route_asks_for_a_session(record: SmallRecord) -> None:
    clerk = signed_in(record.users["clerk"])
    clerk.post(ADDRESS, {**GIVEN, "reason": "For ourselves alone.", "visibility": "restricted", "step": "confirm"})

    assert b"For ourselves alone." not in clerk.get(f"{API}positions?limit=200").content
    assert stated(clerk, PLACE, stance="accepts").status_code == 401
