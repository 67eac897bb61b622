"""The indicators of the civic space: what was documented, by kind, place and organisation, with what it leaves out."""

from __future__ import annotations

from ibis.expr import types as ir

from audiatur.figures.estimators import complete_count
from audiatur.figures.indicator import Asked, Indicator, Kind, Unit, Words
from audiatur.figures.places import lying_in, within
from audiatur.registers.engine import Registers

_UNSEEN = Words(
    "Only what an organisation documented is counted; what nobody recorded is not. Incidents whose date is "
    "not known to the day count where their date begins within the period.",
    "រាប់តែអ្វីដែលអង្គការបានកត់ត្រា។ អ្វីដែលគ្មាននរណាកត់ត្រា មិនត្រូវបានរាប់ទេ។",
)
_METHOD = "OHCHR, Human Rights Indicators (HR/PUB/12/5), ch. III, events-based data; HURIDOCS Events Standard Formats"


def _during(rows: ir.Table, asked: Asked) -> ir.Table:
    day = rows.on.substr(0, 10)
    return rows.filter(day >= asked.since.isoformat(), day <= asked.until.isoformat())


def _placed(rows: ir.Table, *, registers: Registers, asked: Asked) -> ir.Table:
    places = registers["places"]
    levels = lying_in(places).select(at="at", province="province")
    inside = within(_during(rows, asked), places=places, place=asked.place)
    return inside.left_join(levels, inside.place == levels["at"])


def _incidents(registers: Registers, asked: Asked) -> ir.Table:
    rows = _placed(registers["incidents"], registers=registers, asked=asked)
    return rows.group_by(*asked.by).agg(count=rows.count())


def _persons(registers: Registers, asked: Asked) -> ir.Table:
    rows = _placed(registers["incidents"], registers=registers, asked=asked)
    return rows.group_by(*asked.by).agg(count=rows.persons.fill_null(0).sum())


def _reports(registers: Registers, asked: Asked) -> ir.Table:
    rows = _placed(registers["incident_reports"], registers=registers, asked=asked)
    return rows.group_by(*asked.by).agg(count=rows.count())


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="civic_space.incidents",
        version=1,
        kind=Kind.OUTCOME,
        unit=Unit.INCIDENTS,
        name=Words("Incidents documented", "ឧប្បត្តិហេតុដែលបានកត់ត្រា"),
        definition=Words(
            "Incidents of restriction in the period, each once however many organisations documented it.",
            "ឧប្បត្តិហេតុនៃការរឹតត្បិតក្នុងអំឡុងពេល រាប់ម្តងទោះមានអង្គការប៉ុន្មានកត់ត្រាក៏ដោយ។",
        ),
        numerator="incidents documented",
        denominator="all",
        tables=("incidents", "places"),
        published=(("kind",), ("province",)),
        standards=("SDG 16.10.1", "ICCPR arts. 19, 21, 22"),
        source=_METHOD,
        expression=_incidents,
        estimator=complete_count,
        caveat=_UNSEEN,
    ),
    Indicator(
        id="civic_space.persons_affected",
        version=1,
        kind=Kind.OUTCOME,
        unit=Unit.PERSONS,
        name=Words("Persons affected in incidents documented", "បុគ្គលរងផលប៉ះពាល់ក្នុងឧប្បត្តិហេតុដែលបានកត់ត្រា"),
        definition=Words(
            "Persons affected, summed over the incidents; a person in two incidents counts twice.",
            "ចំនួនបុគ្គលរងផលប៉ះពាល់ បូកសរុបតាមឧប្បត្តិហេតុ។ បុគ្គលក្នុងឧប្បត្តិហេតុពីរ រាប់ពីរដង។",
        ),
        numerator="persons affected, by incident",
        denominator="all",
        tables=("incidents", "places"),
        published=(("kind",), ("province",)),
        standards=("SDG 16.10.1",),
        source=_METHOD,
        expression=_persons,
        estimator=complete_count,
        caveat=_UNSEEN,
    ),
    Indicator(
        id="civic_space.reports",
        version=1,
        kind=Kind.PROCESS,
        unit=Unit.INCIDENTS,
        name=Words("Incidents that each organisation reported", "ឧប្បត្តិហេតុដែលអង្គការនីមួយៗបានរាយការណ៍"),
        definition=Words(
            "Reports in the period by organisation: an incident that three organisations reported is in three counts.",
            "របាយការណ៍ក្នុងអំឡុងពេល តាមអង្គការ។ ឧប្បត្តិហេតុដែលអង្គការបីបានរាយការណ៍ ស្ថិតក្នុងចំនួនទាំងបី។",
        ),
        numerator="reports",
        denominator="all",
        tables=("incident_reports", "places"),
        published=(("monitor",), ("kind",), ("province",)),
        standards=("SDG 16.10.1",),
        source=_METHOD,
        expression=_reports,
        estimator=complete_count,
        caveat=_UNSEEN,
    ),
)
