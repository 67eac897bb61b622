"""Search of 200,000 invented passages: time of a page with 8 clients, and recall of parts. `python -m bench.search [N]`

The passages are made of invented words in English, French and Khmer letters, the frequent ones as frequent as in real
texts (Zipf). A request is a whole search page, fetched over HTTP from `audiatur serve` by 8 clients that never pause.
Server and clients share the first 2 processor cores where the system lets a program choose.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

IN_A_SOURCE = 200
CLIENTS = 8
EACH = 40
"""Requests of a class of queries."""

PARTS = 1_000
LATIN = "ba ce di fo gu la me ni ro su ta ve é qu tr st pl ment tion er".split()
KHMER = "ក ខ្លួ ង ច្បា ប់ ស្ត្រី ន្ត្រា ម កា រ ឃុំ ដឹ ក យុ ត្តិ ធម៌ បណ្ដា ញ សង្គ្រោះ ន ពន្ធ នា គា ស្រុ ក".split()


def main(passages: int) -> None:
    """Build the record, then print times and recall."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:2]))
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(AUDIATUR_HOME=home, AUDIATUR_DATABASE_URL=os.environ.get("BENCH_DATABASE_URL", ""))
        from audiatur.commands import installation

        installation.prepare()
        chance = random.Random(6)
        vocabularies = [_vocabulary(chance, LATIN, 6_000), _vocabulary(chance, KHMER, 6_000)]
        started = time.perf_counter()
        dialogue, kept = _record(chance, vocabularies, passages)
        took = time.perf_counter() - started
        print(f"{passages:,} passages, {sum(map(len, kept)) / len(kept):.0f} characters each, kept in {took:.0f} s")
        from django.db import connection

        from audiatur.record.search import schema

        started = time.perf_counter()
        schema.merge(connection)
        print(f"the index merged in {time.perf_counter() - started:.0f} s")
        _recall(chance, dialogue, kept)
        _times(dialogue, _queries(chance, vocabularies, kept))


def _vocabulary(chance: random.Random, syllables: Sequence[str], size: int) -> list[str]:
    return list(dict.fromkeys("".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(size)))


