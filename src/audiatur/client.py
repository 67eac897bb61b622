"""A typed client of the API: the rows of a record over HTTP, with the standard library alone (docs/api.md).

record = Client("https://record.example")
for question in record.dialogue("cambodia").questions():
    print(question.status, question.text)
"""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Final, Generic, TypeVar, get_args, get_origin, get_type_hints
from urllib.parse import quote, urlencode, urlsplit

from audiatur.errors import AudiaturError
from audiatur.publish import rows

Row = TypeVar("Row")
PAGE: Final = 200
TIMEOUT: Final = 60.0


class ClientError(AudiaturError):
    """The record did not answer as asked: `status` is 0 where it could not be reached.

    `problem` is what it told (RFC 9457): its `detail` says what was wrong, `errors` in which fields.
    """

    def __init__(self, message: str, *, status: int, problem: Mapping[str, Any] | None = None) -> None:
        super().__init__(message)
        self.status, self.problem = status, dict(problem or {})


@dataclass(frozen=True, slots=True)
class Stated:
    """An act that was stated: its entry of the ledger and its receipt, which `audiatur verify` checks."""

    entry: int
    hash: str
    receipt: dict[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Listed(Generic[Row]):
    """A list of rows: iterates over all of them, page by page; `table` is the same as CSV."""

    client: Client
    path: str
    kind: type[Row]
    query: Mapping[str, str | int]

    def __iter__(self) -> Iterator[Row]:
        offset = 0
        while True:
            page = self.client.get(self.path, **self.query, limit=PAGE, offset=offset)
            yield from (row_of_json(self.kind, item) for item in page["items"])
            offset += PAGE
            if page["next"] is None:
                return

    def __len__(self) -> int:
        return int(self.client.get(self.path, **self.query, limit=1)["count"])

    def table(self) -> str:
        """All rows as the text of a CSV file."""
        return self.client.text(self.path, **self.query, format="csv").removeprefix("\ufeff")


class Client:
    """A record at an address, read as anyone or, with a token, as a member of its party.

    Args:
        address: where the record is, such as https://record.example.
        token: made on the record's page /tokens/; it is sent over HTTPS, or to this machine, only.
    """

    def __init__(self, address: str, *, token: str = "", timeout: float = TIMEOUT) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ClientError(f"{address!r} is no address; give one such as https://record.example.", status=0)
        if token and parts.scheme == "http" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
            raise ClientError(f"A token is not sent to {address} without encryption; give an https address.", status=0)
        self._base = address.rstrip("/") + "/api/v1"
        self._token, self._timeout = token, timeout

    def dialogues(self) -> tuple[rows.Dialogue, ...]:
        """The dialogues of which one may see anything."""
        return tuple(row_of_json(rows.Dialogue, item) for item in self.get("dialogues"))

    def dialogue(self, slug: str) -> DialogueClient:
        """One dialogue; nothing is asked yet."""
        return DialogueClient(self, f"dialogues/{quote(slug, safe='')}")

    def head(self, *, since: int | None = None) -> dict[str, Any]:
        """The signed tree head of the ledger, with the proof that it grew from its first `since` entries."""
        told: dict[str, Any] = self.get("ledger/head", **({"since": since} if since else {}))
        return told

    def get(self, path: str, **query: str | int) -> Any:
        """The answer to a path of the API, as plain values.

        Raises:
            ClientError: the record cannot be reached, or answers with a problem.
        """
        return json.loads(self.text(path, **query))

    def text(self, path: str, **query: str | int) -> str:
        """The answer to a path of the API, as it comes."""
        asked = f"?{urlencode(query)}" if query else ""
        return self._send(urllib.request.Request(f"{self._base}/{path}{asked}"))  # noqa: S310 - checked above

    def post(self, path: str, given: Mapping[str, Any]) -> Stated:
        """State something; the token must be one that writes."""
        request = urllib.request.Request(  # noqa: S310 - checked above
            f"{self._base}/{path}",
            data=json.dumps(given).encode(),
            headers={"Content-Type": "application/json"},
            method="POST",
        )
        return row_of_json(Stated, json.loads(self._send(request)))

    def _send(self, request: urllib.request.Request) -> str:
        if self._token:
            # Not sent on when the record leads elsewhere.
            request.add_unredirected_header("Authorization", f"Bearer {self._token}")
        try:
            with urllib.request.urlopen(request, timeout=self._timeout) as answer:  # noqa: S310 - checked above
                return str(answer.read().decode())
        except urllib.error.HTTPError as fault:
            raise _told(fault) from fault
        except (OSError, ValueError, http.client.HTTPException) as fault:
            told = f"{request.full_url} cannot be reached: {fault}. Look at the address."
            raise ClientError(told, status=0) from fault


@dataclass(frozen=True, slots=True)
class DialogueClient:
    """One dialogue of a record."""

    client: Client
    path: str

    def told(self) -> rows.Dialogue:
        """The dialogue itself."""
        return row_of_json(rows.Dialogue, self.client.get(self.path))

    def parties(self) -> Listed[rows.Party]:
        """Its parties in the order of their sides."""
        return self._list("parties", rows.Party)

    def questions(self, *, topic: str = "") -> Listed[rows.Question]:
        """Its questions with their statuses."""
        return self._list("questions", rows.Question, topic=topic)

    def propositions(self, *, question: str = "") -> Listed[rows.Proposition]:
        """Its propositions with their statuses."""
        return self._list("propositions", rows.Proposition, question=question)

    def positions(self, *, question: str = "", party: str = "", standing: str = "") -> Listed[rows.Position]:
        """Its positions; `standing` is "yes", "no" or "" for both."""
        return self._list("positions", rows.Position, question=question, party=party, standing=standing)

    def claims(self, *, question: str = "", party: str = "") -> Listed[rows.Claim]:
        """Its claims."""
        return self._list("claims", rows.Claim, question=question, party=party)

    def answers(self, *, question: str = "") -> Listed[rows.Answer]:
        """What parties said to claims that are attributed to them."""
        return self._list("answers", rows.Answer, question=question)

    def sources(self, *, party: str = "") -> Listed[rows.Source]:
        """Its sources, the newest first."""
        return self._list("sources", rows.Source, party=party)

    def passages(self, *, question: str = "") -> Listed[rows.Passage]:
        """The passages that claims and positions rest on."""
        return self._list("passages", rows.Passage, question=question)

    def recommendations(self, *, topic: str = "", position: str = "") -> Listed[rows.Recommendation]:
        """Its recommendations with answers and follow-up."""
        return self._list("recommendations", rows.Recommendation, topic=topic, position=position)

    def commitments(self, *, topic: str = "") -> Listed[rows.Commitment]:
        """Its commitments with their follow-up."""
        return self._list("commitments", rows.Commitment, topic=topic)

    def meetings(self) -> Listed[rows.Meeting]:
        """Its meetings, the newest first."""
        return self._list("meetings", rows.Meeting)

    def text_of(self, source: int) -> str:
        """The text of a source, which passages are offsets into."""
        return str(self.client.get(f"{self.path}/sources/{source}")["text"])

    def receipt_of(self, source: int) -> dict[str, Any]:
        """The receipt of a source."""
        told: dict[str, Any] = self.client.get(f"{self.path}/sources/{source}/receipt")
        return told

    def figures(self, indicator: str, **asked: str) -> tuple[dict[str, Any], ...]:
        """The figures of an indicator: each with base, cohort, censoring day, snapshots and interval.

        `asked` takes `by`, `year`, `on`, `since`, `until` and `place`; a withheld figure has no value.
        """
        return tuple(self.client.get(f"{self.path}/figures/{quote(indicator, safe='')}", **asked)["figures"])

    def search(self, words: str, **asked: str | int) -> tuple[dict[str, Any], ...]:
        """What holds the words, by kind; `asked` takes `kind` and `page`."""
        return tuple(self.client.get(f"{self.path}/search", q=words, **asked))

    def position_take(self, question: str, proposition: int, **given: str) -> Stated:
        """State the position of the token's party: `stance`, and `taken`, `reason`, `reason_km`, `visibility`."""
        return self.client.post(f"{self._place(question, proposition)}", given)

    def position_withdraw(self, question: str, proposition: int) -> Stated:
        """Withdraw the position of the token's party."""
        return self.client.post(f"{self._place(question, proposition)}/withdrawal", {})

    def claim_answer(self, question: str, claim: int, **given: str) -> Stated:
        """Confirm or dispute a claim: `answer`, and `words`, `words_km`."""
        return self.client.post(f"{self.path}/questions/{quote(question, safe='')}/claims/{claim}/answer", given)

    def commitment_follow(self, commitment: int, **given: str) -> Stated:
        """Say what was done of a commitment: `grade`, and `made`, `note`, `note_km`."""
        return self.client.post(f"{self.path}/commitments/{commitment}/follow-ups", given)

    def recommendation_follow(self, recommendation: int, **given: str) -> Stated:
        """Say what was done of a recommendation: `grade`, and `made`, `note`, `note_km`."""
        return self.client.post(f"{self.path}/recommendations/{recommendation}/follow-ups", given)

    def _place(self, question: str, proposition: int) -> str:
        return f"{self.path}/questions/{quote(question, safe='')}/propositions/{proposition}/position"

    def _list(self, name: str, kind: type[Row], **query: str) -> Listed[Row]:
        return Listed(self.client, f"{self.path}/{name}", kind, {key: value for key, value in query.items() if value})


def _told(fault: urllib.error.HTTPError) -> ClientError:
    """The problem that the record answered with."""
    try:
        problem = json.loads(fault.read().decode())
        detail = problem["detail"]
    except (ValueError, KeyError, TypeError):
        problem, detail = {}, fault.reason
    fields = "; ".join(f"{error['field']}: {error['message']}" for error in problem.get("errors", []))
    return ClientError(f"{detail} {fields}".strip(), status=fault.code, problem=problem)


def row_of_json(kind: type[Row], told: Mapping[str, Any]) -> Row:
    """A row of the values that the API tells; fields that this version does not know are left out."""
    # A class is hashable, though mypy takes the __hash__ of its rows for its own.
    hints = _hints(kind)  # type: ignore[arg-type]
    return kind(**{name: _value(hint, told[name]) for name, hint in hints.items() if name in told})


@cache
def _hints(kind: type[object]) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(hint: Any, given: Any) -> Any:
    if given is None:
        return None
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], item) for item in given)
    if get_origin(hint) is UnionType:
        return _value(next(one for one in get_args(hint) if one is not type(None)), given)
    return row_of_json(hint, given) if is_dataclass(hint) and isinstance(hint, type) else given
