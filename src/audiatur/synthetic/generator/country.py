"""The whole invented country: every table drawn, counted for the truth, disturbed and written, block by block."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import numpy as np

from audiatur.errors import AudiaturError
from audiatur.synthetic.generator import (
    claims,
    complaints,
    households,
    justice,
    justice_truth,
    legal_needs,
    mediation,
    mediation_details,
    mediation_truth,
    monitors,
    monitors_truth,
    places,
    promises,
    tables,
    truth,
)
from audiatur.synthetic.generator.accused import BLOCK, Accused, draw
from audiatur.synthetic.generator.calendar import CENSUS
from audiatur.synthetic.generator.known import known_figures
from audiatur.synthetic.generator.layout import Draft, Layout
from audiatur.synthetic.generator.noise import Level, disturb
from audiatur.synthetic.generator.truth import Counts, Effect
from audiatur.synthetic.generator.writing import Shelf, Written, sha256, shelf

Size = Literal["S", "M", "L"]
ACCUSED: dict[Size, int] = {"S": 5_200, "M": 520_000, "L": 5_200_000}
"""Accused persons of each size: about 9.7 procedural events each."""
CLUSTERS: dict[Size, int] = {"S": 12, "M": 100, "L": 250}
"""Clusters of the household survey in each of its ten strata."""
INCIDENTS: dict[Size, int] = {"S": 1_500, "M": 20_000, "L": 200_000}
"""True incidents, of which the monitors report some."""
COMPLAINTS: dict[Size, int] = {"S": 1, "M": 20, "L": 60}
"""By how much the cells of the table of complaints are larger than in the smallest country, sixty of them excepted."""
APART = 1_000_000
"""Added to the number of a block of disputes, so that its persons are not disturbed like a block of the accused."""
METHOD = 2
"""Raised when the same seed would give another country than before."""
_TRUTH_FILES = {"effects": "truth.json", "claims": "claims.json", "promises": "promises.json"}
LABEL = {
    "synthetic": True,
    "note": "Synthetic: the country, and every person, place, case and figure in it, is invented.",
}
_README = """SYNTHETIC

{country} ({code}) is an invented country. Every person, place, case, dispute, incident and figure in this folder is
invented, by `audiatur synth --country {code} --size {size} --seed {seed} --noise {noise}`. Nothing here describes a
real country. A name that somebody bears is composed of syllables by accident.

tables/        the registers, one file a table
truth/         what was planted, counted before the noise: effects, claims with their verdicts, promises, incidents
manifest.json  the seed, the size, the noise, and the rows and SHA-256 of each file
"""


class OutNotEmpty(AudiaturError):
    """The folder to write into already holds something."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which country is to be made, and where."""

    out: Path
    size: Size = "S"
    seed: int = 1
    noise: Level = "none"
    country: str = "xx"
    csv: bool = False
    accused: int = 0
    """How many accused persons; 0 for as many as the size says."""

    @property
    def rows(self) -> int:
        """The accused persons of the country."""
        return self.accused or ACCUSED[self.size]


@dataclass
class _Making:
    """A country while it is made: the shelf of its tables, and what the noise did."""

    asked: Asked
    shelf: Shelf
    noise: Counter[str]

    def add(self, layout: Layout, draft: Draft, *, block: int = 0) -> None:
        disturbed, counts = disturb(draft, table=layout.name, level=self.asked.noise, seed=self.asked.seed, block=block)
        self.noise.update(counts)
        self.shelf.add(layout, disturbed)


def generate(asked: Asked) -> dict[str, Any]:
    """Write the country into its folder; its manifest.

    Raises:
        OutNotEmpty: the folder holds something already.
    """
    if asked.out.exists() and any(asked.out.iterdir()):
        raise OutNotEmpty(f"{asked.out} is not empty; give a folder that is new or empty.")
    asked.out.mkdir(parents=True, exist_ok=True)
    with shelf(asked.out / "tables", csv=asked.csv) as (made, written):
        making = _Making(asked, made, Counter())
        truths = _write_all(making)
    written += _write_truth(asked, truths=truths)
    return _write_label(asked, written=written, noise=making.noise)


def blocks(asked: Asked) -> Iterator[tuple[int, Accused]]:
    """The accused persons, block by block."""
    for block, first in enumerate(range(0, asked.rows, BLOCK)):
        yield block, draw(asked.seed, block=block, first=first, rows=min(BLOCK, asked.rows - first))


@dataclass(frozen=True, slots=True)
class _Truths:
    """What is written under truth/."""

    effects: tuple[Effect, ...]
    claims: tuple[claims.Claim, ...]
    promises: tuple[promises.Promise, ...]


