"""Attributions that come after or inside the words they attribute: “…,” she said; …, said Ross; according to Ross, …"""

from __future__ import annotations

from typing import Final

from audiatur.reading.statements.attribution import Find, Range
from audiatur.reading.statements.lexicon import CUES
from audiatur.reading.statements.sentences import QUOTE, Words
from audiatur.reading.statements.sources import subject_left, subject_right, verb_group
from audiatur.reading.statements.words import (
    AUXILIARIES,
    BE,
    COORDINATORS,
    DAYS,
    PREPOSITIONS,
    is_adverb,
    listed,
    looks_finite,
)

_CLOSERS: Final = frozenset(",.;?!—–") | {QUOTE, "--"}
_BEFORE: Final = frozenset(',—–”"?!') | {QUOTE, "--", "''"}
_NOT_RESUMED: Final = listed(
    "who which as when after and but in at while on during before citing with because although though"
    " despite even if since unless so where"
)
# "in both states, turnout fell": often nouns, or verbs with an object, where no quotation stands before them
_NEEDS_QUOTE: Final = listed(
    "state hold point know question raise maintain propose consider email ask announce show rule post mean"
)
_REACH: Final = 14


def after_the_words(words: Words, low: int, high: int, at: int) -> Find | None:
    """The attribution whose cue is word `at` and whose words stand before it."""
    if words.forms[at] == "according":
        return _according(words, low, high, at)
    form = CUES[words.forms[at]]
    if not form.verb.frames & {"s", "c", "l", "w"} and form.verb.lemma != "tell":
        return None
    if form.kind == "gerund" or (form.kind == "base" and not _base_is_finite(words, low, at)):
        return None
    group = verb_group(words, low, at)
    if any(words.forms[index] in BE and words.forms[index] != "'s" for index in range(group, at)):
        return None
    placed = _subject_first(words, low, high, group, at) or _subject_last(words, low, high, group, at)
    if placed is None:
        return None
    source, cut, after, order = placed
    first = words.forms[cut - 1] == QUOTE
    start = cut - 1 if first else low
    if not first and form.verb.lemma in _NEEDS_QUOTE:
        return None
    resumed = _resumed(words, after, high)
    if not first and not _clause(words, low, cut) and not (resumed and order == "after"):
        return None
    content = ((start, cut), *resumed)
    kind = "direct" if first else "indirect"
    return Find(source, (group, at + 1), content, form.verb.lemma, f"{kind} {order}")


def _base_is_finite(words: Words, low: int, at: int) -> bool:
    if at <= low:
        return False
    before = words.forms[at - 1]
    return before in {"they", "i", "we", "who"} or (before.endswith("s") and before != "'s")


def _clause(words: Words, low: int, cut: int) -> bool:
    """Whether the words before an attribution can be a clause of their own."""
    if cut - low < 3:
        return False
    return any(
        (looks_finite(words.forms[at]) and words.forms[at] != "'s")
        or words.forms[at] == QUOTE
        or words.forms[at] in CUES
        for at in range(low, cut)
    )


def _subject_first(words: Words, low: int, high: int, group: int, at: int) -> tuple[Range, int, int, str] | None:
    """ "…, she said": source, where the words before end, the word after the attribution."""
    forms = words.forms
    subject = subject_left(words, low, group)
    if subject is None or subject[0] <= low or forms[subject[0]] in {"who", "which", "that"}:
        return None
    after = _past_manner(words, at, high, direct=forms[subject[0] - 1] == QUOTE)
    if after < high and forms[after] not in _CLOSERS:
        return None
    before = subject[0] - 1
    if forms[before] not in _BEFORE:
        return None
    cut = before + 1 if forms[before] == QUOTE else before
    while cut > low and forms[cut - 1] in {",", '"', "”", "''"} and forms[cut - 1] != QUOTE:
        if forms[cut - 1] != ",":
            break
        cut -= 1
    return (subject, cut, after, "after") if cut > low else None


