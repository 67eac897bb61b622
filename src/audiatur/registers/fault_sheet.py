"""The faults of a file as a workbook to send back: text cells only, so that no value of the file is ever executed."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import astuple

import xlsxwriter

from audiatur.registers.contract import Lang
from audiatur.registers.faults import HEADINGS, Fault

_TITLE: dict[Lang, str] = {"en": "Faults", "km": "កំហុស"}
_WIDTHS = (24, 12, 8, 22, 18, 24, 20, 60)
"""Signs a column shows before it wraps, in the order of the headings."""
_FONT = {"font_name": "Khmer OS", "font_size": 11}
"""A face that holds Khmer and Latin letters; a spreadsheet without it takes another of its own."""
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MOST_SIGNS = 32_000
"""A cell of a workbook holds 32,767."""


def faults_as_workbook(faults: Sequence[Fault], *, lang: Lang = "en") -> bytes:
    """The faults as XLSX: one a row, the heading in view while one scrolls, long words wrapped."""
    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(made, options) as book:
        head = book.add_format({**_FONT, "bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        body = book.add_format({**_FONT, "text_wrap": True, "valign": "top", "num_format": "@"})
        number = book.add_format({**_FONT, "valign": "top", "num_format": "0"})
        sheet = book.add_worksheet(_TITLE[lang])
        for place, width in enumerate(_WIDTHS):
            sheet.set_column(place, place, width)
        for place, words in enumerate(HEADINGS[lang]):
            sheet.write_string(0, place, words, head)
        for row, fault in enumerate(faults, start=1):
            for place, value in enumerate(astuple(fault)):
                if isinstance(value, int):
                    sheet.write_number(row, place, value, number)
                else:
                    sheet.write_string(row, place, _cell(value), body)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(faults), 1), len(_WIDTHS) - 1)
        sheet.set_landscape()
        sheet.repeat_rows(0)
        sheet.fit_to_pages(1, 0)
    return made.getvalue()


def _cell(words: str) -> str:
    """Words that a workbook can hold: no control characters, and no more than fit a cell."""
    plain = _NOT_XML.sub("�", words)
    return plain if len(plain) <= _MOST_SIGNS else plain[:_MOST_SIGNS] + "…"
