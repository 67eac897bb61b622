"""Lists: how many cases each combination of organisations documented.

Every estimate of what nobody recorded starts from here. Knows no Django and no register.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audiatur.errors import AudiaturError

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Pattern = tuple[int, ...]

MOST_LISTS = 16


class ListsError(AudiaturError):
    """Lists are not as they must be: names twice, patterns of the wrong length, counts below zero."""


@dataclass(frozen=True, slots=True)
class Lists:
    """The cases of some lists by the combination of lists that has them.

    `counts` maps a pattern (1 = on that list, in the order of `names`) to its number of cases. Patterns without cases
    may be absent; the pattern of no list is never there, since its number is what is asked.
    """

    names: tuple[str, ...]
    counts: Mapping[Pattern, int]

    def __post_init__(self) -> None:
        width = len(self.names)
        if len(set(self.names)) != width or not 1 <= width <= MOST_LISTS:
            raise ListsError(f"{self.names!r} are not 1 to {MOST_LISTS} different names. Give each list its own name.")
        for pattern, count in self.counts.items():
            if len(pattern) != width or set(pattern) - {0, 1} or not any(pattern):
                raise ListsError(f"{pattern!r} is no pattern of {width} lists. Accepted: 0 and 1 with a 1 among them.")
            if count < 0:
                raise ListsError(f"{count} cases of {pattern!r}: a count is 0 or more.")

    @property
    def documented(self) -> int:
        """The cases that are on one list at least."""
        return sum(self.counts.values())

    def cells(self) -> tuple[Ints, Ints]:
        """Patterns (cell, list) and counts (cell) of the combinations that have cases, in a fixed order."""
        there = sorted(pattern for pattern, count in self.counts.items() if count)
        patterns = np.array(there, dtype=np.int64).reshape(len(there), len(self.names))
        return patterns, np.array([self.counts[pattern] for pattern in there], dtype=np.int64)

    def table(self) -> Ints:
        """Counts by the number that the pattern is in base 2, the first list being the highest digit."""
        counts = np.zeros(2 ** len(self.names), dtype=np.int64)
        for pattern, count in self.counts.items():
            counts[int("".join(map(str, pattern)), 2)] += count
        return counts

    def by_list(self) -> dict[str, int]:
        """What each list has."""
        patterns, counts = self.cells()
        return dict(zip(self.names, (counts @ patterns).tolist(), strict=True))

    def by_number(self) -> tuple[int, ...]:
        """The cases that are on exactly 1, 2, … lists."""
        patterns, counts = self.cells()
        found = np.bincount(patterns.sum(axis=1), weights=counts, minlength=len(self.names) + 1)
        return tuple(int(count) for count in found[1:])

    def shared(self, first: str, second: str) -> int:
        """The cases that both of two lists have."""
        one, other = self.names.index(first), self.names.index(second)
        return sum(count for pattern, count in self.counts.items() if pattern[one] and pattern[other])


def lists_of_rows(seen: NDArray[np.bool_], *, names: Iterable[str]) -> Lists:
    """The lists of cases given one by one: a row a case, a column a list; rows on no list are left out.

    >>> lists_of_rows(np.array([[True, False], [True, True], [True, False]]), names=("A", "B")).counts
    {(1, 0): 2, (1, 1): 1}
    """
    patterns, counts = np.unique(seen[seen.any(axis=1)].astype(int), axis=0, return_counts=True)
    return Lists(tuple(names), {tuple(row): int(count) for row, count in zip(patterns.tolist(), counts, strict=True)})


def lists_joined(lists: Lists, *, groups: Mapping[str, Iterable[str]]) -> Lists:
    """The lists with some taken as one, such as two that share a source; a list in no group stays.

    >>> three = Lists(("A", "B", "C"), {(1, 0, 0): 4, (0, 1, 0): 3, (1, 1, 1): 2})
    >>> lists_joined(three, groups={"A or B": ("A", "B")}).counts
    {(0, 1): 7, (1, 1): 2}
    """
    grouped = {member: group for group, members in groups.items() for member in members}
    unknown = sorted(set(grouped) - set(lists.names))
    if unknown:
        raise ListsError(f"{', '.join(unknown)}: no list of that name. Accepted: {', '.join(lists.names)}.")
    kept = tuple(name for name in lists.names if name not in grouped)
    names = (*kept, *groups)
    counts: dict[Pattern, int] = {}
    for pattern, count in sorted(lists.counts.items()):
        on = {grouped.get(name, name) for name, there in zip(lists.names, pattern, strict=True) if there}
        joined = tuple(int(name in on) for name in names)
        counts[joined] = counts.get(joined, 0) + count
    return Lists(names, counts)