def _write_all(making: _Making) -> _Truths:
    making.add(tables.LAYOUT_PLACES, places.places_draft())
    making.add(tables.LAYOUT_FACILITIES, places.facilities_draft())
    making.add(tables.LAYOUT_NORMS, justice.limits_draft())
    seed, size = making.asked.seed, making.asked.size
    survey = households.draw(seed, clusters=CLUSTERS[size])
    needs = legal_needs.draw(seed, survey=survey)
    for layout, draft in (*households.tables(survey), *legal_needs.tables(needs, survey=survey)):
        making.add(layout, draft)
    table = complaints.counts(seed, factor=COMPLAINTS[size])
    making.add(tables.LAYOUT_COMPLAINTS, complaints.draft(seed, table=table))
    effects = (
        *_write_justice(making),
        *_write_mediation(making),
        households.effect(survey),
        legal_needs.effect(needs),
        *_write_monitors(making),
        complaints.effect(table),
    )
    months = next(effect.values["months"] for effect in effects if effect.id == "occupancy")
    figures = known_figures(effects, survey=survey)
    return _Truths(
        effects,
        claims.claims(seed, figures=figures, cells=complaints.small_cells(table)),
        promises.promises(seed, months=months),
    )


def _write_justice(making: _Making) -> tuple[Effect, ...]:
    counts: Counts = {}
    for block, accused in blocks(making.asked):
        for layout, draft in justice.tables(making.asked.seed, block=block, accused=accused):
            if layout is tables.LAYOUT_CUSTODY:
                counts = truth.added(counts, justice_truth.tally(accused, custody=draft))
            making.add(layout, draft, block=block)
    held = justice_truth.held_by_day(counts["held"])
    capacities = places.capacities_draft(making.asked.seed, held=held[:, held.shape[1] // 3 :].mean(axis=1))
    making.add(tables.LAYOUT_CAPACITIES, capacities)
    return justice_truth.effects(counts, capacities=capacities)


def _write_mediation(making: _Making) -> tuple[Effect, ...]:
    asked = making.asked
    counts: Counts = {}
    wanted = max(1, asked.rows * 2 // 5)
    making.add(tables.LAYOUT_MEDIATORS, mediation_details.mediators_draft(asked.seed))
    for block, first in enumerate(range(0, wanted, mediation.BLOCK)):
        rows = min(mediation.BLOCK, wanted - first)
        disputes = mediation.draw(asked.seed, block=block, first=first, rows=rows)
        leaving = mediation.draw_leaving(asked.seed, block=block, disputes=disputes)
        district = mediation.district_of(asked.seed, block=block, rows=rows)
        details = mediation_details.details(asked.seed, block=block, disputes=disputes, district=district)
        counts = truth.added(counts, mediation_truth.tally(disputes, leaving=leaving, details=details))
        for layout, draft in mediation.tables(
            asked.seed, block=block, disputes=disputes, leaving=leaving, district=district, noted=details.columns
        ):
            making.add(layout, draft, block=APART + block)
    return mediation_truth.effects(counts)


def _write_monitors(making: _Making) -> tuple[Effect, ...]:
    incidents = monitors.draw(making.asked.seed, rows=INCIDENTS[making.asked.size])
    for layout, draft in monitors.tables(making.asked.seed, incidents=incidents):
        making.add(layout, draft)
    return monitors_truth.effects(making.asked.seed, incidents=incidents)


def _write_truth(asked: Asked, *, truths: _Truths) -> list[Written]:
    folder = asked.out / "truth"
    folder.mkdir()
    label = {
        **LABEL,
        "country": asked.country,
        "size": asked.size,
        "seed": asked.seed,
        "method": METHOD,
        "census_day": str(np.datetime64(CENSUS, "D")),
    }
    rows: dict[str, list[Any]] = {
        "effects": [asdict(effect) for effect in truths.effects],
        "claims": [claims.as_row(claim) for claim in truths.claims],
        "promises": [asdict(promise) for promise in truths.promises],
    }
    for name, listed in rows.items():
        (folder / _TRUTH_FILES[name]).write_text(_json({**label, name: listed}), encoding="utf-8")
    with shelf(folder, csv=False) as (made, written):
        made.add(*monitors.true_table(monitors.draw(asked.seed, rows=INCIDENTS[asked.size])))
    return [
        *written,
        *(Written(f"truth/{file}", len(rows[name]), sha256(folder / file)) for name, file in _TRUTH_FILES.items()),
    ]


def _write_label(asked: Asked, *, written: list[Written], noise: Counter[str]) -> dict[str, Any]:
    readme = _README.format(
        country=places.COUNTRY, code=asked.country, size=asked.size, seed=asked.seed, noise=asked.noise
    )
    (asked.out / "README.txt").write_text(readme, encoding="utf-8")
    manifest = {
        **LABEL,
        "country": asked.country,
        "name": f"{places.COUNTRY} (invented)",
        "size": asked.size,
        "seed": asked.seed,
        "noise": asked.noise,
        "method": METHOD,
        "files": [asdict(file) for file in written],
        "noise_rows": dict(sorted(noise.items())),
    }
    (asked.out / "manifest.json").write_text(_json(manifest), encoding="utf-8")
    return manifest


def _json(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


SIZES: tuple[str, ...] = get_args(Size)
LEVELS: tuple[str, ...] = get_args(Level)
