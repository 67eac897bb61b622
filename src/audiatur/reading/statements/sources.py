"""The noun phrase that a verb belongs to: to its left, to its right ("said Ross") or at the head of the sentence."""

from __future__ import annotations

from typing import Final

from audiatur.reading.statements.attribution import Range
from audiatur.reading.statements.lexicon import CUES
from audiatur.reading.statements.sentences import QUOTE, Words
from audiatur.reading.statements.words import (
    AUXILIARIES,
    COORDINATORS,
    DAYS,
    DETERMINERS,
    MONTHS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    is_adverb,
    listed,
    looks_finite,
)

_BREAKS: Final = frozenset(";:—–-()[]?!…|•*") | {QUOTE, "--", "...", "“", "”", '"', "''"}
_RELATIVE: Final = listed("who which whose whom where that when")
_REACH: Final = 40
"""Words to look back or ahead for a noun phrase."""
_MAX_SOURCE: Final = 30


def verb_group(words: Words, low: int, verb: int) -> int:
    """Where the auxiliaries and adverbs before a verb begin."""
    at = verb
    forms = words.forms
    while at > low and (forms[at - 1] in AUXILIARIES or is_adverb(forms[at - 1])):
        at -= 1
    return at


def subject_left(words: Words, low: int, group: int) -> Range | None:
    """The subject that ends before a verb group, as a range of words; None where none is plain to see."""
    last = group - 1
    if last < low:
        return None
    form = words.forms[last]
    if form in SUBJECT_PRONOUNS:
        return last, group
    if form in {"which", "that"}:
        return (last, group) if last > low and words.forms[last - 1].isalpha() else None
    if form == ",":
        return _before_commas(words, low, last)
    if form in COORDINATORS:
        return main_subject(words, low, last)
    if form == ")":
        inner = _before_parenthesis(words, low, group)
        found = subject_left(words, low, inner) if inner < group else None
        return (found[0], group) if found else None
    if form in _BREAKS or form in SUBORDINATORS or form in PREPOSITIONS or not _word(form):
        return None
    end = _before_time(words, low, group)
    if end <= low:
        return None
    found = _trim_left(words, _clause_start(words, low, end - 1), end)
    return found if found and found[1] - found[0] <= _MAX_SOURCE else None


def _before_time(words: Words, low: int, end: int) -> int:
    """Left past the day that stands between subject and verb: "the minister on Tuesday"."""
    if words.forms[end - 1] in DAYS:
        end -= 1
        while end > low and words.forms[end - 1] in {"on", "late", "early", "last", "this"}:
            end -= 1
    return end


def subject_right(words: Words, start: int, high: int) -> Range | None:
    """The subject that follows its verb ("said Ross, 32, a lawyer"), as a range of words."""
    end = noun_phrase_end(words, start, high)
    if end == start:
        return None
    if words.forms[start] in SUBJECT_PRONOUNS:
        return start, start + 1
    if end < high and words.forms[end] == "(":
        close = next((at for at in range(end, min(high, end + 10)) if words.forms[at] == ")"), None)
        end = close + 1 if close else end
    while end < high and words.forms[end] == "," and end + 1 < high:
        stop = _description_end(words, end + 1, high)
        if stop == end + 1:
            break
        end = stop
    return start, end


def noun_phrase_end(words: Words, start: int, high: int) -> int:
    """Where a noun phrase that begins at `start` ends; `start` itself where none begins."""
    forms, at = words.forms, start
    while at < high and at - start < _REACH:
        form = forms[at]
        if form in _BREAKS or form in {",", "."} or form in SUBORDINATORS or form in DAYS:
            if form == "." and at > start and at + 1 < high and words.caps[at + 1]:
                at += 1
                continue
            break
        if at > start and (form in AUXILIARIES and form != "'s"):
            break
        if at > start and form in PREPOSITIONS and form not in {"of", "for", "from", "at", "with"}:
            break
        if at > start and form in {"and", "or"} and not (at + 1 < high and (words.caps[at + 1])):
            break
        if is_adverb(form) or form in {"but", "to"}:
            break
        at += 1
    return at


def main_subject(words: Words, low: int, high: int) -> Range | None:
    """The subject at the head of a clause, introductory phrases passed over."""
    forms, at = words.forms, low
    while at < high and (forms[at] in COORDINATORS or is_adverb(forms[at]) or forms[at] in {",", QUOTE, '"'}):
        at += 1
    if at < high and (forms[at] in PREPOSITIONS or forms[at] in SUBORDINATORS or _participle(forms[at])):
        comma = _next_comma(words, at, high)
        if comma is None:
            return None
        at = comma + 1
    start = at
    while at < high and at - start < _REACH:
        form = forms[at]
        if at > start and (_finite_in_phrase(words, at) or form in {","} or form in _BREAKS or form in SUBORDINATORS):
            break
        if form in SUBJECT_PRONOUNS and at == start:
            at += 1
            break
        if at > start and is_adverb(form):
            break
        at += 1
    if at == start or not _word(forms[start]):
        return None
    return start, at


def _finite_in_phrase(words: Words, at: int) -> bool:
    form = words.forms[at]
    if form == "'s":
        return False
    if looks_finite(form):
        return True
    cue = CUES.get(form)
    return cue is not None and cue.kind in {"past", "third"} and words.forms[at - 1] not in DETERMINERS


def _word(form: str) -> bool:
    return form[:1].isalnum() or form in {"'s", ".", "'", "%", "$"}


def _participle(form: str) -> bool:
    return form.endswith("ing") and len(form) > 4


