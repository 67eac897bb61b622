"""The published series of each country pack, by the country's code."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from audiatur.figures.series import Published, load_series

PACKS = {"kh": "audiatur.countries.kh"}
"""Country code → the pack; its series lie in the folder `public_series`."""


@cache
def published_series(country: str) -> Published:
    """The series of a country; none where no pack has any.

    Raises:
        SeriesError: a file of the pack does not fit.
    """
    pack = PACKS.get(country)
    folder = files(pack) / "public_series" if pack else None
    return load_series(folder) if folder and folder.is_dir() else Published()
