"""Voice, modality and confidence of a Khmer attribution, from its verb and the first words of its content."""

from __future__ import annotations

import re
from typing import Final

from audiatur.reading.khmer.finding import Find
from audiatur.reading.khmer.lexicon import VERBS, Verb, any_of
from audiatur.reading.result import Modality, Voice

_FALSE: Final = re.compile(any_of("មិនពិត មិនមែនជាការពិត មិនមែនការពិត គ្មានមូលដ្ឋាន ជាការប្រឌិត ព័ត៌មានក្លែងក្លាយ មិនត្រឹមត្រូវ ផ្ទុយពីការពិត"))
_HYPOTHETICAL: Final = re.compile(rf"[«“‹\"\s]*{any_of('ប្រសិនបើ ប្រសិនជា បើ បើសិន បើសិនជា ក្នុងករណី ឧបមា')}")
_INTENDED: Final = re.compile(any_of("នឹង គ្រោង មានគម្រោង មានផែនការ"))
_OBLIGED: Final = re.compile(r"(?<!ខុស)(?<!ត្រឹម)" + any_of("គួរ គួរតែ គួរណា ត្រូវតែ ត្រូវ ចាំបាច់ ចាំបាច់ត្រូវ តម្រូវ សុំឱ្យ"))
_NOT_OBLIGED: Final = re.compile(r"(?<!ខុស)(?<!ត្រឹម)" + any_of("ត្រូវបាន ត្រូវគ្នា ត្រូវចោទ ត្រូវការ"))
_POSSIBLE: Final = re.compile(any_of("អាច អាចនឹង ប្រហែល ប្រហែលជា ទំនង ទំនងជា មើលទៅ ហាក់ ហាក់ដូចជា"))
_MODALITIES: Final[tuple[tuple[re.Pattern[str], Modality], ...]] = (
    (_POSSIBLE, "possible"),
    (_OBLIGED, "obliged"),
    (_INTENDED, "intended"),
)
_OPENING: Final = 60
"""Characters in which the modality is looked for: the main clause, most often."""

CONFIDENCE: Final[dict[str, float]] = {
    "direct": 0.8,
    "that": 0.75,
    "object": 0.6,
    "according": 0.6,
    "tail": 0.6,
}
"""A rule's own ranking, not a measured precision: no annotated Khmer news is at hand to measure it on."""
_LESS_SURE: Final = 0.15


def voice_of(item: Find, *, content: str) -> Voice:
    """Whether the speaker says, denies, promises, asks, reports or quotes."""
    verb = VERBS.get(item.verb, Verb("says"))
    if item.negated:
        return "says" if verb.voice == "denies" else "denies"
    if verb.voice == "says" and verb.takes == "that" and verb.modality == "asserted":
        if content[:1] in '«“„‹"' and content.rstrip('»”›" ').endswith("?"):
            return "asks"
        if _FALSE.search(content[:120]):
            return "denies"
    return verb.voice


def modality_of(item: Find, *, content: str) -> Modality:
    """How far the content is asserted, believed, possible, obliged, intended or hypothetical."""
    verb = VERBS.get(item.verb)
    if verb is not None and verb.modality != "asserted":
        return verb.modality
    opening = content[:_OPENING]
    if _HYPOTHETICAL.match(opening):
        return "hypothetical"
    found: list[tuple[int, Modality]] = []
    for pattern, modality in _MODALITIES:
        match = pattern.search(opening)
        if match and not (modality == "obliged" and _NOT_OBLIGED.match(opening, match.start())):
            found.append((match.start(), modality))
    return min(found)[1] if found else "asserted"


def confidence_of(item: Find) -> float:
    """The rank of the rule, lower where the subject is unsaid, unknown to the word lists or in a relative clause."""
    rank = CONFIDENCE["that" if item.pattern not in CONFIDENCE else item.pattern]
    unsure = item.implied or item.subject is None or not item.subject.headed or item.subject.relative
    return round(rank - _LESS_SURE, 2) if unsure else rank
