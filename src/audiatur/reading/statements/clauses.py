"""Attributions found by rule in the sentences of a stretch: outermost first, then inside their content."""

from __future__ import annotations

from typing import Final

from audiatur.reading.statements.after_words import after_the_words
from audiatur.reading.statements.attribution import Attribution, Find, Range
from audiatur.reading.statements.complements import Complement, complement, content_end
from audiatur.reading.statements.lexicon import CUES, NEVER_NOUNS, Form
from audiatur.reading.statements.nominal import ADJECTIVES, NOUNS, by_adjective, by_noun
from audiatur.reading.statements.passive import by_passive
from audiatur.reading.statements.sentences import QUOTE, Words
from audiatur.reading.statements.sources import main_subject, subject_left, verb_group
from audiatur.reading.statements.words import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    DO,
    MODALS,
    PLURAL,
    POSSESSIVES,
    PREPOSITIONS,
    SOME,
    listed,
)

_WRITTEN: Final = listed("statement letter report message reply note release submission communique tweet post")
"""What a "saying" may follow with no comma between: the speaker is the one who wrote it."""
_WENT_ON: Final = (["went", "on", "to"], ["goes", "on", "to"], ["go", "on", "to"])
_DEPTH: Final = 3
"""How deep statements are looked for inside the content of others."""
_FOLLOWING: Final = listed("quote that wh to prepositional clause object relative announced")
PATTERNS: Final = (
    _FOLLOWING
    | {f"gerund {kind}" for kind in _FOLLOWING}
    | {f"{kind} {order}" for kind in ("direct", "indirect") for order in ("after", "inverted")}
    | {"according to", "noun", "adjective", "passive by", "passive told", "passive it"}
)
"""The names of all rules, as attributions carry them."""
_TRIGGERS: Final = frozenset(CUES) | frozenset(NOUNS) | frozenset(ADJECTIVES) | {"according"}


def find_attributions(words: Words) -> list[list[Attribution]]:
    """The attributions of each sentence of a stretch, a statement's own statements after it."""
    return [[_as_spans(words, item) for item in _read(words, low, high, depth=0)] for low, high in words.sentences]


def _as_spans(words: Words, item: Find) -> Attribution:
    return Attribution(
        (words.span(*item.source),) if item.source else (),
        (words.span(*item.cue),),
        tuple(words.span(*piece) for piece in item.content),
        item.lemma,
        item.pattern,
    )


def _read(words: Words, low: int, high: int, *, depth: int) -> list[Find]:
    """Attributions of one sentence, or of one content inside it, those inside their content last."""
    found: list[Find] = []
    triggers = [at for at in range(low, high) if words.forms[at] in _TRIGGERS and not _in_name(words, low, high, at)]
    inside: list[Range] = []
    used: set[int] = set()
    # "“…,” he said, according to the record": the record holds what he said, so it is read first
    for at in sorted(triggers, key=lambda at: words.forms[at] != "according"):
        if (words.forms[at] in CUES or words.forms[at] == "according") and not _within(at, inside):
            item = after_the_words(words, low, high, at)
            if item is not None and not any(_overlap(piece, inside) for piece in item.content):
                found.append(item)
                inside.extend(item.content)
                used.add(at)
    previous: Range | None = None
    for at in triggers:
        if at in used or _within(at, inside) or words.forms[at] == "according":
            continue
        item = before_the_words(words, low, high, at, previous)
        if item is None:
            continue
        found.append(item)
        previous = item.source
        inside.extend(item.content)
    if depth < _DEPTH:
        # contents that overlap are read once: twice a word at each depth would be too much for a hostile text
        read: list[Range] = []
        for start, end in inside:
            if 2 < end - start < high - low and not _overlap((start, end), read):
                read.append((start, end))
                found.extend(_read(words, start, end, depth=depth + 1))
    return found


def _within(at: int, ranges: list[Range]) -> bool:
    return any(start <= at < end for start, end in ranges)


def _in_name(words: Words, low: int, high: int, at: int) -> bool:
    """Whether a word is the end of a name ("United States"): capitalised after a capitalised one, not in a headline."""
    return at > low and words.caps[at] and words.caps[at - 1] and not (at + 1 < high and words.caps[at + 1])


def _overlap(piece: Range, ranges: list[Range]) -> bool:
    return any(start < piece[1] and piece[0] < end for start, end in ranges)


