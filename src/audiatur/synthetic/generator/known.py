"""Figures that are known from the truth, with the words of a claim about each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

import numpy as np

from audiatur.synthetic.generator.households import weighted
from audiatur.synthetic.generator.layout import Draft
from audiatur.synthetic.generator.places import COUNTRY, DISTRICT_CODES, DISTRICT_NAMES, PLACES
from audiatur.synthetic.generator.truth import Effect

Unit = Literal["percent", "count"]
ALL_YEARS = ("2020-01-01/2025-12-31", "from 2020 to 2025")


@dataclass(frozen=True, slots=True)
class Words:
    """What follows the amount in a claim: as the figure counts, on another base, and by another definition.

    `base` is what is counted, or what the per cent are of; another definition says something else of the same base.
    """

    base: str
    usual: str
    other_base: str
    other_definition: str


@dataclass(frozen=True, slots=True)
class Known:
    """A figure: an interval, or twice the same value for a complete count."""

    indicator: str
    words: Words
    unit: Unit
    low: Decimal
    high: Decimal
    place: str = "00"
    place_name: str = COUNTRY
    period: tuple[str, str] = ALL_YEARS

    @property
    def complete(self) -> bool:
        """Whether it is a complete count."""
        return self.low == self.high


def known_figures(effects: tuple[Effect, ...], *, survey: Draft) -> tuple[Known, ...]:
    """The figures that claims are made about."""
    by_id = {effect.id: effect.values for effect in effects}
    return (
        *_police(by_id["police-custody-48h"]["by_district"]),
        *_occupancy(by_id["occupancy"]["months"]),
        *_national(by_id),
        *_survey(survey),
    )


def _percent(part: float, whole: float) -> Decimal:
    return (100 * Decimal(int(part)) / Decimal(int(whole))).quantize(Decimal("0.0001"))


def _point(indicator: str, words: Words, unit: Unit, value: Decimal) -> Known:
    return Known(indicator, words, unit, value, value)


_POLICE_SHARE = Words(
    "stays in police custody",
    "of stays in police custody in {place} {period} lasted more than 48 hours",
    "of all persons questioned by the police in {place} {period} were held more than 48 hours",
    "of stays in police custody in {place} {period} lasted more than 36 hours",
)
_POLICE_STAYS = Words(
    "stays in police custody",
    "stays in police custody in {place} were recorded {period}",
    "summonses to a police station in {place} were recorded {period}",
    "stays in police custody of at least one night in {place} were recorded {period}",
)


def _police(districts: Mapping[str, Any]) -> Iterable[Known]:
    for code, name in zip(DISTRICT_CODES, DISTRICT_NAMES, strict=True):
        stays, over = districts[code]["stays"], districts[code]["over"]
        for known in (
            _point("police-custody-48h", _POLICE_SHARE, "percent", _percent(over, stays)),
            _point("police-custody-stays", _POLICE_STAYS, "count", Decimal(stays)),
        ):
            yield replace(known, place=code, place_name=name)


def _occupancy(months: Mapping[str, Any]) -> Iterable[Known]:
    for series, places in (("official", "official places"), ("floor_space", "places by floor space")):
        words = Words(
            f"{places} in the prisons",
            f"of the {places} in the prisons of {{place}} were occupied {{period}}",
            f"of the {places} in the prisons and police stations of {{place}} were occupied {{period}}",
            f"of the {places} in the prisons of {{place}} were occupied by convicted persons {{period}}",
        )
        for month, counted in months.items():
            value = _percent(counted["held_days"], counted[f"{series}_days"])
            known = _point(f"occupancy-{series}", words, "percent", value)
            yield replace(known, period=(month, f"in {_MONTHS[int(month[5:]) - 1]} {month[:4]}"))


_MONTHS = "January February March April May June July August September October November December".split()


def _national(by_id: Mapping[str, Mapping[str, Any]]) -> Iterable[Known]:
    limit, ladder, cases = by_id["beyond-limit"], by_id["mediation-ladder"], by_id["open-cases"]
    yield _point(
        "beyond-limit",
        Words(
            "stays in pre-trial detention",
            "of stays in pre-trial detention in {place} {period} went beyond the limit in force",
            "of all accused persons in {place} {period} were detained beyond the limit in force",
            "of stays in pre-trial detention in {place} {period} lasted more than six months",
        ),
        "percent",
        _percent(limit["beyond"], limit["stays"]),
    )
    for step, words in _LADDER.items():
        yield _point(f"mediation-{step}", words, "count", Decimal(ladder[step]))
    yield _point(
        "open-cases",
        Words(
            "cases opened",
            "cases opened in {place} {period} were still open at the end of it",
            "cases and complaints in {place} {period} were still open at the end of it",
            "cases opened in {place} {period} had no hearing by the end of it",
        ),
        "count",
        Decimal(cases["open"]),
    )


_LADDER = {
    "received": Words(
        "disputes",
        "disputes were brought to mediation in {place} {period}",
        "disputes and petitions were brought to mediation in {place} {period}",
        "disputes were admitted to mediation in {place} {period}",
    ),
    "agreed": Words(
        "mediations",
        "mediations in {place} {period} ended with an agreement",
        "mediations and civil trials in {place} {period} ended with an agreement",
        "mediations in {place} {period} ended with an agreement approved by a judge",
    ),
}
_SURVEYED = {
    "got_help": Words(
        "adults with a legal problem",
        "of adults with a legal problem in {place} got help with it {period}",
        "of all adults in {place} got legal help {period}",
        "of adults with a legal problem in {place} got help from a lawyer {period}",
    ),
    "free_to_speak": Words(
        "adults",
        "of adults in {place} felt free to say what they think {period}",
        "of members of associations in {place} felt free to say what they think {period}",
        "of adults in {place} felt free to criticise an official by name {period}",
    ),
    "free_to_join": Words(
        "adults",
        "of adults in {place} felt free to join a group {period}",
        "of members of associations in {place} felt free to join a group {period}",
        "of adults in {place} had joined a group {period}",
    ),
}


def _survey(survey: Draft) -> Iterable[Known]:
    everyone = np.ones(len(survey["weight"]), dtype=np.bool_)
    places = [("00", COUNTRY, everyone)]
    for number, place in enumerate(place for place in PLACES if place.kind == 1):
        places.append((place.code, place.name, survey["stratum"] // 2 == number))
    for column, words in _SURVEYED.items():
        for code, name, of in places:
            value, error, _ = weighted(survey, column=column, of=of)
            low, high = (Decimal(f"{100 * (value + sign * 1.96 * error):.4f}") for sign in (-1, 1))
            period = ("2025-05/2025-06", "in the survey of May and June 2025")
            yield Known(f"survey-{column}", words, "percent", low, high, code, name, period)
