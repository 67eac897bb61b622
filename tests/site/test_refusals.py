"""What the record refuses is said in the language of the page: every refusal's text stands in the catalogue."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext, override

import audiatur
import audiatur.record
from audiatur.errors import Message
from audiatur.publish.answer_form import NotAForm, from_csv
from audiatur.record.errors import Invalid, NotAllowed
from audiatur.registers.errors import MappingError
from audiatur.registers.mapping import check_mapping, mapping_by_name
from audiatur.site.written import refusal
from audiatur.topics.tables import table_get
from tests.record_fixture import SmallRecord
from tests.site.conftest import signed_in

RECORD = Path(audiatur.record.__file__).parent
KHMER = re.compile(r"[\u1780-\u17ff]")
ELSEWHERE = {"models/base.py"}
"""Modules whose refusals join what fields say, in the page's language already, or that no page leads to."""

SOURCE = Path(audiatur.__file__).parent
SHOWN = ["reading/documents", "registers", "dates.py", "publish/answer_form.py", "publish/answer_word.py",
         "reading/segments.py", "site/reading_apart.py", "site/register_loading.py", "topics/entry/joining.py",
         "topics/law/importing.py", "topics/proceedings/audit.py", "topics/proceedings/logistic.py"]  # fmt: skip
"""Where else a page gets its refusals from."""
NOT_SHOWN = {"registers/engine.py", "registers/engine_duckdb.py", "registers/engine_spark.py"}
"""What an engine cannot do is a fault of the installation, told at the command line."""
MARKS = ("_", "gettext_noop")
OF_THE_LANGUAGE = {"KeyError", "ValueError", "TypeError", "AssertionError", "NotImplementedError", "ReadingFault"}


def _shown() -> list[Path]:
    files = [
        file
        for place in SHOWN
        for file in ([SOURCE / place] if place.endswith("py") else (SOURCE / place).rglob("*.py"))
    ]
    return [file for file in sorted(files) if file.relative_to(SOURCE).as_posix() not in NOT_SHOWN]


def _refusals() -> Iterator[tuple[str, ast.expr | None]]:
    """Where the record refuses, and the text that it gives."""
    for file in sorted(RECORD.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            call = node.exc if isinstance(node, ast.Raise) else None
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("Invalid", "NotAllowed"):
                name = file.relative_to(RECORD).as_posix()
                if name not in ELSEWHERE:
                    yield f"{name}:{node.lineno}", call.args[0] if call.args else None


REFUSALS = list(_refusals())


@pytest.mark.parametrize(("place", "text"), REFUSALS, ids=[place for place, _ in REFUSALS])
def test_every_refusal_of_the_record_has_a_khmer_text(place: str, text: ast.expr | None) -> None:
    assert isinstance(text, ast.Call), f"{place}: mark the text with gettext_noop and give its values by name"
    assert getattr(text.func, "id", "") == "_", place
    assert isinstance(text.args[0], ast.Constant), place
    with override("km"):
        assert KHMER.search(gettext(text.args[0].value)), place


def test_there_are_refusals_to_look_at() -> None:
    assert len(REFUSALS) > 90


def test_a_refusal_names_rows_in_the_language_of_the_page() -> None:
    class Ministry:
        def __str__(self) -> str:
            return "Ministry"

    fault = NotAllowed("Only members of %(party)s may do this.", party=Ministry())

    assert str(fault) == refusal(fault) == "Only members of Ministry may do this."
    with override("km"):
        assert KHMER.search(refusal(fault))
        assert str(fault) == "Only members of Ministry may do this."


def test_a_sign_of_percent_in_a_text_without_values_stays() -> None:
    assert str(Invalid("100 % of them")) == "100 % of them"


@pytest.mark.django_db
def test_a_page_of_a_refusal_is_all_khmer(record: SmallRecord) -> None:
    warden = signed_in(record.users["warden"], language="km")

    page = warden.post("/calidor/questions/partly-agreed/positions/3/ministry/", {"stance": "accepts"})

    assert page.status_code == 403
    assert "ក្រសួងយុត្តិធម៌" in page.content.decode()
    assert "Only members of" not in page.content.decode()


@pytest.mark.django_db
def test_a_form_tells_a_refusal_in_khmer(record: SmallRecord) -> None:
    clerk = signed_in(record.users["clerk"], language="km")
    given = {
        "kind": "allegation", "party": "ministry", "addressee": "ministry", "subject": "Places", "sent": "2026-03-01",
        "visibility": "public",
    }  # fmt: skip

    page = clerk.post("/calidor/letters/add/", {**given, "step": "confirm"}).content.decode()

    assert "លិខិតត្រូវផ្ញើទៅភាគីផ្សេងពីអ្នកផ្ញើ។" in page


@pytest.mark.parametrize("file", _shown(), ids=lambda file: file.relative_to(SOURCE).as_posix())
def test_every_refusal_of_what_pages_read_has_a_khmer_text(file: Path) -> None:
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))

    for node in nodes:
        call = node.exc if isinstance(node, ast.Raise) else None
        name = getattr(call.func, "id", "") if isinstance(call, ast.Call) else ""
        if name[:1].isupper() and name not in OF_THE_LANGUAGE:
            assert isinstance(call, ast.Call)
            text = call.args[0]
            assert isinstance(text, ast.Call), f"{name}, line {node.lineno}: mark the text and give its values by name"
            assert getattr(text.func, "id", "") in MARKS, f"{name}, line {node.lineno}"
    for node in nodes:
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKS:
            assert isinstance(node.args[0], ast.Constant), node.lineno
            asked = str(node.args[0].value)
            with override("km"):
                told = gettext(asked)
            assert KHMER.search(told), asked
            assert set(re.findall(r"%\(\w+\)\w", told)) == set(re.findall(r"%\(\w+\)\w", asked)), asked


