"""Speech that goes on: quotations standing alone belong to the attributed one before them, over paragraphs too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from audiatur.reading.statements.attribution import Attribution
from audiatur.reading.statements.sentences import QUOTE, Words
from audiatur.reading.text import Span


def join_speech(stretches: Iterable[tuple[Words, list[list[Attribution]]]]) -> list[Attribution]:
    """All attributions of a document in order, each with the lone quotations that follow it in its content.

    Takes the stretches of the document with the attributions of each of their sentences. An attribution that
    announces speech (`content` empty) and gets none is left out.
    """
    joined: list[Attribution] = []
    speaking: int | None = None
    for words, sentences in stretches:
        quoted = {(quotation.start, quotation.end) for quotation in words.quotes.values()}
        for (low, high), found in zip(words.sentences, sentences, strict=True):
            alone = _lone_quotations(words, low, high)
            if alone:
                if speaking is not None:
                    former = joined[speaking]
                    joined[speaking] = replace(former, content=(*former.content, *alone))
                continue
            speaking = None
            for attribution in found:
                if not attribution.content or any(span in quoted for span in attribution.content):
                    speaking = len(joined)
                joined.append(attribution)
    return [attribution for attribution in joined if attribution.content]


def _lone_quotations(words: Words, low: int, high: int) -> tuple[Span, ...]:
    """The quotations of a sentence that is nothing else."""
    forms = words.forms[low:high]
    if QUOTE not in forms or any(form != QUOTE and form[0].isalnum() for form in forms):
        return ()
    return tuple(words.span(at, at + 1) for at in range(low, high) if words.forms[at] == QUOTE)
