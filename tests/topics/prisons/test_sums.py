from __future__ import annotations

from pathlib import Path

import pytest

from audiatur.figures.series import Point, Published, Series, SeriesSource
from audiatur.topics.prisons.sums import Stated, SumError, crowdings, load_sums, shares_added, summed_up


def _series(matter: str, *points: Point, key: str = "") -> Series:
    return Series(key or matter, matter, "prisons", "percent", "n", "n", "d", "d", "Office", "O", "Osmere", points)


def _told(text: str) -> Stated:
    return Stated(text, "", "Office", "", "Courier", "2030", "https://example.org")


@pytest.mark.parametrize(
    ("text", "follows"),
    [
        ("There were 3,000 prisoners for a capacity of 2,000, an occupancy rate of 150 percent.", "follows"),
        ("There were 3,000 prisoners for a capacity of 2,000, an occupancy rate of 50 percent.",
         "does_not_follow"),
        ("The number of prisoners rose from 1,000 to 1,290, an increase of 29 percent.", "follows"),
    ],
)  # fmt: skip
def test_a_stated_result_follows_from_its_numbers_or_does_not(text: str, follows: str) -> None:
    assert [one.follows for one in summed_up(_told(text))] == [follows]


def test_a_sentence_without_a_sum_is_left_out() -> None:
    assert list(summed_up(_told("The prisons held 300 persons."))) == []


def test_persons_and_places_of_one_source_and_day_are_set_together() -> None:
    published = Published(
        (
            _series("persons-held", Point("2030", "a", 300), Point("2031", "a", 320), Point("2030", "b", 900)),
            _series("places-in-prisons", Point("2030", "a", 200), Point("2032", "b", 100)),
            _series("occupancy-stated", Point("2030", "a", 155)),
        ),
        (SeriesSource("a", "A", "Office", "2030", "https://example.org"),),
    )

    (one,) = crowdings(published)

    assert (one.percent, one.stated) == (150.0, 155.0)


@pytest.mark.parametrize(("whole", "follows"), [(69.0, True), (69.1, True), (70.0, False)])
def test_shares_that_add_up_follow(whole: float, follows: bool) -> None:
    published = Published(
        (
            _series("remand-no-trial", Point("2030", "a", 34.9)),
            _series("remand-convicted-not-final", Point("2030", "a", 34.1)),
            _series("remand-no-final", Point("2030", "a", whole)),
        )
    )

    assert [one.follows for one in shares_added(published)] == [follows]


def test_a_file_that_does_not_fit_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "10.toml").write_text('[[sums]]\ntext = "x"\n')

    with pytest.raises(SumError, match=r"10\.toml"):
        load_sums(tmp_path)
