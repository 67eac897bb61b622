"""The intake form of a commune committee or justice service as a table: its columns, for those who type into a sheet.

What a body types into the table goes to the register by `audiatur register load` like any other file.
"""

from __future__ import annotations

import csv
import io

from audiatur.registers.contract import Column
from audiatur.topics.mediation.contract import DISPUTES
from audiatur.topics.mediation.dispute_form import FORM


def template_csv() -> str:
    """The head of the table that the form becomes, with one example row."""
    asked = [each.column for _, each in FORM.each() if each.table is DISPUTES and each.column]
    columns = [DISPUTES.column(FORM.number), *asked]
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    writer.writerow([_example(column) for column in columns])
    return "\ufeff" + written.getvalue()


def _example(column: Column) -> str:
    # A row whose days are in order under the contract.
    days = {"received": "2024-03-21", "referred": "2024-03-22", "accepted": "2024-03-22", "first_session": "2024-04-02"}
    days |= {"ended": "2024-04-09", "agreement_kept": "2024-05-02", "followed_up": "2024-07-10"}
    chosen = {"result": "agreed", "performance": "kept", "to_court": "false", "violence": "false", "criminal": "false"}
    chosen |= {"minor": "false", "excluded": "false", "prior_dispute": "", "channel": "party"}
    return days.get(column.name, chosen.get(column.name, column.example))
