"""Importing a law: what opens a part, what only speaks of one, and what is reported."""

from __future__ import annotations

import io

import pytest
from bench.law import structure
from bench.law_suite import LANGUAGES, LAYOUTS, TRAPS, Layout, with_trap, write
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from audiatur.topics.law.errors import NoStructure
from audiatur.topics.law.findings import of_kind
from audiatur.topics.law.importing import Imported, import_document, import_lines, import_string
from audiatur.topics.law.lines import lines_of_string
from audiatur.topics.law.model import UNITS, Provision


def opened(imported: Imported) -> list[tuple[str, str]]:
    """Level and number of every part, in the order of the text."""
    return [(one.level, one.number) for top in imported.body for one in top.walk()]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_articles_have_number_heading_and_parent_in_each_layout(layout: Layout, language: str) -> None:
    written = write(layout, language, count=60)

    found = structure(import_document(written.content.encode(), name="law.txt").body)

    assert found == [(one.number, one.heading, one.above) for one in written.articles]


@pytest.mark.parametrize(("language", "line"), TRAPS)
def test_a_line_that_speaks_of_an_article_opens_none(language: str, line: str) -> None:
    found = import_string(with_trap(language, line).content, language=language)

    assert opened(found) == [("article", "1"), ("article", "2"), ("article", "3")]


def test_a_trap_stays_as_text_of_its_article() -> None:
    found = import_string("Article 1.- All.\nARTICLE 3 is repealed.\nArticle 2.- None.")

    assert "ARTICLE 3 is repealed." in found.body[0].own_text()


def test_duplicates_and_gaps_are_reported_and_nothing_is_renumbered() -> None:
    found = import_string("Article 1.- A.\nArticle 2.- B.\nArticle 2.- C.\nArticle 6.- D.")

    assert [(one.number, one.eid) for one in found.body] == [
        ("1", "art_1"), ("2", "art_2"), ("2", "art_2_dup_2"), ("6", "art_6"),
    ]  # fmt: skip
    assert [one.number for one in of_kind(found.findings, "duplicate")] == ["2"]
    assert [one.words for one in of_kind(found.findings, "gap")] == ["3-5"]


def test_articles_that_an_amending_law_quotes_are_not_its_own() -> None:
    found = import_string(
        "Article 1.- Article 48 of the Act is replaced by:\n“Article 48.- New words.\nMore words.”\n"
        "Article 2.- It begins now."
    )

    assert opened(found) == [("article", "1"), ("article", "2")]
    assert "Article 48.- New words." in found.body[0].own_text()


def test_articles_announced_without_quotation_marks_are_not_its_own() -> None:
    found = import_string(
        "Article 1.- Articles 48 and 49 are amended as follows:\nArticle 48 new.- Words.\nArticle 49 new.- Words.\n"
        "Article 2.- It begins now."
    )

    assert opened(found) == [("article", "1"), ("article", "2")]


def test_numbered_paragraphs_and_points_stand_inside_their_article() -> None:
    found = import_string("Article 1.- They may:\n1. speak;\n2. be heard:\n(a) at once;\n(b) later.\nArticle 2.- End.")

    first = found.body[0]
    assert [(one.level, one.number) for one in first.walk()] == [
        ("article", "1"), ("paragraph", "1"), ("paragraph", "2"), ("point", "a"), ("point", "b"),
    ]  # fmt: skip
    assert first.children[1].children[0].eid == "art_1__para_2__point_a"


def test_the_order_of_levels_is_learned_from_the_law() -> None:
    """Here parts stand inside chapters, though parts usually hold chapters."""
    found = import_string(
        "CHAPTER 1\nGENERAL\nPART A\nONE\nArticle 1.- All hear.\nPART B\nTWO\nArticle 2.- None speak.\n"
        "CHAPTER 2\nEND\nPART A\nX\nArticle 3.- They sit."
    )

    assert [one.level for one in found.body] == ["chapter", "chapter"]
    assert [child.level for child in found.body[0].children] == ["part", "part"]


def test_lines_of_a_table_of_contents_open_nothing() -> None:
    listed = "\n".join(f"Article {n} Heading {n}" for n in range(1, 7))
    body = "\n".join(f"Article {n} Heading {n}\nWords of {n}." for n in range(1, 7))

    found = import_string(f"LAW ON TESTS\nContents\n{listed}\n{body}")

    assert [one.number for one in found.body] == ["1", "2", "3", "4", "5", "6"]
    assert of_kind(found.findings, "contents")
    assert not of_kind(found.findings, "duplicate")


def test_signatures_are_set_apart_from_the_last_article() -> None:
    found = import_string("LAW\nArticle 1.- All.\nArticle 2.- Words.\nDone at Marest, 1 May 2001\nThe President")

    assert found.conclusions == ("Done at Marest, 1 May 2001", "The President")
    assert found.body[1].own_text() == "Words."


def test_an_annex_counts_its_articles_anew() -> None:
    found = import_string("Article 1.- A.\nArticle 2.- B.\nANNEX 1: TABLE\nArticle 1.- C.\nArticle 2.- D.")

    assert found.findings == ()
    assert found.body[2].children[0].eid == "hcontainer_1__art_1"


def test_corrections_make_text_of_an_opening_and_an_opening_of_text() -> None:
    lines = lines_of_string("Article 1.- All hear.\nArticle 2.- None speak.\nThird article, on judges\nThey sit.")

    found = import_lines(lines, language="en", corrections={2: "text", 3: "article"})

    assert [one.own_text() for one in found.body] == ["All hear.\nArticle 2.- None speak.", "They sit."]


def test_a_word_document_is_read_like_a_text() -> None:
    written = write(LAYOUTS[0], "fr", count=40)
    document = Document()
    for line in written.content.splitlines():
        if line:
            document.add_paragraph(line)
    kept = io.BytesIO()
    document.save(kept)

    found = structure(import_document(kept.getvalue(), name="law.docx").body)

    assert found == [(one.number, one.heading, one.above) for one in written.articles]


def test_a_document_without_articles_is_refused_with_what_is_accepted() -> None:
    with pytest.raises(NoStructure, match="No article was found"):
        import_string("A letter.\nIt says nothing of law.")


@given(st.lists(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=60), max_size=30))
def test_no_word_is_lost_whatever_the_lines_say(lines: list[str]) -> None:
    content = "\n".join(["Article 1.- First.", *lines, "Article 2.- Second."])

    found = import_string(content)

    kept = "\n".join([*found.preface, *found.preamble, *_printed(found.body), *found.conclusions])
    words = [word for line in lines_of_string(content).body for word in line.text.split()]
    contents = bool(of_kind(found.findings, "contents"))
    assert contents or sorted(kept.split()) == sorted(words)


def _printed(body: tuple[Provision, ...]) -> list[str]:
    return [line for one in body for line in one.printed_lines()]


def test_sections_are_the_units_of_a_law_without_articles() -> None:
    found = import_string("PART 1\nGENERAL\nSection 1.- Purpose\nAll are heard.\nSection 2.- Scope\nAll courts.")

    assert not any(one.level in UNITS for top in found.body for one in top.walk())
    assert [one.eid for one in found.body[0].children] == ["sec_1", "sec_2"]
