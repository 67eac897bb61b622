"""The masthead of a UN document: its symbol ("A/HRC/28/15/Add.1") and its date."""

from __future__ import annotations

import re

from audiatur.reading.recommendations.states import state_named
from audiatur.reading.text import Text

_SYMBOL = re.compile(
    r"\b(?:A|E|S|CAT|CCPR|CEDAW|CRC|CRPD|CERD|CED|CMW|HRI|ST)(?:/[A-Z0-9](?:[\w.]*\w)?)+(?:/(?:Add|Rev|Corr)\.\d+)*"
)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DATE = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})\b")
_MASTHEAD = 2500


def first_page(text: Text) -> str:
    """The words of the first page on one line; of a text without pages, of its beginning."""
    return " ".join(_head(text).split())


def _head(text: Text) -> str:
    return text.content[: text.pages[0].end if text.pages else _MASTHEAD][:_MASTHEAD]


def symbol_of(text: Text) -> str | None:
    """The document's symbol, as its first page prints it.

    >>> symbol_of(Text("United Nations A/HRC/28/15/Add.1 General Assembly", "pdf", "en", ()))
    'A/HRC/28/15/Add.1'
    """
    head = _head(text)
    found = [match[0] for match in _SYMBOL.finditer(head)]
    if not found and text.pages:
        found = [match[0] for match in _SYMBOL.finditer(text.content[:_MASTHEAD])]
    # the masthead's symbol stands alone; others may be cited in a note to the title
    return found[-1] if found and "United Nations" in head else (found[0] if found else None)


def date_of(text: Text) -> str | None:
    """The date of distribution as YYYY-MM-DD; None where the first page prints none.

    >>> date_of(Text("Distr.: General 4 March 2015 Original: English", "pdf", "en", ()))
    '2015-03-04'
    """
    head = _head(text)
    match = _DATE.search(head, max(0, head.find("Distr.")))
    return f"{match[3]}-{_MONTHS.index(match[2]) + 1:02d}-{int(match[1]):02d}" if match else None


def state_under_review(text: Text) -> str | None:
    """The State whose name stands alone on a line of the first page, as on the title page of a report on it.

    >>> state_under_review(Text("Report of the Working Group\\nBosnia and Herzegovina*\\n1. The", "pdf", "en", ()))
    'Bosnia and Herzegovina'
    """
    head = _head(text)
    for line in head.split("\n"):
        state = state_named(line.strip(" *∗†\t\f").title() if line.isupper() else line.strip(" *∗†\t\f"))
        if state:
            return state
    return None
