"""Adding sources and reviewing what was read in them: who may, what is refused, and what is written down."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audiatur.reading import Recommendation as ReadRecommendation
from audiatur.record import blobs, ledger, selectors, services
from audiatur.record.changes import entries_written
from audiatur.record.errors import Invalid, NotAllowed
from audiatur.record.models import Basis, Source, Statement, Visibility
from audiatur.record.visibility import PUBLIC, viewer_of
from tests import readings
from tests.record.small import small_dialogue


@pytest.fixture
def press(small):
    """A press article of the secretariat, read by hand, that everyone may see."""
    return added(small)


def added(small, *, by=None, visibility=Visibility.PUBLIC, author=None):
    content, reading = readings.article()
    return services.source_add(
        small.dialogue, by=by or small.secretariat, title="Talks", content=content, name="article.txt",
        reading=reading, visibility=visibility, author=author,
    )  # fmt: skip


def first(source):
    return source.statements.order_by("start").first()


def test_a_reading_made_beforehand_is_stored_as_it_is(small):
    content, reading = readings.article()

    source = services.source_add(
        small.dialogue, by=small.secretariat, title="Talks", content=content, name="a.txt", reading=reading
    )

    assert source.content == readings.ARTICLE
    assert blobs.fetch(source.sha256) == content
    assert [row.said_by for row in source.statements.all()] == ["The minister", "The rapporteur"]
    assert len(source.quantities) == len(source.arithmetic) == 1


def test_a_recommendation_is_suggested_for_the_topic_of_its_surest_theme(small):
    content, reading = readings.article()
    read = ReadRecommendation(
        "1.1", "Amend the penal code", (), "pending", "", "", None, 0, 9, 1.0, ("Other", "Detention")
    )

    source = services.source_add(
        small.dialogue, by=small.secretariat, title="Talks", content=content, name="a.txt",
        reading=replace(reading, recommendations=(read,)),
    )  # fmt: skip

    assert source.recommendations.get().topic == "prisons"


def test_a_reading_of_other_bytes_is_refused_and_nothing_is_stored(small):
    content, reading = readings.article()
    before = ledger.head()

    with pytest.raises(Invalid, match="read the document again"):
        services.source_add(
            small.dialogue, by=small.secretariat, title="T", content=content + b"!", name="a", reading=reading
        )

    assert ledger.head() == before
    assert not Source.objects.exists()


def test_the_same_bytes_are_not_added_twice_by_one_owner_but_by_each_owner_once(small, press):
    with pytest.raises(Invalid, match="in this dialogue already"):
        added(small)

    added(small, by=small.people["monitor"])

    assert Source.objects.count() == 2


def test_what_is_told_about_a_source_is_told_by_known_names_only(small):
    with pytest.raises(TypeError, match="sha256"):
        services.source_add(small.dialogue, by=small.secretariat, title="T", sha256="0" * 64)


def test_nothing_is_added_for_a_party_of_another_dialogue(small):
    other = small_dialogue("elsewhere")

    with pytest.raises(Invalid, match="is no party of"):
        services.source_add(small.dialogue, by=small.secretariat, title="T", author=other.parties["ministry"])


@pytest.mark.parametrize(
    ("who", "author", "allowed"),
    [
        ("ministry", "ministry", True),
        ("ministry", None, True),
        ("ministry", "monitor", False),
        ("secretariat", "monitor", True),
        ("reader", None, False),
    ],
)
def test_a_member_names_the_own_party_as_author_and_the_secretariat_any(small, who, author, allowed):
    person = getattr(small, who) if who in ("secretariat", "reader") else small.people[who]
    party = small.parties[author] if author else None

    if allowed:
        assert services.source_add(small.dialogue, by=person, title="T", author=party).author == party
    else:
        with pytest.raises(NotAllowed):
            services.source_add(small.dialogue, by=person, title="T", author=party)


ACTS = {
    "confirm": lambda row, by: services.statement_confirm(row, by=by),
    "correct": lambda row, by: services.statement_correct(row, by=by, speaker="The deputy minister"),
    "discard": lambda row, by: services.statement_discard(row, by=by),
    "split": lambda row, by: services.statement_split(row, by=by, at=row.content_spans[0][0] + 32),
}

REVIEWERS = [
    # whose source it is, its author, its level, who reviews, whether they may
    ("secretariat", None, "public", "secretariat", True),
    ("secretariat", None, "public", "ministry", False),
    ("secretariat", None, "public", "monitor", False),
    ("secretariat", "ministry", "public", "ministry", True),
    ("secretariat", "ministry", "public", "monitor", False),
    ("secretariat", "ministry", "restricted", "ministry", False),
    ("monitor", "monitor", "public", "monitor", True),
    ("monitor", "monitor", "public", "ministry", False),
    ("monitor", "monitor", "public", "lawyers", False),
    ("monitor", "monitor", "public", "secretariat", True),
    ("monitor", "monitor", "restricted", "monitor", True),
    ("monitor", "monitor", "restricted", "secretariat", False),
    ("ministry", "ministry", "public", "reader", False),
]


@pytest.mark.parametrize(("owner", "author", "level", "who", "allowed"), REVIEWERS)
@pytest.mark.parametrize("act", ACTS)
def test_a_reading_is_reviewed_by_its_owner_its_author_and_the_secretariat_alone(
    small, owner, author, level, who, allowed, act
):
    people = {**small.people, "secretariat": small.secretariat, "reader": small.reader}
    source = added(
        small, by=people[owner], author=small.parties[author] if author else None, visibility=Visibility(level)
    )
    before = ledger.head()

    if allowed:
        ACTS[act](first(source), people[who])
        assert ledger.head().seq == before.seq + 1
    else:
        with pytest.raises(NotAllowed):
            ACTS[act](first(source), people[who])
        assert ledger.head() == before


def test_what_was_read_stays_beside_a_corrected_speaker(small, press):
    row = services.statement_correct(first(press), by=small.secretariat, speaker="  The deputy \n minister ")

    row.refresh_from_db()
    assert (row.said_by, row.speaker, row.state) == ("The deputy minister", "The minister", "confirmed")
    assert row.reviewed_by == small.secretariat


def test_a_correction_to_nobody_is_refused(small, press):
    with pytest.raises(Invalid, match="Give the name"):
        services.statement_correct(first(press), by=small.secretariat, speaker=" \n ")


def test_the_parts_of_a_split_say_together_what_the_statement_said(small, press):
    row = first(press)
    said = "the courts were open to everyone, and that nobody was above the law"
    at = press.content.index("and that nobody")

    parts = services.statement_split(row, by=small.secretariat, at=at)

    texts = [press.content[slice(*part.content_spans[0])] for part in parts]
    assert texts == ["the courts were open to everyone,", "and that nobody was above the law"]
    assert " ".join(texts) == said
    assert [part.source_spans for part in parts] == [row.source_spans] * 2


@pytest.mark.parametrize("words", ["The minister said", "the courts were open", ".\n\n“The prisons"])
def test_a_cut_outside_the_words_is_refused(small, press, words):
    with pytest.raises(Invalid, match="Cut inside"):
        services.statement_split(first(press), by=small.secretariat, at=press.content.index(words))


def test_the_second_part_of_a_split_knows_its_own_page(small):
    content, reading = readings.read("The minister said one thing\nand then another.\n", page_every=1)
    words = ((content.index(b"one"), len(content) - 1),)
    told = readings.statement(content.decode(), source="The minister", cue="said", says="one thing", page=1)
    reading = replace(reading, statements=(replace(told, content=words),))
    source = services.source_add(
        small.dialogue, by=small.secretariat, title="T", content=content, name="a", reading=reading
    )

    parts = services.statement_split(first(source), by=small.secretariat, at=content.index(b"and"))

    assert [part.page for part in parts] == [1, 2]


def test_undoing_a_split_takes_away_its_parts_and_theirs(small, press):
    row = first(press)
    one, two = services.statement_split(row, by=small.secretariat, at=press.content.index("and that"))
    three, four = services.statement_split(two, by=small.secretariat, at=press.content.index("nobody"))

    services.statement_restore(row, by=small.secretariat)

    states = dict(Statement.objects.values_list("pk", "state"))
    assert states[row.pk] == "unchecked"
    assert {states[part.pk] for part in (one, two, three, four)} == {"discarded"}


def test_a_part_does_not_come_back_without_its_split(small, press):
    row = first(press)
    one, _ = services.statement_split(row, by=small.secretariat, at=press.content.index("and that"))
    services.statement_restore(row, by=small.secretariat)
    one.refresh_from_db()

    with pytest.raises(Invalid, match="was undone"):
        services.statement_restore(one, by=small.secretariat)


def test_a_discarded_part_comes_back_while_its_split_stands(small, press):
    one, _ = services.statement_split(first(press), by=small.secretariat, at=press.content.index("and that"))
    services.statement_discard(one, by=small.secretariat)

    services.statement_restore(one, by=small.secretariat)

    one.refresh_from_db()
    assert one.state == "unchecked"


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("aside", ["discard", "split"])
def test_what_is_out_of_the_way_is_not_reviewed_before_that_is_undone(small, press, act, aside):
    row = first(press)
    ACTS[aside](row, small.secretariat)
    before = ledger.head()

    with pytest.raises(Invalid, match="undo that first"):
        ACTS[act](Statement.objects.get(pk=row.pk), small.secretariat)

    assert ledger.head() == before


def test_a_row_read_before_another_person_discarded_it_is_not_confirmed(small, press):
    row, same = first(press), first(press)
    services.statement_discard(row, by=small.secretariat)

    with pytest.raises(Invalid, match="undo that first"):
        services.statement_confirm(same, by=small.secretariat)


def test_nothing_is_confirmed_or_undone_twice(small, press):
    row = services.statement_confirm(first(press), by=small.secretariat)
    with pytest.raises(Invalid, match="confirmed already"):
        services.statement_confirm(row, by=small.secretariat)

    services.statement_restore(row, by=small.secretariat)
    with pytest.raises(Invalid, match="nothing to undo"):
        services.statement_restore(row, by=small.secretariat)


@pytest.mark.parametrize("act", ["discard", "split", "correct"])
def test_a_filed_statement_is_changed_only_after_its_claim_is_withdrawn(small, press, act):
    row = first(press)
    claim = services.claim_file(row, by=small.secretariat, question=small.question())
    with pytest.raises(Invalid, match="withdraw the claim first"):
        ACTS[act](row, small.secretariat)

    services.claim_withdraw(claim, by=small.secretariat, on=press.added_at.date())
    ACTS[act](row, small.secretariat)


def test_a_claim_belongs_to_who_files_it(small):
    source = added(small, by=small.people["monitor"], author=small.parties["monitor"])
    one, two = source.statements.order_by("start")

    own = services.claim_file(one, by=small.people["monitor"], question=small.question())
    kept = services.claim_file(two, by=small.secretariat, question=small.question())

    assert own.owner == small.parties["monitor"]
    assert kept.owner is None


@pytest.mark.parametrize(
    ("who", "level", "allowed"),
    [
        ("monitor", Visibility.RESTRICTED, True),
        ("monitor", Visibility.PUBLIC, True),
        ("secretariat", Visibility.PARTIES, True),
        ("secretariat", Visibility.PUBLIC, False),
    ],
)
def test_only_the_owner_shows_a_claim_more_widely_than_its_source(small, who, level, allowed):
    source = added(small, by=small.people["monitor"], visibility=Visibility.PARTIES)
    person = small.secretariat if who == "secretariat" else small.people[who]

    if allowed:
        filed = services.claim_file(first(source), by=person, question=small.question(), visibility=level)
        assert filed.visibility == level
    else:
        with pytest.raises(NotAllowed, match="may show more"):
            services.claim_file(first(source), by=person, question=small.question(), visibility=level)


def test_a_claim_is_filed_only_under_what_belongs_together(small, press):
    other = small_dialogue("elsewhere")
    asked, foreign = small.question(), other.question()
    stranger = other.parties["ministry"]

    with pytest.raises(Invalid, match="a question of this dialogue"):
        services.claim_file(first(press), by=small.secretariat, question=foreign)
    with pytest.raises(Invalid, match="a proposition of the question"):
        services.claim_file(
            first(press), by=small.secretariat, question=asked, proposition=foreign.propositions.first()
        )
    with pytest.raises(Invalid, match="is no party of"):
        services.claim_file(first(press), by=small.secretariat, question=asked, party=stranger)


def test_what_another_document_says_that_a_party_said_is_reported(small, press):
    filed = services.claim_file(
        first(press), by=small.secretariat, question=small.question(), party=small.parties["ministry"]
    )

    assert filed.basis == Basis.REPORTED


def test_a_claim_is_not_withdrawn_twice(small, press):
    claim = services.claim_file(first(press), by=small.secretariat, question=small.question())
    services.claim_withdraw(claim, by=small.secretariat, on=press.added_at.date())

    with pytest.raises(Invalid, match="withdrawn before"):
        services.claim_withdraw(claim, by=small.secretariat, on=press.added_at.date())


def test_a_withdrawn_claim_leaves_the_statement_free_to_be_filed_again(small, press):
    asked = small.question()
    claim = services.claim_file(first(press), by=small.secretariat, question=asked)
    services.claim_withdraw(claim, by=small.secretariat, on=press.added_at.date())

    again = services.claim_file(first(press), by=small.secretariat, question=asked)

    assert again.pk != claim.pk
    shown = selectors.source_page(press, viewer=PUBLIC).statements[0]
    assert shown.claim == again


def test_the_entries_of_acts_are_told_in_their_order(small, press):
    with entries_written() as entries:
        services.statement_confirm(first(press), by=small.secretariat)
        services.statement_restore(first(press), by=small.secretariat)

    assert [entry.kind for entry in entries] == ["statement confirmed", "statement review undone"]
    assert entries[-1].seq == ledger.head().seq


def test_a_refused_act_tells_no_entry(small, press):
    with entries_written() as entries, pytest.raises(NotAllowed):
        services.statement_confirm(first(press), by=small.people["ministry"])

    assert entries == []


def test_the_viewer_knows_before_the_service_refuses(small, press):
    assert viewer_of(small.secretariat).reviews(press)
    assert not viewer_of(small.people["ministry"]).reviews(press)
    assert not PUBLIC.reviews(press)
