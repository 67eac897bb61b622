"""The register pages: only a secretariat sees and loads, a file is reviewed and checked, and kept whole or not."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import strip_tags
from python_calamine import CalamineWorkbook

from audiatur.record.models import Role, User
from audiatur.record.services import member_add
from audiatur.registers.loading import load
from audiatur.registers.snapshots import snapshot_list
from audiatur.topics.tables import TABLES, table_get
from tests.site.conftest import signed_in

pytestmark = pytest.mark.django_db

HEAD = "Place Code,Name,Kind of place\n"
PLACES = HEAD + "01,Northern Province,Province\n02,Southern Province,Province\n"
FAULTY = PLACES + "03,,Province\n04,=Moon,planet\n"


@pytest.fixture(autouse=True)
def places(settings, tmp_path):
    settings.STAGING, settings.REGISTERS = tmp_path / "staging", tmp_path / "registers"


@pytest.fixture
def keeper(record):
    return signed_in(record.users["keeper"])


def words(page):
    return " ".join(strip_tags(page.content.decode()).split())


def given(client, content=PLACES, *, name="places.csv", table="places"):
    file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
    return client.post("/registers/load/", {"file": file, "table": table, "dialogue": "calidor"})


def reviewed(page, **changed):
    form = page.context["form"]
    answers = {name: field.initial or "" for name, field in form.fields.items()}
    return {**answers, **changed, "act": "check"}


def kept(store, content, *, country="", synthetic=True):
    path = store.parent / "kept.csv"
    path.write_text(content)
    return load(
        path,
        table=table_get("places"),
        tables=TABLES,
        at=datetime.now(UTC),
        store=store,
        synthetic=synthetic,
        country=country,
    ).snapshot


@pytest.mark.parametrize("address", ["/registers/", "/registers/places/", "/registers/load/", "/registers/load/abc/"])
@pytest.mark.parametrize(("person", "status"), [("", 302), ("clerk", 404), ("reader", 404), ("warden", 404)])
def test_registers_are_for_a_secretariat_alone(record, address, person, status):
    client = signed_in(record.users[person]) if person else Client()

    assert client.get(address).status_code == status


def test_nobody_but_the_secretariat_is_led_to_the_registers(record, keeper, visitor):
    assert b'href="/registers/"' in keeper.get("/").content
    assert b'href="/registers/"' not in visitor.get("/").content
    assert b'href="/registers/"' not in signed_in(record.users["clerk"]).get("/").content


def test_a_file_is_given_reviewed_checked_and_kept(settings, keeper):
    step = given(keeper, FAULTY.replace("=Moon", "Moon")).headers["Location"]

    review = keeper.get(step)
    assert "Place Code" in words(review)
    assert not snapshot_list(settings.REGISTERS)

    faults = keeper.post(step, reviewed(review), follow=True)
    assert "of 4 rows, 2 can be kept and 2 would go to quarantine" in words(faults)
    assert "planet" in words(faults)
    assert "Synthetic data" in words(faults)

    sheet = keeper.get(f"{step}faults.xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(sheet.content)).get_sheet_by_index(0).to_python()
    assert rows[1][0] == "places.csv"
    assert "synthetic-places-faults.xlsx" in sheet.headers["Content-Disposition"]

    page = keeper.post(step, {"act": "keep"}, follow=True)
    (manifest,) = snapshot_list(settings.REGISTERS)
    assert (manifest.kept, manifest.quarantined, manifest.synthetic, manifest.by) == (2, 2, True, "calidor-keeper")
    assert manifest.snapshot in words(page)
    assert not list(settings.STAGING.glob("*/*"))


def test_faults_are_told_in_the_language_of_the_page(record):
    client = signed_in(record.users["keeper"], language="km")
    step = given(client, FAULTY.replace("=Moon", "Moon")).headers["Location"]

    page = client.post(step, reviewed(client.get(step)), follow=True)
    english = client.get(step, headers={"accept-language": "en"})

    assert "សូមបំពេញ" in words(page)
    assert "Fill in" in words(english)


@pytest.mark.parametrize(
    ("content", "told"), [("", "This file is empty"), ("Place Code\n", "one column only"), (FAULTY, "holds a formula")]
)
def test_a_file_that_is_no_table_says_so_and_leaves_nothing(settings, keeper, content, told):
    page = given(keeper, content)

    assert told in words(page)
    assert not list(settings.STAGING.glob("*/*"))
    assert not settings.REGISTERS.exists()


def test_codes_of_another_column_are_gathered_before_the_rows_are_checked(keeper):
    content = "Place Code,Name,Kind of place,Level\n01,North,x,Province\n02,South,y,District\n"
    step = given(keeper, content).headers["Location"]

    page = keeper.post(step, reviewed(keeper.get(step), from_kind="Level"), follow=True)

    assert "Look at what its codes mean" in words(page)
    assert "“District” in “" in words(page)


def test_a_required_column_must_be_chosen_and_none_twice(keeper):
    step = given(keeper).headers["Location"]
    review = keeper.get(step)

    missing = keeper.post(step, reviewed(review, from_name=""))
    twice = keeper.post(step, reviewed(review, from_name="Place Code"))

    assert "Choose the column for" in words(missing)
    assert "is chosen twice" in words(twice)
    assert missing.context["form"].errors


def test_a_file_is_kept_only_after_it_was_checked(settings, keeper):
    step = given(keeper).headers["Location"]

    keeper.post(step, {"act": "keep"})

    assert not settings.REGISTERS.exists()


def test_another_persons_file_is_not_there(record, keeper):
    step = given(keeper).headers["Location"]
    other = User.objects.create_user("second-keeper")
    member_add(record.dialogue, user=other, role=Role.SECRETARIAT)

    assert signed_in(other).get("/registers/load/").status_code == 200
    assert signed_in(other).get(step).status_code == 404


def test_a_file_given_up_is_forgotten(settings, keeper):
    step = given(keeper).headers["Location"]

    keeper.post(step, {"act": "give up"})

    assert not list(settings.STAGING.glob("*/*"))
    assert keeper.get(step).status_code == 404


def test_a_file_that_needs_too_much_memory_ends_with_a_sentence(keeper, monkeypatch):
    monkeypatch.setenv("AUDIATUR_MEMORY", "60MiB")

    assert "more memory or time than a page may take" in words(given(keeper))


def test_two_snapshots_of_the_own_dialogues_are_compared(settings, keeper):
    plain = "place,name,kind\n01,North,province\n02,South,province\n"
    first = kept(settings.REGISTERS, plain)
    second = kept(settings.REGISTERS, plain.replace("South", "Coast") + "03,East,province\n")

    page = keeper.get(f"/registers/places/?before={first.name}&after={second.name}")

    assert "Rows added: 1; changed: 1; gone: 0; the same: 1." in words(page)
    assert "changed" in words(page)


def test_snapshots_of_other_countries_and_natures_are_not_shown(settings, keeper):
    plain = "place,name,kind\n01,North,province\n"
    other = kept(settings.REGISTERS, plain, country="xb")
    real = kept(settings.REGISTERS, plain, synthetic=False)
    own = kept(settings.REGISTERS, plain)

    page = keeper.get("/registers/places/")
    compared = keeper.get(f"/registers/places/?before={own.name}&after={other.name}")

    assert own.name in words(page)
    assert other.name not in words(page)
    assert real.name not in words(page)
    assert "Choose two snapshots of the list" in words(compared)


def test_an_unknown_table_is_not_found(keeper):
    assert keeper.get("/registers/weather/").status_code == 404
