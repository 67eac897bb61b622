"""The commands of laws: import, show, compare, cite, and one line where something is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from audiatur.cli import app
from audiatur.topics.law.akn_reading import read_akn

OLD = "LAW ON GATES\nArticle 1.- Gates close at ten.\nArticle 2.- They open at six."
NEW = "LAW ON GATES\nArticle 1.- Gates close at nine.\nArticle 2.- They open at six."


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """A runner with a home folder of its own and two documents."""
    monkeypatch.setenv("AUDIATUR_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.txt").write_text(OLD)
    (tmp_path / "new.txt").write_text(NEW)
    return CliRunner()


def keep(run: CliRunner, file: str, starts: str) -> None:
    """Keep a wording of the law on gates."""
    given = ["law", "import", file, "--name", "gates", "--date", "2001", "--published", starts, "--starts", starts]
    answer = run.invoke(app, given)
    assert answer.exit_code == 0, answer.output


def test_a_law_is_kept_shown_on_a_day_and_exported(run: CliRunner, tmp_path: Path) -> None:
    keep(run, "old.txt", "2001-01-01")
    keep(run, "new.txt", "2010-01-01")

    shown = json.loads(run.invoke(app, ["law", "show", "gates", "--on", "2009-12-31", "--json"]).output)
    history = json.loads(run.invoke(app, ["law", "history", "gates", "1", "--json"]).output)
    exported = run.invoke(app, ["law", "export", "gates", "out.xml", "--on", "2010-01-01"])

    assert shown[0]["texts"] == ["Gates close at ten."]
    assert [version["starts"] for version in history] == ["2001-01-01", "2010-01-01"]
    assert exported.exit_code == 0
    assert read_akn((tmp_path / "out.xml").read_bytes()).units()[0].own_text() == "Gates close at nine."


def test_the_status_says_where_numbers_come_twice(run: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "twice.txt").write_text("Article 1.- All hear.\nArticle 1.- None speak.")

    answer = run.invoke(app, ["law", "import", "twice.txt", "--check"])

    assert answer.exit_code == 1
    assert "duplicate article 1" in answer.output


def test_two_documents_are_compared(run: CliRunner) -> None:
    found = json.loads(run.invoke(app, ["law", "compare", "old.txt", "new.txt", "--json"]).output)

    assert [change["kind"] for change in found] == ["changed"]
    assert ["out", "ten"] in found[0]["words"]


def test_citations_of_a_document_name_their_law(run: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("The court relied on Article 205 of the Code of Criminal Procedure.")

    found = json.loads(run.invoke(app, ["law", "cite", "letter.txt", "--json"]).output)

    assert [(one["instrument"], one["pinpoints"][0]["article"]) for one in found] == [("kh-ccp", "205")]


@pytest.mark.parametrize(
    "given", [["show", "nothing"], ["import", "absent.txt", "--check"], ["show", "x", "--on", "soon"]]
)
def test_what_cannot_be_done_is_one_line_and_status_two(run: CliRunner, given: list[str]) -> None:
    answer = run.invoke(app, ["law", *given])

    assert answer.exit_code == 2
    assert len(answer.stderr.strip().splitlines()) == 1
