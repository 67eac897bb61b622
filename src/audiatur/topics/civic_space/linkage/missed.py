"""Links that a linkage misses: how many there are, and the lists with as many put back.

Two kinds are missed. Pairs are only compared where they agree on something (a place, a day), and two such ways of
finding pairs see each other's misses, as two lists do. And draws of whole groups put fewer pairs together than the
probabilities of the pairs add up to: what is consistent leaves out too much, what looks at each pair alone takes in too
much, and the number lies between.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from audiatur.topics.civic_space.estimation.lists import Ints, Lists, Pattern

Flags = NDArray[np.bool_]
_LEAST = 20
"""With fewer pairs found both ways, what the two say of each other is chance."""
_MOST = 0.5


@dataclass(frozen=True, slots=True)
class Missed:
    """Chances that a report can be found by the first way, by the second, and that a pair that was compared is lost."""

    first: float = 1.0
    second: float = 1.0
    pair: float = 0.0

    def apart(self, reports: int) -> float:
        """The chance that one given report of a case is apart from its others; for two reports, that they are apart.

        A way finds a pair where both reports can be found by it, such as those that state the right place.

        >>> round(Missed(first=0.9, second=0.8).apart(2), 4)
        0.0684
        """
        a, b = self.first, self.second
        if reports == 2:
            return min((1 - a * a) * (1 - b * b) + self.pair, _MOST)
        none = [(1 - a) ** (reports - 1), (1 - b) ** (reports - 1)]
        alone = (1 - a) * (1 - b) + a * (1 - b) * none[0] + (1 - a) * b * none[1] + a * b * none[0] * none[1]
        # A poor report is lost to all its partners: 1 - (1 - e)^2 pairs for a share e of reports.
        return float(min(alone + 1 - np.sqrt(1 - self.pair), _MOST))


def missed_by(
    groups: Ints, *, pairs: Ints, ways: tuple[Flags, Flags], expected: float, rng: np.random.Generator
) -> Missed:
    """A draw of what one draw of a linkage misses.

    `pairs` (pair, 2) are the compared rows, `ways` which of them each way finds, `expected` the sum of their
    probabilities. What a way finds of the other's pairs has a uniform prior (the reasoning of Lincoln and Petersen as a
    posterior); that both are independent is the assumption: where they are not, too few are put back.
    """
    together = groups[pairs[:, 0]] == groups[pairs[:, 1]]
    both = int((together & ways[0] & ways[1]).sum())
    first, second = (int((together & way).sum()) - both for way in ways)
    linked = int(together.sum())
    short = rng.random() * max(0.0, 1 - linked / expected) if linked and expected else 0.0
    if both < _LEAST:
        return Missed(pair=short)
    found = rng.beta(both + 1, second + 1), rng.beta(both + 1, first + 1)
    return Missed(float(np.sqrt(found[0])), float(np.sqrt(found[1])), short)


def restored(lists: Lists, *, missed: Missed, rng: np.random.Generator) -> Lists:
    """A draw of the lists as they were before links were missed.

    A report that lost its links is a case of its own that one list alone has. Given the cases of a pattern that were
    left whole, how many more there were has a negative binomial distribution; so many are put together again, from the
    largest patterns down.
    """
    counts = dict(lists.counts)
    width = len(lists.names)
    for size in range(width, 1, -1):
        chance = missed.apart(size)
        for members in combinations(range(width), size) if chance > 0 else ():
            intact = counts.get(_pattern(members, width=width), 0)
            for parts in _splits(members):
                lost = int(rng.negative_binomial(intact, 1 - chance)) if intact else 0
                _join(counts, parts=parts, members=members, number=lost, width=width)
    return Lists(lists.names, {pattern: count for pattern, count in counts.items() if count})


def _splits(members: tuple[int, ...]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The ways in which one report leaves the others; for two reports there is one way."""
    ways: list[tuple[tuple[int, ...], tuple[int, ...]]] = [
        (tuple(other for other in members if other != one), (one,)) for one in members
    ]
    return ways if len(members) > 2 else ways[:1]


def _pattern(members: tuple[int, ...], *, width: int) -> Pattern:
    return tuple(int(number in members) for number in range(width))


def _join(
    counts: dict[Pattern, int],
    *,
    parts: tuple[tuple[int, ...], tuple[int, ...]],
    members: tuple[int, ...],
    number: int,
    width: int,
) -> None:
    """Put cases of two patterns together, as many as there are; `counts` is changed."""
    one, other = (_pattern(part, width=width) for part in parts)
    moved = min(number, counts.get(one, 0), counts.get(other, 0))
    if moved:
        counts[one] -= moved
        counts[other] -= moved
        joined = _pattern(members, width=width)
        counts[joined] = counts.get(joined, 0) + moved
