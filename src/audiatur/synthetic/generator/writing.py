"""Tables on the disk, block by block: the same rows give the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from audiatur.synthetic.generator.layout import Draft, Layout

Format = Literal["parquet", "csv"]
_LABEL = {"synthetic": "true", "note": "Synthetic: every person, place and figure is invented."}


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the country: its rows and what it hashes to."""

    file: str
    rows: int
    sha256: str


class TableFile:
    """A table in the making: one Parquet row group a block, and the same rows as CSV where that is asked."""

    def __init__(self, folder: Path, *, layout: Layout, csv: bool) -> None:
        self._layout = layout
        self._paths = [folder / f"{layout.name}.parquet", *([folder / f"{layout.name}.csv"] if csv else [])]
        self._parquet: pq.ParquetWriter | None = None
        self._csv: pa_csv.CSVWriter | None = None
        self.rows = 0

    def add(self, draft: Draft) -> None:
        """Write the rows of a draft."""
        table = self._layout.table(draft)
        parquet = self._parquet or self._open(table)
        parquet.write_table(table, row_group_size=max(1, table.num_rows))
        if self._csv is not None:
            self._csv.write_table(_plain(table))
        self.rows += table.num_rows

    def close(self) -> tuple[Written, ...]:
        """Finish the files; what was written."""
        for writer in (self._parquet, self._csv):
            if writer is not None:
                writer.close()
        return tuple(
            Written(f"{path.parent.name}/{path.name}", self.rows, sha256(path)) for path in self._paths if path.exists()
        )

    def _open(self, table: pa.Table) -> pq.ParquetWriter:
        # Without Arrow's own schema beside it, a column of codes is read back as text.
        self._parquet = pq.ParquetWriter(
            self._paths[0], table.schema, compression="zstd", compression_level=1, store_schema=False, version="2.6"
        )
        self._parquet.add_key_value_metadata(_LABEL)
        if len(self._paths) > 1:
            self._csv = pa_csv.CSVWriter(self._paths[1], _plain(table).schema)
        return self._parquet


def _plain(table: pa.Table) -> pa.Table:
    fields = [
        pa.field(field.name, field.type.value_type if pa.types.is_dictionary(field.type) else field.type)
        for field in table.schema
    ]
    return table.cast(pa.schema(fields))


class Shelf:
    """All tables of a country while they are written; a table is opened by its first rows."""

    def __init__(self, folder: Path, *, csv: bool) -> None:
        self._folder = folder
        self._csv = csv
        self._open: dict[str, TableFile] = {}

    def add(self, layout: Layout, draft: Draft) -> None:
        """Write rows of a table."""
        if layout.name not in self._open:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._open[layout.name] = TableFile(self._folder, layout=layout, csv=self._csv)
        self._open[layout.name].add(draft)

    def close(self) -> tuple[Written, ...]:
        """Finish every table, in the order of their names."""
        return tuple(written for name in sorted(self._open) for written in self._open.pop(name).close())


@contextmanager
def shelf(folder: Path, *, csv: bool) -> Iterator[tuple[Shelf, list[Written]]]:
    """A shelf that is finished at the end; the list then holds what was written."""
    made, written = Shelf(folder, csv=csv), list[Written]()
    try:
        yield made, written
    finally:
        written.extend(made.close())


def sha256(path: Path) -> str:
    """The hash of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
