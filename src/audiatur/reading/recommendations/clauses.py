"""An item → its recommendations: "Ratify … (France); to abolish … (Chile, Cuba)" is two, each with its States.

Reports also merge what several States said into one sentence: "Ratify (Chile, Peru) / consider ratifying (Ghana) the
Convention (Chile, Peru, Ghana)". There each State's recommendation is what stands before the brackets that name it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from audiatur.reading.recommendations.flow import Flow
from audiatur.reading.recommendations.states import states_in
from audiatur.reading.recommendations.verbs import lacks_object, opens_with_verb, verb_phrase

_REACH = 40
"""How many pieces away a head or an object is looked for; no printed item has that many."""
_BACKWARD = re.compile(
    r"(?:to )?(?:also )?\w+ (?:it|them)\b"
    r"|.*\b(?:thereto|therein|accordingly|this instrument|that (?:Protocol|Convention))\b"
    r"|.*\bits (?:principles|Optional Protocols?|provisions)\b"
)
_RECOMMENDS_AGAIN = re.compile(
    r"(?:(?<=;)|(?<=\.)) (?:and )?(?:It )?(?:also |further )?(?:recommend(?:s|ed)|(?:encourage|expresse|urge)[sd]) "
    r"(?=that|the|it|its|to|an?\b|[A-Z]|support)"
)
_OPENS_ANEW = re.compile(r"That |(?:It )?(?:also |further )?(?:recommend|encourage|expresse|urge)[sd]")
_NOUN_PHRASE = re.compile(r"(?:the|its|all|both|other|their|those|any|a|an|two)\b|[A-Z]")
_JOINT = re.compile(r"(?:[\s;,.:/]|(?:and|as well as|or)\b|\((?:[a-z]|[ivx]{1,4})\)(?=\s))*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """A recommendation: its words, where they begin and end in the flow, and the States that made it.

    `parts` counts the pieces that it was put together from, 1 where it stands in the flow word for word.
    """

    text: str
    start: int
    end: int
    states: tuple[str, ...]
    parts: int = 1


@dataclass(frozen=True, slots=True)
class _Part:
    """Words of a recommendation, where they stand, and what links them to the words before."""

    text: str
    start: int
    end: int
    joint: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words that end with a bracket of States; `joint` is what links them to the piece before."""

    joint: str
    text: str
    start: int
    end: int
    states: tuple[str, ...]

    @property
    def stands_alone(self) -> bool:
        if opens_with_verb(self.text) or _OPENS_ANEW.match(self.text):
            return True
        return (
            bool(re.search(r"[;.]", self.joint))
            and re.search(r", \w+", self.text) is not None
            and any(opens_with_verb(part) for part in self.text.split(", ")[1:])
        )

    @property
    def refers_back(self) -> bool:
        """Whether it speaks of what the piece before names: "and incorporate it into law"."""
        return not re.search(r"[;.]", self.joint) and _BACKWARD.match(self.text) is not None


def clauses_of(flow: Flow) -> list[Clause]:
    """The recommendations of an item, in order; one without States where it names none."""
    pieces = _pieces(flow.text)
    if not pieces:
        words = _piece(flow.text, 0, len(flow.text), ())
        return [Clause(words.text, words.start, words.end, ())] if words.text else []
    found: dict[tuple[_Part, ...], list[str]] = {}
    for state in dict.fromkeys(state for piece in pieces for state in piece.states):
        for run in _runs(pieces, state):
            found.setdefault(run, []).append(state)
    return [
        Clause(_text(run), min(part.start for part in run), max(part.end for part in run), tuple(states), len(run))
        for run, states in sorted(found.items(), key=lambda pair: (pair[0][0].start, pair[0][-1].end))
    ]


def _pieces(text: str) -> list[_Piece]:
    found: list[_Piece] = []
    start = 0
    for opening, closing in _brackets(text):
        states = states_in(text[opening + 1 : closing])
        if states is None:
            continue
        parts = [part for part in _told_apart(text, start, opening, states) if part.text]
        found.extend(parts)
        if found and not parts:
            last = found[-1]
            named = tuple(dict.fromkeys((*last.states, *states)))
            found[-1] = _Piece(last.joint, last.text, last.start, last.end, named)
        start = closing + 1
    tail = _piece(text, start, len(text), ())
    if found and len(tail.text.split()) >= 2 and len({piece.states for piece in found}) > 1 and not tail.stands_alone:
        everyone = tuple(dict.fromkeys(state for piece in found for state in piece.states))
        found.append(_Piece(tail.joint, tail.text, tail.start, tail.end, everyone))
    return found


