"""What a dialogue's record begins with, as values: the parts of a country pack. Loading them is `loading.load_seed`.

Dates are EDTF strings throughout. A text has an English and a Khmer field (`…_km`). Nothing here knows the record or
its database.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SideKey = Literal["state", "un", "cso", "nhri", "partner"]
PartyKind = Literal["ministry", "mandate", "office", "organisation"]
Stance = Literal["accepts", "accepts_in_part", "rejects", "reserves"]
Basis = Literal["own", "reported"]
Voice = Literal["says", "denies", "reports that", "quotes", "promises", "asks"]
TopicKey = Literal["law", "prisons", "proceedings", "mediation", "civic_space"]
Answer = Literal["confirms", "disputes"]
Visibility = Literal["public", "parties", "side", "restricted"]
MeetingMode = Literal["in person", "virtual", "mixed"]


@dataclass(frozen=True, slots=True)
class Dialogue:
    """One State and its counterparts.

    `reply_days` is 0 where no party was asked through the record: then no reply period runs and nobody is late.
    """

    slug: str
    title: str
    title_km: str
    state: str
    state_km: str
    country: str
    opened: str
    synthetic: bool
    note: str
    note_km: str
    reply_days: int = 60


@dataclass(frozen=True, slots=True)
class Side:
    """A side of the dialogue; the rows stand in the order that the sides agreed on."""

    key: SideKey
    name: str
    name_km: str


@dataclass(frozen=True, slots=True)
class Party:
    """A ministry, mandate, office or organisation of a side, by its office and not by a person."""

    key: str
    side: SideKey
    kind: PartyKind
    name: str
    name_km: str


@dataclass(frozen=True, slots=True)
class Source:
    """A document. `file` names the bytes that the pack can give; empty where only the reference is kept.

    `author` is the key of the party that wrote it, empty for press, academic and other outside publishers.
    """

    key: str
    title: str
    publisher: str
    published: str
    language: str
    summary: str
    url: str = ""
    symbol: str = ""
    file: str = ""
    author: str = ""
    visibility: Visibility = "public"


@dataclass(frozen=True, slots=True)
class Question:
    """A neutral question under a topic; `addressed` are the sides that are asked."""

    key: str
    topic: TopicKey
    text: str
    text_km: str
    asked: str
    addressed: tuple[SideKey, ...]


@dataclass(frozen=True, slots=True)
class Proposition:
    """One sentence that a side can accept or reject."""

    key: str
    question: str
    text: str
    text_km: str


@dataclass(frozen=True, slots=True)
class Position:
    """A party's stance; a later row of the same party and proposition supersedes an earlier one."""

    proposition: str
    party: str
    stance: Stance
    on: str
    basis: Basis
    source: str
    locator: str
    reason: str = ""
    reason_km: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a source attributes to someone, in one sentence of our own.

    `party` is empty where the speaker belongs to no party of the dialogue. `quote` is text found exactly in the
    source's file; it is empty where the source is kept as a reference only.
    """

    key: str
    question: str
    attributed_to: str
    attributed_to_km: str
    voice: Voice
    text: str
    text_km: str
    said_on: str
    basis: Basis
    source: str
    locator: str
    proposition: str = ""
    party: str = ""
    quote: str = ""
    definition: str = ""


@dataclass(frozen=True, slots=True)
class ClaimAnswer:
    """What the party that a claim is attributed to says of it: confirms or disputes."""

    claim: str
    party: str
    answer: Answer
    on: str
    reason: str
    reason_km: str


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One point of a meeting's agenda."""

    topic: TopicKey
    text: str
    text_km: str


@dataclass(frozen=True, slots=True)
class Attendee:
    """Someone present, by office; `party` is empty for one who belongs to no party of the dialogue."""

    office: str
    office_km: str
    capacity: str
    capacity_km: str
    party: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A round of the dialogue."""

    key: str
    title: str
    title_km: str
    held: str
    mode: MeetingMode
    agenda: tuple[AgendaItem, ...]
    present: tuple[Attendee, ...]
    minutes: str
    minutes_km: str
    source: str
    locator: str = ""


@dataclass(frozen=True, slots=True)
class RecommendationRef:
    """A recommendation by its document and number; written `source#paragraph` in TOML."""

    source: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A recommendation, filed under its topic and question.

    Where its source has a file the text is the file's own, and the reading of the file gives its place; where the
    source is kept as a reference only, the text is our own. `by` are the recommending States, or the mandate's office.
    """

    ref: RecommendationRef
    topic: TopicKey
    text: str
    text_km: str
    by: tuple[str, ...]
    made: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """A State's response to a recommendation, in the mechanism's own word (supported, noted, accepted …)."""

    recommendation: RecommendationRef
    party: str
    word: str
    on: str
    source: str
    locator: str
    note: str = ""
    note_km: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise with its due date and the measure by which it is known to be kept."""

    key: str
    party: str
    topic: TopicKey
    text: str
    text_km: str
    made: str
    due: str
    measure: str
    measure_km: str
    source: str
    locator: str
    basis: Basis = "own"
    meeting: str = ""
    question: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Grade:
    """One step of a scale."""

    key: str
    name: str
    name_km: str


@dataclass(frozen=True, slots=True)
class Scale:
    """A named, versioned scale on which follow-up is graded."""

    key: str
    name: str
    name_km: str
    version: str
    grades: tuple[Grade, ...]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A dated assessment of one commitment or of one recommendation, by a party."""

    on: str
    party: str
    scale: str
    grade: str
    note: str
    note_km: str
    source: str
    locator: str
    commitment: str = ""
    recommendation: RecommendationRef | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class PublicFigure:
    """A figure that someone published, with its definition; it is shown beside others and never merged with them.

    `low` and `high` are the value as stated (equal for a point, one of them absent for "more than" and "less than").
    """

    key: str
    question: str
    indicator: str
    indicator_km: str
    unit: str
    period: str
    place: str
    definition: str
    definition_km: str
    given_by: str
    given_by_km: str
    source: str
    low: float | None = None
    high: float | None = None
    hedge: str = "exact"
    party: str = ""
    locator: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DialogueSeed:
    """All that a record begins with."""

    dialogue: Dialogue
    sides: tuple[Side, ...]
    parties: tuple[Party, ...]
    sources: tuple[Source, ...]
    questions: tuple[Question, ...]
    propositions: tuple[Proposition, ...] = ()
    positions: tuple[Position, ...] = ()
    claims: tuple[Claim, ...] = ()
    claim_answers: tuple[ClaimAnswer, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    responses: tuple[Response, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    scales: tuple[Scale, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    figures: tuple[PublicFigure, ...] = ()