def before_the_words(words: Words, low: int, high: int, at: int, previous: Range | None) -> Find | None:
    """The attribution whose cue is word `at` and whose words follow it; `previous` is the last subject."""
    form = CUES.get(words.forms[at])
    item = None
    if form is not None:
        item = _by_verb(words, low, high, at, form, previous) or by_passive(words, low, high, at)
    if item is None and words.forms[at] in NOUNS:
        item = by_noun(words, low, high, at)
    if item is None and words.forms[at] in ADJECTIVES:
        item = by_adjective(words, low, high, at)
    if item is None:
        return None
    if not item.content:
        return item
    start = item.content[-1][0]
    if start < item.cue[0]:
        return item
    end = content_end(words, start, item.content[-1][1], item.pattern)
    return item._replace(content=(*item.content[:-1], (start, end))) if end > start else None


def _by_verb(words: Words, low: int, high: int, at: int, form: Form, previous: Range | None) -> Find | None:
    group = verb_group(words, low, at)
    if form.kind == "gerund":
        source = _gerund_subject(words, low, high, at, group, previous)
    elif at - 3 >= low and words.forms[at - 3 : at] in _WENT_ON:
        group = verb_group(words, low, at - 3)
        source = subject_left(words, low, group)
    elif _is_finite(words, form, low, at, group):
        source = subject_left(words, low, group)
    else:
        return None
    if source is None:
        return None
    found = complement(words, form.verb, at, high)
    if found is None:
        announces = words.forms[high - 1] == ":" and high - at < 20 and form.verb.frames & {"s", "c", "l"}
        return Find(source, (group, at + 1), (), form.verb.lemma, "announced") if announces else None
    if (
        form.kind in {"third", "base"}
        and words.forms[found.start] in AUXILIARIES
        and form.verb.lemma not in NEVER_NOUNS
    ):
        return None
    # "Noting that …, the Committee …": the content ends where its own sentence's subject begins
    end = source[0] - 1 if source[0] > at else high
    if end <= found.start:
        return None
    content: tuple[Range, ...] = ((found.start, end),)
    if found.also is not None:
        content = ((found.also, found.also + 1), *content)
    return Find(source, (group, found.cue_end), content, form.verb.lemma, _pattern(form, found))


def _pattern(form: Form, found: Complement) -> str:
    return f"gerund {found.kind}" if form.kind == "gerund" else found.kind


def _is_finite(words: Words, form: Form, low: int, at: int, group: int) -> bool:
    forms = words.forms
    before = forms[at - 1] if at > low else ""
    auxiliaries = [forms[i] for i in range(group, at) if forms[i] in AUXILIARIES]
    if before == "to" or (before in DETERMINERS and before not in SOME) or before in PREPOSITIONS:
        return False
    if form.kind == "past":
        return not any(word in BE for word in auxiliaries if word != "'s")
    if form.kind == "third":
        return not auxiliaries and before not in SOME - {"another", "one"} and not _after_plural(words, low, at)
    if any(word in DO or word in MODALS for word in auxiliaries):
        return True
    subject = forms[group - 1] if group > low else ""
    if subject in {"i", "we", "they", "you", "who"}:
        return True
    if auxiliaries or subject in POSSESSIVES or subject == "'s":
        return False
    return subject.endswith("s") or subject in SOME or form.verb.lemma in NEVER_NOUNS


def _gerund_subject(words: Words, low: int, high: int, at: int, group: int, previous: Range | None) -> Range | None:
    forms = words.forms
    if any(forms[i] in BE for i in range(group, at)):
        return subject_left(words, low, group)
    if at > low and forms[at - 1] in {",", QUOTE}:
        return previous or main_subject(words, low, at)
    if at == low:
        comma = next((i for i in range(at, min(high, at + 30)) if forms[i] == ","), None)
        return main_subject(words, comma + 1, high) if comma else None
    if forms[at - 1] in _WRITTEN:
        return main_subject(words, low, at)
    return None


def _after_plural(words: Words, low: int, at: int) -> bool:
    """Whether what looks like a verb in the third person ends a plural noun phrase ("two battleground states")."""
    for index in range(at - 1, max(low, at - 5) - 1, -1):
        if words.forms[index] in PLURAL or words.forms[index][:1].isdigit():
            return True
        if words.forms[index] in DETERMINERS or not words.forms[index].isalpha():
            return False
    return False
