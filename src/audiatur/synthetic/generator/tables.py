"""The layouts of all tables: those of the topics' contracts, and those that only the invented country has."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from audiatur.registers.shared_tables import CHARGE_CLASS, PERSONS, PLACES, SEX
from audiatur.synthetic.generator import columns, places
from audiatur.synthetic.generator.layout import (
    Encode,
    Field,
    Layout,
    Numbers,
    count_field,
    day_field,
    edtf,
    flag_field,
    ident,
    layout_of,
    moment_field,
    number_field,
    words,
)
from audiatur.synthetic.generator.names import FAMILY, GIVEN, Name
from audiatur.topics.civic_space.contract import HOUSEHOLD_SURVEY, INCIDENT_KIND, INCIDENT_REPORTS, INCIDENTS
from audiatur.topics.mediation.contract import (
    DISPUTE_PARTIES,
    DISPUTES,
    EXIT_SURVEY,
    LEGAL_NEEDS,
    LEGAL_NEEDS_REPLICATES,
    MEDIATORS,
)
from audiatur.topics.prisons.contract import CAPACITIES, CUSTODY, FACILITIES
from audiatur.topics.proceedings.contract import CASES, DEFENDANTS, EVENTS

PERSON, CASE, FACILITY = ident("P"), ident("K"), ident("F", digits=3)
DISPUTE, INCIDENT, RESPONDENT = ident("D"), ident("I"), ident("H")
LANGUAGES = words(("km", "en"))
REPLICATES = 40
PLACE = words(places.PLACE_CODES)

SPELLINGS = 3
GIVEN_ALL: tuple[Name, ...] = (*GIVEN["female"], *GIVEN["male"])


def _spelled(names: tuple[Name, ...]) -> pa.Array:
    return columns.text([name.spellings[min(habit, len(name.spellings) - 1)] for name in names for habit in range(3)])


_SPACE = columns.text([" "])[0]
_FAMILY, _GIVEN = _spelled(FAMILY), _spelled(GIVEN_ALL)
_FAMILY_KM, _GIVEN_KM = columns.text([name.km for name in FAMILY]), columns.text([name.km for name in GIVEN_ALL])


def latin_name(values: Numbers) -> pa.Array:
    """Names by their number: family, given, spelling."""
    whole = values.astype("int64")
    rest, spelling = whole // SPELLINGS, whole % SPELLINGS
    family, given = rest // len(GIVEN_ALL), rest % len(GIVEN_ALL)
    return pc.binary_join_element_wise(
        _FAMILY.take(columns.whole(family * SPELLINGS + spelling)),
        _GIVEN.take(columns.whole(given * SPELLINGS + spelling)),
        _SPACE,
    )


def khmer_name(values: Numbers) -> pa.Array:
    """The same names in Khmer letters."""
    whole = values.astype("int64") // SPELLINGS
    family, given = whole // len(GIVEN_ALL), whole % len(GIVEN_ALL)
    return pc.binary_join_element_wise(
        _FAMILY_KM.take(columns.whole(family)), _GIVEN_KM.take(columns.whole(given)), _SPACE
    )


def _own(name: str, **fields: Encode) -> Layout:
    return Layout(name, tuple(Field(column, encode) for column, encode in fields.items()))


_CHARGES = tuple(f"art. {number}" for number in range(201, 261))
_SOURCES = ("statement of the Prison Service (invented)", "measurement of the cells (invented)", "other")

LAYOUT_PLACES = layout_of(
    PLACES,
    texts={
        "place": PLACE,
        "name": words([place.name for place in places.PLACES]),
        "name_km": words(["-"]),
        "within": PLACE,
    },
)
LAYOUT_PERSONS = layout_of(
    PERSONS,
    texts={"person": PERSON, "name": latin_name, "name_km": khmer_name, "born": edtf, "nationality": words(["XXA"])},
)
LAYOUT_FACILITIES = layout_of(
    FACILITIES,
    texts={
        "facility": FACILITY,
        "name": words(places.FACILITY_NAMES),
        "name_km": words(["-"]),
        "place": PLACE,
    },
)
LAYOUT_CAPACITIES = layout_of(CAPACITIES, texts={"facility": FACILITY, "source": words(_SOURCES)})
LAYOUT_CUSTODY = layout_of(
    CUSTODY,
    texts={"spell": ident("C", digits=9), "stay": ident("S"), "person": PERSON, "facility": FACILITY, "case": CASE},
)
LAYOUT_CASES = layout_of(CASES, texts={"case": CASE, "court": words(places.COURTS), "place": PLACE})
LAYOUT_DEFENDANTS = layout_of(DEFENDANTS, texts={"case": CASE, "person": PERSON, "charge": words(_CHARGES)})
LAYOUT_EVENTS = layout_of(EVENTS, texts={"event": ident("E", digits=9), "case": CASE, "person": PERSON, "place": PLACE})
LAYOUT_POLICE_CUSTODY = _own(
    "police_custody",
    stay=ident("S"),
    case=CASE,
    person=PERSON,
    facility=FACILITY,
    place=PLACE,
    began_at=moment_field,
    presented_at=moment_field,
)
LAYOUT_NORMS = _own(
    "detention_limits",
    norm=ident("N", digits=3),
    article=words(("art. 41 of the invented code", "art. 42 of the invented code")),
    charge_class=words([code.code for code in CHARGE_CLASS]),
    minor=flag_field,
    limit_days=count_field,
    since=day_field,
    until=day_field,
)
"""Limits of pre-trial detention in days, by charge class and by being under 18 on its first day."""
MEDIATOR = ident("M", digits=5)
OFFICE = words([f"{district}-{number}" for district in places.DISTRICT_CODES for number in range(1, 5)])
"""Four offices a district."""
LAYOUT_MEDIATORS = layout_of(MEDIATORS, texts={"mediator": MEDIATOR, "office": OFFICE, "place": PLACE})
LAYOUT_DISPUTES = layout_of(
    DISPUTES,
    texts={
        "dispute": DISPUTE,
        "office": OFFICE,
        "place": PLACE,
        "mediator": MEDIATOR,
        "court_case": CASE,
        "prior_dispute": DISPUTE,
    },
)
LAYOUT_DISPUTE_PARTIES = layout_of(DISPUTE_PARTIES, texts={"dispute": DISPUTE, "person": PERSON})
LAYOUT_EXIT_SURVEY = layout_of(
    EXIT_SURVEY,
    texts={
        "response": ident("X"),
        "dispute": DISPUTE,
        "person": PERSON,
        "again_of": ident("X"),
        "language": LANGUAGES,
    },
)
_SAMPLED: dict[str, Encode] = {
    "respondent": RESPONDENT,
    "stratum": words([f"{number // 2 + 1:02d}-{('urban', 'rural')[number % 2]}" for number in range(10)]),
    "cluster": ident("U", digits=5),
    "place": PLACE,
}
LAYOUT_HOUSEHOLDS = layout_of(HOUSEHOLD_SURVEY, texts=_SAMPLED)
LAYOUT_LEGAL_NEEDS = layout_of(LEGAL_NEEDS, texts=_SAMPLED)
LAYOUT_LEGAL_NEEDS_REPLICATES = layout_of(LEGAL_NEEDS_REPLICATES, texts={"respondent": RESPONDENT})
LAYOUT_REPLICATES = _own(
    "household_replicates",
    respondent=RESPONDENT,
    **{f"replicate_{number + 1:02d}": number_field for number in range(REPLICATES)},
)

MONITORS = 6
_SUMMARIES = tuple(
    template.format(kind=said, place=place)
    for kind in INCIDENT_KIND
    for said, template in ((kind.km, "{place}៖ {kind}។"), (kind.en, "{place}: {kind}."))
    for place in places.DISTRICT_NAMES
)
_INCIDENT_TEXTS: dict[str, Encode] = {"incident": INCIDENT, "place": PLACE, "on": edtf}
LAYOUT_INCIDENTS = layout_of(INCIDENTS, texts=_INCIDENT_TEXTS)
LAYOUT_TRUE_INCIDENTS = replace(LAYOUT_INCIDENTS, name="true_incidents")
_REPORTS = layout_of(
    INCIDENT_REPORTS,
    texts={
        **_INCIDENT_TEXTS,
        "report": ident("R"),
        "monitor": words([f"M{number + 1}" for number in range(MONITORS)]),
        "name": latin_name,
        "summary": words(_SUMMARIES),
        "language": LANGUAGES,
    },
)
LAYOUT_REPORTS = {
    "independent": _REPORTS,
    "dependent": replace(_REPORTS, name="incident_reports_dependent"),
    "heterogeneous": replace(_REPORTS, name="incident_reports_heterogeneous"),
}

COMPLAINT_KINDS = ("delay", "no lawyer", "no interpreter", "treatment in custody", "no reasons given", "fees")
LAYOUT_COMPLAINTS = _own(
    "complaints",
    complaint=ident("Q"),
    place=PLACE,
    kind=words(COMPLAINT_KINDS),
    sex=words([code.code for code in SEX]),
    filed=day_field,
)
"""Complaints about proceedings, so few of some kinds in some districts that a table of them would point to persons."""
