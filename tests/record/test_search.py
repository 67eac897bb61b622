"""Search: every part of a text is found however it is typed, and nobody finds or counts what they may not see."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audiatur.record import services
from audiatur.record.audit import audit
from audiatur.record.changes import change
from audiatur.record.models import Entry, Searched, Source, Trigram, Visibility
from audiatur.record.search import index
from audiatur.record.search.excerpt import LONGEST, excerpt
from audiatur.record.search.keys import Kind
from audiatur.record.search.words import words_of
from audiatur.record.selectors import search
from audiatur.record.visibility import PUBLIC, viewer_of
from tests.reading.khmer.test_spellings import TEXTS, other_order, written
from tests.record.small import Small, small_dialogue

KHMER = "ស្ត្រី\u200bនិង\u200bកុមារ នៅក្នុងពន្ធនាគារ។ ក្រសួងយុត្តិធម៌បានឆ្លើយថា មានស្ត្រី ១២០ នាក់។"


def hits(small: Small, query: str, *, viewer=PUBLIC, kind: Kind = Kind.PASSAGE, **given):
    groups = search(small.dialogue, query, viewer=viewer, kind=kind, **given)
    return next((group for group in groups if group.kind == kind), None)


def count(small: Small, query: str, **given) -> int:
    group = hits(small, query, **given)
    return group.count if group else 0


def shown(small: Small, query: str, **given) -> list[str]:
    return [hit.excerpt.text for hit in hits(small, query, **given).hits]


def unread(small: Small, *texts: str) -> Source:
    """A source whose paragraphs are these texts, kept without being read."""
    content, paragraphs = "\n".join(texts), []
    for text in texts:
        start = paragraphs[-1]["end"] + 1 if paragraphs else 0
        paragraphs.append({"start": start, "end": start + len(text)})
    with change("source added", by=small.secretariat):
        source = Source(
            dialogue=small.dialogue, title="-", content=content, paragraphs=paragraphs, visibility=Visibility.PUBLIC,
            added_at=timezone.now(),
        )  # fmt: skip
        source.save()
    return source


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    texts=st.lists(TEXTS.map(str.strip).filter(lambda text: len(written(text)) > 1), min_size=1, max_size=3),
    data=st.data(),
)
def test_any_part_of_a_text_of_two_characters_or_more_is_found_in_both_orders(small, texts, data):
    source = unread(small, *texts)
    for text in texts:
        typed = data.draw(st.sampled_from([text, other_order(text)]))
        start = data.draw(st.integers(0, len(typed) - 2))
        part = typed[start : data.draw(st.integers(start + 2, len(typed)))]
        if written(part):
            found = hits(small, part, on_page=1_000)

            assert source.pk in {hit.row.pk for hit in found.hits}, (text, part)


@pytest.mark.parametrize(
    "query",
    [
        "ស្ត្រី", "ស្រ្តី", "ស្ដ្រី", "ស្ត្រីនិងកុមារ", "ស្រ្តី\u200bនិង\u200bកុមារ", "ពន្ធនាគារ កុមារ", "យុត្ដិធម៌", "១២០ នាក់", "120 នាក់",
        "១២", "12", "រី", "្រី", "ស្រ", "ក", "មានស្រ្តី១២០",
    ],
)  # fmt: skip
def test_khmer_is_found_without_spaces_in_both_orders_and_with_both_digits(small, query):
    small.press(KHMER)

    assert count(small, query) == 1


@pytest.mark.parametrize(
    "query", ["Détention", "detention PRÉVENTIVE", normalize("NFD", "été"), "été", "ete", "né", "1 234", "l’été"]
)
def test_french_is_found_with_accents_or_without(small, query):
    small.press("En l’été 2030, la détention préventive de 1 234 personnes n’a pas été examinée.")

    assert count(small, query) == 1


def test_all_words_must_stand_in_a_passage_and_a_phrase_in_one_piece(small):
    small.press("The courts of Osmere are open.\n\nThe prisons of Osmere are full.\n\nOpen prisons are full of hope.")

    assert count(small, "osmere open") == 1
    assert count(small, "full prisons") == 2
    assert count(small, '"prisons of Osmere"') == 1
    assert count(small, "closed") == 0


def test_signs_of_the_query_language_are_only_text(small):
    small.press("He said: 100% of \"it\" AND _all_ OR (NOT) a* -b ^c {d} 'e' \\f.")

    for query in ("100%", "_all_", "AND", "OR (NOT)", "a* -b", "^c", "{d}", "'e'", "\\f", "%"):
        assert count(small, query) == 1, query
    for query in ("100_", "a%l", "form:it", "x* y", "\x00", "”“", "\u200b", "  "):
        assert count(small, query) == 0, query


def test_a_hit_is_shown_in_its_sentence_with_its_place_in_the_source(small):
    source = small.press("The courts were open. The prisons of Osmere were full. Nothing else is known.")

    (hit,) = hits(small, "prisons full").hits

    assert [(piece.text, piece.hit) for piece in hit.excerpt.pieces] == [
        ("The ", False), ("prisons", True), (" of Osmere were ", False), ("full", True), (".", False),
    ]  # fmt: skip
    assert hit.row == source
    assert source.content[hit.start : hit.end] == source.content.strip()


def test_what_is_shown_of_a_long_sentence_holds_the_hit_and_cuts_no_cluster():
    text = "ស្ត្រី" * 200 + "កុមារ" + "ស្ត្រី" * 200

    shown = excerpt(text, words_of("កុមារ"))

    assert [piece.text for piece in shown.pieces if piece.hit] == ["កុមារ"]
    assert (shown.begins, shown.ends, shown.lang) == (False, False, "km")
    assert len(shown.text) <= LONGEST
    assert shown.text.replace("ស្ត្រី", "") == "កុមារ"


def test_every_kind_is_found_and_told_apart(small):
    source = small.press()
    statement = source.statements.first()
    question = small.question(visibility=Visibility.PUBLIC)
    services.statement_confirm(statement, by=small.secretariat)
    claim = services.claim_file(statement, by=small.secretariat, question=question, visibility=Visibility.PUBLIC)

    groups = {group.kind: group.count for group in search(small.dialogue, "osmere", viewer=PUBLIC)}

    assert groups[Kind.QUESTION] == 1
    assert count(small, "proposition 1.1", kind=Kind.PROPOSITION) == 1
    assert count(small, "courts", kind=Kind.CLAIM) == 1
    assert count(small, "minister courts", kind=Kind.STATEMENT) >= 1
    assert count(small, "Press report", kind=Kind.SOURCE) == 1
    assert hits(small, "courts", kind=Kind.CLAIM).hits[0].row == claim


def test_what_was_withdrawn_or_discarded_is_found_no_more_and_again_when_restored(small):
    statement = small.press().statements.first()
    words = "courts were open"
    before = count(small, words, kind=Kind.STATEMENT)

    services.statement_discard(statement, by=small.secretariat)
    discarded = count(small, words, kind=Kind.STATEMENT)
    services.statement_restore(statement, by=small.secretariat)

    assert (before, discarded, count(small, words, kind=Kind.STATEMENT)) == (1, 0, 1)


SEES = {
    ("monitor", "restricted"): {"monitor"},
    ("monitor", "side"): {"monitor", "lawyers"},
    ("monitor", "parties"): {"monitor", "lawyers", "ministry", "mandate", "secretariat"},
    ("monitor", "public"): {"monitor", "lawyers", "ministry", "mandate", "secretariat", "nobody", "stranger"},
    ("secretariat", "restricted"): {"secretariat"},
}


@pytest.mark.parametrize(("owner", "level"), SEES)
def test_nobody_finds_or_counts_what_they_may_not_see(small, owner, level):
    people = {
        **small.people,
        "secretariat": small.secretariat,
        "nobody": AnonymousUser(),
        "stranger": small_dialogue("elsewhere").people["monitor"],
    }
    services.source_add(
        small.dialogue, by=people[owner], title="Canary zqx", content=b"The zqx said that zqx was full of zqx.",
        name="r.txt", visibility=level,
    )  # fmt: skip

    for who, person in people.items():
        for query in ("zqx", "zq", "z"):
            groups = search(small.dialogue, query, viewer=viewer_of(person))
            found = {group.kind: group.count for group in groups if group.count}
            assert (Kind.PASSAGE in found, Kind.SOURCE in found) == (who in SEES[owner, level],) * 2, (who, query)
            if who not in SEES[owner, level]:
                assert not found


def test_a_restricted_row_changes_no_public_count(small):
    small.press("Prisons are full.", visibility=Visibility.PUBLIC)
    before = search(small.dialogue, "prisons", viewer=PUBLIC)

    small.press("Prisons are fuller.", visibility=Visibility.RESTRICTED)

    assert search(small.dialogue, "prisons", viewer=PUBLIC) == before


def test_a_claim_under_a_question_that_the_viewer_may_not_see_is_not_found(small):
    statement = small.press().statements.first()
    services.statement_confirm(statement, by=small.secretariat)
    question = small.question(visibility=Visibility.RESTRICTED)
    services.claim_file(statement, by=small.secretariat, question=question, visibility=Visibility.PUBLIC)

    assert count(small, "courts", kind=Kind.CLAIM) == 0
    assert count(small, "courts", kind=Kind.CLAIM, viewer=viewer_of(small.secretariat)) == 1


def test_another_dialogue_is_not_searched(small):
    small_dialogue("elsewhere").press("Prisons are full.")

    assert count(small, "prisons") == 0


def test_many_hits_are_counted_up_to_a_limit_and_paged(small, monkeypatch):
    monkeypatch.setattr("audiatur.record.selectors.finding.COUNTED", 12)
    small.press("\n\n".join(f"Prison number {number} is full." for number in range(30)))

    first = hits(small, "prison", page=1, on_page=5)
    last = hits(small, "prison", page=99, on_page=5)

    assert (first.count, first.more, first.pages) == (12, True, 3)
    assert first.hits[0].excerpt.text == "Prison number 0 is full."
    assert (last.page, [hit.excerpt.text for hit in last.hits]) == (
        3, ["Prison number 10 is full.", "Prison number 11 is full."],
    )  # fmt: skip


def test_the_newest_source_comes_first(small):
    older, newer = small.press("Prisons were full."), small.press("Prisons are full.")

    assert [hit.row for hit in hits(small, "prisons").hits] == [newer, older]


def test_the_index_is_no_part_of_the_ledger_and_built_anew_it_is_the_same(small):
    small.question(visibility=Visibility.PUBLIC)
    small.press(KHMER)
    kept, terms, entries = (
        set(Searched.objects.values_list()),
        set(Trigram.objects.values_list()),
        Entry.objects.count(),
    )
    Searched.objects.all().delete()

    built = index.rebuild()

    assert set(Searched.objects.values_list()) == kept
    assert set(Trigram.objects.values_list()) == terms
    assert built == len(kept)
    assert Entry.objects.count() == entries
    assert audit().faults == ()
    assert count(small, "ស្រ្តី") == 1


def test_a_change_that_fails_leaves_the_index_as_it_was(small, monkeypatch):
    small.press()
    kept = set(Searched.objects.values_list())
    monkeypatch.setattr(index, "_holds_passages", lambda source: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        small.press("Another report about the prisons.")

    assert set(Searched.objects.values_list()) == kept


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own table")
def test_the_full_text_table_agrees_with_the_index(small):
    small.press(KHMER)
    small.press()
    Searched.objects.filter(key__in=Searched.objects.values("key")[:1]).delete()

    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO record_searched_text(record_searched_text, rank) VALUES ('integrity-check', 1)")
