"""The audit finds a gap that is there, reports none that is not, and says what its numbers mean."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
import statsmodels.api as sm

from audiatur.topics.proceedings.audit import Question, QuestionError, audit, benjamini_hochberg, e_value, holm
from audiatur.topics.proceedings.courts import between_courts, standing_out
from audiatur.topics.proceedings.logistic import Term, design, fit_logistic
from tests.shared import shared

CHARGE = Term("charge", "light")


def people(seed: int, *, gap: float, size: int = 5000, courts: int = 0) -> pl.DataFrame:
    """Two groups with other charges; within each charge the second group's outcome is likelier by `gap`."""
    draw = np.random.default_rng([seed, 9])
    group = np.repeat(["a", "b"], size)
    grave = draw.random(2 * size) < np.where(group == "a", 0.3, 0.5)
    chance = np.where(grave, 0.5, 0.25) + np.where(group == "b", gap, 0.0)
    columns = {
        "group": group,
        "charge": np.where(grave, "grave", "light"),
        "outcome": draw.random(2 * size) < chance,
        "third": np.where(draw.random(2 * size) < 0.1, "c", group),
    }
    if courts:
        columns["court"] = draw.integers(0, courts, 2 * size).astype(str)
    return pl.DataFrame(columns)


ASKED = Question("outcome", "group", "a", (CHARGE,))


def _reported(gap: float, *, seeds: int) -> float:
    return float(np.mean([audit(people(seed, gap=gap), question=ASKED).gaps[0].reported for seed in range(seeds)]))


def test_a_gap_that_the_charges_explain_is_not_reported():
    found = audit(people(1, gap=0.0), question=ASKED).gaps[0]

    assert found.raw.low > 0
    assert not found.reported
    assert found.adjusted.low < 0 < found.adjusted.high


def test_false_gaps_are_reported_in_at_most_five_of_a_hundred():
    assert _reported(0.0, seeds=60) <= 0.05


@pytest.mark.slow
def test_false_gaps_are_reported_in_at_most_five_of_a_hundred_over_200_seeds():
    assert _reported(0.0, seeds=200) <= 0.05


def test_a_gap_of_five_points_is_found():
    assert _reported(0.05, seeds=60) >= 0.9


def test_words_alone_are_standardised_cell_by_cell():
    rows = people(3, gap=0.04)
    found = audit(rows, question=ASKED).gaps[0]
    cells = rows.group_by("charge", "group").agg(pl.col("outcome").mean()).to_dicts()
    share = {(row["charge"], row["group"]): row["outcome"] for row in cells}
    weight = {word: count / rows.height for word, count in rows.group_by("charge").len().rows()}

    expected = sum(weight[word] * (share[word, "b"] - share[word, "a"]) for word in ("light", "grave"))

    assert found.method == "standardised"
    assert found.adjusted.value == pytest.approx(expected, abs=1e-12)


def test_numbers_are_modelled_and_the_average_agrees_with_the_cells():
    rows = people(3, gap=0.04).with_columns(grave=(pl.col("charge") == "grave").cast(pl.Int64))

    modelled = audit(rows, question=Question("outcome", "group", "a", (Term("grave"),))).gaps[0]

    cells = audit(rows, question=ASKED).gaps[0]
    assert modelled.method == "modelled"
    assert modelled.adjusted.value == pytest.approx(cells.adjusted.value, abs=0.003)


def test_adjusting_for_what_comes_later_is_warned_of():
    rows = people(3, gap=0.04)

    report = audit(rows, question=Question("outcome", "group", "a", (CHARGE,), later=("charge",)))

    assert report.warnings == ("later_event",)


def test_rows_that_lack_a_value_are_counted():
    rows = people(3, gap=0.04).with_columns(
        charge=pl.when(pl.int_range(pl.len()) < 30).then(None).otherwise(pl.col("charge"))
    )

    report = audit(rows, question=ASKED)

    assert (report.rows, report.left_out) == (rows.height - 30, {"charge": 30})


def test_a_group_under_the_smallest_cell_is_refused():
    with pytest.raises(QuestionError, match="name larger groups"):
        audit(people(3, gap=0.0).head(5005), question=ASKED)


