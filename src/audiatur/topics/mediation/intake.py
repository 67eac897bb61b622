"""The intake form of a commune committee or justice service: what is asked on paper, and its columns for the register.

The form is printed and filled in by hand; nothing is kept on these pages. What a body types into the table goes to the
register by `audiatur register load` like any other file.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from audiatur.figures.indicator import Words
from audiatur.registers.contract import Code, Column, Type
from audiatur.topics.mediation.contract import DISPUTES


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the form: its column, or none where the answer stays on paper; choices, or a line to write on."""

    words: Words
    column: str = ""
    choices: tuple[Words, ...] = ()
    lines: int = 1

    @property
    def ruled(self) -> range:
        """The lines to write on."""
        return range(self.lines)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form."""

    title: Words
    questions: tuple[Asked, ...]


TITLE = Words("Intake of a dispute for mediation outside the courts", "ទម្រង់ទទួលវិវាទសម្រាប់សម្របសម្រួលក្រៅតុលាការ")
_YES_NO = (Words("yes", "បាទ/ចាស"), Words("no", "ទេ"), Words("not asked", "មិនបានសួរ"))
_DATE = Words("day / month / year", "ថ្ងៃ / ខែ / ឆ្នាំ")

_SECTIONS: tuple[tuple[Words, tuple[str, ...]], ...] = (
    (
        Words("1. The dispute", "១. វិវាទ"),
        ("dispute", "body", "office", "channel", "subject", "place", "received", "amount"),
    ),
    (
        Words("2. Before mediation: is it allowed and safe?", "២. មុនសម្របសម្រួល៖ តើអនុញ្ញាត និងមានសុវត្ថិភាពឬទេ?"),
        ("violence", "criminal", "minor", "excluded"),
    ),
    (
        Words("3. Each party decides freely", "៣. ភាគីនីមួយៗសម្រេចដោយសេរី"),
        ("applicant_agreed", "respondent_agreed", "referred", "accepted"),
    ),
    (Words("4. Sessions and result", "៤. ជំនួប និងលទ្ធផល"), ("mediator", "first_session", "sessions", "ended", "result")),
    (
        Words("5. Afterwards", "៥. ក្រោយមក"),
        ("agreement_kept", "followed_up", "performance", "to_court", "prior_dispute"),
    ),
)
ON_PAPER: tuple[Asked, ...] = (
    Asked(
        Words(
            "I was told that I may leave at any time and go to a court. Signature or thumbprint of the applicant",
            "ខ្ញុំបានទទួលព័ត៌មានថា ខ្ញុំអាចចាកចេញបានគ្រប់ពេល ហើយអាចទៅតុលាការ។ ហត្ថលេខា ឬស្នាមមេដៃអ្នកប្ដឹង",
        ),
        lines=2,
    ),
    Asked(
        Words(
            "The same for the respondent. Signature or thumbprint",
            "ដូចគ្នាសម្រាប់ភាគីត្រូវគេប្ដឹង។ ហត្ថលេខា ឬស្នាមមេដៃ",
        ),
        lines=2,
    ),
)
"""What stays on the paper: it never goes into the table."""


def sections() -> tuple[Section, ...]:
    """The form, in the order in which a clerk fills it in."""
    made = [Section(title, tuple(_asked(DISPUTES.column(name)) for name in names)) for title, names in _SECTIONS]
    consent = made[2]
    made[2] = Section(consent.title, (*consent.questions, *ON_PAPER))
    return tuple(made)


def template_csv() -> str:
    """The head of the table that the form becomes, with one example row."""
    columns = [question.column for section in sections() for question in section.questions if question.column]
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerow([_example(DISPUTES.column(name)) for name in columns])
    return "\ufeff" + written.getvalue()


def _asked(column: Column) -> Asked:
    words = Words(column.en.partition(";")[0], column.km)
    if column.type is Type.BOOLEAN:
        return Asked(words, column.name, _YES_NO)
    if column.type is Type.CODE:
        return Asked(words, column.name, tuple(_choice(code) for code in column.vocabulary))
    if column.type is Type.DAY:
        return Asked(Words(f"{words.en} ({_DATE.en})", f"{words.km} ({_DATE.km})"), column.name)
    return Asked(words, column.name)


def _choice(code: Code) -> Words:
    return Words(code.en, code.km)


def _example(column: Column) -> str:
    # A row whose days are in order under the contract.
    days = {"received": "2024-03-21", "referred": "2024-03-22", "accepted": "2024-03-22", "first_session": "2024-04-02"}
    days |= {"ended": "2024-04-09", "agreement_kept": "2024-05-02", "followed_up": "2024-07-10"}
    chosen = {"result": "agreed", "performance": "kept", "to_court": "false", "violence": "false", "criminal": "false"}
    chosen |= {"minor": "false", "excluded": "false", "prior_dispute": "", "channel": "party"}
    return days.get(column.name, chosen.get(column.name, column.example))
