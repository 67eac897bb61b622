"""Machine-readable modifications in Akoma Ntoso (and documents made after it) applied to the document they change.

A modification is applied only where what it says is found: the place by its name or its printed number, the words as
quoted. Everything else is refused with the reason; nothing is guessed. Source: Akoma Ntoso 1.0 part 1, section 8.2
(textualMod), and the character ranges of its naming convention (`…/29-36.xml`).
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from lxml import etree

from audiatur.topics.law.akn_reading import AknDocument

_RANGE: Final = re.compile(r"/(\d+)-(\d+)(?:\.xml)?\Z")
_SPACES: Final = re.compile(r"\s+")
_NUMBERS: Final = re.compile(
    r"(?:§|artikel|article|art\.|section|sec\.)\s*(?P<article>\d+\w*)(?:\W+(?:absatz|abs\.|paragraph|para\.?|alinéa|\()\s*(?P<paragraph>\d+\w*))?",
    re.IGNORECASE,
)
_CONTAINERS: Final = re.compile(
    r"^(?:hauptteil|buch|teil|kapitel|abschnitt|uabschnitt|titel|body|book|part|chp|chapter|title|sec)-"
)


@dataclass(frozen=True, slots=True)
class Textual:
    """One textual modification as its document states it: what, where (`href`), the words, and from when in force."""

    eid: str
    kind: str
    href: str
    stated: str
    old: tuple[str, ...]
    structures: tuple[etree._Element, ...]
    position: str
    starts: date | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a modification: the name of the element that it changed, or the reason of its refusal."""

    modification: Textual
    changed: str
    reason: str
    at: int = 0
    longer: int = 0
    """Where words were exchanged, and by how many characters the text grew."""

    @property
    def applied(self) -> bool:
        """Whether the target was changed."""
        return not self.reason


def modifications_in(document: AknDocument) -> tuple[Textual, ...]:
    """The textual modifications that a document states, in its order."""
    root = document.tree.getroot()
    named = {
        eid: element for element in root.iter("{*}mod", "{*}rmod", "{*}quotedStructure") if (eid := element.get("eId"))
    }
    days = _days(root)
    return tuple(
        _textual(one, named, days)
        for active in root.iter("{*}activeModifications")
        for one in active.iter("{*}textualMod")
    )


def _textual(one: etree._Element, named: Mapping[str, etree._Element], days: Mapping[str, date]) -> Textual:
    source = one.find("{*}source")
    destination = one.find("{*}destination")
    force = one.find("{*}force")
    mod = named.get((source.get("href") or "").lstrip("#")) if source is not None else None
    words = [] if mod is None else [_words(text) for text in mod.iter("{*}quotedText")]
    for tag in ("old", "new"):
        if not words:
            words = [_words(text) for text in one.iter(f"{{*}}{tag}") if _words(text)]
    return Textual(
        eid=one.get("eId") or (source.get("href") if source is not None else "") or "",
        kind=one.get("type") or "",
        href=(destination.get("href") or "") if destination is not None else "",
        stated="" if mod is None else _words(mod),
        old=tuple(words),
        structures=() if mod is None else tuple(mod.iter("{*}quotedStructure")),
        position=(destination.get("pos") or "") if destination is not None else "",
        starts=days.get((force.get("period") or "").lstrip("#")) if force is not None else None,
    )


def _days(root: etree._Element) -> dict[str, date]:
    """The day of force that each group of the temporal data begins on."""
    events = {event.get("eId"): event.get("date") or "" for event in root.iter("{*}eventRef")}
    days: dict[str, date] = {}
    for group in root.iter("{*}temporalGroup"):
        interval = group.find("{*}timeInterval")
        stated = events.get((interval.get("start") or "").lstrip("#"), "") if interval is not None else ""
        if stated and (eid := group.get("eId")):
            days[eid] = date.fromisoformat(stated[:10])
    return days


def _words(element: etree._Element) -> str:
    return _SPACES.sub(" ", "".join(str(text) for text in element.itertext())).strip()


