"""Places by any of their names: Khmer, Latin, with or without the word for their kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from audiatur.topics.civic_space.linkage.names import folded

LEVELS = ("province", "district", "commune")
_KINDS = frozenset(
    "province provinces khet district srok khan krong municipality city commune khum sangkat village phum town "
    "ខេត្ត រាជធានី ស្រុក ខណ្ឌ ក្រុង ឃុំ សង្កាត់ ភូមិ".split()
)
_PREFIXES = tuple(folded(word) for word in "ខេត្ត រាជធានី ស្រុក ខណ្ឌ ក្រុង ឃុំ សង្កាត់".split())


@dataclass(frozen=True, slots=True)
class Place:
    """A place: its code, kind, the place it lies in (empty for the country), and its names."""

    code: str
    kind: str
    within: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Gazetteer:
    """The places of a country, found by code or by name."""

    places: Mapping[str, Place]
    by_name: Mapping[str, tuple[str, ...]]

    def levels(self, code: str) -> dict[str, str]:
        """The codes of the province, district and commune that a place is or lies in, as far as it is known."""
        found: dict[str, str] = {}
        while code in self.places:
            place = self.places[code]
            if place.kind in LEVELS:
                found[place.kind] = code
            code = place.within
        return found

    def find(self, text: str) -> str | None:
        """The code of the place that a text names, such as "Khum X, Srok Y": the one that all its parts agree on.

        None where no place or more than one has the name.
        """
        if text.strip() in self.places:
            return text.strip()
        parts = [found for part in text.replace("\u17d6", ",").split(",") if (found := self.by_name.get(_plain(part)))]
        if not parts:
            return None
        lowest, *others = parts
        fitting = [code for code in lowest if all(self._lies_in(code, other) for other in others)]
        return fitting[0] if len(fitting) == 1 else None

    def _lies_in(self, code: str, among: tuple[str, ...]) -> bool:
        return bool(set(self.levels(code).values()) & set(among))


def gazetteer(places: Iterable[Place], *, aliases: Mapping[str, str] | None = None) -> Gazetteer:
    """The gazetteer of these places; `aliases` gives the code of a name that the records do not have.

    >>> north = Place("01", "province", "", ("North", "ខេត្តជើង"))
    >>> found = gazetteer([north, Place("0102", "district", "01", ("Mill",))])
    >>> found.find("Srok Mill, North province"), found.find("ខេត្តជើង"), found.find("South")
    ('0102', '01', None)
    """
    known = {place.code: place for place in places}
    by_name: dict[str, tuple[str, ...]] = {}
    for name, code in [
        *((name, place.code) for place in known.values() for name in place.names),
        *(aliases or {}).items(),
    ]:
        plain = _plain(name)
        if plain and code not in by_name.get(plain, ()):
            by_name[plain] = (*by_name.get(plain, ()), code)
    return Gazetteer(known, by_name)


def _plain(name: str) -> str:
    words = [word for word in folded(name).split() if word not in _KINDS]
    for prefix in _PREFIXES:
        words = [word.removeprefix(prefix) or word for word in words]
    return " ".join(words)
