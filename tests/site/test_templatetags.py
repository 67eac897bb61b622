"""The words of a choice are those that Django gives, in the language of the page."""

from __future__ import annotations

import pytest
from django.utils import translation

from audiatur.record.models import Claim, Position, Stance
from audiatur.site.templatetags.record import chosen


@pytest.mark.parametrize("stance", [*Stance.values, "no such stance"])
@pytest.mark.parametrize("language", ["km", "en"])
def test_a_choice_is_told_in_the_language_of_the_page(stance, language):
    row = Position(stance=stance)

    with translation.override(language):
        assert chosen(row, "stance") == row.get_stance_display()


def test_a_choice_that_was_not_made_is_told_by_nothing():
    assert chosen(Claim(voice=""), "voice") == ""
