"""The demo record: Cambodia's public facts and the invented country, in a home folder of their own."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import audiatur
from audiatur.commands import installation
from audiatur.errors import AudiaturError

Tell = Callable[[str], None]
CHECKED = ("", "cambodia/", "marovintha/", "marovintha/figures/", "marovintha/figures/proceedings.complaints/?by=kind")
"""The pages that `--check` opens."""


def prepare(home: Path, *, fresh: bool, tell: Tell) -> None:
    """Build the demo record in the folder unless the one that is there was built by this very code.

    It is built beside and moved in place at the end: an interrupted build leaves what was there.
    """
    stamp = _code_hash()
    mark = home / "built-by"
    if fresh or not mark.exists() or mark.read_text() != stamp:
        beside = home.with_name(f"{home.name}.building")
        shutil.rmtree(beside, ignore_errors=True)
        tell("Building the demo record …")
        # Django is set up once a process, and the finished record is served from another folder: build in a child.
        subprocess.run(
            [sys.executable, "-m", "audiatur.commands.demo"],
            env={**os.environ, "AUDIATUR_HOME": str(beside), "AUDIATUR_DATABASE_URL": ""},
            check=True,
        )
        (beside / "built-by").write_text(stamp)
        shutil.rmtree(home, ignore_errors=True)
        beside.rename(home)
    os.environ.update(AUDIATUR_HOME=str(home), AUDIATUR_DATABASE_URL="", AUDIATUR_DEMO="on")


def build(tell: Tell) -> None:
    """Enter both dialogues into the record of the current home folder."""
    installation.prepare()
    from django.conf import settings

    from audiatur import synthetic
    from audiatur.commands.invented_law import keep_laws, state_stances
    from audiatur.commands.seeding import seed_dialogue
    from audiatur.countries import kh
    from audiatur.synthetic.documents import document

    tell("  Cambodia, public facts")
    seed_dialogue(kh.load())
    tell("  the invented country, its documents read by the reader")
    invented = seed_dialogue(synthetic.load(), documents=document)
    tell("  its laws and what the parties say of them")
    keep_laws(settings.LAWS)
    state_stances(invented, laws=settings.LAWS)
    tell("  the invented country's registers")
    load_registers(store=settings.REGISTERS)


def load_registers(*, store: Path) -> None:
    """Make the invented country's registers in its smallest size and load them through their contracts."""
    from audiatur.registers.loading import load
    from audiatur.synthetic.generator.country import Asked, generate
    from audiatur.topics.tables import TABLES

    with tempfile.TemporaryDirectory(prefix="audiatur-demo-") as folder:
        country, heard = Path(folder) / "country", Path(folder) / "heard"
        generate(Asked(country))
        # Reports as each monitor heard of the incidents, some not linked yet: pairs are left for people to decide.
        generate(Asked(heard, noise="light"))
        for table in TABLES:
            rows = (heard if table.name == "incident_reports" else country) / "tables" / f"{table.name}.parquet"
            if rows.exists():
                at = datetime.now(UTC)
                load(rows, table=table, tables=TABLES, at=at, store=store, synthetic=True, country="xx", by="demo")


def check(home: Path, *, address: str, port: int) -> int:
    """Start the server, fetch the first page, that of each dialogue and figures, stop; the number of pages that opened.

    Raises:
        AudiaturError: a page did not open.
    """
    command = [sys.executable, "-m", "audiatur.cli", "serve", "--port", str(port), "--no-browser"]
    server = subprocess.Popen(command, env={**os.environ, "AUDIATUR_HOME": str(home), "AUDIATUR_DEMO": "on"})
    try:
        pages = [_fetch(f"http://{address}:{port}/{path}", patience=20) for path in CHECKED]
    finally:
        server.terminate()
        server.wait(timeout=10)
    return len(pages)


def _fetch(url: str, *, patience: float) -> str:
    until = time.monotonic() + patience
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - an address of this machine
                return str(answer.read().decode())
        except OSError as fault:
            if time.monotonic() > until:
                raise AudiaturError(f"{url} did not open: {fault}.") from fault
            time.sleep(0.2)


_SHOWN = frozenset({".html", ".css", ".js", ".po", ".mo"})
"""Endings of files that change how the record is shown and not what is in it."""


def _code_hash() -> str:
    """What stands in the package: another version of the code builds another record."""
    root = Path(audiatur.__file__).parent
    told = hashlib.sha256()
    for file in sorted(root.rglob("*")):
        if file.is_file() and file.parent.name != "__pycache__" and file.suffix not in _SHOWN:
            told.update(f"{file.relative_to(root)}".encode())
            told.update(file.read_bytes())
    return told.hexdigest()


if __name__ == "__main__":
    build(lambda line: print(line, file=sys.stderr))  # noqa: T201
