"""What the theme model that ships costs, and its goals beside the UN's: `python -m bench.themes`.

How right its themes are for unseen countries is printed by `python -m training.themes_measure`, with parts trained
without them: the model that ships was fitted on every country of the shared list. Only Slovenia's review of 2019 is
new to it; its themes are another list's, but the development goals that OHCHR gave can be compared.
"""

from __future__ import annotations

import gzip
import json
import os
import statistics
import sys
import time
from pathlib import Path

from audiatur.reading.result import Recommendation
from audiatur.reading.tagger.model import threads
from audiatur.reading.themes import goals_of, read_themes, with_themes
from audiatur.reading.themes.reading import MODEL, NO_CHECK

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("AUDIATUR_SHARED", ROOT.parent / "shared"))
FOLDER = SHARED / "data/recommendations"
RUNS = 5


def main() -> None:
    """Print size, time to load, speed, and goals for Slovenia 2019."""
    if not FOLDER.exists():
        sys.exit(f"No shared documents under {SHARED}; set AUDIATUR_SHARED to their folder.")
    print(f"model: {sum(file.stat().st_size for file in MODEL.parent.iterdir()) / 1e6:.1f} MB")
    start = time.perf_counter()
    read_themes("Abolish the death penalty")
    print(f"first text, weights loaded: {time.perf_counter() - start:.2f} s")
    _print_speed()
    _print_slovenia()


def _print_speed() -> None:
    """Recommendations a processor-second, and the seconds that the longest report's recommendations take."""
    reports: dict[str, list[Recommendation]] = {}
    with gzip.open(FOLDER / "upr/gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            one = Recommendation("", row["text"], (), "noted", None, "", None, 0, 0, 1.0)
            reports.setdefault(row["report"], []).append(one)
    longest = max(reports.values(), key=len)
    busy, wall = [], []
    for _ in range(RUNS):
        began, worked = time.perf_counter(), time.process_time()
        with_themes(longest, language="en")
        wall.append(time.perf_counter() - began)
        busy.append(time.process_time() - worked)
    seconds = statistics.median(busy)
    print(f"speed: {len(longest) / seconds:.0f} recommendations a processor-second, median of {RUNS} runs")
    print(
        f"longest report, {len(longest)} recommendations: {seconds:.2f} processor-seconds, "
        f"{statistics.median(wall):.2f} s on {threads()} threads"
    )


def _print_slovenia() -> None:
    lines = (FOLDER / "slovenia/gold_thematic.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["report"] == "slovenia_cycle3"]
    found = [read_themes(row["text"]) for row in rows]
    sure = sum(item.confidence >= NO_CHECK for item in found)
    print(f"Slovenia 2019: {len(rows)} paragraphs, {sum(not i.themes for i in found)} without a theme, {sure} sure")
    pairs = [(set(goals_of(item.themes)), set(row["sdgs"])) for item, row in zip(found, rows, strict=True)]
    both = sum(len(ours & theirs) for ours, theirs in pairs)
    ours_all, theirs_all = sum(len(ours) for ours, _ in pairs), sum(len(theirs) for _, theirs in pairs)
    print(f"  goals as OHCHR's: precision {both / ours_all:.2f} recall {both / theirs_all:.2f} ({theirs_all} given)")


if __name__ == "__main__":
    main()
