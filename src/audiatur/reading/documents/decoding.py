"""Bytes of a text → characters, with a warning where the encoding had to be guessed."""

from __future__ import annotations

import codecs
import re

from audiatur.errors import Message
from audiatur.errors import marked as _
from audiatur.reading.documents.sniff import unknown
from audiatur.reading.errors import TooLarge
from audiatur.reading.limits import CHARACTERS
from audiatur.reading.result import ReadingWarning

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r\x1b") + b"\x7f"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SAMPLE = 64 * 1024
_MOST_CONTROLS = 0.01
"""Share of control characters above which bytes are no text: random bytes have 0.11, texts none."""

_CHARSET = re.compile(rb"""(?:<meta[^>]{1,200}?charset|<\?xml[^>]{1,100}?encoding)\s*=\s*["']?([\w:.-]{2,40})""", re.I)
_LATIN_1 = frozenset(("iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii"))


def decoded(data: bytes, *, declared: str | None = None) -> tuple[str, tuple[ReadingWarning, ...]]:
    """The characters of a text, line ends as \\n, and a warning where the encoding was guessed.

    `declared` is the encoding that the document names for itself; a byte-order mark and valid UTF-8 go before it.

    >>> decoded("Nº 4".encode("utf-16"))
    ('Nº 4', ())
    >>> decoded(b"caf\\xe9")[0]
    'café'

    Raises:
        UnknownFormat: the bytes are no text.
        TooLarge: there are more characters than is accepted.
    """
    if len(data) > 4 * CHARACTERS:
        raise TooLarge(
            _("The file holds more than %(most)s %(what)s, the most that is read. Split it."),
            most=f"{CHARACTERS:,}",
            what=Message(_("characters")),
        )
    characters, warnings = _characters(data, declared=declared)
    if _CONTROL.search(characters):
        characters = _CONTROL.sub(" ", characters)
        note = "Control characters in the text were replaced by spaces."
        warnings = (*warnings, ReadingWarning("control_characters", note))
    return characters.replace("\r\n", "\n").replace("\r", "\n"), warnings


def declared_charset(data: bytes) -> str | None:
    """The encoding that a page names for itself in its first bytes.

    >>> declared_charset(b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">')
    'windows-1252'
    """
    found = _CHARSET.search(data[:4096])
    if not found:
        return None
    charset = found[1].decode("ascii").lower()
    # What a page calls Latin-1 is Windows-1252 (WHATWG Encoding Standard, section 4.2).
    return "windows-1252" if charset in _LATIN_1 else charset


def _characters(data: bytes, *, declared: str | None) -> tuple[str, tuple[ReadingWarning, ...]]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding)
    unmarked = _unmarked_utf16(data[:_SAMPLE])
    if unmarked:
        return data.decode(unmarked, "replace"), (_warning("UTF-16 without a mark"),)
    sample = data[:_SAMPLE]
    if len(sample.translate(None, _CONTROLS)) < len(sample) * (1 - _MOST_CONTROLS):
        raise unknown(_("binary data, not text"), _("Give the document itself."))
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _legacy(data, declared=declared)


def _marked(data: bytes, encoding: str) -> tuple[str, tuple[ReadingWarning, ...]]:
    characters = data.decode(encoding, "replace")
    if "\ufffd" not in characters:
        return characters, ()
    return characters, (_warning(f"{encoding.upper()}, with bytes that are not valid in it"),)


def _legacy(data: bytes, *, declared: str | None) -> tuple[str, tuple[ReadingWarning, ...]]:
    if declared:
        try:
            return data.decode(declared), ()
        except (LookupError, UnicodeDecodeError):
            pass
    lenient = data.decode("utf-8", "replace")
    invalid = lenient.count("\ufffd")
    beyond_ascii = len(lenient) - len(lenient.encode("ascii", "ignore"))
    if beyond_ascii - invalid > invalid:
        mixed = data.decode("utf-8", "audiatur-windows-1252")
        return mixed, (_warning("UTF-8 with Windows-1252 in it"),)
    return data.decode("cp1252", "replace"), (_warning("Windows-1252 (Western European)"),)


def _unmarked_utf16(sample: bytes) -> str | None:
    """UTF-16 without a mark: in Latin text every second byte is zero."""
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.05 * half else None


def _warning(guess: str) -> ReadingWarning:
    return ReadingWarning("encoding", f"The file does not say its encoding; read as {guess}. Check names and accents.")


def _as_windows_1252(fault: UnicodeError) -> tuple[str, int]:
    assert isinstance(fault, UnicodeDecodeError)
    return fault.object[fault.start : fault.end].decode("cp1252", "replace"), fault.end


codecs.register_error("audiatur-windows-1252", _as_windows_1252)
