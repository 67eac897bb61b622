"""What stands under an opening: heading or text, and which lines are one line that was wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from audiatur.topics.law.lines import Line
from audiatur.topics.law.model import CONTAINERS, Level
from audiatur.topics.law.numbered import markers_of
from audiatur.topics.law.openings import Opening

_ENDS: Final = re.compile(r"[.;:,!?។៕៖៚](?:[”»\"’]|\s)*\Z")
_STOPS: Final = re.compile(r"[.;:!?។៕៖៚)»”](?:[”»\"’)\]]|\s)*\Z")
_BRACKETS: Final = re.compile(r"[(\[](?!\w{1,3}[)\]]).{2,150}[)\]]\W?\Z")
_LONGEST_HEADING: Final = 160
_LONGEST_CLOSED_HEADING: Final = 60
_MOST_HEADING_LINES: Final = 3
_KHMER: Final = re.compile(r"[\u1780-\u17ff]")


@dataclass(frozen=True, slots=True)
class Segment:
    """An opening, the line it stands on, and the lines up to the next opening."""

    opening: Opening
    line: Line
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Habit:
    """What this document does with its articles' headings: the share of articles that seem to have one.

    `behind` counts those with words on the number's line, `below` those without.
    """

    behind: float
    below: float


def habit_of(segments: Iterable[Segment], *, width: int) -> Habit:
    """The habit of a document, from all its articles that have text besides what may be a heading."""
    behind: list[bool] = []
    below: list[bool] = []
    for one in segments:
        if one.opening.tail and one.lines:
            behind.append(_may_head(one.opening.tail) and not _runs_on(one.line.text, one.lines[0], width=width))
        elif len(one.lines) > 1:
            below.append(_may_head_below(one.lines, width=width))
    return Habit(_share(behind), _share(below))


def _share(marks: Sequence[bool]) -> float:
    return sum(marks) / len(marks) if marks else 0.0


def unit_wording(segment: Segment, *, habit: Habit, width: int) -> tuple[str, list[str]]:
    """The heading of an article and its lines of text."""
    tail, lines = segment.opening.tail, segment.lines
    if tail:
        if _is_heading_behind(segment, habit=habit, width=width):
            more = _heading_goes_on(lines, habit=habit.behind, width=width, before=segment.line)
            return " ".join([tail, *(line.text for line in lines[:more])]), joined(lines[more:], width=width)
        first = Line(tail, True, False, segment.line.number, segment.line.page)
        return "", joined((first, *lines), width=width, room=len(segment.line.text) - len(tail))
    if _is_heading_below(lines, habit=habit, width=width):
        more = 1 + _heading_goes_on(lines[1:], habit=habit.below, width=width, before=lines[0])
        return " ".join(line.text for line in lines[:more]), joined(lines[more:], width=width)
    return "", joined(lines, width=width)


def _is_heading_behind(segment: Segment, *, habit: Habit, width: int) -> bool:
    tail, lines = segment.opening.tail, segment.lines
    if _BRACKETS.match(tail):
        return True
    if not lines or markers_of(tail):
        return False
    if _may_head(tail) and not _runs_on(segment.line.text, lines[0], width=width):
        return habit.behind >= 0.5 or segment.line.is_heading
    if habit.behind >= 0.8:
        return (len(tail) <= _LONGEST_CLOSED_HEADING and tail.endswith((".", "។"))) or (
            _may_head(tail) and len(lines) > 1 and lines[0].text[:1].islower()
        )
    return False


def _is_heading_below(lines: Sequence[Line], *, habit: Habit, width: int) -> bool:
    if len(lines) < 2:
        return bool(lines) and _BRACKETS.match(lines[0].text) is not None
    if _BRACKETS.match(lines[0].text):
        return True
    if _may_head_below(lines, width=width):
        return habit.below >= 0.5 or lines[0].is_heading
    first = lines[0].text
    return (
        habit.below >= 0.8 and len(first) <= _LONGEST_CLOSED_HEADING and first.endswith(".") and not markers_of(first)
    )


def _may_head_below(lines: Sequence[Line], *, width: int) -> bool:
    return (
        _may_head(lines[0].text)
        and not markers_of(lines[0].text)
        and not _runs_on(lines[0].text, lines[1], width=width)
    )


def _may_head(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and not _ENDS.search(text) and not text[:1].islower()


def _runs_on(text: str, following: Line, *, width: int) -> bool:
    """Whether the line breaks off because it is full, or the next one begins in the middle of a sentence."""
    if following.opens:
        return False
    return following.text[:1].islower() or _is_full(len(text), following.text, width=width)


def _is_full(length: int, following: str, *, width: int) -> bool:
    if not width:
        return False
    first_word = len(following) if _KHMER.match(following) else len(following.split(" ", 1)[0])
    return length + 1 + min(first_word, 20) > width and length >= 0.6 * width


def _heading_goes_on(lines: Sequence[Line], *, habit: float, width: int, before: Line) -> int:
    """How many lines more a wrapped heading takes; at least one line of text stays."""
    taken = 0
    while taken < _MOST_HEADING_LINES - 1 and taken + 1 < len(lines):
        line = lines[taken]
        is_wrap = not line.opens and (line.text[:1].islower() or _is_full(len(before.text), line.text, width=width))
        if habit < 0.8 or not is_wrap or _ENDS.search(line.text) or markers_of(line.text):
            break
        before = line
        taken += 1
    return taken


def container_wording(segment: Segment, *, is_leaf: bool, width: int) -> tuple[str, list[str]]:
    """The heading of a container and the lines of text before its first part.

    Where parts follow, short lines below are its heading; a container that holds no part keeps its text as lines.
    """
    tail, lines = segment.opening.tail, segment.lines
    parts = [tail] if tail else []
    taken = 0
    if not tail or _runs_on_heading(segment.line, lines, width=width):
        while taken < min(len(lines), _MOST_HEADING_LINES) and _heads_container(lines, taken, is_leaf=is_leaf):
            parts.append(lines[taken].text)
            taken += 1
            if is_leaf and not _wraps(lines, taken, width=width):
                break
    return " ".join(parts), joined(lines[taken:], width=width)


def _wraps(lines: Sequence[Line], at: int, *, width: int) -> bool:
    return at < len(lines) and not lines[at].opens and _runs_on(lines[at - 1].text, lines[at], width=width)


def _runs_on_heading(line: Line, lines: Sequence[Line], *, width: int) -> bool:
    if not lines or lines[0].opens or len(lines) > _MOST_HEADING_LINES:
        return False
    upper = line.text.isupper() and lines[0].text.isupper()
    return upper or (_runs_on(line.text, lines[0], width=width) and not _ENDS.search(lines[-1].text))


def _heads_container(lines: Sequence[Line], at: int, *, is_leaf: bool) -> bool:
    text = lines[at].text
    if len(text) > _LONGEST_HEADING + 40 or markers_of(text):
        return False
    if _ENDS.search(text):
        return not is_leaf and len(lines) == at + 1 and len(text) <= _LONGEST_HEADING
    return at == 0 or not is_leaf or text.isupper() or not lines[at].opens


def joined(lines: Sequence[Line], *, width: int, room: int = 0) -> list[str]:
    """The lines of text, those that were wrapped put together again; `room` is what stood before the first."""
    found: list[str] = []
    length = room
    for line in lines:
        is_wrap = (
            bool(found)
            and not line.opens
            and not markers_of(line.text)
            and not line.text.startswith(("“", "«", "„"))
            and (
                _is_full(length, line.text, width=width)
                or (bool(width) and line.text[:1].islower() and not _STOPS.search(found[-1]))
            )
        )
        if is_wrap:
            found[-1] = f"{found[-1]} {line.text}"
        else:
            found.append(line.text)
        length = len(line.text) + (room if not found else 0)
    return found


def is_container(level: Level) -> bool:
    """Whether parts of that level hold articles."""
    return level in CONTAINERS
