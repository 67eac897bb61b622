"""Round trips: what leaves as a form or as open data and comes back the same, counted over drawn rows and texts.

.venv/bin/python -m bench.roundtrips [--examples N]

Each line is a kind of file, how many were written and read back, and how many came back the same. Needs LibreOffice:
Word forms that it opened and saved are read as well.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "audiatur.site.settings")


def main() -> int:
    """Count and print; 1 where anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=1000)
    examples = parser.parse_args().examples
    import django

    django.setup()
    results = [
        counted("answer form, CSV", answers(), _csv, examples=examples),
        counted("answer form, Word", answers(), _word, examples=max(1, examples // 5)),
        counted("answer form, Word saved by LibreOffice", answers(), _office, examples=3),
        counted("web annotations: claims and passages", _rows(), _annotations, examples=examples),
        counted("PROV-JSON: sources, claims, answers, positions, parties", _rows(), _provenance, examples=examples),
        backup("rows with the ledger's entries", ROWS),
        backup("documents, drafts, notes and the head", FILES),
    ]
    print(f"{'file':58}{'written':>9}{'same':>9}")
    for name, written, same in results:
        print(f"{name:58}{written:9}{same:9}")
    return 0 if all(written == same for _name, written, same in results) else 1


def counted(
    name: str, drawn: st.SearchStrategy[Any], same: Callable[[Any], bool], *, examples: int
) -> tuple[str, int, int]:
    """How many drawn contents were written and read back, and how many came back the same."""
    counts = [0, 0]

    @settings(
        max_examples=examples, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(drawn)
    def one(content: Any) -> None:
        counts[0] += 1
        counts[1] += same(content)

    one()
    return name, counts[0], counts[1]


def answers() -> st.SearchStrategy[list[str]]:
    """The answers of one item: any text, Khmer, several lines, and what a spreadsheet would run."""
    from tests.publish.test_answer_forms import written

    return st.lists(written, min_size=4, max_size=4)


def _rows() -> st.SearchStrategy[Any]:
    from tests.publish.rows_invented import rows

    return rows()


def _csv(given_answers: list[str]) -> bool:
    from tests.publish.test_answer_forms import MARKS, form, told

    from audiatur.publish.answer_form import as_csv, from_csv

    found = from_csv(as_csv(form(*given_answers)).encode())
    return (found.answers, found.marks) == (told(*given_answers), MARKS)


def _word(given_answers: list[str]) -> bool:
    from tests.publish.test_answer_forms import LIKE, MARKS, form, told

    from audiatur.publish.answer_word import form_word, from_word

    found = from_word(form_word(form(*given_answers), like=LIKE))
    return (found.answers, found.marks) == (told(*given_answers), MARKS)


def _office(given_answers: list[str]) -> bool:
    from tests.publish.office import through_office
    from tests.publish.test_answer_forms import LIKE, MARKS, form, told

    from audiatur.publish.answer_word import form_word, from_word

    with tempfile.TemporaryDirectory() as folder:
        found = from_word(through_office(form_word(form(*given_answers), like=LIKE), folder=Path(folder)))
    return (found.answers, found.marks) == (told(*given_answers), MARKS)


def _annotations(rows: Any) -> bool:
    from audiatur.publish.annotations import read_annotations, web_annotations

    content = json.loads(json.dumps(web_annotations(rows, base="https://record.example/d/"), ensure_ascii=False))
    return read_annotations(content) == (rows.claims, rows.passages)


def _provenance(rows: Any) -> bool:
    from audiatur.publish.provenance import provenance, read_provenance

    content = json.loads(json.dumps(provenance(rows, base="https://record.example/d/"), ensure_ascii=False))
    found = read_provenance(content)
    kinds = ("source", "claim", "answer", "position")
    held = (rows.sources, rows.claims, rows.answers, rows.positions)
    return tuple(found[kind] for kind in kinds) == held and found["party"] == rows.parties


ROWS = """
from audiatur.record import dumping
for line in dumping.lines():
    print(line.decode(), end="")
"""
FILES = """
from audiatur.record import heads, ledger
from django.conf import settings
from hashlib import sha256
for path in sorted(path for path in settings.BLOBS.rglob("*") if path.is_file()):
    print(path.relative_to(settings.HOME), sha256(path.read_bytes()).hexdigest())
print(ledger.head(), heads.public_key())
"""


def backup(name: str, told: str) -> tuple[str, int, int]:
    """How many lines the program `told` prints of a small installation, and how many of its restored backup."""
    from tests.commands.test_backing_up import BUILD, LOOK, PASSPHRASE, audiatur, python

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        home, restored, file, secret = (place / part for part in ("home", "restored", "one.backup", "passphrase"))
        secret.write_text(PASSPHRASE, encoding="utf-8")
        python(BUILD, home=home)
        for given, at in (
            (("backup", str(file), "--passphrase-file", str(secret)), home),
            (("restore", str(file), "--passphrase-file", str(secret)), restored),
        ):
            done = audiatur(*given, home=at)
            if done.returncode:
                raise SystemExit(done.stderr)
        before, after = (python(LOOK + told, home=at).splitlines() for at in (home, restored))
    same = sum(one == other for one, other in zip(before, after, strict=False)) if len(before) == len(after) else 0
    return f"backup and restore: {name}", len(before), same


if __name__ == "__main__":
    sys.exit(main())
