"""The words that are planted: one that stands nowhere else for each text field of each row of each level."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from string import ascii_lowercase

from audiatur.record.models import Visibility

STEM = "kanari"
"""What every planted word begins with, so that one search finds all that a person may read."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A planted word: the field that holds it, and who may read it.

    `owner` is the slug of the party whose row it is, empty for the secretariat's; `own` names the person whose own
    data it is, which no level covers.
    """

    word: str
    field: str
    level: Visibility
    owner: str
    dialogue: str
    own: str = ""

    def __str__(self) -> str:
        whose = self.own or self.owner or "the secretariat"
        return f"{self.word} ({self.field}, {self.level.value} of {whose})"


@dataclass
class Ground:
    """All that was planted, by word."""

    words: dict[str, Planted] = field(default_factory=dict)
    _numbers: count[int] = field(default_factory=count)

    def plant(self, where: str, *, level: Visibility, owner: str, dialogue: str, own: str = "") -> str:
        """A new word for a field ("model.field")."""
        word = STEM + _letters(next(self._numbers))
        self.words[word] = Planted(word, where, level, owner, dialogue, own)
        return word

    def found_in(self, text: str) -> list[Planted]:
        """The planted words that stand in a text, in any case."""
        lowered = text.lower()
        found, at = {}, lowered.find(STEM)
        while at != -1:
            word = lowered[at : at + len(STEM) + 4]
            if word in self.words:
                found[word] = self.words[word]
            at = lowered.find(STEM, at + 1)
        return list(found.values())


def _letters(number: int) -> str:
    letters = ""
    for _ in range(4):
        number, last = divmod(number, len(ascii_lowercase))
        letters = ascii_lowercase[last] + letters
    return letters
