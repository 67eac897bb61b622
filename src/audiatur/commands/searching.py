"""Search from the command line: the hits of the search page as lines for people or JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from audiatur.commands.record import dialogue_get, person_get
from audiatur.commands.terminal import one_line
from audiatur.record.errors import Invalid
from audiatur.record.search.keys import Kind
from audiatur.record.selectors import search
from audiatur.record.selectors.finding import Group, Hit
from audiatur.record.visibility import PUBLIC, viewer_of

ON_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for, where, as whom, and which page of which kind."""

    query: str
    dialogue: str
    by: str
    kind: str
    page: int


def searched(asked: Asked, *, as_json: bool) -> str:
    """The hits of a query, as text.

    Raises:
        Invalid: there is no such dialogue, person or kind.
    """
    groups = search(
        dialogue_get(asked.dialogue),
        asked.query,
        viewer=viewer_of(person_get(asked.by)) if asked.by else PUBLIC,
        kind=_kind(asked.kind),
        page=asked.page,
        on_page=ON_A_PAGE,
    )
    if as_json:
        return json.dumps([_plain(group) for group in groups], ensure_ascii=False, indent=1)
    return "\n".join(_lines(groups)) or "Nothing holds all of these words."


def _kind(word: str) -> Kind | None:
    known = {kind.word: kind for kind in Kind}
    if word and word not in known:
        raise Invalid(f"{word!r} is no kind of result; accepted: {', '.join(known)}.")
    return known.get(word)


def _lines(groups: Sequence[Group]) -> Iterator[str]:
    for group in groups:
        if not group.count:
            continue
        count = f"more than {group.count:,}" if group.more else f"{group.count:,}"
        pages = f", page {group.page} of {group.pages}" if group.hits and group.pages > 1 else ""
        yield f"{group.kind.word}: {count}{pages}"
        for hit in group.hits:
            place = f":{hit.start}-{hit.end}" if hit.kind == Kind.PASSAGE else ""
            yield f"  {hit.row.pk}{place}  {one_line(hit.excerpt.text)}"


def _plain(group: Group) -> dict[str, Any]:
    return {
        "kind": group.kind.word,
        "count": group.count,
        "more": group.more,
        "page": group.page,
        "pages": group.pages,
        "hits": [_hit(hit) for hit in group.hits],
    }


def _hit(hit: Hit) -> dict[str, Any]:
    place = {"start": hit.start, "end": hit.end} if hit.kind == Kind.PASSAGE else {}
    return {"id": hit.row.pk, "sentence": hit.excerpt.text, **place}
