"""The entry form of incidents, after the HURIDOCS event standard: event, acts, who, how it is known, what became of it.

Nothing leaves the organisation that is not released to all parties or to everyone, and no name without consent; the
whole record stays with the organisation as it was typed.
"""

from __future__ import annotations

from audiatur.figures.indicator import Words
from audiatur.topics.civic_space.contract import (
    INCIDENT_ACCOUNTS,
    INCIDENT_ACTS,
    INCIDENT_RELEASES,
    INCIDENT_REPORTS,
    INCIDENT_ROLES,
)
from audiatur.topics.civic_space.incident_tables import OUTCOMES
from audiatur.topics.entry import Form, Kind, Repeat, Section, Shown, asked

_WHEN = Words(
    "As precise as you know it: 2024-03-21, 2024-03, 2024; add ~ for about.",
    "តាមកម្រិតដែលអ្នកដឹង៖ 2024-03-21, 2024-03, 2024; បន្ថែម ~ សម្រាប់ប្រហែល។",
)
_PLACE = Words(
    "The province, district or commune, as precise as you know it: its name or its code.",
    "រាជធានី ខេត្ត ក្រុង ស្រុក ខណ្ឌ ឬឃុំ សង្កាត់ តាមកម្រិតដែលអ្នកដឹង៖ ឈ្មោះ ឬលេខកូដ។",
)
_PERSON = (Shown("party", among=("person",)),)

EVENT = Section(
    "event",
    Words("The event", "ព្រឹត្តិការណ៍"),
    (
        asked(INCIDENT_REPORTS, "kind", words=Words("Kind of restriction", "ប្រភេទនៃការរឹតត្បិត")),
        asked(INCIDENT_REPORTS, "on", words=Words("When was it?", "តើកើតឡើងនៅពេលណា?"), help=_WHEN),
        asked(INCIDENT_REPORTS, "place", words=Words("Where was it?", "តើកើតឡើងនៅទីណា?"), help=_PLACE),
        asked(INCIDENT_REPORTS, "persons"),
        asked(
            INCIDENT_REPORTS,
            "summary",
            words=Words("What happened?", "តើមានអ្វីកើតឡើង?"),
            kind=Kind.LONG,
            released=True,
            help=Words(
                "In the order in which it happened. It leaves your organisation only where you say so below, and "
                "where the person concerned agreed.",
                "តាមលំដាប់ដែលវាបានកើតឡើង។ វាចេញពីអង្គការរបស់អ្នក លុះត្រាតែអ្នកអនុញ្ញាតខាងក្រោម ហើយសាមីខ្លួនបានយល់ព្រម។",
            ),
        ),
    ),
)

ACTS = Section(
    "acts",
    Words("Each act", "អំពើនីមួយៗ"),
    (
        asked(INCIDENT_ACTS, "kind"),
        asked(INCIDENT_ACTS, "act", kind=Kind.LONG, released=True),
        asked(INCIDENT_ACTS, "on", help=_WHEN),
        asked(INCIDENT_ACTS, "minute", words=Words("Hour, such as 14:30", "ម៉ោង ដូចជា 14:30"), kind=Kind.CLOCK),
        asked(INCIDENT_ACTS, "place", help=_PLACE),
        asked(
            INCIDENT_ACTS,
            "charge",
            help=Words("Law and article, such as Penal Code, art. 495.", "ច្បាប់ និងមាត្រា ដូចជា ក្រមព្រហ្មទណ្ឌ មាត្រា ៤៩៥។"),
        ),
        asked(INCIDENT_ACTS, "case"),
    ),
    about=Words(
        "One event can hold several acts: an assembly stopped, then somebody arrested.",
        "ព្រឹត្តិការណ៍មួយអាចមានអំពើច្រើន៖ បញ្ឈប់ការជួបជុំ រួចចាប់ខ្លួនមនុស្ស។",
    ),
    repeat=Repeat(Words("Act", "អំពើ"), number="number", at_least=0),
)

