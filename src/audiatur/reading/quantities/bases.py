"""What a number is a share or number of: the noun phrase beside it, in the words of the text.

Khmer nouns are given by their English word, so that a claim in one language can be set beside a figure in another.
"""

from __future__ import annotations

from typing import Final

from audiatur.reading.quantities import lexicon_km as km
from audiatur.reading.quantities.lexicon_en import (
    AUXILIARIES,
    CHANGE_NOUNS,
    COLLECTIVES,
    DETERMINERS,
    DURATIONS,
    PARTICIPLES,
    PLURAL_MODIFIERS,
    PREPOSITIONS,
    SMALL,
    STOPS,
    TENS,
)
from audiatur.reading.quantities.numbers import is_plural
from audiatur.reading.quantities.tokens import CLUSTER, KHMER, NUMBER, WORD, Stream
from audiatur.reading.quantities.wordlists import words

_LONGEST: Final = 7
_BEFORE_NOUN: Final = DETERMINERS | {"more", "than", "over", "about", "some", "estimated", "only", "fewer"}
_COUNTERS: Final = words("number numbers share proportion percentage total rate")
"""The number of prisoners rose: what is counted are prisoners."""
_VERBS_TOO: Final = words("live work report support march need use old lost trust leave")
"""Stop words that describe a noun when one follows: live births, old cases."""


def _participle(word: str) -> bool:
    return (len(word) > 4 and word.endswith("ed")) or word in PARTICIPLES


def _hyphen(stream: Stream, index: int) -> bool:
    return stream.word(index) in ("-", "‑") and stream.glued(index) and stream.glued(index + 1)


def _ends_phrase(stream: Stream, index: int) -> bool:
    return stream.kind(index) != WORD or stream.word(index) in STOPS


def _plural_head(stream: Stream, first: int, limit: int) -> int | None:
    """The noun in the plural that heads the phrase."""
    index = first
    while index < limit:
        if _hyphen(stream, index):
            index += 1
            continue
        if _ends_phrase(stream, index) and not (stream.glued(index) and stream.word(index - 1) in ("-", "‑")):
            return None
        word = stream.word(index)
        if is_plural(word) and not _hyphen(stream, index + 1):
            follower = index + 1
            modifier = word in PLURAL_MODIFIERS and not _ends_phrase(stream, follower)
            if not (modifier and (is_plural(stream.word(follower)) or is_plural(stream.word(follower + 1)))):
                return index
        index += 1
    return None


def noun_phrase(stream: Stream, index: int, *, subject: bool = False) -> tuple[int, int]:
    """The tokens [first, last) of the noun phrase at the token; empty where none stands there.

    Args:
        index: where the phrase may begin; determiners are passed over.
        subject: the phrase stands before its verb, so that a word in -ed or -s may be that verb.

    >>> from audiatur.reading.quantities.tokens import tokenize
    >>> stream = tokenize("pre-trial detainees held", 0, 24)
    >>> stream.slice(*noun_phrase(stream, 0))
    'pre-trial detainees'
    """
    while stream.word(index) in DETERMINERS or stream.kind(index) == NUMBER or stream.word(index) in SMALL:
        index += 1
    limit = min(len(stream), index + _LONGEST)
    if stream.word(index) in _VERBS_TOO and is_plural(stream.word(index + 1)):
        return index, index + 2
    head = _plural_head(stream, index, limit)
    if head is not None:
        last = head + 1
        if _participle(stream.word(last)) and not subject and _describes(stream, last, index):
            last += 1
        return index, last
    if stream.word(index).endswith("ing") and not subject:
        return index, index
    last = index
    while last < limit and (_hyphen(stream, last) or not _ends_phrase(stream, last)):
        word = stream.word(last)
        if last > index and not stream.glued(last) and (_participle(word) or word.endswith("ly")):
            break
        last += 1
        if word in COLLECTIVES and not _hyphen(stream, last) and stream.word(last) not in COLLECTIVES:
            break
    if last > index and stream.word(last) in ("and", "or") and not subject:
        joined = _plural_head(stream, last + 1, min(len(stream), last + 5))
        if joined is not None:
            return index, joined + 1
    return (index, last) if last - index <= 5 else (index, index)


def _describes(stream: Stream, index: int, first: int) -> bool:
    """The participle belongs to the noun before it: its verb follows, or the phrase opened with "of"."""
    if stream.word(index + 1) in AUXILIARIES:
        return True
    opened = stream.words[max(0, first - 4) : first]
    return stream.word(index + 1) == "," and ("of" in opened or "among" in opened)


def phrase_text(stream: Stream, span: tuple[int, int]) -> str | None:
    """The words of a phrase, None for an empty one."""
    return stream.slice(*span) or None


