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
    households,
    justice,
    justice_truth,
    mediation,
    mediation_truth,
    monitors,
    monitors_truth,
    places,
    tables,
    truth,
)
from audiatur.synthetic.generator.accused import BLOCK, Accused, draw
from audiatur.synthetic.generator.calendar import CENSUS
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
APART = 1_000_000
"""Added to the number of a block of disputes, so that its persons are not disturbed like a block of the accused."""
METHOD = 1
"""Raised when the same seed would give another country than before."""
LABEL = {
    "synthetic": True,
    "note": "Synthetic: the country, and every person, place, case and figure in it, is invented.",
}
_README = """SYNTHETIC

{country} ({code}) is an invented country. Every person, place, case, dispute, incident and figure in this folder is
invented, by `audiatur synth --country {code} --size {size} --seed {seed} --noise {noise}`. Nothing here describes a
real country. A name that somebody bears is composed of syllables by accident.

tables/        the registers, one file a table
truth/         what was planted, counted before the noise: effects in truth.json
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
        effects = _write_all(making)
    written += _write_truth(asked, effects=effects)
    return _write_label(asked, written=written, noise=making.noise)


def blocks(asked: Asked) -> Iterator[tuple[int, Accused]]:
    """The accused persons, block by block."""
    for block, first in enumerate(range(0, asked.rows, BLOCK)):
        yield block, draw(asked.seed, block=block, first=first, rows=min(BLOCK, asked.rows - first))


def _write_all(making: _Making) -> tuple[Effect, ...]:
    making.add(tables.LAYOUT_PLACES, places.places_draft())
    making.add(tables.LAYOUT_FACILITIES, places.facilities_draft())
    making.add(tables.LAYOUT_NORMS, justice.limits_draft())
    return (
        *_write_justice(making),
        *_write_mediation(making),
        _write_households(making),
        *_write_monitors(making),
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
    for block, first in enumerate(range(0, wanted, mediation.BLOCK)):
        disputes = mediation.draw(asked.seed, block=block, first=first, rows=min(mediation.BLOCK, wanted - first))
        leaving = mediation.draw_leaving(asked.seed, block=block, disputes=disputes)
        counts = truth.added(counts, mediation_truth.tally(disputes, leaving=leaving))
        for layout, draft in mediation.tables(asked.seed, block=block, disputes=disputes, leaving=leaving):
            making.add(layout, draft, block=APART + block)
    return mediation_truth.effects(counts)


def _write_households(making: _Making) -> Effect:
    clusters = CLUSTERS[making.asked.size]
    survey = households.draw(making.asked.seed, clusters=clusters)
    for layout, draft in households.tables(survey):
        making.add(layout, draft)
    return households.effect(survey)


def _write_monitors(making: _Making) -> tuple[Effect, ...]:
    incidents = monitors.draw(making.asked.seed, rows=INCIDENTS[making.asked.size])
    for layout, draft in monitors.tables(making.asked.seed, incidents=incidents):
        making.add(layout, draft)
    return monitors_truth.effects(making.asked.seed, incidents=incidents)


def _write_truth(asked: Asked, *, effects: tuple[Effect, ...]) -> list[Written]:
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
    texts = {"truth.json": truth.as_json(effects, label=label)}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    with shelf(folder, csv=False) as (made, written):
        made.add(*monitors.true_table(monitors.draw(asked.seed, rows=INCIDENTS[asked.size])))
    return [*written, *(Written(f"truth/{name}", len(effects), sha256(folder / name)) for name in texts)]


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
    (asked.out / "manifest.json").write_text(
        json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    return manifest


SIZES: tuple[str, ...] = get_args(Size)
LEVELS: tuple[str, ...] = get_args(Level)
