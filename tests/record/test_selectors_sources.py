"""What a viewer sees of sources: which, how they are counted, cut into parts and marked."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiatur.record import selectors, services
from audiatur.record.models import Visibility
from audiatur.record.selectors.marking import LAYERS, marked_paragraphs, part_at, parts_of
from audiatur.record.selectors.sources import statement_numbers
from audiatur.record.visibility import PUBLIC, viewer_of
from tests import readings


def paragraphs_of(content, *, pages=0):
    """A paragraph a line, as a source keeps them; a page for so many paragraphs."""
    kept, at = [], 0
    for line in content.split("\n"):
        if line:
            page = len(kept) // pages + 1 if pages else None
            kept.append({"start": at, "end": at + len(line), "page": page, "role": "body", "label": None, "lang": "en"})
        at += len(line) + 1
    return kept


texts = st.text(alphabet="ab <&>\"'\n", min_size=1, max_size=60)
spans = st.lists(
    st.tuples(
        st.integers(-3, 70), st.integers(-3, 70), st.sampled_from(["source", "cue", "content"]), st.integers(1, 9)
    ),
    max_size=12,
)


@given(texts, spans)
def test_the_fragments_of_a_paragraph_join_to_its_very_characters(content, marks):
    paragraphs = paragraphs_of(content)

    shown = marked_paragraphs(content, paragraphs, spans=marks, pages={})

    joined = ["".join(part.text for part in row.fragments) for row in shown]
    assert joined == [content[row["start"] : row["end"]] for row in paragraphs]


@given(texts, spans)
def test_every_character_carries_the_marks_that_cover_it_and_no_other(content, marks):
    paragraphs = paragraphs_of(content)

    shown = marked_paragraphs(content, paragraphs, spans=marks, pages={})

    for row in shown:
        for part in row.fragments:
            for at in range(part.start, part.start + len(part.text)):
                covering = {(role, key) for start, end, role, key in marks if start <= at < end}
                assert set(part.roles) <= covering
                assert len(covering) > LAYERS or set(part.roles) == covering


def test_nested_and_overlapping_marks_are_drawn_flat():
    content = "He said she said yes"
    marks = [(0, 2, "source", 1), (8, 20, "content", 1), (8, 11, "source", 2), (17, 20, "content", 2)]

    (row,) = marked_paragraphs(content, paragraphs_of(content), spans=marks, pages={})

    assert [(part.text, part.roles) for part in row.fragments] == [
        ("He", (("source", 1),)),
        (" said ", ()),
        ("she", (("source", 2), ("content", 1))),
        (" said ", (("content", 1),)),
        ("yes", (("content", 1), ("content", 2))),
    ]


def test_a_page_is_told_where_it_begins_even_inside_a_paragraph():
    content = "One two three\nfour"

    rows = marked_paragraphs(content, paragraphs_of(content), spans=[], pages={0: 1, 8: 2, 13: 3})

    told = [(part.text, part.page) for row in rows for part in row.fragments]
    assert told == [("One two ", 1), ("three", 2), ("four", 3)]


def test_a_hundred_thousand_nested_marks_cost_no_more_than_their_number_of_fragments():
    content = "x" * 200_001
    marks = [(place, 200_001 - place, "content", place) for place in range(100_000)]

    (row,) = marked_paragraphs(content, paragraphs_of(content), spans=marks, pages={})

    assert len(row.fragments) == 199_999
    assert sum(len(part.roles) for part in row.fragments) <= LAYERS * len(row.fragments)


def test_a_long_source_is_cut_into_parts_of_twenty_pages():
    content = "\n".join(f"Line {number}" for number in range(90))

    parts = parts_of(content, paragraphs_of(content, pages=2))

    assert [(part.first_page, part.last_page) for part in parts] == [(1, 20), (21, 40), (41, 45)]
    assert parts[0].start == 0
    assert all(one.end == two.start for one, two in pairwise(parts))


def test_a_source_without_pages_is_cut_by_its_weight():
    content = "\n".join(["x" * 25_000] * 5)

    parts = parts_of(content, paragraphs_of(content))

    assert [round((part.end - part.start) / 25_000) for part in parts] == [2, 2, 1]


def test_khmer_weighs_its_bytes():
    content = "\n".join(["ក" * 10_000] * 4)

    assert len(parts_of(content, paragraphs_of(content))) == 2


@given(texts)
def test_every_character_lies_in_exactly_one_part(content):
    parts = parts_of(content, paragraphs_of(content))

    for at in range(len(content) + 1):
        assert [part for part in parts if part.holds(at)] == [part_at(parts, at)]


def test_a_reference_has_one_empty_part(small):
    source = services.source_add(small.dialogue, by=small.secretariat, title="Named", visibility=Visibility.PUBLIC)

    page = selectors.source_page(source, viewer=PUBLIC)

    assert (page.paragraphs, page.statements, len(page.parts)) == ((), (), 1)


def long_source(small, *, lines=90):
    """A document of 45 pages with a statement on each."""
    content = "\n".join(f"Person {number} said thing {number} of many." for number in range(lines))
    found = [
        readings.statement(
            content, source=f"Person {number} ", cue=f"said thing {number} ", says=f"thing {number} of many",
            speaker=f"Person {number}", page=number // 2 + 1,
        )
        for number in range(0, lines, 2)
    ]  # fmt: skip
    data, reading = readings.read(content, statements=found, page_every=2, name="long.pdf")
    return services.source_add(
        small.dialogue, by=small.secretariat, title="Long", content=data, name="long.pdf", reading=reading,
        visibility=Visibility.PUBLIC,
    )  # fmt: skip


def test_a_part_shows_its_own_statements_and_counts_the_whole(small):
    source = long_source(small)

    page = selectors.source_page(source, viewer=PUBLIC, part=2)

    assert [view.statement.page for view in page.statements] == list(range(21, 41))
    assert page.statements[0].number == "21"
    assert (page.counts.statements, page.counts.to_check) == (45, 45)


def test_an_offset_is_shown_in_the_part_that_holds_it(small):
    source = long_source(small)
    at = source.content.index("Person 88 ")

    assert selectors.source_page(source, viewer=PUBLIC, at=at).part.number == 3
    assert selectors.source_page(source, viewer=PUBLIC, part=99).part.number == 3
    assert selectors.source_page(source, viewer=PUBLIC, part=-1).part.number == 1


def press(small, **given):
    content, reading = readings.article()
    return services.source_add(
        small.dialogue, by=given.pop("by", small.secretariat), title="Talks", content=content, name="a.txt",
        reading=reading, visibility=given.pop("visibility", Visibility.PUBLIC), **given,
    )  # fmt: skip


def test_numbers_of_statements_stay_whatever_is_done_with_them(small):
    source = press(small)
    one, two = source.statements.order_by("start")
    services.statement_discard(two, by=small.secretariat)
    first, second = services.statement_split(one, by=small.secretariat, at=source.content.index("and that"))
    services.statement_restore(one, by=small.secretariat)
    third, fourth = services.statement_split(one, by=small.secretariat, at=source.content.index("nobody"))

    numbers = statement_numbers(source)

    assert [numbers[row.pk] for row in (one, two)] == ["1", "2"]
    assert [numbers[row.pk] for row in (first, second, third, fourth)] == ["1a", "1b", "1c", "1d"]


def test_what_is_discarded_or_split_is_kept_out_of_the_way(small):
    source = press(small)
    one, two = source.statements.order_by("start")
    services.statement_discard(two, by=small.secretariat)
    services.statement_split(one, by=small.secretariat, at=source.content.index("and that"))

    page = selectors.source_page(source, viewer=PUBLIC)

    assert [view.number for view in page.statements] == ["1a", "1b"]
    assert [view.number for view in page.set_aside] == ["1", "2"]
    assert page.counts.statements == 2
    marked = {key for row in page.paragraphs for part in row.fragments for role, key in part.roles if role != "sum"}
    assert not marked & {one.pk, two.pk}


def test_the_words_that_stand_for_the_speaker_are_told_where_they_differ(small):
    content = "The minister spoke. He said it rained."
    told = readings.statement(content, source="He", cue="said", says="it rained")
    data, reading = readings.read(content, statements=[told])
    source = services.source_add(
        small.dialogue, by=small.secretariat, title="T", content=data, name="a", reading=reading
    )

    (view,) = selectors.statement_views(source, viewer=viewer_of(small.secretariat))

    assert (view.statement.said_by, view.as_printed, view.words, view.lang) == ("The minister", "He", "it rained", "en")


@pytest.mark.parametrize(
    ("level", "seen_by"),
    [
        (Visibility.PUBLIC, {"anyone", "ministry", "mandate", "monitor", "lawyers", "secretariat"}),
        (Visibility.PARTIES, {"ministry", "mandate", "monitor", "lawyers", "secretariat"}),
        (Visibility.SIDE, {"monitor", "lawyers"}),
        (Visibility.RESTRICTED, {"monitor"}),
    ],
)
def test_a_source_is_listed_and_opened_for_those_who_may_see_it(small, level, seen_by):
    source = press(small, by=small.people["monitor"], visibility=level)
    viewers = {
        "anyone": PUBLIC,
        "secretariat": viewer_of(small.secretariat),
        **{name: viewer_of(person) for name, person in small.people.items()},
    }

    listed = {name for name, viewer in viewers.items() if selectors.sources_visible(small.dialogue, viewer=viewer)}
    opened = {
        name for name, viewer in viewers.items() if selectors.source_get(small.dialogue, source.pk, viewer=viewer)
    }

    assert listed == opened == seen_by


def test_a_claim_that_is_not_for_the_viewer_is_not_shown_with_its_statement(small):
    source = press(small)
    services.claim_file(
        source.statements.first(), by=small.secretariat, question=small.question(), visibility=Visibility.RESTRICTED
    )

    def claim(viewer):
        return selectors.source_page(source, viewer=viewer).statements[0].claim

    assert claim(PUBLIC) is None
    assert claim(viewer_of(small.secretariat)) is not None


def test_the_list_counts_what_was_read(small):
    source = press(small)
    services.statement_confirm(source.statements.first(), by=small.secretariat)

    (row,) = selectors.source_rows(list(selectors.sources_visible(small.dialogue, viewer=PUBLIC)))

    counts = row.counts
    assert (counts.statements, counts.confirmed, counts.to_check, counts.quantities, counts.unsound) == (2, 1, 1, 1, 1)


def test_the_list_is_filtered_by_side_party_kind_and_what_is_to_check(small):
    press(small)
    services.source_add(
        small.dialogue, by=small.people["monitor"], title="Named", author=small.parties["monitor"],
        visibility=Visibility.PUBLIC, published="2030",
    )  # fmt: skip

    def titles(**chosen):
        return [row.title for row in selectors.sources_visible(small.dialogue, viewer=PUBLIC, **chosen)]

    assert titles() == ["Named", "Talks"]
    assert titles(side="cso") == titles(party="monitor") == titles(kind="reference") == ["Named"]
    assert titles(side="none") == titles(kind="txt") == titles(to_check=True) == ["Talks"]
    assert titles(side="state") == []


def test_the_receipt_of_a_source_is_the_entry_that_added_it(small):
    first = press(small)
    press(small, by=small.people["monitor"])

    entry = selectors.source_entry(first)

    assert entry is not None
    assert ("record.source", first.pk) in [(row["model"], row["id"]) for row in entry.rows]
    assert entry.kind == "source added"


def test_a_passage_of_another_source_has_no_place_here(small):
    one, other = press(small), press(small, by=small.people["monitor"])
    claim = services.claim_file(one.statements.first(), by=small.secretariat, question=small.question())
    passage = claim.passages.get()

    keeper = viewer_of(small.secretariat)
    assert selectors.passage_span(one, "passage", passage.pk, viewer=keeper) == (passage.start, passage.end)
    assert selectors.passage_span(other, "passage", passage.pk, viewer=keeper) is None


def test_a_passage_that_only_a_hidden_claim_quotes_is_answered_as_one_that_there_is_not(small):
    source = press(small)
    claim = services.claim_file(
        source.statements.first(), by=small.secretariat, question=small.question(), visibility=Visibility.RESTRICTED
    )
    passage = claim.passages.get()

    assert selectors.source_get(source.dialogue, source.pk, viewer=PUBLIC) is not None
    assert selectors.passage_span(source, "passage", passage.pk, viewer=PUBLIC) is None
    assert selectors.passage_span(source, "passage", 999_999, viewer=PUBLIC) is None
    assert selectors.passage_span(source, "passage", passage.pk, viewer=viewer_of(small.secretariat)) is not None
