"""A record as large as a long dialogue gets, of invented words, and its pages fetched by clients that never pause.

The words are made of syllables in English, French and Khmer letters, the frequent ones as frequent as in real texts
(Zipf). Server and clients share the first two processor cores where the system lets a program choose.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate
from typing import Any
from urllib.request import Request, urlopen

IN_A_SOURCE = 200
CLIENTS = 8
PORT = 8390
BASE = f"http://127.0.0.1:{PORT}"

LATIN = "ba ce di fo gu la me ni ro su ta ve é qu tr st pl ment tion er".split()
KHMER = "ក ខ្លួ ង ច្បា ប់ ស្ត្រី ន្ត្រា ម កា រ ឃុំ ដឹ ក យុ ត្តិ ធម៌ បណ្ដា ញ សង្គ្រោះ ន ពន្ធ នា គា ស្រុ ក".split()


@dataclass(frozen=True, slots=True)
class Large:
    """The dialogue, who keeps its record, its documents in order, and the texts of their passages in order."""

    dialogue: Any
    keeper: Any
    sources: Sequence[Any]
    texts: Sequence[str]


@contextmanager
def installed() -> Iterator[None]:
    """An empty installation on two processor cores, with every program begun from here; BENCH_DATABASE_URL is its."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:2]))
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(AUDIATUR_HOME=home, AUDIATUR_DATABASE_URL=os.environ.get("BENCH_DATABASE_URL", ""))
        from audiatur.commands import installation

        installation.prepare()
        yield


def vocabularies(chance: random.Random) -> tuple[list[str], list[str]]:
    """Invented words in Latin letters and in Khmer ones."""
    return _vocabulary(chance, LATIN, 6_000), _vocabulary(chance, KHMER, 6_000)


def _vocabulary(chance: random.Random, syllables: Sequence[str], size: int) -> list[str]:
    return list(dict.fromkeys("".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(size)))


def sentence(chance: random.Random, words: Sequence[str], *, khmer: bool) -> str:
    """A sentence of 12 to 30 words, the frequent ones first among the words."""
    weights = list(accumulate(1 / (place + 1) for place in range(len(words))))
    drawn = chance.choices(words, cum_weights=weights, k=chance.randint(12, 30))
    if khmer:
        return "".join(word + chance.choice(["", "", "\u200b", " "]) for word in drawn).strip() + "។"
    return " ".join(drawn).capitalize() + "."


def large_record(
    chance: random.Random, words: tuple[list[str], list[str]], passages: int, *, sides: Sequence[str]
) -> Large:
    """Keep a dialogue of documents with 200 passages each, every second one Khmer, every tenth not public."""
    from audiatur.record import services
    from audiatur.record.models import Role, User

    dialogue = services.dialogue_open(
        slug="bench",
        title="Bench",
        state_name="Bench",
        opened="2030-01-01",
        synthetic=True,
        sides=[(side, side.title(), "") for side in sides],
    )
    keeper = User.objects.create_user("keeper")
    services.member_add(dialogue, user=keeper, role=Role.SECRETARIAT)
    services.question_open(
        dialogue, by=keeper, slug="one", topic="prisons", text="Are the prisons full?", asked="2030-01-02",
        addressed=list(dialogue.sides.all()), propositions=[("They are full.", "")],
    )  # fmt: skip
    texts: list[str] = []
    sources = []
    for number in range(passages // IN_A_SOURCE):
        khmer = number % 2 == 1
        here = [sentence(chance, words[khmer], khmer=khmer) for _ in range(IN_A_SOURCE)]
        sources.append(_source(dialogue, keeper, number=number, texts=here))
        texts += here
    return Large(dialogue, keeper, sources, texts)


def _source(dialogue: Any, keeper: Any, *, number: int, texts: Sequence[str]) -> Any:
    from django.utils import timezone

    from audiatur.record.changes import change
    from audiatur.record.models import Source, Visibility

    paragraphs, at = [], 0
    for text in texts:
        paragraphs.append(
            {"start": at, "end": at + len(text), "lang": "und", "label": None, "role": "body", "page": None}
        )
        at += len(text) + 1
    level = Visibility.RESTRICTED if number % 10 == 9 else Visibility.PUBLIC
    with change("source added", by=keeper):
        source = Source(
            dialogue=dialogue,
            title=f"Document {number}",
            content="\n".join(texts),
            paragraphs=paragraphs,
            visibility=level,
            added_at=timezone.now(),
            synthetic=True,
        )
        source.save()
    return source


@contextmanager
def served() -> Iterator[None]:
    """The record of this installation, served at BASE."""
    command = [sys.executable, "-m", "audiatur.cli", "serve", "--port", str(PORT), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            _wait()
            yield
        finally:
            server.terminate()


def _wait() -> None:
    for _ in range(100):
        try:
            urlopen(BASE + "/about/", timeout=5).close()
        except OSError:
            time.sleep(0.3)
        else:
            return
    raise TimeoutError(f"nothing answers at {BASE}")


def fetch(address: str, *, headers: Mapping[str, str] | None = None) -> tuple[float, int]:
    """Seconds that a page took, and its bytes as sent."""
    started = time.perf_counter()
    with urlopen(Request(BASE + address, headers=dict(headers or {})), timeout=120) as answer:
        size = len(answer.read())
    return time.perf_counter() - started, size


def told(name: str, took: Iterable[float]) -> str:
    """The line of a class of requests: median, 95th percentile, longest."""
    ordered = sorted(took)
    return f"{name}: median {_ms(statistics.median(ordered))}, p95 {_ms(p95(ordered))}, most {_ms(ordered[-1])}"


def p95(ordered: Sequence[float]) -> float:
    """The 95th percentile of ordered seconds."""
    return ordered[int(len(ordered) * 0.95)]


def by_clients(request: Callable[[str], float], asked: Sequence[str]) -> list[float]:
    """The seconds of each request, made by eight clients that never pause."""
    with ThreadPoolExecutor(CLIENTS) as clients:
        return list(clients.map(request, asked))


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"
