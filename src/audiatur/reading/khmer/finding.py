"""Attributions of a Khmer sentence by rule: verbs of speech with ថា, with a quotation, with an object; "according to".

A rule-based reader, honest about it: it finds what is said in the ways listed here and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from audiatur.reading.khmer.lexicon import (
    ADVERBIAL,
    BODY,
    CONTRAST,
    COORDINATE,
    DOCUMENT,
    END,
    HONORIFIC,
    NEGATION,
    NORM,
    OFFICE,
    PAST,
    PEOPLE,
    PRONOUN,
    VERBS,
    any_of,
)
from audiatur.reading.khmer.phrases import Subject, head_at, name_after, subject_before
from audiatur.reading.khmer.quotations import Quotation
from audiatur.reading.segments import trimmed
from audiatur.reading.text import Span

_VERB: Final = any_of(" ".join(VERBS))
_CUE: Final = re.compile(rf"{_VERB}(?:\s?{_VERB})*")
_FORM: Final = re.compile(_VERB)
_BEFORE: Final = re.compile(
    rf"(?P<passive>ត្រូវ(?:បាន)?)?\s?(?P<negated>(?:{NEGATION})?)\s?(?P<past>(?:(?:{PAST})\s?)*)\Z"
)
_NOUN_BEFORE: Final = re.compile(
    r"(?<!តុលា)(?<!កម្ម)" + any_of("ការ អ្នក សេចក្តី កិច្ច ពាក្យ ក្តី ជន ភាព នៃ របស់ ជា ឯកសារ").removesuffix(END) + r"\s?\Z"
)
_THAT: Final = rf"ថា{END}(?!មពល|មវន្ត)"
_THAT_NOW: Final = re.compile(rf"\s?{_THAT}")
_THAT_LATER: Final = re.compile(
    rf"\s?(?:{HONORIFIC}|{PRONOUN}|{OFFICE}|{PEOPLE}|{BODY}|{DOCUMENT}|{ADVERBIAL}|"
    rf"{any_of('ប្រាប់ ទាំង ទៅ ទៀត បន្ថែម យ៉ាង ដូច្នេះ ដូចនេះ អំពី ឡើង បែប ក្តីបារម្ភ គេ ជាថ្មី ជាសាធារណៈ មក ខ្ញុំ ភ្លាម ជូន')})"
    rf"[^។៕«“\"‹]{{0,120}}?{_THAT}"
)
_QUOTE_NOW: Final = re.compile(r"\s*[៖:,]?\s*(?=[«“„‹\"]|<<)")
_OBJECT: Final = re.compile(r"\s*(?=[\u1780-\u17b3])")
_NO_OBJECT: Final = re.compile(
    any_of(
        "មិន ធ្វើអត្ថាធិប្បាយ ឆ្លើយ ក្នុងការធ្វើអត្ថាធិប្បាយ ក្នុងការឆ្លើយ ផ្តល់បទសម្ភាសន៍ ផ្តល់បទសម្ភាស ច្រើនដង ម្តង ជាច្រើនដង "
        "រួចហើយ ការធ្វើអត្ថាធិប្បាយ នឹងធ្វើអត្ថាធិប្បាយ"
    ).removesuffix(END)
)
_ADVERB: Final = re.compile(r"\s?(?:ទាំងស្រុង|យ៉ាងដាច់ខាត|យ៉ាងខ្លាំង)?\s?(?:នូវ)?(?![\u17b6-\u17d3\u17dd])")
_NEAR: Final = 40
_SO: Final = re.compile(r"\s?(?:ដូច្នេះ|ដូច្នោះ|ដូចនេះ|បែបនេះ|បន្ថែម)?(?=\s*(?:[។៕,]|\Z))")
_ANSWERS: Final = frozenset({"អត្ថាធិប្បាយ", "ធ្វើអត្ថាធិប្បាយ", "ឆ្លើយ", "ឆ្លើយតប"})
"""Who declines to answer denies nothing."""

_LET: Final = re.compile(rf"[^។]{{0,80}}?ឱ្យ{END}")
_TAIL: Final = re.compile(
    r"(?<![\u1780-\u17dd])(?:នេះ(?:បើ)?(?:យោង)?តាម|(?:បើ|យោង)តាម|"
    r"នេះ(?:គឺ)?ជា(?:ការ(?:លើកឡើង|បញ្ជាក់|អះអាង|ថ្លែង|ឱ្យដឹង)\S{0,8}?|ប្រសាសន៍|សម្តី)(?:ផ្ទាល់)?(?:របស់)?)\s*"
    r"(?:ការ\S{1,20}?របស់|ប្រសាសន៍(?:របស់)?|សម្តី(?:របស់)?)?\s*"
)
_FRONT: Final = re.compile(
    r"\s*(?:ហើយ|ប៉ុន្តែ)?\s*(?P<cue>(?:បើ|យោង)?តាម(?!រយៈ)\s*(?:ការ\S{1,20}?របស់|ប្រសាសន៍(?:របស់)?|សម្តី(?:របស់)?)?)\s*"
)
_NORM: Final = re.compile(NORM)
_TITLE: Final = re.compile(HONORIFIC)
_AUXILIARY: Final = re.compile(any_of("បាន នឹង កំពុង ត្រូវ"))
_ON: Final = re.compile(rf"(?:\s|\A)(?P<on>{COORDINATE})\s?\Z")
_OTHER: Final = re.compile(rf"(?:(?<=\s)|\A)(?P<other>{CONTRAST})")
_LOOK: Final = 48
_REACH: Final = 400
"""Characters before a verb in which its subject is looked for: so that the time grows with the text only."""
_STOPS: Final = " \t\n\u00a0,។៕៚.!?…៖:;"


@dataclass(frozen=True, slots=True)
class Find:
    """One attribution in offsets of the normalised text. `implied`: the subject is an earlier verb's, or unsaid."""

    subject: Subject | None
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    verb: str
    pattern: str
    negated: bool = False
    implied: bool = False