def _next_comma(words: Words, at: int, high: int) -> int | None:
    for index in range(at, min(high, at + _REACH)):
        if words.forms[index] == ",":
            return index
    return None


def _before_parenthesis(words: Words, low: int, at: int) -> int:
    """Left past a parenthesis that ends before word `at`: "Solberg (Osten)"."""
    if words.forms[at - 1] == ")":
        for index in range(at - 2, max(low, at - 10) - 1, -1):
            if words.forms[index] == "(":
                return index
    return at


def _clause_start(words: Words, low: int, last: int) -> int:
    """Where the clause that holds word `last` begins, going left to the nearest boundary."""
    forms, at = words.forms, last
    while at > low and last - at < _REACH:
        at = _before_parenthesis(words, low, at)
        form = forms[at - 1] if at > low else ","
        if form in _BREAKS or form == "," or (form in SUBORDINATORS and form != "so"):
            break
        if form == "as" or form in {"but", "nor"}:
            break
        at -= 1
    return at


def _trim_left(words: Words, start: int, end: int) -> Range | None:
    """The noun phrase at the end of a clause's words: openers, other verbs and what belongs to them are left out."""
    forms = words.forms
    at = start
    while at < end and (forms[at] in COORDINATORS or is_adverb(forms[at])):
        at += 1
    cut = at
    for index in range(at, end):
        if (
            index > at
            and forms[index] in {"and", "or"}
            and any(looks_finite(forms[i]) and forms[i] != "'s" for i in range(cut, index))
        ):
            cut = index + 1
        elif index > at and forms[index] in SUBJECT_PRONOUNS:
            cut = index
        elif index + 1 < end and _plain_finite(words, index, at):
            cut = index + 1
    at = cut
    while at < end and (is_adverb(forms[at]) or forms[at] in {"to", "not"}):
        at += 1
    if at < end and (forms[at] in PREPOSITIONS or _participle(forms[at])):
        at = _last_phrase_start(words, at, end)
    if at >= end or not _word(forms[at]) or forms[at] in DAYS:
        return None
    return at, end


def _plain_finite(words: Words, index: int, start: int) -> bool:
    """A verb that cannot be a participle inside the phrase: auxiliaries and common verbs."""
    form = words.forms[index]
    if form == "'s":
        return False
    return form in AUXILIARIES and index > start


def _last_phrase_start(words: Words, start: int, end: int) -> int:
    forms, caps = words.forms, words.caps
    for at in range(end - 1, start, -1):
        before = forms[at - 1]
        if before in PREPOSITIONS or before in DETERMINERS or before in COORDINATORS or before == "'s":
            continue
        if forms[at] in DETERMINERS or forms[at] in SUBJECT_PRONOUNS:
            return at
        if caps[at] and not caps[at - 1] and forms[at] not in MONTHS and forms[at] not in DAYS:
            return at
        if caps[at] and (forms[at - 1] in DAYS or forms[at - 1] in MONTHS):
            return at
    return end


def _before_commas(words: Words, low: int, comma: int) -> Range | None:
    """The subject before one or more insertions between commas: "Ross, 22, of Flint, said"."""
    forms = words.forms
    pieces: list[Range] = []
    end = comma
    while len(pieces) < 6:
        start = end
        while start > low and comma - start < 60:
            start = _before_parenthesis(words, low, start)
            if start == low or forms[start - 1] == "," or forms[start - 1] in _BREAKS:
                break
            start -= 1
        pieces.append((start, end))
        if start <= low or forms[start - 1] != ",":
            break
        end = start - 1
    if len(pieces) < 2:
        return None
    for number, (start, end) in enumerate(pieces):
        if number == 0 or start >= end or not _heads(words, start, end):
            continue
        head = _trim_left(words, _clause_start(words, start, end - 1), end)
        if head is None:
            continue
        return head[0], _with_appositions(words, pieces, number, head[1])
    return None


def _heads(words: Words, start: int, end: int) -> bool:
    """Whether the piece between two commas can be the head of the subject."""
    first = words.forms[start]
    if first in _RELATIVE or first in PREPOSITIONS or first[:1].isdigit() or not _word(first):
        return False
    return not (_participle(first) and not words.caps[start])


def _with_appositions(words: Words, pieces: list[Range], number: int, end: int) -> int:
    """The end of the subject with the insertions that describe it; those that tell of an event are left out."""
    for start, stop in reversed(pieces[:number]):
        first = words.forms[start]
        if (
            first in _RELATIVE - {"who", "whose", "which"}
            or _participle(first)
            or first in COORDINATORS
            or first == "according"
        ):
            break
        if first in PREPOSITIONS and first != "of":
            break
        if looks_finite(first) or is_adverb(first) or stop - start > 25:
            break
        end = stop
    return end


def _description_end(words: Words, start: int, high: int) -> int:
    """The end of a description after a name ("Ross, 32, who leads the union"); `start` where there is none."""
    first = words.forms[start]
    if first not in {"who", "whose", "of"} and (
        first in _RELATIVE or first in PREPOSITIONS or first in SUBJECT_PRONOUNS or first in COORDINATORS
        or _participle(first) or (is_adverb(first) and first != "then") or not _word(first)
    ):  # fmt: skip
        return start
    at = start
    while at < high and at - start < 30 and words.forms[at] not in {",", ";"} and words.forms[at] not in _BREAKS:
        if words.forms[at] == "." and not (at + 1 < high and words.caps[at + 1]):
            break
        at += 1
    return at
