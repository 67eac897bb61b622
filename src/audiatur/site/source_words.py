"""The closed vocabulary of the source pages: kinds, steps and faults of reading, confidence, and who may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from audiatur.record.models import Dialogue, Party, Source, Visibility
from audiatur.site import written

KINDS: Mapping[str, Promise] = {
    "pdf": _later("PDF"),
    "docx": _later("Word document"),
    "html": _later("Web page"),
    "txt": _later("Plain text"),
    "eml": _later("E-mail"),
    "": _later("Reference only"),
}

LANGUAGES: Mapping[str, Promise] = {
    "en": _later("English"),
    "fr": _later("French"),
    "km": _later("Khmer"),
    "und": _later("Not stated"),
}

STEPS: Mapping[str, Promise] = {
    "": _later("Waiting until another document is read"),
    "text": _later("Opening the document"),
    "pages": _later("Reading the pages"),
    "statements": _later("Looking for what is attributed to someone"),
    "recommendations": _later("Looking for recommendations"),
    "quantities": _later("Looking for quantities and checking sums"),
}

FAULTS: Mapping[str, Promise] = {
    "empty": _later("The file holds no words. Choose the file again; it may have been saved empty."),
    "unknown_format": _later(
        "The file is of no kind that is read here. Save it as PDF, Word (DOCX), web page, plain text or e-mail (EML)."
    ),
    "encrypted": _later("The file opens only with a password. Save a copy without a password and add that."),
    "no_text_layer": _later(
        "The pages are pictures without text, as a scanner makes them. Run text recognition (OCR) on the file, or ask "
        "the sender for the original."
    ),
    "broken": _later("The file is cut off or damaged. Open it on your computer, save it again, and add the new file."),
    "too_large": _later("The file holds more than is read in one piece. Split it and add the parts one by one."),
    "unreadable": _later("The file could not be read. Save it in another format and add that."),
    "fault": _later("The file could not be read because of a fault of this software. The fault was noted in its log."),
}

VOICES: Mapping[str, Promise] = {
    "says": _later("says"),
    "denies": _later("denies"),
    "reports that": _later("reports that"),
    "quotes": _later("quotes"),
    "promises": _later("promises"),
    "asks": _later("asks"),
}


@dataclass(frozen=True, slots=True)
class Level:
    """A choice of who may see: the sentence, and the readers by name."""

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


def computation(item: Mapping[str, Any]) -> str:
    """A stated number beside what its own inputs give, in one line.

    >>> computation({"operation": "ratio_pct", "inputs": [39012, 8804], "stated": 343, "computed": 443.117})
    '39,012 ÷ 8,804 = 443.1 %, printed 343 %'
    >>> computation({"operation": "sum", "inputs": [2, 3], "stated": 6, "computed": 5})
    '2 + 3 = 5, printed 6'
    """
    inputs = [written.number(value) for value in item["inputs"]]
    operation = item["operation"]
    unit = " %" if operation.endswith("_pct") else ""
    computed = written.number(round(item["computed"], 1)) + unit if item["computed"] is not None else "?"
    stated = written.number(item["stated"]) + unit if item["stated"] is not None else "?"
    if operation == "change_pct" and len(inputs) == 2:
        left = _("from %(first)s to %(second)s") % {"first": inputs[0], "second": inputs[1]}
    elif operation == "one_minus_ratio_pct":
        left = "1 − " + " ÷ ".join(inputs)
    else:
        left = {"sum": " + ", "difference": " − "}.get(operation, " ÷ ").join(inputs)
    return _("%(left)s = %(computed)s, printed %(stated)s") % {"left": left, "computed": computed, "stated": stated}


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
        names = [written.plain_text(row, "name") for row in Party.objects.filter(side__dialogue=dialogue)]
        return Level(value, _("All parties of the dialogue"), _comma([*names, _("the secretariat")]))
    if owner is None:
        return Level(value, _("Only the secretariat"), _("the secretariat"))
    if value == Visibility.SIDE:
        names = [written.plain_text(row, "name") for row in owner.side.parties.all()]
        return Level(value, _("My side: %(side)s") % {"side": written.plain_text(owner.side, "name")}, _comma(names))
    return Level(value, _("Only my organisation"), written.plain_text(owner, "name"))


def seen_by(source: Source) -> str:
    """Who can see a source, by name."""
    return level(source.dialogue, Visibility(source.visibility), owner=source.owner).readers


def _comma(names: list[str]) -> str:
    return _(", ").join(names)