def apply_textual(
    target: AknDocument, modification: Textual, *, earlier: Sequence[Outcome] = ()
) -> tuple[AknDocument, Outcome]:
    """The target after the modification; the same one where it was refused.

    Character ranges count in the text as it was before the amending document: `earlier` are its modifications that
    were applied already.
    """
    changed = AknDocument(target.kind, copy.deepcopy(target.tree))
    root = changed.tree.getroot()
    if not _is_same_work(root, modification.href):
        return target, Outcome(modification, "", "The modification names another law.")
    place, reason = _place(root, modification)
    if place is None:
        return target, Outcome(modification, "", reason)
    name = place.get("eId") or ""
    mine = _range(modification)
    moved = sum(one.longer for one in earlier if one.applied and one.changed == name and mine and one.at < mine[0])
    before = len(_own_words(place))
    reason = _change(place, modification, moved=moved)
    if reason:
        return target, Outcome(modification, "", reason)
    return changed, Outcome(modification, name, "", mine[0] if mine else 0, len(_own_words(place)) - before)


def _range(modification: Textual) -> tuple[int, int] | None:
    span = _RANGE.search(modification.href)
    return (int(span.group(1)), int(span.group(2))) if span else None


def apply_document(
    target: AknDocument, amending: AknDocument, *, on: date | None = None
) -> tuple[AknDocument, tuple[Outcome, ...]]:
    """The target after every modification of an amending document that is in force on the day (all where None)."""
    outcomes: list[Outcome] = []
    for modification in modifications_in(amending):
        if on is not None and (modification.starts is None or modification.starts > on):
            continue
        target, outcome = apply_textual(target, modification, earlier=outcomes)
        outcomes.append(outcome)
    return target, tuple(outcomes)


def _is_same_work(root: etree._Element, href: str) -> bool:
    if href.startswith("#"):
        return True
    work = next(root.iter("{*}FRBRWork"), None)
    uri = work.find("{*}FRBRuri") if work is not None else None
    wanted = (uri.get("value") or "").strip("/") if uri is not None else ""
    return bool(wanted) and (href.strip("/") + "/").startswith(wanted + "/")


def _place(root: etree._Element, modification: Textual) -> tuple[etree._Element | None, str]:
    """The element that is changed, found by its name, or else by the printed number with the words at their place."""
    named = {eid: one for one in root.iter() if isinstance(one.tag, str) and (eid := one.get("eId"))}
    name = _RANGE.sub("", modification.href).rsplit("/", 1)[-1].split("~")[-1].split("#")[-1]
    if name in named:
        return named[name], ""
    wanted = _canonical(name)
    alike = [one for eid, one in named.items() if _canonical(eid) == wanted]
    if len(alike) == 1:
        return alike[0], ""
    if len(alike) > 1:
        return None, f"The place {name} can be any of {len(alike)}."
    return _by_number(root, modification, name)


def _canonical(eid: str) -> tuple[str, ...]:
    """A name without the marks by which editions of a format differ, and without what stands above the article."""
    parts = [re.sub(r"-[zn](?=\d|$)", "-", part) for part in eid.replace("__", "_").split("_")]
    return tuple(part for part in parts if not _CONTAINERS.match(part))


def _by_number(root: etree._Element, modification: Textual, name: str) -> tuple[etree._Element | None, str]:
    stated = _NUMBERS.search(modification.stated)
    span = _range(modification)
    if stated is None or span is None or not modification.old:
        return None, f"The law has no place named {name}."
    start, end = span
    scope = _numbered(root, stated["article"])
    if scope is not None and stated["paragraph"]:
        scope = _numbered(scope, stated["paragraph"])
    if scope is None:
        return None, f"The law has no place named {name}, nor the number that the modification states."
    found = [
        one for one in scope.iter() if isinstance(one.tag, str) and _own_words(one)[start:end] == modification.old[0]
    ]
    innermost = [one for one in found if not any(child in found for child in one.iterdescendants())]
    if len(innermost) != 1:
        return None, f"The law has no place named {name}; the words stand at {len(innermost)} places of that number."
    return innermost[0], ""


