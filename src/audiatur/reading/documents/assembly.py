"""Pieces of a document → `Text`: offsets, labels, sentences, languages and the limits on their number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from audiatur.errors import Message
from audiatur.errors import marked as _
from audiatur.reading.errors import EmptyDocument, TooLarge
from audiatur.reading.language import SAMPLE, language_of, majority
from audiatur.reading.limits import CHARACTERS, PARAGRAPHS, SENTENCES
from audiatur.reading.segments import paragraph
from audiatur.reading.text import Kind, Page, Paragraph, ParagraphRole, Text

BREAK = "\n\n"
"""What stands between two pieces."""

_SPACES = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile(r" ?\n[ \n]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph of a document whose format has no page: its characters and its role.

    `label` is a number that the format prints and does not store among the characters; they begin with it.
    """

    characters: str
    role: ParagraphRole = "body"
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands in characters that are there already."""

    start: int
    end: int
    role: ParagraphRole = "body"
    page: int | None = None
    label: str | None = None


def tidy(characters: str) -> str:
    """White space as a reader sees it: single spaces, single line breaks, none at the ends.

    >>> tidy("  The   State\\t party \\n \\n agreed ")
    'The State party\\nagreed'
    """
    return _LINE_ENDS.sub("\n", _SPACES.sub(" ", characters)).strip()


def text_of_pieces(pieces: Iterable[Piece], *, kind: Kind, title: str | None = None) -> Text:
    """The text of a document that is a sequence of paragraphs."""
    kept: list[str] = []
    places: list[Place] = []
    at = 0
    for piece in pieces:
        if not piece.characters.strip():
            continue
        end = at + len(piece.characters)
        kept.append(piece.characters)
        places.append(Place(at, end, piece.role, label=piece.label))
        _refuse_more(characters=end, paragraphs=len(places))
        at = end + len(BREAK)
    return text_of_places(BREAK.join(kept), places, kind=kind, title=title)


def text_of_places(
    content: str, places: Iterable[Place], *, kind: Kind, title: str | None = None, pages: tuple[Page, ...] = ()
) -> Text:
    """The text of a document whose characters are there and whose paragraphs are known.

    Raises:
        EmptyDocument: no paragraph holds anything but white space.
        TooLarge: there are more characters, paragraphs or sentences than is accepted.
    """
    _refuse_more(characters=len(content))
    paragraphs = tuple(_counted(content, places))
    if not paragraphs:
        raise EmptyDocument(_("The file holds no text. Give a document with words in it."))
    language = majority((one.lang, one.end - one.start) for one in paragraphs)
    return Text(
        content=content,
        kind=kind,
        language=language,
        paragraphs=tuple(
            one
            if one.lang != "und"
            else replace(
                one, lang=language_of(content[one.start : min(one.end, one.start + SAMPLE)], fallback=language)
            )
            for one in paragraphs
        ),
        pages=pages,
        title=title,
    )


def _counted(content: str, places: Iterable[Place]) -> Iterator[Paragraph]:
    paragraphs = sentences = 0
    for place in places:
        made = paragraph(content, place.start, place.end, role=place.role, page=place.page)
        if made is None:
            continue
        paragraphs += 1
        sentences += len(made.sentences)
        _refuse_more(paragraphs=paragraphs, sentences=sentences)
        yield made if place.label is None else replace(made, label=place.label)


def _refuse_more(*, characters: int = 0, paragraphs: int = 0, sentences: int = 0) -> None:
    for found, most, what in (
        (characters, CHARACTERS, _("characters")),
        (paragraphs, PARAGRAPHS, _("paragraphs")),
        (sentences, SENTENCES, _("sentences")),
    ):
        if found > most:
            raise TooLarge(
                _("The file holds more than %(most)s %(what)s, the most that is read. Split it."),
                most=f"{most:,}",
                what=Message(what),
            )
