"""What people decided about pairs of reports, as linkage takes it: fixed, and free of contradictions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Verdict = Literal["same", "different", "unknown"]

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said of two reports, named by their keys in order; `unknown` leaves them to the model."""

    left: str
    right: str
    verdict: Verdict
    by: str = ""
    on: date | None = None
    reason: str = ""
    row: int = 0


def fixed(decisions: Iterable[Decision]) -> tuple[tuple[str, str, bool], ...]:
    """The pairs that are certain now: left, right, whether they are of one incident."""
    return tuple((one.left, one.right, one.verdict == "same") for one in decisions if one.verdict != "unknown")


def decisions_hash(decisions: Iterable[Decision]) -> str:
    """The SHA-256 of what is fixed, whoever decided it and in which order.

    >>> one, other = Decision("a", "b", "same"), Decision("c", "d", "different")
    >>> decisions_hash([one, other]) == decisions_hash([other, one, Decision("e", "f", "unknown")])
    True
    """
    return hashlib.sha256(json.dumps(sorted(fixed(decisions))).encode()).hexdigest()


def groups_of(same: Iterable[Pair]) -> dict[str, str]:
    """For each report of these pairs, the one that stands for all that are joined to it through any chain.

    >>> groups_of([("b", "c"), ("a", "b"), ("x", "y")])
    {'b': 'a', 'c': 'a', 'a': 'a', 'x': 'x', 'y': 'x'}
    """
    above: dict[str, str] = {}

    def top(name: str) -> str:
        above.setdefault(name, name)
        while above[name] != name:
            above[name] = above[above[name]]
            name = above[name]
        return name

    for one, other in same:
        low, high = sorted((top(one), top(other)))
        above[high] = low
    return {name: top(name) for name in above}


def contradicted(decisions: Sequence[Decision], *, pair: Pair, verdict: str) -> Pair | None:
    """A pair that would be decided both ways if this verdict stood beside the others; None where all fit.

    >>> before = [Decision("a", "b", "same"), Decision("b", "c", "same")]
    >>> contradicted(before, pair=("a", "c"), verdict="different")
    ('a', 'c')
    >>> contradicted(before, pair=("a", "x"), verdict="different") is None
    True
    """
    if verdict == "unknown":
        return None
    known = [*fixed(decisions), (*pair, verdict == "same")]
    group = groups_of((one, other) for one, other, same in known if same)
    for one, other, same in known:
        if not same and one in group and group.get(one) == group.get(other):
            return one, other
    return None
