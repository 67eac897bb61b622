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

from audiatur.reading.tagger import Triple, tag
from audiatur.reading.tagger.model import FOLDER, load, threads
from audiatur.reading.text import Paragraph, Text

SHARED = Path(os.environ.get("AUDIATUR_SHARED", Path(__file__).resolve().parents[2] / "shared"))
QUOTATION = frozenset('"“”«»')
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
            quoted = any(QUOTATION & set(record["text"][start:end]) for start, end in wanted["content"])
            rows.append({
                "found": found, "right": right, "quoted": quoted, "sure": best.confidence if best else 0.0,
            })  # fmt: skip
    return rows


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
    seconds = []
    for _ in range(options.runs):
        began = time.perf_counter()
        triples = {name: tag(text, model=model) for name, text in texts.items()}
        seconds.append(time.perf_counter() - began)
    predicted = {name: record_of(name, found) for name, found in triples.items()}
    result = score.score(gold, json.loads(json.dumps(predicted)))
    print_report(result, gold, triples, score=score, speed=len(gold) / statistics.median(seconds))
    size = sum(path.stat().st_size for path in options.model.iterdir())
    print(f"model {size / 1e6:.1f} MB, {threads()} threads")


def print_report(
    result: dict[str, Any],
    gold: dict[str, Any],
    triples: dict[str, tuple[Triple, ...]],
    *,
    score: ModuleType,
    speed: float,
) -> None:
    """Print the goals beside what was reached, then the reliability table."""
    rows = matches(gold, triples, score=score)
    found = sorted((row for row in rows if row["found"]), key=lambda row: -row["sure"])
    figures = {
        "whole-overlap F1": 100 * result["whole"]["overlap"]["f1"],
        **{f"{role} exact F1": 100 * result["roles"][role]["exact"]["f1"] for role in ("source", "cue", "content")},
        "content token F1": 100 * result["roles"]["content"]["token"]["f1"],
        "who-said-what": 100 * result["who_said_what"]["accuracy"],
        "who-said-what, surer half": share([row["right"] for row in found[: len(found) // 2]]),
        "indirect, right source": share([row["right"] for row in rows if not row["quoted"]]),
        "documents/s": speed,
    }
    print(f"{'':28}{'goal':>7}{'here':>8}")
    for name, goal in GOALS.items():
        print(f"{name:28}{goal:7.1f}{figures[name]:8.1f}{'' if figures[name] >= goal else '   below'}")
    overlap = result["whole"]["overlap"]
    print(f"whole-overlap precision {100 * overlap['p']:.1f}, recall {100 * overlap['r']:.1f}; "
          f"whole-exact F1 {100 * result['whole']['exact']['f1']:.1f}; "
          f"quoted, right source {share([row['right'] for row in rows if row['quoted']]):.1f}")  # fmt: skip
    lines, error = reliability(judged(gold, triples, score=score))
    print("confidence against truth (content and source overlap an annotated attribution's)")
    print("\n".join(lines))
    print(f"expected calibration error {error:.1f} points")


if __name__ == "__main__":
    main()
