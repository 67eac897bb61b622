"""The compiled steps of the projection: whole persons, one stream of random numbers for each run.

Streams: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), keyed by seed and run, so that a run is the same in any batch
and on any number of threads. Binomial draws: inversion where few are expected, else transformed rejection (BTRS,
W. Hormann, J. Stat. Comput. Simul. 46 (1993)).
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import prange

from audiatur.topics.prisons.projection.compiled import kernel

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)
_TO_UNIT = 1.0 / 9007199254740992.0
_ONE_BY_ONE = 16
"""So many persons or fewer are sent where they go one by one: quicker than a binomial draw for each place."""
_OVER = 1.0 / np.maximum(np.arange(4096), 1)


@kernel(inline="always")
def _uniform(state: Any) -> Any:
    state[0] += _GOLDEN
    z = state[0]
    z = (z ^ (z >> np.uint64(30))) * _MIX_1
    z = (z ^ (z >> np.uint64(27))) * _MIX_2
    z = z ^ (z >> np.uint64(31))
    return float(z >> np.uint64(11)) * _TO_UNIT


@kernel()
def _seeded(seed: int, run: int) -> Any:
    state = np.empty(1, np.uint64)
    state[0] = np.uint64(seed) * _MIX_1 + np.uint64(run) * _MIX_2
    _uniform(state)
    state[0] ^= np.uint64(run) * _GOLDEN
    return state


@kernel()
def _inverted(state: Any, n: int, stay: float, odds: float) -> Any:
    """A binomial draw by inversion; `stay` is the chance of no success, `odds` that of one success to one failure."""
    # Fewer than a dozen are expected, so that the table is never exhausted.
    chance, left, k, most = stay, _uniform(state), 0, min(n, 4095)
    while left > chance and k < most:
        left -= chance
        k += 1
        chance *= odds * (n - k + 1) * _OVER[k]
    return k


@kernel()
def _btrs(state: Any, n: int, p: float) -> Any:
    spread = math.sqrt(n * p * (1 - p))
    b = 1.15 + 2.53 * spread
    a = -0.0873 + 0.0248 * b + 0.01 * p
    c = n * p + 0.5
    v_r = 0.92 - 4.2 / b
    alpha = (2.83 + 5.1 / b) * spread
    log_odds = math.log(p / (1 - p))
    m = math.floor((n + 1) * p)
    h = math.lgamma(m + 1) + math.lgamma(n - m + 1)
    while True:
        u = _uniform(state) - 0.5
        v = _uniform(state)
        us = 0.5 - abs(u)
        k = math.floor((2 * a / us + b) * u + c)
        if us >= 0.07 and v <= v_r:
            return int(k)
        if k < 0 or k > n:
            continue
        v = math.log(v * alpha / (a / (us * us) + b))
        if v <= h - math.lgamma(k + 1) - math.lgamma(n - k + 1) + (k - m) * log_odds:
            return int(k)


@kernel()
def binomial(state: Any, n: int, p: float) -> Any:
    """A binomial draw."""
    if n <= 0 or p <= 0.0:
        return 0
    if p >= 1.0:
        return n
    if p > 0.5:
        return n - binomial(state, n, 1.0 - p)
    if n * p < 12.0:
        return _inverted(state, n, math.exp(n * math.log1p(-p)), p / (1.0 - p))
    return _btrs(state, n, p)


@kernel()
def _leavers(state: Any, n: int, intensity: float) -> Any:
    """How many of n leave in a step at an intensity: binomial with 1 - exp(-intensity)."""
    expected = n * intensity
    if expected < 8.0 and intensity < 0.7:
        return _inverted(state, n, math.exp(-expected), math.exp(intensity) - 1.0)
    return binomial(state, n, 1.0 - math.exp(-intensity))


@kernel()
def _scaled(state: Any, n: int, factor: float) -> Any:
    """A count scaled by a factor, in whole persons without bias."""
    if factor == 1.0 or n == 0:
        return n
    whole = math.floor(factor)
    return n * whole + binomial(state, n, factor - whole)


@kernel()
def _poisson(state: Any, mean: float) -> Any:
    """A Poisson draw; large means are halved into a sum, which keeps the draw exact."""
    total = 0
    while mean > 60.0:
        # The larger of two independent parts by a gamma split (Ahrens and Dieter 1974) needs no approximation.
        half = math.floor(mean * 0.875)
        order = _gamma_order(state, half)
        if order > mean:
            return total + binomial(state, half - 1, mean / order)
        total += half
        mean -= order
    limit, product, k = math.exp(-mean), _uniform(state), 0
    while product > limit:
        product *= _uniform(state)
        k += 1
    return total + k


@kernel()
def _gamma_order(state: Any, shape: float) -> Any:
    """A gamma draw of whole shape (G. Marsaglia and W. W. Tsang, ACM TOMS 26 (2000))."""
    d = shape - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    while True:
        u1, u2 = _uniform(state), _uniform(state)
        x = math.sqrt(-2.0 * math.log(max(u1, 1e-300))) * math.cos(2.0 * math.pi * u2)
        v = (1.0 + c * x) ** 3
        if v <= 0.0:
            continue
        u = _uniform(state)
        if math.log(max(u, 1e-300)) < 0.5 * x * x + d - d * v + d * math.log(v):
            return d * v


@kernel(parallel=True)
def run_cells(
    stock: Any, total: Any, parts: Any, regime: Any, arriving: Any, level: Any, kept: Any,
    admission_drift: Any, stay_drift: Any, forced: Any, moves: Any, seed: int, first_run: int,
    held: Any, came: Any, went: Any,
) -> None:  # fmt: skip
    """Fills `held` (run, step, group, status), `came` and `went` (run, step, group); step 0 of `held` is the opening.

    `total` (regime, group, status, class) are intensities of leaving a status and `parts` (…, to) the cumulated shares
    of where to; `regime` and `arriving`'s first axis follow the step; `level` (step, group, status) are expected
    admissions and `kept` the factor that levers put on them; `forced` (step, group, status, class) are shares that a
    lever lets go at a step; `moves` (n, 5) are step, from group, to group, status, share.
    """
    runs, steps = admission_drift.shape
    groups, statuses, classes = stock.shape
    for r in prange(runs):
        state = _seeded(seed, first_run + r)
        now = stock.copy()
        after = np.zeros_like(now)
        leaving = np.zeros(statuses + 1, np.int64)
        for g in range(groups):
            for s in range(statuses):
                held[r, 0, g, s] = now[g, s].sum()
        for t in range(steps):
            kind = regime[t]
            after[:] = 0
            drift = stay_drift[r, t]
            for g in range(groups):
                gone = 0
                for s in range(statuses):
                    for d in range(classes):
                        n = now[g, s, d]
                        if n == 0:
                            continue
                        release = forced[t, g, s, d]
                        if release > 0.0:
                            freed = binomial(state, n, release)
                            gone += freed
                            n -= freed
                        left = _leavers(state, n, total[kind, g, s, d] * drift)
                        older = d + 1 if d + 1 < classes else d
                        after[g, s, older] += n - left
                        if left:
                            gone += _spread(state, left, parts[kind, g, s, d], leaving)
                            for to in range(statuses):
                                after[g, to, 0] += leaving[to]
                came_in = 0
                for s in range(statuses):
                    drawn = _poisson(state, level[t, g, s] * admission_drift[r, t])
                    drawn = _scaled(state, drawn, kept[t, g, s])
                    came_in += drawn
                    if drawn:
                        gone += _spread(state, drawn, arriving[kind, g, s], leaving)
                        for to in range(statuses):
                            after[g, to, 0] += leaving[to]
                came[r, t, g] = came_in
                went[r, t, g] = gone
            for m in range(moves.shape[0]):
                if int(moves[m, 0]) == t:
                    _move(
                        state,
                        after,
                        int(moves[m, 1]),
                        int(moves[m, 2]),
                        int(moves[m, 3]),
                        moves[m, 4],
                        came[r, t],
                        went[r, t],
                    )
            now, after = after, now
            for g in range(groups):
                for s in range(statuses):
                    held[r, t + 1, g, s] = now[g, s].sum()


@kernel()
def _which(u: float, cumulated: Any) -> Any:
    for to in range(len(cumulated) - 1):
        if u < cumulated[to]:
            return to
    return len(cumulated) - 1


@kernel()
def _spread(state: Any, n: int, cumulated: Any, into: Any) -> Any:
    """Divides n persons over the destinations; gives how many are gone (the last destination)."""
    last = len(into) - 1
    if n <= _ONE_BY_ONE:
        into[:] = 0
        for _ in range(n):
            into[_which(_uniform(state), cumulated)] += 1
        return into[last]
    before = 0.0
    for to in range(last):
        share = cumulated[to] - before
        took = 0
        if n > 0 and share > 0.0:
            took = binomial(state, n, min(share / (1.0 - before), 1.0))
        into[to] = took
        n -= took
        before = cumulated[to]
    into[last] = n
    return n


@kernel()
def _move(state: Any, now: Any, source: int, target: int, status: int, share: float, came: Any, went: Any) -> None:
    for s in range(now.shape[1]):
        if status >= 0 and s != status:
            continue
        for d in range(now.shape[2]):
            moved = binomial(state, now[source, s, d], share)
            now[source, s, d] -= moved
            now[target, s, d] += moved
            went[source] += moved
            came[target] += moved


@kernel(parallel=True)
def run_expected(
    stock: Any, total: Any, parts: Any, regime: Any, arriving: Any, level: Any, kept: Any,
    admission_drift: Any, stay_drift: Any, forced: Any, moves: Any, held: Any,
) -> None:  # fmt: skip
    """As `run_cells`, with what is expected in place of what is drawn; `held` are fractions of persons."""
    runs, steps = admission_drift.shape
    groups, statuses, classes = stock.shape
    for r in prange(runs):
        now = stock.astype(np.float64)
        after = np.zeros_like(now)
        for g in range(groups):
            for s in range(statuses):
                held[r, 0, g, s] = now[g, s].sum()
        for t in range(steps):
            kind = regime[t]
            after[:] = 0.0
            for g in range(groups):
                for s in range(statuses):
                    for d in range(classes):
                        n = now[g, s, d] * (1.0 - forced[t, g, s, d])
                        if n == 0.0:
                            continue
                        stay = n * math.exp(-total[kind, g, s, d] * stay_drift[r, t])
                        older = d + 1 if d + 1 < classes else d
                        after[g, s, older] += stay
                        _part(n - stay, parts[kind, g, s, d], after[g])
                    admitted = level[t, g, s] * kept[t, g, s] * admission_drift[r, t]
                    _part(admitted, arriving[kind, g, s], after[g])
            for m in range(moves.shape[0]):
                if int(moves[m, 0]) == t:
                    for s in range(statuses):
                        if moves[m, 3] < 0 or int(moves[m, 3]) == s:
                            part = after[int(moves[m, 1]), s] * moves[m, 4]
                            after[int(moves[m, 1]), s] -= part
                            after[int(moves[m, 2]), s] += part
            now, after = after, now
            for g in range(groups):
                for s in range(statuses):
                    held[r, t + 1, g, s] = now[g, s].sum()


@kernel()
def _part(n: float, cumulated: Any, into: Any) -> None:
    before = 0.0
    for to in range(len(cumulated) - 1):
        into[to, 0] += n * (cumulated[to] - before)
        before = cumulated[to]


@kernel(parallel=True)
def run_persons(
    person: Any, total: Any, parts: Any, regime: Any, arriving: Any, level: Any, kept: Any,
    admission_drift: Any, stay_drift: Any, forced: Any, seed: int, classes: int,
    held: Any, came: Any, went: Any,
) -> None:  # fmt: skip
    """The same projection person by person; `person` holds group, status and class of those in custody at the start.

    One uniform number decides each person's step: no binomial draw, no shared code but the stream.
    """
    runs, steps = admission_drift.shape
    statuses, groups = parts.shape[4] - 1, parts.shape[1]
    for r in prange(runs):
        state = _seeded(seed, r)
        for i in range(person.shape[0]):
            _follow(
                state,
                person[i, 0],
                person[i, 1],
                person[i, 2],
                0,
                total,
                parts,
                regime,
                stay_drift[r],
                forced,
                classes,
                held[r],
                went[r],
            )
            held[r, 0, person[i, 0], person[i, 1]] += 1
        for t in range(steps):
            for g in range(groups):
                for s in range(statuses):
                    for _ in range(_poisson(state, level[t, g, s] * kept[t, g, s] * admission_drift[r, t])):
                        came[r, t, g] += 1
                        to = _which(_uniform(state), arriving[regime[t], g, s])
                        if to == statuses:
                            went[r, t, g] += 1
                            continue
                        held[r, t + 1, g, to] += 1
                        _follow(
                            state,
                            g,
                            to,
                            0,
                            t + 1,
                            total,
                            parts,
                            regime,
                            stay_drift[r],
                            forced,
                            classes,
                            held[r],
                            went[r],
                        )


@kernel()
def _follow(
    state: Any, g: int, s: int, d: int, start: int, total: Any, parts: Any, regime: Any, drift: Any, forced: Any,
    classes: int, held: Any, went: Any,
) -> None:  # fmt: skip
    """One person from the end of step `start` on, until gone or the projection ends."""
    statuses = parts.shape[4] - 1
    for t in range(start, len(regime)):
        kind = regime[t]
        if forced[t, g, s, d] > 0.0 and _uniform(state) < forced[t, g, s, d]:
            went[t, g] += 1
            return
        if _uniform(state) < 1.0 - math.exp(-total[kind, g, s, d] * drift[t]):
            to = _which(_uniform(state), parts[kind, g, s, d])
            if to == statuses:
                went[t, g] += 1
                return
            s, d = to, 0
        else:
            d = min(d + 1, classes - 1)
        held[t + 1, g, s] += 1
