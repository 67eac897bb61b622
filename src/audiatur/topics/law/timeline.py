"""Which wording of a provision is in force on a day, as far as was published by another day.

Two axes: a version is *published* on one day and is in force *from* another. A repeal is a version without words. On
one
lane a later version follows an earlier one; a provision that its source prints twice at once has two lanes, and then it
has no single text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

State = Literal["in force", "not yet in force", "repealed", "no single text", "unknown"]


@dataclass(frozen=True, slots=True)
class Version:
    """One wording of a provision: its words (None where it is repealed), when published, from when in force, by what.

    `key` names the provision through time (its eId, or its printed number). `by` is the address of the law that made
    this wording.
    """

    key: str
    text: str | None
    published: date
    starts: date
    by: str = ""
    heading: str = ""
    lane: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds for a provision on a day: its state, the wordings that stand (several where it has no single text).

    `since` is the day from which this holds, `until` the day on which it ends as far as known; None where open.
    """

    key: str
    state: State
    versions: tuple[Version, ...] = ()
    since: date | None = None
    until: date | None = None

    @property
    def text(self) -> str | None:
        """The words in force, None where there are none or no single ones."""
        return self.versions[0].text if self.state == "in force" else None

    @property
    def is_printed_twice(self) -> bool:
        """Whether the source prints the provision more than once on that day, in the same words or in others."""
        return self.state in ("in force", "no single text") and len(self.versions) > 1


@dataclass(frozen=True, slots=True)
class _Lane:
    starts: tuple[date, ...]
    versions: tuple[Version, ...]

    def on(self, day: date, *, known: date | None) -> tuple[Version | None, Version | None]:
        """The version that holds on the day and the one that follows it."""
        versions, starts = self.versions, self.starts
        if known is not None:
            versions = tuple(version for version in versions if version.published <= known)
            starts = tuple(version.starts for version in versions)
        at = bisect_right(starts, day)
        following = next((version for version in versions[at:] if version.starts > day), None)
        return (versions[at - 1] if at else None), following


class Timeline:
    """The wordings of all provisions of one law through time; what is given is never changed."""

    def __init__(self, versions: Iterable[Version], *, order: Sequence[str] = ()) -> None:
        """`order` gives the provisions' order in the law; without it they stand as they first come."""
        gathered: dict[str, dict[int, list[tuple[int, Version]]]] = {}
        for number, version in enumerate(versions):
            gathered.setdefault(version.key, {}).setdefault(version.lane, []).append((number, version))
        self._lanes: Mapping[str, tuple[_Lane, ...]] = {
            key: tuple(_lane(numbered) for _, numbered in sorted(lanes.items())) for key, lanes in gathered.items()
        }
        self._spans: dict[str, tuple[tuple[date, ...], tuple[Standing, ...]]] = {}
        first = {key: place for place, key in enumerate(order)}
        self.keys: tuple[str, ...] = tuple(sorted(self._lanes, key=lambda key: first.get(key, len(first))))

    def standing(self, key: str, *, on: date, known: date | None = None) -> Standing:
        """What holds for one provision on a day, as published by `known` (by now where it is None)."""
        lanes = self._lanes.get(key, ())
        if known is not None:
            return _standing(key, [lane.on(on, known=known) for lane in lanes])
        spans = self._spans.get(key)
        if spans is None:
            days = tuple(sorted({start for lane in lanes for start in lane.starts}))
            held = [_standing(key, [lane.on(day, known=None) for lane in lanes]) for day in (date.min, *days)]
            spans = self._spans[key] = (days, tuple(held))
        return spans[1][bisect_right(spans[0], on)]

    def key_of(self, number: str) -> str:
        """The name of the article (or section, rule, clause) of that number; empty where there is none."""
        wanted = (f"{unit}_{number}" for unit in ("art", "sec", "rule", "cl"))
        return next((key for key in wanted if key in self._lanes), "")

    def on(self, day: date, *, known: date | None = None) -> tuple[Standing, ...]:
        """The law on a day: every provision that is in force, in the law's order."""
        all_standing = (self.standing(key, on=day, known=known) for key in self.keys)
        return tuple(one for one in all_standing if one.state in ("in force", "no single text"))

    def history(self, key: str) -> tuple[Version, ...]:
        """Every wording of one provision, earliest first."""
        versions = [version for lane in self._lanes.get(key, ()) for version in lane.versions]
        return tuple(sorted(versions, key=lambda version: (version.starts, version.lane)))

    def effective_days(self) -> tuple[date, ...]:
        """The days on which some provision changes, earliest first."""
        lanes = (lane for lanes in self._lanes.values() for lane in lanes)
        return tuple(sorted({start for lane in lanes for start in lane.starts}))

    def changes_on(self, day: date) -> tuple[Version, ...]:
        """The wordings that come into force on that very day, in the law's order."""
        return tuple(
            version
            for key in self.keys
            for lane in self._lanes[key]
            for version in lane.versions
            if version.starts == day
        )


