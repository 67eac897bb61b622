"""Why the record refuses a change.

RecordError
├── NotAllowed      the person may not do this
├── Invalid         what was given does not fit the record
└── UnrecordedChange  code tried to change a row outside a ledger entry (a defect of ours, never of the person)
"""

from __future__ import annotations

from collections.abc import Callable

from audiatur.errors import AudiaturError


class RecordError(AudiaturError):
    """The record refuses a change; nothing was stored.

    `template` is an English text that a catalogue can hold, `values` what stands in its places: rows, which have names
    in two languages, or plain values. Whoever shows it says it in the reader's language by `told`.

    >>> str(RecordError("%(party)s holds no position of %(date)s.", party="Forum", date=2026))
    'Forum holds no position of 2026.'
    """

    def __init__(self, template: str = "", **values: object) -> None:
        super().__init__(template)
        self.template, self.values = template, values

    def __str__(self) -> str:
        return self.told(words=str, named=str)

    def told(self, *, words: Callable[[str], str], named: Callable[[object], str]) -> str:
        """The message, with its text turned by `words` and what stands in it by `named`."""
        if not self.values:
            return words(self.template)
        return words(self.template) % {name: named(value) for name, value in self.values.items()}


class NotAllowed(RecordError):
    """The person may not do this; the message says who may."""


class Invalid(RecordError):
    """What was given does not fit the record; the message says what does."""


class UnrecordedChange(RecordError):
    """A row was about to change outside a ledger entry."""
