"""No sign is drawn as an empty box: the shipped fonts have a glyph for all that the product shows of itself."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import audiatur

PACKAGE = Path(audiatur.__file__).parent
PRINT, WEB = PACKAGE / "publish/fonts", PACKAGE / "site/static/audiatur/fonts"
SETS = {
    "documents": sorted(PRINT.glob("*.ttf")),
    "pages, what is said": [*WEB.glob("*serif*.woff2"), *WEB.glob("*khmer*.woff2"), *WEB.glob("signs*.woff2")],
    "pages, the apparatus": [*WEB.glob("*sans-[46]*.woff2"), *WEB.glob("*khmer*.woff2"), *WEB.glob("signs*.woff2")],
}
TEXTS = {
    "catalogues": sorted(PACKAGE.rglob("django.po")),
    "templates": sorted(path for path in PACKAGE.rglob("*.html") if "templates" in path.parts),
    "demo": sorted(
        path
        for folder in ("countries", "synthetic")
        for path in (PACKAGE / folder).rglob("*")
        if path.suffix in (".toml", ".txt", ".json", ".xml", ".csv", ".md")
    ),
}


@cache
def drawn(fonts: str) -> frozenset[int]:
    """The codepoints that any font of a set has a glyph for."""
    found: set[int] = set()
    for file in SETS[fonts]:
        with TTFont(file) as font:
            found |= font.getBestCmap().keys()
    return frozenset(found)


def signs(texts: str) -> dict[str, str]:
    """Every sign of the texts that is drawn, with the file that it stands in."""
    found: dict[str, str] = {}
    for file in TEXTS[texts]:
        text = re.sub(r"\\[nt\"\\]", " ", file.read_text(encoding="utf-8"))
        found |= {sign: file.name for sign in set(text) if unicodedata.category(sign) not in ("Cc", "Cf")}
    return found


@pytest.mark.parametrize("fonts", SETS)
@pytest.mark.parametrize("texts", TEXTS)
def test_the_fonts_draw_every_sign(texts: str, fonts: str) -> None:
    needed = signs(texts)

    assert len(needed) > 60
    assert {sign: file for sign, file in needed.items() if ord(sign) not in drawn(fonts)} == {}
