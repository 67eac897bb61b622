"""How well recommendations are read from the shared reports: `python -m bench.recommendations`.

Prints, from the shared scoring script: all reports, those of countries that were never looked at while the rules were
written, those of 2008 and 2009, the worst reports, a naive regex beside ours, Cambodia 2014, Slovenia's final positions
and lists, how often each kind of reading is right (what `confidence` says), and seconds a report.
"""

from __future__ import annotations

import collections
import csv
import importlib.util
import json
import os
import re
import statistics
import sys
import time
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from audiatur.reading.documents.pdf import open_pdf
from audiatur.reading.recommendations import read_recommendations
from audiatur.reading.recommendations.final import final_positions
from audiatur.reading.recommendations.thematic import read_thematic_list, write_thematic_list
from audiatur.reading.text import Text

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("AUDIATUR_SHARED", ROOT.parent / "shared"))
FOLDER = SHARED / "data/recommendations"
Row = dict[str, Any]
Reader = Callable[[Text], Iterable[Row]]


def main() -> None:
    """Read every report once, score both readers, print."""
    scorer = _scorer()
    reports = list(csv.DictReader((FOLDER / "upr/reports.csv").open(encoding="utf-8")))
    gold = list(scorer.read(FOLDER / "upr/gold.jsonl.gz"))
    texts, seconds = _opened([row["report"] for row in reports])
    ours = _predicted(texts, _ours)
    naive = _predicted(texts, _naive)
    held = _held_out(reports)
    groups: list[tuple[str, Collection[str]]] = [
        ("all reports", {row["report"] for row in reports}),
        ("reports whose countries the rules were written on", {row["report"] for row in reports} - held),
        ("reports of the held-out countries", held),
        ("reports of 2008 and 2009", {row["report"] for row in reports if row["year"] in ("2008", "2009")}),
    ]
    for title, names in groups:
        print(f"== {title}")
        for reader, rows in (("ours", ours), ("naive regex", naive)):
            print(f"  {reader:12s} {_line(scorer.score(gold, rows, names, boot=0)[0])}")
    result, each = scorer.score(gold, ours, None, boot=200)
    print("== ours, all reports, with 95 % intervals")
    scorer.show(result)
    _print_known_positions(result)
    _print_worst(each)
    print(
        f"== Cambodia 2014: {each['cambodia2014']['matched']} of {each['cambodia2014']['gold']} different texts found"
    )
    _print_confidence(scorer, gold, ours)
    _print_slovenia(scorer)
    print(
        f"== seconds a report, PDF to recommendations: median {statistics.median(seconds):.2f}, most {max(seconds):.2f}"
    )


