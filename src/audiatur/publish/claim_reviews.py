"""Claims and their checks as schema.org `Claim` and `ClaimReview`: what was said, and how the figure lies to it.

A review is made only where a person set a number of the claim beside a figure. Its rating is the verdict's words alone:
there is no `ratingValue`, `bestRating` or word of truth, because the rule compares two numbers and judges nobody. The
figure goes along with everything that it must tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from audiatur.figures.figure import Figure, Release
from audiatur.figures.keeping import figure_as_json
from audiatur.publish.annotations import TERMS
from audiatur.publish.rows import Claim, Rows, Source

RULE: Final = "claim against figure, version 1"


@dataclass(frozen=True, slots=True)
class Review:
    """A number of a claim beside a figure: the rule's verdict in words, and the figure that it was set beside."""

    key: int
    claim: int
    surface: str
    verdict: str
    words: str
    reason: str
    figure: Figure | None


def claim_reviews(rows: Rows, reviews: Iterable[Review], *, base: str, origin: str) -> dict[str, Any]:
    """The claims, and the reviews of those that stand beside a figure; `origin` names the record that computed them."""
    sources = {source.key: source for source in rows.sources}
    claims = {claim.key: claim for claim in rows.claims}
    told = [_claim(claim, sources, base=base) for claim in rows.claims]
    checked = [_review(one, claims[one.claim], base=base, origin=origin) for one in reviews if one.claim in claims]
    return {
        "@context": ["https://schema.org", {"audiatur": TERMS}],
        "audiatur:synthetic": rows.dialogue.synthetic,
        "@graph": [*told, *checked],
    }


def _claim(claim: Claim, sources: Mapping[int, Source], *, base: str) -> dict[str, Any]:
    source = sources.get(claim.source or 0)
    made: dict[str, Any] = {
        "@type": "Claim",
        "@id": f"{base}open-data/claims/{claim.key}",
        "text": claim.text or claim.text_km,
        "author": {"@type": "Organization" if claim.party else "Thing", "name": claim.attributed_to},
        "audiatur:voice": claim.voice,
        "audiatur:basis": claim.basis,
    }
    if claim.said:
        made["datePublished"] = claim.said
    if source:
        work = {"@type": "CreativeWork", "@id": f"{base}sources/{source.key}/", "name": source.title}
        made["appearance"] = work | ({"url": source.url} if source.url else {})
    return made


def _review(review: Review, claim: Claim, *, base: str, origin: str) -> dict[str, Any]:
    shown = review.figure if review.figure and review.figure.release is Release.SHOWN else None
    return {
        "@type": "ClaimReview",
        "@id": f"{base}open-data/checks/{review.key}",
        "url": f"{base}questions/{claim.question}/#check-{review.key}",
        "author": {"@type": "Organization", "name": origin},
        "claimReviewed": claim.text or claim.text_km,
        "itemReviewed": {"@id": f"{base}open-data/claims/{claim.key}"},
        "reviewAspect": review.surface,
        "reviewRating": {"@type": "Rating", "alternateName": review.words, "ratingExplanation": review.reason or RULE},
        "audiatur:verdict": review.verdict,
        "audiatur:figure": figure_as_json(shown) if shown else None,
    }
