"""The truth about mediation: counts of a block, and the effects that the sums of all blocks tell."""

from __future__ import annotations

import numpy as np

from audiatur.synthetic.generator.calendar import LAST, NEVER
from audiatur.synthetic.generator.layout import numbers_of
from audiatur.synthetic.generator.mediation import Disputes, Leaving
from audiatur.synthetic.generator.mediation_details import QUARTER, YEAR, Details
from audiatur.synthetic.generator.streams import Flags, Ints
from audiatur.synthetic.generator.truth import Counts, Effect, share
from audiatur.topics.mediation.contract import RESULT

_RESULT = numbers_of(RESULT)
_STEPS = ("received", "accepted", "both_agreed", "first_session", "agreed", "kept")
_EXCLUDED = ("excluded", "mediated", "agreed", "examined", "unexamined_mediated", "mediated_in_all")


def tally(disputes: Disputes, *, leaving: Leaving, details: Details) -> Counts:
    """The counts of one block."""
    met = disputes.first_session < NEVER
    agreed = disputes.result == _RESULT["agreed"]
    silent = ~leaving.answers
    return {
        "disputes": np.array(
            [
                len(met),
                (disputes.accepted < NEVER).sum(),
                details.both_agreed.sum(),
                met.sum(),
                agreed.sum(),
                (disputes.kept < NEVER).sum(),
            ]
        ),
        "excluded": _excluded_counts(disputes, examined=details.examined, met=met, agreed=agreed),
        "compliance": np.concatenate([_compliance(disputes, agreed=agreed, days=days) for days in (QUARTER, YEAR)]),
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


def _excluded_counts(disputes: Disputes, *, examined: Flags, met: Flags, agreed: Flags) -> Ints:
    found = disputes.excluded & examined
    return np.array(
        [
            found.sum(),
            (found & met).sum(),
            (found & agreed).sum(),
            examined.sum(),
            (~examined & met).sum(),
            (disputes.excluded & met).sum(),
        ]
    )


def _compliance(disputes: Disputes, *, agreed: Flags, days: int) -> Ints:
    """Agreements that are old enough to be judged after so many days, and those carried out by then."""
    old = agreed & (disputes.ended + days <= LAST)
    return np.array([old.sum(), (old & (disputes.kept <= disputes.ended + days)).sum()])


def effects(counts: Counts) -> tuple[Effect, ...]:
    """The effects of the country."""
    return (
        _ladder(counts["disputes"]),
        _excluded(counts["excluded"]),
        _kept(counts["compliance"]),
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
    return Effect(
        "excluded-but-mediated",
        ("disputes",),
        "Disputes found to be excluded from mediation by the law when that was examined, and those of them that "
        "nevertheless had a first session or an agreement; disputes examined; disputes not examined that had a first "
        "session; and all excluded disputes that had one, examined or not.",
        {name: int(count) for name, count in zip(_EXCLUDED, counts, strict=True)},
        0.0,
        "Taking disputes that nobody examined for such that the law allows.",
        {"mediated": int(counts[1]), "missed": int(counts[5] - counts[1])},
    )


def _kept(counts: Ints) -> Effect:
    old_early, kept_early, old_late, kept_late = (int(count) for count in counts)
    return Effect(
        "compliance",
        ("disputes",),
        "Agreements made at least 91 (365) days before 31 December 2025, and those of them that were carried out "
        "within 91 (365) days. Somebody followed up only a part of them.",
        {
            "agreements_91": old_early,
            "kept_91": kept_early,
            "share_91": share(kept_early, old_early),
            "agreements_365": old_late,
            "kept_365": kept_late,
            "share_365": share(kept_late, old_late),
        },
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
