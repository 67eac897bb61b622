"""Published series: entered whole with their sources, refused with a sentence, shown apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from audiatur.figures.series import Point, Published, SeriesError, check_series, load_series

SOURCES = """
[[sources]]
key = "yearbook"
title = "Statistical yearbook"
publisher = "Office of Statistics"
published = "2021"
url = "https://example.org/yearbook"

[[sources]]
key = "report"
title = "Inside"
publisher = "Prison Watch"
published = "2021-05"
symbol = "PW/2021/3"
"""
SERIES = """
[[series]]
key = "held-office"
matter = "persons-held"
topic = "prisons"
unit = "persons"
name = "Persons held"
name_km = "អ្នកជាប់ឃុំ"
definition = "Persons in all prisons at the end of the year."
definition_km = "មនុស្សក្នុងពន្ធនាគារទាំងអស់នៅចុងឆ្នាំ។"
given_by = "Office of Statistics"
given_by_km = "ការិយាល័យស្ថិតិ"
place = "Land"
indicators = ["prisons.held"]

[[series.points]]
as_of = "2020-12-31"
value = 1200
source = "yearbook"
page = "p. 40"

[[series.points]]
as_of = "2019-12-31"
low = 1000
high = 1100
source = "yearbook"
"""
OTHER = """
[[series]]
key = "held-watch"
matter = "persons-held"
topic = "prisons"
unit = "persons"
name = "Persons held"
name_km = "អ្នកជាប់ឃុំ"
definition = "Persons in the prisons visited."
definition_km = "មនុស្សក្នុងពន្ធនាគារដែលបានទស្សនា។"
given_by = "Prison Watch"
given_by_km = "ឃ្លាំមើលពន្ធនាគារ"
place = "Land"

[[series.points]]
as_of = "2020-12"
value = 1350
hedge = "approx"
source = "report"
"""


def loaded(folder: Path, **files: str) -> Published:
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return load_series(folder)


def test_a_series_keeps_each_number_with_its_date_and_source_in_order(tmp_path: Path) -> None:
    published = loaded(tmp_path, sources=SOURCES, held=SERIES + OTHER)

    office, watch = published.series
    assert [(point.as_of, point.bounds) for point in office.points] == [
        ("2019-12-31", (1000.0, 1100.0)),
        ("2020-12-31", (1200.0, 1200.0)),
    ]
    assert published.source(watch.points[0].source).publisher == "Prison Watch"
    assert office.definition_of(office.points[0]).en == "Persons in all prisons at the end of the year."


def test_what_two_sources_give_of_one_matter_stands_side_by_side(tmp_path: Path) -> None:
    published = loaded(tmp_path, sources=SOURCES, held=SERIES + OTHER)

    assert [series.key for series in published.matters()["persons-held"]] == ["held-office", "held-watch"]
    assert [series.key for series in published.of_indicator("prisons.held")] == ["held-office"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("value = 1200", 'value = "1200"', "held-office|value"),
        ("value = 1200", "", "give value, or low and high"),
        ("value = 1200", "value = 1200\nlow = 1", "give value, or low and high"),
        ("high = 1100", "high = 900", "low 1000.0 is above high 900.0"),
        ("high = 1100", "", "give value, or low and high"),
        ('as_of = "2020-12-31"', 'as_of = "31 December"', "is not a date"),
        ('as_of = "2020-12-31"', 'as_of = "2019-12-31"', "two points of 2019-12-31"),
        ('source = "yearbook"\npage', 'source = "book"\npage', "there is no source 'book'"),
        ('unit = "persons"', 'unit = "people"', "is not one of persons"),
        ('definition = "Persons in all', 'defined = "Persons in all', "unknown"),
        ('given_by_km = "ការិយាល័យស្ថិតិ"', 'given_by_km = ""', "given_by_km is empty"),
        ('page = "p. 40"', 'definition = "Another count"', "in both languages"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in SERIES

    with pytest.raises(SeriesError, match=told):
        loaded(tmp_path, sources=SOURCES, held=SERIES.replace(old, new, 1) + OTHER)


def test_a_source_without_an_address_or_that_nothing_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SeriesError, match="source 'report': no point names it"):
        loaded(tmp_path, sources=SOURCES, held=SERIES)
    with pytest.raises(SeriesError, match="give its url or its symbol"):
        loaded(tmp_path, sources=SOURCES.replace('symbol = "PW/2021/3"', ""), held=SERIES + OTHER)


def test_a_matter_has_one_unit(tmp_path: Path) -> None:
    other = OTHER.replace('unit = "persons"', 'unit = "percent"')

    with pytest.raises(SeriesError, match="one matter has one unit"):
        loaded(tmp_path, sources=SOURCES, held=SERIES + other)


def test_two_series_of_one_key_are_told(tmp_path: Path) -> None:
    published = loaded(tmp_path, sources=SOURCES, held=SERIES + OTHER)
    doubled = replace(published, series=(*published.series, published.series[0]))

    assert "two series have the key 'held-office'" in list(check_series(doubled))


def test_a_point_says_which_definition_it_follows(tmp_path: Path) -> None:
    (series, *_) = loaded(tmp_path, sources=SOURCES, held=SERIES + OTHER).series
    own = Point(as_of="2021", source="yearbook", value=1.0, definition="Convicted only", definition_km="…")

    assert series.definition_of(own).en == "Convicted only"
