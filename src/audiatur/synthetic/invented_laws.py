"""The invented country's laws: the wordings that lie in `laws/`, with the days from which they were in force."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class InventedWording:
    """One wording: its document, the law it is of, and its days (EDTF); a draft has no `starts`."""

    file: str
    law: str
    title: str
    date: str
    published: str
    starts: str = ""

    def document(self) -> bytes:
        """The document as it would be received."""
        return (files("audiatur.synthetic") / "laws" / self.file).read_bytes()


@dataclass(frozen=True, slots=True)
class InventedStance:
    """What an invented party says of a provision against an obligation, on its words of the day `words_on`."""

    party: str
    law: str
    article: str
    obligation: str
    view: str
    taken: str
    words_on: str
    reason: str = ""


def stances() -> Iterator[InventedStance]:
    """What the invented parties say."""
    listed = (files("audiatur.synthetic") / "laws" / "stances.toml").read_text(encoding="utf-8")
    for row in tomllib.loads(listed)["stances"]:
        yield InventedStance(**row)


def wordings() -> Iterator[InventedWording]:
    """Every wording, the oldest of each law first."""
    listed = (files("audiatur.synthetic") / "laws" / "wordings.toml").read_text(encoding="utf-8")
    for row in tomllib.loads(listed)["wordings"]:
        yield InventedWording(**row)
