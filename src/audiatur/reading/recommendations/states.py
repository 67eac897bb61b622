"""The names of States inside brackets: "(France, the Netherlands and Iran (Islamic Republic of))" → three States."""

from __future__ import annotations

import difflib
import re
import unicodedata
from functools import lru_cache

from audiatur.reading.recommendations.states_table import NAMES

_ON_BEHALF = re.compile(r",?\s*(?:speaking )?on behalf of .*$", re.IGNORECASE)
_DIVIDER = re.compile(r"\s*(?:,|;|/|\band\b|&|\bas well as\b)\s*")
_JOINER = re.compile(r"and|&|as well as")
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


@lru_cache(maxsize=4096)
def state_named(name: str) -> str | None:
    """The short name of the State that is meant; None where none is, or where a slip leaves it open which.

    >>> state_named("Bolivarian Republic of Venezuela"), state_named("the Phillipines"), state_named("CEDAW")
    ('Venezuela', 'Philippines', None)
    """
    key = _key(_EDGE.sub("", name))
    if key in _STATES:
        return _STATES[key]
    if len(key) < 6 or len(key) > 60 or not name.strip()[:1].isupper():
        return None
    near = difflib.get_close_matches(key, _LONG_KEYS, n=2, cutoff=0.88)
    states = {_STATES[match] for match in near}
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
    pieces = [piece for piece in re.split(r"(\s*(?:,|;|/|\band\b|&|\bas well as\b)\s*)", inside)]
    names: list[str] = []
    unknown = i = 0
    while i < len(pieces):
        if not pieces[i].strip() or _DIVIDER.fullmatch(pieces[i]):
            i += 1
            continue
        state, used = _longest(pieces, i)
        if state is None:
            unknown += 1
            state = pieces[i].strip()
        names.append(state)
        i += used
    if unknown and (unknown > 1 or len(names) < 3 or any(c.isdigit() for c in inside)):
        return None
    return tuple(dict.fromkeys(names))


def _longest(pieces: list[str], first: int) -> tuple[str | None, int]:
    """The State that the most pieces from here on name together, and how many pieces that takes."""
    for count in (7, 5, 3, 1):
        if first + count <= len(pieces):
            state = state_named("".join(pieces[first : first + count]))
            # a misspelt name is taken only from one piece: over several, the near match would swallow a neighbour
            if state is not None and (count == 1 or _key("".join(pieces[first : first + count])) in _STATES):
                return state, count
    return None, 1
