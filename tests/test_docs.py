"""The documentation names every setting and command, and its links lead somewhere."""

from __future__ import annotations

import re

import pytest

from audiatur.cli import app
from tests.shared import ROOT

DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_every_setting_that_the_code_reads_is_documented():
    read = {
        name
        for folder in ("src", "tests", "scripts")
        for file in (ROOT / folder).rglob("*")
        if file.is_file() and file.suffix in {".py", ""}
        for name in re.findall(r"\bAUDIATUR_[A-Z_]+\b", file.read_text(encoding="utf-8"))
    }

    documented = set(re.findall(r"`(AUDIATUR_[A-Z_]+)`", (ROOT / "docs/settings.md").read_text(encoding="utf-8")))

    assert read == documented


def test_every_command_is_documented():
    commands = {entry.name or entry.callback.__name__ for entry in app.registered_commands}
    for group in app.registered_groups:
        named = f"{group.name} " if isinstance(group.name, str) else ""
        inside = group.typer_instance.registered_commands
        commands |= {named + (entry.name or entry.callback.__name__) for entry in inside}

    documented = set(
        re.findall(
            r"`audiatur ((?:register|law|person) [\w-]+|[\w-]+)",
            (ROOT / "docs/commands.md").read_text(encoding="utf-8"),
        )
    )

    assert commands == documented


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_inside_the_project_lead_somewhere(document):
    links = re.findall(r"\]\((?!https?://|#|mailto:)([^)#\s]+)", document.read_text(encoding="utf-8"))

    missing = [link for link in links if not (document.parent / link).exists()]

    assert missing == []
