"""The clock, the audit and the events in the words of the pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_noop as _

from audiatur.registers.contract import Code
from audiatur.registers.shared_tables import CHARGE_CLASS, SEX
from audiatur.topics.proceedings.audit import Gap, Report, Share
from audiatur.topics.proceedings.clock import NEVER, Answer
from audiatur.topics.proceedings.contract import EVENT_KIND, OUTCOME
from audiatur.topics.proceedings.courts import Spread
from audiatur.topics.proceedings.rules import Rule
from audiatur.topics.proceedings.told import Told

ANSWERS = {
    Answer.WITHIN: _("within the limit"),
    Answer.BREACHED: _("beyond the limit"),
    Answer.CANNOT_TELL: _("cannot be told"),
}
REASONS = {
    "NO_RULE": _("no rule of this record applies"),
    "NO_CHARGE": _("the class of the charge is not recorded"),
    "NO_AGE": _("the date of birth is not recorded"),
    "NO_HOUR": _("an hour is not recorded"),
    "NO_ORDER": _("no order of extension is on file; it may be missing"),
    "LATE_ORDER": _("an order of extension was made after the time had run out; an earlier one may be missing"),
    "DATES": _("the dates are in the wrong order"),
    "NO_PENALTY": _("the shortest sentence is not recorded, so that the cap by half of it could not be checked"),
}
UNTIMED = {
    "no number": _("it gives no number of hours, days or months"),
    "shortest time": _("it gives a shortest time, and no event of the register holds the call"),
    "no start": _("no event of the register tells the notice from which the time runs"),
    "which judge": _("the register does not tell which judge was asked"),
    "who appeals": _("the register does not tell who appeals"),
}
_OFFENCES = {"international_crime": _("genocide, crimes against humanity or war crimes")}
WARNINGS = {
    "later_event": _("It is adjusted for something decided after the outcome, which can hide a part of the gap."),
    "few_courts": _("There are fewer than 20 courts; intervals may be too narrow."),
    "small_group": _("A group is too small to be compared and was left out."),
    "much_left_out": _("More than a tenth of the rows lack a value and were left out."),
    "no_adjustment": _("Nothing is adjusted for."),
}


def _word(codes: tuple[Code, ...], code: object) -> str:
    for word in codes:
        if word.code == code:
            return word.km if get_language() == "km" else word.en
    return str(code)


def charge_class(code: object) -> str:
    """A class of charges in words."""
    return _word(CHARGE_CLASS, code)


def outcome(code: object) -> str:
    """An outcome for a person in words."""
    return _word(OUTCOME, code)


def duration(amount: int, *, minutes: bool) -> str:
    """A time in words: days, or hours and minutes."""
    if not minutes:
        return ngettext("%(counter)s day", "%(counter)s days", amount) % {"counter": f"{amount:,}"}
    hours, rest = divmod(amount, 60)
    if not rest:
        return gettext("%(hours)s h") % {"hours": f"{hours:,}"}
    return gettext("%(hours)s h %(minutes)s min") % {"hours": f"{hours:,}", "minutes": rest}


def span(bounds: tuple[int, int], *, minutes: bool) -> str:
    """A time that is known, or the least and the most that it can be."""
    low, high = bounds
    if low == high:
        return duration(low, minutes=minutes)
    if high >= NEVER:
        return gettext("%(low)s or more") % {"low": duration(low, minutes=minutes)}
    return gettext("%(low)s to %(high)s") % {
        "low": duration(low, minutes=minutes),
        "high": duration(high, minutes=minutes),
    }


@dataclass(frozen=True, slots=True)
class Shown:
    """One clock of a person, ready to be drawn."""

    told: Told
    name: str
    answer: str
    code: str
    says: str
    held: str
    allowed: str
    over: str
    reasons: tuple[str, ...]
    until: date
    limit_label: str
    end_label: str


def told(one: Told, *, as_of: date) -> Shown:
    """A clock in words."""
    km = get_language() == "km"
    minutes = one.in_minutes
    return Shown(
        one,
        name=one.clock.name_km if km else one.clock.name,
        answer=gettext(ANSWERS[one.answer]),
        code=one.answer.name.lower(),
        says=(one.rule.says_km if km else one.rule.says) if one.rule else "",
        held=span(one.held, minutes=minutes),
        allowed=span(one.allowed, minutes=minutes),
        over=span(one.over, minutes=minutes),
        reasons=tuple(gettext(REASONS[name]) for name in one.reasons),
        until=as_of if one.running else one.timeline.ends,
        limit_label=duration(one.allowed[0], minutes=minutes),
        end_label=duration(one.held[1], minutes=minutes),
    )


def act(row: dict[str, Any]) -> dict[str, Any]:
    """An event in words."""
    minute = row.get("minute")
    return {
        "on": row["on"],
        "time": f"{minute // 60:02d}:{minute % 60:02d}" if minute is not None else "",
        "kind": _word(EVENT_KIND, row["kind"]),
        "recorded": row.get("recorded"),
        "event": row.get("event", ""),
    }


def charge(row: dict[str, Any]) -> dict[str, Any]:
    """A charge in words."""
    offence, penalty = row.get("offence") or "", row.get("minimum_penalty_days")
    return {
        "since": row.get("since"),
        "charge_class": charge_class(row["charge_class"]),
        "offence": gettext(_OFFENCES[offence]) if offence in _OFFENCES else offence,
        "least": "" if penalty is None else duration(penalty, minutes=False),
    }


def untimed(rule: Rule) -> str:
    """Why a rule has no clock."""
    return gettext(UNTIMED[rule.untimed])


def defendant(row: dict[str, Any]) -> dict[str, Any]:
    """What the record has of a defendant that the rules look at."""
    return {
        "charge_class": charge_class(row.get("charge_class")),
        "born": row.get("born"),
        "sex": _word(SEX, row.get("sex")),
    }


def whole(value: float | None) -> str:
    """A number without decimals, grouped; a dash where there is none."""
    return "–" if value is None else f"{value:,.0f}"


def tenths(value: float | None) -> str:
    """A number with one decimal."""
    return "–" if value is None else f"{value:,.1f}"


def percent(share: float) -> str:
    """A share in percent."""
    return f"{100 * share:.1f}"


_GROUPS = {"yes": _("need an interpreter"), "no": _("need none"), "female": _("women"), "male": _("men")}


def group(code: str) -> str:
    """A group of people in words."""
    return gettext(_GROUPS[code]) if code in _GROUPS else code


def _points(share: Share) -> str:
    return gettext("%(value)s points (%(low)s to %(high)s)") % {
        "value": f"{100 * share.value:+.1f}",
        "low": f"{100 * share.low:+.1f}",
        "high": f"{100 * share.high:+.1f}",
    }


def report(found: Report) -> dict[str, Any]:
    """An audit in words."""
    return {
        "rows": found.rows,
        "level": f"{found.question.level:.2f}",
        "reference": group(found.question.reference),
        "left_out": [(name, count) for name, count in found.left_out.items()],
        "warnings": [gettext(WARNINGS[code]) for code in found.warnings],
        "gaps": [_gap(gap) for gap in found.gaps],
        "comparisons": len(found.gaps),
    }


def _spread(spread: Spread) -> str:
    return gettext("%(mean)s points in %(courts)s courts on average, from court to court by %(deviation)s points") % {
        "mean": f"{100 * spread.mean:+.1f}",
        "courts": len(spread.courts),
        "deviation": f"{100 * spread.deviation:.1f}",
    }


def _gap(gap: Gap) -> dict[str, Any]:
    return {
        "group": group(gap.group),
        "n": gap.n,
        "n_reference": gap.n_reference,
        "raw": _points(gap.raw),
        "adjusted": _points(gap.adjusted),
        "ratio": f"{gap.ratio.value:.2f} ({gap.ratio.low:.2f}–{gap.ratio.high:.2f})",
        "p": "< 0.0001" if gap.holm < 1e-4 else f"{gap.holm:.4f}",
        "bh": "< 0.0001" if gap.benjamini_hochberg < 1e-4 else f"{gap.benjamini_hochberg:.4f}",
        "reported": gap.reported,
        "e_value": f"{gap.e_value:.2f}",
        "e_value_of_bound": f"{gap.e_value_of_bound:.2f}",
        "spread": _spread(gap.spread) if gap.spread else "",
        "standardised": gap.method == "standardised",
    }
