"""Real incidents as several organisations would report them, by rules and a seed: a labelled set for linkage.

The incidents are read where they stand at run time, and nothing of them is kept. Each organisation has habits: how it
dates, where it places, what it calls things, how much it tells, in which order, and what it miscounts.
"""

from __future__ import annotations

import csv
import random
import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from audiatur.topics.civic_space.linkage.gazetteer import Gazetteer, Place, gazetteer

_SYNONYMS = (
    ("police officers", "officers", "law enforcement", "policemen"),
    ("police", "officers", "authorities", "the force"),
    ("protesters", "demonstrators", "marchers", "participants"),
    ("protester", "demonstrator", "marcher", "participant"),
    ("journalist", "reporter", "press worker", "media worker"),
    ("arrested", "detained", "taken into custody", "held"),
    ("arrest", "detain", "take into custody", "hold"),
    ("shot", "fired at", "hit by a shot", "struck by a projectile"),
    ("shove", "push", "throw back", "knock down"),
    ("pepper spray", "irritant spray", "chemical spray", "spray"),
    ("tear gas", "gas", "CS gas", "chemical gas"),
    ("beat", "hit", "strike", "club"),
    ("baton", "stick", "truncheon", "nightstick"),
    ("crowd", "gathering", "group", "assembly"),
    ("man", "person", "individual", "male"),
    ("woman", "person", "individual", "female"),
    ("footage", "video", "recording", "film"),
    ("ground", "pavement", "floor", "street"),
)
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_KINDS = (("journalist", "media"), ("arrest", "arrest"), ("threaten", "threat"), ("intimidation", "threat"))


@dataclass(frozen=True, slots=True)
class Habits:
    """How an organisation reports: which word it uses, the shares of sentences it tells and of
    sources it cites, and its chances of a slip."""

    name: str
    reports: float
    word: int
    tells: float
    title_only: float
    late: float
    month_only: float
    state_only: float
    recodes: float
    cites: float


ORGANISATIONS = (
    Habits("A", 0.80, 0, 0.9, 0.00, 0.05, 0.00, 0.00, 0.05, 0.5),
    Habits("B", 0.60, 1, 0.6, 0.15, 0.20, 0.00, 0.05, 0.20, 0.3),
    Habits("C", 0.50, 2, 0.7, 0.05, 0.10, 0.08, 0.03, 0.15, 0.0),
    Habits("D", 0.35, 3, 0.5, 0.10, 0.10, 0.03, 0.05, 0.30, 0.2),
)


def rewritten(path: Path, *, incidents: int, seed: int) -> tuple[pl.DataFrame, dict[str, str], Gazetteer]:
    """Reports, the incident of each report, and the places; incidents are taken at random, with their likes."""
    chance = random.Random(seed)
    with path.open(newline="", encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["state"] and row["city"]]
    chosen = chance.sample(rows, incidents)
    reports: list[dict[str, object]] = []
    gold: dict[str, str] = {}
    for row in chosen:
        for habits in ORGANISATIONS:
            if chance.random() < habits.reports:
                number = f"{habits.name}{len(reports):05d}"
                reports.append({"report": number, **_report(row, habits=habits, chance=chance)})
                gold[number] = row["id"]
    chance.shuffle(reports)
    return pl.DataFrame(reports, infer_schema_length=None), gold, _places(rows)


def _report(row: dict[str, str], *, habits: Habits, chance: random.Random) -> dict[str, object]:
    return {
        "monitor": habits.name,
        "kind": _kind(row["tags"], habits=habits, chance=chance),
        "on": _date(row["date"], habits=habits, chance=chance),
        "place": row["state"] if chance.random() < habits.state_only else f"{row['city']}, {row['state']}",
        "name": None,
        "summary": _told(row, habits=habits, chance=chance),
        "links": " ".join(link for link in row["links"].split() if chance.random() < habits.cites) or None,
        "language": "en",
        "persons": None,
    }


def _kind(tags: str, *, habits: Habits, chance: random.Random) -> str:
    found = [kind for tag, kind in _KINDS if tag in tags.split(";")] or ["force"]
    return chance.choice([*found, "force"]) if chance.random() < habits.recodes else found[0]


def _date(on: str, *, habits: Habits, chance: random.Random) -> str | None:
    try:
        day = date.fromisoformat(on)
    except ValueError:
        return None
    if chance.random() < habits.month_only:
        return f"{day:%Y-%m}"
    return (day + timedelta(days=chance.choice((1, 1, 2)) if chance.random() < habits.late else 0)).isoformat()


def _told(row: dict[str, str], *, habits: Habits, chance: random.Random) -> str:
    sentences = [part for part in re.split(r"(?<=[.!?])\s+", row["description"]) if part]
    if chance.random() < habits.title_only or not sentences:
        kept = [row["name"]]
    else:
        # Whoever reports an incident says what was done; the rest is told by some.
        kept = [sentences[0], *(sentence for sentence in sentences[1:] if chance.random() < habits.tells)]
    if len(kept) > 1 and chance.random() < 0.3:
        kept = kept[1:] + kept[:1]
    text = " ".join(kept)
    for words in _SYNONYMS:
        if chance.random() < 0.8:
            text = re.sub(rf"\b{words[0]}\b", words[habits.word], text, flags=re.IGNORECASE)
    text = re.sub(r"\b(\d{1,2})\b", lambda found: _number(int(found[1]), chance=chance), text)
    return " ".join(word for word in text.split() if chance.random() > 0.04)


def _number(value: int, *, chance: random.Random) -> str:
    return _NUMBERS[value] if value < len(_NUMBERS) and chance.random() < 0.6 else str(value)


def _places(rows: list[dict[str, str]]) -> Gazetteer:
    states = sorted({row["state"] for row in rows})
    cities = sorted({(row["state"], row["city"]) for row in rows})
    return gazetteer(
        [
            *(Place(state, "province", "", (state,)) for state in states),
            *(Place(f"{state}/{city}", "district", state, (city,)) for state, city in cities),
        ]
    )
