"""Structured modifications of a law: insert, replace, repeal, renumber, exchange words; each applied or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from audiatur.topics.law.eids import SHORT
from audiatur.topics.law.model import Law, Provision
from audiatur.topics.law.timeline import Timeline, Wording, timeline_of
from audiatur.topics.law.wordlists import OPENING

ModificationKind = Literal["insert", "replace", "repeal", "renumber", "words", "commence"]


@dataclass(frozen=True, slots=True)
class Modification:
    """One change that a law makes to another.

    `target` is the eId of the provision that is changed; an insertion stands behind it (before the first provision
    where it is empty). `words` exchanges `old` for `new` where `old` stands once. `renumber` gives the number `new`.
    `commence` brings a provision into force that the law holds already. `starts` is the day of force.
    """

    kind: ModificationKind
    target: str
    starts: date
    published: date
    by: str
    old: str = ""
    new: str = ""
    content: Provision | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A modification that was not applied, with the reason in one sentence."""

    modification: Modification
    reason: str


def apply(law: Law, modification: Modification) -> Law | Refusal:
    """The law as changed, or why it cannot be changed so. The law given stays as it is."""
    if modification.kind == "commence":
        return law if _find(law, modification.target) else _refused(modification, "The law holds no such provision")
    if modification.kind == "insert":
        return _inserted(law, modification)
    found = _find(law, modification.target)
    if found is None:
        return _refused(modification, "The law holds no such provision")
    change = _CHANGES[modification.kind]
    changed = change(found, modification)
    if isinstance(changed, str):
        return _refused(modification, changed)
    if changed is not None and changed.eid != found.eid and _find(law, changed.eid):
        return _refused(modification, f"The law holds a provision {changed.eid} already")
    return replace(law, body=_rebuilt(law.body, found.eid, () if changed is None else (changed,)))


def apply_all(law: Law, modifications: Iterable[Modification]) -> tuple[Law, tuple[Refusal, ...]]:
    """The law after all modifications, in the order of their days of force, and those that were refused."""
    refused: list[Refusal] = []
    for modification in sorted(modifications, key=lambda one: (one.starts, one.published)):
        result = apply(law, modification)
        if isinstance(result, Refusal):
            refused.append(result)
        else:
            law = result
    return law, tuple(refused)


def timeline_after(
    law: Law, *, starts: date, published: date, modifications: Sequence[Modification]
) -> tuple[Timeline, tuple[Refusal, ...]]:
    """The timeline of a law that is in force from `starts` and was modified since.

    A provision that a `commence` names is not in force before its own day.
    """
    later = {one.target: one.starts for one in modifications if one.kind == "commence"}
    wordings: list[Wording] = []
    refused: list[Refusal] = []
    days = sorted({starts, *(one.starts for one in modifications)})
    for day in days:
        due = [one for one in modifications if one.starts == day]
        law, more = apply_all(law, due)
        refused.extend(more)
        wordings.append(
            Wording(
                starts=day,
                published=max((one.published for one in due), default=published),
                items=[(unit.eid, unit.own_text()) for unit in law.units() if later.get(unit.eid, day) <= day],
                by=next((one.by for one in due), law.work.uri),
                headings={unit.eid: unit.heading for unit in law.units()},
            )
        )
    return timeline_of(wordings), tuple(refused)


def _refused(modification: Modification, reason: str) -> Refusal:
    return Refusal(modification, f"{reason} ({modification.target or 'no target'}).")


def _find(law: Law, eid: str) -> Provision | None:
    return next((provision for provision in law.walk() if provision.eid == eid), None)


def _rebuilt(body: tuple[Provision, ...], eid: str, instead: tuple[Provision, ...]) -> tuple[Provision, ...]:
    """The provisions with one of them exchanged, wherever it stands."""
    rebuilt: list[Provision] = []
    for provision in body:
        if provision.eid == eid:
            rebuilt.extend(instead)
        elif provision.children:
            children = _rebuilt(provision.children, eid, instead)
            rebuilt.append(provision if children == provision.children else replace(provision, children=children))
        else:
            rebuilt.append(provision)
    return tuple(rebuilt)


def _inserted(law: Law, modification: Modification) -> Law | Refusal:
    content = modification.content
    if content is None:
        return _refused(modification, "An insertion needs a provision to insert")
    if _find(law, content.eid):
        return _refused(modification, f"The law holds a provision {content.eid} already")
    if not modification.target:
        return replace(law, body=(content, *law.body))
    before = _find(law, modification.target)
    if before is None:
        return _refused(modification, "The law holds no such provision")
    return replace(law, body=_rebuilt(law.body, before.eid, (before, content)))


def _replaced(found: Provision, modification: Modification) -> Provision | str:
    content = modification.content
    if content is None:
        return "A replacement needs a provision to put in its place"
    return content if content.eid else replace(content, eid=found.eid)


def _repealed(found: Provision, modification: Modification) -> None:
    return None


def _renumbered(found: Provision, modification: Modification) -> Provision | str:
    if not modification.new:
        return "A renumbering needs the new number"
    eid = f"{found.eid.rpartition('__')[0]}__" if "__" in found.eid else ""
    return replace(
        found,
        number=modification.new,
        printed=_printed(found.printed, modification.new),
        eid=f"{eid}{SHORT[found.level]}_{modification.new}",
        children=tuple(
            _moved(child, found.eid, f"{eid}{SHORT[found.level]}_{modification.new}") for child in found.children
        ),
    )


def _printed(printed: str, number: str) -> str:
    """The printed number with another one in its place.

    >>> _printed("Article 1 bis.-", "2")
    'Article 2.-'
    """
    match = OPENING.match(printed)
    if match is None:
        return number
    start, end = match.span("number")
    return printed[:start] + number + printed[start:end][len(printed[start:end].rstrip()) :] + printed[end:]


def _moved(child: Provision, old: str, new: str) -> Provision:
    return replace(
        child,
        eid=child.eid.replace(f"{old}__", f"{new}__", 1),
        children=tuple(_moved(one, old, new) for one in child.children),
    )


def _reworded(found: Provision, modification: Modification) -> Provision | str:
    """Words are exchanged only where they stand exactly once, so that nothing is changed by mistake."""
    if not modification.old:
        return "An exchange of words needs the words to be exchanged"
    count = sum(line.count(modification.old) for line in found.printed_lines())
    if count != 1:
        return "The words to be exchanged do not stand there" if not count else f"The words stand there {count} times"
    return _exchanged(found, modification.old, modification.new)


def _exchanged(provision: Provision, old: str, new: str) -> Provision:
    return replace(
        provision,
        heading=provision.heading.replace(old, new),
        lines=tuple(line.replace(old, new) for line in provision.lines),
        closing=tuple(line.replace(old, new) for line in provision.closing),
        children=tuple(_exchanged(child, old, new) for child in provision.children),
    )


_CHANGES: dict[ModificationKind, Callable[[Provision, Modification], Provision | str | None]] = {
    "replace": _replaced,
    "repeal": _repealed,
    "renumber": _renumbered,
    "words": _reworded,
}
