"""Where a report of the Working Group lists recommendations: its lists, each with heading and numbered items.

The layout changed over the years: items "1.", "2." under a paragraph "95." until 2010, then "118.1". Both are told from
the paragraphs' own numbers by where the count stands, not by the year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from audiatur.reading.recommendations.flow import Flow, flow_of
from audiatur.reading.recommendations.states import states_in
from audiatur.reading.text import Paragraph, Text

_HEADING = re.compile(
    r"(?:[IVX]+\s*\.?\s*)?(?:conclusions?\s*(?:and|or|/)?\s*(?:/?\s*or)?\s*/?\s*recommendations?|conclusions)\b.{0,20}$",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"(?:\d{1,3}\s*\.\s*)?(?:All|The|Any)(?: of)?(?: the)? (?:above )?(?:conclusions|recommendations)\b.{0,80}"
    r"reflect (?:only )?the positions?",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:[IVX]+\s*\.\s*)?(?:voluntary (?:pledges|commitments)|annex|composition of the delegation)", re.IGNORECASE
)
_ABOUT_RECOMMENDATIONS = re.compile(r"\brecommendations?\b|interactive dialogue|conclusions", re.IGNORECASE)
_DOTTED = re.compile(r"(\d{1,3})\s?\.\s?(\d{1,3})\s?[.)]?\s*(?=[A-Z“\"‘'(a-z])")
_PLAIN = re.compile(r"(\d{1,3})\s?[.)](?!\s?\d{1,3}[\s.])\s*(?=\S)")
_UNMARKED = re.compile(r"(\d{1,3})\s+(?=[A-Z])")
_LETTERED = re.compile(r"\(?([a-z]{1,3})\)\s*(?=\S)")
_LAST_BRACKET = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)[\s;.,:]*(?:and)?$")
_LONGEST_BRACKET = 1_500
"""Some fifty long names of States."""
_LONGEST_ITEM = 20_000
_CLOSED = re.compile(r"[;.:)]['”\"]?\s*(?:and|or)?$")


@dataclass(slots=True)
class Item:
    """A numbered item: its label as it is cited ("118.4"), and its words after the number."""

    label: str
    flow: Flow


@dataclass(slots=True)
class Listing:
    """One main paragraph: its number, its words, the items listed under it and what follows them unnumbered."""

    number: int
    heading: Flow
    items: list[Item] = field(default_factory=list)
    remarks: list[Flow] = field(default_factory=list)


def listings_of(text: Text) -> list[Listing]:
    """The main paragraphs of the section of conclusions and recommendations, with their items."""
    body = [p for p in text.paragraphs if p.role not in ("margin", "note", "table")]
    flows = [flow_of(text.content, ((p.start, p.end),)) for p in body]
    start, end = _region(body, flows)
    return _Walk().over(flows[start:end], body[start:end])


def _region(body: Sequence[Paragraph], flows: Sequence[Flow]) -> tuple[int, int]:
    """First and last-plus-one paragraph of the section; it ends with the Working Group's disclaimer."""
    disclaimers = [i for i, flow in enumerate(flows) if _DISCLAIMER.match(flow.text)]
    end = disclaimers[-1] if disclaimers else len(flows)
    starts = [i for i in range(end) if len(flows[i].text) < 90 and _HEADING.match(flows[i].text)]
    if not disclaimers:
        after = [i for i in range(starts[-1] if starts else 0, len(flows)) if _AFTER.match(flows[i].text)]
        end = after[0] if after and starts else end
    if starts:
        return starts[-1] + 1, end
    return _first_list(flows, end), end


def _first_list(flows: Sequence[Flow], end: int) -> int:
    """Where no heading tells: the first numbered paragraph on recommendations that opens a list of them."""
    for i in range(end - 1):
        opens = _PLAIN.match(flows[i].text) and flows[i].text.rstrip().endswith(":")
        if opens and "recommendations" in flows[i].text.lower() and ends_with_states(flows[i + 1].text):
            return i
    return end


def ends_with_states(words: str) -> bool:
    """Whether the words close with a bracket of States, as a listed recommendation does."""
    match = _LAST_BRACKET.search(words[-_LONGEST_BRACKET:])
    return match is not None and states_in(match[1]) is not None


