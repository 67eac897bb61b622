"""The sources list and the source page: what is shown, to whom, and how the document is marked."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from html import unescape

import pytest
from django.test import Client
from django.utils.html import strip_tags

from audiatur.record import ledger, services
from audiatur.record.models import Role, User, Visibility
from tests import readings
from tests.record_fixture import SmallRecord
from tests.site.conftest import signed_in

pytestmark = pytest.mark.django_db


def added(record: SmallRecord, *, by="keeper", content=readings.ARTICLE, reading=None, **given):
    """A source of a person, read by hand."""
    if reading is None:
        data, reading = readings.article() if content == readings.ARTICLE else readings.read(content)
    else:
        data = content.encode()
    given.setdefault("visibility", Visibility.PUBLIC)
    return services.source_add(
        record.dialogue, by=record.users[by], title=given.pop("title", "Talks in Osmere"), content=data,
        name=given.pop("name", "article.txt"), reading=reading, **given,
    )  # fmt: skip


def client_of(record: SmallRecord, who: str) -> Client:
    return signed_in(record.users[who]) if who != "anyone" else Client(headers={"accept-language": "en"})


def address(source, rest: str = "") -> str:
    return f"/calidor/sources/{source.pk}/{rest}"


def document(page) -> str:
    """The document of a source page as HTML."""
    return re.search(r'<article class="document".*?</article>', page.content.decode(), re.DOTALL)[0]


def test_the_list_says_what_was_read(record, visitor):
    added(record, published="2026-03-21")

    page = visitor.get("/calidor/sources/").content.decode()

    words = " ".join(strip_tags(page).split())
    assert "5 sources, 1 to 5 shown" in words
    assert "2 statements, 2 to check · 1 quantity, 1 that does not add up" in words
    assert "21 March 2026" in words
    assert "Not held here, so nothing was read" in words


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("whose=side:state", ["Reply of the Ministry of Justice"]),
        ("whose=party:rapporteur", ["Report of the Special Rapporteur"]),
        ("whose=none&kind=txt", ["Talks in Osmere"]),
        ("kind=reference", ["Meeting on prisons", "Report of the working group"]),
        ("whose=side:cso", []),
        ("kind=nonsense", []),
    ],
)
def test_the_list_is_filtered(record, visitor, query, titles):
    added(record)

    page = visitor.get(f"/calidor/sources/?{query}").content.decode()

    assert [unescape(title) for title in re.findall(r'<th scope="row"><a [^>]*>(.*?)</a>', page)] == titles


def test_a_list_that_a_filter_empties_says_so(record, visitor):
    page = visitor.get("/calidor/sources/?whose=side:cso").content.decode()

    assert "No source fits these filters." in page


def test_a_long_list_has_numbered_pages_with_the_count(record, visitor):
    for number in range(25):
        services.source_add(
            record.dialogue, by=record.users["keeper"], title=f"Article {number}", visibility=Visibility.PUBLIC
        )

    page = visitor.get("/calidor/sources/?page=2")

    assert "29 sources, 21 to 29 shown" in page.content.decode()
    assert visitor.get("/calidor/sources/?page=nonsense").status_code == 200


def test_a_dialogue_without_sources_says_how_they_come(record, visitor):
    other = services.dialogue_open(slug="empty", title="Empty", state_name="E", opened="2026", sides=[])
    services.member_add(other, user=record.users["keeper"], role=Role.SECRETARIAT)

    page = signed_in(record.users["keeper"]).get("/empty/sources/").content.decode()

    assert "A party or the secretariat adds documents" in page
    assert 'href="/empty/sources/add/"' in page


VISIBILITY = [
    (Visibility.PUBLIC, {"anyone", "outsider", "keeper", "clerk", "officer", "monitor", "lawyer", "reader"}),
    (Visibility.PARTIES, {"keeper", "clerk", "officer", "monitor", "lawyer", "reader"}),
    (Visibility.SIDE, {"monitor", "lawyer", "reader"}),
    (Visibility.RESTRICTED, {"monitor", "reader"}),
]
VIEWERS = ("anyone", "outsider", "keeper", "clerk", "officer", "monitor", "lawyer", "reader")


@pytest.mark.parametrize("who", VIEWERS)
@pytest.mark.parametrize(("level", "seen_by"), VISIBILITY)
def test_every_page_of_a_source_is_404_to_those_who_may_not_see_it(record, level, seen_by, who):
    source = added(record, by="monitor", visibility=level)
    row = source.statements.first()
    client = client_of(record, who)

    pages = [address(source, rest) for rest in ("", "original/", "statements.csv", "receipt/")]
    codes = {client.get(page).status_code for page in pages}
    review = client.get(address(source, f"statements/{row.pk}/")).status_code

    assert codes == ({200} if who in seen_by else {404})
    assert (source.title in client.get("/calidor/sources/").content.decode()) == (who in seen_by)
    if who == "anyone":
        assert review == 302
    else:
        reviews = who == "monitor" or (who == "keeper" and who in seen_by)
        assert review == (200 if reviews else 403 if who in seen_by else 404)


@pytest.mark.parametrize("kind", ["passage", "recommendation", "at", "near", "part"])
@pytest.mark.parametrize("value", ["", "-1", "x", "99999999999999999999", "5-2", "0-99999999", "²", "1-2-3"])
def test_an_address_that_makes_no_sense_shows_the_document_all_the_same(record, visitor, kind, value):
    source = added(record)

    assert visitor.get(address(source), {kind: value}).status_code == 200


def test_the_original_is_what_was_uploaded_byte_for_byte_and_never_opened_in_the_page(record, visitor):
    raw = "<script>alert(1)</script>\r\n\x00ក Some words.".encode()
    reading = replace(readings.read("Some words.")[1], sha256=hashlib.sha256(raw).hexdigest())
    source = services.source_add(
        record.dialogue, by=record.users["keeper"], title="Raw", content=raw, name='../../a "b"\n.html',
        reading=reading, visibility=Visibility.PUBLIC,
    )  # fmt: skip

    answer = visitor.get(address(source, "original/"))

    assert answer.content == raw
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == 'attachment; filename="a _b__.txt"'


def test_a_reference_has_no_original_and_links_out_without_telling_where_from(record, visitor):
    source = record.sources["review"]

    page = visitor.get(address(source)).content.decode()

    assert visitor.get(address(source, "original/")).status_code == 404
    assert "The document is not held here" in page
    assert '<a href="https://example.org/review" rel="noopener noreferrer">' in page


NASTY = '<script>alert("1")</script> said <img src=x onerror=alert(2)> & "so" it’s {{ 7|add:7 }} </article>.'


def test_a_document_that_carries_markup_is_shown_as_its_characters(record, visitor):
    told = readings.statement(
        NASTY, source='<script>alert("1")</script>', cue="said", says="<img src=x onerror=alert(2)>",
        speaker='<b onclick="x">',
    )  # fmt: skip
    _, reading = readings.read(NASTY, statements=[told])
    source = added(record, content=NASTY, reading=reading, title="<i>Title</i>", publisher="<u>P</u>")

    page = visitor.get(address(source))

    html = page.content.decode()
    for danger in ("<script>alert", "<img src=x", "<b onclick", "<i>Title", "<u>P</u>", "</article>."):
        assert danger not in html
    shown = re.sub(r'<a class="ref".*?</a>', "", document(page))
    shown = re.sub(r"<h2.*?</h2>", "", shown)
    assert unescape(strip_tags(shown)).strip() == NASTY


def test_the_marks_carry_their_role_and_lead_to_their_statement(record, visitor):
    source = added(record)
    row = source.statements.first()
    says = row.content_spans[0][0]

    html = document(visitor.get(address(source)))

    assert f'class="source" data-s="{row.pk}" aria-details="s{row.pk}">The minister</mark>' in html
    assert f'class="cue" data-s="{row.pk}" aria-details="s{row.pk}">said</mark>' in html
    assert f'<a class="ref" href="#s{row.pk}" aria-label="Statement 1: The minister says">1</a>' in html
    assert f'<mark id="p{says}" class="content"' in html
    assert '<mark id="p161" class="sum">' in html


def test_every_paragraph_says_its_language(record, visitor):
    source = added(record)

    assert document(visitor.get(address(source))).count('lang="en"') == 4


def test_no_address_within_the_page_stands_twice(record):
    source = added(record)
    services.statement_split(
        source.statements.first(), by=record.users["keeper"], at=source.content.index("and that nobody")
    )

    html = signed_in(record.users["keeper"]).get(address(source)).content.decode()

    names = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(names) == sorted(set(names))


def test_a_passage_of_a_claim_is_marked_where_its_link_leads(record, visitor):
    source = record.sources["reply"]
    passage = record.claims["sourced"].passages.get()

    html = document(visitor.get(f"{address(source)}?passage={passage.pk}"))

    marked = "".join(re.findall(r'<mark id="p\d+" class="[^"]*\bpassage\b[^"]*"[^>]*>(.*?)</mark>', html))
    assert marked == "new buildings are under way"
    assert html.count('id="passage"') == 1


def test_a_sum_that_does_not_add_up_is_shown_with_its_computation(record, visitor):
    html = visitor.get(address(added(record))).content.decode()

    assert "39,012 ÷ 8,804 = 443.1 %, printed 343 %" in html


def test_a_statement_says_how_sure_the_reading_was_in_words_and_number(record, visitor):
    words = " ".join(strip_tags(visitor.get(address(added(record))).content.decode()).split())

    assert "the reading was sure (0.93)" in words
    assert "the reading was unsure (0.60)" in words
    assert words.count("Read automatically, not yet checked") == 2


def test_only_those_who_review_are_offered_the_acts(record, visitor):
    source = added(record)

    assert 'data-act="confirm"' not in visitor.get(address(source)).content.decode()
    assert 'data-act="confirm"' not in signed_in(record.users["clerk"]).get(address(source)).content.decode()
    assert 'data-act="confirm"' in signed_in(record.users["keeper"]).get(address(source)).content.decode()


def test_a_long_document_is_shown_in_parts_each_with_its_statements(record, visitor):
    content = "\n".join(f"Person {number} said thing {number} of many." for number in range(90))
    told = [
        readings.statement(
            content, source=f"Person {n} ", cue=f"said thing {n} ", says=f"thing {n} of many", speaker=f"Person {n}",
            page=n // 2 + 1,
        )
        for n in range(90)
    ]  # fmt: skip
    _, reading = readings.read(content, statements=told, page_every=2)
    source = added(record, content=content, reading=reading)

    page = visitor.get(f"{address(source)}?part=2").content.decode()

    assert "Part 2 of 3 of this document" in page
    assert "pages 21–40" in page
    assert "Person 40 said" in strip_tags(page)
    assert "Person 39" not in page
    assert page.count('class="item ') == 40
    assert page.count('class="folio"') == 20


def test_the_csv_holds_every_statement_and_no_formula(record, visitor):
    content = "=HYPERLINK said it rained."
    told = readings.statement(content, source="=HYPERLINK", cue="said", says="it rained", speaker="=HYPERLINK")
    source = added(record, content=content, reading=readings.read(content, statements=[told])[1])

    answer = visitor.get(address(source, "statements.csv"))

    head, row = answer.content.decode("utf-8-sig").splitlines()
    assert head.startswith("number,speaker,voice")
    assert row.startswith("1,'=HYPERLINK,says,,it rained")
    assert row.endswith(",yes")


def test_the_source_page_asks_the_database_a_fixed_number_of_times(record, visitor, django_assert_max_num_queries):
    content = "\n".join(f"Person {number} said thing {number} of many." for number in range(60))
    told = [
        readings.statement(content, source=f"Person {n} ", cue="said", says=f"thing {n} of many") for n in range(60)
    ]
    source = added(record, content=content, reading=readings.read(content, statements=told)[1])

    with django_assert_max_num_queries(24):
        assert visitor.get(address(source)).status_code == 200


def test_the_receipt_names_the_entry_the_hash_and_who_can_see(record):
    source = added(record, by="monitor", visibility=Visibility.SIDE)

    answer = signed_in(record.users["lawyer"]).get(address(source, "receipt/"))

    words = " ".join(strip_tags(answer.content.decode()).split())
    assert source.sha256 in words
    assert "My side: Civil society: Detention Monitor, Lawyers’ Circle" in words
    assert f"Ledger entry{ledger.head().seq}" in words
    assert ledger.head().hash in words


def test_pages_are_whole_in_khmer_too(record):
    source = added(record)
    person: User = record.users["keeper"]

    for page in ("/calidor/sources/", address(source), "/calidor/sources/add/"):
        html = signed_in(person, language="km").get(page).content.decode()
        assert '<html lang="km">' in html
