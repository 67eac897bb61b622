"""The truth about mediation: counts of a block, and the effects that the sums of all blocks tell."""

from __future__ import annotations

import numpy as np

from audiatur.synthetic.generator.calendar import NEVER
from audiatur.synthetic.generator.layout import numbers_of
from audiatur.synthetic.generator.mediation import Disputes, Leaving
from audiatur.synthetic.generator.streams import Ints
from audiatur.synthetic.generator.truth import Counts, Effect, share
from audiatur.topics.mediation.contract import RESULT

_RESULT = numbers_of(RESULT)
_STEPS = ("received", "accepted", "first_session", "agreed", "kept")


def tally(disputes: Disputes, *, leaving: Leaving) -> Counts:
    """The counts of one block."""
    met = disputes.first_session < NEVER
    agreed = disputes.result == _RESULT["agreed"]
    silent = ~leaving.answers
    return {
        "disputes": np.array(
            [len(met), (disputes.accepted < NEVER).sum(), met.sum(), agreed.sum(), (disputes.kept < NEVER).sum()]
        ),
        "excluded": np.array(
            [disputes.excluded.sum(), (disputes.excluded & met).sum(), (disputes.excluded & agreed).sum()]
        ),
        "repeats": np.array([len(np.unique(disputes.applicant)), disputes.repeats.sum()]),
        "leaving": np.array(
            [
                len(leaving.role),
                leaving.pressed.sum(),
                leaving.answers.sum(),
                (leaving.answers & leaving.pressed).sum(),
                leaving.called.sum(),
                (leaving.called & leaving.pressed).sum(),
                (silent & leaving.pressed).sum(),
            ]
        ),
    }


def effects(counts: Counts) -> tuple[Effect, ...]:
    """The effects of the country."""
    return (
        _ladder(counts["disputes"]),
        _excluded(counts["excluded"]),
        _repeats(counts["repeats"], disputes=int(counts["disputes"][0])),
        _pressure(counts["leaving"]),
    )


def _ladder(steps: Ints) -> Effect:
    counted = {name: int(count) for name, count in zip(_STEPS, steps, strict=True)}
    return Effect(
        "mediation-ladder",
        ("disputes",),
        "Disputes received; of these accepted; with a first session; with an agreement (result agreed); with an "
        "agreement carried out by 31 December 2025.",
        {**counted, "agreed_of_received": share(counted["agreed"], counted["received"])},
        0.0,
        "Agreements over the disputes that had a session: those that never came so far are left out.",
        {"agreed_of_sessions": share(counted["agreed"], counted["first_session"])},
    )


def _excluded(counts: Ints) -> Effect:
    excluded, met, agreed = (int(count) for count in counts)
    return Effect(
        "excluded-but-mediated",
        ("disputes",),
        "Disputes that the law excludes from mediation and that nevertheless had a first session; of these, those with "
        "an agreement.",
        {"excluded": excluded, "mediated": met, "agreed": agreed},
        0.0,
    )


def _repeats(counts: Ints, *, disputes: int) -> Effect:
    pairs, repeated = (int(count) for count in counts)
    return Effect(
        "repeat-disputes",
        ("disputes", "dispute_parties"),
        "Disputes whose applicant and respondent had another dispute, in the same roles, under a lower number.",
        {"disputes": disputes, "pairs": pairs, "repeated": repeated, "share": share(repeated, disputes)},
        0.0,
        "With noise, counting pairs of numbers of persons as they are recorded: some go under two.",
    )


def _pressure(counts: Ints) -> Effect:
    asked, pressed, answered, answered_pressed, called, called_pressed, silent_pressed = (int(n) for n in counts)
    sampled = silent_pressed * (1 - silent_pressed / max(1, asked - answered)) / max(1, called)
    error = (asked - answered) / asked * (sampled / max(1, asked - answered)) ** 0.5
    return Effect(
        "pressure",
        ("exit_survey",),
        "Parties asked at the end of a mediation who felt pressed to agree, whether they answered or not. A random "
        "30 % of those who did not answer were called back and all answered: a second sheet of the same dispute and "
        "person, 30 days later.",
        {"asked": asked, "pressed": pressed, "share": share(pressed, asked), "silent": share(asked - answered, asked)},
        round(3 * error, 6),
        "The share among those who answered when they left.",
        {"share": share(answered_pressed, answered), "called": called, "called_pressed": called_pressed},
    )
