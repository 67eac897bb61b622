"""The pages in Khmer: every text is in the catalogue, which is compiled as written, and languages are marked."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.test import Client, override_settings
from django.utils.translation import get_language, override
from django.utils.translation.trans_real import DjangoTranslation

import audiatur
from audiatur.site import vocabulary
from audiatur.topics import TOPICS
from tests.record_fixture import SmallRecord
from tests.shared import ROOT
from tests.site.conftest import signed_in
from tests.site.crawl import crawl

CATALOGUE = ROOT / "src/audiatur/locale/km/LC_MESSAGES"
TOPIC_TEMPLATES = ROOT / "src/audiatur/topics"
CATALOGUES = [CATALOGUE, *sorted((ROOT / "src/audiatur/topics").glob("*/locale/km/LC_MESSAGES"))]


@pytest.fixture
def missing(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The texts that were asked for in Khmer and not found."""
    found: set[str] = set()
    single, plural = DjangoTranslation.gettext, DjangoTranslation.ngettext

    def gettext(self: DjangoTranslation, message: str) -> str:
        if get_language() == "km" and message and self._catalog.get(message) is None:
            found.add(message)
        return single(self, message)

    def ngettext(self: DjangoTranslation, one: str, many: str, number: int) -> str:
        if get_language() == "km" and self._catalog.get((one, self.plural(number))) is None:
            found.add(one)
        return plural(self, one, many, number)

    monkeypatch.setattr(DjangoTranslation, "gettext", gettext)
    monkeypatch.setattr(DjangoTranslation, "ngettext", ngettext)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("person", ["", "clerk", "warden", "keeper", "reader"])
def test_every_text_of_every_page_is_in_the_khmer_catalogue(
    record: SmallRecord, missing: set[str], person: str
) -> None:
    client = signed_in(record.users[person], language="km") if person else Client(headers={"accept-language": "km"})

    visited = list(crawl(client))

    assert len(visited) > 20
    assert all('<html lang="km">' in page.text for page in visited)
    assert missing == set()


@pytest.mark.django_db
def test_the_pages_of_acts_and_errors_are_in_the_khmer_catalogue(record: SmallRecord, missing: set[str]) -> None:
    clerk = signed_in(record.users["clerk"], language="km")
    address = "/calidor/questions/partly-agreed/positions/2/ministry/"
    given = {"stance": "rejects", "taken": "2026-03-01", "visibility": "public"}

    clerk.post(address, {"step": "check"})
    clerk.post(address, {**given, "taken": "soon", "stance": "perhaps", "reason": "x" * 2001, "step": "check"})
    clerk.post(address, {**given, "taken": "2025-01-01", "step": "check"})
    clerk.post(address, {**given, "taken": "2027-01-01", "step": "check"})
    clerk.post(address, {**given, "step": "check"})
    clerk.post(address, {**given, "step": "confirm"}, follow=True)
    clerk.get(f"{address}withdraw/")
    clerk.post(f"{address}withdraw/", {"step": "confirm"}, follow=True)
    claim = f"/calidor/questions/partly-agreed/claims/{record.claims['disputed'].pk}/"
    clerk.post(claim, {"step": "check"})
    clerk.post(claim, {"answer": "confirms", "step": "check"})
    clerk.post(claim, {"answer": "confirms", "step": "confirm"}, follow=True)
    clerk.get("/calidor/questions/partly-agreed/positions/2/prison-service/")
    clerk.get("/calidor/nothing/")
    clerk.get("/calidor/follow-up/?words=weather")
    with override_settings(DEMO=True, CONTACT="post@example.org"):
        clerk.post("/sign-in/", {"username": "nobody", "password": "x"})
        clerk.get("/accessibility/")

    assert missing == set()


def test_every_text_of_the_catalogue_is_translated_and_keeps_its_variables() -> None:
    for message in _written():
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        asked = message.id if isinstance(message.id, str) else message.id[1]
        for text in texts:
            assert text, message.id
            assert set(re.findall(r"%\(\w+\)\w", text)) == set(re.findall(r"%\(\w+\)\w", asked)), message.id
            assert re.findall(r"</?\w+", text) == re.findall(r"</?\w+", asked), message.id
        assert "fuzzy" not in message.flags


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda folder: folder.parents[2].name)
def test_the_compiled_catalogue_is_the_written_one(catalogue: Path) -> None:
    compiled = read_mo(io.BytesIO((catalogue / "django.mo").read_bytes()))

    assert _pairs(compiled) == _pairs(_messages(catalogue))


