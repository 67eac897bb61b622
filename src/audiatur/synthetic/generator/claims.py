"""Three hundred claims about known figures, each with the verdict that the rule of checks gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Literal

import numpy as np

from audiatur.synthetic.generator.complaints import Cell
from audiatur.synthetic.generator.known import ALL_YEARS, Known, Unit
from audiatur.synthetic.generator.places import DISTRICT_CODES, DISTRICT_NAMES
from audiatur.synthetic.generator.streams import stream

Hedge = Literal["exact", "about", "more_than", "range"]
Verdict = Literal["supported", "contradicted", "within_uncertainty", "not_checkable"]
Reason = Literal["base", "place", "period", "definition", "suppressed", "missing"]

SUPPORTED, CONTRADICTED, WITHIN, EACH_REASON = 100, 90, 32, 13
CLAIMS = SUPPORTED + CONTRADICTED + WITHIN + 6 * EACH_REASON
PARTIES = ("ministry", "rapporteur", "forum-of-associations")
ENDLESS = Decimal("Infinity")
_ABOUT_OTHER: tuple[Reason, ...] = ("base", "definition", "place", "period")
_SMALLEST: dict[Unit, Decimal] = {"percent": Decimal(1), "count": Decimal(5)}
"""Nothing is claimed about figures below these: a number nearby could not be told from zero."""
_NEAR = Decimal("0.02")
_ELSEWHERE = ("Pellastine", "Velundria", "Tesmarch")
_EARLIER = ("2017", "in 2017")
_MISSING = (
    "of judges speak a second language",
    "of court buildings have a ramp",
    "of villages have a reading room",
    "of police officers have read the code of conduct",
    "of lawyers answer a letter within a week",
    "of prison officers were trained in first aid",
    "of court files are kept on paper only",
    "of mediators are paid by the hour",
    "of newspapers have a legal adviser",
    "of associations own their office",
    "of statutes are sold in bookshops",
    "of registrars took part in a course",
    "of witnesses received their travel costs",
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A number as a claim states it, and the interval that it stands for."""

    text: str
    hedge: Hedge
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with its verdict; `figure` is what it is set against, if there is one."""

    id: str
    party: str
    text: str
    unit: Unit
    stated: Stated
    indicator: str
    place: str
    period: str
    figure: Known | None
    verdict: Verdict
    reason: Reason | None = None


def half_unit(number: Decimal, *, of_last_non_zero: bool) -> Decimal:
    """Half a unit of the last digit of a number, or of its last digit that is not zero.

    >>> half_unit(Decimal("40000"), of_last_non_zero=True), half_unit(Decimal("12.5"), of_last_non_zero=False)
    (Decimal('5000'), Decimal('0.05'))
    """
    shown = number.normalize() if of_last_non_zero else number
    return Decimal(5) * Decimal(10) ** (int(shown.as_tuple().exponent) - 1)


def judge(stated: Stated, figure: Known) -> Verdict:
    """The verdict by the rule: apart, inside the claim's interval, or neither."""
    open_below = stated.hedge == "more_than"
    if figure.high < stated.low or figure.low > stated.high or (open_below and figure.high == stated.low):
        return "contradicted"
    above_low = figure.low > stated.low or (figure.low == stated.low and not open_below)
    if above_low and figure.high <= stated.high:
        return "supported"
    return "within_uncertainty"


def state(number: Decimal, *, hedge: Hedge, unit: Unit, spread: Decimal = Decimal(0)) -> Stated:
    """A number in words, with its interval; `spread` is how far a range goes each way."""
    after = " per cent" if unit == "percent" else ""
    if hedge == "range":
        low, high = number - spread, number + spread
        return Stated(f"between {low:,f} and {high:,f}{after}", hedge, low, high)
    if hedge == "more_than":
        return Stated(f"more than {number:,f}{after}", hedge, number, ENDLESS)
    half = half_unit(number, of_last_non_zero=hedge == "about")
    prefix = "about " if hedge == "about" else ""
    return Stated(f"{prefix}{number:,f}{after}", hedge, number - half, number + half)


def claims(seed: int, *, figures: tuple[Known, ...], cells: tuple[Cell, ...]) -> tuple[Claim, ...]:
    """All claims, in no order of their verdicts; each party makes as many of each verdict, but for a remainder."""
    rng = stream(seed, table="claims")
    figures = tuple(known for known in figures if known.low >= _SMALLEST[known.unit])
    made = [*_checkable(rng, figures), *_other_base_or_place(rng, figures), *_without_figure(rng, cells)]
    order = rng.permutation(len(made))
    return tuple(
        replace(made[place], id=f"claim-{number + 1:03d}", party=PARTIES[place % len(PARTIES)])
        for number, place in enumerate(order)
    )


def _checkable(rng: np.random.Generator, figures: tuple[Known, ...]) -> Iterator[Claim]:
    estimated = tuple(known for known in figures if not known.complete)
    wanted: tuple[tuple[Verdict, int], ...] = (
        ("supported", SUPPORTED),
        ("contradicted", CONTRADICTED),
        ("within_uncertainty", WITHIN),
    )
    for verdict, many in wanted:
        pool = estimated if verdict == "within_uncertainty" else figures
        for _ in range(many):
            known = _any_indicator(rng, pool)
            yield _claim(known, _stated_as(rng, known, verdict=verdict), verdict=verdict)


def _any_indicator(rng: np.random.Generator, pool: tuple[Known, ...]) -> Known:
    """A figure of some indicator, each indicator as likely as another."""
    indicators = sorted({known.indicator for known in pool})
    indicator = indicators[int(rng.integers(len(indicators)))]
    of_it = [known for known in pool if known.indicator == indicator]
    return of_it[int(rng.integers(len(of_it)))]


