"""Whether the sides consent to the words of a proposed question: computed, never stored.

A side consents where one of its parties does and none of its parties, by its latest word, asks for other words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from audiatur.record.models import Consent, Side, Wording


@dataclass(frozen=True, slots=True)
class SideConsent:
    """The latest words of a side's parties on a wording, and what they come to."""

    side: Side
    words: tuple[Consent, ...]

    @property
    def consents(self) -> bool:
        """Whether a party consents and none asks for other words."""
        return bool(self.words) and all(word.consents for word in self.words)


def consenting(wording: Wording, *, sides: Iterable[Side]) -> tuple[SideConsent, ...]:
    """Each side with the latest word of each of its parties."""
    latest: Mapping[int, Consent] = {
        word.party_id: word for word in wording.consents.select_related("party").order_by("pk")
    }
    return tuple(
        SideConsent(side, tuple(word for word in latest.values() if word.party.side_id == side.pk)) for side in sides
    )


def lacking(found: Sequence[SideConsent]) -> tuple[Side, ...]:
    """The sides that have not consented."""
    return tuple(one.side for one in found if not one.consents)
