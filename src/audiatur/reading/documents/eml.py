"""E-mail → `Text`: subject, sender and date, then the message as text; attachments are named, not read."""

from __future__ import annotations

import email
from collections.abc import Iterator
from contextlib import suppress
from email import policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message

from audiatur.errors import marked as _
from audiatur.reading.documents.assembly import Piece, text_of_pieces
from audiatur.reading.documents.decoding import declared_charset, decoded
from audiatur.reading.documents.html import pieces_of_markup
from audiatur.reading.documents.txt import places
from audiatur.reading.errors import BrokenDocument, TooLarge
from audiatur.reading.limits import MAIL_LINES, MAIL_PARTS
from audiatur.reading.result import ReadingWarning
from audiatur.reading.text import Text

_FIELDS = ("Subject", "From", "To", "Date")
_LONGEST_FIELD = 2_000
_SIGNATURE = "\n-- \n"
_NAMED = 10
"""Attachments that a warning names; the rest are counted."""

_NO_MESSAGE = ReadingWarning("no_message", "The e-mail holds no text of its own.")
_NO_PARTS = ReadingWarning("structure", "The parts of the e-mail cannot be told apart; it was read as it stands.")


def open_eml(data: bytes) -> tuple[Text, tuple[ReadingWarning, ...]]:
    """The text of an e-mail.

    Raises:
        ReadingError: it holds no words, is damaged, or has more parts than is accepted.
    """
    message = _message(data)
    parts = list(_leaves(message))
    body = _body(parts)
    head = [Piece(f"{name}: {value}", "margin") for name in _FIELDS if (value := _field(message, name))]
    pieces, warnings = ([], (_NO_MESSAGE,)) if body is None else _pieces(body)
    attached = [_name(part) for part in parts if part is not body and _is_attachment(part)]
    text = text_of_pieces([*head, *pieces], kind="eml", title=_field(message, "Subject") or None)
    return text, (*warnings, *_not_read(attached))


def _message(data: bytes) -> Message:
    if data.count(b"\n") > MAIL_LINES:
        raise TooLarge(
            _("The e-mail has more than %(most)s lines, the most that is read. Save its text as .txt."),
            most=f"{MAIL_LINES:,}",
        )
    try:
        # The newer policies parse every header on access, and hostile ones make them fail in many ways.
        return email.message_from_bytes(data, policy=policy.compat32)
    except (MessageError, ValueError, RecursionError) as fault:
        raise BrokenDocument(
            _("The e-mail is damaged: its parts cannot be told apart. Save it again as .eml.")
        ) from fault


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something, in order; a message attached to the message is one part."""
    waiting, seen = [message], 0
    while waiting:
        part = waiting.pop()
        seen += 1
        if seen > MAIL_PARTS:
            raise TooLarge(_("The e-mail has more than %(most)s parts, the most that is read."), most=f"{MAIL_PARTS:,}")
        inner = part.get_payload()
        if isinstance(inner, list) and part.get_content_maintype() == "multipart":
            waiting.extend(reversed([one for one in inner if isinstance(one, Message)]))
        else:
            yield part


def _body(parts: list[Message]) -> Message | None:
    """The first part in plain text, else the first in HTML, else all that stands in a message without its boundary."""
    for kind in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() == kind and not _is_attachment(part) and str(part.get_payload()).strip():
                return part
    return next((part for part in parts if _has_lost_parts(part)), None)


def _has_lost_parts(part: Message) -> bool:
    return part.get_content_maintype() == "multipart" and isinstance(part.get_payload(), str)


def _pieces(part: Message) -> tuple[list[Piece], tuple[ReadingWarning, ...]]:
    stored = part.get_payload(decode=True)
    data = stored if isinstance(stored, bytes) else b""
    is_html = part.get_content_type() == "text/html"
    try:
        charset = part.get_content_charset() or (declared_charset(data) if is_html else None)
        content, warnings = decoded(data, declared=charset)
    except (LookupError, UnicodeError) as fault:
        raise BrokenDocument(_("The e-mail names an encoding that does not exist. Save it again as .eml.")) from fault
    if _has_lost_parts(part):
        warnings = (*warnings, _NO_PARTS)
    if is_html:
        return list(pieces_of_markup(content)), warnings
    message, mark, signature = f"\n{content}".partition(_SIGNATURE)
    pieces = [Piece(message[place.start : place.end].strip(), place.role) for place in places(message)]
    return [*pieces, *([Piece(signature.strip(), "margin")] if mark else [])], warnings


def _is_attachment(part: Message) -> bool:
    is_text = part.get_content_maintype() in {"text", "multipart"}
    return part.get_content_disposition() == "attachment" or bool(_filename(part)) or not is_text


def _name(part: Message) -> str:
    return _filename(part) or f"a part of type {part.get_content_type()}"[:100]


def _not_read(names: list[str]) -> tuple[ReadingWarning, ...]:
    """One warning for all attachments."""
    if not names:
        return ()
    listed = ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
    return (ReadingWarning("attachments", f"Attachments are not read with an e-mail; give them as files: {listed}."),)


def _filename(part: Message) -> str:
    try:
        return _readable(part.get_filename() or "")[:200]
    except (ValueError, LookupError, TypeError):
        return "unnamed"


def _field(message: Message, name: str) -> str:
    return _readable(str(message.get(name, ""))[:_LONGEST_FIELD])


def _readable(value: str) -> str:
    """A header as people read it, on one line.

    >>> _readable("=?utf-8?q?R=C3=A9ponse_du_minist=C3=A8re?=")
    'Réponse du ministère'
    """
    with suppress(MessageError, ValueError, LookupError):
        value = str(make_header(decode_header(value)))
    return " ".join(value.split())
