"""Equal application: whether an outcome differs between groups of people, after what was declared is allowed for.

The question is declared before the records are looked at: groups, outcome, what is adjusted for, the smallest cell, the
level at which a gap is reported. The answer is the averaged difference in points (never one reference person's odds),
with its interval, how far it differs between courts, and how strong something unrecorded would have to be.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import polars as pl
from scipy.stats import norm

from audiatur.errors import AudiaturError
from audiatur.errors import marked as _
from audiatur.topics.proceedings.courts import Spread, between_courts
from audiatur.topics.proceedings.cox import NotFitted
from audiatur.topics.proceedings.logistic import Term, averaged, design, fit_logistic

Method = Literal["standardised", "modelled"]
_MANY = 200
"""Rows of adjustment cells up to which shares are standardised cell by cell rather than modelled."""


class QuestionError(AudiaturError):
    """A declared question does not fit the records."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, declared beforehand.

    `adjust` are columns known before the outcome; `later` are those among them that are decided after it, which hide a
    part of the very gap that is asked about, and are warned of.
    """

    outcome: str
    group: str
    reference: str
    adjust: tuple[Term, ...] = ()
    later: tuple[str, ...] = ()
    court: str | None = None
    minimum_cell: int = 10
    level: float = 0.01
    """The adjusted p below which a gap is reported: one false report in a hundred questions without a gap."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its 95 % interval, in 0..1."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Gap:
    """One group against the reference."""

    group: str
    n: int
    n_reference: int
    raw: Share
    """The difference of the two shares as they are."""
    adjusted: Share
    """The averaged difference, were both alike in what is adjusted for."""
    ratio: Share
    p: float
    holm: float
    benjamini_hochberg: float
    reported: bool
    e_value: float
    """How strongly, as a risk ratio with both, something unrecorded would have to go with group and outcome."""
    e_value_of_bound: float
    method: Method
    spread: Spread | None


@dataclass(frozen=True, slots=True)
class Report:
    """The answers to a question with what was left out and what to beware of."""

    question: Question
    gaps: tuple[Gap, ...]
    rows: int
    left_out: dict[str, int]
    warnings: tuple[str, ...] = field(default=())
    """Codes: later_event, few_courts, small_group, much_left_out, no_adjustment."""


def audit(rows: pl.DataFrame, *, question: Question) -> Report:
    """The answer to a declared question.

    Raises:
        QuestionError: a column is missing, the outcome is not yes or no, or no group is large enough.
    """
    _check(rows, question)
    kept, left_out = _kept(rows, question)
    counts = dict(kept.group_by(question.group).len().rows())
    groups = sorted(
        name for name, count in counts.items() if name != question.reference and count >= question.minimum_cell
    )
    if not groups or counts.get(question.reference, 0) < question.minimum_cell:
        raise QuestionError(
            _("No group of %(group)s has %(least)s rows beside %(reference)s; name larger groups."),
            group=question.group,
            least=question.minimum_cell,
            reference=repr(question.reference),
        )
    found = [_gap(kept, question=question, group=group) for group in groups]
    return Report(
        question,
        _corrected(found, level=question.level),
        kept.height,
        left_out,
        _warnings(kept, question=question, counts=counts, read=rows.height),
    )


def _check(rows: pl.DataFrame, question: Question) -> None:
    named = (question.outcome, question.group, *(term.name for term in question.adjust))
    needed = (*named, question.court) if question.court else named
    if missing := [name for name in needed if name not in rows.columns]:
        raise QuestionError(
            _("The records have no column %(missing)s; they have %(columns)s."), missing=missing, columns=rows.columns
        )
    if rows.schema[question.outcome] != pl.Boolean:
        raise QuestionError(
            _("%(column)s is %(type)s; give a column of yes and no."),
            column=question.outcome,
            type=rows.schema[question.outcome],
        )


def _kept(rows: pl.DataFrame, question: Question) -> tuple[pl.DataFrame, dict[str, int]]:
    """The rows with every value that is needed, and how many lack each."""
    needed = [question.outcome, question.group, *(term.name for term in question.adjust)]
    needed += [question.court] if question.court else []
    lacking = {name: int(rows[name].null_count()) for name in dict.fromkeys(needed)}
    kept = rows.drop_nulls(list(dict.fromkeys(needed)))
    return kept, {name: count for name, count in lacking.items() if count}


@dataclass(frozen=True, slots=True)
class _Found:
    gap: Gap
    p: float


