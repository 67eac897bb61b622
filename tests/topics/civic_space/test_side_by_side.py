"""Each field of two reports, and how they stand to each other."""

from __future__ import annotations

import pytest

from audiatur.topics.civic_space.side_by_side import side_by_side
from tests.topics.civic_space.linkage.test_linkage import PLACES


@pytest.mark.parametrize(
    ("column", "left", "right", "how"),
    [
        ("kind", "arrest", "arrest", ("same", 0)),
        ("kind", "arrest", "force", ("differs", 0)),
        ("on", "2024-03-20", "2024-03-23", ("days_apart", 3)),
        ("on", "2024-03", "2024-03-23", ("days_meet", 0)),
        ("on", "soon", "2024-03-23", ("differs", 0)),
        ("place", "0101", "District 1, Veal Prei", ("same_district", 0)),
        ("place", "0101", "0102", ("same_province", 0)),
        ("place", "0101", "Nowhere", ("differs", 0)),
        ("name", "Sok Dara", "SOKH Darra", ("sounds_alike", 0)),
        ("name", "Sok Dara", "Meas Rith", ("differs", 0)),
        ("summary", "Officers closed the road", "The road was reopened", ("words_shared", 50)),
        ("persons", 2, None, ("one_silent", 0)),
        ("language", None, None, ("both_silent", 0)),
    ],
)
def test_a_field_is_compared_as_a_reader_would(column: str, left: object, right: object, how: tuple[str, int]) -> None:
    found = side_by_side({column: left}, {column: right}, places=PLACES)

    [field] = [one for one in found if one.column == column]
    assert (field.how, field.number) == how
