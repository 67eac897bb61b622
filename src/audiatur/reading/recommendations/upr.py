"""A report of the Working Group on the Universal Periodic Review → its recommendations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from audiatur.reading.recommendations.citations import citations_in
from audiatur.reading.recommendations.clauses import Clause, clauses_of
from audiatur.reading.recommendations.dialogue import Spoken, cited_in, numbered_paragraphs, spoken_at
from audiatur.reading.recommendations.doubts import doubts_about, is_reply, is_review
from audiatur.reading.recommendations.flow import Flow
from audiatur.reading.recommendations.leads import lead_of
from audiatur.reading.recommendations.masthead import state_under_review
from audiatur.reading.recommendations.positions import position_in, positions_in
from audiatur.reading.recommendations.sections import Listing, ends_with_states, listings_of
from audiatur.reading.recommendations.states import proper_names
from audiatur.reading.result import Position, ReadingWarning, Recommendation
from audiatur.reading.text import Text

CONFIDENCE = {"plain": 0.98, "joined": 0.62, "short": 0.85, "no_states": 0.5, "lettered": 0.88, "sentence": 0.75}
"""How often words and States are both right, by how a recommendation was read: measured by bench.recommendations."""

_OTHERS_BELOW = re.compile(
    r"\brecommendations?\b(?:\s+(?:above|below|listed|contained|nos?\.?|numbers?|in|under|the))*\s*,?\s*(?=\d)"
    r"|\b(?:nos?\.|numbers?)\s*(?=\d)",
    re.IGNORECASE,
)
_OTHER_THAN_RECOMMENDATIONS = re.compile(
    r"(?!.*\brecommend)(?=.*\b(?:pledges?|commitments?|conclusions were|undertakes|committed|comments))"
    r"|.*\b(?:announced|made|following|its) (?:the )?(?:following )?voluntary (?:pledges|commitments)",
    re.IGNORECASE,
)
_COMMENT = re.compile(
    r"(?:with regard|with respect|as regards|regarding|in relation|concerning)\b.{0,20}\brecommendations?\b",
    re.IGNORECASE,
)
_SOME = re.compile(r"\bsome\b.*\bothers?\b", re.IGNORECASE)
_PART_OF = re.compile(r"\bpart of\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Told:
    """The position that a paragraph tells, its own words for it, and the paragraph."""

    position: Position
    words: str
    section: str


def read_review(text: Text) -> tuple[tuple[Recommendation, ...], tuple[ReadingWarning, ...]]:
    """The recommendations of a review in the order of the text, and what a person should know about them."""
    listings = [
        _without_comments(listing)
        for listing in listings_of(text)
        if not _OTHER_THAN_RECOMMENDATIONS.match(listing.heading.text)
    ]
    if not (is_review(text) or _name_states(listings) or (not is_reply(text) and _tell_positions(listings))):
        return (), ()
    listed = tuple(_listed(text, listings))
    if not any(item.recommending_states for item in listed):
        listed = tuple(_by_unlisted_states(item) for item in listed)
    found = (*listed, *_pointed_to(text, listings, listed))
    return found, tuple(doubts_about(text, listings, found))


def _name_states(listings: Sequence[Listing]) -> bool:
    """Whether the lists close their items with States, as a review does: its title page may be missing."""
    items = [item for listing in listings for item in listing.items]
    return 2 * sum(ends_with_states(item.flow.text) for item in items) >= max(2, len(items))


def _by_unlisted_states(item: Recommendation) -> Recommendation:
    """The recommendation with the names in its last bracket as States, in a document that names none of the table."""
    words, opened, inside = item.text.rpartition("(")
    names = proper_names(inside.rstrip(" ).;,")) if opened and words.strip() else None
    return replace(item, text=words.strip(" .;,"), recommending_states=names) if names else item


def _tell_positions(listings: Sequence[Listing]) -> bool:
    """Whether two lists or more are told apart by the State's position, as only a review does."""
    told = [position_in(listing.heading.text)[0] for listing in listings if len(listing.items) >= 2]
    return len(told) - told.count("unknown") >= 2


def _without_comments(listing: Listing) -> Listing:
    """The listing without what the State remarks on its answers: "With regard to the recommendations on torture, …"."""
    kept = [item for item in listing.items if not _COMMENT.match(item.flow.text)]
    if cited_in(listing.heading.text) and not any(ends_with_states(item.flow.text) for item in kept):
        kept = []
    return replace(listing, items=kept)


def _listed(text: Text, listings: list[Listing]) -> Iterator[Recommendation]:
    singled_out = _singled_out(listings)
    for i, listing in enumerate(listings):
        told = _told(listings, i)
        for item in listing.items:
            for clause in clauses_of(item.flow):
                yield _recommendation(text, item.label, item.flow, clause, singled_out.get(item.label, told))


