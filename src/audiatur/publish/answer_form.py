"""The form that a party fills in offline and returns: its lines with their codes, as CSV, and what came back.

Every answer has a line with a code of its own (`P1.stance`), so that a form is read back whatever program it went
through; its marks (`M.question`, `M.wording`) say what it was made for. `answer_word` is the same as Word.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_noop as _

from audiatur.errors import AudiaturError

FORMAT: Final = "audiatur-answer-1"
MAX_BYTES: Final = 5 * 1024**2
"""Bytes of a returned form: a question of 200 claims answered with 2,000 characters each, ten times over."""
MAX_LINES: Final = 20_000
CODE: Final = re.compile(r"(M|[PCKR][0-9]{1,12})\.[a-z_]{1,20}")
HEAD: Final = ("line", "about", "text", "text_km", "present", "accepted", "answer")
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r\n]")
_QUOTED: Final = re.compile(r"'+[=+\-@\t\r\n]")


class NotAForm(AudiaturError):
    """The file is no answer form that can be read; the message says what is accepted and what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """One answer that is asked for; `accepted` lists its words where only some are."""

    code: str
    label: str
    accepted: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A proposition, claim, commitment or recommendation with what stands now and the lines to be answered."""

    key: str
    title: str
    text: str
    text_km: str
    present: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A whole form; `marks` are told back unchanged."""

    title: str
    intro: tuple[str, ...]
    marks: Mapping[str, str]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Returned:
    """What a returned form holds: its marks, and the answers that are not empty by their codes."""

    marks: Mapping[str, str]
    answers: Mapping[str, str]


def plain(content: str) -> str:
    r"""A text as it is kept: lines end with \n, and nothing blank stands around it.

    >>> plain(" one\r\ntwo\n")
    'one\ntwo'
    """
    return content.replace("\r\n", "\n").replace("\r", "\n").strip()


def as_csv(form: Form) -> str:
    """The form as CSV with the byte-order mark that spreadsheets need; no cell can be run as a formula."""
    stream = io.StringIO(newline="")
    stream.write("\ufeff")
    writer = csv.writer(stream)
    writer.writerow(HEAD)
    for name, value in form.marks.items():
        writer.writerow([f"M.{name}", "", "", "", "", "", quoted(value)])
    for item in form.items:
        for number, line in enumerate(item.lines):
            told = (item.text, item.text_km, item.present) if number == 0 else ("", "", "")
            cells = (f"{item.title}: {line.label}", *told, line.accepted, line.answer)
            writer.writerow([line.code, *(quoted(cell) for cell in cells)])
    return stream.getvalue()


def quoted(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would run; `unquoted` takes exactly that away.

    >>> quoted("=1+1"), quoted("'=1"), quoted("one")
    ("'=1+1", "''=1", 'one')
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unquoted(cell: str) -> str:
    """The cell that `quoted` made this of.

    >>> unquoted("'=1+1"), unquoted("''=1"), unquoted("-1"), unquoted("'tis")
    ('=1+1', "'=1", '-1', "'tis")
    """
    return cell[1:] if _QUOTED.match(cell) else cell


def from_csv(content: bytes) -> Returned:
    """What a returned CSV form holds; commas, semicolons and tabs are accepted between cells.

    Raises:
        NotAForm: it is not UTF-8 or UTF-16, or has not the columns of the form.
    """
    text = _decoded(content)
    for delimiter in ",;\t":
        try:
            pairs = _pairs(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
            if pairs is not None:
                return assembled(pairs)
        except csv.Error as fault:
            raise NotAForm(
                _("The file is not a CSV table that can be read. Save it as CSV (UTF-8) and upload that.")
            ) from fault
    raise NotAForm(
        _(
            "The file has no columns “line” and “answer”. Download the form of this question, fill in its column "
            "“answer” and upload it."
        )
    )


def _decoded(content: bytes) -> str:
    for mark, name in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig")):
        if content.startswith(mark):
            try:
                return content.decode(name)
            except UnicodeDecodeError as fault:
                raise NotAForm(
                    _("The letters of the file cannot be read. Save it as CSV (UTF-8) and upload that.")
                ) from fault
    raise AssertionError("every content starts with nothing")


def _pairs(rows: Iterator[list[str]]) -> Sequence[tuple[str, str]] | None:
    """Codes and answers below the head row; None where the first rows hold no head."""
    places: tuple[int, int] | None = None
    pairs: list[tuple[str, str]] = []
    for number, row in enumerate(rows):
        if places is None:
            names = [cell.strip().casefold() for cell in row]
            if "line" in names and "answer" in names:
                places = names.index("line"), names.index("answer")
            elif number >= 10:
                return None
            continue
        if len(row) > max(places):
            pairs.append((row[places[0]], unquoted(row[places[1]])))
        if number > MAX_LINES:
            raise NotAForm(_("The file has more lines than a form. Download the form again."))
    return pairs if places else None


def assembled(pairs: Iterable[tuple[str, str]]) -> Returned:
    """The marks and answers of a form's lines.

    Raises:
        NotAForm: a line stands twice with different answers, or the marks are missing or those of another form.
    """
    told: dict[str, str] = {}
    for given, answer in pairs:
        code, answer = given.strip(), plain(answer)
        if not CODE.fullmatch(code):
            continue
        if told.get(code, answer) != answer:
            raise NotAForm(_("The line %(code)s stands twice with different answers. Keep one of them."), code=code)
        told[code] = answer
    marks = {code.removeprefix("M."): answer for code, answer in told.items() if code.startswith("M.")}
    if marks.get("form") != FORMAT:
        raise NotAForm(
            _("The file is no answer form of this program. Download the form of the question and fill it in.")
        )
    return Returned(marks, {code: answer for code, answer in told.items() if not code.startswith("M.") and answer})
