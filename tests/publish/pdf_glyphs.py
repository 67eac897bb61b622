"""Which glyphs the pages of a PDF draw: read from its content streams, not from what a viewer would make of them."""

from __future__ import annotations

import re
import zlib

STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
TOKEN = re.compile(rb"<([0-9a-fA-F\s]+)>|(\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\))|\b(BT|ET)\b", re.DOTALL)
ESCAPED = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def drawn_glyphs(content: bytes) -> list[int]:
    """The glyph numbers that the text operators of a PDF show, in two bytes each (Identity-H); 0 is .notdef."""
    glyphs: list[int] = []
    for stream in _streams(content):
        inside = False
        for digits, text, sign in TOKEN.findall(stream):
            inside = sign == b"BT" if sign else inside
            if inside and (digits or text):
                codes = bytes.fromhex(digits.decode()) if digits else _plain(text[1:-1])
                glyphs += [int.from_bytes(codes[at : at + 2]) for at in range(0, len(codes), 2)]
    return glyphs


def _streams(content: bytes) -> list[bytes]:
    """The streams that draw text, unpacked."""
    found = []
    for packed in STREAM.findall(content):
        try:
            stream = zlib.decompress(packed)
        except zlib.error:
            stream = packed
        if re.search(rb"\bBT\b.*\bT[jJ]\b.*\bET\b", stream, re.DOTALL):
            found.append(stream)
    return found


def _plain(text: bytes) -> bytes:
    def one(found: re.Match[bytes]) -> bytes:
        sign = found[1]
        if sign[:1].isdigit():
            return bytes([int(sign, 8) & 0xFF])
        return b"" if sign in (b"\n", b"\r\n") else SIGNS.get(sign, sign)

    return ESCAPED.sub(one, text)
