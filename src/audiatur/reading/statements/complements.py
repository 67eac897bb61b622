"""What follows an attributing verb: where its content begins, how far the cue goes, where the content ends."""

from __future__ import annotations

from typing import Final, NamedTuple

from audiatur.reading.statements.lexicon import CUES, LIGHT, OBJECTS, WITH_AS, Verb
from audiatur.reading.statements.sentences import QUOTE, Words
from audiatur.reading.statements.words import (
    AUXILIARIES,
    COORDINATORS,
    DAYS,
    DETERMINERS,
    MONTHS,
    PREPOSITIONS,
    PRONOUNS,
    SUBJECT_PRONOUNS,
    is_adverb,
    listed,
    looks_finite,
)

_QUESTION: Final = listed("whether if how why what who when where which")
_PUNCTUATION: Final = frozenset(",.;:?!)(—–-…") | {"--", '"', "”", "''"}
_MANNER: Final = listed("in on at during to after via from by through before with under following as")
_REACH: Final = 14


class Complement(NamedTuple):
    """Content from word `start`; the cue goes to before word `cue_end`; `kind` names the construction.

    `also` is one more word of the content before the cue: the "which" of "which she sees as …".
    """

    start: int
    cue_end: int
    kind: str
    also: int | None = None


def complement(words: Words, verb: Verb, at: int, high: int) -> Complement | None:
    """The content that follows the verb at word `at`; None where none does."""
    forms = words.forms
    follow = at + 1
    while follow < high and (is_adverb(forms[follow]) or forms[follow] in DAYS) and forms[follow] not in {"so"}:
        follow += 1
    if follow + 2 < high and forms[follow] == "," == forms[follow + 2] and is_adverb(forms[follow + 1]):
        follow += 3
    if follow >= high:
        return None
    form = forms[follow]
    for phrase in LIGHT.get(verb.lemma, ()):
        after = follow + len(phrase)
        if tuple(forms[follow:after]) == phrase and after + 1 < high and forms[after] not in _PUNCTUATION:
            return Complement(after, after, "that" if forms[after] == "that" else "prepositional")
    speech = _speech(words, follow, high)
    if speech is not None and verb.frames & {"s", "c", "t", "l", "w"}:
        return Complement(speech, at + 1, "quote")
    if verb.frames & {"s", "c", "t", "w"}:
        if (form == "that" and follow + 1 < high and forms[follow + 1] not in _PUNCTUATION | {"is"}) or (
            form == "that" and follow + 1 < high and forms[follow + 1] == ","
        ):
            return Complement(follow, at + 1, "that")
        if form in _QUESTION:
            return Complement(follow, at + 1, "wh")
    if form in verb.prepositions and follow + 1 < high and forms[follow + 1] not in _PUNCTUATION:
        return _after_preposition(words, verb, follow, high)
    if form == "to" and follow + 1 < high and forms[follow + 1] in DETERMINERS | PRONOUNS:
        return None
    if "i" in verb.frames and form == "to" and follow + 1 < high:
        return Complement(follow, at + 1, "to")
    if "t" in verb.frames:
        return _after_recipient(words, verb, at, follow, high)
    if form in _MANNER and verb.frames & {"s", "c", "w"}:
        return _after_manner(words, at, follow, high)
    if form == "as" and "o" in verb.frames and (clause := _relative_object(words, at)) is not None:
        return Complement(follow, at + 1, "relative", clause)
    if form in _PUNCTUATION or form in PREPOSITIONS or form in COORDINATORS or form in _QUESTION or form == "to":
        return None
    if form == QUOTE:
        return Complement(follow, at + 1, "quote")
    if form in {"this", "last", "next"} and follow + 1 < high and forms[follow + 1] in {"week", "month", "year"}:
        follow += 2
        if follow >= high or forms[follow] in _PUNCTUATION:
            return None
    if "s" in verb.frames and ("o" not in verb.frames or _has_verb(words, follow, high)):
        return Complement(follow, at + 1, "clause")
    if verb.lemma in {"promise", "offer", "guarantee"} and form in PRONOUNS and follow + 1 < high:
        follow += 1
    if "o" in verb.frames and _fits(words, verb, follow, high):
        return Complement(follow, at + 1, "object")
    return None


def _fits(words: Words, verb: Verb, start: int, high: int) -> bool:
    """Whether the noun phrase is one that the verb speaks with: "raised concerns", not "raised wages"."""
    if verb.lemma in WITH_AS:
        return any(words.forms[at] == "as" for at in range(start + 1, min(high, start + 2 * _REACH)))
    nouns = OBJECTS.get(verb.lemma)
    return nouns is None or any(words.forms[at] in nouns for at in range(start, min(high, start + 5)))


def _relative_object(words: Words, at: int) -> int | None:
    """The "which" or "what" that is the object of the verb at word `at`."""
    for index in range(at - 1, max(-1, at - 7), -1):
        if words.forms[index] in {"which", "what", "whom", "that"}:
            return index
        if words.forms[index] in _PUNCTUATION:
            break
    return None


def _has_verb(words: Words, start: int, high: int) -> bool:
    """Whether a clause of its own begins here: its verb comes before anything that ends it."""
    for at in range(start, min(high, start + 2 * _REACH)):
        form = words.forms[at]
        if form in {";", ":", "?"} or form in {"who", "which", "that", "when", "after", "because", "while"}:
            return False
        if (looks_finite(form) and form != "'s") or (form == "'s" and words.forms[at - 1] in SUBJECT_PRONOUNS):
            return True
        cue = CUES.get(form)
        if cue is not None and cue.kind in {"third", "past"} and at > start:
            return True
        if form.endswith("s") and at > start + 1 and words.forms[at - 1] in SUBJECT_PRONOUNS:
            return True
    return False


