"""Why a document cannot be read.

ReadingError
├── EmptyDocument       no bytes, or no characters in it
├── UnknownFormat       the bytes are of no kind that is read
├── EncryptedDocument   a password is needed
├── NoTextLayer         pages are pictures: a scan without text
├── BrokenDocument      the bytes are cut, damaged or contradict themselves
├── NoRecogniser        a picture is to be read and the program for it is missing
└── TooLarge            more bytes, pages or unpacked content than is accepted
"""

from __future__ import annotations

from audiatur.errors import AudiaturError


class ReadingError(AudiaturError):
    """A document cannot be read; `code` names the reason for programs."""

    code = "unreadable"


class EmptyDocument(ReadingError):
    """The file holds no bytes, or no characters."""

    code = "empty"


class UnknownFormat(ReadingError):
    """The bytes are of no kind that is read."""

    code = "unknown_format"


class EncryptedDocument(ReadingError):
    """The file opens only with a password."""

    code = "encrypted"


class NoTextLayer(ReadingError):
    """The pages are pictures and carry no text."""

    code = "no_text_layer"


class BrokenDocument(ReadingError):
    """The bytes are cut off, damaged or contradict themselves."""

    code = "broken"


class NoRecogniser(ReadingError):
    """Reading the picture of a page needs Tesseract with Khmer data, which is not installed."""

    code = "no_recogniser"


class TooLarge(ReadingError):
    """More bytes, pages or unpacked content than is accepted."""

    code = "too_large"
