"""Search of 200,000 invented passages: time of a page with 8 clients, and recall of parts. `python -m bench.search [N]`

A request is a whole search page, fetched over HTTP from `audiatur serve` by 8 clients that never pause.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from bench.large_record import (
    CLIENTS,
    IN_A_SOURCE,
    Large,
    by_clients,
    fetch,
    installed,
    large_record,
    p95,
    served,
    told,
)
from bench.large_record import vocabularies as invented

EACH = 40
"""Requests of a class of queries."""

PARTS = 1_000
BAR = 0.300
"""Seconds at the 95th percentile."""


def main(passages: int) -> None:
    """Build the record, then print times and recall."""
    with installed():
        chance = random.Random(6)
        words = invented(chance)
        started = time.perf_counter()
        large = large_record(chance, words, passages, sides=("state", "un", "cso"))
        took = time.perf_counter() - started
        print(
            f"{passages:,} passages, {sum(map(len, large.texts)) / passages:.0f} characters each, kept in {took:.0f} s"
        )
        merge_index()
        recall(chance, large)
        ask = queries(chance, words, large.texts)
        with served():
            times(large.dialogue, ask)


def merge_index() -> None:
    """Build the index as one piece, as `audiatur search-index` does."""
    from django.db import connection

    from audiatur.record.search import schema

    started = time.perf_counter()
    schema.merge(connection)
    print(f"the index merged in {time.perf_counter() - started:.0f} s")


def recall(chance: random.Random, large: Large) -> None:
    """Print how many parts of Khmer passages are found in the passage that they were taken from."""
    from audiatur.reading.khmer.characters import ZERO_WIDTH
    from audiatur.record.models import Source
    from audiatur.record.search import engine
    from audiatur.record.search.keys import Kind, range_of
    from audiatur.record.search.words import words_of

    rows = Source.objects.filter(dialogue=large.dialogue)
    found = asked = 0
    while asked < PARTS:
        source = chance.randrange(1, len(large.sources), 2)
        text = large.texts[source * IN_A_SOURCE + chance.randrange(IN_A_SOURCE)]
        typed = text if asked % 2 else _other_order(text)
        start = chance.randrange(len(typed) - 2)
        part = typed[start : start + chance.choice([2, 3, 4, 8, 20, 60])]
        if not part.strip(ZERO_WIDTH + " "):
            continue
        within = range_of(Kind.PASSAGE, dialogue=large.dialogue.pk, row=large.sources[source].pk)
        query = engine.asked(words_of(part))
        numbers = engine.numbers(query, parts=[(within, rows)], most=IN_A_SOURCE) if query else []
        asked += 1
        found += _place(text, large.texts, source, numbers)
    print(f"recall of Khmer parts of 2 to 60 characters, half of them in the other order: {found} of {asked}")


def _place(text: str, kept: Sequence[str], source: int, numbers: Sequence[int]) -> bool:
    from audiatur.record.search.keys import key_of

    return any(kept[source * IN_A_SOURCE + key_of(number).place] == text for number in numbers)


def _other_order(text: str) -> str:
    return re.sub("(\u17d2.)(\u17d2.)", r"\2\1", text)


def queries(
    chance: random.Random, words: tuple[list[str], list[str]], kept: Sequence[str]
) -> dict[str, Callable[[], str]]:
    """The classes of queries, each drawing one."""
    latin, khmer = words
    long = [text for text in kept if "។" in text]
    return {
        "a frequent word": lambda: chance.choice([latin[chance.randrange(8)], khmer[chance.randrange(8)]]),
        "a rare word": lambda: chance.choice([latin[-1 - chance.randrange(900)], khmer[-1 - chance.randrange(900)]]),
        "two characters": lambda: chance.choice([chance.choice(latin)[:2], chance.choice(khmer)[:2]]),
        "two rare signs": lambda: "".join(chance.choices("kwxyz", k=2)),
        "two words": lambda: " ".join(chance.choices(latin[:500], k=2)),
        "two frequent words": lambda: " ".join(chance.choices(latin[:12], k=2)),
        "twenty Khmer characters": lambda: _other_order(chance.choice(long))[5:25],
    }


def times(dialogue: Any, ask: dict[str, Callable[[], str]]) -> list[str]:
    """Print the seconds of each class of queries, and of all mixed; gives the names of those over 300 ms."""
    over = []

    def request(query: str) -> float:
        return fetch(f"/{dialogue.slug}/search/?" + urlencode({"q": query}))[0]

    by_clients(request, ["warm"] * CLIENTS)
    mixed = [draw() for draw in ask.values() for _ in range(EACH)]
    random.Random(6).shuffle(mixed)
    classes = {name: [draw() for _ in range(EACH)] for name, draw in ask.items()}
    for name, asked in (classes | {f"all mixed, {CLIENTS} clients": mixed}).items():
        took = sorted(by_clients(request, asked))
        print("search,", told(name, took))
        if p95(took) > BAR:
            over.append(f"search, {name}")
    return over


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
