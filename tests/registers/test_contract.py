"""Contracts say what they mean, in both languages, and agree with each other."""

from __future__ import annotations

import pytest

from audiatur.registers.contract import Table, day, key
from audiatur.registers.frictionless import table_schema
from audiatur.topics.tables import TABLES, UnknownTable, table_get


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_described_in_both_languages_with_an_example(table):
    for column in table.columns:
        assert column.en
        assert column.example
        assert any("\u1780" <= sign <= "\u17ff" for sign in column.km), column.name
        assert all(word.en and word.km for word in column.vocabulary)


def test_tables_refer_only_to_tables_of_one_key():
    single = {table.name for table in TABLES if len(table.key) == 1}

    referred = {column.refers_to for table in TABLES for column in table.columns if column.refers_to}

    assert referred <= single


def test_a_contract_cannot_compare_with_a_column_that_it_has_not():
    with pytest.raises(ValueError, match="born"):
        Table(
            "t", 1, "t", "t", "t", (key("k", "k", "k", example="1"), day("on", "on", "on", not_before="born")), ("k",)
        )


def test_table_schema_holds_types_vocabulary_limits_and_keys():
    schema = table_schema(table_get("events"), tables=TABLES)
    fields = {field["name"]: field for field in schema["fields"]}

    assert fields["on"]["type"] == "date"
    assert fields["on"]["constraints"] == {"minimum": "1900-01-01", "required": True}
    assert "arrest" in fields["kind"]["constraints"]["enum"]
    assert {"fields": ["case"], "reference": {"resource": "cases", "fields": ["case"]}} in schema["foreignKeys"]


def test_an_unknown_table_is_answered_with_those_there_are():
    with pytest.raises(UnknownTable, match="custody"):
        table_get("prisoners")
