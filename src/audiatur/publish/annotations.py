"""Passages and claims as W3C Web Annotations (JSON-LD), and back: nothing of a row is lost on the way.

https://www.w3.org/TR/annotation-model/: a claim is an annotation whose bodies are its sentence in each language and
whose targets are passages, each with a TextQuoteSelector and a TextPositionSelector. What the vocabulary has no word
for stands under the prefix `audiatur`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from audiatur.errors import AudiaturError
from audiatur.publish.rows import Claim, Passage, Rows, row_of, told

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
TERMS: Final = "urn:audiatur:term:"
_CLAIM_TERMS: Final = frozenset({"text", "text_km", "passages", "source"})


class NotRead(AudiaturError):
    """A file is not what this reader reads; the message says what is missing."""


def web_annotations(rows: Rows, *, base: str) -> dict[str, Any]:
    """The claims and the other passages as one annotation collection; `base` is the dialogue's address."""
    passages = {passage.key: passage for passage in rows.passages}
    claimed = {key for claim in rows.claims for key in claim.passages}
    items = [
        *(_claim(claim, passages, base=base) for claim in rows.claims),
        *(_highlight(passage, base=base) for passage in rows.passages if passage.key not in claimed),
    ]
    return {
        "@context": [CONTEXT, {"audiatur": TERMS}],
        "id": f"{base}open-data/annotations.json",
        "type": "AnnotationCollection",
        "label": rows.dialogue.title,
        "audiatur:synthetic": rows.dialogue.synthetic,
        "total": len(items),
        "first": {
            "id": f"{base}open-data/annotations.json#page",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }


def _claim(claim: Claim, passages: Mapping[int, Passage], *, base: str) -> dict[str, Any]:
    bodies = ((claim.text, "en"), (claim.text_km, "km"))
    held = [passages[key] for key in claim.passages if key in passages]
    targets: list[dict[str, Any] | str] = [_target(passage, base=base) for passage in held]
    whole = f"{base}sources/{claim.source}/" if claim.source else f"{base}questions/{claim.question}/"
    rest = {name: value for name, value in told(claim).items() if name not in _CLAIM_TERMS}
    return {
        "id": f"{base}open-data/claims/{claim.key}",
        "type": "Annotation",
        "motivation": "describing",
        "body": [_body(words, lang) for words, lang in bodies if words],
        "target": targets or [whole],
        "audiatur:claim": rest | ({"source": claim.source} if claim.source else {}),
    }


def _body(words: str, lang: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": words, "format": "text/plain", "language": lang, "purpose": "describing"}


def _highlight(passage: Passage, *, base: str) -> dict[str, Any]:
    return {
        "id": f"{base}open-data/passages/{passage.key}",
        "type": "Annotation",
        "motivation": "highlighting",
        "target": [_target(passage, base=base)],
    }


def _target(passage: Passage, *, base: str) -> dict[str, Any]:
    quote = {"exact": passage.exact, "prefix": passage.prefix, "suffix": passage.suffix}
    rest = {"key": passage.key, "source": passage.source, "state": passage.state}
    more = {"page": passage.page, "paragraph": passage.paragraph, "lang": passage.lang}
    return {
        "type": "SpecificResource",
        "source": f"{base}sources/{passage.source}/",
        "selector": [
            {"type": "TextQuoteSelector", **quote},
            {"type": "TextPositionSelector", "start": passage.start, "end": passage.end},
        ],
        "audiatur:passage": rest | {name: value for name, value in more.items() if value},
    }


def read_annotations(content: Mapping[str, Any]) -> tuple[tuple[Claim, ...], tuple[Passage, ...]]:
    """The claims and passages of an annotation collection that `web_annotations` made, in the order of their keys.

    Raises:
        NotRead: it is no such collection.
    """
    try:
        items: Iterable[Mapping[str, Any]] = content["first"]["items"]
        claims = [_claim_of(item) for item in items if "audiatur:claim" in item]
        passages = {row.key: row for item in items for row in _passages_of(item)}
    except (KeyError, TypeError, IndexError, AttributeError) as fault:
        raise NotRead(
            f"This is no annotation collection of a dialogue: {fault} is missing or of another kind."
        ) from fault
    return tuple(sorted(claims, key=lambda row: row.key)), tuple(passages[key] for key in sorted(passages))


def _claim_of(item: Mapping[str, Any]) -> Claim:
    words = {body["language"]: body["value"] for body in item["body"]}
    texts = {"text": words.get("en", ""), "text_km": words.get("km", "")}
    keys = tuple(row.key for row in _passages_of(item))
    return row_of(Claim, {**item["audiatur:claim"], **texts, "passages": keys})


def _passages_of(item: Mapping[str, Any]) -> Iterator[Passage]:
    for target in item["target"]:
        if isinstance(target, Mapping):
            quote, place = target["selector"]
            told_of = {name: quote[name] for name in ("exact", "prefix", "suffix")}
            offsets = {"start": place["start"], "end": place["end"]}
            yield row_of(Passage, {**target["audiatur:passage"], **told_of, **offsets})
