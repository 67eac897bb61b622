"""The dialogue in the Argument Interchange Format (AIF), as the JSON that AIFdb and its tools read.

A proposition is an information node; so is a reason. A reason of a party that accepts leads over an inference node
(RA) to the proposition, one of a party that rejects over a conflict node (CA). What a party said is a locution (L),
joined by its illocution (YA) to what it is about. Reserving and silence make no argument. Nothing is inferred: there is
no node that no party's words stand behind.

Chesñevar et al., Towards an argument interchange format, Knowledge Engineering Review 21 (2006).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from audiatur.publish.rows import Claim, Position, Proposition, Rows

SCHEMES: Final = {
    "accepts": ("RA", "Accepts"),
    "accepts_in_part": ("RA", "Accepts in part"),
    "rejects": ("CA", "Rejects"),
}
ILLOCUTIONS: Final = {
    "accepts": "Agreeing",
    "accepts_in_part": "Agreeing in part",
    "rejects": "Disagreeing",
    "reserves": "Reserving",
}

VOICES: Final = {
    "says": "Asserting",
    "denies": "Denying",
    "reports that": "Reporting",
    "quotes": "Quoting",
    "promises": "Promising",
    "asks": "Asking",
}


@dataclass(slots=True)
class _Graph:
    """Nodes and edges in the making."""

    nodes: list[dict[str, Any]] = field(default_factory=list)
    edges: list[dict[str, Any]] = field(default_factory=list)
    locutions: list[dict[str, Any]] = field(default_factory=list)

    def node(self, key: str, kind: str, text: str, **more: Any) -> str:
        """Add a node; its key."""
        self.nodes.append({"nodeID": key, "text": text, "type": kind, **more})
        return key

    def edge(self, start: str, end: str) -> None:
        """Lead from one node to another."""
        self.edges.append({"edgeID": f"e{len(self.edges) + 1}", "fromID": start, "toID": end, "formEdgeID": None})

    def locution(self, key: str, *, speaker: str, text: str, on: str, about: str, illocution: str) -> None:
        """What a speaker said about a node."""
        self.node(f"{key}-l", "L", f"{speaker}: {text}", timestamp=on)
        self.node(f"{key}-ya", "YA", illocution)
        self.edge(f"{key}-l", f"{key}-ya")
        self.edge(f"{key}-ya", about)
        self.locutions.append({"nodeID": f"{key}-l", "personID": speaker, "timestamp": on})


def arguments(rows: Rows, *, base: str) -> dict[str, Any]:
    """The propositions, standing positions with their reasons, and claims as an AIF graph."""
    graph, names = _Graph(), {party.slug: party.name for party in rows.parties}
    for proposition in rows.propositions:
        graph.node(_place(proposition), "I", proposition.text or proposition.text_km)
    for position in rows.positions:
        if not position.ended:
            _position(graph, position, speaker=names.get(position.party, position.party))
    for claim in rows.claims:
        _claim(graph, claim)
    speakers = sorted({one["personID"] for one in graph.locutions})
    return {
        "id": f"{base}open-data/arguments.json",
        "synthetic": rows.dialogue.synthetic,
        "nodes": graph.nodes,
        "edges": graph.edges,
        "schemefulfillments": [],
        "participants": [{"participantID": name, "firstname": "", "surname": name} for name in speakers],
        "locutions": graph.locutions,
    }


def _place(proposition: Proposition) -> str:
    return f"proposition-{proposition.question}-{proposition.order}"


def _position(graph: _Graph, position: Position, *, speaker: str) -> None:
    key, about = f"position-{position.key}", f"proposition-{position.question}-{position.proposition}"
    illocution, reason = ILLOCUTIONS[position.stance], position.reason or position.reason_km
    graph.locution(
        key, speaker=speaker, text=reason or illocution, on=position.taken, about=about, illocution=illocution
    )
    if reason and position.stance in SCHEMES:
        kind, scheme = SCHEMES[position.stance]
        graph.node(f"{key}-i", "I", reason)
        graph.node(f"{key}-s", kind, scheme)
        graph.edge(f"{key}-i", f"{key}-s")
        graph.edge(f"{key}-s", about)


def _claim(graph: _Graph, claim: Claim) -> None:
    """A claim stands by itself: whether it supports a proposition is for its readers to say."""
    words, key = claim.text or claim.text_km, f"claim-{claim.key}"
    graph.node(key, "I", words)
    voice = VOICES[claim.voice]
    illocution = voice if claim.basis == "own" else f"Reported: {voice}"
    graph.locution(
        f"{key}-by", speaker=claim.attributed_to, text=words, on=claim.said, about=key, illocution=illocution
    )