def _pairs(messages):  # type: ignore[no-untyped-def]
    """Text → translation, plural forms as tuples."""
    return {
        str(message.id if isinstance(message.id, str) else message.id[0]): tuple(message.string)
        if isinstance(message.string, list | tuple)
        else message.string
        for message in messages
        if message.id
    }


def _messages(catalogue: Path):  # type: ignore[no-untyped-def]
    with (catalogue / "django.po").open("rb") as file:
        return [message for message in read_po(file, locale="km") if message.id]


def _written():  # type: ignore[no-untyped-def]
    return [message for catalogue in CATALOGUES for message in _messages(catalogue)]


def test_a_text_is_translated_alike_in_every_catalogue() -> None:
    said: dict[tuple[str | None, str], object] = {}
    for message in _written():
        key = (message.context, str(message.id))
        assert said.setdefault(key, message.string) == message.string, key


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda folder: folder.parents[2].name)
def test_the_catalogue_says_that_it_awaits_a_native_reader(catalogue: Path) -> None:
    assert "AWAITING A NATIVE READER" in (catalogue / "django.po").read_text(encoding="utf-8")


def test_topic_names_of_the_catalogue_are_those_of_the_topics() -> None:
    assert {topic.name for topic in TOPICS} == set(vocabulary._TRANSLATED_TOPICS)


@pytest.mark.django_db
def test_the_language_switch_is_in_its_own_language_and_keeps_the_page(record: SmallRecord, visitor: Client) -> None:
    page = visitor.get("/calidor/follow-up/?topic=law").content.decode()
    assert 'lang="km">ភាសាខ្មែរ</button>' in page
    assert 'value="/calidor/follow-up/?topic=law"' in page

    answer = visitor.post("/language/", {"language": "km", "next": "/calidor/follow-up/?topic=law"}, follow=True)

    assert answer.redirect_chain == [("/calidor/follow-up/?topic=law", 302)]
    assert '<html lang="km">' in answer.content.decode()
    assert "ការតាមដាន" in answer.content.decode()


@pytest.mark.django_db
def test_a_text_held_in_one_language_is_shown_in_it_and_marked(record: SmallRecord) -> None:
    page = Client(headers={"accept-language": "km"}).get("/calidor/questions/one-sided/").content.decode()

    assert '<span lang="en">Was the draft act published before it was adopted?</span></h1>' in page
    assert "<title>Was the draft act published before it was adopted?" in page


def test_names_of_statuses_differ_from_one_another_in_khmer() -> None:
    with override("km"):
        assert len({str(name) for name in vocabulary.STATUS_NAMES.values()}) == 5


def test_templates_hold_no_text_outside_the_catalogue() -> None:
    """Letters that stand outside tags, variables and translations; the 500 page needs no catalogue to be drawn."""
    allowed = {"Audiatur", "English", "ភាសាខ្មែរ", "SHA", "Enter", "UTC"}
    templates = [
        *(ROOT / "src/audiatur/site/templates").rglob("*.html"),
        *TOPIC_TEMPLATES.glob("*/templates/**/*.html"),
    ]
    for template in sorted(templates):
        if template.name == "500.html":
            continue
        text = template.read_text(encoding="utf-8")
        text = re.sub(r"{% blocktranslate.*?{% endblocktranslate %}", "", text, flags=re.S)
        text = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", " ", text, flags=re.S)
        text = re.sub(r'<[^>]*>|&\w+;|\b[\w-]+="[^"]*"', " ", text)
        found = set(re.findall(r"[^\W\d_]{2,}", text)) - allowed
        assert found == set(), template.relative_to(ROOT)


def test_the_package_holds_the_catalogue() -> None:
    assert (CATALOGUE / "django.mo").is_relative_to(next(iter(audiatur.__path__)))
