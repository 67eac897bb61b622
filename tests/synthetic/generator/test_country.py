"""The country as a whole: labelled, the same from the same seed, and its truth untouched by noise."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
import pytest

from audiatur.registers.contract import Table
from audiatur.synthetic.generator.country import Asked, OutNotEmpty, generate
from audiatur.topics.tables import TABLES
from tests.synthetic.generator.conftest import Country, Make


def hashes(country: Country, *, folder: str = "") -> dict[str, str]:
    return {file["file"]: file["sha256"] for file in country.manifest["files"] if file["file"].startswith(folder)}


def test_the_same_seed_gives_the_same_bytes(country: Country, make: Make) -> None:
    again = make(size="S", seed=1)

    assert hashes(again) == hashes(country)


def test_another_seed_gives_another_country(country: Country, make: Make) -> None:
    other = make(size="S", seed=2)

    same = {file for file, value in hashes(other).items() if value == hashes(country)[file]}
    assert same == {"tables/places.parquet", "tables/facilities.parquet", "tables/detention_limits.parquet"}


def test_a_block_is_the_same_in_a_country_of_any_size(make: Make) -> None:
    smaller, larger = make(accused=25_000), make(accused=26_000)

    first = pl.read_parquet(larger.folder / "tables/defendants.parquet").head(25_000)
    assert first.equals(pl.read_parquet(smaller.folder / "tables/defendants.parquet"))


@pytest.mark.parametrize("level", ["light", "heavy"])
def test_noise_changes_the_rows_and_not_the_truth(country: Country, make: Make, level: str) -> None:
    noisy = make(size="S", seed=1, noise=level)

    assert hashes(noisy, folder="truth/") == hashes(country, folder="truth/")
    for table in ("persons", "cases", "defendants", "custody", "events"):
        assert hashes(noisy)[f"tables/{table}.parquet"] != hashes(country)[f"tables/{table}.parquet"]
    assert all(rows > 0 for rows in noisy.manifest["noise_rows"].values())
    assert country.manifest["noise_rows"] == {}


def test_every_file_is_in_the_manifest_with_its_hash(country: Country) -> None:
    written = {
        str(file.relative_to(country.folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in country.folder.rglob("*")
        if file.is_file() and file.name not in {"manifest.json", "README.txt"}
    }

    assert hashes(country) == written


def test_everything_says_that_it_is_synthetic(country: Country) -> None:
    assert country.manifest["synthetic"] is True
    assert (country.folder / "README.txt").read_text(encoding="utf-8").startswith("SYNTHETIC")
    for file in country.folder.glob("truth/*.json"):
        assert json.loads(file.read_text(encoding="utf-8"))["synthetic"] is True
    for file in country.folder.glob("t*/*.parquet"):
        assert pq.read_metadata(file).metadata[b"synthetic"] == b"true"


def written_tables(country: Country) -> list[Table]:
    return [table for table in TABLES if (country.folder / f"tables/{table.name}.parquet").exists()]


def test_the_tables_have_the_columns_of_their_contracts(country: Country) -> None:
    for table in written_tables(country):
        columns = pl.read_parquet_schema(country.folder / f"tables/{table.name}.parquet")
        assert list(columns) == [column.name for column in table.columns], table.name


def test_the_tables_keep_their_contracts(country: Country) -> None:
    for table in written_tables(country):
        rows = pl.read_parquet(country.folder / f"tables/{table.name}.parquet")
        assert not rows.select(table.key).is_duplicated().any(), table.name
        for column in table.columns:
            values = rows[column.name]
            assert not (column.required and values.null_count()), (table.name, column.name)
            if column.vocabulary:
                assert set(values.drop_nulls()) <= set(column.codes), (table.name, column.name)
            if column.not_before:
                assert not (values < rows[column.not_before]).any(), (table.name, column.name)
            if column.refers_to:
                named = pl.read_parquet(country.folder / f"tables/{column.refers_to}.parquet").to_series(0)
                assert set(values.drop_nulls()) <= set(named), (table.name, column.name)


def test_csv_holds_the_same_rows(make: Make) -> None:
    country = make(accused=300, csv=True)

    for file in country.folder.glob("tables/*.csv"):
        parquet = pl.read_parquet(file.with_suffix(".parquet"))
        assert pl.read_csv(file, infer_schema=False).height == parquet.height, file.name
    assert hashes(country).keys() >= {"tables/custody.csv", "tables/custody.parquet"}


def test_a_folder_with_something_in_it_is_left_alone(country: Country) -> None:
    with pytest.raises(OutNotEmpty, match="new or empty"):
        generate(Asked(country.folder))


def test_a_country_is_made_without_pandas(tmp_path: Path) -> None:
    """It takes longer to import than a small country takes to draw."""
    program = (
        "import sys; from pathlib import Path; from audiatur.synthetic.generator.country import Asked, generate; "
        f"generate(Asked(Path({str(tmp_path / 'out')!r}), accused=300, noise='heavy')); "
        "sys.exit('pandas' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
