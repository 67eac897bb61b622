"""Which obligation each provision touches, what the parties say of it, and where a number of the law goes beyond.

A stance is a party's: compatible, incompatible, partly,
    unclear. It was taken on the words as they were; when they change
it lapses, and stays visible as lapsed. Nothing here weighs one party's stance against another's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from audiatur.topics.law.rows import Amount, Obligation, ProvisionFact

View = Literal["compatible", "incompatible", "partly", "unclear"]


@dataclass(frozen=True, slots=True)
class Stance:
    """What a party says of a provision against an obligation, from a day on (EDTF) about words of a known hash."""

    party: str
    obligation: str
    instrument: str
    article: str
    view: View
    taken: str
    words: str
    reason: str = ""
    source: str = ""
    locator: str = ""
    party_km: str = ""
    row: int = 0
    """The number of the record's row, 0 where there is none."""


@dataclass(frozen=True, slots=True)
class StanceNow:
    """A stance as it stands on a day: lapsed where the provision's words are others than those it was taken on."""

    stance: Stance
    lapsed: bool


def stance_now(stance: Stance, *, words: str) -> StanceNow:
    """The stance beside the hash of the provision's words in force; a stance taken without a text does not lapse."""
    return StanceNow(stance, bool(stance.words) and stance.words != words)


@dataclass(frozen=True, slots=True)
class Gap:
    """How far a number of the law is from a number of an obligation; `beyond` is positive where it goes beyond it."""

    provision: ProvisionFact
    obligation: Obligation
    beyond: float

    @property
    def amount(self) -> Amount:
        """The provision's number."""
        assert self.provision.quantity is not None
        return self.provision.quantity

    @property
    def standard(self) -> Amount:
        """The obligation's number."""
        assert self.obligation.quantity is not None
        return self.obligation.quantity


@dataclass(frozen=True, slots=True)
class Coverage:
    """One obligation with the provisions that touch it and the gaps that can be computed; none: nothing answers it."""

    obligation: Obligation
    provisions: tuple[ProvisionFact, ...]
    stances: tuple[StanceNow, ...]
    gaps: tuple[Gap, ...]

    @property
    def is_answered(self) -> bool:
        """Whether a provision touches it, or a party has said which does."""
        return bool(self.provisions or self.stances)


def coverage(
    obligations: Iterable[Obligation], provisions: Sequence[ProvisionFact], stances: Sequence[StanceNow] = ()
) -> tuple[Coverage, ...]:
    """Every obligation, in its order, with what answers it."""
    touching: dict[str, list[ProvisionFact]] = defaultdict(list)
    for provision in provisions:
        for key in provision.obligations:
            touching[key].append(provision)
    said: dict[str, list[StanceNow]] = defaultdict(list)
    for one in stances:
        said[one.stance.obligation].append(one)
    return tuple(
        Coverage(
            obligation=obligation,
            provisions=tuple(touching[obligation.key]),
            stances=tuple(said[obligation.key]),
            gaps=tuple(gap for one in touching[obligation.key] if (gap := numeric_gap(one, obligation)) is not None),
        )
        for obligation in obligations
    )


def numeric_gap(provision: ProvisionFact, obligation: Obligation) -> Gap | None:
    """The distance between two numbers of one measure, unit and group of persons; None where they cannot be compared.

    >>> fact = ProvisionFact("ccp", "96", "", "", (), "", Amount("custody-hours", "hour", "at most", 72, "adult"))
    >>> rule = Obligation("gc35-33", "gc35", "33", "", "", Amount("custody-hours", "hour", "at most", 48, "adult"))
    >>> numeric_gap(fact, rule).beyond
    24
    """
    mine, asked = provision.quantity, obligation.quantity
    if mine is None or asked is None:
        return None
    if (mine.measure, mine.unit, mine.bound) != (asked.measure, asked.unit, asked.bound):
        return None
    if "anyone" not in (mine.subject, asked.subject) and mine.subject != asked.subject:
        return None
    beyond = mine.value - asked.value if asked.bound == "at most" else asked.value - mine.value
    return Gap(provision, obligation, beyond)
