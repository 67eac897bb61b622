"""What selectors keep while the ledger stands: never older than the record, never another viewer's, never changed."""

from __future__ import annotations

import contextvars
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Event

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from audiatur.record import ledger
from audiatur.record.models import Role, User, Visibility
from audiatur.record.selectors import commitment_views, only_reading, question_outlines, question_page, standing
from audiatur.record.services import commitment_make, member_add, position_withdraw
from audiatur.record.visibility import PUBLIC, Viewer, viewer_of
from audiatur.site.middleware import Reading
from tests.record.small import Small, small_dialogue

TODAY = date(2030, 3, 1)


@pytest.fixture
def small(transactional_db: None) -> Small:
    return small_dialogue()


@pytest.fixture(autouse=True)
def reading(small: Small) -> Iterator[None]:
    with only_reading():
        yield


def _stances(small: Small) -> list[str]:
    (view,) = question_outlines(small.dialogue, viewer=PUBLIC, today=TODAY)
    return [cell.stance for cell in view.rows[0].cells]


def test_what_enters_the_record_is_seen_at_once(small):
    proposition = small.question().propositions.get()
    assert _stances(small) == ["silent", "silent", "silent"]

    position = small.take(proposition, "ministry", "accepts")

    assert _stances(small) == ["accepts", "silent", "silent"]

    position_withdraw(position, by=small.people["ministry"], on=TODAY)

    assert _stances(small) == ["silent", "silent", "silent"]


def test_while_nothing_enters_it_the_record_is_drawn_once(small, django_assert_num_queries):
    question = small.question()
    before = question_page(question, viewer=PUBLIC, today=TODAY)

    with django_assert_num_queries(1):  # the head of the ledger
        again = question_page(question, viewer=PUBLIC, today=TODAY)

    assert again is before
    assert question_page(question, viewer=PUBLIC, today=date(2030, 6, 1)) is not before


def test_who_asks_while_it_is_being_drawn_waits_and_is_given_the_same(small, monkeypatch):
    head = ledger.head()
    monkeypatch.setattr("audiatur.record.ledger.head", lambda: head)  # threads have no connection to this record
    monkeypatch.setattr(standing, "_settled", lambda: True)
    begun, go_on = Event(), Event()
    drawn = []

    @standing.while_it_stands
    def slow(*, viewer: Viewer) -> object:
        begun.set()
        assert go_on.wait(10)
        drawn.append(object())
        return drawn[-1]

    with ThreadPoolExecutor(3) as threads:
        waiting = [threads.submit(contextvars.copy_context().run, slow, viewer=PUBLIC) for _person in range(3)]
        assert begun.wait(10)
        go_on.set()

    assert {id(each.result()) for each in waiting} == {id(drawn[0])}
    assert len(drawn) == 1


def test_a_drawing_that_fails_is_tried_again_by_the_next(small):
    given = iter([OSError("the disk is full"), "drawn"])

    @standing.while_it_stands
    def uncertain(*, viewer: Viewer) -> object:
        if isinstance(found := next(given), OSError):
            raise found
        return found

    with pytest.raises(OSError, match="full"):
        uncertain(viewer=PUBLIC)

    assert uncertain(viewer=PUBLIC) == "drawn"


def test_who_may_see_less_is_not_given_what_another_asked_for(small):
    by = small.people["monitor"]
    made = {
        level: commitment_make(
            small.dialogue, by=by, party=small.parties["monitor"], text=level, made="2030-02-01", visibility=level
        ).pk
        for level in Visibility.values
    }
    people = [small.people["monitor"], small.people["lawyers"], small.people["ministry"], AnonymousUser()]

    def found(person: object) -> set[str]:
        views = commitment_views(small.dialogue, viewer=viewer_of(person), today=TODAY)
        return {level for level, pk in made.items() if pk in {view.commitment.pk for view in views}}

    expected = [
        {"public", "parties", "side", "restricted"},
        {"public", "parties", "side"},
        {"public", "parties"},
        {"public"},
    ]
    assert [found(person) for person in people] == expected
    assert [found(person) for person in reversed(people)] == expected[::-1]


def test_colleagues_who_may_see_the_same_share_what_was_drawn(small):
    question = small.question()
    colleague = User.objects.create_user("colleague")
    member_add(small.dialogue, user=colleague, role=Role.MEMBER, party=small.parties["ministry"])

    one, other, elsewhere = (
        question_page(question, viewer=viewer_of(person), today=TODAY)
        for person in (small.people["ministry"], colleague, small.people["monitor"])
    )

    assert one is other
    assert one is not elsewhere


@pytest.mark.parametrize(("method", "shared"), [("GET", True), ("HEAD", True), ("POST", False), ("DELETE", False)])
def test_a_request_that_may_act_is_given_rows_of_its_own(small, rf, method, shared):
    question = small.question()
    given = []

    def answer(request: HttpRequest) -> HttpResponse:
        given.append(question_page(question, viewer=PUBLIC, today=TODAY))
        return HttpResponse()

    for asked in ("GET", method):
        contextvars.Context().run(Reading(answer), rf.generic(asked, "/"))

    assert (given[0] is given[1]) == shared


def test_who_does_not_say_that_they_only_read_is_given_rows_of_their_own(small):
    question = small.question()

    one, other = (contextvars.Context().run(question_page, question, viewer=PUBLIC, today=TODAY) for _time in range(2))

    assert one is not other


def test_a_change_that_is_taken_back_leaves_nothing_behind(small):
    proposition = small.question().propositions.get()
    head = ledger.head()

    with transaction.atomic():
        small.take(proposition, "ministry", "accepts")
        inside = _stances(small)
        transaction.set_rollback(True)

    assert inside == ["accepts", "silent", "silent"]
    assert (ledger.head(), _stances(small)) == (head, ["silent", "silent", "silent"])