def test_courts_are_a_cluster_and_their_spread_is_told():
    report = audit(people(3, gap=0.04, courts=30), question=Question("outcome", "group", "a", (CHARGE,), court="court"))

    spread = report.gaps[0].spread
    assert spread is not None
    assert len(spread.courts) == 30
    assert spread.deviation < 0.05
    assert all(abs(court.shrunk - spread.mean) <= abs(court.raw - spread.mean) + 1e-12 for court in spread.courts)


def test_courts_that_differ_are_seen_to_differ():
    counts = pl.DataFrame(
        {
            "court": ["x", "y", "z"],
            "one": [500] * 3,
            "base": [500] * 3,
            "one_hits": [100, 200, 300],
            "base_hits": [100] * 3,
        }
    )

    assert between_courts(counts, court="court").deviation > 0.1


def test_several_comparisons_are_corrected_as_statsmodels_does():
    p = [0.001, 0.2, 0.03, 0.04, 0.0004]

    assert holm(p) == pytest.approx(sm.stats.multipletests(p, method="holm")[1])
    assert benjamini_hochberg(p) == pytest.approx(sm.stats.multipletests(p, method="fdr_bh")[1])


def test_the_e_value_is_the_same_for_a_ratio_and_its_inverse():
    assert e_value(0.5) == pytest.approx(e_value(2.0))
    assert e_value(1.0) == 1.0


def test_the_regression_is_that_of_statsmodels():
    rows = people(5, gap=0.03)
    columns, names = design(rows, terms=(Term("group", "a"), CHARGE))

    fit = fit_logistic(rows["outcome"].to_numpy(), columns=columns, names=names)

    expected = sm.Logit(rows["outcome"].to_numpy(), columns).fit(disp=0)
    assert np.allclose(fit.coefficients, expected.params, atol=1e-8)
    assert np.allclose(fit.errors, expected.bse, atol=1e-8)
    assert fit.aic == pytest.approx(expected.aic)


def test_places_that_stand_out_are_found_and_no_others():
    counts = pl.DataFrame({"place": list("abcdef"), "n": [300] * 6, "over": [12, 90, 10, 85, 15, 11]})

    assert [place.place for place in standing_out(counts, place="place") if place.stands_out] == ["b", "d"]


def test_false_places_stand_out_in_at_most_five_of_a_hundred():
    draw = np.random.default_rng(8)

    runs = [
        standing_out(pl.DataFrame({"p": range(14), "n": [300] * 14, "over": draw.binomial(300, 0.1, 14)}), place="p")
        for _ in range(200)
    ]

    assert sum(any(place.stands_out for place in run) for run in runs) <= 10


COMPAS = (Term("sex", "Male"), Term("age_cat", "25 - 45"), Term("race", "Caucasian"), Term("priors_count"),
          Term("c_charge_degree", "F"), Term("two_year_recid"))  # fmt: skip


def test_a_published_regression_is_reproduced_and_its_average_told_beside_it():
    rows = pl.read_parquet(shared("data/proceedings/compas_two_years.parquet")).filter(
        pl.col("days_b_screening_arrest").is_between(-30, 30),
        pl.col("is_recid") != -1,
        pl.col("c_charge_degree") != "O",
        pl.col("score_text") != "N/A",
    )
    rows = rows.with_columns(high=pl.col("score_text") != "Low")
    columns, names = design(rows, terms=COMPAS)

    fit = fit_logistic(rows["high"].to_numpy(), columns=columns, names=names)

    assert fit.named()["race=African-American"] == pytest.approx(0.47721, abs=1e-5)
    assert fit.aic == pytest.approx(6192.4, abs=0.05)
    question = Question("high", "race", "Caucasian", tuple(term for term in COMPAS if term.name != "race"))
    gap = next(gap for gap in audit(rows, question=question).gaps if gap.group == "African-American")
    assert gap.ratio.value == pytest.approx(1.201, abs=0.001)
    assert gap.adjusted.value == pytest.approx(0.083, abs=0.0005)
