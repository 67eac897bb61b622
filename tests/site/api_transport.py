"""Carries the requests of the client to the record under test, without a network."""

from __future__ import annotations

import io
import urllib.error
import urllib.request
from urllib.parse import urlsplit

from django.test import Client


class Answer(io.BytesIO):
    """An answer as urllib gives it."""


def carried(request: urllib.request.Request, *, timeout: float) -> Answer:
    """The record's answer to a request of urllib; raises as urllib does."""
    assert timeout > 0
    parts = urlsplit(request.full_url)
    headers = {**request.headers, **request.unredirected_hdrs}
    known = {"HTTP_AUTHORIZATION": headers["Authorization"]} if "Authorization" in headers else {}
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    client = Client()
    if request.get_method() == "POST":
        made = client.post(path, request.data, content_type="application/json", **known)
    else:
        made = client.get(path, **known)
    if made.status_code >= 400:
        raise urllib.error.HTTPError(
            request.full_url, made.status_code, made.reason_phrase, made.headers, io.BytesIO(made.content)
        )
    return Answer(made.content)