@dataclass(frozen=True, slots=True)
class _Cue:
    """A verb of speech with its auxiliaries, and where the clause of its subject begins."""

    start: int
    verb_start: int
    end: int
    verb: str
    negated: bool
    passive: bool
    is_past: bool


def find_in_sentence(text: str, sentence: Span, *, quoted: tuple[Quotation, ...], former: Span | None) -> list[Find]:
    """The attributions of a sentence whose quotations are covered; `former` is the sentence before it."""
    start, end = sentence
    tails = _tail(text, sentence, former)
    if tails:
        end = tails[0].cue[0][0]
    found = list(_spoken(text, start, end, quoted)) or list(_according(text, start, end))
    return [*tails, *found]


def _spoken(text: str, start: int, end: int, quoted: tuple[Quotation, ...]) -> Iterator[Find]:
    """What verbs of speech introduce; the content of one ends where another with the same rank begins."""
    done: list[Find] = []
    pending: list[Find] = []
    held: Subject | None = None
    clause = start
    for cue in _cues(text, start, end):
        if cue.start < clause:
            continue
        cut, subject, implied = _subject(text, clause, cue, held, first=start)
        taken = _taken(text, cue, end)
        if taken is None and subject is not None and not implied and not cue.passive and not cue.negated:
            pending += _spoken_before(text, cue, subject, end, quoted)
        if subject is not None:
            held = subject
        if (
            taken is None
            or cue.passive
            or (cue.negated and VERBS[cue.verb].voice != "denies" and not _withheld(cue.verb))
        ):
            continue
        pattern, cue_end, content_start = taken
        if cut is not None:
            done += [_cut(text, item, cut) for item in pending]
            pending = []
        content = _content(text, content_start, end, pattern=pattern, quoted=quoted)
        if content is None:
            continue
        cues: tuple[Span, ...] = ((cue.start, cue_end),)
        if subject is not None and subject.according and not implied:
            cues = (subject.according, *cues)
        pending.append(Find(subject, cues, content, cue.verb, pattern, cue.negated, implied))
        clause = cue_end
    yield from (item for item in (*done, *pending) if item.content)


