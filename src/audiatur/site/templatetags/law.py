"""What the law pages' templates need: words that went and came, headings of parts, stances, names of instruments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template

from audiatur.topics.law.comparing import Run
from audiatur.topics.law.obligations import StanceNow
from audiatur.topics.law.rows import Instrument
from audiatur.topics.law.views.obligations import VIEWS
from audiatur.topics.law.views.reader import Block
from audiatur.topics.law.views.shelf import in_language, name_of

register = template.Library()


@register.inclusion_tag("law/_marked.html")
def marked(runs: Sequence[Run]) -> dict[str, Any]:
    """Runs of words as paragraphs, with what went out and what came in."""
    return {"lines": in_lines(runs)}


@register.inclusion_tag("law/_runs.html")
def inline_marked(runs: Sequence[Run]) -> dict[str, Any]:
    """Runs of words inside a paragraph."""
    return {"runs": runs}


def in_lines(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs of each line.

    >>> in_lines((("same", "One\\ntwo"), ("in", " three")))
    [[('same', 'One')], [('same', 'two'), ('in', ' three')]]
    """
    lines: list[list[Run]] = [[]]
    for kind, text in runs:
        for place, piece in enumerate(text.split("\n")):
            if place:
                lines.append([])
            if piece:
                lines[-1].append((kind, piece))
    return [line for line in lines if line]


@register.inclusion_tag("law/_heading.html")
def law_heading(block: Block) -> dict[str, Any]:
    """The heading of a book, chapter or section, at the level of its depth."""
    part = block.provision
    return {"depth": block.depth, "printed": part.printed, "heading": part.heading, "lines": part.lines}


@register.inclusion_tag("law/_stance.html")
def stance(now: StanceNow) -> dict[str, Any]:
    """A party's stance, marked where the words have changed since."""
    said = now.stance
    return {
        "party": in_language(said.party, said.party_km),
        "view": VIEWS[said.view],
        "taken": said.taken,
        "lapsed": now.lapsed,
        "reason": said.reason,
        "source": said.source,
        "locator": said.locator,
    }


@register.simple_tag
def instrument_name(key: str, instruments: Mapping[str, Instrument]) -> str:
    """The name of a treaty or law in the language of the page."""
    return name_of(key, instruments)


@register.filter
def lines_shown(carried: str) -> str:
    """Carried lines as number and words, one a line."""
    rows = (row.split("\t", 2) for row in carried.splitlines())
    return "\n".join(f"{row[0]:>5}  {row[2]}" for row in rows if len(row) == 3)


__all__ = ["in_lines", "inline_marked", "instrument_name", "law_heading", "lines_shown", "marked"]
