"""When lists allow no estimate, and why: every reason is found before anything is computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from audiatur.topics.civic_space.estimation.lists import Lists

LEAST_LISTS = 3
LEAST_SHARED = 5
"""With fewer cases on two lists or more, an estimate is the prior in disguise."""

Reason = Literal["too_few_lists", "list_without_overlap", "parts_without_overlap", "too_little_overlap", "one_source",
                 "unlike_cases"]  # fmt: skip
REASONS: tuple[Reason, ...] = get_args(Reason)

_SENTENCES: dict[Reason, str] = {
    "too_few_lists": f"Fewer than {LEAST_LISTS} lists: with two, whether they depend on each other cannot be seen.",
    "list_without_overlap": "A list shares no case with any other: it says nothing about what the others miss.",
    "parts_without_overlap": "The lists fall into groups that share no case: each group sees its own cases.",
    "too_little_overlap": f"Fewer than {LEAST_SHARED} cases are on two lists or more.",
    "one_source": "Lists are fed by the same source: what they share is not found twice. Join them into one list.",
    "unlike_cases": "The lists count different things: bring them to one definition first.",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reason why no estimate is made, and the lists that it is about (none: all of them)."""

    reason: Reason
    lists: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The reason in words, with the lists."""
        about = f" ({', '.join(self.lists)})" if self.lists else ""
        return _SENTENCES[self.reason] + about


def refusals(
    lists: Lists, *, sources: Mapping[str, str] | None = None, definitions: Mapping[str, str] | None = None
) -> tuple[Refusal, ...]:
    """Why these lists allow no estimate; nothing where they do.

    `sources` names, for a list, the source that it is fed by where it is not its own; `definitions` the definition of
    a case that it uses, such as "incident" or "person".

    >>> [refusal.reason for refusal in refusals(Lists(("A", "B"), {(1, 1): 9, (1, 0): 4}))]
    ['too_few_lists']
    """
    found = []
    if len(lists.names) < LEAST_LISTS:
        found.append(Refusal("too_few_lists"))
    alone, groups = _overlaps(lists)
    if alone:
        found.append(Refusal("list_without_overlap", alone))
    elif len(groups) > 1:
        found.append(Refusal("parts_without_overlap"))
    if sum(lists.by_number()[1:]) < LEAST_SHARED and not alone:
        found.append(Refusal("too_little_overlap"))
    found += [Refusal("one_source", members) for members in _fed_alike(lists, sources=sources or {})]
    used = {name: definition for name, definition in (definitions or {}).items() if name in lists.names}
    if len(set(used.values())) > 1:
        found.append(Refusal("unlike_cases", tuple(sorted(used))))
    return tuple(found)


def _fed_alike(lists: Lists, *, sources: Mapping[str, str]) -> list[tuple[str, ...]]:
    fed: dict[str, list[str]] = {}
    for name in lists.names:
        fed.setdefault(sources.get(name, name), []).append(name)
    return [tuple(members) for members in fed.values() if len(members) > 1]


def _overlaps(lists: Lists) -> tuple[tuple[str, ...], list[set[str]]]:
    """The lists that share no case with any other, and the groups of lists joined by shared cases."""
    groups: list[set[str]] = [{name} for name in lists.names]
    for pattern, count in lists.counts.items():
        on = {name for name, there in zip(lists.names, pattern, strict=True) if there}
        if count and len(on) > 1:
            joined = [group for group in groups if group & on]
            groups = [group for group in groups if not group & on] + [set().union(*joined)]
    alone = tuple(name for name in lists.names if {name} in groups)
    return (alone if len(lists.names) > 1 else ()), groups