def after_of(stream: Stream, index: int) -> str | None:
    """The noun phrase after "of": 45 per cent of the detainees."""
    if stream.word(index) != "of" and stream.word(index) not in ("in", "among"):
        return None
    at = index + 1
    while (
        stream.word(at) in _BEFORE_NOUN
        or stream.kind(at) == NUMBER
        or stream.word(at) in SMALL
        or stream.word(at) in TENS
    ):
        at += 1
    found = phrase_text(stream, noun_phrase(stream, at))
    return None if found and head_noun(found) in DURATIONS else found


def counted_noun(stream: Stream, index: int) -> str | None:
    """The noun that a count ending before the token counts; "of the" may stand between."""
    if stream.word(index) == "of":
        return after_of(stream, index)
    if stream.word(index) in ("more", "fewer", "further", "other", "additional"):
        index += 1
    if _ends_phrase(stream, index) and stream.word(index) not in DETERMINERS:
        return None
    if stream.word(index) in DETERMINERS - {"total", "such", "both"}:
        return None
    return phrase_text(stream, noun_phrase(stream, index))


def clause_start(stream: Stream, index: int) -> int:
    """The first token of the clause that the token stands in."""
    at, floor = index - 1, max(0, index - 40)
    while at >= floor:
        word = stream.word(at)
        if word in (";", ":", "(", "–", "—", "“", '"', "…") or stream.ends_sentence(at):
            return at + 1
        if word in ("that", "while", "whereas", "although", "because") or (word == "," and not stream.glued(at + 1)):
            return at + 1
        at -= 1
    return max(0, at + 1)


def subject(stream: Stream, index: int) -> str | None:
    """The subject of the verb at the token: the first noun phrase of its clause."""
    at = clause_start(stream, index)
    if stream.word(at) in ("and", "but", "or"):
        at += 1
    if stream.word(at) in PREPOSITIONS:
        return None
    first, last = noun_phrase(stream, at, subject=True)
    if stream.word(last - 1) in _COUNTERS and stream.word(last) == "of":
        first, last = noun_phrase(stream, last + 1, subject=True)
    if not first < last <= index:
        last = min(last, index)
    if first >= last or stream.word(last - 1) in CHANGE_NOUNS:
        return None
    return phrase_text(stream, (first, last))


def number_of(stream: Stream, index: int) -> str | None:
    """Whom the sentence numbers: "the number of prisoners rose from 14,702 to 15,165" counts prisoners."""
    at = clause_start(stream, index)
    _, last = noun_phrase(stream, at, subject=True)
    if stream.word(last - 1) != "number" or stream.word(last) != "of":
        return None
    return phrase_text(stream, noun_phrase(stream, last + 1, subject=True))


def participle_after(stream: Stream, index: int) -> str | None:
    """The participle of "had been resolved" that begins at the token."""
    at = index
    while (
        stream.word(at) in AUXILIARIES or stream.word(at).endswith("ly") or stream.word(at) in ("now", "not", "since")
    ):
        at += 1
    return stream.word(at) if at > index and _participle(stream.word(at)) else None


def head_noun(base: str) -> str:
    """The last noun of a base: backlog cases → cases.

    >>> head_noun("pre-trial detainees"), head_noun("cases referred")
    ('detainees', 'cases')
    """
    words = base.lower().split()
    if len(words) > 1 and _participle(words[-1]):
        words.pop()
    return words[-1] if words else ""


def khmer_noun(stream: Stream, first: int, last: int) -> str | None:
    """The English word of the Khmer noun that the number at [first, last) counts."""
    at = last
    while stream.word(at) in km.HEDGES_AFTER:
        at += 1
    person = stream.word(at) in km.PERSON
    if stream.word(at) in km.NOUNS:
        return km.NOUNS[stream.word(at)]
    if person and stream.word(at + 1) in km.OF and stream.word(at + 2) in km.NOUNS:
        return km.NOUNS[stream.word(at + 2)]
    if stream.word(at) in km.OF:
        found = _next_noun(stream, at + 1)
        if found:
            return found
    before = first - 1
    for _ in range(4):
        word = stream.word(before)
        if word in km.NOUNS:
            return km.NOUNS[word]
        if word not in km.LINK and word not in km.HEDGES_BEFORE and stream.kind(before) != CLUSTER:
            break
        before -= 1
    return "people" if person else None


def _next_noun(stream: Stream, index: int) -> str | None:
    for at in range(index, index + 3):
        if stream.word(at) in km.NOUNS:
            return km.NOUNS[stream.word(at)]
        if stream.kind(at) not in (CLUSTER, KHMER):
            break
    return None
