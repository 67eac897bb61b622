"""`.venv/bin/python -m bench.figures`: an attack on published tables of complaints, and the time that protection takes.

The attacker sees every table of the invented country's complaints by district, kind and sex with all its margins, and
knows that counts are whole numbers, not negative. They solve the sums (a count is recovered where the solution is
unique) and bound each withheld count by linear programs. Sixty cells are under ten. The attack shares no code with the
protection.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
from scipy.optimize import linprog

from audiatur.figures.computing import compute
from audiatur.figures.figure import ALL, Release
from audiatur.figures.indicator import Asked
from audiatur.figures.protection import K, Key, sensitive, withheld
from audiatur.registers.engine import EngineSettings, Registers
from audiatur.registers.loading import load
from audiatur.synthetic.generator import complaints
from audiatur.synthetic.generator.country import Asked as Country
from audiatur.synthetic.generator.country import generate
from audiatur.synthetic.generator.places import DISTRICT_CODES
from audiatur.synthetic.generator.tables import COMPLAINT_KINDS
from audiatur.topics.catalogue import indicator_get
from audiatur.topics.tables import TABLES, table_get

INDICATOR = "proceedings.complaints"
EVER = Asked(since=date(2000, 1, 1), until=date(2025, 12, 31), on=date(2025, 12, 31), by=("district", "kind", "sex"))
AXES = (DISTRICT_CODES, COMPLAINT_KINDS, ("female", "male"))
SEEDS = (1, 2, 3)


def main() -> None:
    """Print what the attack recovers, with and without complementary suppression, and how long protection takes."""
    print(f"{'seed':>4} {'cells':>6} {'small':>6} {'shown':<22} {'withheld':>9} {'solved':>7} {'under 10 wide':>14}")
    for seed in SEEDS:
        true, released = tables(seed)
        small = [key for key, count in true.items() if ALL not in key and sensitive((count,))]
        for name, seen in (("primary only", primary(true)), ("as published", released)):
            solved, narrow = attack(seen, true=true, targets=small)
            told = f"{seed:>4} {len(true):>6} {len(small):>6} {name:<22} {len(true) - len(seen):>9}"
            print(f"{told} {solved:>7} {narrow:>14}")
    for shape, counts in (("14 × 6 × 2", complaints.counts(1, factor=1)), ("25 × 8 × 10", large())):
        cells, times = with_margins(counts), []
        for _ in range(3):
            begun = time.perf_counter()
            withheld({key: (count,) for key, count in cells.items()})
            times.append(time.perf_counter() - begun)
        low = sum(sensitive((count,)) for count in cells.values())
        print(f"{shape}: {len(cells)} with margins, {low} small, protected in {statistics.median(times):.2f} s")


def tables(seed: int) -> tuple[dict[Key, int], dict[Key, float]]:
    """Every cell as it is, counted from what was planted, and every cell that the figures show."""
    with tempfile.TemporaryDirectory(prefix="audiatur-bench-") as folder:
        country = Path(folder) / "country"
        generate(Country(country, seed=seed))
        snapshots = []
        for name in indicator_get(INDICATOR).tables:
            path = country / "tables" / f"{name}.parquet"
            kept = load(
                path, table=table_get(name), tables=TABLES, at=datetime.now(UTC), store=Path(folder) / "store",
                synthetic=True, country="xx", by="bench",
            )  # fmt: skip
            assert kept.snapshot
            snapshots.append(kept.snapshot)
        with Registers(snapshots, settings=EngineSettings(threads=1), spill=Path(folder) / "spill") as registers:
            found = compute(indicator_get(INDICATOR), registers, asked=EVER, country="Marovintha").figures
    released = {
        tuple(figure.group[name] for name in EVER.by): figure.value
        for figure in found
        if figure.release is Release.SHOWN and figure.value is not None
    }
    return with_margins(complaints.counts(seed, factor=1), axes=AXES), released


def with_margins(counts: np.ndarray, *, axes: Sequence[Sequence[str]] = ()) -> dict[Key, int]:
    """Each cell and margin, by the names of the axes or, without, by their numbers."""
    axes = axes or [[f"{axis}.{number:02}" for number in range(size)] for axis, size in enumerate(counts.shape)]
    found: dict[Key, int] = {}
    for position in np.ndindex(*counts.shape):
        if counts[position]:
            names = [axis[place] for axis, place in zip(axes, position, strict=True)]
            for kept in np.ndindex(*[2] * counts.ndim):
                key = tuple(name if keep else ALL for name, keep in zip(names, kept, strict=True))
                found[key] = found.get(key, 0) + int(counts[position])
    return found


def large() -> np.ndarray:
    """A table of two thousand cells, of which about a third are small."""
    rng = np.random.default_rng(5)
    return np.asarray(rng.poisson(rng.gamma(1.0, 20.0, size=(25, 8, 10))))


def primary(true: Mapping[Key, int]) -> dict[Key, float]:
    """What is shown where the small cells alone are left out."""
    return {key: float(count) for key, count in true.items() if not sensitive((count,))}


def attack(seen: Mapping[Key, float], *, true: Mapping[Key, int], targets: list[Key]) -> tuple[int, int]:
    """How many targets have one solution, and how many can be bounded more narrowly than ten."""
    atoms = [key for key in true if ALL not in key]
    rows = np.array([[float(lies_in(atom, cell)) for atom in atoms] for cell in seen])
    told = np.array(list(seen.values()))
    kernel = null_space(rows)
    solved = narrow = 0
    for target in targets:
        column = atoms.index(target)
        if np.abs(kernel[column]).max(initial=0.0) < 1e-9:
            solved += 1
            narrow += 1
            continue
        objective = np.zeros(len(atoms))
        objective[column] = 1.0
        low, high = (end(sign * objective, rows=rows, told=told) * sign for sign in (1, -1))
        assert low - 1e-6 <= true[target] <= high + 1e-6
        narrow += high - low < K - 1e-6
    return solved, narrow


def end(objective: np.ndarray, *, rows: np.ndarray, told: np.ndarray) -> float:
    """The least that an objective can be over the tables that fit."""
    found = linprog(objective, A_eq=rows, b_eq=told)
    return -np.inf if found.status == 3 else float(found.fun)


def null_space(rows: np.ndarray) -> np.ndarray:
    """The directions in which the cells can move while every sum stays."""
    _, values, vectors = np.linalg.svd(rows)
    rank = int((values > 1e-9 * values[0]).sum())
    return vectors[rank:].T


def lies_in(atom: Key, cell: Key) -> bool:
    """Whether a finest cell counts in a cell."""
    return all(wanted in (ALL, value) for value, wanted in zip(atom, cell, strict=True))


if __name__ == "__main__":
    main()
