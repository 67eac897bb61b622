"""A fault of one cell or row, in words that say how to mend it, in English or Khmer."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from audiatur.registers.contract import Column, Lang, Table, Type

RULES = (
    "missing",
    "not_readable",
    "not_in_vocabulary",
    "below_minimum",
    "above_maximum",
    "in_the_future",
    "before_other_day",
    "unknown_key",
    "duplicate_key",
    "cells_missing",
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a row breaks which rule, what stands there, and how to mend it."""

    file: str
    sheet: str
    row: int
    """As a spreadsheet counts: the row of the names is 1. In Parquet the first row is 1."""
    column: str
    """The column as the file names it."""
    field: str
    """The column as the contract names it."""
    value: str
    rule: str
    mend: str


_READABLE = {
    Type.DAY: ("a full date such as 2024-03-21", "កាលបរិច្ឆេទពេញ ដូចជា 2024-03-21"),
    Type.WHEN: ("a date such as 2024, 2024-03 or 2024-03-21", "កាលបរិច្ឆេទ ដូចជា 2024, 2024-03 ឬ 2024-03-21"),
    Type.INTEGER: ("a whole number", "ចំនួនគត់"),
    Type.NUMBER: ("a number", "ចំនួន"),
    Type.BOOLEAN: ("yes or no", "បាទ/មាន ឬ ទេ/គ្មាន"),
}


def mend(rule: str, *, column: Column | None, table: Table, lang: Lang, other: str = "") -> str:
    """How to mend a fault; `other` is the value that it was compared with.

    >>> from audiatur.registers.shared_tables import PLACES
    >>> mend("missing", column=PLACES.column("name"), table=PLACES, lang="en")
    'Fill in “name”: every row needs it (Name in Latin letters).'
    """
    return (_english if lang == "en" else _khmer)(rule, column=column, table=table, other=other)


def _english(rule: str, *, column: Column | None, table: Table, other: str) -> str:
    if column is None:
        return {
            "duplicate_key": f"Give each row its own {' + '.join(table.key)}: row {other} also has this one.",
            "cells_missing": f"Give the row as many cells as the row of names: {other}.",
        }[rule]
    name = f"“{column.name}”"
    return {
        "missing": f"Fill in {name}: every row needs it ({column.en}).",
        "not_readable": f"Write {_READABLE.get(column.type, ('text', ''))[0]}"
        + (
            '; or, where 03/04/2024 means one thing in the whole file, say order = "dmy" or "mdy" in the mapping.'
            if column.type in (Type.DAY, Type.WHEN)
            else "."
        ),
        "not_in_vocabulary": f"Use one of: {', '.join(column.codes)}; or map this code in the mapping.",
        "below_minimum": f"Give {name} from {column.minimum} on.",
        "above_maximum": f"Give {name} up to {column.maximum}.",
        "in_the_future": f"Correct the date: it lies after {other}, the day of loading.",
        "before_other_day": f"Correct one of the two dates: {name} lies before “{column.not_before}” ({other}).",
        "unknown_key": f"Correct the value, or add the row to “{column.refers_to}” first.",
    }[rule]


def _khmer(rule: str, *, column: Column | None, table: Table, other: str) -> str:
    if column is None:
        return {
            "duplicate_key": f"សូមដាក់ {' + '.join(table.key)} មិនឱ្យដូចគ្នា៖ ជួរដេក {other} មានតម្លៃនេះដែរ។",
            "cells_missing": f"សូមឱ្យជួរដេកនេះមានក្រឡាស្មើនឹងជួរដេកចំណងជើង៖ {other}។",
        }[rule]
    name = f"«{column.name}»"
    return {
        "missing": f"សូមបំពេញ {name}៖ គ្រប់ជួរដេកត្រូវតែមាន ({column.km})។",
        "not_readable": f"សូមសរសេរ{_READABLE.get(column.type, ('', 'អក្សរ'))[1]}។",
        "not_in_vocabulary": f"សូមប្រើពាក្យមួយក្នុងចំណោម៖ {', '.join(column.codes)} ឬកំណត់កូដនេះក្នុងឯកសារផ្គូផ្គង។",
        "below_minimum": f"សូមដាក់ {name} ចាប់ពី {column.minimum} ឡើងទៅ។",
        "above_maximum": f"សូមដាក់ {name} មិនលើស {column.maximum}។",
        "in_the_future": f"សូមកែកាលបរិច្ឆេទ៖ ថ្ងៃនេះនៅក្រោយ {other} ដែលជាថ្ងៃបញ្ចូល។",
        "before_other_day": f"សូមកែកាលបរិច្ឆេទមួយ៖ {name} មុន «{column.not_before}» ({other})។",
        "unknown_key": f"សូមកែតម្លៃ ឬបន្ថែមជួរដេកក្នុង «{column.refers_to}» ជាមុនសិន។",
    }[rule]


HEADINGS: dict[Lang, tuple[str, ...]] = {
    "en": ("File", "Sheet", "Row", "Column", "Our column", "Value", "Rule", "How to mend it"),
    "km": ("ឯកសារ", "សន្លឹក", "ជួរដេក", "ជួរឈរ", "ឈ្មោះជួរឈរយើង", "តម្លៃ", "វិធាន", "របៀបកែ"),
}


def faults_as_csv(faults: Iterable[Fault], *, lang: Lang = "en") -> str:
    """The faults as a spreadsheet to send back; a cell that a spreadsheet could take for a formula is disarmed."""
    written = io.StringIO()
    written.write("\ufeff")  # without it Excel reads Khmer as Windows-1252
    rows = csv.writer(written)
    rows.writerow(HEADINGS[lang])
    rows.writerows([_disarmed(str(value)) for value in asdict(fault).values()] for fault in faults)
    return written.getvalue()


def _disarmed(cell: str) -> str:
    return "'" + cell if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
