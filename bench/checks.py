"""The 300 planted claims of the synthetic country, each read from its sentence and set against a figure.

Nothing of a claim but its sentence is used: the number with its hedge is read, the figure that it speaks of is found by
its words, and base, definition, place and period are compared. `python -m bench.checks [SEED …]`
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from audiatur.figures.checks import Check, Reason, check, claimed_interval
from audiatur.figures.figure import Figure, Release
from audiatur.figures.indicator import COMPLETE
from audiatur.figures.protection import K
from audiatur.figures.wording import Wording, at_another_time, elsewhere, likeness, parts, period_named, stated
from audiatur.reading.quantities import read_quantities
from audiatur.reading.text import Paragraph, Sentence, Text
from audiatur.synthetic.generator.country import Asked, generate

ALIKE = 0.2
"""Below this likeness a sentence speaks of nothing that any figure tells."""


def main(seeds: Sequence[int]) -> None:
    """Print the share of verdicts that are right, for each seed."""
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            generate(Asked(Path(folder), size="S", seed=seed, noise="none", country="xx", csv=False))
            found = judged(Path(folder))
        right = sum(claim["verdict"] == told.verdict for claim, told in found)
        both = sum((claim["verdict"], claim["reason"]) == (told.verdict, told.reason) for claim, told in found)
        print(f"seed {seed}: verdict right {right} of {len(found)}, with its reason {both}")
        wrong = Counter(
            f"{claim['verdict']}/{claim['reason']} → {told.verdict}/{told.reason}"
            for claim, told in found
            if (claim["verdict"], claim["reason"]) != (told.verdict, told.reason)
        )
        for line, count in wrong.most_common():
            print(f"  {count} × {line}")


def judged(folder: Path) -> list[tuple[Mapping[str, Any], Check]]:
    """Each planted claim with the check of its sentence."""
    claims = json.loads((folder / "truth/claims.json").read_text(encoding="utf-8"))["claims"]
    places = pl.read_parquet(folder / "tables/places.parquet")
    names = dict(zip(places["name"], places["place"], strict=True))
    country = next(name for name, code in names.items() if code == "00")
    published = {_key(row): (_wording(row, names), _figure(row)) for row in claims if row["figure"]}
    published |= _complaints(folder, names)
    return [(claim, _judge(claim["text"], published=published, names=names, country=country)) for claim in claims]


Key = tuple[str, str, str]
Published = Mapping[Key, tuple[Wording, Figure]]


def _judge(text: str, *, published: Published, names: Mapping[str, str], country: str) -> Check:
    body = Paragraph(0, len(text), None, "body", None, "en", (Sentence(0, len(text)),))
    quantity = read_quantities(Text(text, "txt", "en", (body,)))[0]
    claimed = claimed_interval(quantity.low, quantity.high, hedge=quantity.hedge, surface=quantity.surface)
    said = stated(text, number=(quantity.start, quantity.end), places=names)
    unit = "percent" if quantity.kind == "percent" else "count"
    of_unit = [(wording, figure) for wording, figure in published.values() if figure.unit == unit]

    def nearness(pair: tuple[Wording, Figure]) -> tuple[bool, float, bool, bool]:
        wording, figure = pair
        here = elsewhere(said, place=figure.group["place"], country=country) is None
        then = at_another_time(said, since=figure.since, until=figure.until) is None
        return parts(said, wording=wording) is not Reason.BASE, likeness(said, wording=wording), here, then

    wording, figure = max(of_unit, key=nearness)
    if likeness(said, wording=wording) < ALIKE:
        return check(claimed, None)
    differs: Reason | None = (
        parts(said, wording=wording)
        or elsewhere(said, place=figure.group["place"], country=country)
        or at_another_time(said, since=figure.since, until=figure.until)
    )
    return check(claimed, figure, differs=differs)


def _key(row: Mapping[str, Any]) -> Key:
    return row["indicator"], row["figure"]["place"], row["figure"]["period"]


def _wording(row: Mapping[str, Any], names: Mapping[str, str]) -> Wording:
    figure = row["figure"]
    said = stated(figure["definition"], number=(0, 0), places=names)
    whole, base = " ".join(said.words), figure["base"]
    head = " ".join(stated(base, number=(0, 0), places=()).words)
    return Wording(base, whole.removeprefix(head))


def _figure(row: Mapping[str, Any]) -> Figure:
    known = row["figure"]
    since, until = _days(known["period"])
    return Figure(
        indicator=row["indicator"],
        version=1,
        unit=row["unit"],
        numerator_code=row["indicator"],
        denominator_code="all" if row["unit"] == "count" else row["indicator"],
        group={"place": known["place_name"]},
        place=known["place"],
        since=since,
        until=until,
        censored_on=until,
        snapshots=("truth",),
        synthetic=True,
        software="truth",
        release=Release.SHOWN,
        interval=COMPLETE if known["complete"] else "replicate weights 95 %",
        value=(known["low"] + known["high"]) / 2,
        low=known["low"],
        high=known["high"],
        n=K,
        denominator=1.0,
    )


def _days(period: str) -> tuple[date, date]:
    first, _, last = period.partition("/")
    last = last or first
    since = date.fromisoformat(first if len(first) == 10 else f"{first}-01")
    month = f"{date(2000, int(last[5:7]), 1):%B}"
    named = period_named(f"in {month} {last[:4]}")
    assert named
    return since, named[1]


def _complaints(folder: Path, names: Mapping[str, str]) -> dict[Key, tuple[Wording, Figure]]:
    """The cells of the complaints, small ones withheld as their publication withholds them."""
    rows = pl.read_parquet(folder / "tables/complaints.parquet").group_by("place", "kind", "sex").len()
    by_code = {code: name for name, code in names.items()}
    found: dict[Key, tuple[Wording, Figure]] = {}
    for place, kind, sex, count in rows.iter_rows():
        who = {"female": "women", "male": "men"}[sex]
        row = {
            "indicator": f"complaints-{kind}-{sex}",
            "unit": "count",
            "figure": {
                "place": place,
                "place_name": by_code[place],
                "period": "2020-01-01/2025-12-31",
                "low": float(count),
                "high": float(count),
                "complete": True,
            },
        }
        figure = _figure(row)
        if count < K:
            figure = _withheld(figure)
        found[_key(row)] = (Wording(f"complaints about {kind.replace('_', ' ')}", f"filed by {who}"), figure)
    return found


def _withheld(figure: Figure) -> Figure:
    return replace(
        figure, release=Release.WITHHELD, value=None, low=None, high=None, n=None, numerator=None, denominator=None
    )


if __name__ == "__main__":
    main([int(seed) for seed in sys.argv[1:]] or [1, 2, 3])
