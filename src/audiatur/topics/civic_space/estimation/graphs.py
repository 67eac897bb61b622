"""Decomposable graphs: which lists may depend on each other, so that the likelihood splits into small parts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np

from audiatur.errors import AudiaturError
from audiatur.topics.civic_space.estimation.lists import Floats

MOST_LISTS = 6
"""Seven lists have 617,675 decomposable graphs."""

Edge = tuple[int, int]


class TooManyLists(AudiaturError):
    """There are more lists than graphs can be listed for."""


@dataclass(frozen=True, slots=True)
class Graph:
    """A decomposable graph on the lists 0 … p-1: an edge joins two lists that may depend on each other.

    `cliques` and `separators` are sets of lists; an empty separator (of parts that are not joined) is not listed.
    """

    edges: tuple[Edge, ...]
    cliques: tuple[frozenset[int], ...]
    separators: tuple[frozenset[int], ...]

    @property
    def parts(self) -> int:
        """How many parts that are not joined the graph falls into."""
        return len(self.cliques) - len(self.separators)


@lru_cache(maxsize=MOST_LISTS)
def decomposable_graphs(lists: int) -> tuple[Graph, ...]:
    """All decomposable graphs, the one without edges first.

    >>> [len(decomposable_graphs(lists)) for lists in (3, 4, 5)]
    [8, 61, 822]
    """
    if not 1 <= lists <= MOST_LISTS:
        raise TooManyLists(f"{lists} lists: graphs are compared for 1 to {MOST_LISTS}. Join lists that share a source.")
    pairs = tuple(combinations(range(lists), 2))
    found = []
    for chosen in range(2 ** len(pairs)):
        edges = tuple(pair for bit, pair in enumerate(pairs) if chosen >> bit & 1)
        graph = _decomposed(edges, lists=lists)
        if graph is not None:
            found.append(graph)
    return tuple(found)


def _decomposed(edges: tuple[Edge, ...], *, lists: int) -> Graph | None:
    """The graph, or None where it is not decomposable.

    Takes away, again and again, a list whose neighbours are all joined (Fulkerson and Gross 1965): it makes a clique
    with its neighbours, and they are a separator unless a later clique is the same set.
    """
    near = [0] * lists
    for one, other in edges:
        near[one] |= 1 << other
        near[other] |= 1 << one
    left, added, taken = (1 << lists) - 1, [], []
    while left:
        for vertex in range(lists):
            around = near[vertex] & left
            if left >> vertex & 1 and all(
                not around >> other & 1 or around & ~near[other] == 1 << other for other in range(lists)
            ):
                break
        else:
            return None
        added.append(around | 1 << vertex)
        if around:
            taken.append(around)
        left &= ~(1 << vertex)
    for same in [part for part in added if part in taken]:
        added.remove(same)
        taken.remove(same)
    return Graph(edges, tuple(map(_members, added)), tuple(map(_members, taken)))


def _members(mask: int) -> frozenset[int]:
    return frozenset(bit for bit in range(mask.bit_length()) if mask >> bit & 1)


def coefficients(graphs: tuple[Graph, ...], *, lists: int) -> tuple[Floats, Floats]:
    """How often each set of lists counts in each graph (graph, set 1 … 2^p - 1), and the parts of each graph.

    The number of a set has the first list as its highest digit in base 2, as in `Lists.table`.
    """
    matrix = np.zeros((len(graphs), 2**lists - 1))
    for row, graph in enumerate(graphs):
        for sets, sign in ((graph.cliques, 1), (graph.separators, -1)):
            for members in sets:
                matrix[row, sum(1 << (lists - 1 - member) for member in members) - 1] += sign
    return matrix, np.array([graph.parts for graph in graphs], dtype=np.float64)
