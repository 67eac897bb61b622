"""Lists of the API: a page of rows as JSON, or all of them as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, fields, is_dataclass
from typing import Annotated, Any, Generic, Literal, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema

from audiatur.publish.answer_form import quoted
from audiatur.site.views.visit import Visit

Item = TypeVar("Item")
Made = TypeVar("Made")


class Listing(Schema):
    """Which part of a list, and as what."""

    limit: Annotated[int, Query(ge=1, le=200, description="Rows on a page.")] = 50
    offset: Annotated[int, Query(ge=0, le=10_000_000, description="Rows to leave out before.")] = 0
    format: Annotated[Literal["json", "csv"], Query(description="`csv` gives all rows as a table.")] = "json"


class Page(Schema, Generic[Item]):
    """A page of a list: `count` rows in all, the address of the next page, and whether the content is invented."""

    items: list[Item]
    count: int
    next: str | None
    synthetic: bool


def listed(
    request: HttpRequest,
    rows: Sequence[Made],
    *,
    listing: Listing,
    here: Visit,
    name: str,
    kind: type[Any],
    row: Callable[[Made], Any] = lambda made: made,
) -> Any:
    """The asked part of the rows; `row` makes of a row what leaves the record, which is a `kind`."""
    synthetic = here.dialogue.synthetic
    if listing.format == "csv":
        return table([row(made) for made in rows], kind=kind, name=name, here=here)
    part = [row(made) for made in rows[listing.offset : listing.offset + listing.limit]]
    after = listing.offset + listing.limit
    following = None
    if after < len(rows):
        query = urlencode({**request.GET.dict(), "offset": after, "limit": listing.limit})
        following = request.build_absolute_uri(f"{request.path}?{query}")
    return {"items": part, "count": len(rows), "next": following, "synthetic": synthetic}


def table(rows: Sequence[Any], *, kind: type[Any], name: str, here: Visit) -> HttpResponse:
    """Rows as CSV with a column that labels invented content; lists in a cell are JSON."""
    stream = io.StringIO(newline="")
    stream.write("\ufeff")
    names = [one.name for one in fields(kind)]
    writer = csv.writer(stream)
    writer.writerow([*names, "synthetic" if "synthetic" not in names else "dialogue_synthetic"])
    for made in rows:
        label = "yes" if here.dialogue.synthetic else "no"
        writer.writerow([*(quoted(_cell(getattr(made, column))) for column in names), label])
    answer = HttpResponse(stream.getvalue(), content_type="text/csv; charset=utf-8")
    label = "synthetic" if here.dialogue.synthetic else "record"
    answer["Content-Disposition"] = f'attachment; filename="{label}-{here.dialogue.slug}-{name}.csv"'
    return answer


def _cell(value: object) -> str:
    if isinstance(value, tuple | list | dict):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _plain(value: object) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
