"""Parts that should sum to a stated total: 2,370 claims, 1,380 of one kind, 696 of another and the remaining 294."""

from __future__ import annotations

import re
from typing import Final

from audiatur.reading.quantities.passages import Passage, Term, is_input, result, same_head
from audiatur.reading.quantities.precision import stated_precision
from audiatur.reading.result import Arithmetic, Verdict

_MOST_PARTS: Final = 8
_CLOSING: Final = re.compile(r"\b(?:remaining|the rest|the other|the others|the balance)\s+(?:\w+\s+){0,2}$")
_CLOSED: Final = re.compile(r"\s+(?:others|remaining|were the rest)\b")
_OPENING: Final = re.compile(
    r"[^.;:(0-9]{0,50}"
    r"(?:[:(]|\b(?:comprising|consisting of|made up of|composed of|namely|divided into|broken down into))"
    r"\s*[^.;:()0-9]{0,30}$"
)
_EXAMPLES: Final = re.compile(
    r"\b(?:includ|such as|notably|among them|in particular|especially|e\.g|at least|of whom|of which)"
)
_BACKWARD: Final = re.compile(
    r"(?:,|\(|–|and|for|making|giving|or)\s*(?:for |making |giving |or )?(?:a|the|an)\s+"
    r"(?:combined |overall |grand )?total of\s+$"
    r"|\btotall?ing\s+$|\baltogether,?\s+$|\bin all,?\s+$"
)
_OPPOSITES: Final = (
    {"men", "women"}, {"boys", "girls"}, {"males", "females"}, {"adults", "children"}, {"adults", "minors"},
    {"adults", "juveniles"}, {"convicts", "detainees"}, {"convicts", "accused"}, {"nationals", "foreigners"},
)  # fmt: skip


def sums(passage: Passage) -> list[Arithmetic]:
    """Every total of the passage whose parts stand beside it."""
    found: list[Arithmetic] = []
    used: set[int] = set()
    for total in passage.terms:
        if total.order in used or not is_input(total) or total.quantity.hedge not in ("exact", "approx"):
            continue
        known = _forward(passage, total) or _backward(passage, total)
        if known:
            found.append(known[0])
            used.update(known[1])
    return [*found, *_hundred(passage)]


def _forward(passage: Passage, total: Term) -> tuple[Arithmetic, set[int]] | None:
    """The parts follow their total."""
    parts = _following(passage, total)
    for count in range(2, len(parts) + 1):
        some = parts[:count]
        if _check(total, some) != "inconsistent" and (_weighty(total, some) or _complete(passage, total, some)):
            return _result(total, some, "consistent")
    for count in range(len(parts), 1, -1):
        some = parts[:count]
        if _complete(passage, total, some):
            listed_on = count < len(parts) and parts[count].sentence == some[-1].sentence
            return None if listed_on or not _is_close(total, some) else _result(total, some, "inconsistent")
    return None


def _following(passage: Passage, total: Term) -> list[Term]:
    """The terms after a total that could be its parts, up to the first count that could not."""
    parts: list[Term] = []
    last = total
    for term in passage.terms[total.order + 1 : total.order + 1 + 2 * _MOST_PARTS]:
        if term.sentence - total.sentence > 2 or term.sentence - last.sentence > 1 or len(parts) == _MOST_PARTS:
            break
        if _can_add(total, term):
            parts.append(term)
            last = term
        elif term.quantity.kind in ("count", "money", "vague"):
            break
    return parts


def _is_close(total: Term, parts: list[Term]) -> bool:
    """The parts come near the total; far from it they are parts of something else."""
    return abs(sum(part.value for part in parts) - total.value) <= 0.25 * total.value


def _can_add(total: Term, term: Term) -> bool:
    return (
        is_input(term)
        and term.quantity.kind == total.quantity.kind
        and term.quantity.hedge in ("exact", "approx")
        and term.value < total.value
        and (same_head(total, term) or total.quantity.kind == "count")
    )


def _complete(passage: Passage, total: Term, parts: list[Term]) -> bool:
    """The words say that these are all the parts."""
    opening = passage.content[total.quantity.end : parts[0].quantity.start].lower()
    inside = passage.content[total.quantity.end : parts[-1].quantity.end].lower()
    if len(inside) > 600 or _EXAMPLES.search(inside):
        return len(inside) <= 600 and _opposed(parts) and _EXAMPLES.findall(inside) in (["of whom"], ["of which"])
    closing = (
        _CLOSING.search(passage.before(parts[-1])) is not None or _CLOSED.match(passage.after(parts[-1])) is not None
    )
    if closing and all(same_head(total, part) for part in parts):
        return True
    if parts[-1].sentence != total.sentence:
        return False
    return _opposed(parts) or (_OPENING.fullmatch(opening) is not None and _list_ends(passage, opening, parts))


