"""docs/security/asvs.csv: every row says whether it applies and how it is met, and the tests it names are there."""

from __future__ import annotations

import ast
import csv
import hashlib
import logging
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.hashers import get_hasher, make_password
from django.test import Client

import audiatur
from audiatur import verify_receipt
from audiatur.record.models import User
from tests.shared import ROOT

TABLE = ROOT / "docs/security/asvs.csv"
MODEL = ROOT / "docs/security/threat-model.md"
ROWS = list(csv.DictReader(TABLE.open(encoding="utf-8", newline="")))
APPLICABLE = [row for row in ROWS if row["applicable"] == "yes"]
MODULES = sorted(Path(audiatur.__file__).parent.rglob("*.py"))


def _tests() -> set[str]:
    """Every test of the project as file::name."""
    found = set()
    for module in (ROOT / "tests").rglob("test_*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                found.add(f"{module.relative_to(ROOT)}::{node.name}")
    return found


def test_every_test_that_a_row_names_is_there() -> None:
    assert {row["test"] for row in ROWS if row["test"]} - _tests() == set()


def test_every_document_that_a_row_names_is_there() -> None:
    met = [row["how"] for row in APPLICABLE if row["met"] == "yes"]
    named = {name for how in met for name in re.findall(r"docs/[\w/-]+\.(?:md|csv)", how)}

    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_row_says_why_it_does_not_apply_or_how_it_is_met() -> None:
    for row in ROWS:
        assert row["statement"], row
        assert row["level"] in ("1", "2"), row
        assert row["why_not"] if row["applicable"] == "no" else row["how"], row
        assert row["applicable"] == "no" or (row["met"] == "yes") == bool(row["test"]), row
    assert len({row["id"] for row in ROWS}) == len(ROWS)


def test_nineteen_in_twenty_rows_that_apply_are_met_with_a_test() -> None:
    met = [row for row in APPLICABLE if row["met"] == "yes"]

    assert len(met) >= 0.95 * len(APPLICABLE), [row["id"] for row in APPLICABLE if row["met"] != "yes"]


def test_every_key_is_listed() -> None:
    text = MODEL.read_text(encoding="utf-8")

    for key in ("secret-key", "ledger-key", "AUDIATUR_SECRET_KEY"):
        assert key in text
    for algorithm in ("Ed25519", "SHA-256", "PBKDF2"):
        assert algorithm in text


def test_no_module_has_cryptography_of_its_own() -> None:
    for module in MODULES:
        text = module.read_text(encoding="utf-8")
        assert not re.search(r"hashlib\.(md5|sha1)\b|\bECB\b|PKCS1v15|\bDES\b|\bRC4\b", text), module
        assert (
            not re.search(r"^import random$|^from random import", text, re.M)
            or "synthetic" in str(module)
            or (not {"site", "record"} & set(module.parts))
        ), module


def test_passwords_are_hashed_slowly() -> None:
    hasher = get_hasher("default")

    assert hasher.algorithm == "pbkdf2_sha256"
    assert hasher.iterations >= 600_000
    assert hashlib.sha256().digest_size * 8 == 256


@pytest.mark.django_db
def test_every_form_is_checked_by_the_server() -> None:
    answer = Client().post("/sign-in/", {})

    assert answer.status_code in (200, 403)
    assert settings.AUTH_PASSWORD_VALIDATORS


@pytest.mark.django_db
def test_what_is_refused_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        Client().get("/nothing/\n2026 forged line/")
        Client(enforce_csrf_checks=True).post("/sign-in/", {})
        Client(headers={"host": "elsewhere.example"}).get("/about/")

    told = "\n".join(record.getMessage() for record in caplog.records)
    assert "Not Found" in told
    assert "Forbidden" in told
    assert "elsewhere.example" in told
    assert not [record for record in caplog.records if "\n2026 forged" in record.getMessage()]


@pytest.mark.django_db
def test_algorithms_can_be_changed_without_losing_what_was_made_with_the_former() -> None:
    user = User.objects.create_user("someone")
    user.password = make_password("a long enough password", hasher="scrypt")
    user.save()

    assert user.check_password("a long enough password")

    user.refresh_from_db()
    assert user.password.startswith(f"{get_hasher('default').algorithm}$")
    # What is signed or sealed says in its first words which rules it is made by, and nothing else is read by them.
    versions = {verify_receipt.FORMAT, verify_receipt.SIGNED.strip(), verify_receipt.COSIGNED.strip()}
    assert all(re.fullmatch(r"audiatur [a-z ]+ \d+", version) for version in versions)
    with pytest.raises(verify_receipt.NotProved):
        verify_receipt.check_receipt({"format": verify_receipt.FORMAT.replace("1", "9")})
