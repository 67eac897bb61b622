"""The order of the steps: attributions found in each stretch, speech joined, speakers resolved, voices told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audiatur.reading.result import Statement, Voice
from audiatur.reading.statements.attribution import Attribution
from audiatur.reading.statements.clauses import find_attributions
from audiatur.reading.statements.confidence import confidence_of
from audiatur.reading.statements.continuation import join_speech
from audiatur.reading.statements.denial import carry_denials
from audiatur.reading.statements.nesting import holders, reporter_of
from audiatur.reading.statements.quotes import quotations
from audiatur.reading.statements.sentences import Words, words_of
from audiatur.reading.statements.speakers import resolve_speakers
from audiatur.reading.statements.stretches import stretches_of
from audiatur.reading.statements.tagged import with_rules
from audiatur.reading.statements.voice import modality_of, voice_of
from audiatur.reading.tagger import Progress, is_present, tag
from audiatur.reading.text import Text

TAGGED_CHARACTERS = 1_000_000
"""About 350 pages, which take the tagger a minute on one processor; a longer text is read by rule."""

_SPEECH_DEPTH = 2
"""How deep quotations inside quotations are read."""


def read_statements(text: Text, *, progress: Progress | None = None) -> tuple[Statement, ...]:
    """The statements that the text attributes to someone, in the order of the text.

    They are found by the tagger and the rules together; by the rules alone where the tagger's model is not installed
    or the text is longer than the tagger reads in bearable time. `progress` is told how far the tagger is.
    """
    found = find_spans(text)
    if is_present() and len(text.content) <= TAGGED_CHARACTERS:
        found = with_rules(text, tagged=tag(text, progress=progress), ruled=found)
    return as_statements(text, found)


def find_spans(text: Text) -> list[Attribution]:
    """The attributions that the rules find, those inside others' content too, in the order of the text."""
    joined = join_speech(_read_stretches(text))
    found = list(joined)
    for _ in range(_SPEECH_DEPTH):
        joined = [inner for item in joined for inner in _inside_speech(text, item)]
        found.extend(joined)
    return sorted(found, key=lambda item: (item.start, -_length(item)))


def as_statements(text: Text, found: Sequence[Attribution]) -> tuple[Statement, ...]:
    """The statements that attributions of any finder stand for; attributions in the order of the text.

    What a speaker is said to say inside their own words is no statement of its own, unless they deny, promise, ask or
    report.
    """
    held_by = holders(found)
    cast = resolve_speakers(text, found, held_by)
    names = [speaker.name for speaker in cast]
    voices = [voice_of(item, cue=text.quote(item.cue), content=text.quote(item.content)) for item in found]
    voices = carry_denials(text, found, held_by, cast, voices)
    return tuple(
        Statement(
            voice=voices[number],
            confidence=confidence_of(item),
            speaker=names[number],
            source=item.source,
            cue=item.cue,
            content=item.content,
            page=text.page_at(item.start),
            modality=modality_of(item, content=text.quote(item.content)),
            reported_by=reporter_of(number, held_by, names),
        )
        for number, item in enumerate(found)
        if not _repeats(number, held_by, names, voices)
    )


def _repeats(number: int, held_by: Sequence[int | None], names: Sequence[str | None], voices: Sequence[Voice]) -> bool:
    """Whether an attribution only says again who speaks, inside the speaker's own words: "I think", "he explained"."""
    holder = held_by[number]
    return holder is not None and names[number] == names[holder] and voices[number] == voices[holder] == "says"


def _read_stretches(text: Text) -> Iterator[tuple[Words, list[list[Attribution]]]]:
    for start, end in stretches_of(text):
        quoted = quotations(text.content, start=start, end=end)
        words = words_of(text.content, start=start, end=end, quotations=quoted)
        yield words, find_attributions(words)


def _inside_speech(text: Text, item: Attribution) -> Iterator[Attribution]:
    """The attributions inside the quotations of an attribution's content."""
    for start, end in item.content:
        for quotation in quotations(text.content, start=start, end=end)[:1]:
            if quotation.start > start + 1 or quotation.end < end - 1:
                continue
            inner = (quotation.inner_start, quotation.inner_end)
            quoted = quotations(text.content, start=inner[0], end=inner[1])
            words = words_of(text.content, start=inner[0], end=inner[1], quotations=quoted)
            for sentence in find_attributions(words):
                yield from (found for found in sentence if found.content)


def _length(item: Attribution) -> int:
    return sum(end - start for start, end in item.content)
