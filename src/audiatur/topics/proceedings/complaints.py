"""Complaints about proceedings: how many were filed, by district, kind and sex."""

from __future__ import annotations

import ibis
from ibis.expr import types as ir

from audiatur.figures.estimators import complete_count
from audiatur.figures.indicator import Asked, Indicator, Kind, Unit, Words
from audiatur.figures.places import lying_in, within
from audiatur.registers.engine import Registers


def complaints_filed(registers: Registers, asked: Asked) -> ir.Table:
    """Complaints filed in the period, by the district of the proceeding, kind and sex."""
    levels = lying_in(registers["places"]).select("at", "district")
    rows = within(registers["complaints"], places=registers["places"], place=asked.place)
    rows = rows.filter(rows.filed.between(asked.since, asked.until))
    placed = rows.left_join(levels, rows.place == levels["at"])
    return placed.group_by(list(asked.by)).agg(count=ibis._.count())


COMPLAINTS_FILED = Indicator(
    id="proceedings.complaints",
    version=1,
    kind=Kind.OUTCOME,
    unit=Unit.COMPLAINTS,
    name=Words("Complaints about proceedings", "បណ្ដឹងអំពីនីតិវិធី"),
    definition=Words(
        "Complaints about how a criminal proceeding was conducted, counted by the day on which they were filed; "
        "one person may have filed several.",
        "បណ្ដឹងអំពីរបៀបដំណើរការនីតិវិធីព្រហ្មទណ្ឌ រាប់តាមថ្ងៃដែលបានដាក់។ មនុស្សម្នាក់អាចដាក់បណ្ដឹងច្រើន។",
    ),
    numerator="complaints-filed",
    denominator="all",
    tables=("complaints", "places"),
    published=(("district", "kind", "sex"),),
    standards=("ICCPR 2(3)", "ICCPR 14"),
    source="OHCHR, Human Rights Indicators (HR/PUB/12/5), table on the right to a fair trial",
    expression=complaints_filed,
    estimator=complete_count,
    caveat=Words(
        "What was filed is not what happened: who knows how to complain, and dares to, complains more.",
        "អ្វីដែលបានដាក់បណ្ដឹងមិនមែនជាអ្វីដែលបានកើតឡើងទេ៖ អ្នកដែលចេះប្ដឹង និងហ៊ានប្ដឹង ប្ដឹងច្រើនជាង។",
    ),
)
