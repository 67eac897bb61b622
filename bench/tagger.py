"""The attribution tagger on annotated news: `python -m bench.tagger` prints scores, speed, size and reliability.

Scores come from the shared scorer. The corpus is read where it stands (AUDIATUR_SHARED, else ../shared).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import statistics
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.reading.tagger.dialogue import passages

from audiatur.reading.tagger import Triple, tag
from audiatur.reading.tagger.model import FOLDER, load, threads
from audiatur.reading.text import Paragraph, Text

SHARED = Path(os.environ.get("AUDIATUR_SHARED", Path(__file__).resolve().parents[2] / "shared"))
QUOTATION = frozenset('"“”«»')
KINDS = ("direct", "mixed", "indirect")
GOALS = {
    "whole-overlap F1": 70, "source exact F1": 79, "cue exact F1": 70, "content exact F1": 62, "content token F1": 89,
    "who-said-what": 91, "who-said-what, surer half": 97, "indirect, right source": 65, "documents/s": 8,
}  # fmt: skip


def text_of(content: str) -> Text:
    """A text whose paragraphs are the lines."""
    paragraphs, at = [], 0
    for line in content.split("\n"):
        if line.strip():
            paragraphs.append(Paragraph(at, at + len(line), None, "body", None, "en", ()))
        at += len(line) + 1
    return Text(content, "txt", "en", tuple(paragraphs))


def scorer(shared: Path) -> ModuleType:
    """The shared scoring script as a module."""
    spec = importlib.util.spec_from_file_location("score_attribution", shared / "eval" / "score_attribution.py")
    if spec is None or spec.loader is None:
        sys.exit(f"no scorer under {shared}; set AUDIATUR_SHARED")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def record_of(name: str, triples: tuple[Triple, ...]) -> dict[str, Any]:
    """The prediction line of a document."""
    return {"id": name, "attributions": [
        {"source": triple.source, "cue": triple.cue, "content": triple.content} for triple in triples
    ]}  # fmt: skip


def likeness(tokens: Any, left: Any, right: Any, *, score: ModuleType) -> float:
    """Token F1 of two spans' words."""
    return float(score.token_f1(tokens.of(left), tokens.of(right)))


def matches(gold: dict[str, Any], triples: dict[str, tuple[Triple, ...]], *, score: ModuleType) -> list[dict[str, Any]]:
    """For each annotated attribution with a source: its best match's confidence, whether the source is right."""
    rows = []
    for name, record in gold.items():
        tokens = score.Tokens(record["text"])
        for wanted in record["attributions"]:
            if not wanted["source"] or not wanted["content"]:
                continue
            best = max(
                triples[name], default=None, key=lambda t: likeness(tokens, wanted["content"], t.content, score=score)
            )
            found = best is not None and likeness(tokens, wanted["content"], best.content, score=score) >= 0.5
            right = found and likeness(tokens, wanted["source"], best.source, score=score) >= 0.5
            kind = kind_of([record["text"][start:end] for start, end in wanted["content"]])
            rows.append({"found": found, "right": right, "kind": kind, "sure": best.confidence if best else 0.0})
    return rows


def kind_of(fragments: list[str]) -> str:
    """Direct, mixed or indirect speech, by the quotation marks in the content."""
    if not any(QUOTATION & set(fragment) for fragment in fragments):
        return "indirect"
    whole = [fragment.strip(" ,.;:\n") for fragment in fragments]
    return "direct" if all(part and part[0] in QUOTATION and part[-1] in QUOTATION for part in whole) else "mixed"


def judged(
    gold: dict[str, Any], triples: dict[str, tuple[Triple, ...]], *, score: ModuleType
) -> list[tuple[float, bool]]:
    """For each prediction its confidence and whether an annotated attribution has its content and source."""
    rows = []
    for name, record in gold.items():
        tokens = score.Tokens(record["text"])
        for triple in triples[name]:
            right = any(
                likeness(tokens, wanted["content"], triple.content, score=score) >= 0.5
                and likeness(tokens, wanted["source"], triple.source, score=score) >= 0.5
                for wanted in record["attributions"]
            )
            rows.append((triple.confidence, right))
    return rows


def share(values: list[bool]) -> float:
    return 100 * sum(values) / len(values) if values else 0.0


