"""What arrives as a file: no more than is accepted is ever written to this machine's disk."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

TOO_LARGE = "audiatur.upload_too_large"


class SizeLimit(FileUploadHandler):
    """Lets a file go that grows over the limit, and leaves a note of it, so that the form can say so."""

    chunk_size = 64 * 1024

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._size = 0

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Count from the beginning again."""
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self._size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand the bytes on, or stop at the limit."""
        self._size += len(raw_data)
        if self._size > settings.SOURCE_MAX_BYTES:
            if self.request is not None:
                self.request.META[TOO_LARGE] = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        """Leave the keeping of the file to the next handler."""
        return None
