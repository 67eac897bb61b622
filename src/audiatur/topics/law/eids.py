"""Names of provisions (eIds) after Akoma Ntoso's naming convention: ASCII, stable, one a provision.

OASIS, Akoma Ntoso Naming Convention 1.0, section 5: `chp_2__sec_1`. Articles are numbered through a law, so their names
do without what stands above (`art_12__para_2`); inside an annex they have it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from audiatur.topics.law.model import UNITS, Level, Provision

SHORT: Final[dict[Level, str]] = {
    "book": "book", "part": "part", "title": "title", "subtitle": "subtitle", "chapter": "chp",
    "subchapter": "subchp", "section": "sec", "subsection": "subsec", "division": "dvs", "annex": "hcontainer",
    "article": "art", "rule": "rule", "clause": "cl", "paragraph": "para", "point": "point", "indent": "indent",
}  # fmt: skip
_KHMER_LETTERS: Final = "កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរលវសហឡអ"
_REFUSED: Final = re.compile(r"[^A-Za-z0-9.-]+")


def named(body: Sequence[Provision], *, unit: Level) -> tuple[Provision, ...]:
    """The provisions with their names; the second of a number is `art_3_dup_2`, so that none is renamed silently."""
    taken: set[str] = set()
    return tuple(_name(provision, n, above="", taken=taken, unit=unit) for n, provision in enumerate(body, 1))


def _name(provision: Provision, n: int, *, above: str, taken: set[str], unit: Level) -> Provision:
    is_counted_through = provision.level in UNITS or provision.level == unit
    in_annex = "hcontainer_" in above
    prefix = above if above and (not is_counted_through or in_annex) else ""
    wanted = f"{prefix}__" if prefix else ""
    wanted += f"{SHORT[provision.level]}_{_number(provision, n)}"
    eid, copy = wanted, 1
    while eid in taken:
        copy += 1
        eid = f"{wanted}_dup_{copy}"
    taken.add(eid)
    children = tuple(
        _name(child, place, above=eid, taken=taken, unit=unit) for place, child in enumerate(provision.children, 1)
    )
    return replace(provision, eid=eid, children=children)


def _number(provision: Provision, n: int) -> str:
    number = provision.number
    if number and number in _KHMER_LETTERS:
        number = f"k{_KHMER_LETTERS.index(number) + 1}"
    return _REFUSED.sub("-", number).strip("-") or str(n)
