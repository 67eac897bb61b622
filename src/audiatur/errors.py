"""What can go wrong, as one tree.

AudiaturError
├── ReadingError            a document cannot be read (audiatur.reading.errors)
│   ├── EmptyDocument, UnknownFormat, EncryptedDocument, NoTextLayer, BrokenDocument, TooLarge
├── DateError               a date is not EDTF (audiatur.dates)
├── RecordError             the record refuses a change (audiatur.record.errors)
│   ├── NotAllowed          the person may not do this
│   └── Invalid             what was given does not fit the record
└── SettingError            a setting has a value that is not accepted

Every message says what was given, what is accepted and what to do, in one line without private text.
"""


class AudiaturError(Exception):
    """Base of every error that Audiatur raises on purpose: `except AudiaturError` catches them all."""


class SettingError(AudiaturError):
    """A setting (environment variable) has a value that is not accepted."""
