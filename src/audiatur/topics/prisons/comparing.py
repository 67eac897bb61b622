"""Kept scenarios beside each other: what is done in each, how many persons it gives, and a drawing of their middles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from string import ascii_uppercase
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from audiatur.topics.prisons.citing import Kept
from audiatur.topics.prisons.lines import lines
from audiatur.topics.prisons.page_words import INPUT_WORDS, WHOM_WORDS
from audiatur.topics.prisons.scenario import INPUTS, USUAL_WHOM
from audiatur.topics.prisons.scenario_page import below_words

Named = tuple[str, Kept]


def comparison(scenarios: Sequence[Named]) -> dict[str, Any]:
    """The context of a comparison of one or more scenarios: `columns`, `levers`, `results`, `drawn`, `apart`."""
    letters = ascii_uppercase[: len(scenarios)]
    drawn = lines(
        max((kept.past for _name, kept in scenarios), key=len),
        [
            *((letter, kept.days, [row[1] for row in kept.scenario])
              for letter, (_name, kept) in zip(letters, scenarios, strict=True)),
            ("0", scenarios[0][1].days, [row[1] for row in scenarios[0][1].baseline]),
        ],
    )  # fmt: skip
    return {
        "columns": [{"letter": letter, "name": name} for letter, (name, _kept) in zip(letters, scenarios, strict=True)],
        "levers": _levers(scenarios),
        "results": _results(scenarios),
        "drawn": drawn,
        "apart": len({(kept.snapshots, kept.method, kept.seed, kept.runs) for _name, kept in scenarios}) > 1,
        "grounds": _grounds(scenarios),
    }


def _levers(scenarios: Sequence[Named]) -> list[dict[str, Any]]:
    """The numbers that are not at their usual value in at least one of them, and when the levers begin."""
    rows: list[dict[str, Any]] = []
    for one in INPUTS:
        values = [kept.asked.numbers[one.name] for _name, kept in scenarios]
        if all(value == one.usual for value in values) and one.name not in ("years", "phase"):
            continue
        words = INPUT_WORDS[one.name]
        cells = [
            number_format(value, decimal_pos=0 if value == int(value) else 2, use_l10n=True, force_grouping=True)
            for value in values
        ]
        if one.name in USUAL_WHOM:
            whom = [WHOM_WORDS[kept.asked.whom[one.name]] for _name, kept in scenarios]
            cells = [
                _("%(number)s, for %(whom)s") % {"number": cell, "whom": who} if value else cell
                for cell, who, value in zip(cells, whom, values, strict=True)
            ]
        rows.append({"label": words.label, "unit": words.unit, "cells": cells})
    starts = [date_format(kept.asked.starts, "j F Y") for _name, kept in scenarios]
    rows.append({"label": INPUT_WORDS["starts"].label, "unit": "", "cells": starts})
    if any(kept.asked.source for _name, kept in scenarios):
        sources = [kept.asked.source or "–" for _name, kept in scenarios]
        rows.append({"label": INPUT_WORDS["source"].label, "unit": "", "cells": sources})
    return rows


def _results(scenarios: Sequence[Named]) -> list[dict[str, Any]]:
    rows = []
    for at in sorted({mark for _name, kept in scenarios for mark in kept.marks}):
        for label, value in (
            (_("%(months)s months ahead: persons held"), lambda kept, at: _between(kept.scenario[at])),
            (
                _("%(months)s months ahead: difference from nothing changed"),
                lambda kept, at: _between(kept.difference[at]),
            ),
            (_("%(months)s months ahead: persons for 100 official places"), _percent),
        ):
            rows.append(
                {"label": label % {"months": at}, "cells": [_cell(kept, at, value) for _name, kept in scenarios]}
            )
    rows.append(
        {
            "label": _("When there are places for all"),
            "cells": [below_words(kept.below) for _name, kept in scenarios],
        }
    )
    if any(kept.cost for _name, kept in scenarios):
        costs = [_number(kept.cost) for _name, kept in scenarios]
        rows.append({"label": _("What the new places cost, in the currency of the unit cost"), "cells": costs})
    return rows


def _cell(kept: Kept, at: int, value: Callable[[Kept, int], str]) -> str:
    return value(kept, at) if at < len(kept.days) else "–"


def _between(row: tuple[float, float, float]) -> str:
    low, middle, high = (_number(value) for value in row)
    return _("%(middle)s (between %(low)s and %(high)s)") % {"middle": middle, "low": low, "high": high}


def _percent(kept: Kept, at: int) -> str:
    return _number(100 * kept.scenario[at][1] / kept.places[at]) if kept.places[at] else "–"


def _number(value: float) -> str:
    return number_format(round(value), use_l10n=True, force_grouping=True)


def _grounds(scenarios: Sequence[Named]) -> list[dict[str, Any]]:
    return [
        {
            "name": name, "snapshots": kept.snapshots, "method": kept.method, "seed": kept.seed, "runs": kept.runs,
            "opening": kept.days[0],
        }
        for name, kept in scenarios
    ]  # fmt: skip
