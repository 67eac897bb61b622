"""What the styles of a Word document tell about a paragraph: heading or not, and which list numbers it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from audiatur.reading.documents.archive import Archive
from audiatur.reading.documents.wordml import W, elements, value_of

_LONGEST_CHAIN = 20
"""Styles that a style may be based on in turn: a chain that is longer is a circle."""

# "heading 1", "Title"; "_ H_1_G" and "_ H _Ch_G" are the headings of the United Nations' own template.
_HEADING = re.compile(r"(?:heading|title|subtitle|titre)\b|_ ?h\s?_", re.IGNORECASE)
_BODY_LEVEL = 9
"""The outline level that means none."""


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style, or a paragraph's own settings over it."""

    name: str = ""
    outline_level: int | None = None
    list_id: str | None = None
    list_level: int = 0

    @property
    def is_heading(self) -> bool:
        """Whether it stands in the document's outline."""
        if self.outline_level is not None:
            return self.outline_level < _BODY_LEVEL
        return bool(_HEADING.match(self.name))

    def changed_by(self, properties: etree._Element) -> Style:
        """The style with the settings of a w:pPr over it."""
        changed = self
        outline = properties.find(f"{W}outlineLvl")
        if outline is not None:
            changed = replace(changed, outline_level=_number(value_of(outline), _BODY_LEVEL))
        numbered = properties.find(f"{W}numPr")
        if numbered is None:
            return changed
        list_id, level = numbered.find(f"{W}numId"), numbered.find(f"{W}ilvl")
        return replace(
            changed,
            list_id=changed.list_id if list_id is None else value_of(list_id),
            list_level=changed.list_level if level is None else _number(value_of(level), 0),
        )


def styles_of(archive: Archive) -> dict[str, Style]:
    """Style id → style with all that it is based on; "" is the style of a paragraph that names none."""
    stored: dict[str, tuple[str, str, etree._Element | None]] = {}
    default = ""
    for event, element in elements(archive, "word/styles.xml", (f"{W}style",)):
        if event == "start" or element.get(f"{W}type") != "paragraph":
            continue
        style_id = element.get(f"{W}styleId", "")
        name, base = value_of(element.find(f"{W}name")), value_of(element.find(f"{W}basedOn"))
        stored[style_id] = (name, base, element.find(f"{W}pPr"))
        if element.get(f"{W}default") in {"1", "true"}:
            default = style_id
    styles = {style_id: _with_bases(style_id, stored) for style_id in stored}
    return {**styles, "": styles.get(default, Style())}


def _with_bases(style_id: str, stored: dict[str, tuple[str, str, etree._Element | None]]) -> Style:
    chain: list[str] = []
    while style_id in stored and style_id not in chain and len(chain) < _LONGEST_CHAIN:
        chain.append(style_id)
        style_id = stored[style_id][1]
    style = Style()
    for one in reversed(chain):
        name, _, properties = stored[one]
        style = replace(style, name=name.lower())
        style = style if properties is None else style.changed_by(properties)
    return style


def _number(value: str, otherwise: int) -> int:
    return int(value) if re.fullmatch(r"\d{1,3}", value) else otherwise
