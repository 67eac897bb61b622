"""Every word that an answer holds: its headers, its text, and what lies inside the files that it brings."""

from __future__ import annotations

import base64
import gzip
import io
import re
import zipfile
from urllib.parse import unquote

import pypdfium2
from django.http import HttpResponse

_EMBEDDED = re.compile(rb"base64,([A-Za-z0-9+/=]{24,})")


def text_of(response: HttpResponse) -> str:
    """The headers and the body as text, files opened."""
    headers = "\n".join(f"{name}: {unquote(value)}" for name, value in response.headers.items())
    cookies = response.cookies.output()
    streamed = getattr(response, "streaming_content", None)
    body = b"".join(streamed) if response.streaming else response.content
    return "\n".join([headers, cookies, opened(body)])


def opened(body: bytes) -> str:
    """The text of bytes: of a compressed file, each part; of a PDF, its pages and what it tells of itself."""
    if body.startswith(b"\x1f\x8b"):
        return opened(gzip.decompress(body))
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            return "\n".join(f"{name}\n{opened(parts.read(name))}" for name in parts.namelist())
    if body.startswith(b"%PDF"):
        return body.decode("latin-1") + _pdf(body)
    embedded = [base64.b64decode(found + b"==", validate=False) for found in _EMBEDDED.findall(body)]
    inner = "\n".join(opened(part) for part in embedded if not part.startswith((b"wOF2", b"wOFF")))
    return unquote(body.decode("utf-8", errors="replace")) + inner


def _pdf(body: bytes) -> str:
    document = pypdfium2.PdfDocument(body)
    told = " ".join(document.get_metadata_dict().values())
    pages = [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
    return "\n".join([told, *pages])
