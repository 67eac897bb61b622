"""The invented country: its documents and what its record begins with, always labelled as invented."""

from __future__ import annotations

from importlib.resources import files

from audiatur.countries.loading import load_seed
from audiatur.countries.seed import DialogueSeed

KHMER_REVIEWED = False
"""No native reader has read the Khmer texts of this pack yet; pages say so."""


def load() -> DialogueSeed:
    """The seed of the dialogue with the invented country."""
    return load_seed(files(__name__) / "record")
