"""What a rate of mediation is of: the numerators and denominators that institutions publish under the same names.

`settlement rate` has been said of at least six of these shares. Each has a code, and a figure cannot stand without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from audiatur.figures.indicator import Words

Part = Literal["agreed", "partly_agreed", "not_agreed", "withdrawn", "concluded", "received", "referred", "started"]


@dataclass(frozen=True, slots=True)
class Definition:
    """A share: disputes with what is counted, over disputes that are its base.

    `counted` and `base` are the parts that are added up, each a number of disputes; `less` are taken off the base.
    """

    code: str
    name: Words
    numerator: str
    denominator: str
    of: Words
    counted: tuple[Part, ...]
    base: tuple[Part, ...]
    less: tuple[Part, ...] = ()


DECIDED = Words("disputes that ended with or without an agreement", "វិវាទដែលបញ្ចប់ដោយព្រមព្រៀង ឬមិនព្រមព្រៀង")
STARTED = Words("disputes that had a session", "វិវាទដែលមានជំនួប")
REFERRED = Words("disputes referred to a mediator", "វិវាទដែលបានបញ្ជូនទៅអ្នកសម្របសម្រួល")
RECEIVED = Words("disputes received", "វិវាទដែលបានទទួល")
CONCLUDED = Words("disputes that were concluded", "វិវាទដែលបានបញ្ចប់")
PURSUED = Words("concluded disputes that were not withdrawn", "វិវាទដែលបានបញ្ចប់ដោយមិនដកពាក្យ")

SETTLED = Words("Settled by agreement, of {of}", "បានព្រមព្រៀង ក្នុងចំណោម{of}")


def _settled(code: str, of: Words, denominator: str, base: tuple[Part, ...], less: tuple[Part, ...] = ()) -> Definition:
    name = Words(SETTLED.en.format(of=of.en), SETTLED.km.format(of=of.km))
    return Definition(code, name, "disputes-agreed", denominator, of, ("agreed",), base, less)


SETTLEMENT: tuple[Definition, ...] = (
    _settled("settled_of_decided", DECIDED, "disputes-agreed-or-not", ("agreed", "partly_agreed", "not_agreed")),
    _settled("settled_of_started", STARTED, "disputes-with-a-session", ("started",)),
    _settled("settled_of_referred", REFERRED, "disputes-referred", ("referred",)),
    _settled("settled_of_pursued", PURSUED, "disputes-concluded-not-withdrawn", ("concluded",), ("withdrawn",)),
    _settled("settled_of_concluded", CONCLUDED, "disputes-concluded", ("concluded",)),
    _settled("settled_of_received", RECEIVED, "disputes-received", ("received",)),
)
"""The settlement rates, from the narrowest base to the widest: always shown together."""

CONCLUSION: tuple[Definition, ...] = (
    Definition(
        "concluded_of_referred",
        Words("Concluded in any way, of disputes referred to a mediator", "បានបញ្ចប់ ក្នុងចំណោមវិវាទដែលបានបញ្ជូន"),
        "disputes-concluded-of-referred",
        "disputes-referred",
        REFERRED,
        ("concluded",),
        ("referred",),
    ),
    Definition(
        "concluded_of_received",
        Words("Concluded in any way, of disputes received", "បានបញ្ចប់ ក្នុងចំណោមវិវាទដែលបានទទួល"),
        "disputes-concluded",
        "disputes-received",
        RECEIVED,
        ("concluded",),
        ("received",),
    ),
)
"""Shares that are called rates of success and say only that a case is closed."""

DEFINITIONS = (*SETTLEMENT, *CONCLUSION)
