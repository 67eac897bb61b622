"""Invented names: enough of them, in two scripts, with a sex."""

from __future__ import annotations

from audiatur.synthetic.generator.names import FAMILY, GIVEN


def test_there_are_two_hundred_family_names_and_four_hundred_given_ones() -> None:
    assert len({name.km for name in FAMILY}) >= 200
    assert len({name.spellings[0] for name in FAMILY}) >= 200
    assert len({name.km for names in GIVEN.values() for name in names}) >= 400


def test_every_name_is_written_in_khmer_letters_and_in_latin_ones() -> None:
    for name in (*FAMILY, *GIVEN["female"], *GIVEN["male"]):
        assert all("\u1780" <= sign <= "\u17ff" for sign in name.km)
        assert all(spelling.isascii() and spelling.istitle() for spelling in name.spellings)


def test_no_given_name_is_of_both_sexes() -> None:
    women, men = ({name.km for name in GIVEN[sex]} for sex in ("female", "male"))

    assert not women & men


def test_most_names_have_more_than_one_spelling() -> None:
    several = [name for name in FAMILY if len(name.spellings) > 1]

    assert len(several) > len(FAMILY) / 2