WHO = Section(
    "who",
    Words("Persons and organisations", "បុគ្គល និងអង្គការ"),
    (
        asked(INCIDENT_ROLES, "role"),
        asked(INCIDENT_ROLES, "party"),
        asked(
            INCIDENT_ROLES,
            "name",
            help=Words("Only if the person agreed that you write it down.", "លុះត្រាតែសាមីខ្លួនយល់ព្រមឱ្យអ្នកសរសេរ។"),
        ),
        asked(INCIDENT_ROLES, "actor"),
        asked(INCIDENT_ROLES, "act"),
        asked(INCIDENT_ROLES, "sex", shown=_PERSON),
        asked(INCIDENT_ROLES, "consent", words=Words("May the name be passed on?", "តើអាចផ្សព្វផ្សាយឈ្មោះបានទេ?")),
        asked(INCIDENT_ROLES, "release", required=True),
    ),
    about=Words(
        "Write down no more than is needed. What only your organisation may see stays with it.",
        "សូមសរសេរតែអ្វីដែលចាំបាច់។ អ្វីដែលមានតែអង្គការរបស់អ្នកអាចមើលឃើញ នៅជាមួយអង្គការ។",
    ),
    repeat=Repeat(Words("Person or organisation", "បុគ្គល ឬអង្គការ"), number="number", at_least=0),
    release="release",
    consent="consent",
)

KNOWN = Section(
    "known",
    Words("How it is known", "តើដឹងដោយរបៀបណា"),
    (
        asked(INCIDENT_ACCOUNTS, "source_grade"),
        asked(INCIDENT_ACCOUNTS, "information_grade"),
        asked(INCIDENT_ACCOUNTS, "proof"),
        asked(INCIDENT_ACCOUNTS, "links", released=True),
        asked(INCIDENT_ACCOUNTS, "authorities_say", kind=Kind.LONG, released=True),
        asked(INCIDENT_ACCOUNTS, "sdg_16_10_1"),
        asked(INCIDENT_ACCOUNTS, "iccs"),
    ),
    about=Words(
        "Three grades, each by itself: the source, what it says, and what is proved.",
        "កម្រិតបីដាច់ដោយឡែក៖ ប្រភព អ្វីដែលប្រភពនិយាយ និងអ្វីដែលបានបញ្ជាក់។",
    ),
)

OUTCOME = Section(
    "outcome",
    Words("What became of it", "លទ្ធផលបន្ទាប់"),
    (asked(OUTCOMES, "on", help=_WHEN), asked(OUTCOMES, "outcome", kind=Kind.LONG)),
    about=Words(
        "Each change with its date. More can be added later by correcting the entry.",
        "ការផ្លាស់ប្ដូរនីមួយៗជាមួយកាលបរិច្ឆេទ។ អាចបន្ថែមនៅពេលក្រោយដោយកែតម្រូវ។",
    ),
    repeat=Repeat(Words("Outcome", "លទ្ធផល"), number="number", at_least=0),
)

RELEASED = Section(
    "passing",
    Words("Consent, and who may see the report", "ការយល់ព្រម និងអ្នកអាចមើលឃើញរបាយការណ៍"),
    (
        asked(INCIDENT_ACCOUNTS, "consent"),
        asked(
            INCIDENT_ACCOUNTS,
            "release",
            words=Words("Who may see the report as a whole?", "តើអ្នកណាអាចមើលឃើញរបាយការណ៍ទាំងមូល?"),
            required=True,
            help=Words(
                "“The organisation alone” and “the side”: nothing of it becomes part of the register.",
                "«អង្គការតែមួយ» និង «ភាគីខាងខ្លួន»៖ គ្មានអ្វីក្លាយជាផ្នែកនៃបញ្ជីឡើយ។",
            ),
        ),
    ),
)

FORM = Form(
    key="incident",
    topic="civic_space",
    title=Words("Report of an incident", "របាយការណ៍ឧប្បត្តិហេតុ"),
    about=Words(
        "A restriction of the civic space as your organisation recorded it.",
        "ការរឹតត្បិតលំហពលរដ្ឋ ដូចដែលអង្គការរបស់អ្នកបានកត់ត្រា។",
    ),
    prefix="I",
    number="report",
    tables=(INCIDENT_REPORTS, INCIDENT_ACCOUNTS, INCIDENT_ROLES, INCIDENT_ACTS, OUTCOMES, INCIDENT_RELEASES),
    sections=(EVENT, ACTS, WHO, KNOWN, OUTCOME, RELEASED),
    fills={
        ("incident_reports", "monitor"): "party",
        ("incident_reports", "reported"): "on",
        ("incident_reports", "language"): "language",
        ("incident_accounts", "original"): "proof",
    },
    headline=("event-kind", "event-on"),
    release="passing-release",
    consent="passing-consent",
    levels="incident_releases",
)