def reliability(rows: list[tuple[float, bool]]) -> tuple[list[str], float]:
    """The table of stated confidence against what is right, and the expected calibration error."""
    lines, error = [], 0.0
    for low in range(10):
        inside = [(sure, right) for sure, right in rows if low <= min(9, int(sure * 10)) < low + 1]
        if not inside:
            continue
        stated, right = 100 * statistics.fmean(sure for sure, _ in inside), share([right for _, right in inside])
        error += abs(stated - right) * len(inside) / len(rows)
        bar = "#" * round(right / 4)
        lines.append(
            f"  {low / 10:.1f}-{(low + 1) / 10:.1f}  n {len(inside):5}  said {stated:5.1f}  right {right:5.1f}  {bar}"
        )
    return lines, error


def figures_of(
    gold: dict[str, Any], triples: dict[str, tuple[Triple, ...]], *, score: ModuleType
) -> tuple[dict[str, float], list[dict[str, Any]]]:
    """The figures that goals are set for, and the annotated attributions with what was found of each."""
    predicted = {name: record_of(name, found) for name, found in triples.items()}
    result = score.score(gold, json.loads(json.dumps(predicted)))
    rows = matches(gold, triples, score=score)
    found = sorted((row for row in rows if row["found"]), key=lambda row: -row["sure"])
    whole = result["whole"]
    return {
        "whole-overlap F1": 100 * whole["overlap"]["f1"],
        "whole-overlap precision": 100 * whole["overlap"]["p"],
        "whole-overlap recall": 100 * whole["overlap"]["r"],
        "whole-exact F1": 100 * whole["exact"]["f1"],
        **{f"{role} exact F1": 100 * result["roles"][role]["exact"]["f1"] for role in ("source", "cue", "content")},
        "content token F1": 100 * result["roles"]["content"]["token"]["f1"],
        "who-said-what": 100 * result["who_said_what"]["accuracy"],
        "who-said-what, surer half": share([row["right"] for row in found[: len(found) // 2]]),
        "indirect, right source": share([row["right"] for row in rows if row["kind"] == "indirect"]),
    }, rows


def print_figures(figures: dict[str, float], rows: list[dict[str, Any]], *, goals: dict[str, float]) -> None:
    """Print each figure beside its goal, then what was found by kind of speech."""
    print(f"{'':28}{'goal':>7}{'here':>8}")
    for name, figure in figures.items():
        goal = goals.get(name)
        below = goal is not None and figure < goal
        print(f"{name:28}{'' if goal is None else format(goal, '.1f'):>7}{figure:8.1f}{'   below' if below else ''}")
    for kind in KINDS:
        part = [row for row in rows if row["kind"] == kind]
        if part:
            print(f"{kind:10} n {len(part):5}  found {share([row['found'] for row in part]):5.1f}  "
                  f"with the right source {share([row['right'] for row in part]):5.1f}")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=SHARED / "data" / "reading" / "polnear_dev.jsonl")
    parser.add_argument("--model", type=Path, default=FOLDER)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    score = scorer(SHARED)
    gold = score.read_jsonl(options.gold)
    texts = {name: text_of(record["text"]) for name, record in gold.items()}
    model = load(options.model)
    tag(next(iter(texts.values())), model=model)
    wall, busy = [], []
    for _ in range(options.runs):
        began, worked = time.perf_counter(), time.process_time()
        triples = {name: tag(text, model=model) for name, text in texts.items()}
        wall.append(time.perf_counter() - began)
        busy.append(time.process_time() - worked)
    figures, rows = figures_of(gold, triples, score=score)
    figures["documents/s"] = len(gold) / statistics.median(wall)
    figures["documents/processor-s"] = len(gold) / statistics.median(busy)
    print(f"{options.gold.stem}: {len(gold)} documents, {threads()} threads, median of {options.runs}")
    print_figures(figures, rows, goals=GOALS)
    lines, error = reliability(judged(gold, triples, score=score))
    print("confidence against truth (an annotated attribution has its content and source)")
    print("\n".join(lines))
    print(f"expected calibration error {error:.1f} points")
    invented = {record["id"]: record for record in passages()}
    found = {name: tag(text_of(record["text"]), model=model) for name, record in invented.items()}
    print(f"\ninvented passages in the style of a human-rights dialogue: {len(invented)}")
    print_figures(*figures_of(invented, found, score=score), goals={})
    print(f"\nmodel {sum(path.stat().st_size for path in options.model.iterdir()) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
