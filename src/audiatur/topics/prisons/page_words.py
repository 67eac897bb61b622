"""What the pages of prisons call levers, inputs, methods and groups, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

INPUT_WORDS: Mapping[str, tuple[str | Promise, str | Promise]] = {
    "bail": (
        _("Bail: share of pre-trial admissions released instead, percent"),
        _("Assumes that nobody else is detained in their place and that as many come back as now."),
    ),
    "diversion": (
        _("Mediation: share of misdemeanour and petty admissions settled outside, percent"),
        _("Assumes that the two sides settle and no custody follows."),
    ),
    "limit_days": (
        _("Time limit before judgment, days"),
        _("The days that the rule in force allows; see the procedural rules of the country."),
    ),
    "limit_share": (
        _("Share of those beyond the time limit who are released, percent"),
        _("Assumes release on the day the limit is passed, and none before."),
    ),
    "faster": (
        _("Judges: judgments and appeals come faster by, percent"),
        _("Assumes that outcomes stay as they are and only come sooner."),
    ),
    "shorter": (
        _("Sentences: time served is shorter by, percent"),
        _("Assumes that it holds for all who serve a sentence, those already there included."),
    ),
    "remission": (
        _("Remission: time served is cut further by, percent"),
        _("Assumes remission spread over the whole of the sentence."),
    ),
    "early": (
        _("Early release: share of sentenced persons released once, percent"),
        _("Assumes a release spread over the months until it works in full, and no return."),
    ),
    "places": (_("New places"), _("Assumes that they open evenly until the levers work in full.")),
    "unit_cost": (_("Cost of one new place"), _("In any currency; 0 where it is not known.")),
    "years": (_("Years ahead"), _("1 to 10.")),
    "phase": (_("Months until the levers work in full"), _("0 means at once, on the first day.")),
}
NAME_WORDS = (_("Name of the scenario"), _("It stands in the address and in the table."))
STARTS_WORDS = (_("First day of the levers"), _("Year-month-day; usually the day after the records end."))

LEVER_INPUT = {
    "bail": "bail", "diversion": "diversion", "time_limit": "limit_share", "faster_trials": "faster",
    "sentence_length": "shorter", "remission": "remission", "early_release": "early", "places": "places",
}  # fmt: skip
"""The input that each kind of lever is read from."""

METHOD_WORDS: Mapping[str, str | Promise] = {
    "blind": _("This projection, blind"),
    "last_value": _("The last value"),
    "seasonal": _("The same month a year ago"),
    "smoothed": _("Exponential smoothing"),
    "given_truth": _("Given the truth: admissions and all departure rates of each quarter"),
    "given_paces": _("Given the truth: admissions, and the pace of departure by quarter, status and time in it"),
    "given_one_pace": _("Given the truth: admissions, and one pace of departure a status and quarter"),
    "given_one": _("Given the truth: admissions, and one set of departure rates for the whole span"),
}

GROUP_WORDS: Mapping[str, str | Promise] = {
    "felony": _("felony"),
    "misdemeanour": _("misdemeanour"),
    "petty_offence": _("petty offence"),
    "not_recorded": _("not recorded"),
}
