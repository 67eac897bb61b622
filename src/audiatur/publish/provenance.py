"""Where everything comes from, as PROV-JSON (W3C member submission of 24 April 2013), and back without loss.

Documents, readings, claims, answers and positions are entities; reading and speaking are activities; parties and the
reader program are agents. Every field of a row is an attribute under the prefix `audiatur`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeVar

from audiatur.publish.annotations import TERMS, NotRead
from audiatur.publish.rows import Answer, Claim, Dialogue, Party, Position, Row, Rows, Source, row_of, told

Document = dict[str, dict[str, Any]]
Kind = TypeVar("Kind")
KINDS: Final[Mapping[str, type[Any]]] = {
    "dialogue": Dialogue,
    "source": Source,
    "claim": Claim,
    "answer": Answer,
    "position": Position,
    "party": Party,
}


def provenance(rows: Rows, *, base: str) -> Document:
    """The rows as one PROV-JSON document; `base` is the dialogue's address."""
    made: Document = {
        "prefix": {"audiatur": TERMS, "record": f"{base}open-data/", "prov": "http://www.w3.org/ns/prov#"},
        "entity": {},
        "activity": {},
        "agent": {},
    }
    whole = {"prov:type": _name("prov:Collection"), **_attributes(rows.dialogue)}
    made["entity"][f"record:dialogue-{rows.dialogue.slug}"] = whole
    for party in rows.parties:
        made["agent"][f"record:party-{party.slug}"] = {"prov:type": _name("prov:Organization"), **_attributes(party)}
    for source in rows.sources:
        _source(made, source)
    for claim in rows.claims:
        _claim(made, claim)
    for answer in rows.answers:
        _answer(made, answer)
    for position in rows.positions:
        _position(made, position)
    return made


def _source(made: Document, source: Source) -> None:
    """A document, whose it is, and how it was read: text and statements by a named version of the reader."""
    key = f"record:source-{source.key}"
    made["entity"][key] = {"prov:type": _name("audiatur:source"), **_attributes(source)}
    if source.author:
        _relate(made, "wasAttributedTo", {"prov:entity": key, "prov:agent": f"record:party-{source.author}"})
    if not source.reader:
        return
    text, act, program = f"record:text-{source.key}", f"record:reading-{source.key}", f"record:reader-{source.reader}"
    made["agent"][program] = {"prov:type": _name("prov:SoftwareAgent"), "prov:label": source.reader}
    made["activity"][act] = {"prov:type": _name("audiatur:reading"), "prov:endTime": source.added_at}
    made["entity"][text] = {"prov:type": _name("audiatur:text")}
    _relate(made, "used", {"prov:activity": act, "prov:entity": key})
    _relate(made, "wasAssociatedWith", {"prov:activity": act, "prov:agent": program})
    _relate(made, "wasGeneratedBy", {"prov:entity": text, "prov:activity": act})
    _relate(made, "wasDerivedFrom", {"prov:generatedEntity": text, "prov:usedEntity": key})


def _claim(made: Document, claim: Claim) -> None:
    key = f"record:claim-{claim.key}"
    made["entity"][key] = {"prov:type": _name("audiatur:claim"), **_attributes(claim)}
    if claim.source:
        quoted = {"prov:type": _name("prov:Quotation")} if claim.passages else {}
        ends = {"prov:generatedEntity": key, "prov:usedEntity": f"record:source-{claim.source}"}
        _relate(made, "wasDerivedFrom", ends | quoted)
    if claim.party and claim.basis == "own":
        _relate(made, "wasAttributedTo", {"prov:entity": key, "prov:agent": f"record:party-{claim.party}"})


def _answer(made: Document, answer: Answer) -> None:
    key, act = f"record:answer-{answer.key}", f"record:act-answer-{answer.key}"
    made["entity"][key] = {"prov:type": _name("audiatur:answer"), **_attributes(answer)}
    _relate(made, "wasDerivedFrom", {"prov:generatedEntity": key, "prov:usedEntity": f"record:claim-{answer.claim}"})
    _act(made, act, kind="audiatur:claim-answered", entity=key, party=answer.party, on=answer.given_on)


def _position(made: Document, position: Position) -> None:
    key, act = f"record:position-{position.key}", f"record:act-position-{position.key}"
    made["entity"][key] = {"prov:type": _name("audiatur:position"), **_attributes(position)}
    if position.source:
        source = f"record:source-{position.source}"
        _relate(made, "wasDerivedFrom", {"prov:generatedEntity": key, "prov:usedEntity": source})
    if position.supersedes:
        former = f"record:position-{position.supersedes}"
        revised = {"prov:generatedEntity": key, "prov:usedEntity": former, "prov:type": _name("prov:Revision")}
        _relate(made, "wasDerivedFrom", revised)
    if position.basis == "own":
        _act(made, act, kind="audiatur:position-taken", entity=key, party=position.party, on=position.taken)


def _act(made: Document, act: str, *, kind: str, entity: str, party: str, on: str) -> None:
    """A party spoke: the date stays EDTF, which PROV's times are not."""
    agent = f"record:party-{party}"
    made["activity"][act] = {"prov:type": _name(kind), "audiatur:on": on}
    _relate(made, "wasGeneratedBy", {"prov:entity": entity, "prov:activity": act})
    _relate(made, "wasAssociatedWith", {"prov:activity": act, "prov:agent": agent})
    _relate(made, "wasAttributedTo", {"prov:entity": entity, "prov:agent": agent})


def _relate(made: Document, relation: str, ends: dict[str, Any]) -> None:
    of_a_kind = made.setdefault(relation, {})
    of_a_kind[f"_:{relation}{len(of_a_kind) + 1}"] = ends


def _name(qualified: str) -> dict[str, str]:
    return {"$": qualified, "type": "prov:QUALIFIED_NAME"}


def _attributes(row: object) -> dict[str, Any]:
    return {f"audiatur:{name}": value for name, value in told(row).items()}


def read_provenance(content: Mapping[str, Any]) -> dict[str, tuple[Any, ...]]:
    """The rows of a document that `provenance` made, by their kinds, in its order.

    Raises:
        NotRead: it is no such document.
    """
    try:
        held = {**content["entity"], **content["agent"]}
        return {kind: tuple(_rows(held, name=kind, kind=row)) for kind, row in KINDS.items()}
    except (KeyError, TypeError, AttributeError) as fault:
        raise NotRead(f"This is no provenance of a dialogue: {fault} is missing or of another kind.") from fault


def _rows(held: Mapping[str, Any], *, name: str, kind: type[Row]) -> list[Row]:
    return [
        row_of(kind, {key.removeprefix("audiatur:"): value for key, value in told_of.items()})
        for key, told_of in held.items()
        if key.startswith(f"record:{name}-")
    ]
