"""A register file on its way to become a snapshot: staged for its person, mapped, checked, and kept or given up."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePath
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext_noop as _

from audiatur.errors import AudiaturError
from audiatur.registers.contract import Lang, Table
from audiatur.registers.faults import Fault
from audiatur.registers.mapping import TableMapping, read_mapping, write_mapping
from audiatur.site import staging
from audiatur.site.staging import Staged
from audiatur.topics.tables import table_get

REGISTER: Final = "register"
SECONDS: Final = 300
"""A file that takes longer is loaded at the command line."""


class Refused(AudiaturError):
    """The file cannot be loaded so; the message says what to do."""


class TooHeavy(Refused):
    """The file needs more memory or time than a page may take."""


def give(
    owner: int, *, chunks: Iterable[bytes], name: str, table: str, dialogue: str, country: str, synthetic: bool
) -> Staged:
    """Stage a file of rows for a table."""
    about: dict[str, Any] = {"what": REGISTER, "name": name, "table": table, "dialogue": "", "title": name}
    about |= {"for": dialogue, "country": country, "synthetic": synthetic}
    staged = staging.stage(owner, chunks=chunks, about=about)
    file_of(staged).parent.mkdir()
    os.link(staged.folder / "upload", file_of(staged))
    return staged


def waiting(owner: int, *, dialogues: Iterable[str]) -> Iterator[Staged]:
    """The person's files on their way for these dialogues."""
    slugs = set(dialogues)
    for staged in staging.staged_by(owner):
        if staged.about["what"] == REGISTER and staged.about["for"] in slugs:
            yield staged


def file_of(staged: Staged) -> Path:
    """The file under the name by which its faults call it."""
    name = PurePath(staged.name.replace("\0", "")).name or "file"
    # A package names other files, which an upload cannot bring.
    return staged.folder / "given" / (f"uploaded-{name}" if name == "datapackage.json" else _short(name))


def _short(name: str) -> str:
    """A name of at most 200 bytes: file systems take 255."""
    return name.encode()[:200].decode(errors="ignore")


def table_of(staged: Staged) -> Table:
    """The contract that the file is held against."""
    return table_get(staged.about["table"])


def suggest(staged: Staged, *, chosen: Mapping[str, str] | None = None) -> Staged:
    """Have the mapping suggested, or the codes of chosen columns gathered.

    Raises:
        Refused: the file cannot be read as a table.
    """
    answer = _run(staged, act="suggest", **({"chosen": dict(chosen)} if chosen is not None else {}))
    return staging.tell(staged, {**staged.about, "names": answer["names"], "checked": None})


def mapping_of(staged: Staged) -> TableMapping:
    """The mapping as it stands."""
    return read_mapping(staged.folder / "mapping.toml")


def map_so(staged: Staged, mapping: TableMapping) -> Staged:
    """Take a reviewed mapping; what was checked under another is forgotten."""
    (staged.folder / "mapping.toml").write_text(write_mapping(mapping), encoding="utf-8")
    for lang in ("en", "km"):
        _faults_path(staged, lang).unlink(missing_ok=True)
    return staging.tell(staged, {**staged.about, "checked": None})


def check(staged: Staged, *, lang: str) -> Staged:
    """Hold the file against its contract, with the faults told in this language.

    Raises:
        Refused: the file cannot be read as a table under the mapping.
    """
    if staged.about.get("checked") and _faults_path(staged, lang).exists():
        return staged
    answer = _run(staged, act="check", keep=False, lang=_lang(lang), faults=str(_faults_path(staged, lang)))
    return staging.tell(staged, {**staged.about, "checked": answer})


def faults_of(staged: Staged, *, lang: str) -> list[Fault]:
    """The faults that were found, after `check`."""
    told = json.loads(_faults_path(staged, lang).read_text(encoding="utf-8"))
    return [Fault(**fault) for fault in told]


def keep(staged: Staged, *, by: str, lang: str) -> str:
    """Keep the good rows; the name of the snapshot.

    Raises:
        Refused: no row can be kept.
    """
    answer = _run(staged, act="check", keep=True, by=by, lang=_lang(lang), faults=str(_faults_path(staged, lang)))
    if not answer["snapshot"]:
        raise Refused(_("No row can be kept. Correct the file or the mapping."))
    staging.drop(staged)
    return str(answer["snapshot"])


def _lang(lang: str) -> Lang:
    return "km" if lang == "km" else "en"


def _faults_path(staged: Staged, lang: str) -> Path:
    return staged.folder / f"faults-{_lang(lang)}.json"


def _run(staged: Staged, **job: Any) -> dict[str, Any]:
    told = {
        "file": str(file_of(staged)),
        "mapping": str(staged.folder / "mapping.toml"),
        "store": str(settings.REGISTERS),
        "by": "",
        **{name: staged.about[name] for name in ("table", "country", "synthetic")},
        **job,
    }
    command = [sys.executable, "-m", "audiatur.site.register_work"]
    try:
        done = subprocess.run(command, input=json.dumps(told), capture_output=True, text=True, timeout=SECONDS)
        answer: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {}
    except (subprocess.TimeoutExpired, ValueError):
        answer = {}
    if not answer:
        raise TooHeavy(
            _("The file needs more memory or time than a page may take. Load it with `audiatur register load`.")
        )
    if "refused" in answer:
        raise Refused.of_json(answer["refused"])
    return answer