def _opposed(parts: list[Term]) -> bool:
    """The two parts are each other's opposite: men and women."""
    return len(parts) == 2 and {part.head for part in parts} in _OPPOSITES


def _list_ends(passage: Passage, opening: str, parts: list[Term]) -> bool:
    """The list was joined by "and" before its last part, and is closed after it."""
    before = passage.before(parts[-1], reach=14)
    joined = re.search(r"\band\s+(?:\w+\s+)?$", before) is not None
    after = passage.after(parts[-1], reach=50)
    closed = re.match(r"[^,;0-9(]*\)" if "(" in opening else r"[^,;0-9()]*[.;]", after) is not None
    return joined and closed


def _weighty(total: Term, parts: list[Term]) -> bool:
    """An exact sum of numbers that are not round is no accident."""
    exact = all(term.quantity.hedge == "exact" for term in (total, *parts))
    digits = total.value / stated_precision(f"{total.value:.0f}").significant
    return exact and digits >= 100 and all(part.value >= 5 for part in parts)


def _backward(passage: Passage, total: Term) -> tuple[Arithmetic, set[int]] | None:
    """The total follows its parts in the same sentence: 12 men and 8 women, a total of 20."""
    if not _BACKWARD.search(passage.before(total)):
        return None
    parts: list[Term] = []
    for term in reversed(passage.terms[max(0, total.order - _MOST_PARTS) : total.order]):
        if term.sentence != total.sentence or not _can_add(total, term):
            break
        parts.insert(0, term)
        if len(parts) > 1 and _check(total, parts) != "inconsistent":
            return _result(total, parts, _check(total, parts))
    if len(parts) < 2 or _EXAMPLES.search(passage.content[parts[0].quantity.start : total.quantity.start].lower()):
        return None
    sure = _opposed(parts) or all(part.head and part.head == total.head for part in parts)
    return _result(total, parts, "inconsistent") if sure and _is_close(total, parts) else None


def _check(total: Term, parts: list[Term]) -> Verdict:
    """Whether the parts give the total, each at its own precision."""
    slack = 0.0
    for term in (total, *parts):
        precision = stated_precision(term.quantity.surface)
        unit = precision.significant if term.quantity.hedge == "approx" else precision.unit
        slack += unit / 2 if unit > 1 or term.quantity.hedge == "approx" or term.value != int(term.value) else 0.0
    return "consistent" if abs(sum(part.value for part in parts) - total.value) <= slack + 1e-9 else "inconsistent"


def _result(total: Term, parts: list[Term], outcome: Verdict) -> tuple[Arithmetic, set[int]]:
    values = tuple(part.value for part in parts)
    made = result(
        tuple(parts),
        operation="sum",
        inputs=values,
        stated=total,
        stated_value=total.value,
        computed=sum(values),
        outcome=outcome,
    )
    return made, {total.order, *(part.order for part in parts)}


def _stated_point(term: Term) -> bool:
    return term.quantity.hedge in ("exact", "approx")


def _hundred(passage: Passage) -> list[Arithmetic]:
    """Shares of one whole that end with "the remaining" should make a hundred."""
    found: list[Arithmetic] = []
    for last in passage.terms:
        if last.quantity.kind != "percent" or not _CLOSING.search(passage.before(last, reach=30)):
            continue
        parts = [last]
        for term in reversed(passage.terms[max(0, last.order - _MOST_PARTS) : last.order]):
            if term.sentence != last.sentence or term.quantity.kind != "percent" or not _stated_point(term):
                break
            parts.insert(0, term)
        if len(parts) < 2 or not _stated_point(last):
            continue
        values = tuple(part.value for part in parts)
        slack = sum(stated_precision(part.quantity.surface).unit / 2 for part in parts)
        agreed = abs(sum(values) - 100) <= slack + 1e-9
        if agreed or 80 <= sum(values) <= 120:
            outcome: Verdict = "consistent" if agreed else "inconsistent"
            found.append(
                result(
                    tuple(parts),
                    operation="sum",
                    inputs=values,
                    stated=None,
                    stated_value=100.0,
                    computed=sum(values),
                    outcome=outcome,
                )
            )
    return found