def _gap(rows: pl.DataFrame, *, question: Question, group: str) -> _Found:
    this, base = rows.filter(pl.col(question.group) == group), rows.filter(pl.col(question.group) == question.reference)
    raw = _raw(this[question.outcome], base[question.outcome])
    method, difference, error, ratio, ratio_error = _adjusted(rows, question=question, group=group)
    p = float(2 * norm.sf(abs(difference) / error)) if error > 0 else 1.0
    ratio_share = Share(ratio, ratio * math.exp(-_z() * ratio_error), ratio * math.exp(_z() * ratio_error))
    gap = Gap(
        group,
        this.height,
        base.height,
        raw,
        Share(difference, difference - _z() * error, difference + _z() * error),
        ratio_share,
        p=p,
        holm=p,
        benjamini_hochberg=p,
        reported=False,
        e_value=e_value(ratio),
        e_value_of_bound=_e_value_of_bound(ratio_share),
        method=method,
        spread=_spread(pl.concat([this, base]), question=question, group=group),
    )
    return _Found(gap, p)


def _z() -> float:
    return float(norm.ppf(0.975))


def _raw(this: pl.Series, base: pl.Series) -> Share:
    """The difference of two shares with R. Newcombe's hybrid interval (Statistics in Medicine 17, 1998, method 10)."""
    one, other = (_wilson(int(column.sum()), len(column)) for column in (this, base))
    difference = one.value - other.value
    low = difference - math.hypot(one.value - one.low, other.high - other.value)
    high = difference + math.hypot(one.high - one.value, other.value - other.low)
    return Share(difference, low, high)


def _wilson(hits: int, n: int) -> Share:
    share, squared = hits / n, _z() ** 2
    middle = (share + squared / (2 * n)) / (1 + squared / n)
    half = _z() / (1 + squared / n) * math.sqrt(share * (1 - share) / n + squared / (4 * n * n))
    return Share(share, middle - half, middle + half)


_Adjusted = tuple[Method, float, float, float, float]


def _adjusted(rows: pl.DataFrame, *, question: Question, group: str) -> _Adjusted:
    """The averaged difference with its error, and the ratio with the error of its logarithm."""
    cells = _cells(rows, question=question, group=group)
    if cells is not None and question.court is None:
        return "standardised", *_standardised(cells)
    terms = (Term(question.group, question.reference), *question.adjust)
    columns, names = design(rows, terms=terms)
    # The sandwich over rows holds also where the model's form is not quite the truth; over courts, where they differ.
    cluster = np.arange(rows.height)
    if question.court:
        cluster = rows[question.court].rank("dense").cast(pl.Int64).to_numpy()
    fit = fit_logistic(rows[question.outcome].to_numpy(), columns=columns, names=names, cluster=cluster)
    own = [place for place, name in enumerate(names) if name.startswith(f"{question.group}=")]
    found = averaged(fit, columns=columns, group=own, place=names.index(f"{question.group}={group}"))
    return "modelled", found.difference, found.difference_error, found.ratio, found.log_ratio_error


def bootstrapped(rows: pl.DataFrame, *, question: Question, group: str, draws: int, seed: int) -> tuple[Share, Share]:
    """The averaged difference and ratio of a group with percentile intervals over people drawn again (B. Efron, 1979).

    It assumes no form of the errors and takes as many fits as draws; a draw without an estimate is left out.
    """
    _check(rows, question)
    kept, _ = _kept(rows, question)
    columns, names = design(kept, terms=(Term(question.group, question.reference), *question.adjust))
    outcome = kept[question.outcome].to_numpy()
    own = [place for place, name in enumerate(names) if name.startswith(f"{question.group}=")]
    place = names.index(f"{question.group}={group}")
    whole = averaged(fit_logistic(outcome, columns=columns, names=names), columns=columns, group=own, place=place)
    random, found = np.random.default_rng(seed), []
    for _draw in range(draws):
        again = random.integers(0, len(outcome), len(outcome))
        try:
            fit = fit_logistic(outcome[again], columns=columns[again], names=names)
        except NotFitted:
            continue
        one = averaged(fit, columns=columns[again], group=own, place=place)
        found.append((one.difference, one.ratio))
    low, high = np.percentile(np.array(found), [2.5, 97.5], axis=0)
    return (
        Share(whole.difference, float(low[0]), float(high[0])),
        Share(whole.ratio, float(low[1]), float(high[1])),
    )


def _cells(rows: pl.DataFrame, *, question: Question, group: str) -> pl.DataFrame | None:
    """Counts by adjustment cell, where all adjustment is by words and every cell holds enough of both groups."""
    if any(term.reference is None for term in question.adjust):
        return None
    by = [term.name for term in question.adjust]
    flagged = rows.with_columns(
        _one=pl.col(question.group) == group, _base=pl.col(question.group) == question.reference, _y=question.outcome
    )
    counts = [
        pl.len().alias("all"),
        pl.col("_one").sum().alias("one"),
        pl.col("_base").sum().alias("base"),
        (pl.col("_one") & pl.col("_y")).sum().alias("one_hits"),
        (pl.col("_base") & pl.col("_y")).sum().alias("base_hits"),
    ]
    cells = flagged.group_by(by).agg(counts) if by else flagged.select(counts)
    enough = (cells["one"] >= question.minimum_cell).all() and (cells["base"] >= question.minimum_cell).all()
    return cells.sort(by) if enough and cells.height <= _MANY else None


