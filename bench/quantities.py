"""Quantities and arithmetic beside the peers: `python -m bench.quantities`.

The sentences and passages are read where they stand (AUDIATUR_SHARED, else `../shared`).
"""

from __future__ import annotations

import json
import os
import re
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from audiatur.reading.quantities import check_arithmetic, explain, read_quantities
from audiatur.reading.result import Quantity
from audiatur.reading.text import Paragraph, Sentence, Text

SHARED = Path(os.environ.get("AUDIATUR_SHARED", Path(__file__).resolve().parents[2] / "shared"))
QUOTED = {
    "quantulum3 0.10.0": (74, 75, 57),
    "recognizers-text-number 1.0.2a2": (79, 81, 57),
    "digits-only regex": (46, None, None),
}
"""Value found in % of the 80 sentences of both halves, English, Khmer, as data/dialogue/README.md gives them."""
_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“(])")
_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\d{1,3}\.\s)")
RUNS = 5

Row = dict[str, Any]
Values = list[float]


def rows(name: str) -> list[Row]:
    """The rows of a shared file."""
    return [json.loads(line) for line in (SHARED / "data/dialogue" / name).read_text("utf-8").splitlines() if line]


def as_text(content: str) -> Text:
    """Raw characters as paragraphs and sentences, cut simply."""
    paragraphs: list[Paragraph] = []
    at = 0
    for part in [*_PARAGRAPH.finditer(content), None]:
        end = part.start() if part else len(content)
        if content[at:end].strip():
            cuts = [at, *(found.end() for found in _SENTENCE.finditer(content, at, end)), end]
            sentences = tuple(Sentence(a, b) for a, b in pairwise(cuts))
            paragraphs.append(Paragraph(at, end, None, "body", None, "en", sentences))
        at = part.end() if part else end
    return Text(content, "txt", "en", tuple(paragraphs))


def ours(row: Row) -> Quantity | None:
    """Our quantity over the marked surface."""
    start = row["text"].index(row["surface"])
    end = start + len(row["surface"])
    return next((q for q in read_quantities(as_text(row["text"])) if q.start < end and q.end > start), None)


def _stated(low: float | None, high: float | None) -> Values:
    return sorted({value for value in (low, high) if value is not None})


def _near(first: Values, second: Values) -> bool:
    pairs = zip(first, second, strict=False)
    return len(first) == len(second) and all(abs(a - b) <= 1e-5 * max(1.0, abs(b)) for a, b in pairs)


def digits_only(row: Row) -> bool:
    """A digits-only expression finds the stated values inside the surface."""
    found = [float(number.replace(",", "")) for number in _DIGITS.findall(row["surface"])]
    return _near(sorted(set(found)), _stated(row["low"], row["high"]))


def score(row: Row) -> dict[str, bool]:
    """What of the row is read as marked."""
    found = ours(row)
    if found is None:
        return dict.fromkeys(("value", "bounds", "hedge", "kind", "base", "surface"), False)
    value = _near(_stated(found.low, found.high), _stated(row["low"], row["high"]))
    return {
        "value": value,
        "bounds": value and (found.low is None, found.high is None) == (row["low"] is None, row["high"] is None),
        "hedge": found.hedge == row["hedge"],
        "kind": found.kind == row["kind"],
        "base": (found.base or "").lower() == (row["base"] or "").lower(),
        "surface": found.surface == row["surface"],
    }


def _percent(scores: list[bool]) -> str:
    return f"{100 * sum(scores) / len(scores):5.1f} %  ({sum(scores)}/{len(scores)})"


