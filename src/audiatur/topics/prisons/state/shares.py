"""The share of prisoners without a judgment, under the two definitions that are taken for each other."""

from __future__ import annotations

from dataclasses import dataclass

UNTRIED = ("investigation", "awaiting_judgment")
NOT_FINAL = (*UNTRIED, "appeal")
"""Without a final judgment: appeal, or the time for it, is still open."""


@dataclass(frozen=True, slots=True)
class RemandShares:
    """Persons on one day by what their detention rests on; a status that is not recorded is in no share."""

    untried: int
    appeal: int
    sentenced: int
    other: int
    unknown: int

    @property
    def known(self) -> int:
        """Persons whose status is recorded: the denominator of both shares."""
        return self.untried + self.appeal + self.sentenced + self.other

    @property
    def without_judgment(self) -> float | None:
        """Without a judgment at first instance, of those whose status is recorded."""
        return self.untried / self.known if self.known else None

    @property
    def without_final_judgment(self) -> float | None:
        """Without a final judgment, of those whose status is recorded."""
        return (self.untried + self.appeal) / self.known if self.known else None


def remand_shares(held: dict[str, int]) -> RemandShares:
    """The shares from persons held by legal status.

    >>> remand_shares({"investigation": 1, "appeal": 1, "sentenced": 2}).without_final_judgment
    0.5
    """
    untried = sum(held.get(status, 0) for status in UNTRIED)
    named = {"appeal", "sentenced", "unknown", *UNTRIED}
    other = sum(count for status, count in held.items() if status not in named)
    return RemandShares(untried, held.get("appeal", 0), held.get("sentenced", 0), other, held.get("unknown", 0))
