"""Attributions in the passive: "was told that …", "it is alleged that …", "the claim was rejected by the Ministry"."""

from __future__ import annotations

from typing import Final

from audiatur.reading.statements.attribution import Find
from audiatur.reading.statements.lexicon import CUES, OBJECTS
from audiatur.reading.statements.sentences import Words
from audiatur.reading.statements.sources import noun_phrase_end, subject_left, verb_group
from audiatur.reading.statements.words import BE, listed

_OPENERS: Final = listed("that whether if how why to")
_TOLD: Final = listed("tell inform ask advise warn remind assure notify brief urge request")
_REPORTED: Final = listed(
    "say report allege claim note argue announce state suggest estimate believe confirm acknowledge reveal contend"
    " submit recall stress emphasize emphasise explain assert maintain mention observe recommend"
)
_FRAMES: Final = frozenset("scto")


def by_passive(words: Words, low: int, high: int, at: int) -> Find | None:
    """The attribution of a passive whose participle is word `at`."""
    forms, form = words.forms, CUES[words.forms[at]]
    group = verb_group(words, low, at)
    if form.kind != "past" or at + 2 >= high or not form.verb.frames & _FRAMES or form.verb.lemma in OBJECTS:
        return None
    if not any(forms[index] in BE and forms[index] != "'s" for index in range(group, at)):
        return None
    lemma = form.verb.lemma
    if forms[at + 1] == "by":
        return _by_agent(words, low, high, group, at, lemma)
    if lemma in _TOLD and (forms[at + 1] in _OPENERS or forms[at + 1] == "about"):
        begin = at + 1 if forms[at + 1] in _OPENERS else at + 2
        return Find(None, (group, begin), ((begin, high),), lemma, "passive told")
    if lemma in _REPORTED and forms[at + 1] == "that" and group > low and forms[group - 1] == "it":
        return Find(None, (group - 1, at + 1), ((at + 1, high),), lemma, "passive it")
    return None


def _by_agent(words: Words, low: int, high: int, group: int, at: int, lemma: str) -> Find | None:
    """ "was informed by the Ministry that …"; "the claim was rejected by the Ministry"."""
    end = noun_phrase_end(words, at + 2, high)
    if end == at + 2:
        return None
    source = (at + 2, end)
    if end + 1 < high and words.forms[end] in _OPENERS:
        return Find(source, (group, at + 2), ((end, high),), lemma, "passive by")
    subject = subject_left(words, low, group)
    if subject is None or lemma in _TOLD or words.forms[subject[0]] in {"who", "which", "that"}:
        return None
    return Find(source, (group, at + 2), (subject,), lemma, "passive by")
