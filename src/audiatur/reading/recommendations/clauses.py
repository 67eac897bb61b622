"""An item → its recommendations: "Ratify … (France); to abolish … (Chile, Cuba)" is two, each with its States."""

from __future__ import annotations

import re
from dataclasses import dataclass

from audiatur.reading.recommendations.flow import Flow
from audiatur.reading.recommendations.states import states_in

_JOINT = re.compile(r"^(?:[\s;,.:/]|(?:and|as well as|or)\b(?=\s+(?:to|that)?))*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """A recommendation's words and the States that made it."""

    flow: Flow
    states: tuple[str, ...]


def clauses_of(flow: Flow) -> list[Clause]:
    """The recommendations of an item, in order; one without States where it names none."""
    found: list[Clause] = []
    start = 0
    for opening, closing in _brackets(flow.text):
        states = states_in(flow.text[opening + 1 : closing])
        if states is None:
            continue
        words = _words(flow, start, opening)
        if words.text:
            found.append(Clause(words, states))
        elif found:
            found[-1] = Clause(found[-1].flow, tuple(dict.fromkeys((*found[-1].states, *states))))
        start = closing + 1
    rest = _words(flow, start, len(flow.text))
    if not found and rest.text:
        return [Clause(rest, ())]
    return found


def _brackets(text: str) -> list[tuple[int, int]]:
    """Offsets of the outermost brackets that close; an unclosed one at the end runs to the end."""
    found: list[tuple[int, int]] = []
    depth = opening = 0
    for i, character in enumerate(text):
        if character == "(":
            if depth == 0:
                opening = i
            depth += 1
        elif character == ")" and depth:
            depth -= 1
            if depth == 0:
                found.append((opening, i))
    return found


def _words(flow: Flow, start: int, end: int) -> Flow:
    joint = _JOINT.match(flow.text[start:end])
    start += joint.end() if joint else 0
    part = flow.part(start, end)
    return part.part(0, len(part.text.rstrip(" ;,.:")))