def _subject_last(words: Words, low: int, high: int, group: int, at: int) -> tuple[Range, int, int, str] | None:
    """ "…, said Ross": the same."""
    forms = words.forms
    if group != at or at <= low or forms[at - 1] not in _BEFORE or CUES[forms[at]].kind not in {"past", "third"}:
        return None
    if forms[at - 1] == "," and forms[at - 2] != QUOTE and CUES[forms[at]].verb.frames.isdisjoint({"s", "c"}):
        return None
    subject = subject_right(words, at + 1, high)
    if subject is None or words.forms[subject[0]] in {"it", "that", "this", "there"}:
        return None
    after = subject[1]
    cut = at if forms[at - 1] == QUOTE else at - 1
    if forms[cut - 1] != QUOTE:
        ended = after >= high or forms[after] in {".", ",", ";"}
        if not ended or CUES[forms[at]].verb.lemma in {"tell", "show", "find"}:
            return None
    return subject, cut, after, "inverted"


def _past_manner(words: Words, verb: int, high: int, *, direct: bool) -> int:
    """Past "on Monday", "in a statement", "told the court": to the word that shows whether the clause has ended."""
    forms, at = words.forms, verb + 1
    while at < high and (is_adverb(forms[at]) or forms[at] in DAYS):
        at += 1
    if at >= high or forms[at] in _CLOSERS:
        return at
    told = "t" in CUES[forms[verb]].verb.frames
    if not direct and not told and forms[at] not in PREPOSITIONS and forms[at] not in {"last", "this", "next"}:
        return at
    for index in range(at, min(high, at + _REACH)):
        if forms[index] in _CLOSERS and not (forms[index] == "." and index + 1 < high and words.caps[index + 1]):
            return index
        if forms[index] in {"that", "who", "which", "to"} or forms[index] in AUXILIARIES - {"'s"}:
            break
    return at


def _resumed(words: Words, after: int, high: int) -> tuple[Range, ...]:
    """What goes on after ", she said,": a quotation or the rest of the clause."""
    forms = words.forms
    if after < high and forms[after] == QUOTE:
        return ((after, after + 1),)
    if after + 1 >= high or forms[after] not in {",", ":", "—", "--", "–"}:
        return ()
    start = after + 1
    if forms[start] == QUOTE:
        return ((start, start + 1),)
    if forms[start].endswith("ing") or forms[start] in _NOT_RESUMED:
        return ()
    end = high
    while end > start and forms[end - 1] == ".":
        end -= 1
    return ((start, end),) if end - start > 1 else ()


def _according(words: Words, low: int, high: int, at: int) -> Find | None:
    forms = words.forms
    if at + 2 >= high or forms[at + 1] != "to":
        return None
    end = _according_end(words, at + 2, high)
    stop = high
    while stop > end and forms[stop - 1] == ".":
        stop -= 1
    opens = all(forms[i] in COORDINATORS or is_adverb(forms[i]) or forms[i] in {'"', ","} for i in range(low, at))
    if opens:
        start = end + 1 if end < high and forms[end] == "," else end
        content: tuple[Range, ...] = ((start, stop),)
    else:
        cut = at - 1 if forms[at - 1] == "," else at
        content = ((cut - 1, cut),) if forms[cut - 1] == QUOTE else ((low, cut),)
        if (
            end < high
            and forms[end] == ","
            and stop - end > 3
            and forms[at - 1] == ","
            and forms[end + 1] not in _NOT_RESUMED
        ):
            content = (*content, (end + 1, stop))
    content = tuple((start, stop) for start, stop in content if stop > start)
    if end <= at + 2 or not content:
        return None
    return Find((at + 2, end), (at, at + 2), content, "according", "according to")


def _according_end(words: Words, start: int, high: int) -> int:
    """The end of the source of "according to": the next comma, passing over the commas of an apposition."""
    forms, at = words.forms, start
    while at < high and at - start < 30:
        if forms[at] in {",", ";", ":"} or forms[at] == QUOTE:
            break
        if forms[at] == "." and not (at + 1 < high and words.caps[at + 1]):
            break
        at += 1
    return at
