from __future__ import annotations

from pathlib import Path

import pytest

from audiatur.countries.loading import SeedError, load_seed, parse_reference

DIALOGUE = """
[dialogue]
slug = "x"
title = "X"
title_km = "X"
state = "X"
state_km = "X"
country = "xx"
opened = "2025"
synthetic = true
note = ""
note_km = ""
"""
REST = """
[[sides]]
key = "state"
name = "State"
name_km = "State"

[[parties]]
key = "ministry"
side = "state"
kind = "ministry"
name = "Ministry"
name_km = "Ministry"

[[sources]]
key = "letter"
title = "Letter"
publisher = "Ministry"
published = "2025"
language = "en"
summary = ""

[[questions]]
key = "one"
topic = "law"
text = "One?"
text_km = "One?"
asked = "2025"
addressed = ["state"]
"""


def pack(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def test_rows_of_all_files_are_joined(tmp_path: Path) -> None:
    more = '[[sides]]\nkey = "un"\nname = "UN"\nname_km = "UN"\n'

    seed = load_seed(pack(tmp_path, a=DIALOGUE, b=REST, c=more))

    assert [side.key for side in seed.sides] == ["state", "un"]
    assert seed.dialogue.reply_days == 60
    assert seed.questions[0].addressed == ("state",)


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('side = "state"', 'side = "un"', "there is no side 'un'"),
        ('kind = "ministry"', 'kind = "court"', "'court' is not one of ministry, mandate, office, organisation"),
        ('summary = ""', 'sumary = ""', "unknown ['sumary'], missing ['summary']"),
        ('addressed = ["state"]', 'addressed = "state"', "'state' is not a list"),
        ('published = "2025"', "published = 2025", "2025 is not text"),
        ('[[sources]]\nkey = "letter"', '[[sources]]\nkey = ["letter"]', "is not text"),
    ],
)
def test_a_row_that_does_not_fit_is_refused_with_what_is_accepted(
    tmp_path: Path, right: str, wrong: str, said: str
) -> None:
    assert right in REST

    with pytest.raises(SeedError) as refused:
        load_seed(pack(tmp_path, a=DIALOGUE, b=REST.replace(right, wrong)))

    assert said in str(refused.value)


def test_two_rows_of_one_part_cannot_share_a_key(tmp_path: Path) -> None:
    source = REST[REST.index("[[sources]]") : REST.index("[[questions]]")]

    with pytest.raises(SeedError, match="two rows have the key 'letter'"):
        load_seed(pack(tmp_path, a=DIALOGUE, b=REST, c=source))


def test_a_position_on_an_unknown_proposition_is_refused(tmp_path: Path) -> None:
    position = (
        '[[positions]]\nproposition = "one-z"\nparty = "ministry"\nstance = "accepts"\non = "2025"\nbasis = "own"\n'
        'source = "letter"\nlocator = "para. 1"\n'
    )

    with pytest.raises(SeedError, match="positions row 1: there is no proposition 'one-z'"):
        load_seed(pack(tmp_path, a=DIALOGUE, b=REST, c=position))


@pytest.mark.parametrize(
    ("graded", "of", "said"),
    [
        ("good", 'recommendation = "letter#1"', "scale 'progress' has no grade 'good'"),
        ("done", "", "give a commitment or a recommendation"),
        ("done", 'recommendation = "report#1"', "there is no source 'report'"),
        ("done", 'recommendation = "letter 1"', "write source#paragraph"),
    ],
)
def test_a_follow_up_needs_a_grade_of_its_scale_and_one_thing_that_it_follows(
    tmp_path: Path, graded: str, of: str, said: str
) -> None:
    scale = (
        '[[scales]]\nkey = "progress"\nname = "P"\nname_km = "P"\nversion = "1"\n'
        'grades = [{ key = "done", name = "Done", name_km = "Done" }]\n'
    )
    follow_up = (
        f'[[follow_ups]]\non = "2025"\nparty = "ministry"\nscale = "progress"\ngrade = "{graded}"\nnote = ""\n'
        f'note_km = ""\nsource = "letter"\nlocator = "para. 1"\n{of}\n'
    )

    with pytest.raises(SeedError) as refused:
        load_seed(pack(tmp_path, a=DIALOGUE, b=REST, c=scale + follow_up))

    assert said in str(refused.value)


def test_a_recommendation_is_named_by_source_and_paragraph() -> None:
    reference = parse_reference("upr-2014#118.15")

    assert (reference.source, reference.paragraph) == ("upr-2014", "118.15")