def _record(chance: random.Random, vocabularies: Sequence[list[str]], passages: int) -> tuple[Any, list[str]]:
    from django.utils import timezone

    from audiatur.record import services
    from audiatur.record.changes import change
    from audiatur.record.models import Source, Visibility

    sides = [("state", "State", ""), ("un", "United Nations", ""), ("cso", "Civil society", "")]
    dialogue = services.dialogue_open(
        slug="bench", title="Bench", state_name="Bench", opened="2030-01-01", synthetic=True, sides=sides
    )
    from audiatur.record.models import Role, User

    keeper = User.objects.create_user("keeper")
    services.member_add(dialogue, user=keeper, role=Role.SECRETARIAT)
    services.question_open(
        dialogue, by=keeper, slug="one", topic="prisons", text="Are the prisons full?", asked="2030-01-02",
        addressed=list(dialogue.sides.all()), propositions=[("They are full.", "")], visibility=Visibility.PUBLIC,
    )  # fmt: skip
    kept: list[str] = []
    for number in range(passages // IN_A_SOURCE):
        texts = list(_texts(chance, vocabularies[number % 2], khmer=number % 2 == 1))
        paragraphs, at = [], 0
        for text in texts:
            paragraphs.append({"start": at, "end": at + len(text), "lang": "und", "label": None, "role": "body"})
            at += len(text) + 1
        # a tenth of the documents are not public
        level = Visibility.RESTRICTED if number % 10 == 9 else Visibility.PUBLIC
        with change("source added", by=keeper):
            Source(
                dialogue=dialogue, title=f"Document {number}", content="\n".join(texts), paragraphs=paragraphs,
                visibility=level, added_at=timezone.now(), synthetic=True,
            ).save()  # fmt: skip
        kept += texts
    return dialogue, kept


def _texts(chance: random.Random, words: list[str], *, khmer: bool) -> Iterator[str]:
    weights = list(accumulate(1 / (place + 1) for place in range(len(words))))
    for _ in range(IN_A_SOURCE):
        drawn = chance.choices(words, cum_weights=weights, k=chance.randint(12, 30))
        if khmer:
            yield "".join(word + chance.choice(["", "", "\u200b", " "]) for word in drawn).strip() + "។"
        else:
            yield " ".join(drawn).capitalize() + "."


def _recall(chance: random.Random, dialogue: Any, kept: Sequence[str]) -> None:
    from audiatur.reading.khmer.characters import ZERO_WIDTH
    from audiatur.record.models import Source
    from audiatur.record.search import engine
    from audiatur.record.search.keys import Kind, range_of
    from audiatur.record.search.words import words_of

    first = Source.objects.order_by("pk").values_list("pk", flat=True)[0]
    rows = Source.objects.filter(dialogue=dialogue)
    sources = [number for number in range(len(kept) // IN_A_SOURCE) if number % 2]
    found = asked = 0
    while asked < PARTS:
        source = chance.choice(sources)
        text = kept[source * IN_A_SOURCE + chance.randrange(IN_A_SOURCE)]
        typed = text if asked % 2 else _other_order(text)
        start = chance.randrange(len(typed) - 2)
        part = typed[start : start + chance.choice([2, 3, 4, 8, 20, 60])]
        if not part.strip(ZERO_WIDTH + " "):
            continue
        within = range_of(Kind.PASSAGE, dialogue=dialogue.pk, row=first + source)
        query = engine.asked(words_of(part))
        numbers = engine.numbers(query, parts=[(within, rows)], most=IN_A_SOURCE) if query else []
        asked += 1
        found += _place(text, kept, source, numbers)
    print(f"recall of Khmer parts of 2 to 60 characters, half of them in the other order: {found} of {asked}")


def _place(text: str, kept: Sequence[str], source: int, numbers: Sequence[int]) -> bool:
    from audiatur.record.search.keys import key_of

    return any(kept[source * IN_A_SOURCE + key_of(number).place] == text for number in numbers)


def _other_order(text: str) -> str:
    import re

    return re.sub("(\u17d2.)(\u17d2.)", r"\2\1", text)


def _queries(
    chance: random.Random, vocabularies: Sequence[list[str]], kept: Sequence[str]
) -> dict[str, Callable[[], str]]:
    latin, khmer = vocabularies
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


def _times(dialogue: Any, queries: dict[str, Callable[[], str]]) -> None:
    def request(query: str) -> float:
        address = f"{base}/{dialogue.slug}/search/?" + urlencode({"q": query})
        started = time.perf_counter()
        with urlopen(address, timeout=60) as answer:
            answer.read()
        return time.perf_counter() - started

    port = 8390
    base = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "audiatur.cli", "serve", "--port", str(port), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            _wait(base)
            _ask(request, queries)
        finally:
            server.terminate()


def _wait(base: str) -> None:
    for _ in range(100):
        try:
            urlopen(base + "/about/", timeout=5).close()
        except OSError:
            time.sleep(0.3)
        else:
            return


def _ask(request: Callable[[str], float], queries: dict[str, Callable[[], str]]) -> None:
    with ThreadPoolExecutor(CLIENTS) as clients:
        list(clients.map(request, ["warm"] * CLIENTS))
        for name, ask in queries.items():
            took = sorted(clients.map(request, [ask() for _ in range(EACH)]))
            print(f"{name}: median {_ms(statistics.median(took))}, p95 {_ms(_p95(took))}, most {_ms(took[-1])}")
        mixed = [ask() for ask in queries.values() for _ in range(EACH)]
        random.Random(6).shuffle(mixed)
        took = sorted(clients.map(request, mixed))
    print(f"all mixed, {CLIENTS} clients: median {_ms(statistics.median(took))}, p95 {_ms(_p95(took))}")


def _p95(ordered: Sequence[float]) -> float:
    return ordered[int(len(ordered) * 0.95)]


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