def _speech(words: Words, at: int, high: int) -> int | None:
    """The word that stands for a quotation right after the verb, a comma or colon between allowed."""
    if words.forms[at] == QUOTE:
        return at
    if words.forms[at] in {",", ":", "—"} and at + 1 < high:
        if words.forms[at + 1] == QUOTE:
            return at + 1
        if words.forms[at] == ":":
            return at + 1
    return None


def _after_preposition(words: Words, verb: Verb, at: int, high: int) -> Complement:
    """ "called on the Government to …": the addressee is no content; "called for an inquiry": all of it is."""
    if words.forms[at] in {"on", "upon", "to"} and "i" not in verb.frames and verb.lemma in {"call", "appeal"}:
        for index in range(at + 1, min(high, at + _REACH)):
            if words.forms[index] == "to":
                return Complement(index, at + 1, "to")
            if words.forms[index] in _PUNCTUATION:
                break
    return Complement(at + 1, at + 1, "prepositional")


def _after_recipient(words: Words, verb: Verb, at: int, follow: int, high: int) -> Complement | None:
    """ "told the court on Monday that …": the person told, then the content."""
    forms = words.forms
    limit = min(high, follow + _REACH)
    for index in range(follow, limit):
        form = forms[index]
        if form == "that" or (form in _QUESTION and index > follow):
            if form in {"who", "which", "where", "when"}:
                break
            return Complement(index, at + 1, "that" if form == "that" else "wh")
        if form == "to" and index > follow and verb.frames & {"i"} | (verb.frames & {"t"}):
            return Complement(index, at + 1, "to")
        speech = _speech(words, index, high) if index > follow else None
        if speech is not None:
            return Complement(speech, at + 1, "quote")
        if form in {"of", "about"} and index > follow and form in verb.prepositions | {"of", "about"}:
            return Complement(index, at + 1, "prepositional")
        if index > follow and form in SUBJECT_PRONOUNS and form != "who":
            return Complement(index, at + 1, "clause")
        if index > follow and form in DETERMINERS and forms[index - 1] not in PREPOSITIONS | DETERMINERS:
            return Complement(index, at + 1, "clause")
        if form in _PUNCTUATION and not (form == "." and words.caps[index - 1]):
            break
        if form in AUXILIARIES and form != "'s":
            break
    return Complement(follow, at + 1, "object") if "o" in verb.frames and forms[follow] not in _PUNCTUATION else None


def _after_manner(words: Words, at: int, follow: int, high: int) -> Complement | None:
    """ "said in a statement on Monday that …", "wrote on its page: “…”": time and place come before the content."""
    forms = words.forms
    for index in range(follow, min(high, follow + _REACH)):
        form = forms[index]
        if form == "that" and index > follow + 1 and forms[index - 1] not in PREPOSITIONS:
            return Complement(index, at + 1, "that")
        speech = _speech(words, index, high)
        if speech is not None:
            return Complement(speech, at + 1, "quote")
        if index > follow + 1 and form in SUBJECT_PRONOUNS and form != "who":
            return Complement(index, at + 1, "clause")
        if (
            index > follow + 1
            and form in DETERMINERS
            and (forms[index - 1] in DAYS or forms[index - 1][:1].isdigit() or forms[index - 1] in MONTHS)
        ):
            return Complement(index, at + 1, "clause")
        if form in {",", ".", ";", "who", "which", "and", "but"}:
            break
    return None


_CUT_AFTER_COMMA: Final = listed("but while although though whereas and")
_ADDS: Final = listed("which when where while but although though even as after before because and")


def content_end(words: Words, start: int, high: int, kind: str) -> int:
    """Where content that begins at word `start` ends: at the sentence end, or where another speaker's clause begins."""
    forms = words.forms
    if forms[start] == QUOTE and kind == "quote":
        return start + 1
    end = high
    while end > start + 1 and forms[end - 1] in {".", ";"}:
        end -= 1
    phrase = kind.endswith(("object", "prepositional", "to", "noun"))
    for index in range(start + 1, end):
        form = forms[index]
        if form == ";":
            return index
        if form == "," and index + 1 < end and (_leaves(words, index + 1, end) or (phrase and _adds(words, index + 1))):
            return index
        if form in {"and", "but"} and index + 1 < end:
            cue = CUES.get(forms[index + 1])
            if cue is not None and cue.kind in {"past", "third"} and "s" in cue.verb.frames and index + 2 < end:
                return index
    return end


def _adds(words: Words, at: int) -> bool:
    """Whether the words after a comma tell more about a noun phrase and belong to its content no longer."""
    form = words.forms[at]
    return form in SUBJECT_PRONOUNS or form in DETERMINERS or form in _ADDS or form.endswith("ing")


def _leaves(words: Words, at: int, end: int) -> bool:
    """Whether the words after a comma go on with an attribution of their own."""
    forms = words.forms
    cue = CUES.get(forms[at])
    if cue is not None and cue.kind == "gerund" and cue.verb.frames & {"s", "o"}:
        return True
    if forms[at] == "according":
        return True
    if forms[at] in _CUT_AFTER_COMMA:
        for index in range(at + 1, min(end, at + 9)):
            if forms[index] in {",", "that"} or forms[index] == QUOTE:
                return False
            cue = CUES.get(forms[index])
            if cue is not None and cue.kind in {"past", "third"} and "s" in cue.verb.frames:
                return True
    return False