def _scorer() -> ModuleType:
    path = SHARED / "eval/score_recommendations.py"
    if not path.exists():
        sys.exit(f"No shared documents under {SHARED}; set AUDIATUR_SHARED to their folder.")
    spec = importlib.util.spec_from_file_location("score_recommendations", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _held_out(reports: list[dict[str, str]]) -> set[str]:
    """A third of the countries: every third of their names in order, from the second on."""
    countries = sorted({row["state_under_review"] for row in reports})
    held = set(countries[1::3])
    return {row["report"] for row in reports if row["state_under_review"] in held}


def _opened(names: list[str]) -> tuple[dict[str, Text], list[float]]:
    texts: dict[str, Text] = {}
    seconds: list[float] = []
    for name in names:
        data = (FOLDER / f"upr/pdf/{name}.pdf").read_bytes()
        start = time.perf_counter()
        texts[name] = open_pdf(data, name=name, progress=lambda *_: None)[0]
        read_recommendations(texts[name])
        seconds.append(time.perf_counter() - start)
    return texts, seconds


def _predicted(texts: dict[str, Text], reader: Reader) -> list[Row]:
    return [{"report": name, **row} for name, text in texts.items() for row in reader(text)]


def _ours(text: Text) -> Iterable[Row]:
    for found in read_recommendations(text)[0]:
        yield {
            "text": found.text,
            "recommending_states": list(found.recommending_states),
            "report_position": found.report_position,
            "paragraph": found.paragraph,
            "confidence": found.confidence,
        }


def _naive(text: Text) -> Iterable[Row]:
    """What a first script does: after the heading, a number, words, and names in the last bracket."""
    parts = re.split(r"(?i)conclusions and/or recommendations", text.content)
    body = parts[-2] if len(parts) > 2 else parts[-1]
    for match in re.finditer(r"\n\s*(\d{1,3}(?:\.\d{1,3})?)\.?\s+([A-Z][^\f]*?)\(([^()]*)\)\s*[;.]", body):
        states = [state.strip() for state in re.split(r",|\band\b", match[3]) if state.strip()]
        words = " ".join(match[2].split())
        yield {"text": words, "recommending_states": states, "paragraph": match[1]}


def _line(result: Row) -> str:
    states, position = result.get("states", {}), result.get("report_position", {})
    return (
        f"reports {result['reports']:3d}  precision {result['precision']:.3f}  recall {result['recall']:.3f}  "
        f"F1 {result['f1']:.3f}  States exact {states.get('exact', float('nan')):.3f}  "
        f"position {position.get('accuracy', float('nan')):.3f}"
    )


def _print_known_positions(result: Row) -> None:
    """The position where the gold knows one: the shared accuracy counts every answer to "unknown" as wrong."""
    confusion = {tuple(key.split(" -> ")): count for key, count in result["report_position"]["confusion"].items()}
    known = {pair: count for pair, count in confusion.items() if pair[0] != "unknown"}
    right = sum(count for (gold, ours), count in known.items() if gold == ours)
    wrong = sum(
        count for (gold, ours), count in confusion.items() if ours == "supported" and not gold.startswith("supported")
    )
    print(f"  position where the gold has one: {right} of {sum(known.values())} ({right / sum(known.values()):.4f})")
    print(f'  "supported" said of another position: {wrong} of {sum(confusion.values())}', end="")
    print(
        f" ({wrong / sum(confusion.values()):.4f}), of which gold unknown {confusion.get(('unknown', 'supported'), 0)}"
    )


def _print_worst(each: dict[str, Row]) -> None:
    print("== the reports with the lowest F1, and the lowest recall of all")
    for name, score in sorted(each.items(), key=lambda pair: pair[1]["f1"])[:8]:
        print(f"  {name:22s} gold {score['gold']:4d}  recall {score['recall']:.2f}  F1 {score['f1']:.2f}")
    print(f"  lowest recall {min(score['recall'] for score in each.values()):.2f}")


def _print_confidence(scorer: ModuleType, gold: list[Row], rows: list[Row]) -> None:
    """For each confidence that is said, how often words and States are both right."""
    wanted, found = scorer.group(gold, True), scorer.group(rows, False)
    said: dict[str, list[float]] = collections.defaultdict(list)
    for row in rows:
        if scorer.norm_text(row["text"]):
            said[row["report"]].append(row["confidence"])
    right: collections.Counter[float] = collections.Counter()
    total: collections.Counter[float] = collections.Counter()
    for name, items in found.items():
        pairs = {j: i for i, j in scorer.match(wanted[name], items, 0.85)[0]}
        for j, item in enumerate(items):
            total[said[name][j]] += 1
            right[said[name][j]] += j in pairs and wanted[name][pairs[j]]["states"] == item["states"]
    print("== confidence said, and how often words and States are right")
    for confidence in sorted(total, reverse=True):
        print(f"  {confidence:.2f}  {right[confidence] / total[confidence]:.3f}  of {total[confidence]}")


def _print_slovenia(scorer: ModuleType) -> None:
    lines = (FOLDER / "slovenia/gold_thematic.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [json.loads(line) for line in lines]
    right = noted = equal = 0
    rows: list[Row] = []
    print("== Slovenia")
    for cycle, symbol in (("2", "A_HRC_28_15"), ("3", "A_HRC_43_15")):
        pdf = FOLDER / "slovenia/pdf"
        report, reply = (
            open_pdf((pdf / f"cycle{cycle}_{symbol}_{part}.pdf").read_bytes(), name=part, progress=lambda *_: None)[0]
            for part in ("working_group_report", "Add1_state_reply")
        )
        found = read_recommendations(report)[0]
        final = final_positions(found, report=report, replies=[reply])
        positions = {item.paragraph: scorer.norm_pos(item.position) for item in final.positions}
        rows += [
            {**row, "report": f"slovenia_cycle{cycle}", "position": positions[row["paragraph"]]}
            for row in _ours(report)
        ]
        for row in gold:
            if row["report"] == f"slovenia_cycle{cycle}":
                right += positions.get(row["paragraph"]) == row["position"]
                noted += row["position"] == "noted" and positions.get(row["paragraph"]) == "noted"
        print(f"  cycle {cycle} totals stated: {[(t.kind, t.number) for t in final.totals]}; warnings {final.warnings}")
        listed = read_thematic_list((pdf / f"cycle{cycle}_thematic_list.docx").read_bytes(), name="list")
        again = read_thematic_list(write_thematic_list(listed, title="Slovenia"), name="list")
        same = [row for row in gold if row["report"] == f"slovenia_cycle{cycle}"]
        equal += sum(
            (a.paragraph, a.text, a.position, a.position_source, list(a.themes))
            == (b["paragraph"], b["text"], b["position"], b["position_source"], b["themes"])
            for a, b in zip(again, same, strict=True)
        )
    print(f"  final positions right {right} of {len(gold)}; noted found {noted} of 54")
    print(f"  rows of OHCHR's lists equal after reading and writing {equal} of {len(gold)}")
    print(f"  both reports: {_line(scorer.score(gold, rows, boot=0)[0])}")


if __name__ == "__main__":
    main()