def print_quantities() -> None:
    """Accuracy by language, then by kind and hedge, then what differs."""
    marked = [(row, score(row)) for row in rows("quantities_dev.jsonl")]
    print("Quantities, shared sentences (value: the stated numbers; bounds: and which side is open)")
    for lang in ("en", "km"):
        part = [scores for row, scores in marked if row["lang"] == lang]
        print(f"  {lang}  " + "   ".join(f"{key} {_percent([item[key] for item in part])}" for key in part[0]))
    for lang in ("en", "km"):
        peer = [digits_only(row) for row, _ in marked if row["lang"] == lang]
        print(f"  {lang}  digits-only regex: value {_percent(peer)}")
    for name, (whole, english, khmer) in QUOTED.items():
        parts = "" if english is None else f" (English {english} %, Khmer {khmer} %)"
        print(f"  quoted, both halves: {name}: value {whole} %{parts}")
    for field in ("kind", "hedge"):
        grouped: dict[str, list[dict[str, bool]]] = defaultdict(list)
        for row, scores in marked:
            grouped[row[field]].append(scores)
        print(f"  by {field} (value / {field}):")
        for key, group in sorted(grouped.items()):
            print(f"    {key:15} {_percent([g['value'] for g in group])}   {_percent([g[field] for g in group])}")
    for row, scores in marked:
        wrong = [key for key, right in scores.items() if not right]
        if wrong:
            print(f"  differs {row['id']} {wrong}: {ours(row)}")


def print_arithmetic() -> None:
    """The verdict for each shared passage with its computation."""
    right = alarms = 0
    print("\nArithmetic, shared passages")
    for row in rows("arithmetic_claims_dev.jsonl"):
        text = as_text(row["passage"])
        found = check_arithmetic(text, read_quantities(text))
        same = [
            item
            for item in found
            if (item.verdict, item.operation, list(item.inputs)) == (row["verdict"], row["operation"], row["inputs"])
        ]
        right += bool(same)
        alarms += row["verdict"] != "inconsistent" and any(item.verdict == "inconsistent" for item in found)
        line = explain((same or found)[0]) if found else "nothing found"
        print(f"  {row['id']} {'✓' if same else '✗'} {row['verdict']:20} {line}")
    print(f"  {right} of {len(rows('arithmetic_claims_dev.jsonl'))} verdicts; {alarms} false alarms")


def _median(work: Callable[[], object]) -> float:
    took: list[float] = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return statistics.median(took)


def pdf_content() -> str:
    """The raw text of the UN documents on Slovenia."""
    import pypdfium2

    pages: list[str] = []
    for path in sorted((SHARED / "data/recommendations/slovenia/pdf").glob("*.pdf")):
        pages.extend(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))
    return "\n\n".join(pages).replace("\r\n", "\n")


def print_speed() -> None:
    """Megabytes of text a second, and what is found in UN documents."""
    text = as_text(pdf_content())
    size = len(text.content.encode()) / 1e6
    quantities = read_quantities(text)
    found = check_arithmetic(text, quantities)
    print(f"\nUN documents: {size:.2f} MB, {len(quantities)} quantities, median of {RUNS} runs, processor time")
    print(f"  read_quantities  {size / _median(lambda: read_quantities(text)):.2f} MB/s")
    print(f"  check_arithmetic {size / _median(lambda: check_arithmetic(text, quantities)):.1f} MB/s")
    print(f"  verdicts {dict(Counter(item.verdict for item in found))}")
    for item in found:
        if item.verdict in ("inconsistent", "consistent", "consistent_truncated"):
            passage = " ".join(text.content[item.start : item.end].split())
            print(f"  {item.verdict}: {explain(item)} | {passage[:120]}")


def print_length() -> None:
    """One line of 20 MB with 100,000 numbers takes as long for each megabyte as a tenth of it."""
    print("\nOne long line")
    for times in (10_000, 100_000):
        words = (
            "The registry received 1,204 files and the clerks went home to think about it. " + "word " * 24
        ) * times
        line = as_text(words)
        start = time.process_time()
        count = len(check_arithmetic(line, read_quantities(line)))
        took = time.process_time() - start
        print(f"  {len(words) / 1e6:5.1f} MB, {times} numbers: {took:.2f} s of processor time, {count} results")


if __name__ == "__main__":
    print_quantities()
    print_arithmetic()
    print_speed()
    print_length()
