"""Attributed statements against the annotated news of PolNeAR: scores, speed, and precision by rule.

    python -m bench.attribution [--split dev|train] [--calibrate] [--runs 3]

Reads AUDIATUR_SHARED/data/reading and scores with AUDIATUR_SHARED/eval/score_attribution.py. PolNeAR annotates no
attribution inside the content of another one, so statements inside others' content are left out of the first score;
the second one counts all.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from audiatur.reading.result import Statement
from audiatur.reading.statements.attribution import Attribution
from audiatur.reading.statements.nesting import holders
from audiatur.reading.statements.reader import as_statements, find_spans, read_statements
from audiatur.reading.statements.tagged import with_rules
from audiatur.reading.tagger import is_present, tag
from audiatur.reading.text import Paragraph, Sentence, Text

SHARED = Path(os.environ.get("AUDIATUR_SHARED", Path(__file__).resolve().parents[2] / "shared"))
NAIVE = "source 31.7  cue 34.2  content 24.3  content tokens 41.9  whole-overlap 25.4  who-said-what 80.7"
ROLES = ("source", "cue", "content")


def main() -> int:
    """Prints the scores of one split."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--split", choices=("dev", "train"), default="dev")
    parser.add_argument("--calibrate", action="store_true", help="print the precision of each rule (train)")
    parser.add_argument("--runs", type=int, default=3, help="timing runs, of which the median is printed")
    args = parser.parse_args()
    gold_file = SHARED / f"data/reading/polnear_{'train' if args.calibrate else args.split}.jsonl"
    if not gold_file.exists():
        print(f"{gold_file} is missing; set AUDIATUR_SHARED to the folder of shared documents", file=sys.stderr)
        return 2
    scorer = _scorer()
    gold = {record["id"]: record for record in map(json.loads, gold_file.open(encoding="utf-8"))}
    texts = {key: as_text(record["text"]) for key, record in gold.items()}
    found = {key: find_spans(text) for key, text in texts.items()}
    outermost = {key: _outermost(items) for key, items in found.items()}
    if args.calibrate:
        _print_precision(scorer, gold, outermost)
        return 0
    print(f"PolNeAR {args.split}: {len(gold)} documents, exact F1 of source, cue and content; F1 in per cent")
    if is_present():
        both = {key: with_rules(text, tagged=tag(text), ruled=found[key]) for key, text in texts.items()}
        _print_score(scorer, "tagger and rules", gold, {key: _outermost(items) for key, items in both.items()})
    _print_score(scorer, "as audiatur read gives", gold, {key: read_statements(text) for key, text in texts.items()})
    _print_score(scorer, "rules alone", gold, outermost)
    _print_score(scorer, "rules, nested too", gold, found)
    if args.split == "dev":
        print(f"{'naive regex (README)':22} {NAIVE}")
    for name, read in (("tagger and rules", read_statements), ("rules alone", _by_rule)):
        seconds = statistics.median(_cpu_seconds(read, list(texts.values())) for _ in range(args.runs))
        print(f"{name}: {len(gold) / seconds:.1f} documents per CPU-second, all steps (median of {args.runs} runs)")
    return 0


def as_text(content: str) -> Text:
    """The characters as they are, one paragraph a line: offsets into the corpus stay true."""
    paragraphs, at = [], 0
    for line in content.split("\n"):
        if line.strip():
            end = at + len(line)
            paragraphs.append(Paragraph(at, end, None, "body", None, "en", (Sentence(at, end),)))
        at += len(line) + 1
    return Text(content, "txt", "en", tuple(paragraphs))


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_attribution", SHARED / "eval/score_attribution.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _outermost(items: list[Attribution]) -> list[Attribution]:
    return [item for item, holder in zip(items, holders(items), strict=True) if holder is None]


def _by_rule(text: Text) -> tuple[Statement, ...]:
    return as_statements(text, find_spans(text))


def _cpu_seconds(read: Callable[[Text], object], texts: list[Text]) -> float:
    begin = time.process_time()
    for text in texts:
        read(text)
    return time.process_time() - begin


def _record(key: str, items: Sequence[Attribution | Statement]) -> dict[str, Any]:
    return {"id": key, "attributions": [{role: getattr(item, role) for role in ROLES} for item in items]}


def _print_score(
    scorer: ModuleType, name: str, gold: dict[str, Any], found: Mapping[str, Sequence[Attribution | Statement]]
) -> None:
    result = scorer.score(gold, {key: _record(key, items) for key, items in found.items()})
    roles, whole = result["roles"], result["whole"]["overlap"]
    exact = "  ".join(f"{role} {100 * roles[role]['exact']['f1']:.1f}" for role in ROLES)
    print(
        f"{name:22} {exact}  content tokens {100 * roles['content']['token']['f1']:.1f}"
        f"  whole-overlap {100 * whole['f1']:.1f} (P {100 * whole['p']:.1f} R {100 * whole['r']:.1f})"
        f"  who-said-what {100 * result['who_said_what']['accuracy']:.1f}"
    )


def _print_precision(scorer: ModuleType, gold: dict[str, Any], found: dict[str, list[Attribution]]) -> None:
    """The share of each rule's attributions that pair with an annotated one, as whole-overlap pairs them."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for key, record in gold.items():
        text = record["text"]
        tokens = scorer.Tokens(text)
        wanted = [_tokens(tokens, item) for item in scorer.load_attributions(record, text, False)]
        items = found[key]
        given = [_tokens(tokens, item) for item in scorer.load_attributions(_record(key, items), text, False)]
        pairs = [
            (score, g, p)
            for g, (content, source) in enumerate(wanted)
            for p, (predicted, speaker) in enumerate(given)
            if content
            and (score := scorer.token_f1(content, predicted)) >= 0.5
            and scorer.token_f1(source, speaker) >= 0.5
        ]
        matched = {p for _, _, p in scorer.greedy_pairs(pairs)}
        for number, item in enumerate(items):
            total[item.pattern] += 1
            right[item.pattern] += number in matched
    for pattern, count in total.most_common():
        print(f'    "{pattern}": {right[pattern] / count:.2f},  # of {count}')


def _tokens(tokens: Any, item: dict[str, Any]) -> tuple[set[int], set[int]]:
    return tokens.of(item["content"]), tokens.of(item["source"])


if __name__ == "__main__":
    sys.exit(main())