def _standing(key: str, found: Sequence[tuple[Version | None, Version | None]]) -> Standing:
    """What the version that holds on each lane, and the one that follows it, come to."""
    standing = tuple(version for version, _ in found if version is not None and version.text is not None)
    until = min((following.starts for _, following in found if following is not None), default=None)
    if standing:
        distinct = {version.text for version in standing}
        state: State = "in force" if len(distinct) == 1 else "no single text"
        return Standing(key, state, standing, max(version.starts for version in standing), until)
    gone = [version for version, _ in found if version is not None]
    if gone:
        return Standing(key, "repealed", tuple(gone[:1]), max(version.starts for version in gone), until)
    return Standing(key, "not yet in force" if until else "unknown", (), None, until)


def _lane(numbered: Sequence[tuple[int, Version]]) -> _Lane:
    """In the order of force; of two from the same day the one published later, or else given later, comes last."""
    ordered = sorted(numbered, key=lambda one: (one[1].starts, one[1].published, one[0]))
    versions = tuple(version for _, version in ordered)
    return _Lane(tuple(version.starts for version in versions), versions)


@dataclass(frozen=True, slots=True)
class Wording:
    """The whole law as it stood from a day on: (key, words) in order; a key that comes twice has no single text."""

    starts: date
    published: date
    items: Sequence[tuple[str, str]]
    by: str = ""
    headings: Mapping[str, str] | None = None


def timeline_of(wordings: Iterable[Wording]) -> Timeline:
    """The timeline that successive whole wordings of a law make, given in the order of their days.

    A provision that a wording leaves out is repealed from its day on.
    """
    versions: list[Version] = []
    order: list[str] = []
    current: dict[tuple[str, int], str | None] = {}
    for wording in wordings:
        present: dict[tuple[str, int], str] = {}
        for key, lane, text in _lanes_of(wording.items):
            present[key, lane] = text
        _merge_order(order, [key for key, lane in present if lane == 0])
        now: dict[tuple[str, int], str | None] = {slot: None for slot, words in current.items() if words is not None}
        now |= present
        for (key, lane), words in now.items():
            if current.get((key, lane)) == words:
                continue
            heading = (wording.headings or {}).get(key, "")
            versions.append(Version(key, words, wording.published, wording.starts, wording.by, heading, lane))
            current[key, lane] = words
    return Timeline(versions, order=order)


def _lanes_of(items: Iterable[tuple[str, str]]) -> Iterator[tuple[str, int, str]]:
    seen: dict[str, int] = {}
    for key, text in items:
        lane = seen.get(key, 0)
        seen[key] = lane + 1
        yield key, lane, text


def _merge_order(order: list[str], keys: Sequence[str]) -> None:
    """Put keys that are new behind the key that they follow."""
    known = set(order)
    if all(key in known for key in keys):
        return
    if not order:
        order.extend(dict.fromkeys(keys))
        return
    behind: dict[str, list[str]] = {}
    last = ""
    for key in keys:
        if key in known:
            last = key
        else:
            behind.setdefault(last, []).append(key)
    order[:] = [*behind.get("", []), *(one for key in order for one in (key, *behind.get(key, [])))]
