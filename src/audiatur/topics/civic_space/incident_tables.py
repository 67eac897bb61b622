"""What incidents are told in beside their accounts: acts, outcomes over time, and who may see what of a report.

After the HURIDOCS event standard: one event holds several acts, each of a kind, on a date, at a place.
"""

from __future__ import annotations

from audiatur.registers.contract import Code, Column, Table, Type, code, count, flag, reference, text, when

_REPORT = reference(
    "report", "incident_reports", "Number of the report", "លេខសម្គាល់របាយការណ៍", example="R0000107", required=True
)
_NUMBER = count("number", "Number of the entry within the report", "លេខរៀង", unit="entries", example="1", required=True)


def acts(kinds: tuple[Code, ...]) -> Table:
    """The acts of an incident, of the kinds that incidents have."""
    return Table(
        name="incident_acts",
        version=1,
        en="Acts in incidents",
        km="អំពើក្នុងឧប្បត្តិហេតុ",
        row_en="one act of one report",
        key=("report", "number"),
        columns=(
            _REPORT,
            _NUMBER,
            code("kind", kinds, "Kind of act", "ប្រភេទអំពើ", required=True),
            text("act", "What was done", "អ្វីដែលបានធ្វើ", example="The meeting was broken up.", personal=True),
            when("on", "Date of the act, as precise as known", "កាលបរិច្ឆេទនៃអំពើ", example="2024-03-21"),
            Column(
                "minute",
                Type.INTEGER,
                "Minute of that day (0 is midnight)",
                "នាទីនៃថ្ងៃនោះ",
                "870",
                unit="minutes",
                minimum=0,
                maximum=1439,
            ),
            reference("place", "places", "Place of the act", "ទីកន្លែងនៃអំពើ", example="020403"),
            text(
                "charge",
                "Article under which somebody was charged",
                "មាត្រានៃការចោទប្រកាន់",
                example="Penal Code, art. 495",
            ),
            reference("case", "cases", "Number of the court case", "លេខសំណុំរឿង", example="K0000012"),
        ),
    )


OUTCOMES = Table(
    name="incident_outcomes",
    version=1,
    en="Outcomes of incidents over time",
    km="លទ្ធផលនៃឧប្បត្តិហេតុតាមពេលវេលា",
    row_en="one thing that became of one reported incident, with its date",
    key=("report", "number"),
    columns=(
        _REPORT,
        _NUMBER,
        when("on", "Date, as precise as known", "កាលបរិច្ឆេទ", example="2024-05", required=True),
        text("outcome", "What became of it", "លទ្ធផល", example="Released without charge.", required=True),
    ),
)


def releases(levels: tuple[Code, ...]) -> Table:
    """Who may see each field of a report that has a level of its own, and whether the person concerned agreed."""
    return Table(
        name="incident_releases",
        version=1,
        en="Who may see what of a report",
        km="អ្នកអាចមើលឃើញផ្នែកនីមួយៗនៃរបាយការណ៍",
        row_en="the level at which one field of one report may be passed on",
        key=("report", "field"),
        columns=(
            _REPORT,
            text("field", "Field of the report", "ផ្នែកនៃរបាយការណ៍", example="summary", required=True),
            code("release", levels, "Who may see it", "អ្នកអាចមើលឃើញ", required=True),
            flag("consent", "Whether the person concerned agreed", "ការយល់ព្រមរបស់សាមីខ្លួន"),
        ),
    )
