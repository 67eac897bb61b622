"""What the tests of both packs look up in a seed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from audiatur.countries.seed import DialogueSeed
from audiatur.record.status import Stance, Status, proposition_status, question_status

DATES = ("opened", "published", "asked", "on", "said_on", "held", "made", "due", "period")
KHMER = re.compile("[\u1780-\u17ff]")


def rows(seed: DialogueSeed) -> Iterator[tuple[str, Any]]:
    """Every row of every part, with the name of its part; rows inside rows too."""
    for part in fields(seed):
        value = getattr(seed, part.name)
        for row in value if isinstance(value, tuple) else (value,):
            yield part.name, row
            for inner in fields(row):
                held = getattr(row, inner.name)
                if isinstance(held, tuple):
                    yield from ((f"{part.name}.{inner.name}", item) for item in held if is_dataclass(item))


def dates(seed: DialogueSeed) -> set[str]:
    """Every date that a row has."""
    return {getattr(row, name) for _, row in rows(seed) for name in DATES if hasattr(row, name)}


def texts(seed: DialogueSeed) -> Iterator[str]:
    """Every text in a row."""
    for _, row in rows(seed):
        yield from (value for item in fields(row) if isinstance(value := getattr(row, item.name), str) and value)


def statuses(seed: DialogueSeed) -> dict[str, Status]:
    """The status of each question, from the last position of each party."""
    side_of = {party.key: party.side for party in seed.parties}
    last: dict[str, dict[str, Stance]] = defaultdict(dict)
    for position in seed.positions:
        last[position.proposition][position.party] = position.stance
    found: dict[str, Status] = {}
    for question in seed.questions:
        of_question = [item.key for item in seed.propositions if item.question == question.key]
        found[question.key] = question_status(
            [
                proposition_status(
                    {
                        side: [stance for party, stance in last[key].items() if side_of[party] == side]
                        for side in question.addressed
                    }
                )
                for key in of_question
            ]
        )
    return found
