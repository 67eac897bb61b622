"""What reading gives: statements, recommendations, quantities, arithmetic and warnings, and their JSON form.

The vocabularies are closed. Every span is into the content of the `Text` that was read.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from audiatur.reading.text import Span, Text

Voice = Literal["says", "denies", "reports that", "quotes", "promises", "asks"]
Modality = Literal["asserted", "believed", "possible", "obliged", "intended", "hypothetical"]
Position = Literal["supported", "supported_implemented", "not_supported", "noted", "pending", "unknown"]
QuantityKind = Literal[
    "count", "percent", "fraction", "multiple", "percent_over", "percent_change", "fraction_change", "pp_change",
    "rate", "money", "duration_h", "duration_d", "duration_m", "duration_y", "vague",
]  # fmt: skip
Hedge = Literal[
    "exact", "approx", "approx_below", "more_than", "at_least", "less_than", "at_most", "range", "approx_range",
    "interval", "vague",
]  # fmt: skip
Operation = Literal["ratio_pct", "one_minus_ratio_pct", "change_pct", "difference", "multiple", "sum", "none"]
Verdict = Literal["consistent", "consistent_truncated", "inconsistent", "not_checkable", "derived_only"]


@dataclass(frozen=True, slots=True)
class Statement:
    """What the document attributes to someone.

    `speaker` is the name or office that the source span stands for, pronouns resolved ("he" → "Chin Malin"); None
    where the document names nobody. `reported_by` is the speaker whose words this statement was found in: then the
    speaker's view is at second hand. `confidence` is in [0, 1]. `topic` is a suggestion, None where there is none.
    """

    voice: Voice
    confidence: float
    speaker: str | None
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    page: int | None
    modality: Modality = "asserted"
    reported_by: str | None = None
    topic: str | None = None

    @property
    def start(self) -> int:
        """The first character of any of its spans."""
        return min(start for start, _ in (*self.source, *self.cue, *self.content))


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation of a mechanism to a State.

    `text` is the recommendation without number and recommending States; `start`, `end` span it in the content (line
    breaks and page furniture inside the span are left out of `text`). `report_position` is the position that this
    document tells, in the shared vocabulary; `position` the mechanism's own words for it. `themes` are the surest
    first; `themes_confidence` is the probability that each of them is right, 0 without any.
    """

    paragraph: str
    text: str
    recommending_states: tuple[str, ...]
    report_position: Position
    position: str
    section: str
    page: int | None
    start: int
    end: int
    confidence: float
    themes: tuple[str, ...] = ()
    themes_confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its hedge: the value lies in [low, high] as stated; None is an open bound."""

    surface: str
    start: int
    end: int
    low: float | None
    high: float | None
    hedge: Hedge
    kind: QuantityKind
    base: str | None = None
    place: str | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """A stated number beside what its own inputs in the passage give."""

    start: int
    end: int
    operation: Operation
    inputs: tuple[float, ...]
    stated: float | None
    hedge: Hedge
    computed: float | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class ReadingWarning:
    """Something that a person should know about the reading; `code` is for programs."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One document, read."""

    name: str
    sha256: str
    text: Text
    statements: tuple[Statement, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    arithmetic: tuple[Arithmetic, ...] = ()
    warnings: tuple[ReadingWarning, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The object that `audiatur read --json` prints, one a line."""
        return {
            "source": {
                "name": self.name,
                "sha256": self.sha256,
                "kind": self.text.kind,
                "language": self.text.language,
                "pages": len(self.text.pages) or None,
                "text": self.text.content,
            },
            "statements": [asdict(item) for item in self.statements],
            "recommendations": [asdict(item) for item in self.recommendations],
            "quantities": [asdict(item) for item in self.quantities],
            "arithmetic": [asdict(item) for item in self.arithmetic],
            "warnings": [asdict(item) for item in self.warnings],
        }
