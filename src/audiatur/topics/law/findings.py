"""What an import tells a person: numbers that come twice or are missing, and what was left aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from audiatur.topics.law.model import Level, Provision
from audiatur.topics.law.numbers import order

FindingKind = Literal["duplicate", "gap", "restart", "disorder", "quoted", "contents", "furniture", "empty"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: its kind, the level and number it concerns, the line where it stands, more words.

    Of a gap, `number` is the last number before it and `words` the numbers that are missing.
    """

    kind: FindingKind
    level: Level
    number: str
    line: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """A provision in the order of the text, the line it stands on, and whether it begins a new part above it."""

    provision: Provision
    line: int
    path: tuple[int, ...]


def numbering_findings(counted: Sequence[Counted]) -> Iterator[Finding]:
    """Duplicates, gaps, restarts and disorder among provisions of one level that are counted together."""
    seen: dict[str, int] = {}
    last: tuple[int, int] | None = None
    last_number = ""
    last_path: tuple[int, ...] = ()
    for one in counted:
        number, level = one.provision.number, one.provision.level
        place = order(number)
        if place == (1, 0) and last is not None and one.path != last_path and number in seen:
            yield Finding("restart", level, number, one.line, last_number)
            seen, last = {}, None
        if number in seen:
            yield Finding("duplicate", level, number, one.line, str(seen[number]))
        elif place is not None:
            yield from _gap(last, place, level=level, number=last_number, line=one.line)
            if last is not None and place < last:
                yield Finding("disorder", level, number, one.line, last_number)
        seen.setdefault(number, one.line)
        if place is not None and (last is None or place > last):
            last, last_number = place, number
        last_path = one.path


def _gap(
    last: tuple[int, int] | None, place: tuple[int, int], *, level: Level, number: str, line: int
) -> Iterator[Finding]:
    before = last[0] if last else 0
    if place[0] > before + 1:
        missing = f"{before + 1}" if place[0] == before + 2 else f"{before + 1}-{place[0] - 1}"
        yield Finding("gap", level, number, line, missing)


def of_kind(findings: Iterable[Finding], kind: FindingKind) -> tuple[Finding, ...]:
    """The findings of one kind."""
    return tuple(finding for finding in findings if finding.kind == kind)
