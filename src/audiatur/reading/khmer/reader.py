"""`Text` → the statements of its Khmer paragraphs, by rule; every span is into the original characters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from audiatur.reading.khmer.finding import Find, find_in_sentence
from audiatur.reading.khmer.normalise import Normalised, normalise
from audiatur.reading.khmer.quotations import Quotation, hidden, quotations, sentences_of
from audiatur.reading.khmer.speakers import Cast, Mention, cast_of, is_first_person, mentions, repeat, resolve
from audiatur.reading.khmer.voices import confidence_of, modality_of, voice_of
from audiatur.reading.result import Statement
from audiatur.reading.statements.attribution import Attribution
from audiatur.reading.statements.nesting import holders, reporter_of
from audiatur.reading.text import Span, Text

_LONGEST: Final = 20_000
"""Characters of a stretch: what is longer is no paragraph; it is read in pieces, so memory and time stay bounded."""
_DEPTH: Final = 2
"""How deep quotations inside quotations are read."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A paragraph or a piece of one: where it begins, its normal form, its finds in order."""

    start: int
    plain: Normalised
    masked: str
    finds: tuple[Find, ...]


def read_khmer_statements(text: Text) -> tuple[Statement, ...]:
    """The statements that the Khmer paragraphs attribute to someone, in the order of the text."""
    stretches = [_read(text.content, start, end) for start, end in _stretches(text)]
    cast = cast_of(stretch.masked for stretch in stretches)
    drafts = [draft for stretch in stretches for draft in _drafts(text, stretch, cast)]
    drafts = _joined(text, stretches, drafts)
    drafts.sort(key=lambda draft: (min(draft[0].cue[-1][0], draft[0].content[0][0]), -_length(draft[0])))
    held_by = holders([attribution for attribution, _, _ in drafts])
    speakers = [speaker for _, speaker, _ in drafts]
    return tuple(
        replace(statement, content=attribution.content, reported_by=reporter_of(number, held_by, speakers))
        for number, (attribution, _, statement) in enumerate(drafts)
    )


def _stretches(text: Text) -> Iterator[Span]:
    for paragraph in text.paragraphs:
        if paragraph.lang != "km" or paragraph.role == "margin":
            continue
        start = paragraph.start
        while paragraph.end - start > _LONGEST:
            cut = text.content.rfind("។", start, start + _LONGEST) + 1
            cut = cut if cut > start else start + _LONGEST
            yield start, cut
            start = cut
        yield start, paragraph.end


def _read(content: str, start: int, end: int) -> _Stretch:
    plain = normalise(content[start:end])
    quoted = quotations(plain.text)
    masked = hidden(plain.text, quoted)
    finds = list(_finds(masked, 0, quoted))
    finds.extend(_quoted_finds(plain.text, quoted, finds, depth=_DEPTH))
    finds.sort(key=lambda item: item.cue[-1][0])
    return _Stretch(start, plain, plain.text, tuple(finds))


def _finds(masked: str, at: int, quoted: tuple[Quotation, ...]) -> Iterator[Find]:
    former: Span | None = None
    for sentence in sentences_of(masked):
        yield from find_in_sentence(masked, sentence, quoted=quoted, former=former)
        former = sentence


def _quoted_finds(text: str, quoted: tuple[Quotation, ...], outer: list[Find], *, depth: int) -> Iterator[Find]:
    """The attributions inside the quotations that are somebody's words."""
    if depth == 0:
        return
    said = {span for item in outer for span in item.content}
    for one in quoted:
        if (one.start, one.end) not in said:
            continue
        start, end = one.inner
        blank = " " * start + text[start:end]
        inner = quotations(blank)
        found = list(_finds(hidden(blank, inner), start, inner))
        yield from found
        yield from _quoted_finds(blank, inner, found, depth=depth - 1)


def _drafts(text: Text, stretch: _Stretch, cast: Cast) -> Iterator[tuple[Attribution, str | None, Statement]]:
    cast.turn()
    named = mentions(stretch.plain.text)
    seen = 0
    speaking: list[tuple[Span, str | None]] = []
    for item in stretch.finds:
        before = [one for one in named[seen:] if item.subject is None or one.start < item.subject.span[0]]
        seen += len(before)
        speaker = _speaker(stretch, item, cast, before, speaking)
        speaking.extend((span, speaker) for span in item.content)
        attribution = _attribution(stretch, item)
        content = " ".join(stretch.plain.text[start:end] for start, end in item.content)
        statement = Statement(
            voice=voice_of(item, content=content),
            confidence=confidence_of(item),
            speaker=speaker,
            source=attribution.source,
            cue=attribution.cue,
            content=attribution.content,
            page=text.page_at(attribution.start),
            modality=modality_of(item, content=content),
        )
        yield attribution, speaker, statement


def _speaker(
    stretch: _Stretch, item: Find, cast: Cast, before: list[Mention], speaking: list[tuple[Span, str | None]]
) -> str | None:
    if item.subject is None:
        return repeat(cast)
    if is_first_person(stretch.plain.text, item.subject.span):
        at = item.cue[0][0]
        return next((who for (start, end), who in reversed(speaking) if start <= at < end), None)
    return resolve(stretch.plain.text, item.subject.span, cast=cast, said_before=before)


def _attribution(stretch: _Stretch, item: Find) -> Attribution:
    def spans(found: tuple[Span, ...]) -> tuple[Span, ...]:
        original = [stretch.plain.original(start, end) for start, end in found]
        return tuple((stretch.start + start, stretch.start + end) for start, end in original)

    source = (item.subject.span,) if item.subject else ()
    return Attribution(spans(source), spans(item.cue), spans(item.content), item.verb, item.pattern)


def _joined(
    text: Text, stretches: list[_Stretch], drafts: list[tuple[Attribution, str | None, Statement]]
) -> list[tuple[Attribution, str | None, Statement]]:
    """Quotations that stand alone in a paragraph belong to the quotation that ends the paragraph before."""
    ends = {attribution.content[-1][1]: number for number, (attribution, _, _) in enumerate(drafts)}
    joined = list(drafts)
    for former, stretch in pairwise(stretches):
        quoted = quotations(stretch.plain.text)
        if not quoted or hidden(stretch.plain.text, quoted).strip(' \n។៕«»“”„‹›<>"\ue000'):
            continue
        number = ends.get(_last_quotation(former))
        if number is None:
            continue
        attribution, speaker, statement = joined[number]
        more = [stretch.plain.original(one.start, one.end) for one in quoted]
        alone = tuple((stretch.start + start, stretch.start + end) for start, end in more)
        joined[number] = (replace(attribution, content=(*attribution.content, *alone)), speaker, statement)
        ends[alone[-1][1]] = number
    return joined


def _last_quotation(stretch: _Stretch) -> int:
    """Where the quotation ends that ends the stretch; -1 where none does."""
    quoted = quotations(stretch.plain.text)
    if not quoted or stretch.plain.text[quoted[-1].end :].strip(" \n។៕"):
        return -1
    return stretch.start + stretch.plain.original(quoted[-1].start, quoted[-1].end)[1]


def _length(item: Attribution) -> int:
    return sum(end - start for start, end in item.content)
