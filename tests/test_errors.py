"""A message is told in the reader's language with everything that stands in it, and crosses to another program."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

from audiatur.errors import AudiaturError, Message, SettingError
from audiatur.registers.errors import UnusableFile

NESTED = UnusableFile(
    "%(where)s has no %(names)s.", where=Message("%(file)s, sheet %(sheet)s", file="a.xlsx", sheet=2), names=["b", "c"]
)


def test_the_message_stands_in_english_by_itself() -> None:
    assert str(NESTED) == "a.xlsx, sheet 2 has no b, c."


def test_messages_that_stand_in_a_message_are_turned_too() -> None:
    turned = {"%(where)s has no %(names)s.": "%(where)s: %(names)s?", "%(file)s, sheet %(sheet)s": "%(sheet)s/%(file)s"}

    assert NESTED.told(words=lambda text: turned[text], named=str) == "2/a.xlsx: b, c?"


def test_a_sign_of_percent_in_a_ready_sentence_stays() -> None:
    assert str(AudiaturError("100 % of %(them)s")) == "100 % of %(them)s"
    assert str(AudiaturError()) == ""


def test_a_message_crosses_to_another_program_as_json() -> None:
    crossed = UnusableFile.of_json(json.loads(json.dumps(NESTED.as_json())))

    assert isinstance(crossed, UnusableFile)
    assert str(crossed) == str(NESTED)
    assert str(crossed.values["where"]) == "a.xlsx, sheet 2"


def test_what_is_no_number_list_or_message_crosses_as_text() -> None:
    assert Message("%(path)s", path=Path("a")).as_json() == {"template": "%(path)s", "values": {"path": "a"}}


@pytest.mark.parametrize("fault", [NESTED, SettingError("The port is 'x'; give a number.")])
def test_an_error_is_pickled_with_its_values(fault: AudiaturError) -> None:
    again = pickle.loads(pickle.dumps(fault))

    assert type(again) is type(fault)
    assert (str(again), again.template) == (str(fault), fault.template)
