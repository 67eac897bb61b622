"""The survey of legal needs: the respondents of the household survey, where they turned, and why others did not."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from audiatur.synthetic.generator.households import replicates
from audiatur.synthetic.generator.layout import Draft, Layout
from audiatur.synthetic.generator.streams import Flags, Floats, Ints, chance, pick, stream
from audiatur.synthetic.generator.tables import LAYOUT_LEGAL_NEEDS, LAYOUT_LEGAL_NEEDS_REPLICATES, REPLICATES
from audiatur.synthetic.generator.truth import Effect

MECHANISMS = ("used_lawyer", "used_court", "used_mediator", "used_community", "used_authority", "used_other")
_SHARES: Floats = np.array([0.12, 0.08, 0.27, 0.21, 0.29, 0.03])


def draw(seed: int, *, survey: Draft) -> Draft:
    """What those who answered the household survey did about their dispute: `got_help` says who turned to anyone."""
    rng = stream(seed, table="legal_needs")
    there = survey["had_dispute"] >= 0
    rows = len(there)
    asked = survey["had_dispute"] == 1
    helped = survey["got_help"] == 1
    first = pick(rng, _SHARES, rows=rows)
    also = chance(rng, 0.12, rows=rows)
    second = pick(rng, _SHARES, rows=rows)

    def said(values: Flags) -> Ints:
        return np.where(asked, values.astype(np.int64), -1)

    used = {
        name: said(helped & ((first == number) | (also & (second == number)))) for number, name in enumerate(MECHANISMS)
    }
    answers = {
        "contacted_other_party": said(chance(rng, 0.35, rows=rows)),
        "preferred_alone": said(~helped & chance(rng, 0.17, rows=rows)),
        "other_was_right": said(~helped & chance(rng, 0.05, rows=rows)),
    }
    kept = ("respondent", "weight", "stratum", "cluster", "asked", "place", "sex")
    columns = {name: survey[name] for name in kept} | {"had_problem": survey["had_dispute"]} | used | answers
    return {name: column[there] for name, column in columns.items()}


def tables(needs: Draft, *, survey: Draft) -> Iterator[tuple[Layout, Draft]]:
    """The survey, and its replicate weights one a row."""
    yield LAYOUT_LEGAL_NEEDS, needs
    wide = replicates(survey)
    there = survey["had_dispute"] >= 0
    columns = [wide[f"replicate_{number + 1:02d}"][there].astype(np.float64) for number in range(REPLICATES)]
    weights: Floats = np.stack(columns, axis=1)
    rows = len(weights)
    yield (
        LAYOUT_LEGAL_NEEDS_REPLICATES,
        {
            "respondent": np.repeat(needs["respondent"].astype(np.int64), REPLICATES),
            "replicate": np.tile(np.arange(REPLICATES) + 1, rows),
            "method": np.zeros(rows * REPLICATES, dtype=np.int64),
            "weight": weights.ravel(),
        },
    )


def effect(needs: Draft) -> Effect:
    """Access by the three readings of who excluded themselves."""
    base = needs["had_problem"] == 1
    used = np.any([needs[name] == 1 for name in MECHANISMS], axis=0)
    by_choice = ~used & ((needs["preferred_alone"] == 1) | (needs["other_was_right"] == 1))
    direct = ~used & (needs["contacted_other_party"] == 1)
    readings = {"all": base, "without_by_choice": base & ~by_choice, "without_direct": base & ~by_choice & ~direct}
    weight = needs["weight"].astype(np.float64)
    shares = {name: float(weight[of & used].sum() / weight[of].sum()) for name, of in readings.items()}
    return Effect(
        "legal-needs",
        ("legal_needs", "legal_needs_replicates"),
        "Of adults who had a dispute, those who turned to a third party, weighted: of all; without those who turned to "
        "nobody because they preferred to settle it by themselves or thought that the other party was right; and also "
        "without those who turned to nobody but the other party.",
        {name: round(value, 6) for name, value in shares.items()} | {"n": int(base.sum())},
        1e-6,
        "One reading of who excluded themselves, without saying which.",
        {"highest_less_lowest": round(max(shares.values()) - min(shares.values()), 6)},
    )
