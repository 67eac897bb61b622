"""A snapshot is whole, unaltered, of one nature, and can be compared and queried."""

from __future__ import annotations

import json

import polars as pl
import pytest

from audiatur.registers import snapshots
from audiatur.registers.comparing import compare
from audiatur.registers.engine import EngineSettings, Registers
from audiatur.registers.errors import CountryMixed, NatureMixed, SnapshotError
from audiatur.registers.snapshots import newest, one_country, snapshot_list, snapshot_open
from tests.registers.files import GOOD, HEAD, ROOMS, STAYS, loaded, written

SMALL = EngineSettings(memory="256MiB", threads=1)


def _kept(tmp_path, content=HEAD + GOOD, **options):
    return loaded(written(tmp_path, "stays.csv", content), store=tmp_path / "store", **options).snapshot


def test_a_manifest_says_where_the_rows_came_from(tmp_path):
    kept = _kept(tmp_path, HEAD + GOOD + "S3,gone,2024-01-01,,\n")

    manifest = snapshot_open(kept.name, store=tmp_path / "store").manifest

    assert (manifest.table, manifest.version, manifest.synthetic, manifest.by) == ("stays", 1, True, "Dara")
    assert (manifest.read, manifest.kept, manifest.quarantined) == (3, 2, 1)
    assert manifest.faults == {"not_in_vocabulary:status": 1}
    assert manifest.at == "2026-03-01T12:00:00+00:00"
    assert pl.read_parquet_metadata(kept.rows_path)["audiatur.synthetic"] == "true"
    assert pl.read_parquet(kept.folder / "quarantine.parquet")["row"].to_list() == [4]


def test_altered_rows_are_not_opened(tmp_path):
    kept = _kept(tmp_path)
    content = bytearray(kept.rows_path.read_bytes())
    content[40] ^= 1
    kept.rows_path.write_bytes(content)

    with pytest.raises(SnapshotError, match="not those that were kept"):
        snapshot_open(kept.name, store=tmp_path / "store")


def test_synthetic_rows_cannot_be_relabelled_in_the_manifest(tmp_path):
    kept = _kept(tmp_path)
    path = kept.folder / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "synthetic": False}))

    with pytest.raises(SnapshotError, match="altered"):
        snapshot_open(kept.name, store=tmp_path / "store")


def test_synthetic_rows_that_leave_the_store_keep_their_label(tmp_path):
    kept = _kept(tmp_path)

    with pytest.raises(NatureMixed):
        loaded(kept.rows_path, synthetic=False)


def test_nothing_is_left_of_a_snapshot_that_breaks_off(tmp_path, monkeypatch):
    def full(_folder):
        raise OSError("no space left")

    monkeypatch.setattr(snapshots, "_settle", full)

    with pytest.raises(OSError, match="no space"):
        _kept(tmp_path)
    assert list((tmp_path / "store" / "stays").iterdir()) == []


def test_the_same_rows_are_one_snapshot(tmp_path):
    first, second = _kept(tmp_path), _kept(tmp_path)

    assert first.name == second.name
    assert len(snapshot_list(tmp_path / "store")) == 1


def test_the_same_rows_as_real_and_as_synthetic_are_two_snapshots_that_never_mix(tmp_path):
    invented, real = _kept(tmp_path), _kept(tmp_path, synthetic=False)

    assert invented.name != real.name
    assert newest(tmp_path / "store", table="stays", synthetic=False).name == real.name
    with pytest.raises(NatureMixed):
        compare(invented, after=real, table=STAYS)


def test_the_newest_snapshot_is_chosen_among_those_of_one_country(tmp_path):
    unstated, first, second = (_kept(tmp_path, country=country) for country in ("", "xa", "xb"))
    store = tmp_path / "store"

    assert len({unstated.name, first.name, second.name}) == 3
    assert newest(store, table="stays", synthetic=True, country="xa").name == first.name
    assert newest(store, table="stays", synthetic=True, country="").name == unstated.name
    assert newest(store, table="stays", synthetic=True, country="xc") is None
    assert newest(store, table="stays", synthetic=False, country="xa") is None