class _Walk:
    """Goes over the section's paragraphs and sorts them into listings."""

    def __init__(self) -> None:
        self.listings: list[Listing] = []
        self.dotted = False

    def over(self, flows: Sequence[Flow], paragraphs: Sequence[Paragraph]) -> list[Listing]:
        self.dotted = sum(_DOTTED.match(flow.text) is not None for flow in flows) >= 3
        for flow, paragraph in zip(flows, paragraphs, strict=True):
            self._take(flow, paragraph)
        return self.listings

    def _take(self, flow: Flow, paragraph: Paragraph) -> None:
        dotted, plain, lettered = _DOTTED.match(flow.text), _PLAIN.match(flow.text), _LETTERED.match(flow.text)
        unmarked = _UNMARKED.match(flow.text)
        if dotted and self._is_item_of_list(int(dotted[1])):
            self._add_item(f"{dotted[1]}.{dotted[2]}", flow, dotted.end())
        elif plain and self._is_main(int(plain[1]), flow.text):
            self.listings.append(Listing(int(plain[1]), flow.part(plain.end(), len(flow.text))))
        elif plain and self.listings and not self.dotted:
            self._add_item(f"{self.listings[-1].number}.{plain[1]}", flow, plain.end())
        elif unmarked and self._is_next(int(unmarked[1])):
            self._add_item(f"{self.listings[-1].number}.{unmarked[1]}", flow, unmarked.end())
        elif lettered and self.listings and not self._has_numbers():
            self._add_item(f"{self.listings[-1].number}({lettered[1]})", flow, lettered.end())
        elif self.listings:
            self._continue(flow, paragraph)

    def _is_item_of_list(self, number: int) -> bool:
        if not self.dotted:
            return bool(self.listings) and number == self.listings[-1].number
        if not self.listings:
            self.listings.append(Listing(number, flow_of("", ())))
        return True

    def _is_main(self, number: int, words: str) -> bool:
        if not self.listings:
            return True
        if number - self.listings[-1].number not in (1, 2):
            return False
        if self.dotted or number != self._expected():
            return True
        return _ABOUT_RECOMMENDATIONS.search(words[:300]) is not None and not ends_with_states(words)

    def _is_next(self, number: int) -> bool:
        """Whether a number printed without its full stop is the one that the count expects."""
        return not self.dotted and bool(self.listings) and number == self._expected()

    def _expected(self) -> int:
        """The number that the next item of the current list should have."""
        items = self.listings[-1].items
        last = items[-1].label.rpartition(".")[2] if items else "0"
        return int(last) + 1 if last.isdigit() else 0

    def _has_numbers(self) -> bool:
        items = self.listings[-1].items
        return bool(items) and "(" not in items[0].label

    def _add_item(self, label: str, flow: Flow, start: int) -> None:
        self.listings[-1].items.append(Item(label, flow.part(start, len(flow.text))))

    def _continue(self, flow: Flow, paragraph: Paragraph) -> None:
        listing = self.listings[-1]
        if not listing.items:
            if ends_with_states(flow.text):
                listing.items.append(Item(f"{listing.number}", flow))
            elif not _CLOSED.search(listing.heading.text) and paragraph.role != "heading":
                listing.heading = _joined(listing.heading, flow)
            else:
                listing.remarks.append(flow)
            return
        last = listing.items[-1]
        if self._is_open(listing) and not (flow.text.endswith(":") and paragraph.role == "heading"):
            last.flow = _joined(last.flow, flow)
        elif ends_with_states(flow.text) and not re.match(r"[*•]", flow.text):
            listing.items.append(Item(last.label, flow))
        else:
            listing.remarks.append(flow)

    def _is_open(self, listing: Listing) -> bool:
        """Whether the last item goes on: it stops mid-sentence, or names no State where the others do."""
        words = listing.items[-1].flow.text
        if len(words) > _LONGEST_ITEM:
            return False
        if not _CLOSED.search(words) or words.endswith(":"):
            return True
        return not ends_with_states(words) and len(listing.items) > 1 and ends_with_states(listing.items[0].flow.text)


def _joined(first: Flow, second: Flow) -> Flow:
    if not first.text:
        return second
    apart = "" if first.text.endswith("-") else " "
    at = first.at + type(first.at)("l", [first.at[-1] + 1] * len(apart)) + second.at
    return Flow(first.text + apart + second.text, at)
