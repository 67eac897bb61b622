"""docs/reading.md names every refusal, warning and limit of the opening of documents."""

from __future__ import annotations

import re

from audiatur.reading import errors, limits
from tests.shared import ROOT

_PAGE = (ROOT / "docs/reading.md").read_text(encoding="utf-8")


def test_every_refusal_is_documented() -> None:
    codes = {kind.code for kind in errors.ReadingError.__subclasses__()}

    assert {code for code in codes if f"`{code}`" not in _PAGE} == set()


def test_every_warning_is_documented() -> None:
    sources = (ROOT / "src/audiatur/reading/documents").glob("*.py")
    codes = {
        code
        for source in sources
        for code in re.findall(r'ReadingWarning\(\s*"(\w+)"', source.read_text(encoding="utf-8"))
    }

    assert len(codes) > 5
    assert {code for code in codes if f"`{code}`" not in _PAGE} == set()


def test_every_limit_is_documented() -> None:
    counts = {name: value for name, value in vars(limits).items() if name.isupper() and not name.endswith("BYTES")}
    del counts["PART_RATIO_FROM"]

    assert {name for name, value in counts.items() if f"{value:,}" not in _PAGE} == set()
    assert f"{limits.FILE_BYTES // 1024**2} MiB" in _PAGE
    assert f"{limits.PART_BYTES // 1024**2} MiB" in _PAGE
    assert f"{limits.UNPACKED_BYTES // 1024**3} GiB" in _PAGE
