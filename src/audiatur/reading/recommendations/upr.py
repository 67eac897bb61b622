"""A report of the Working Group on the Universal Periodic Review → its recommendations."""

from __future__ import annotations

from audiatur.reading.recommendations.clauses import clauses_of
from audiatur.reading.recommendations.positions import position_in
from audiatur.reading.recommendations.sections import Listing, listings_of
from audiatur.reading.result import Position, ReadingWarning, Recommendation
from audiatur.reading.text import Text


def read_review(text: Text) -> tuple[tuple[Recommendation, ...], tuple[ReadingWarning, ...]]:
    """The recommendations of a review in the order of the text, and what a person should know about them."""
    found: list[Recommendation] = []
    listings = listings_of(text)
    for i, listing in enumerate(listings):
        position, words = _position(listings, i)
        for item in listing.items:
            for clause in clauses_of(item.flow):
                start, end = clause.flow.span(0, len(clause.flow.text))
                found.append(
                    Recommendation(
                        paragraph=item.label,
                        text=clause.flow.text,
                        recommending_states=clause.states,
                        report_position=position,
                        position=words,
                        section=listing.heading.text,
                        page=text.page_at(start),
                        start=start,
                        end=end,
                        confidence=0.9,
                    )
                )
    return tuple(found), ()


def _position(listings: list[Listing], index: int) -> tuple[Position, str]:
    """The position that a listing's heading tells; where it tells none, what the paragraph after it says of it."""
    position, words = position_in(listings[index].heading.text)
    if position != "unknown" or index + 1 == len(listings) or listings[index + 1].items:
        return position, words
    return position_in(listings[index + 1].heading.text)
