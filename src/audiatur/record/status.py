"""The status of a question, computed from the stances of the parties by a versioned rule: version 1.

Pure functions; no majority and no score. A side speaks with its parties: reservations and silence do not count while
another of its parties speaks, and a side whose parties differ is divided, never outvoted. Only addressed sides count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

RULE = "status-1"

Stance = Literal["accepts", "accepts_in_part", "rejects", "reserves", "silent"]
SideStance = Literal["accepts", "accepts_in_part", "rejects", "reserves", "silent", "divided"]
Status = Literal["agreed", "partly_agreed", "differing", "one_sided", "unanswered"]


def side_stance(stances: Iterable[Stance]) -> SideStance:
    """What a side says, from what its parties say.

    >>> side_stance(["accepts", "silent"]), side_stance(["accepts", "rejects"]), side_stance(["reserves", "silent"])
    ('accepts', 'divided', 'reserves')
    """
    given = set(stances)
    spoken = given - {"silent", "reserves"}
    if not spoken:
        return "reserves" if "reserves" in given else "silent"
    if len(spoken) == 1:
        return spoken.pop()
    return "divided" if "rejects" in spoken else "accepts_in_part"


def proposition_status(sides: Mapping[str, Sequence[Stance]]) -> Status:
    """The status of a proposition, from the stances of the parties of each addressed side.

    >>> proposition_status({"state": ["rejects"], "un": ["accepts"], "cso": ["silent"]})
    'differing'
    """
    stances = [side_stance(parties) for parties in sides.values()]
    answers = {stance for stance in stances if stance not in ("silent", "reserves")}
    if not answers:
        return "unanswered"
    if "divided" in answers or ("rejects" in answers and answers != {"rejects"}):
        return "differing"
    if any(stance in ("silent", "reserves") for stance in stances):
        return "one_sided"
    return "partly_agreed" if "accepts_in_part" in answers else "agreed"


def question_status(propositions: Sequence[Status]) -> Status:
    """The status of a question, from those of its propositions; unanswered without any.

    >>> question_status(["agreed", "differing"]), question_status(["unanswered", "one_sided"])
    ('partly_agreed', 'one_sided')
    """
    found = set(propositions)
    if len(found) <= 1:
        return found.pop() if found else "unanswered"
    agreement = found & {"agreed", "partly_agreed"}
    if agreement:
        return "partly_agreed"
    return "differing" if "differing" in found else "one_sided"
