"""How probable it is that two records are of one thing: Splink's model of Fellegi and Sunter, trained without labels.

Fellegi and Sunter (1969), "A theory for record linkage", JASA 64. On DuckDB; any other database that Splink speaks to
(Spark for what is large) by passing its API.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from scipy.optimize import minimize
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink import comparison_level_library as levels_of
from splink import comparison_library as library
from splink.blocking_rule_library import CustomRule

from audiatur.errors import AudiaturError
from audiatur.topics.civic_space.linkage.refitting import Agreement, closeness, refitted

RECORD = "record"
LEAST = 1e-4
"""Pairs with a smaller probability are not kept."""
_SAMPLE = 4e5
_UNIT = 1e-3
_WEIGHT = "mw_"

Close = tuple[tuple[str, int], ...]
_TINY = 1e-12


class TooFewRecords(AudiaturError):
    """There is nothing to compare."""


@dataclass(frozen=True, slots=True)
class Model:
    """What is compared, which pairs are looked at, and how the model learns.

    `blocks`: conditions in SQL on `l` and `r`; pairs that meet one of them are compared. `training`: columns that pairs
    agree on while the model learns the others. `sure`: columns whose pairs are nearly all of one thing, and
    `recall` the share of such pairs that they find.
    """

    comparisons: tuple[Any, ...]
    blocks: tuple[str, ...]
    training: tuple[tuple[str, ...], ...] = ()
    sure: tuple[tuple[str, ...], ...] = ()
    recall: float = 0.5


def scored(records: pl.DataFrame, *, model: Model, seed: int, database: Callable[[], Any] = DuckDBAPI) -> pl.DataFrame:
    """The pairs (`left`, `right`, `probability`, `weight` in bits) of records that can be of one thing.

    `records` has the column `record`, which names each, and those that the model compares.
    """
    linker = _linker(records, model=model, database=database)
    train = linker.training
    train.estimate_probability_two_random_records_match([block_on(*columns) for columns in model.sure], model.recall)
    train.estimate_u_using_random_sampling(max_pairs=_SAMPLE, seed=seed)
    for columns in model.training:
        train.estimate_parameters_using_expectation_maximisation(block_on(*columns))
    found = linker.inference.predict(threshold_match_probability=LEAST)
    return _pairs(_rows(found))


def scored_in_clusters(
    records: pl.DataFrame,
    *,
    model: Model,
    close: Close,
    ways: Mapping[str, Close] | None = None,
    database: Callable[[], Any] = DuckDBAPI,
) -> pl.DataFrame:
    """As `scored`, for things that come together in place and time (`refitting`).

    `close` are the comparisons that unlike pairs agree on by chance, each with the level from which on a pair counts
    as close. Splink finds and compares the pairs; its levels carry fixed weights (`level`), by which they are told.
    `ways` adds columns: whether a pair has these levels.
    """
    linker = _linker(records, model=model, database=database)
    found = _rows(linker.inference.predict())
    names = [name for name in found.columns if name.startswith(_WEIGHT)]
    levels = found.select(names).to_numpy().round().astype(np.int64) - 1
    at_least = [(names.index(_WEIGHT + name), least) for name, least in close]
    probability = refitted(
        Agreement(levels, tuple(column for column, _ in at_least), closeness(levels, at_least=at_least)),
        expected=records.height / 2,
    )
    flags = {
        way: pl.Series(
            closeness(levels, at_least=[(names.index(_WEIGHT + name), least) for name, least in levels_met]) > 0
        )
        for way, levels_met in (ways or {}).items()
    }
    return _pairs(found.with_columns(match_probability=pl.Series(probability), **flags), beside=tuple(flags))


def comparison(name: str, column: str, *, rules: Sequence[tuple[str, str]]) -> library.CustomComparison:
    """A comparison of fixed weights: one bit for no agreement, one more for each rule (SQL, words) upwards."""
    count = len(rules)
    return library.CustomComparison(
        output_column_name=name,
        comparison_levels=[
            levels_of.NullLevel(column),
            *(
                levels_of.CustomLevel(sql, label_for_charts=label).configure(**_weight(count - number))
                for number, (sql, label) in enumerate(rules)
            ),
            levels_of.ElseLevel().configure(**_weight(0)),
        ],
    )


def _weight(level: int) -> dict[str, Any]:
    return {"m_probability": _UNIT * 2.0 ** (level + 1), "u_probability": _UNIT}


def _rows(found: Any) -> pl.DataFrame:
    return pl.from_pandas(found.as_pandas_dataframe())


def _linker(records: pl.DataFrame, *, model: Model, database: Callable[[], Any]) -> Linker:
    if records.height < 2:
        raise TooFewRecords(f"{records.height} records: two or more are needed to compare.")
    logging.getLogger("splink").setLevel(logging.ERROR)
    return Linker(
        database().register(records.to_pandas()),
        SettingsCreator(
            link_type="dedupe_only",
            unique_id_column_name=RECORD,
            comparisons=list(model.comparisons),
            blocking_rules_to_generate_predictions=[CustomRule(block) for block in model.blocks],
            retain_matching_columns=False,
            retain_intermediate_calculation_columns=True,
            max_iterations=50,
        ),
        log_level=None,
    )


def _pairs(found: pl.DataFrame, *, beside: tuple[str, ...] = ()) -> pl.DataFrame:
    odds = pl.Series(log_odds(found["match_probability"]))
    return (
        found.select(
            left=pl.col(f"{RECORD}_l").cast(pl.String),
            right=pl.col(f"{RECORD}_r").cast(pl.String),
            probability=pl.col("match_probability").cast(pl.Float64),
            weight=odds / math.log(2),
            **{name: pl.col(name) for name in beside},
        )
        .filter(pl.col("probability") >= LEAST)
        .sort("left", "right")
    )


def log_odds(probabilities: pl.Series) -> list[float]:
    """The natural logarithms of the odds."""
    return [math.log(max(p, _TINY)) - math.log(max(1 - p, _TINY)) for p in probabilities]


def recalibrated(pairs: pl.DataFrame, *, reviewed: Sequence[tuple[str, str, bool]]) -> pl.DataFrame:
    """The pairs with probabilities brought in line with those that people decided, which are then certain.

    Platt's (1999) regression of the decisions on the log odds, held towards "as scored" by a normal prior, so that a
    few decisions change little.
    """
    decided = {frozenset((one, other)): same for one, other, same in reviewed}
    keys = [frozenset(row) for row in pairs.select("left", "right").iter_rows()]
    odds = np.clip(np.array(log_odds(pairs["probability"])), -15, 15)
    known = np.array([key in decided for key in keys], dtype=bool)
    outcome = np.array([decided.get(key, False) for key in keys], dtype=float)
    slope, offset = 1.0, 0.0
    if known.any():

        def loss(at: Any) -> float:
            line = np.exp(at[0]) * odds[known] + at[1]
            return float(np.logaddexp(0, line).sum() - outcome[known] @ line + 2 * at[0] ** 2 + at[1] ** 2 / 2)

        found = minimize(loss, np.zeros(2)).x
        slope, offset = float(np.exp(found[0])), float(found[1])
    revised = 1 / (1 + np.exp(-(slope * odds + offset)))
    revised = np.where(known, outcome, revised)
    return pairs.with_columns(probability=pl.Series(revised))