def _spoken_before(text: str, cue: _Cue, subject: Subject, end: int, quoted: tuple[Quotation, ...]) -> Iterator[Find]:
    """The quotation that stands before subject and verb: «…» X said."""
    said = _SO.match(text, cue.end, end)
    before = [one for one in quoted if one.end <= subject.span[0] and not text[one.end : subject.span[0]].strip(" ,")]
    if said and before:
        quotation = (before[-1].start, before[-1].end)
        yield Find(subject, ((cue.start, said.end()),), (quotation,), cue.verb, "direct", cue.negated)


def _cues(text: str, start: int, end: int) -> Iterator[_Cue]:
    for match in _CUE.finditer(text, start, end):
        before = _BEFORE.search(text, max(start, match.start() - _LOOK), match.start())
        assert before is not None
        aux = before.start() + len(before.group()) - len(before.group().lstrip())
        if aux == match.start() and _NOUN_BEFORE.search(text, max(start, aux - _LOOK), aux):
            continue
        forms = _FORM.findall(match.group())
        if VERBS[forms[0]].voice == "denies" and forms[-1] in _ANSWERS:
            continue
        verb = next((form for form in reversed(forms) if VERBS[form].voice != "says"), forms[-1])
        yield _Cue(
            aux,
            match.start(),
            match.end(),
            verb,
            bool(before["negated"]),
            bool(before["passive"]),
            bool(before["past"]),
        )


def _withheld(verb: str) -> bool:
    """Whether the verb negated is a denial: "does not believe", "does not accept"."""
    return VERBS[verb].modality == "believed" or verb in {"ទទួលស្គាល់", "យល់ស្រប", "ឯកភាព"}


def _taken(text: str, cue: _Cue, end: int) -> tuple[str, int, int] | None:
    """How the verb takes its content: the pattern, where the cue ends, where the content begins."""
    verb = VERBS[cue.verb]
    now = _THAT_NOW.match(text, cue.end, end)
    if now:
        return "that", now.end(), now.end()
    quote = _QUOTE_NOW.match(text, cue.end, end)
    if quote:
        return "direct", cue.end, quote.end()
    if not cue.is_past and verb.takes == "that":
        later = _THAT_LATER.match(text, cue.end, min(end, cue.end + _NEAR))
        return _later(text, cue, later) if later else None
    if not cue.is_past:
        return ("object", cue.end, cue.end) if verb.takes != "that" and text.startswith("ឱ្យ", cue.end) else None
    if verb.takes != "that":
        if _OBJECT.match(text, cue.end, end) and not _NO_OBJECT.match(
            text, cue.end + (text[cue.end : cue.end + 1] == " ")
        ):
            later = _THAT_LATER.match(text, cue.end, end)
            if later and not _LET.match(text, cue.end, later.end()):
                return _later(text, cue, later)
            if verb.takes == "object" or _LET.match(text, cue.end, end):
                at = _ADVERB.match(text, cue.end, end)
                return "object", at.end() if at else cue.end, at.end() if at else cue.end
        return None
    later = _THAT_LATER.match(text, cue.end, end)
    return _later(text, cue, later) if later else None


def _later(text: str, cue: _Cue, later: re.Match[str]) -> tuple[str, int, int] | None:
    """A ថา after recipient, place or time; None where it belongs to another verb."""
    that = later.end() - len("ថា")
    others = [match for match in _FORM.finditer(text, cue.end, that) if match.end() >= that - 1]
    return None if others else ("that", later.end(), later.end())


def _subject(
    text: str, clause: int, cue: _Cue, held: Subject | None, *, first: int
) -> tuple[int | None, Subject | None, bool]:
    """Where a new clause of the same rank begins (if one does), the subject, and whether it is taken over."""
    clause = max(clause, cue.start - _REACH)
    on = _ON.search(text, max(clause, cue.start - _LOOK), cue.start)
    if on:
        return on.start("on"), held or _opening_subject(text, first, on.start("on")), True
    others = list(_OTHER.finditer(text, clause, cue.start))
    other = others[-1] if others else None
    begin = other.end() if other else clause
    subject = subject_before(text, begin, cue.start)
    if subject is not None:
        return (other.start() if other else None), subject, False
    if other:
        return other.start(), held, True
    return None, held or _opening_subject(text, first, cue.start), True