def _standardised(cells: pl.DataFrame) -> tuple[float, float, float, float]:
    """Each cell's shares weighted by all its people (direct standardisation)."""
    weight = cells["all"].to_numpy() / cells["all"].sum()
    one, base = (cells[f"{name}_hits"].to_numpy() / cells[name].to_numpy() for name in ("one", "base"))
    share, reference = float(weight @ one), float(weight @ base)
    spread_one = float((weight**2) @ (one * (1 - one) / np.maximum(cells["one"].to_numpy() - 1, 1)))
    spread_base = float((weight**2) @ (base * (1 - base) / np.maximum(cells["base"].to_numpy() - 1, 1)))
    difference, error = share - reference, math.sqrt(spread_one + spread_base)
    if not share or not reference:
        return difference, error, float("nan"), float("nan")
    return difference, error, share / reference, math.sqrt(spread_one / share**2 + spread_base / reference**2)


def _spread(rows: pl.DataFrame, *, question: Question, group: str) -> Spread | None:
    """How far the gap differs between courts, each with enough of both groups."""
    if not question.court:
        return None
    by_court = rows.group_by(question.court).agg(
        one=(pl.col(question.group) == group).sum(),
        base=(pl.col(question.group) == question.reference).sum(),
        one_hits=((pl.col(question.group) == group) & pl.col(question.outcome)).sum(),
        base_hits=((pl.col(question.group) == question.reference) & pl.col(question.outcome)).sum(),
    )
    large = by_court.filter(pl.min_horizontal("one", "base") >= question.minimum_cell).sort(question.court)
    return between_courts(large, court=question.court) if large.height > 1 else None


def _corrected(found: Sequence[_Found], *, level: float) -> tuple[Gap, ...]:
    p = [each.p for each in found]
    holms, bhs = holm(p), benjamini_hochberg(p)
    return tuple(
        Gap(
            **{name: getattr(each.gap, name) for name in Gap.__dataclass_fields__ if name not in _COMPARED},
            holm=one,
            benjamini_hochberg=two,
            reported=one < level,
        )
        for each, one, two in zip(found, holms, bhs, strict=True)
    )


_COMPARED = ("holm", "benjamini_hochberg", "reported")


def holm(p: Sequence[float]) -> list[float]:
    """S. Holm's adjusted p-values (Scandinavian Journal of Statistics 6, 1979).

    >>> [round(value, 3) for value in holm([0.01, 0.04, 0.03])]
    [0.03, 0.06, 0.06]
    """
    order = sorted(range(len(p)), key=lambda place: p[place])
    found, highest = [0.0] * len(p), 0.0
    for rank, place in enumerate(order):
        highest = max(highest, min(1.0, (len(p) - rank) * p[place]))
        found[place] = highest
    return found


def benjamini_hochberg(p: Sequence[float]) -> list[float]:
    """Y. Benjamini's and Y. Hochberg's adjusted p-values (JRSS B 57, 1995).

    >>> [round(value, 3) for value in benjamini_hochberg([0.01, 0.04, 0.03])]
    [0.03, 0.04, 0.04]
    """
    order = sorted(range(len(p)), key=lambda place: -p[place])
    found, lowest = [0.0] * len(p), 1.0
    for above, place in enumerate(order):
        lowest = min(lowest, p[place] * len(p) / (len(p) - above))
        found[place] = lowest
    return found


def e_value(ratio: float) -> float:
    """The E-value of a risk ratio (T. VanderWeele and P. Ding, Annals of Internal Medicine 167, 2017).

    >>> round(e_value(2.0), 3)
    3.414
    """
    if not math.isfinite(ratio) or ratio <= 0:
        return float("nan")
    above = max(ratio, 1 / ratio)
    return above + math.sqrt(above * (above - 1))


def _e_value_of_bound(ratio: Share) -> float:
    """That of the bound nearer to no gap; 1 where the interval holds no gap at all."""
    if ratio.low <= 1 <= ratio.high:
        return 1.0
    return e_value(ratio.low if ratio.value > 1 else ratio.high)


def _warnings(rows: pl.DataFrame, *, question: Question, counts: dict[str, int], read: int) -> tuple[str, ...]:
    found = []
    if {term.name for term in question.adjust} & set(question.later):
        found.append("later_event")
    if not question.adjust:
        found.append("no_adjustment")
    if any(0 < count < question.minimum_cell for count in counts.values()):
        found.append("small_group")
    if question.court and rows[question.court].n_unique() < 20:
        found.append("few_courts")
    if rows.height < 0.9 * read:
        found.append("much_left_out")
    return tuple(found)
