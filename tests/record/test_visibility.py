"""Who sees a source of each level, as a table; default deny."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from audiatur.record import selectors
from audiatur.record.models import Dialogue, User
from audiatur.record.services import source_add
from audiatur.record.visibility import viewer_of
from tests.record.small import PRESS, small_dialogue

EVERYONE = {"nobody", "stranger", "ministry", "reader", "mandate", "monitor", "lawyers", "secretariat"}
SEES = {
    # (owner, level): those who see it
    ("monitor", "restricted"): {"monitor"},
    ("monitor", "side"): {"monitor", "lawyers"},
    ("monitor", "parties"): EVERYONE - {"nobody", "stranger"},
    ("monitor", "public"): EVERYONE,
    ("ministry", "restricted"): {"ministry", "reader"},
    ("secretariat", "restricted"): {"secretariat"},
    ("secretariat", "side"): {"secretariat"},
    ("secretariat", "parties"): EVERYONE - {"nobody", "stranger"},
}


@pytest.mark.parametrize(("owner", "level"), SEES)
def test_a_source_is_seen_by_whom_its_level_names_and_nobody_else(small, owner, level):
    people = {
        **small.people,
        "reader": small.reader,
        "secretariat": small.secretariat,
        "nobody": AnonymousUser(),
        "stranger": small_dialogue("elsewhere").people["monitor"],
    }
    source = source_add(
        small.dialogue, by=people[owner], title="Report", content=PRESS.encode(), name="r.txt", visibility=level
    )

    found = {
        who
        for who, person in people.items()
        if selectors.source_get(small.dialogue, source.pk, viewer=viewer_of(person))
    }

    assert found == SEES[owner, level]


def test_someone_who_was_shut_out_sees_what_everyone_sees(small):
    person = small.people["monitor"]
    person.is_active = False

    assert viewer_of(person).parties == frozenset()


def test_a_dialogue_without_a_public_question_is_not_told_to_others(small):
    assert selectors.dialogues_visible(viewer=viewer_of(AnonymousUser())) == ()
    assert selectors.dialogue_get("osmere", viewer=viewer_of(User.objects.create_user("new"))) is None
    assert selectors.dialogue_get("osmere", viewer=viewer_of(small.reader)) == Dialogue.objects.get()
