"""The closed vocabulary of the source pages: kinds, steps and faults of reading, confidence, and who may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audiatur.reading.quantities.explain import explain
from audiatur.reading.result import Arithmetic
from audiatur.record.models import Dialogue, Party, Source, Visibility
from audiatur.record.selectors import parties_of
from audiatur.site import written

KINDS: Mapping[str, Promise] = {
    "pdf": gettext_lazy("PDF"),
    "docx": gettext_lazy("Word document"),
    "html": gettext_lazy("Web page"),
    "txt": gettext_lazy("Plain text"),
    "eml": gettext_lazy("E-mail"),
    "": gettext_lazy("Reference only"),
}

LANGUAGES: Mapping[str, Promise] = {
    "en": gettext_lazy("English"),
    "fr": gettext_lazy("French"),
    "km": gettext_lazy("Khmer"),
    "und": gettext_lazy("Not stated"),
}

STEPS: Mapping[str, Promise] = {
    "": gettext_lazy("Waiting until another document is read"),
    "text": gettext_lazy("Opening the document"),
    "pages": gettext_lazy("Reading the pages"),
    "statements": gettext_lazy("Looking for what is attributed to someone"),
    "recommendations": gettext_lazy("Looking for recommendations"),
    "quantities": gettext_lazy("Looking for quantities and checking sums"),
}

FAULTS: Mapping[str, Promise] = {
    "empty": gettext_lazy("The file holds no words. Choose the file again; it may have been saved empty."),
    "unknown_format": gettext_lazy(
        "The file is of no kind that is read here. Save it as PDF, Word (DOCX), web page, plain text or e-mail (EML)."
    ),
    "encrypted": gettext_lazy("The file opens only with a password. Save a copy without a password and add that."),
    "no_text_layer": gettext_lazy(
        "The pages are pictures without text, as a scanner makes them. Run text recognition (OCR) on the file, or ask "
        "the sender for the original."
    ),
    "broken": gettext_lazy(
        "The file is cut off or damaged. Open it on your computer, save it again, and add the new file."
    ),
    "too_large": gettext_lazy("The file holds more than is read in one piece. Split it and add the parts one by one."),
    "unreadable": gettext_lazy("The file could not be read. Save it in another format and add that."),
    "fault": gettext_lazy(
        "The file could not be read because of a fault of this software. The fault was noted in its log."
    ),
}

VOICES: Mapping[str, Promise] = {
    "says": gettext_lazy("says"),
    "denies": gettext_lazy("denies"),
    "reports that": gettext_lazy("reports that"),
    "quotes": gettext_lazy("quotes"),
    "promises": gettext_lazy("promises"),
    "asks": gettext_lazy("asks"),
}


@dataclass(frozen=True, slots=True)
class Level:
    """A choice of who may see: the sentence, and the readers by name where it does not name them."""

    value: str
    sentence: str
    readers: str


def confidence(value: float) -> str:
    """How sure the reading is, as words and number.

    >>> confidence(0.934), confidence(0.7), confidence(0.4)
    ('sure (0.93)', 'fairly sure (0.70)', 'unsure (0.40)')
    """
    if value >= 0.9:
        return _("sure (%(number)s)") % {"number": f"{value:.2f}"}
    if value >= 0.7:
        return _("fairly sure (%(number)s)") % {"number": f"{value:.2f}"}
    return _("unsure (%(number)s)") % {"number": f"{value:.2f}"}


HEDGED: Mapping[str, Promise] = {
    "about ": gettext_lazy("about %(number)s"),
    "nearly ": gettext_lazy("nearly %(number)s"),
    "more than ": gettext_lazy("more than %(number)s"),
    "at least ": gettext_lazy("at least %(number)s"),
    "less than ": gettext_lazy("less than %(number)s"),
    "at most ": gettext_lazy("at most %(number)s"),
}
"""The hedges of a printed number as the reader explains them, and as the page says them."""


def computation(item: Mapping[str, Any]) -> str:
    """A stated number beside what its own inputs give, in one line and in the language of the page.

    >>> told = {"start": 0, "end": 9, "operation": "sum", "inputs": [2.0, 3.0], "computed": 5.0, "verdict": ""}
    >>> computation({**told, "stated": 6.0, "hedge": "exact"}), computation({**told, "stated": 9.0, "hedge": "approx"})
    ('2 + 3 = 5, printed 6', '2 + 3 = 5, printed about 9')
    """
    computed, printed, stated = explain(Arithmetic(**{**item, "inputs": tuple(item["inputs"])})).partition(", printed ")
    if not printed:
        return computed
    for words, hedged in HEDGED.items():
        if stated.startswith(words):
            stated = hedged % {"number": stated.removeprefix(words)}
    return _("%(computed)s, printed %(stated)s") % {"computed": computed, "stated": stated}


def levels(dialogue: Dialogue, *, party: Party | None) -> tuple[Level, ...]:
    """What a person may choose from, the narrowest first: a member of the party, or the secretariat without one."""
    chosen = (Visibility.RESTRICTED, Visibility.SIDE, Visibility.PARTIES, Visibility.PUBLIC)
    return tuple(
        level(dialogue, value, owner=party) for value in chosen if party is not None or value != Visibility.SIDE
    )


def level(dialogue: Dialogue, value: Visibility, *, owner: Party | None) -> Level:
    """A level in words, for what belongs to this party, or to the secretariat where there is none."""
    if value == Visibility.PUBLIC:
        return Level(value, _("Everyone"), _("anyone who opens this site, without signing in"))
    if value == Visibility.PARTIES:
        names = [written.plain_text(row, "name") for row in parties_of(dialogue)]
        return Level(value, _("All parties of the dialogue"), _comma([*names, _("the secretariat")]))
    if owner is None:
        return Level(value, _("Only the secretariat"), "")
    if value == Visibility.SIDE:
        names = [written.plain_text(row, "name") for row in owner.side.parties.all()]
        return Level(value, _("My side: %(side)s") % {"side": written.plain_text(owner.side, "name")}, _comma(names))
    return Level(value, _("Only my organisation"), written.plain_text(owner, "name"))


def seen_by(source: Source) -> str:
    """Who can see a source, by name."""
    found = level(source.dialogue, Visibility(source.visibility), owner=source.owner)
    return found.readers or found.sentence


def _comma(names: list[str]) -> str:
    return _(", ").join(names)
