"""Attributions by a noun or an adjective: "the Ministry's claim that …", "her support for …", "is concerned that …"."""

from __future__ import annotations

from typing import Final

from audiatur.reading.statements.attribution import Find
from audiatur.reading.statements.sentences import Words
from audiatur.reading.statements.sources import subject_left, verb_group
from audiatur.reading.statements.words import BE, DETERMINERS, POSSESSIVES, PREPOSITIONS

# noun → what begins its content
NOUNS: Final[dict[str, frozenset[str]]] = {
    noun: frozenset(openers.split())
    for nouns, openers in (
        (
            "claim claims assertion assertions contention argument statement view belief opinion conclusion suggestion"
            " warning admission acknowledgement announcement confirmation insistence denial hope fear allegation"
            " allegations assurance assurances accusation accusations remark finding findings conviction concern"
            " concerns",
            "that",
        ),
        ("promise promises pledge pledges vow commitment refusal threat", "to that"),
    )
    for noun in nouns.split()
}
ADJECTIVES: Final[dict[str, frozenset[str]]] = {
    adjective: frozenset(openers.split())
    for adjectives, openers in (
        ("concerned worried alarmed dismayed disturbed troubled disappointed angry upset", "that about by at over"),
        ("convinced confident certain sure hopeful optimistic aware skeptical sceptical doubtful adamant mindful"
         " insistent", "that of about whether"),
        ("critical supportive wary dismissive appreciative proud fearful", "of that"),
        ("eager willing reluctant determined ready unwilling committed keen", "to"),
    )
    for adjective in adjectives.split()
}  # fmt: skip


def by_noun(words: Words, low: int, high: int, at: int) -> Find | None:
    """The attribution of a possessor's noun: "Ross's claim that …"."""
    forms = words.forms
    openers = NOUNS[forms[at]]
    if forms[at] in {"view", "opinion", "belief"} and (held := _held(words, low, high, at)) is not None:
        return held
    if at + 2 >= high or forms[at + 1] not in openers or at == low:
        return None
    start = at
    while (
        start > low and at - start < 3 and forms[start - 1] not in POSSESSIVES and forms[start - 1] not in {"'s", "'"}
    ):
        start -= 1
        if forms[start] in DETERMINERS or forms[start] in PREPOSITIONS or not forms[start].isalpha():
            return None
    if start == low:
        return None
    owner = start - 1
    if forms[owner] in POSSESSIVES:
        source = (owner, start)
    elif forms[owner] in {"'s", "'"} and owner > low:
        found = subject_left(words, low, owner)
        if found is None:
            return None
        source = (found[0], start)
    else:
        return None
    keep = forms[at + 1] in {"that", "to", "whether"}
    begin = at + 1 if keep else at + 2
    return Find(source, (start, begin), ((begin, high),), forms[at], "noun")


def _held(words: Words, low: int, high: int, at: int) -> Find | None:
    """ "The Committee is of the view that …"."""
    forms = words.forms
    if at + 2 >= high or forms[at + 1] != "that" or at - 3 < low or forms[at - 2 : at] != ["of", "the"]:
        return None
    group = verb_group(words, low, at - 2)
    source = subject_left(words, low, group) if group < at - 2 else None
    return Find(source, (group, at + 1), ((at + 1, high),), forms[at], "adjective") if source else None


def by_adjective(words: Words, low: int, high: int, at: int) -> Find | None:
    """The attribution of a state of mind: "the Committee is concerned that …"."""
    forms = words.forms
    if at + 2 >= high or forms[at + 1] not in ADJECTIVES[forms[at]]:
        return None
    group = verb_group(words, low, at)
    if group > low and forms[group - 1] in {"remain", "remains", "remained"}:
        group = verb_group(words, low, group - 1)
    elif not any(forms[index] in BE for index in range(group, at)):
        return None
    source = subject_left(words, low, group)
    if source is None:
        return None
    keep = forms[at + 1] in {"that", "to", "whether"}
    begin = at + 1 if keep else at + 2
    return Find(source, (group, begin), ((begin, high),), forms[at], "adjective")
