"""The names of States inside brackets: "(France, the Netherlands and Iran (Islamic Republic of))" → three States."""

from __future__ import annotations

import difflib
import re
import unicodedata
from functools import lru_cache

from audiatur.reading.recommendations.states_table import NAMES

_ON_BEHALF = re.compile(r",?\s*(?:speaking )?on behalf of .*$", re.IGNORECASE)
_DIVIDER = re.compile(r"\s*(?:,|;|/|\band\b|&|\bas well as\b)\s*")
_EDGE = re.compile(r"^(?:(?:and|the|by|from|of|recommended by|also|e\.g\.|inter alia)\s+)+|[\s.:*\d]+$", re.IGNORECASE)


def _key(name: str) -> str:
    """What two spellings of one name share: base letters in lower case, "the" and marks left out.

    >>> _key("The Côte d’Ivoire"), _key("Viet-Nam"), _key("UnitedKingdom")
    ('cotedivoire', 'vietnam', 'unitedkingdom')
    """
    base = unicodedata.normalize("NFKD", name).casefold().replace("&", " and ")
    words = re.findall(r"[a-z]+", "".join(c for c in base if not unicodedata.combining(c)))
    return "".join(word for word in words if word != "the")


def _table() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in NAMES.strip().splitlines():
        short, _, others = line.partition(":")
        for name in (short, *others.split("|")):
            if name.strip():
                found[_key(name)] = short.strip()
    return found


_STATES = _table()
_LONG_KEYS = tuple(key for key in _STATES if len(key) >= 6)


def state_named(name: str) -> str | None:
    """The short name of the State that is meant, in any spelling of the table; None where none is.

    >>> state_named("Bolivarian Republic of Venezuela"), state_named("the UK"), state_named("CEDAW")
    ('Venezuela', 'United Kingdom', None)
    """
    return _STATES.get(_key(_EDGE.sub("", name)))


@lru_cache(maxsize=4096)
def state_misspelt(name: str) -> str | None:
    """The State whose name a slip of the pen hides; None where the words are like no name, or like two.

    >>> state_misspelt("Phillippines"), state_misspelt("Paris Principles")
    ('Philippines', None)
    """
    key = _key(_EDGE.sub("", name))
    if not 6 <= len(key) <= 60 or not name.strip()[:1].isupper():
        return None
    states = {_STATES[match] for match in difflib.get_close_matches(key, _LONG_KEYS, n=2, cutoff=0.88)}
    return states.pop() if len(states) == 1 else None


def states_in(inside: str) -> tuple[str, ...] | None:
    """The States that the words inside a bracket list; None where the bracket says something else.

    A name may hold a comma's neighbours ("Bosnia and Herzegovina", "Iran (Islamic Republic of)"): the longest name
    that is known wins. One unknown name among known ones is kept as it is printed, for a person to see.

    >>> states_in("France, Bosnia and Herzegovina, the Netherlands and Iran (Islamic Republic of)")
    ('France', 'Bosnia and Herzegovina', 'Netherlands', 'Iran')
    >>> states_in("CRPD"), states_in("paragraph 12")
    (None, None)
    """
    inside = _ON_BEHALF.sub("", " ".join(inside.split())).strip(" .,;:")
    if not inside or not any(c.isupper() for c in inside):
        return None
    pieces = re.split(rf"({_DIVIDER.pattern})", inside)
    names: list[str] = []
    unknown = i = 0
    while i < len(pieces):
        if not pieces[i].strip() or _DIVIDER.fullmatch(pieces[i]):
            i += 1
            continue
        state, used = _longest(pieces, i)
        if state is None and (pair := _side_by_side(pieces[i])):
            names.extend(pair)
            i += used
            continue
        if state is None:
            unknown += 1
            state = pieces[i].strip()
        names.append(state)
        i += used
    if unknown and (unknown > 1 or len(names) < 3 or any(c.isdigit() for c in inside)):
        return None
    return tuple(dict.fromkeys(names))


def _side_by_side(piece: str) -> tuple[str, str] | None:
    """Two names between which the comma is missing: "Argentina Chile"."""
    words = piece.split()
    for i in range(1, len(words)):
        first, second = state_named(" ".join(words[:i])), state_named(" ".join(words[i:]))
        if first and second:
            return first, second
    return None


def _longest(pieces: list[str], first: int) -> tuple[str | None, int]:
    """The State that the most pieces from here on name together, and how many pieces that takes."""
    for count in (7, 5, 3, 1):
        if first + count <= len(pieces):
            state = state_named("".join(pieces[first : first + count]))
            if state is not None:
                return state, count
    # over several pieces a near match would swallow a neighbour, so a slip is looked for in one
    return state_misspelt(pieces[first]), 1


_PROPER = re.compile(r"(?:the\s+)?[A-Z][\w’'-]*[a-z][\w’'-]*(?:\s+(?:of|the|and|[A-Z][\w’'-]*)){0,4}")


def proper_names(inside: str) -> tuple[str, ...] | None:
    """The words inside a bracket as names, where the table knows none of them; None where they are no names.

    >>> proper_names("Ostrevelia, Quorrimar"), proper_names("CRPD"), proper_names("see paragraph 12")
    (('Ostrevelia', 'Quorrimar'), None, None)
    """
    pieces = [piece for piece in _DIVIDER.split(" ".join(inside.split())) if piece]
    return tuple(pieces) if pieces and all(_PROPER.fullmatch(piece) for piece in pieces) else None
