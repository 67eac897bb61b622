"""A backup gives the same record with the same tree head, in an empty home; a wrong one leaves nothing behind."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from audiatur.commands import backing_up
from audiatur.sealed_file import NotOpened
from tests.shared import ROOT

URL = os.environ.get("AUDIATUR_DATABASE_URL", "")

PASSPHRASE = "a passphrase of some length"

BUILD = """
from audiatur.commands import installation
installation.prepare()
from tests.record_fixture import small_record
from audiatur.record.private.keeping import draft_keep, note_write
from audiatur.record.visibility import viewer_of
from audiatur.record import heads
heads.public_key()
record = small_record()
viewer = viewer_of(record.users["clerk"])
draft_keep(record.parties["ministry"], viewer=viewer, address="/x/", title="t", fields={"reason": "canary draft"})
note_write(record.parties["ministry"], record.questions["agreed"], viewer=viewer, text="canary note")
"""
LOOK = """
from audiatur.commands import installation
installation.prepare()
from audiatur.record.models import Party, Position, Question, Source, User
from audiatur.record import blobs, heads
from audiatur.record.private.keeping import drafts, notes
from audiatur.record.selectors import search
from audiatur.record.visibility import PUBLIC, viewer_of
user = User.objects.get(username="calidor-clerk")
party = Party.objects.get(slug="ministry")
viewer = viewer_of(user)
question = Question.objects.get(slug="agreed")
print(drafts(party, viewer=viewer)[0].fields, notes(party, [question], viewer=viewer)[question.pk][0].text)
print(user.check_password("a long enough password"), heads.public_key())
print([(group.kind, group.count) for group in search(question.dialogue, "places", viewer=PUBLIC)])
print(sorted(Position.objects.values_list("pk", "stance", "taken", "taken_latest", "reason_km")))
print([len(blobs.fetch(source.sha256)) for source in Source.objects.exclude(sha256="").order_by("pk")])
"""


def run(*command: str, home: Path, url: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "AUDIATUR_HOME": str(home), "AUDIATUR_DATABASE_URL": url}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=ROOT, timeout=120)


def audiatur(*given: str, home: Path, url: str = "") -> subprocess.CompletedProcess[str]:
    return run(sys.executable, "-m", "audiatur.cli", *given, home=home, url=url)


def python(code: str, *, home: Path) -> str:
    done = run(sys.executable, "-c", code, home=home)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an installation `home`, its backup, and the passphrase."""
    place = tmp_path_factory.mktemp("backup")
    (place / "passphrase").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    (place / "short").write_text("short\n", encoding="utf-8")
    python(BUILD, home=place / "home")
    (place / "home" / "laws").mkdir(exist_ok=True)
    (place / "home" / "laws" / "act.xml").write_text("<act/>", encoding="utf-8")
    done = audiatur("backup", str(place / "kept"), "--passphrase-file", str(place / "passphrase"), home=place / "home")
    assert done.returncode == 0, done.stderr
    return place


def restored(place: Path, to: str, *, file: str = "kept") -> tuple[int, str, str]:
    done = audiatur("restore", str(place / file), "--passphrase-file", str(place / "passphrase"), home=place / to)
    return done.returncode, done.stdout, done.stderr


def test_a_restored_installation_is_the_same_with_the_same_head(place: Path) -> None:
    status, told, failed = restored(place, "again")

    assert (status, failed) == (0, "")
    looked = audiatur("audit", home=place / "again").stdout
    assert " 0 faults" in looked
    assert re.search(r"head (\w+)", told)[1] in looked
    before, after = (python(LOOK, home=place / home) for home in ("home", "again"))
    assert "canary draft" in before
    assert "canary note" in before
    assert after == before
    assert (place / "again" / "laws" / "act.xml").read_text(encoding="utf-8") == "<act/>"
    assert (place / "again").stat().st_mode & 0o077 == 0
    # What comes next gets numbers that follow.
    opened = audiatur("open", "kh", "--as", "calidor-keeper", home=place / "again")
    assert opened.returncode == 0, opened.stderr


def test_the_file_shows_nothing_and_is_its_owner_s_alone(place: Path) -> None:
    held = (place / "kept").read_bytes()

    assert held.startswith(b"AUDIATUR BACKUP 1\n")
    assert (place / "kept").stat().st_mode & 0o077 == 0
    for word in (b"calidor", b"canary", b"SQLite", b"Ministry"):
        assert word not in held


def test_a_wrong_or_damaged_backup_is_told_in_one_line_and_leaves_nothing(place: Path) -> None:
    whole = (place / "kept").read_bytes()
    (place / "cut").write_bytes(whole[: len(whole) // 2])
    (place / "altered").write_bytes(whole[:-20] + bytes([whole[-20] ^ 1]) + whole[-19:])
    (place / "none").write_bytes(b"PK\x03\x04")

    outcomes = {
        ("kept", "another passphrase"): "passphrase", ("cut", PASSPHRASE): "cut off",
        ("altered", PASSPHRASE): "altered", ("none", PASSPHRASE): "no backup of Audiatur",
    }  # fmt: skip
    for (file, passphrase), said in outcomes.items():
        with pytest.raises(NotOpened, match=said):
            backing_up.restore(place / file, home=place / "nothing", passphrase=passphrase)
        assert not (place / "nothing").exists()
        assert not (place / ".nothing.restoring").exists()
    status, _, failed = restored(place, "nothing", file="absent")
    assert (status, len(failed.strip().splitlines())) == (2, 1)
    assert list((place / "nothing").iterdir()) == []


@pytest.mark.skipif(not URL.startswith("postgres"), reason="AUDIATUR_DATABASE_URL names no PostgreSQL")
def test_a_backup_goes_from_sqlite_to_postgresql_and_back(place: Path) -> None:
    given = ("--passphrase-file", str(place / "passphrase"))

    for command in (
        ("restore", str(place / "kept"), *given),
        ("audit",),
        ("backup", str(place / "from-postgresql"), *given),
    ):
        done = audiatur(*command, home=place / "on-postgresql", url=URL)
        assert done.returncode == 0, done.stdout + done.stderr
    again = audiatur("restore", str(place / "kept"), *given, home=place / "second", url=URL)
    assert "is in use" in again.stderr
    assert restored(place, "back", file="from-postgresql")[0] == 0

    assert python(LOOK, home=place / "back") == python(LOOK, home=place / "home")


def test_a_home_in_use_an_existing_file_and_a_short_passphrase_are_refused(place: Path) -> None:
    assert "is not empty" in restored(place, "home")[2]
    again = audiatur("backup", str(place / "kept"), "--passphrase-file", str(place / "passphrase"), home=place / "home")
    assert "is there already" in again.stderr
    short = audiatur("backup", str(place / "new"), "--passphrase-file", str(place / "short"), home=place / "home")
    assert "12 characters" in short.stderr
    assert not (place / "new").exists()
