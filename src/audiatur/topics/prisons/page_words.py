"""What the pages of prisons call levers, inputs, methods and groups, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True, slots=True)
class InputWords:
    """What a number of the form is called, in what it is counted, what 0 means, and what is assumed."""

    label: Text
    unit: Text = ""
    nothing: Text = ""
    assumed: Text = ""


_PERCENT = _("percent")
INPUT_WORDS: Mapping[str, InputWords] = {
    "bail": InputWords(
        _("Bail: of those who would come in before trial, how many stay free"),
        _PERCENT,
        _("0: as many are detained before trial as in the last year."),
        _("Assumes that nobody else is detained in their place and that as many come back as now."),
    ),
    "diversion": InputWords(
        _("Mediation: of those who would come in, how many settle outside the court"),
        _PERCENT,
        _("0: no more settle than in the last year."),
        _("Assumes that the two sides settle and no custody follows."),
    ),
    "limit_days": InputWords(
        _("Time limit before judgment"),
        _("days"),
        _("It works only with the share below; by itself it changes nothing."),
        _("The days that the rule in force allows; see the procedural rules of the country."),
    ),
    "limit_share": InputWords(
        _("Time limit: of those who pass it, how many are released"),
        _PERCENT,
        _("0: the limit is not enforced more than in the last year."),
        _("Assumes release on the day the limit is passed, and none before."),
    ),
    "faster": InputWords(
        _("More judges: how much faster judgments and appeals come"),
        _PERCENT,
        _("0: as fast as in the last year. 100: twice as fast."),
        _("Assumes that outcomes stay as they are and only come sooner."),
    ),
    "shorter": InputWords(
        _("Sentences: how much shorter the time served is"),
        _PERCENT,
        _("0: as long as in the last year."),
        _("Assumes that it holds for all who serve a sentence, those already there included."),
    ),
    "remission": InputWords(
        _("Remission: how much is cut from what is left to serve"),
        _PERCENT,
        _("0: no more than in the last year."),
        _("Assumes remission spread over the whole of the sentence."),
    ),
    "early": InputWords(
        _("Early release: of those who serve a sentence, how many are released once"),
        _PERCENT,
        _("0: nobody is released before the end beyond what was usual."),
        _("Assumes a release spread over the months until it works in full, and no return."),
    ),
    "places": InputWords(
        _("New places"),
        _("places"),
        _("0: no place is added."),
        _("Assumes that they open evenly until the levers work in full. They change the places, not the persons."),
    ),
    "unit_cost": InputWords(
        _("Cost of one new place"),
        _("in any currency"),
        _("0: no cost is shown."),
        _("Only multiplied with the places."),
    ),
    "years": InputWords(_("How far to look ahead"), _("years"), "", _("1 to 10; the further, the less sure.")),
    "phase": InputWords(
        _("Until the levers work in full"),
        _("months"),
        _("0: at once, on the first day."),
        _("They grow evenly until then."),
    ),
    "starts": InputWords(
        _("First day of the levers"), "", "", _("Year-month-day; usually the day after the records end.")
    ),
    "name": InputWords(_("Name of the scenario"), "", "", _("It stands in the address and in the table.")),
    "source": InputWords(
        _("Where these numbers are taken from"),
        "",
        "",
        _("For example a draft law, a plan, or “to see what it would do”."),
    ),
}
WHOM_WORDS: Mapping[str, Text] = {
    "all": _("all charges"),
    "felony": _("felonies"),
    "misdemeanour": _("misdemeanours"),
    "petty_offence": _("petty offences"),
    "minor": _("misdemeanours and petty offences"),
}
FORM: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (_("Who comes in"), ("bail", "diversion")),
    (_("How long they wait for a judgment"), ("limit_days", "limit_share", "faster")),
    (_("How long they serve"), ("shorter", "remission", "early")),
    (_("Places"), ("places", "unit_cost")),
    (_("When, and how far ahead"), ("starts", "phase", "years")),
    (_("Name and source"), ("name", "source")),
)
"""The form in its parts."""

LEVER_INPUT = {
    "bail": "bail", "diversion": "diversion", "time_limit": "limit_share", "faster_trials": "faster",
    "sentence_length": "shorter", "remission": "remission", "early_release": "early", "places": "places",
}  # fmt: skip
"""The input that each kind of lever is read from."""

METHOD_WORDS: Mapping[str, Text] = {
    "blind": _("This projection, blind"),
    "last_value": _("The last value"),
    "seasonal": _("The same month a year ago"),
    "smoothed": _("Exponential smoothing"),
    "given_truth": _("Given the truth: admissions and all departure rates of each quarter"),
    "given_paces": _("Given the truth: admissions, and the pace of departure by quarter, status and time in it"),
    "given_one_pace": _("Given the truth: admissions, and one pace of departure a status and quarter"),
    "given_one": _("Given the truth: admissions, and one set of departure rates for the whole span"),
}

GROUP_WORDS: Mapping[str, Text] = {
    "felony": _("felony"),
    "misdemeanour": _("misdemeanour"),
    "petty_offence": _("petty offence"),
    "not_recorded": _("not recorded"),
}

STATUS_WORDS: Mapping[str, Text] = {
    "pretrial": _("before a judgment"),
    "appeal": _("judged, appeal open"),
    "sentenced": _("serving a final sentence"),
    "other": _("another ground"),
}