def _told_apart(text: str, start: int, end: int, states: tuple[str, ...]) -> list[_Piece]:
    """The words before a bracket, in parts where a new verb of recommending opens one: "…; recommends that it …"."""
    cuts = [match.start() for match in _RECOMMENDS_AGAIN.finditer(text, start, end)]
    return [_piece(text, first, last, states) for first, last in zip([start, *cuts], [*cuts, end], strict=True)]


def _brackets(text: str) -> list[tuple[int, int]]:
    """Offsets of the outermost brackets; one left open is passed over, or taken to the end where it is the last."""
    waiting: list[int] = []
    pairs: list[tuple[int, int]] = []
    for i, character in enumerate(text):
        if character == "(":
            waiting.append(i)
        elif character == ")" and waiting:
            opening = waiting.pop()
            while pairs and pairs[-1][0] > opening:
                pairs.pop()
            pairs.append((opening, i))
    if waiting and (not pairs or waiting[-1] > pairs[-1][0] or pairs[-1][1] >= len(text.rstrip(" ;.,")) - 1):
        closing = len(text.rstrip(" ;.,"))
        if states_in(text[waiting[-1] + 1 : closing]) is not None:
            return [*(pair for pair in pairs if pair[1] < waiting[-1]), (waiting[-1], closing)]
    return pairs


def _piece(text: str, start: int, end: int, states: tuple[str, ...]) -> _Piece:
    joint = _JOINT.match(text, start, end)
    first = joint.end() if joint else start
    last = first + len(text[first:end].rstrip(" ;,.:/"))
    return _Piece(text[start:first], text[first:last], first, last, states)


def _runs(pieces: list[_Piece], state: str) -> list[tuple[_Part, ...]]:
    """The pieces that bear a State's name, those together that make one recommendation, with what they lean on."""
    runs: list[list[int]] = []
    for i, piece in enumerate(pieces):
        if state not in piece.states:
            continue
        if runs and _goes_on(pieces, runs[-1][-1], i):
            runs[-1].append(i)
        else:
            runs.append([i])
    return [_completed(pieces, run) for run in runs]


def _goes_on(pieces: list[_Piece], last: int, here: int) -> bool:
    """Whether a piece belongs to the recommendation of the State's last one."""
    piece = pieces[here]
    if not piece.stands_alone or lacks_object(pieces[last].text):
        return True
    return piece.refers_back and last == here - 1


def _completed(pieces: list[_Piece], run: list[int]) -> tuple[_Part, ...]:
    """The run's words; before a piece that goes on, the verb or the sentence that it goes on with."""
    first = pieces[run[0]]
    parts = [_Part(piece.text, piece.start, piece.end, piece.joint) for piece in (pieces[i] for i in run)]
    before = reversed(pieces[max(0, run[0] - _REACH) : run[0]])
    head = next((piece for piece in before if piece.stands_alone), None)
    if head is not None and not first.stands_alone:
        words = verb_phrase(head.text) if _NOUN_PHRASE.match(first.text) else head.text
        parts.insert(0, _Part(words, head.start, head.start + len(words), ""))
    elif head is not None and first.refers_back:
        parts.insert(0, _Part(head.text, head.start, head.end, ""))
    if all(lacks_object(part.text) for part in parts):
        after = next((piece for piece in pieces[run[-1] + 1 : run[-1] + _REACH] if not lacks_object(piece.text)), None)
        if after is not None:
            lead = len(verb_phrase(after.text)) if after.stands_alone else 0
            lead += len(after.text[lead:]) - len(after.text[lead:].lstrip())
            parts.append(_Part(after.text[lead:], after.start + lead, after.end, ""))
    return tuple(part for part in parts if part.text)


def _text(run: tuple[_Part, ...]) -> str:
    written = run[0].text
    for before, part in pairwise(run):
        bare = lacks_object(before.text)
        linked = re.search(r"\b(?:and|or|as well as)\b", part.joint)
        comma = "," if re.search("[,;]", part.joint) and not bare else ""
        written += f"{comma} {linked[0]} " if linked else f"{comma} "
        written += part.text
    return written
