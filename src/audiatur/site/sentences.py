"""What a page says about a question in whole sentences: how the sides stand, and how the rule came to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from audiatur.record.models import Stance
from audiatur.record.selectors.follow_up import Moved
from audiatur.record.selectors.statuses import Cell, QuestionView, Row
from audiatur.record.status import SideStance, Status
from audiatur.site import written

COUNTED: dict[Status, Callable[[int], str]] = {
    "agreed": lambda n: ngettext("The sides agree on %(n)d proposition.", "The sides agree on %(n)d propositions.", n),
    "partly_agreed": lambda n: ngettext(
        "The sides partly agree on %(n)d proposition.", "The sides partly agree on %(n)d propositions.", n
    ),
    "differing": lambda n: ngettext(
        "The sides differ on %(n)d proposition.", "The sides differ on %(n)d propositions.", n
    ),
    "one_sided": lambda n: ngettext(
        "On %(n)d proposition not every side has spoken.", "On %(n)d propositions not every side has spoken.", n
    ),
    "unanswered": lambda n: ngettext("%(n)d proposition is unanswered.", "%(n)d propositions are unanswered.", n),
}

SIDE_STANCES = {
    "accepts": Stance.ACCEPTS.label,
    "accepts_in_part": Stance.IN_PART.label,
    "rejects": Stance.REJECTS.label,
    "reserves": Stance.RESERVES.label,
    "silent": gettext_lazy("has not spoken"),
    "divided": gettext_lazy("its parties differ"),
}


@dataclass(frozen=True, slots=True)
class Decided:
    """How one proposition came to its status."""

    order: int
    sides: str
    status: Status


def counts(view: QuestionView) -> str:
    """How many propositions have each status, in sentences."""
    found = ((sentence, view.count(status)) for status, sentence in COUNTED.items())
    return " ".join(sentence(number) % {"n": number} for sentence, number in found if number)


def lede(view: QuestionView, *, today: date) -> str:
    """The line under a question: how the sides stand, and whose reply is awaited."""
    return " ".join(sentence for sentence in (counts(view), *_awaited(view, today=today)) if sentence)


def _awaited(view: QuestionView, *, today: date) -> list[str]:
    if view.due is None:
        return []
    overdue = today > view.due
    form = _("%(side)s: no reply received by %(date)s.") if overdue else _("%(side)s: reply due %(date)s.")
    return [form % {"side": written.plain_text(side, "name"), "date": written.when(view.due)} for side in view.awaited]


def decided(view: QuestionView) -> tuple[Decided, ...]:
    """For each proposition, what each side that was asked says, as the rule took it."""
    return tuple(Decided(row.proposition.order, _sides(row), row.status) for row in view.rows)


def _sides(row: Row) -> str:
    return "; ".join(_side(cell) for cell in row.cells if cell.addressed) + ":"


def _side(cell: Cell) -> str:
    return _("%(side)s: %(stance)s") % {
        "side": written.plain_text(cell.side, "name"),
        "stance": side_stance(cell.stance),
    }


def side_stance(stance: SideStance) -> str:
    """A side's stance as one word or phrase."""
    return str(SIDE_STANCES[stance])


def moved(counts: Moved) -> str:
    """How many positions were stated for the first time, changed or ended after a meeting, in sentences."""
    other, stated, ended = counts.changed, counts.stated, counts.withdrawn
    told = []
    if other:
        told.append(ngettext("%(n)d position changed.", "%(n)d positions changed.", other) % {"n": other})
    if stated:
        told.append(
            ngettext(
                "%(n)d position was stated for the first time.",
                "%(n)d positions were stated for the first time.",
                stated,
            )
            % {"n": stated}
        )
    if ended:
        told.append(ngettext("%(n)d position was withdrawn.", "%(n)d positions were withdrawn.", ended) % {"n": ended})
    return " ".join(told) or _("No position changed.")
