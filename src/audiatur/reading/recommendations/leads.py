"""What a recommendation's words are introduced with: "That Algeria", "Recommended to Benin to", "to"."""

from __future__ import annotations

import re

from audiatur.reading.recommendations.states import state_named
from audiatur.reading.recommendations.verbs import opens_with_verb

_RECOMMENDING = (
    r"(?:it |also |further |finally,? |strongly )*"
    r"(?:(?:recommend|encourage|urge|invite|request|suggest|advise)(?:s|d|ed)?|call(?:s|ed)? (?:up)?on)"
)
_WHOM = re.compile(r"it|(?:the )?(?:State(?: under review)?|Government|authorities|country)(?: of .*)?", re.IGNORECASE)


def lead_of(words: str) -> int:
    """How many characters the introduction takes that names only the State under review; 0 where there is none.

    >>> "That Algeria continue its efforts"[lead_of("That Algeria continue its efforts"):]
    'continue its efforts'
    >>> "Recommended to Benin to ratify CAT"[lead_of("Recommended to Benin to ratify CAT"):]
    'ratify CAT'
    >>> lead_of("Recommended that polygamy be eliminated"), lead_of("That prisons be inspected")
    (0, 0)
    """
    for length in _candidates(words):
        if opens_with_verb(words[length:]):
            return length
    return 0


def _candidates(words: str) -> list[int]:
    begin = re.match(rf"(?:{_RECOMMENDING}\s+)?(?:that\s+|to\s+)?", words, re.IGNORECASE)
    if begin is None or begin.end() == 0:
        return []
    found = [begin.end()] if re.search(r"(?:that|to)\s+$", begin[0], re.IGNORECASE) else []
    tokens = re.finditer(r"\S+\s+", words[begin.end() : begin.end() + 90])
    for token in tokens:
        named = words[begin.end() : begin.end() + token.end()].strip(" ,")
        if _WHOM.fullmatch(named) or ((named[:1].isupper() or named.startswith("the ")) and state_named(named)):
            after = re.match(r"(?:that\s+(?:it\s+)?|to\s+|should\s+|,\s*)*", words[begin.end() + token.end() :])
            found.append(begin.end() + token.end() + (after.end() if after else 0))
    return found
