"""How SQL is built: unfolded for the engine, folded for a reader, with nothing left behind."""

from __future__ import annotations

import gc

import ibis
import pytest

from audiatur.registers.engine_building import UnfoldedDuckDB, sql_to_read


def _in_two_steps():
    rows = ibis.memtable({"days": [1, 2, 3]}).mutate(doubled=ibis._.days * 2)
    return rows.mutate(more=rows.doubled + 1).filter(ibis._.more > 3)


def test_what_runs_is_unfolded_and_gives_the_same_rows():
    expression, engine = _in_two_steps(), UnfoldedDuckDB().connect()

    run, read = engine.compile(expression), sql_to_read(expression)

    assert run.count("SELECT") > read.count("SELECT")
    assert engine.to_polars(expression).rows() == [(2, 4, 5), (3, 6, 7)]
    assert ibis.duckdb.connect().to_polars(expression).rows() == [(2, 4, 5), (3, 6, 7)]


def test_the_settings_are_as_before_even_where_building_fails():
    engine = UnfoldedDuckDB().connect()

    with pytest.raises(Exception, match="int"):
        engine.compile(1)

    assert ibis.options.sql.fuse_selects
    assert gc.isenabled()
