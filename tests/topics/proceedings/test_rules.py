"""Rules are facts with article and source; a file that contradicts itself is refused."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from audiatur.topics.proceedings.rules import RuleError, read_rules, rules_of
from audiatur.topics.proceedings.windows import windows_of
from tests.shared import shared

TESTLAND = Path(__file__).parent / "testland.toml"


def _changed(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    text = TESTLAND.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_rule_names_its_article_its_source_and_what_is_confirmed():
    for rules in (rules_of("kh"), rules_of("", synthetic=True)):
        assert rules
        assert all(rule.article and rule.source and rule.says and rule.says_km for rule in rules.rules)


def test_invariant_16_rules_that_no_lawyer_confirmed_mark_what_is_built_on_them():
    rules = rules_of("kh")
    assert rules

    assert "KH-CPC-208" in rules.unconfirmed("pretrial_detention")
    assert rules.unconfirmed("immediate_appearance") == ""


def test_the_rules_of_cambodia_are_those_that_were_gathered_in_other_words():
    rules = rules_of("kh")
    assert rules
    with shared("data/law/kh-procedure-rules.csv").open(encoding="utf-8") as file:
        gathered = {row["rule_id"]: row for row in csv.DictReader(file)}

    assert {rule.id for rule in rules.rules} == set(gathered)
    for rule in rules.rules:
        assert rule.says not in gathered[rule.id]["paraphrase"]
        assert (rule.confirmed == "yes") <= (gathered[rule.id]["verified"] == "yes")


def test_a_country_without_a_pack_has_no_rules():
    assert rules_of("zz") is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('unit = "month"\nextension', 'unit = "week"\nextension'), "unit is 'week'"),
        (('clock = "trial"', 'clock = "hearing"'), "there is no clock 'hearing'"),
        (("age_to = 18", "age_to = 19"), "TT-3 v1 and TT-4 v1 apply to the same persons"),
        (("until = 2022-12-31", "until = 2019-12-31"), "before it begins"),
        (("limit = 24\n", "limit = 24\nstarts = 3\n"), "unknown"),
        (("limit = 24", "limit = -1"), "whole numbers from 0"),
        (('limit = 24\nunit = "hour"', 'limit = 24\nunit = "day"'), "do not fit"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused(tmp_path, change, message):
    with pytest.raises(RuleError, match=message):
        read_rules(_changed(tmp_path, change))


def test_two_ways_of_counting_months_are_refused_where_the_age_may_not_be_known(tmp_path):
    path = _changed(tmp_path, ('limit = 10\nunit = "day"', 'limit = 1\nunit = "month"'))

    with pytest.raises(RuleError, match="count months in different ways"):
        windows_of(read_rules(path))
