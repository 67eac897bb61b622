"""The rows of the record as they leave it: plain values under the words of docs/words.md, for exports, API and client.

A row names others by their keys (`source`, `claim`) or words (`party`, `question`); what its reader may not see is
None or empty. Days are ISO, other dates EDTF, as they were given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Dialogue:
    """One State and its counterparts; `synthetic` says that all of it is invented."""

    slug: str
    title: str
    title_km: str
    state_name: str
    state_name_km: str
    country: str
    note: str
    note_km: str
    opened: str
    reply_days: int | None
    synthetic: bool


@dataclass(frozen=True, slots=True)
class Party:
    """A ministry, mandate, office or organisation, on the side of this key."""

    slug: str
    side: str
    kind: str
    name: str
    name_km: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the status that rule `rule` gives it from the positions which its reader may see."""

    slug: str
    number: int
    topic: str
    text: str
    text_km: str
    asked: str
    addressed: tuple[str, ...]
    status: str
    rule: str
    due: str | None


@dataclass(frozen=True, slots=True)
class Proposition:
    """One sentence of a question that can be accepted or rejected."""

    question: str
    order: int
    text: str
    text_km: str
    status: str
    rule: str


@dataclass(frozen=True, slots=True)
class Position:
    """A party's stance on a proposition from a date on; `ended` is empty while it stands."""

    key: int
    question: str
    proposition: int
    party: str
    stance: str
    basis: str
    taken: str
    reason: str
    reason_km: str
    source: int | None
    locator: str
    passage: int | None
    ended: str
    ended_on: str | None
    supersedes: int | None


@dataclass(frozen=True, slots=True)
class Answer:
    """A party's word on a claim that is attributed to it."""

    key: int
    claim: int
    party: str
    answer: str
    words: str
    words_km: str
    given_on: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What someone says, with its passages; without one it is unsourced."""

    key: int
    question: str
    proposition: int | None
    party: str | None
    attributed_to: str
    attributed_to_km: str
    voice: str
    text: str
    text_km: str
    said: str
    basis: str
    source: int | None
    locator: str
    passages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A document as received, without its bytes; `sha256` is empty for one that is not held."""

    key: int
    title: str
    publisher: str
    symbol: str
    url: str
    published: str
    language: str
    rights: str
    summary: str
    author: str | None
    synthetic: bool
    name: str
    sha256: str
    size: int
    kind: str
    reader: str
    added_at: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Exact text of a source with what stands around it; offsets count Unicode characters of the source's text."""

    key: int
    source: int
    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    page: int | None
    paragraph: str
    lang: str
    state: str


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A dated assessment on a named scale."""

    key: int
    party: str | None
    made: str
    scale: str
    grade: str
    grade_name: str
    grade_name_km: str
    note: str
    note_km: str
    source: int | None
    locator: str


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise with its day, its measure and what was done since; `overdue` as of the day of the answer."""

    key: int
    party: str
    question: str | None
    meeting: str | None
    topic: str
    text: str
    text_km: str
    measure: str
    measure_km: str
    made: str
    due: str
    open: bool
    overdue: bool
    basis: str
    source: int | None
    locator: str
    passage: int | None
    follow_ups: tuple[FollowUp, ...]


@dataclass(frozen=True, slots=True)
class Response:
    """The State's answer to a recommendation, in the mechanism's own word."""

    key: int
    party: str
    word: str
    given: str
    source: int | None
    locator: str
    note: str
    note_km: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A recommendation of a mechanism with the State's answers and the follow-up."""

    key: int
    source: int
    paragraph: str
    text: str
    text_km: str
    recommending_states: tuple[str, ...]
    report_position: str
    topic: str
    question: str | None
    themes: tuple[str, ...]
    page: int | None
    start: int | None
    end: int | None
    responses: tuple[Response, ...]
    follow_ups: tuple[FollowUp, ...]


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A point of a meeting's agenda."""

    order: int
    topic: str
    text: str
    text_km: str


@dataclass(frozen=True, slots=True)
class Present:
    """Who was present, by name or office."""

    party: str | None
    name_or_office: str
    name_or_office_km: str
    capacity: str
    capacity_km: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """A round of the dialogue with agenda, those present and minutes."""

    slug: str
    title: str
    title_km: str
    held: str
    mode: str
    minutes: str
    minutes_km: str
    source: int | None
    agenda: tuple[AgendaItem, ...]
    present: tuple[Present, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """What leaves the record of one dialogue, or of one question of it, in one file."""

    dialogue: Dialogue
    parties: tuple[Party, ...] = ()
    questions: tuple[Question, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    positions: tuple[Position, ...] = ()
    claims: tuple[Claim, ...] = ()
    answers: tuple[Answer, ...] = ()
    sources: tuple[Source, ...] = ()
    passages: tuple[Passage, ...] = field(default=())


def told(row: Any) -> dict[str, Any]:
    """The fields of a row that say something, as JSON values; None, "" and empty tuples are left out."""
    values = {one.name: getattr(row, one.name) for one in fields(row)}
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
        if value is not None and value != "" and value != ()
    }


def row_of(kind: type[Row], values: Mapping[str, Any]) -> Row:
    """The row that `told` told; what was left out is None, "" or () as its field has it.

    Raises:
        TypeError: a field that cannot be empty is missing.
    """
    given = {}
    for one in fields(kind):  # type: ignore[arg-type]
        if one.name in values:
            value = values[one.name]
            given[one.name] = tuple(value) if isinstance(value, list) else value
        elif one.default is MISSING and (empty := _empty(str(one.type))) is not MISSING:
            given[one.name] = empty
    return kind(**given)


def _empty(kind: str) -> Any:
    if kind.endswith("None"):
        return None
    if kind.startswith("tuple"):
        return ()
    return "" if kind == "str" else MISSING
