"""Tables as CSV: ISO dates, a column that labels synthetic data, and UTF-8 with the mark that spreadsheets need."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from audiatur.record.models import Dialogue

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_response(
    name: str, *, dialogue: Dialogue, head: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """A table as a download; the file of an invented country says so in its name and in each of its rows."""
    label = "synthetic" if dialogue.synthetic else "record"
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{label}-{dialogue.slug}-{name}.csv"'
    writer = csv.writer(response)
    writer.writerow([*head, "synthetic"])
    for row in rows:
        writer.writerow([*(_cell(value) for value in row), "yes" if dialogue.synthetic else "no"])
    return response


def _cell(value: object) -> str:
    """A value as text; one that a spreadsheet would run as a formula is quoted."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