def _stated_as(rng: np.random.Generator, known: Known, *, verdict: Verdict) -> Stated:
    """Some way of stating a number about a figure that has the verdict, and not by a hair's breadth."""
    hedges: tuple[Hedge, ...] = ("exact", "about", "more_than", "range")
    for _ in range(10_000):
        hedge = hedges[int(rng.integers(len(hedges)))]
        centre = (known.low + known.high) / 2
        number = _rounded(centre * Decimal(str(round(_factor(rng, verdict), 4))), hedge=hedge, unit=known.unit)
        spread = _rounded(number / Decimal(int(rng.integers(2, 16))), hedge="exact", unit=known.unit)
        if number <= 0:
            continue
        stated = state(number, hedge=hedge, unit=known.unit, spread=max(spread, Decimal(1)))
        if judge(stated, known) == verdict and not _close(stated, known):
            return stated
    raise AssertionError(f"no way of stating {known} was found that is {verdict}")


def _factor(rng: np.random.Generator, verdict: Verdict) -> float:
    if verdict == "contradicted":
        return float(rng.choice([rng.uniform(0.45, 0.85), rng.uniform(1.15, 1.9)]))
    return float(rng.uniform(0.5, 1.15)) if rng.random() < 0.5 else 1.0


def _rounded(number: Decimal, *, hedge: Hedge, unit: Unit) -> Decimal:
    if hedge == "exact":
        return number.quantize(Decimal("0.1") if unit == "percent" else Decimal(1), ROUND_HALF_EVEN)
    place = number.adjusted() - (0 if hedge == "about" and number < 100 else 1)
    step = Decimal(10) ** max(0, place)
    return (number / step).quantize(Decimal(1), ROUND_HALF_EVEN) * step


def _close(stated: Stated, known: Known) -> bool:
    """Whether another rounding of the figure could give another verdict."""
    if stated.hedge == "exact" and known.unit == "count":
        return False
    edges = [edge for edge in (stated.low, stated.high) if edge != ENDLESS]
    return any(abs(edge - side) < _NEAR for edge in edges for side in (known.low, known.high))


def _claim(
    known: Known,
    stated: Stated,
    *,
    verdict: Verdict,
    reason: Reason | None = None,
    words: str = "",
    place: tuple[str, str] | None = None,
    period: tuple[str, str] | None = None,
) -> Claim:
    place, period = place or (known.place, known.place_name), period or known.period
    said = (words or known.words.usual).format(place=place[1], period=period[1])
    return Claim(
        "",
        "",
        _sentence(f"{stated.text} {said}."),
        known.unit,
        stated,
        known.indicator,
        place[0],
        period[0],
        known,
        verdict,
        reason,
    )


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _other_base_or_place(rng: np.random.Generator, figures: tuple[Known, ...]) -> Iterator[Claim]:
    """Claims whose number would be supported, were it about what the figure is about."""
    for number in range(EACH_REASON):
        drawn = [_any_indicator(rng, figures) for _ in range(4)]
        stated = [_stated_as(rng, known, verdict="supported") for known in drawn]
        for reason, known, amount in zip(_ABOUT_OTHER, drawn, stated, strict=True):
            yield _claim(
                known,
                amount,
                verdict="not_checkable",
                reason=reason,
                words={"base": known.words.other_base, "definition": known.words.other_definition}.get(reason, ""),
                place=("", _ELSEWHERE[number % len(_ELSEWHERE)]) if reason == "place" else None,
                period=_EARLIER if reason == "period" else None,
            )


def _without_figure(rng: np.random.Generator, cells: tuple[Cell, ...]) -> Iterator[Claim]:
    """Claims about cells that are not published, and about what no register holds."""
    names = dict(zip(DISTRICT_CODES, DISTRICT_NAMES, strict=True))
    nobody = {"female": "women", "male": "men"}
    for place, missing in zip(rng.choice(len(cells), EACH_REASON, replace=False), _MISSING, strict=True):
        cell = cells[int(place)]
        said = f"complaints about {cell.kind} were filed by {nobody[cell.sex]} in {names[cell.place]} {ALL_YEARS[1]}"
        stated = state(Decimal(int(rng.integers(2, 30))), hedge="exact", unit="count")
        yield _alone(f"{stated.text} {said}.", stated, unit="count", place=cell.place, reason="suppressed")
        stated = state(Decimal(int(rng.integers(10, 90))), hedge="exact", unit="percent")
        yield _alone(f"{stated.text} {missing}.", stated, unit="percent", place="00", reason="missing")


def _alone(text: str, stated: Stated, *, unit: Unit, place: str, reason: Reason) -> Claim:
    indicator = "complaints" if reason == "suppressed" else ""
    return Claim("", "", text, unit, stated, indicator, place, ALL_YEARS[0], None, "not_checkable", reason)


def as_row(claim: Claim) -> dict[str, object]:
    """A claim as it is written."""
    figure, stated = claim.figure, claim.stated
    return {
        "id": claim.id,
        "party": claim.party,
        "text": claim.text,
        "unit": claim.unit,
        "hedge": stated.hedge,
        "low": float(stated.low),
        "high": None if stated.high == ENDLESS else float(stated.high),
        "indicator": claim.indicator or None,
        "place": claim.place or None,
        "period": claim.period,
        "figure": None
        if figure is None
        else {
            "place": figure.place,
            "place_name": figure.place_name,
            "period": figure.period[0],
            "base": figure.words.base,
            "definition": figure.words.usual.format(place=figure.place_name, period=figure.period[1]),
            "low": float(figure.low),
            "high": float(figure.high),
            "complete": figure.complete,
        },
        "verdict": claim.verdict,
        "reason": claim.reason,
    }
