"""The number under which a text of the record stands in the index: its kind, dialogue, row and place in the row.

The numbers of one kind and dialogue follow one another, the newest row highest and its texts in the order that they
are read in, highest first: walking down a range gives the newest row first without sorting.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

_PLACE, _ROW, _DIALOGUE = 20, 28, 12
PLACES = 1 << _PLACE
"""Texts of one row: 1,048,576."""

ROW_SHIFT = _PLACE
ROW_MASK = (1 << _ROW) - 1


class Kind(IntEnum):
    """What a hit is, in the order that results are shown in."""

    QUESTION = 0
    PROPOSITION = 1
    CLAIM = 2
    STATEMENT = 3
    RECOMMENDATION = 4
    SOURCE = 5
    PASSAGE = 6

    @property
    def word(self) -> str:
        """The kind in an address or a command."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Key:
    """A text of the record.

    >>> key = Key(Kind.PASSAGE, dialogue=3, row=17, place=2)
    >>> key_of(key.number) == key, key.number in range_of(Kind.PASSAGE, dialogue=3, row=17)
    (True, True)
    """

    kind: Kind
    dialogue: int
    row: int
    place: int = 0

    @property
    def number(self) -> int:
        """The number in the index: below 2 to the power of 63."""
        return _packed(self.kind, self.dialogue, self.row) | (PLACES - 1 - self.place)


def key_of(number: int) -> Key:
    """The key that a number stands for; the dialogue is its number modulo 4,096."""
    return Key(
        kind=Kind(number >> (_PLACE + _ROW + _DIALOGUE)),
        dialogue=number >> (_PLACE + _ROW) & ((1 << _DIALOGUE) - 1),
        row=number >> _PLACE & ROW_MASK,
        place=PLACES - 1 - (number & (PLACES - 1)),
    )


def range_of(kind: Kind, *, dialogue: int, row: int | None = None) -> range:
    """The numbers of a row, or of all rows of a kind in a dialogue.

    Two dialogues whose keys differ by a multiple of 4,096 share a range: it narrows a search and decides nothing.
    """
    if row is not None:
        first = _packed(kind, dialogue, row)
        return range(first, first + PLACES)
    first = _packed(kind, dialogue, 0)
    return range(first, first + (1 << (_PLACE + _ROW)))


def _packed(kind: Kind, dialogue: int, row: int) -> int:
    within = dialogue & ((1 << _DIALOGUE) - 1)
    return ((kind << _DIALOGUE | within) << _ROW | row) << _PLACE