def test_snapshots_of_two_countries_never_mix(tmp_path):
    first, second = _kept(tmp_path, country="xa"), _kept(tmp_path, country="xb")
    rooms = loaded(written(tmp_path, "rooms.csv", "room,x\nR1,1\n"), table=ROOMS, store=tmp_path / "store").snapshot

    with pytest.raises(CountryMixed, match=r"xa: stays-.*; xb: stays-"):
        compare(first, after=second, table=STAYS)
    with pytest.raises(CountryMixed, match="not stated: rooms-"):
        Registers([first, rooms], settings=SMALL, spill=tmp_path / "spill")


@pytest.mark.parametrize(
    ("country", "synthetic"), [("kh", True), ("xx", False), ("khm", False), ("KH", False), ("../..", False)]
)
def test_a_country_that_the_rows_cannot_be_of_is_refused_and_nothing_kept(tmp_path, country, synthetic):
    with pytest.raises(SnapshotError, match="Country"):
        _kept(tmp_path, country=country, synthetic=synthetic)

    assert not (tmp_path / "store").exists()


def test_rows_that_leave_the_store_keep_their_country(tmp_path):
    kept = _kept(tmp_path, country="kh", synthetic=False)

    with pytest.raises(CountryMixed, match="--country kh"):
        loaded(kept.rows_path, synthetic=False, country="th")
    again = loaded(kept.rows_path, store=tmp_path / "elsewhere", synthetic=False).snapshot
    assert again.manifest.country == "kh"


def test_a_manifest_made_before_countries_were_stated_opens_as_not_stated(tmp_path):
    kept = _kept(tmp_path)
    path = kept.folder / "manifest.json"
    content = json.loads(path.read_text())
    del content["country"], content["seal"]
    path.write_text(json.dumps({**content, "seal": snapshots._seal(content)}))

    opened = snapshot_open(kept.name, store=tmp_path / "store")

    assert opened.manifest == kept.manifest
    assert one_country([opened]) == ""


def test_rows_of_the_invented_country_cannot_be_loaded_as_real(tmp_path):
    rows = pl.DataFrame({"stay": ["S1"], "status": ["held"], "began": ["2024-01-01"]})
    rows.write_parquet(tmp_path / "stays.parquet", metadata={"synthetic": "true"})

    with pytest.raises(NatureMixed):
        loaded(tmp_path / "stays.parquet", synthetic=False)


@pytest.mark.parametrize("name", ["stays-none", "../stays-1", "", "stays"])
def test_a_snapshot_that_is_not_there_is_not_opened(tmp_path, name):
    with pytest.raises(SnapshotError, match="no snapshot"):
        snapshot_open(name, store=tmp_path)


def test_two_snapshots_compare_by_key(tmp_path):
    before = _kept(tmp_path, HEAD + "S1,held,2024-03-21,,33\nS2,tried,2023-01-02,,\nS3,held,2023-01-02,,\n")
    after = _kept(tmp_path, HEAD + "S1,tried,2024-03-21,,34\nS2,tried,2023-01-02,,\nS4,held,2023-01-02,,\n")

    found = compare(before, after=after, table=STAYS)

    assert (found.added, found.changed, found.gone, found.same) == (1, 1, 1, 1)
    assert [(change.kind, change.key, change.columns) for change in found.changes] == [
        ("changed", "S1", ("status", "age")),
        ("added", "S4", ()),
        ("gone", "S3", ()),
    ]


def test_registers_never_open_synthetic_beside_real(tmp_path):
    stays = _kept(tmp_path)
    rooms = loaded(
        written(tmp_path, "rooms.csv", "room,x\nR1,1\n"), table=ROOMS, store=tmp_path / "store", synthetic=False
    ).snapshot

    with pytest.raises(NatureMixed):
        Registers([stays, rooms], settings=SMALL, spill=tmp_path / "spill")