def test_what_stands_in_a_refusal_is_told_in_khmer_too() -> None:
    fault = Message("The file looks like %(likeness)s.", likeness=Message("a zip archive"))

    with override("km"):
        assert "បណ្ណសារ zip" in refusal(fault)


def test_a_mapping_that_does_not_fit_is_told_in_khmer() -> None:
    places = table_get("places")

    with pytest.raises(MappingError) as told:
        check_mapping(mapping_by_name(places, given=["name"]), table=places)

    assert str(told.value).startswith("places requires place, ")
    with override("km"):
        assert refusal(told.value).startswith("places តម្រូវឱ្យមាន place, ")


def test_a_file_that_is_no_answer_form_is_told_in_khmer() -> None:
    with pytest.raises(NotAForm) as told:
        from_csv(b"line,answer\nP1.stance,accepts\n")

    assert str(told.value).startswith("The file is no answer form of this program.")
    with override("km"):
        assert refusal(told.value).startswith("ឯកសារនេះមិនមែនជាទម្រង់ចម្លើយ")


@pytest.mark.django_db
def test_a_page_tells_in_khmer_why_a_law_cannot_be_read(record: SmallRecord) -> None:
    keeper = signed_in(record.users["keeper"], language="km")
    upload = SimpleUploadedFile("law.pdf", b"%PDF-1.7\ncut")

    page = keeper.post("/calidor/topics/law/laws/import/", {"file": upload}).content.decode()

    assert "ឯកសារនេះ ជា PDF ខូច ឬដាច់ ដែលមិនអាចបើកបានទេ។" in page


@pytest.mark.django_db
def test_a_page_tells_in_khmer_why_a_register_cannot_be_read(
    record: SmallRecord, settings: Any, tmp_path: Path
) -> None:
    settings.STAGING, settings.REGISTERS = tmp_path / "staging", tmp_path / "registers"
    keeper = signed_in(record.users["keeper"], language="km")
    upload = SimpleUploadedFile("places.csv", b"Place Code,,Kind of place\n01,Osmere,Province\n02,Ansa,Province\n")

    page = keeper.post("/registers/load/", {"file": upload, "table": "places", "dialogue": "calidor"})

    assert "places.csv៖ ជួរឈរទី 2 គ្មានឈ្មោះ។" in page.content.decode()


@pytest.mark.django_db
def test_a_page_tells_in_khmer_that_a_document_is_no_answer_form(record: SmallRecord) -> None:
    clerk = signed_in(record.users["clerk"], language="km")
    upload = SimpleUploadedFile("form.csv", b"a,b\n1,2\n")

    page = clerk.post("/calidor/questions/partly-agreed/answers/ministry/", {"file": upload}).content.decode()

    assert "ឯកសារនេះគ្មានជួរឈរ" in page
