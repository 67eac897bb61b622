"""Statements inside the content of other statements: which one holds which."""

from __future__ import annotations

from collections.abc import Sequence

from audiatur.reading.statements.attribution import Attribution


def holders(attributions: Sequence[Attribution]) -> list[int | None]:
    """For each attribution the number of the innermost one whose content holds its cue; None where none does.

    >>> outer = Attribution(((0, 2),), ((3, 7),), ((8, 40),), "say", "that")
    >>> inner = Attribution(((8, 10),), ((11, 15),), ((16, 40),), "deny", "that")
    >>> holders([outer, inner])
    [None, 0]
    """
    # (offset, order, number, end): contents open before the cues that begin at the same character
    events = sorted(
        [(start, 0, -end, number) for number, item in enumerate(attributions) for start, end in item.content]
        + [(item.cue[0][0], 1, 0, number) for number, item in enumerate(attributions) if item.cue]
    )
    found: list[int | None] = [None] * len(attributions)
    stack: list[tuple[int, int]] = []
    for offset, order, negative_end, number in events:
        while stack and stack[-1][0] <= offset:
            stack.pop()
        if order == 0:
            stack.append((-negative_end, number))
        else:
            found[number] = next((holder for _, holder in reversed(stack) if holder != number), None)
    return found


def reporter_of(number: int, held_by: Sequence[int | None], speakers: Sequence[str | None]) -> str | None:
    """The speaker in whose words an attribution was found, where that is somebody else than its own speaker.

    >>> reporter_of(2, [None, 0, 1], ["Ana", "Ben", "Ben"])
    'Ana'
    """
    at = held_by[number]
    while at is not None:
        if speakers[at] is not None and speakers[at] != speakers[number]:
            return speakers[at]
        at = held_by[at]
    return None