def _pointed_to(text: Text, listings: list[Listing], listed: Sequence[Recommendation]) -> Iterator[Recommendation]:
    """The recommendations of the dialogue that the conclusions cite by paragraph."""
    if not listings:
        return
    seen: set[str] = set()
    paragraphs = numbered_paragraphs(text, before=min(listing.number for listing in listings))
    known = _words_by_state(listed)
    reviewed = state_under_review(text)
    for words in _headings_and_remarks(listings):
        position, own = position_in(words)
        for citation in cited_in(words) if position != "unknown" else ():
            if citation.label in seen:
                continue
            seen.add(citation.label)
            for spoken in spoken_at(paragraphs, citation, reviewed=reviewed):
                if citation.letter is None and _is_listed(spoken, known):
                    continue
                clause = Clause(spoken.flow.text, 0, len(spoken.flow.text), spoken.states)
                yield _recommendation(text, spoken.label, spoken.flow, clause, _Told(position, own, words))


def _headings_and_remarks(listings: list[Listing]) -> Iterator[str]:
    """What may point to the dialogue; a heading over a list of its own only says where that list comes from."""
    for listing in listings:
        if not listing.items:
            yield listing.heading.text
        yield from (remark.text for remark in listing.remarks)


def _words_by_state(listed: Sequence[Recommendation]) -> dict[str, list[set[str]]]:
    found: dict[str, list[set[str]]] = {}
    for recommendation in listed:
        words = set(re.findall(r"\w{4,}", recommendation.text.lower()))
        for state in recommendation.recommending_states:
            found.setdefault(state, []).append(words)
    return found


def _is_listed(spoken: Spoken, known: dict[str, list[set[str]]]) -> bool:
    """Whether the lists hold what was said: a paragraph cited as a whole may hold accepted recommendations too."""
    words = set(re.findall(r"\w{4,}", spoken.flow.text.lower())) - {"recommended", "recommends"}
    return any(
        len(words & other) >= 0.6 * max(1, min(len(words), len(other)))
        for state in spoken.states
        for other in known.get(state, ())
    )


def _recommendation(text: Text, label: str, flow: Flow, clause: Clause, told: _Told) -> Recommendation:
    lead = lead_of(clause.text) if flow.text.startswith(clause.text[:40], clause.start) else 0
    start, end = flow.span(clause.start + lead, clause.end)
    return Recommendation(
        paragraph=label,
        text=clause.text[lead:],
        recommending_states=clause.states,
        report_position=told.position,
        position=told.words,
        section=told.section,
        page=text.page_at(start),
        start=start,
        end=end,
        confidence=CONFIDENCE[_kind(label, clause)],
    )


def _kind(label: str, clause: Clause) -> str:
    if re.fullmatch(r"\d{1,3}\([a-z]\)|\d{1,3}", label):
        return "lettered" if "(" in label else "sentence"
    if not clause.states:
        return "no_states"
    if clause.parts > 1:
        return "joined"
    return "short" if len(clause.text.split()) < 4 else "plain"


def _told(listings: list[Listing], index: int) -> _Told:
    """The position that a list's heading tells; where it tells none, what a later paragraph says of these all."""
    heading = listings[index].heading.text
    position, words = position_in(heading)
    if position != "unknown":
        return _Told(position, words, heading)
    first = min(listing.number for listing in listings)
    for later in listings[index + 1 :]:
        cited = cited_in(later.heading.text)
        if later.items or any(citation.number < first or citation.letter for citation in cited):
            continue
        position, words = position_in(later.heading.text)
        if position != "unknown" and (not cited or listings[index].number in [c.number for c in cited]):
            spoken_of = positions_in(later.heading.text)
            if "pending" in spoken_of and _SOME.search(later.heading.text[:1_000]):
                position = "pending"  # some are supported and some are not, without saying which
            return _Told(position, words, f"{heading} {later.heading.text}")
    return _Told("unknown", "", heading)


def _singled_out(listings: list[Listing]) -> dict[str, _Told]:
    """Items that a sentence names by number to tell another position: "115.10 above has already been implemented"."""
    found: dict[str, _Told] = {}
    for i, listing in enumerate(listings):
        earlier = listings[max(0, i - 1)] if not listing.items else listing
        for words in (listing.heading.text, *(remark.text for remark in listing.remarks)):
            for match in _OTHERS_BELOW.finditer(words):
                position, own = position_in(words[match.start() :])
                if position == "unknown" or _PART_OF.search(words[: match.start()]):
                    continue
                for citation in citations_in(words[match.end() :]):
                    main = citation.main if citation.main is not None else earlier.number
                    if citation.letter is None:
                        found[f"{main}.{citation.number}"] = _Told(position, own, words)
    return found
