"""The invented passages as annotated records, from their marks."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

MARK = re.compile(r"\{([sck])([\d,]+):([^}]*)\}")
ROLES = {"s": "source", "c": "cue", "k": "content"}


def unmarked(line: str) -> tuple[str, list[dict[str, Any]]]:
    """The text of a marked line, and its attributions.

    >>> unmarked("{s1:She} {c1:says} {k1:no}.")
    ('She says no.', [{'source': [[0, 3]], 'cue': [[4, 8]], 'content': [[9, 11]]}])
    """
    text, at = "", 0
    found: dict[str, dict[str, Any]] = {}
    for match in MARK.finditer(line):
        text += line[at : match.start()]
        for number in match[2].split(","):
            entry = found.setdefault(number, {"source": [], "cue": [], "content": []})
            entry[ROLES[match[1]]].append([len(text), len(text) + len(match[3])])
        text += match[3]
        at = match.end()
    whole = [entry for entry in found.values() if entry["cue"] and entry["content"]]
    return text + line[at:], whole


def passages() -> list[dict[str, Any]]:
    """All passages, each a record with `id`, `text` and `attributions`."""
    lines = (Path(__file__).parent / "dialogue.txt").read_text(encoding="utf-8").splitlines()
    records = []
    for number, line in enumerate(line for line in lines if line and not line.startswith("#")):
        text, attributions = unmarked(line)
        records.append({"id": f"passage-{number + 1}", "text": text, "attributions": attributions})
    return records
