"""The voice and the modality of a statement, from its cue and the first words of its content."""

from __future__ import annotations

import re
from typing import Final

from audiatur.reading.result import Modality, Voice
from audiatur.reading.statements.attribution import Attribution
from audiatur.reading.statements.lexicon import VERBS
from audiatur.reading.statements.words import NEGATIONS, listed

# "did not see it as a restriction", "does not accept that": to withhold a judgment that was made is to deny it.
_DENIED_WHEN_NEGATED: Final = listed(
    "see view consider regard accept recognize recognise agree believe think acknowledge admit concede deem support"
    " endorse share feel find"
)
_ADMITTED_WHEN_NEGATED: Final = listed("deny dispute reject contest refute")
_AGAINST: Final = re.compile(r"\b(?:against|disagree(?:s|d)?|object(?:s|ed)? to)\b")
_CALLING: Final = re.compile(r"\b(?:call|calls|called|calling) (?:for|on|upon)\Z")
_FALSE: Final = re.compile(
    r"\b(?:is|are|was|were|be|been)\b[^.;]{0,24}\b(?:false|untrue|baseless|unfounded|groundless|fabricated|incorrect)\b"
    r"|\bno (?:truth|basis|foundation) (?:to|in|for)\b"
)
_NOUN_VOICES: Final[dict[str, Voice]] = {
    **dict.fromkeys(("denial", "denials", "rejection", "refusal"), "denies"),
    **dict.fromkeys(("promise", "promises", "pledge", "pledges", "vow", "commitment", "offer"), "promises"),
    **dict.fromkeys(("call", "calls", "demand", "demands", "request", "requests", "appeal", "question", "questions"),
                    "asks"),
    **dict.fromkeys(("finding", "findings"), "reports that"),
}  # fmt: skip
_INTENDED_NOUNS: Final = listed("promise promises pledge pledges vow commitment plan plans intention decision")
_BELIEVED: Final = listed(
    "view views belief opinion hope hopes fear fears concern concerns doubt doubts concerned worried alarmed convinced"
    " confident certain sure hopeful optimistic aware skeptical sceptical doubtful conviction"
)
# "may" in small letters only: "in May" is a month
_POSSIBLE: Final = re.compile(
    r"\b(?:may|might|could|perhaps|possibly|probably|likely|seems?|seemed|appears?|appeared)\b"
)
_OBLIGED: Final = re.compile(r"\b(?:must|should|shall|has to|have to|had to|ought to|needs? to|required to)\b")
_HYPOTHETICAL: Final = re.compile(r"(?i)\A\W*(?:that )?(?:if|unless|in case|had)\b")
_INTENDED: Final = re.compile(
    r"(?i)\A\W*(?:that )?(?:i|we|he|she|they|it|the \w+(?: \w+)?) (?:will|would|shall|plans?|intends?|is going to"
    r"|are going to)\b|\A\W*to\b"
)
_OPENING: Final = 90
"""Characters of the content in which the modality is looked for: its main clause, most often."""


def voice_of(attribution: Attribution, *, cue: str, content: str) -> Voice:
    """Whether the speaker says, denies, promises, asks, reports or quotes; `cue` and `content` are the text of both.

    >>> voice_of(Attribution((), ((0, 11),), ((12, 20),), "see", "object"), cue="did not see", content="it as a limit")
    'denies'
    """
    lemma = attribution.lemma
    words = cue.lower().replace("’", "'").split()
    negated = any(word in NEGATIONS for word in words)
    if attribution.pattern == "noun":
        return _NOUN_VOICES.get(lemma, "says")
    verb = VERBS.get(lemma)
    voice: Voice = verb.voice if verb else "says"
    if negated and lemma in _DENIED_WHEN_NEGATED:
        return "denies"
    if voice == "denies":
        return "says" if negated and lemma in _ADMITTED_WHEN_NEGATED else "denies"
    if negated and voice == "promises":
        return "denies"
    if _AGAINST.search(cue.lower()) and lemma in {"argue", "speak", "disagree", "object", "rail"}:
        return "denies"
    if _CALLING.search(cue.lower()):
        return "asks"
    if voice == "says" and lemma in {"say", "add", "state", "insist", "maintain", "explain", "stress", "tell", "argue",
                                     "according", "claim", "note", "write", "reply", "respond"}:  # fmt: skip
        if attribution.pattern.startswith("direct") and content.rstrip("”\"'’ ").endswith("?"):
            return "asks"
        if _FALSE.search(content[:200].lower()):
            return "denies"
    return voice


def modality_of(attribution: Attribution, *, content: str) -> Modality:
    """How far the content is asserted, believed, possible, obliged, intended or hypothetical.

    >>> modality_of(Attribution((), ((0, 4),), ((5, 30),), "say", "that"), content="that the law may be late")
    'possible'
    """
    verb = None if attribution.pattern == "noun" else VERBS.get(attribution.lemma)
    if verb is not None and verb.modality != "asserted":
        return verb.modality
    if attribution.lemma in _INTENDED_NOUNS:
        return "intended"
    if attribution.lemma in _BELIEVED:
        return "believed"
    opening = content[:_OPENING]
    if _HYPOTHETICAL.search(opening):
        return "hypothetical"
    if _INTENDED.search(opening):
        return "intended"
    if _OBLIGED.search(opening):
        return "obliged"
    if _POSSIBLE.search(opening):
        return "possible"
    return "asserted"
