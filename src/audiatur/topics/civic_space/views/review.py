"""The page on which a person decides whether two reports are of one incident: side by side, one pair at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from audiatur.registers.engine import Registers
from audiatur.topics.base import Here
from audiatur.topics.civic_space.contract import INCIDENT_KIND, INCIDENT_REPORTS
from audiatur.topics.civic_space.linkage.decisions import Decision
from audiatur.topics.civic_space.linkage.gazetteer import Gazetteer
from audiatur.topics.civic_space.side_by_side import FIELDS, Compared, side_by_side
from audiatur.topics.civic_space.standing import TABLES, Uncertain, places_of
from audiatur.topics.civic_space.views.computing import lacking, looked, none_page, waiting_page

VERDICTS = {
    "same": gettext_lazy("The same incident"),
    "different": gettext_lazy("Not the same incident"),
    "unknown": gettext_lazy("Cannot tell"),
}
DONE = {
    "same": gettext_lazy("Kept: the two reports are of one incident."),
    "different": gettext_lazy("Kept: the two reports are of two incidents."),
    "unknown": gettext_lazy("Kept: it cannot be told from the reports. The pair stays uncertain."),
}
SHOWN = 20
"""Decisions that are listed below the pair."""


@dataclass(frozen=True, slots=True)
class Row:
    """A field as it is shown: its name, what each report says, how they compare in words, whether they are alike."""

    name: str
    left: str
    right: str
    how: str
    alike: bool


@never_cache
def pairs_page(request: HttpRequest, here: Here) -> HttpResponse:
    """The next uncertain pair, or the one that the address names; a decision or its undoing by POST."""
    title = _("Pairs of reports to decide")
    if lacking(here):
        return none_page(request, here, title=title)
    if request.method == "POST":
        return _acted(request, here)
    look = looked(here)
    if look.standing is None:
        return waiting_page(request, here, look, title=title)
    decisions = here.pair_decisions()
    waiting = look.standing.uncertain
    chosen = _chosen(request, waiting)
    context: dict[str, Any] = {
        "here": here,
        "title": title,
        "waiting": len(waiting),
        "decided": len(decisions),
        "all": len(waiting) + len(decisions),
        "pair": chosen,
        "may_decide": here.decides_pairs,
        "current": look.current,
        "decisions": [_told(one) for one in reversed(decisions[-SHOWN:])],
        "last": decisions[-1] if decisions else None,
    }
    if chosen:
        after = waiting.index(chosen) + 1
        context["likely"] = _likely(chosen.probability)
        context["next"] = waiting[after % len(waiting)] if len(waiting) > 1 else None
        with here.registers(*TABLES) as registers:
            context["rows"] = _rows(registers, chosen)
    return render(request, "civic_space/pairs.html", context)


def _acted(request: HttpRequest, here: Here) -> HttpResponse:
    if not here.decides_pairs:
        raise Http404(_("There is nothing at this address, or you may not see it."))
    act = request.POST.get("act", "")
    if act == "undo":
        decision = request.POST.get("decision", "")
        fault = here.pair_undo(int(decision)) if decision.isdigit() else _("There is no such decision.")
        told = _("Undone: the pair waits again.")
    elif act in VERDICTS:
        pair = request.POST.get("left", ""), request.POST.get("right", "")
        look = looked(here)
        # Only what was compared is decided: keys of reports come from no form alone.
        if look.standing is None or pair not in {(one.left, one.right) for one in look.standing.uncertain}:
            messages.error(request, _("This pair was decided meanwhile, or it is not uncertain any more."))
            return redirect(request.path)
        fault = here.pair_decide(pair, verdict=act, reason=request.POST.get("reason", "")[:2000])
        told = str(DONE[act])
    else:
        raise Http404(act)
    if fault:
        messages.error(request, fault)
    else:
        messages.success(request, told)
    return redirect(request.path)


def _chosen(request: HttpRequest, waiting: tuple[Uncertain, ...]) -> Uncertain | None:
    """The pair that the address names, the least certain one otherwise."""
    asked = request.GET.get("left", ""), request.GET.get("right", "")
    named = next((one for one in waiting if (one.left, one.right) == asked), None)
    return named or (waiting[0] if waiting else None)


def _likely(probability: float) -> str:
    return _("In %(share)s of 100 ways of putting the reports together, these two are of one incident.") % {
        "share": round(100 * probability)
    }


def _rows(registers: Registers, pair: Uncertain) -> list[Row]:
    reports = registers["incident_reports"]
    found = registers.run(reports.filter(reports.report.isin([pair.left, pair.right])).select("report", *FIELDS))
    by_key = {row["report"]: row for row in found.iter_rows(named=True)}
    places = places_of(registers)
    compared = side_by_side(by_key[pair.left], by_key[pair.right], places=places)
    return [
        Row(
            _column(one.column),
            _value(one.column, one.left, places=places),
            _value(one.column, one.right, places=places),
            how_in_words(one),
            one.how in ("same", "days_meet", "sounds_alike"),
        )
        for one in compared
        if one.how != "both_silent"
    ]


def _column(name: str) -> str:
    column = INCIDENT_REPORTS.column(name)
    return column.km if get_language() == "km" else column.en


def _value(column: str, given: str, *, places: Gazetteer) -> str:
    """A value in the words of the page: codes by their word, places by their name and what they lie in."""
    if column == "kind":
        words = {one.code: one.km if get_language() == "km" else one.en for one in INCIDENT_KIND}
        return words.get(given, given)
    if column == "place" and (code := places.find(given)):
        latin = 1 if get_language() == "km" else 0
        names = [places.places[level].names for level in reversed(list(places.levels(code).values()))]
        return ", ".join(each[min(latin, len(each) - 1)] for each in reversed(names) if each)
    return given


def how_in_words(one: Compared) -> str:
    """How a field of one report stands to that of the other, in the language of the page."""
    if one.how == "days_apart":
        return ngettext("%(n)s day apart", "%(n)s days apart", one.number) % {"n": one.number}
    if one.how == "words_shared":
        return _("%(n)s %% of the words of the shorter text are in both") % {"n": one.number}
    words = {
        "same": _("the same"),
        "differs": _("differs"),
        "days_meet": _("can be the same day"),
        "same_district": _("the same district"),
        "same_province": _("the same province, elsewhere"),
        "sounds_alike": _("spelt otherwise, sounds alike"),
        "one_silent": _("only one report says it"),
        "both_silent": "",
    }
    return words[one.how]


def _told(decision: Decision) -> dict[str, object]:
    return {"decision": decision, "verdict": VERDICTS[decision.verdict]}
