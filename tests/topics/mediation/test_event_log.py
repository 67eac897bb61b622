"""A body's log of events, folded by a mapping, is the same register as one row a dispute."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from audiatur.topics.mediation.indicators import INDICATORS
from audiatur.topics.mediation.ladder import ladders
from tests.shared import ROOT
from tests.topics.mediation.invented import ALL_YEARS, DISPUTES, figure, kept, log, opened

MAPPING = ROOT / "bench/mappings/events_disputes.toml"
DAYS = {
    "received": "received", "referred": "referred", "accepted": "admitted", "first_session": "session",
    "agreement_kept": "carried out", "followed_up": "followed up",
}  # fmt: skip
FLAGS = {
    "applicant_agreed": ("applicant consents", "applicant declines"),
    "respondent_agreed": ("respondent consents", "respondent declines"),
    "excluded": ("excluded by law", "not excluded by law"),
}


def _events(disputes: str) -> str:
    """The same disputes as a log, its rows in no order."""
    told: list[tuple[str, ...]] = []
    for row in csv.DictReader(io.StringIO(disputes)):
        one = (row["dispute"], row["body"], row["subject"])
        told += [(*one, name, row[column]) for column, name in DAYS.items() if row[column]]
        told += [(*one, FLAGS[flag][row[flag] != "yes"], row["received"]) for flag in FLAGS if row[flag]]
        if row["result"] != "pending":
            told.append((*one, row["result"].replace("_", " "), row["ended"]))
    lines = [",".join(event) for event in sorted(told, key=lambda event: event[3:])]
    return "case,body,matter,event,date\n" + "\n".join(lines) + "\n"


def test_ladder_and_every_rate_are_those_of_the_disputes(tmp_path: Path) -> None:
    names = [one.id.partition(".")[2] for one in INDICATORS if one.tables == ("disputes",)]
    with log({"disputes": DISPUTES}, folder=tmp_path) as registers:
        expected = ladders(registers, ALL_YEARS, protected=False), [figure(name, registers).value for name in names]
    file = tmp_path / "events.csv"
    file.write_text(_events(DISPUTES), encoding="utf-8")

    loaded = kept(file, table="disputes", store=tmp_path / "folded", mapping=MAPPING)
    with opened({"disputes": loaded}, folder=tmp_path) as registers:
        found = ladders(registers, ALL_YEARS, protected=False), [figure(name, registers).value for name in names]

    assert loaded.validation.read == 8
    assert loaded.validation.quarantined == 0
    assert found == expected
    assert expected[0][0].received == 8
