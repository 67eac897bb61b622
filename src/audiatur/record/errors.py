"""Why the record refuses a change.

RecordError
├── NotAllowed      the person may not do this
├── Invalid         what was given does not fit the record
└── UnrecordedChange  code tried to change a row outside a ledger entry (a defect of ours, never of the person)
"""

from __future__ import annotations

from audiatur.errors import AudiaturError


class RecordError(AudiaturError):
    """The record refuses a change; nothing was stored.

    >>> str(RecordError("%(party)s holds no position of %(date)s.", party="Forum", date=2026))
    'Forum holds no position of 2026.'
    """


class NotAllowed(RecordError):
    """The person may not do this; the message says who may."""


class Invalid(RecordError):
    """What was given does not fit the record; the message says what does."""


class UnrecordedChange(RecordError):
    """A row was about to change outside a ledger entry."""
