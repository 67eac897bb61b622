"""Adding a source: what is asked, how it is read on the way, what is checked, and what is stored."""

from __future__ import annotations

import re
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import strip_tags

from audiatur.record import ledger
from audiatur.record.models import Source
from audiatur.site import staging
from tests.site.conftest import signed_in

pytestmark = pytest.mark.django_db

ADD = "/calidor/sources/add/"
ARTICLE = b"Talks in Calidor\n\nThe minister said that the courts were open to everyone.\n"


@pytest.fixture(autouse=True)
def places(settings, tmp_path):
    settings.STAGING, settings.BLOBS = tmp_path / "staging", tmp_path / "blobs"


@pytest.fixture
def desk(record):
    return signed_in(record.users["clerk"])


def given(**changed):
    answers = {
        "what": "file", "file": SimpleUploadedFile("talks.txt", ARTICLE), "title": "", "publisher": "The Courier",
        "symbol": "", "url": "https://example.org/talks", "published": "2026-03-21", "author": "",
        "visibility": "restricted",
    }  # fmt: skip
    return {name: value for name, value in {**answers, **changed}.items() if value is not None}


def settled(client, step):
    """The step's page once the document is read or cannot be."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        page = client.get(step)
        if b'id="progress"' not in page.content:
            return page
        time.sleep(0.02)
    raise AssertionError("the document is being read still")


def words(page):
    return " ".join(strip_tags(page.content.decode()).split())


def test_a_document_is_given_read_checked_and_added(record, desk):
    answer = desk.post(ADD, given())
    step = answer.headers["Location"]
    before = ledger.head()

    check = settled(desk, step)
    assert "Nothing is added yet." in words(check)
    assert "Only my organisation: Ministry of Justice" in words(check)
    assert 'value="talks"' in check.content.decode()
    assert ledger.head() == before

    receipt = desk.post(step, {"act": "add", "title": "Talks"}, follow=True)
    source = Source.objects.get(title="Talks")
    assert ledger.head().seq == before.seq + 1
    assert source.sha256 in words(receipt)
    assert (source.owner, source.author, source.visibility) == (record.parties["ministry"], None, "restricted")
    assert (source.publisher, source.published, source.url) == (
        "The Courier",
        "2026-03-21",
        "https://example.org/talks",
    )
    assert source.content == ARTICLE.decode()
    assert list(staging.staged_by(record.users["clerk"].pk)) == []


def test_a_reference_is_checked_and_added_without_a_file(record, desk):
    step = desk.post(ADD, given(what="reference", file=None, title="Act of 2011")).headers["Location"]

    assert "Reference only" in words(desk.get(step))
    desk.post(step, {"act": "add", "title": "Act of 2011"})

    source = Source.objects.get(title="Act of 2011")
    assert (source.sha256, source.content) == ("", "")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"file": None}, "Choose a file"),
        ({"file": SimpleUploadedFile("empty.txt", b"")}, "This file is empty"),
        ({"what": "reference", "file": None}, "Give the title"),
        ({"published": "soon"}, "is not a date that is understood here"),
        ({"url": "javascript:alert(1)"}, "valid URL"),
        ({"url": "ftp://example.org/a"}, "begins with https"),
        ({"visibility": "all"}, "valid choice"),
        ({"author": "monitor"}, "valid choice"),
        ({"title": "x" * 301}, "at most 300"),
    ],
)
def test_what_does_not_fit_is_told_at_its_field_and_nothing_begins(record, desk, changed, told):
    page = desk.post(ADD, given(**changed))

    html = page.content.decode()
    assert page.status_code == 200
    assert told in words(page)
    assert 'class="error-summary"' in html
    assert 'value="The Courier"' in html
    (target,) = re.findall(r'<li><a href="#([^"]+)"', html)
    assert f'id="{target}"' in html


def test_a_file_well_given_is_kept_while_other_answers_are_mended(desk):
    page = desk.post(ADD, given(published="soon")).content.decode()
    kept = re.search(r'name="kept" value="(\w+)"', page)[1]

    step = desk.post(ADD, given(file=None, kept=kept)).headers["Location"]

    assert "talks.txt" in words(settled(desk, step))


@pytest.mark.parametrize("changed", [{"visibility": "all"}, {"what": "neither"}, {"author": "monitor"}])
def test_a_kept_file_holds_no_answer_that_did_not_fit(desk, changed):
    page = desk.post(ADD, given(**changed)).content.decode()
    token = re.search(r'name="kept" value="(.+?)"', page)[1]
    step = f"{ADD}{token}/"

    desk.post(step, {"act": "read again"})
    settled(desk, step)
    desk.post(step, {"act": "add", "title": "Talks"})

    source = Source.objects.get(title="Talks")
    assert (source.visibility, source.author) == ("restricted", None)


def test_a_file_over_the_limit_is_let_go_and_told(desk, settings):
    settings.SOURCE_MAX_BYTES = 1000

    page = desk.post(ADD, given(file=SimpleUploadedFile("big.txt", b"x" * 70_000)))

    assert "The file is larger than 1000" in words(page).replace("\xa0", " ")
    assert list(settings.STAGING.glob("*/*")) == []


def test_answers_can_be_changed_without_reading_again(desk):
    step = desk.post(ADD, given()).headers["Location"]
    settled(desk, step)
    token = step.rstrip("/").rsplit("/", 1)[1]

    form = desk.get(f"{ADD}?kept={token}").content.decode()
    again = desk.post(ADD, given(file=None, kept=token, publisher="The Herald")).headers["Location"]

    assert 'value="The Courier"' in form
    assert again == step
    assert "The Herald" in words(desk.get(step))


def test_while_it_is_read_the_page_says_how_far_and_asks_again(desk, monkeypatch):
    monkeypatch.setattr(staging, "progress_of", lambda _: staging.Progress("reading", "pages", 12, 300))
    monkeypatch.setattr(staging, "read_in_background", lambda _: None)
    step = desk.post(ADD, given()).headers["Location"]

    page, part = desk.get(step), desk.get(step, headers={"HX-Request": "true"})

    assert "Reading the pages: page 12 of 300" in words(page)
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page.content.decode()
    assert "page 12 of 300" in words(part)
    assert "<html" not in part.content.decode()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.pdf", b"%PDF-1.7 cut", "cut off or damaged"),
        ("a.pdf", b"\x89PNG\r\n\x1a\n" + b"0" * 50, "of no kind that is read here"),
        ("a.txt", b" \n \n", "holds no words"),
    ],
)
def test_a_document_that_cannot_be_read_says_what_to_do_and_keeps_the_answers(desk, name, content, told):
    step = desk.post(ADD, given(file=SimpleUploadedFile(name, content))).headers["Location"]

    page = settled(desk, step)
    form = desk.get(re.search(r'href="([^"]+\?kept=\w+)"', page.content.decode())[1]).content.decode()

    assert told in words(page)
    assert "Nothing was added." in words(page)
    assert 'value="The Courier"' in form


def test_an_interrupted_reading_says_so_and_starts_again(desk, monkeypatch):
    with monkeypatch.context() as nothing_runs:
        nothing_runs.setattr(staging, "read_in_background", lambda _: None)
        step = desk.post(ADD, given()).headers["Location"]

    page = desk.get(step)
    assert "Reading was interrupted" in words(page)
    assert desk.get(step, headers={"HX-Request": "true"})["HX-Redirect"] == step

    desk.post(step, {"act": "read again"})
    assert "Check your answers" in words(settled(desk, step))


def test_a_document_given_up_is_forgotten(record, desk):
    step = desk.post(ADD, given()).headers["Location"]
    settled(desk, step)

    desk.post(step, {"act": "give up"})

    assert desk.get(step).status_code == 404
    assert not list(staging.staged_by(record.users["clerk"].pk))
    assert not Source.objects.filter(publisher="The Courier").exists()


def test_the_same_bytes_are_told_before_they_are_added_twice(desk):
    for _ in range(2):
        step = desk.post(ADD, given()).headers["Location"]
        check = settled(desk, step)
        again = desk.post(step, {"act": "add", "title": "Talks"})

    assert "These same bytes are in the record already" in words(check)
    assert "added before" in words(again)
    assert Source.objects.filter(title="Talks").count() == 1


def test_a_title_is_asked_for_where_it_was_taken_away(desk):
    step = desk.post(ADD, given()).headers["Location"]
    settled(desk, step)

    assert "Give the document a title." in words(desk.post(step, {"act": "add", "title": " "}))


@pytest.mark.parametrize(
    ("who", "code"), [("reader", 403), ("outsider", 403), ("clerk", 200), ("keeper", 200), ("anyone", 302)]
)
def test_only_contributors_are_let_in(record, who, code):
    client = signed_in(record.users[who]) if who != "anyone" else signed_in(None)

    assert client.get(ADD).status_code == code


@pytest.mark.parametrize("who", ["keeper", "warden", "monitor"])
def test_a_document_on_its_way_is_nobody_elses(record, desk, who):
    step = desk.post(ADD, given()).headers["Location"]
    settled(desk, step)
    other = signed_in(record.users[who])

    assert other.get(step).status_code == 404
    assert other.post(step, {"act": "add", "title": "Mine"}).status_code == 404
    assert "talks.txt" not in words(other.get(ADD))
    assert "talks.txt" in words(desk.get(ADD))


def test_levels_are_sentences_with_their_readers_the_narrowest_chosen(record, desk):
    form = desk.get(ADD).content.decode()

    assert re.search(r'value="restricted"[^>]*checked', form)
    for sentence in (
        "Only my organisation (Ministry of Justice)",
        "My side: State (Ministry of Justice, Prison Service)",
        "All parties of the dialogue (Ministry of Justice, Prison Service, ",
        "Everyone (anyone who opens this site, without signing in)",
    ):
        assert sentence in form
    assert ">Only the secretariat</label>" in signed_in(record.users["keeper"]).get(ADD).content.decode()


def test_too_many_documents_on_their_way_are_refused(desk, monkeypatch):
    monkeypatch.setattr(staging, "MOST_WAITING", 1)
    desk.post(ADD, given())

    assert "Too many documents wait" in words(desk.post(ADD, given()))
