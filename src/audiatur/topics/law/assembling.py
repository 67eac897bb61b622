"""Openings and lines → the tree of a law, with names (eIds) and findings. Which level holds which is learned."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from audiatur.topics.law.eids import named
from audiatur.topics.law.findings import Counted, Finding, numbering_findings
from audiatur.topics.law.lines import Line, Lines
from audiatur.topics.law.marking import Marked
from audiatur.topics.law.model import CONTAINERS, Level, Provision
from audiatur.topics.law.numbered import parts_of
from audiatur.topics.law.wording import Habit, Segment, container_wording, habit_of, joined, unit_wording
from audiatur.topics.law.wordlists import CLOSING_FORMULA, TITLE_LINE

_MOST_TITLE_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class Assembled:
    """The parts of a law as they were found."""

    title: str
    preface: tuple[str, ...]
    preamble: tuple[str, ...]
    body: tuple[Provision, ...]
    conclusions: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Node:
    segment: Segment
    heading: str = ""
    lines: tuple[str, ...] = ()
    parts: tuple[Provision, ...] = ()
    children: list[_Node] = field(default_factory=list)

    @property
    def level(self) -> Level:
        return self.segment.opening.level

    def provision(self) -> Provision:
        opening = self.segment.opening
        inner = (*self.parts, *(child.provision() for child in self.children))
        return Provision(opening.level, opening.number, opening.printed, self.heading, self.lines, inner)


def assemble(lines: Lines, marked: Marked) -> Assembled:
    """The law that the marked lines make."""
    places = sorted(marked.openings)
    head = [line for index, line in enumerate(lines.body[: places[0]]) if index not in marked.contents]
    preface, preamble = _head(head, lines)
    segments, conclusions = _segments(lines.body, marked, places)
    ranks = _ranks([segment.opening.level for segment in segments], unit=marked.unit)
    nodes = _nodes(segments, marked=marked, ranks=ranks, width=lines.width)
    roots = _tree(nodes, ranks=ranks)
    body = named(tuple(node.provision() for node in roots), unit=marked.unit)
    findings = (
        *_numbering(roots, marked.unit),
        *_set_apart(lines, marked),
        *(
            Finding("empty", node.level, node.segment.opening.number, node.segment.line.number)
            for node in nodes
            if node.level == marked.unit and not (node.lines or node.parts or node.children or node.heading)
        ),
    )
    return Assembled(
        title=_title(preface, lines),
        preface=tuple(preface),
        preamble=tuple(preamble),
        body=body,
        conclusions=tuple(conclusions),
        findings=tuple(sorted(findings, key=lambda finding: finding.line)),
    )


def _head(head: Sequence[Line], lines: Lines) -> tuple[list[str], list[str]]:
    """The lines before the first part, as preface (up to the title) and preamble."""
    titled = next((i for i, line in enumerate(head) if TITLE_LINE.match(line.text)), None)
    if titled is None:
        stop = 1 if head else 0
    else:
        stop = titled + 1
        while stop < len(head) and stop - titled < _MOST_TITLE_LINES and _title_goes_on(head, stop):
            stop += 1
    return [line.text for line in head[:stop]], joined(head[stop:], width=lines.width)


def _title_goes_on(head: Sequence[Line], at: int) -> bool:
    text = head[at].text
    return len(text) < 120 and not text.endswith((".", ";", ",", ":", "។", "៖")) and (
        text.isupper() or head[at - 1].text.isupper() or not head[at].opens
    )  # fmt: skip


def _title(preface: Sequence[str], lines: Lines) -> str:
    start = next((i for i, text in enumerate(preface) if TITLE_LINE.match(text)), None)
    if start is not None:
        return " ".join(preface[start:])
    return lines.title or (preface[0] if preface else "")


def _segments(body: Sequence[Line], marked: Marked, places: Sequence[int]) -> tuple[list[Segment], list[str]]:
    """Each opening with its lines; the closing formula with what follows it is set apart."""
    found: list[Segment] = []
    conclusions: list[str] = []
    annex = min((i for i in places if marked.openings[i].level == "annex"), default=len(body))
    last_unit = max((i for i in places if marked.openings[i].level == marked.unit and i < annex), default=-1)
    for n, index in enumerate(places):
        stop = places[n + 1] if n + 1 < len(places) else len(body)
        lines = [body[i] for i in range(index + 1, stop) if i not in marked.contents]
        if index == last_unit:
            cut = next((i for i, line in enumerate(lines) if CLOSING_FORMULA.match(line.text)), len(lines))
            conclusions = [line.text for line in lines[cut:]]
            lines = lines[:cut]
        found.append(Segment(marked.openings[index], body[index], tuple(lines)))
    return found, conclusions


def _ranks(levels: Sequence[Level], *, unit: Level) -> Mapping[Level, int]:
    """The place of each level, outermost first: as the law itself nests them, or else as is usual.

    A level that stands right above another, with nothing between, holds it.
    """
    above: Counter[tuple[Level, Level]] = Counter()
    for upper, lower in itertools.pairwise(levels):
        if upper != lower and upper in CONTAINERS and lower in CONTAINERS and "annex" not in (upper, lower):
            above[upper, lower] += 1
    present = set(levels)
    order = [level for level in CONTAINERS if level in present and level not in (unit, "annex")]
    for _ in range(len(order)):
        for n in range(len(order) - 1):
            first, second = order[n], order[n + 1]
            if above[second, first] > above[first, second] and not above[first, second]:
                order[n], order[n + 1] = second, first
    ranks: dict[Level, int] = {level: n + 1 for n, level in enumerate(order)}
    ranks["annex"] = 0
    ranks[unit] = len(order) + 2
    for level in set(levels) - set(ranks):
        ranks[level] = len(order) + 2
    return ranks


def _nodes(segments: Sequence[Segment], *, marked: Marked, ranks: Mapping[Level, int], width: int) -> list[_Node]:
    units = [one for one in segments if one.opening.level == marked.unit]
    habit = habit_of(units, width=width)
    nodes: list[_Node] = []
    for n, segment in enumerate(segments):
        level = segment.opening.level
        following = segments[n + 1].opening.level if n + 1 < len(segments) else None
        if level == marked.unit or level not in CONTAINERS:
            heading, lines = unit_wording(segment, habit=habit, width=width)
        else:
            is_leaf = following is None or (ranks[following] <= ranks[level])
            heading, lines = container_wording(segment, is_leaf=is_leaf, width=width)
        before, parts = parts_of(lines)
        nodes.append(_Node(segment, heading, before, parts))
    return nodes


def _tree(nodes: Sequence[_Node], *, ranks: Mapping[Level, int]) -> list[_Node]:
    roots: list[_Node] = []
    stack: list[_Node] = []
    for node in nodes:
        while stack and ranks[stack[-1].level] >= ranks[node.level]:
            stack.pop()
        (stack[-1].children if stack else roots).append(node)
        stack.append(node)
    return roots


def _numbering(roots: Sequence[_Node], unit: Level) -> Iterable[Finding]:
    """Articles are counted through the law (an annex apart), containers inside the container above."""
    scopes: dict[tuple[int, ...], list[Counted]] = defaultdict(list)
    places: dict[tuple[tuple[int, ...], Level], list[Counted]] = defaultdict(list)

    def visit(nodes: Sequence[_Node], path: tuple[int, ...], scope: tuple[int, ...]) -> None:
        for n, node in enumerate(nodes):
            counted = Counted(replace(node.provision(), children=()), node.segment.line.number, path)
            if node.level == unit:
                scopes[scope].append(counted)
            elif node.level != "annex":
                places[path, node.level].append(counted)
            inner = (*path, n)
            visit(node.children, inner, inner if node.level == "annex" else scope)

    visit(roots, (), ())
    for scope in scopes.values():
        yield from numbering_findings(scope)
    yield from _container_findings(places)


def _container_findings(places: Mapping[tuple[tuple[int, ...], Level], list[Counted]]) -> Iterable[Finding]:
    """Containers count anew inside each container above, or go on through the law; either is in order."""
    by_level: dict[Level, list[tuple[tuple[int, ...], list[Counted]]]] = defaultdict(list)
    for (path, level), counted in places.items():
        by_level[level].append((path, counted))
    for groups in by_level.values():
        through = [one for _, counted in sorted(groups, key=lambda group: group[1][0].line) for one in counted]
        flat = list(numbering_findings([replace(one, path=()) for one in through]))
        nested = [finding for _, counted in groups for finding in numbering_findings(counted)]
        yield from min((flat, nested), key=len)


def _set_apart(lines: Lines, marked: Marked) -> Iterable[Finding]:
    if marked.quoted & set(range(len(lines.body))):
        first = min(marked.quoted)
        has_opening = any(
            "rticle" in lines.body[i].text[:12] or "មាត្រា" in lines.body[i].text[:12] for i in marked.quoted
        )
        if has_opening:
            yield Finding("quoted", marked.unit, "", lines.body[first].number, str(len(marked.quoted)))
    if marked.contents:
        yield Finding("contents", marked.unit, "", lines.body[min(marked.contents)].number, str(len(marked.contents)))
    if lines.furniture:
        yield Finding("furniture", marked.unit, "", lines.furniture[0].number, str(len(lines.furniture)))


__all__ = ["Assembled", "Habit", "assemble"]
