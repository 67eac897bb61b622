"""What a person should know about the reading of a report: numbers left out, missing States, counts that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from audiatur.reading.recommendations.masthead import first_page
from audiatur.reading.recommendations.sections import Listing
from audiatur.reading.recommendations.totals import counted_in
from audiatur.reading.result import ReadingWarning, Recommendation
from audiatur.reading.text import Text

_REVIEW = re.compile(r"Report of the Working Group on the Universal Periodic Review", re.IGNORECASE)
_NOT_THE_REPORT = re.compile(r"\bAddendum\b|A/HRC/WG\.6/\d+/[A-Z]{3}/[123]\b")


def is_review(text: Text) -> bool:
    """Whether the document is a report of the Working Group, by its first page."""
    head = first_page(text)
    return _REVIEW.search(head) is not None and not is_reply(text)


def is_reply(text: Text) -> bool:
    """Whether the document stands beside a report: its addendum, or what it was drawn up from."""
    return _NOT_THE_REPORT.search(first_page(text)) is not None


def doubts_about(text: Text, listings: Sequence[Listing], found: Sequence[Recommendation]) -> Iterator[ReadingWarning]:
    """The warnings for a report of the Working Group; none for another document."""
    if not is_review(text):
        return
    if not found:
        yield ReadingWarning("no_recommendations", "No list of recommendations was found in this report.")
        return
    for listing in listings:
        yield from _numbers(listing)
        yield from _count(listing, found)
    stateless = [item.paragraph for item in found if not item.recommending_states]
    if stateless and len(stateless) < len(found):
        yield ReadingWarning("no_states", f"{_named(stateless)} are read without a recommending State.")


def _numbers(listing: Listing) -> Iterator[ReadingWarning]:
    """Numbers that a list leaves out or has twice: the document's, or the reading's, slip."""
    numbers = [int(match[1]) for item in listing.items if (match := re.search(r"\.(\d+)$", item.label))]
    if not numbers:
        return
    missing = sorted(set(range(1, max(numbers) + 1)) - set(numbers))
    if missing:
        labels = [f"{listing.number}.{number}" for number in missing]
        yield ReadingWarning("numbers_missing", f"{_named(labels)} are not found in the list.")


def _count(listing: Listing, found: Sequence[Recommendation]) -> Iterator[ReadingWarning]:
    stated = counted_in(listing.heading.text)
    read = len({item.paragraph for item in found if item.paragraph.startswith(f"{listing.number}.")})
    if stated is not None and read and stated != read:
        yield ReadingWarning(
            "count_differs", f"Paragraph {listing.number} speaks of {stated} recommendations; {read} are read under it."
        )


def _named(labels: Sequence[str]) -> str:
    shown = ", ".join(labels[:8])
    return f"Recommendations {shown}" + (f" and {len(labels) - 8} more" if len(labels) > 8 else "")
