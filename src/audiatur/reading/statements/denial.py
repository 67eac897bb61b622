"""Denials wrapped in saying: who says that they, or the State they speak for, did not see it so, denies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from audiatur.reading.result import Voice
from audiatur.reading.statements.attribution import Attribution
from audiatur.reading.statements.speakers import Speaker
from audiatur.reading.statements.words import listed
from audiatur.reading.text import Text

_OWN_SIDE: Final = re.compile(
    r"(?i)\A(?:the )?(?:government|state|state party|authorities|country|kingdom|republic|we)\Z"
)
_OFFICIAL: Final = re.compile(
    r"(?i)\b(?:minister|ministry|secretary of state|government|ambassador|delegation|spokes(?:person|man|woman)"
    r"|officials?|authorities|state party|permanent (?:mission|representative))\b"
)
_BEFORE_SUBJECT: Final = re.compile(r"\A\W*(?:that\b)?(?: at the \w+,)?\W*\Z")
_PLAIN: Final = listed("say tell explain add state stress insist maintain reply note argue according respond")


def carry_denials(
    text: Text,
    found: Sequence[Attribution],
    held_by: Sequence[int | None],
    cast: Sequence[Speaker],
    voices: Sequence[Voice],
) -> list[Voice]:
    """The voices, with "denies" carried to the statement whose content opens with a denial of the speaker's own side.

    A minister's "Norway did not see it so" is a denial by the minister.
    """
    carried = list(voices)
    for number in range(len(found) - 1, -1, -1):
        holder = held_by[number]
        if carried[number] != "denies" or holder is None or found[holder].lemma not in _PLAIN:
            continue
        if _opens(text, found[holder], found[number]) and (
            cast[number].name == cast[holder].name or _own_side(text, found[number], cast[number], outer=cast[holder])
        ):
            carried[holder] = "denies"
    return carried


def _opens(text: Text, outer: Attribution, inner: Attribution) -> bool:
    """Whether the content of one attribution begins with the other."""
    begin = outer.content[0][0]
    return inner.start >= begin and _BEFORE_SUBJECT.match(text.content[begin : inner.start]) is not None


def _own_side(text: Text, inner: Attribution, speaker: Speaker, *, outer: Speaker) -> bool:
    """Whether an official tells what their own State or its authorities hold."""
    own = speaker.is_place or _OWN_SIDE.match(text.quote(inner.source)) is not None
    return own and _OFFICIAL.search(outer.office) is not None