def _opening_subject(text: str, start: int, end: int) -> Subject | None:
    """The subject of the sentence's first verb, where the verb of speech comes later in it."""
    aux = _AUXILIARY.search(text, start, min(end, start + _REACH))
    found = subject_before(text, start, aux.start()) if aux else None
    return found if found and found.headed else None


def _content(
    text: str, start: int, end: int, *, pattern: str, quoted: tuple[Quotation, ...]
) -> tuple[Span, ...] | None:
    while start < end and text[start] in _STOPS:
        start += 1
    while end > start and text[end - 1] in _STOPS:
        end -= 1
    if start >= end:
        return None
    inside = [one for one in quoted if start <= one.start and one.end <= end]
    if pattern != "object" and inside and inside[0].start == start:
        run = [inside[0]]
        for one in inside[1:]:
            if text[run[-1].end : one.start].strip():
                break
            run.append(one)
        if pattern == "direct" or run[-1].end == end:
            return tuple((one.start, one.end) for one in run)
    return ((start, end),)


def _cut(text: str, item: Find, at: int) -> Find:
    """The find with its content ending before `at`."""
    kept = []
    for start, end in item.content:
        end = min(end, at)
        while end > start and text[end - 1] in _STOPS:
            end -= 1
        if end > start:
            kept.append((start, end))
    return Find(item.subject, item.cue, tuple(kept), item.verb, item.pattern, item.negated, item.implied)


def _according(text: str, start: int, end: int) -> Iterator[Find]:
    """ "According to X, …" at the head of a sentence without a verb of speech."""
    front = _FRONT.match(text, start, end)
    if front is None or _NORM.match(text, front.end()) or not head_at(text, front.end()):
        return
    stop = _phrase_end(text, front.end(), end)
    content = _content(text, stop, end, pattern="that", quoted=())
    if content is None or content[0][0] == front.end():
        return
    cue = trimmed(text, *front.span("cue"))
    yield Find(Subject(trimmed(text, front.end(), stop)), (cue,), content, "តាម", "according")


def _phrase_end(text: str, start: int, end: int) -> int:
    """Where the phrase after "according to" ends: at a comma, after a name, or at a space."""
    comma = re.compile(r"[,៖:]").search(text, start, min(end, start + 160))
    if comma:
        return comma.start()
    title = _TITLE.match(text, start)
    if title:
        name = name_after(text, title.end(), end)
        at = name[1] if name else title.end()
    else:
        at = start
    space = re.compile(r"\s(?!\s*[\d០-៩(])").search(text, at, end)
    at = space.start() if space else end
    following = re.compile(r"\s*").match(text, at)
    return _phrase_end(text, following.end(), end) if following and head_at(text, following.end()) and title else at


def _tail(text: str, sentence: Span, former: Span | None) -> list[Find]:
    """ "…, this according to X" at the end of a sentence, or as a sentence of its own after the one it is about."""
    start, end = sentence
    matches = [match for match in _TAIL.finditer(text, start, end) if head_at(text, match.end())]
    if not matches or _NORM.match(text, matches[-1].end()):
        return []
    match = matches[-1]
    said = text[match.start() : match.end()]
    if match.start() == start and not said.startswith("នេះ"):
        return []
    source_end = end
    cue = next(_cues(text, match.end(), end), None)
    if cue:
        source_end = cue.start
        if _THAT_NOW.match(text, cue.end, end):
            return []
    while source_end > match.end() and text[source_end - 1] in _STOPS:
        source_end -= 1
    held = former if match.start() == start else (start, match.start())
    content = _content(text, *held, pattern="object", quoted=()) if held else None
    if content is None or source_end <= match.end():
        return []
    cue_span = trimmed(text, match.start(), match.end())
    return [Find(Subject((match.end(), source_end)), (cue_span,), content, "តាម", "tail")]