def _numbered(scope: etree._Element, number: str) -> etree._Element | None:
    """The one provision of that printed number directly in the scope's hierarchy."""
    found = [
        one.getparent()
        for one in scope.iter("{*}num")
        if _words(one).strip(" ()§.-–").removeprefix("Artikel ").removeprefix("Article ") == number
        and one.getparent() is not scope
    ]
    outermost = [
        one
        for one in found
        if one is not None and not any(two is not one and two in found for two in one.iterancestors())
    ]
    return outermost[0] if len(outermost) == 1 else None


def _own_words(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())


def _change(place: etree._Element, modification: Textual, *, moved: int) -> str:
    """Change the place; the reason where it cannot be done."""
    if modification.structures:
        return _change_structure(place, modification)
    if modification.kind in ("substitution", "replacement") and len(modification.old) == 2:
        return _exchange(place, modification.old[0], modification.old[1], modification, moved=moved)
    if modification.kind == "repeal" and len(modification.old) == 1:
        return _exchange(place, modification.old[0], "", modification, moved=moved)
    if modification.kind == "repeal" and not modification.old:
        parent = place.getparent()
        if parent is None:
            return "The whole document cannot be removed from itself."
        parent.remove(place)
        return ""
    return f"A {modification.kind or 'modification without kind'} with {len(modification.old)} quotations is not known."


def _change_structure(place: etree._Element, modification: Textual) -> str:
    parent = place.getparent()
    new = [copy.deepcopy(child) for one in modification.structures for child in one if isinstance(child.tag, str)]
    if parent is None or not new:
        return "The modification quotes no structure that could be put in."
    if any(etree.QName(one).localname != etree.QName(place).localname for one in new):
        return "The quoted structure is of another level than the place."
    at = parent.index(place)
    if modification.kind in ("substitution", "replacement"):
        new[-1].tail = place.tail
        parent.remove(place)
    elif modification.kind == "insertion" and modification.position in ("after", "before"):
        at += modification.position == "after"
    else:
        return "The modification does not say on which side of the place it inserts."
    for offset, one in enumerate(new):
        parent.insert(at + offset, one)
    return ""


def _exchange(place: etree._Element, old: str, new: str, modification: Textual, *, moved: int) -> str:
    """Exchange words in the text of an element; they must stand at the stated range, or exactly once."""
    text = _own_words(place)
    span = _range(modification)
    if span is not None:
        start, end = span[0] + moved, span[1] + moved
        if text[start:end] != old:
            return f"At {span[0]}-{span[1]} stand other words than the modification quotes."
    else:
        if text.count(old) != 1:
            return f"The quoted words stand there {text.count(old)} times."
        start = text.index(old)
        end = start + len(old)
    nodes = list(_text_nodes(place))
    holding = [(one, at) for one, at in nodes if at <= start and end <= at + len(one.read())]
    if not holding:
        return "The quoted words run over more than one element of the text."
    node, at = holding[0]
    node.write(node.read()[: start - at] + new + node.read()[end - at :])
    return ""


@dataclass(frozen=True, slots=True)
class _Text:
    """A stretch of text of a tree: the text of an element, or what follows it."""

    element: etree._Element
    is_tail: bool

    def read(self) -> str:
        return (self.element.tail if self.is_tail else self.element.text) or ""

    def write(self, text: str) -> None:
        if self.is_tail:
            self.element.tail = text
        else:
            self.element.text = text


def _text_nodes(place: etree._Element) -> Iterator[tuple[_Text, int]]:
    at = 0
    for node in _nodes(place, is_top=True):
        yield node, at
        at += len(node.read())


def _nodes(element: etree._Element, *, is_top: bool) -> Iterator[_Text]:
    if isinstance(element.tag, str):
        yield _Text(element, False)
        for child in element:
            yield from _nodes(child, is_top=False)
    if not is_top:
        yield _Text(element, True)
