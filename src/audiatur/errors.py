"""What can go wrong, as one tree, and the message that tells it in the reader's language.

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

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Self


def marked(text: str) -> str:
    """The text itself; imported as `_`, it marks a text for the catalogue where Django is not known."""
    return text


class Message:
    """An English text that a catalogue can hold, and what stands in its places: plain values, rows, messages or lists.

    Rows have names in two languages; a message that stands in another is turned with it. A text without values is told
    as it is, signs of percent included.

    >>> str(Message("%(file)s has no %(part)s.", file="stays.csv", part=Message("column %(names)s", names=["a", "b"])))
    'stays.csv has no column a, b.'
    """

    def __init__(self, template: str = "", /, **values: object) -> None:
        self.template, self.values = template, values

    def __str__(self) -> str:
        return self.told(words=str, named=str)

    def told(self, *, words: Callable[[str], str], named: Callable[[object], str] = str) -> str:
        """The message, with its text turned by `words` and what stands in it by `named`."""

        def said(value: object) -> str:
            if isinstance(value, Message):
                return value.told(words=words, named=named)
            return ", ".join(map(said, value)) if isinstance(value, list | tuple) else named(value)

        if not self.values:
            return words(self.template)
        return words(self.template) % {name: said(value) for name, value in self.values.items()}

    def as_json(self) -> dict[str, Any]:
        """The message for another program; what is no number, list or message becomes text."""
        return {"template": self.template, "values": {name: _plain(value) for name, value in self.values.items()}}

    @classmethod
    def of_json(cls, told: Mapping[str, Any]) -> Self:
        """The message that another program told by `as_json`.

        >>> Message.of_json(Message("%(count)s rows", count=3).as_json()).values
        {'count': 3}
        """
        return cls(told["template"], **{name: _rebuilt(value) for name, value in told["values"].items()})


def _plain(value: object) -> object:
    if isinstance(value, Message):
        return value.as_json()
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if isinstance(value, int) else str(value)


def _rebuilt(value: object) -> object:
    if isinstance(value, dict):
        return Message.of_json(value)
    return [_rebuilt(one) for one in value] if isinstance(value, list) else value


class AudiaturError(Message, Exception):
    """Base of every error that Audiatur raises on purpose: `except AudiaturError` catches them all."""


class SettingError(AudiaturError):
    """A setting (environment variable) has a value that is not accepted."""
