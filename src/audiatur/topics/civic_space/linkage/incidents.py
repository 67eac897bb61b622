"""Reports of incidents made comparable: when as spans of days, where by level, who by key, what by words."""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from datetime import date

import polars as pl
from splink.comparison_library import CustomComparison

from audiatur.dates import DateError, read_when
from audiatur.topics.civic_space.linkage.gazetteer import LEVELS, Gazetteer
from audiatur.topics.civic_space.linkage.names import folded, name_key
from audiatur.topics.civic_space.linkage.scoring import Model, comparison, scored_in_clusters

_SAME_DAY, _SPANS_MEET, _SAME_DISTRICT = 5, 4, 2
"""Levels of the comparisons of when and where, counted from the one that agrees least."""
_SIZE = 256
_FAR = 10
"""Reports of one place whose days lie further apart are not compared."""
_RARE = 12
"""A name that so many reports have at most is rare: about two incidents that every monitor reports."""
WAYS = ("near_place", "same_day")
"""Columns of the pairs: whether the province and ten days find a pair, and whether the day does."""
_ALIKE = (0.7, 0.5, 0.35, 0.25, 0.15)
_ENDING = re.compile("(?<=[a-z]{3})(?:ing|ed|es|s)$")
_KINDS_ALIKE = (("assembly_stopped", "force"), ("arrest", "force"), ("arrest", "media"), ("threat", "media"))
"""Kinds that organisations give to one and the same incident."""


def prepared(reports: pl.DataFrame, *, places: Gazetteer) -> pl.DataFrame:
    """The columns that are compared, from rows of the contract's `incident_reports`; `record` is the report.

    A place that is no code is looked up by its names; a date that cannot be read is unknown.
    """
    rows = reports.to_dicts()
    spans = [_span(row.get("on")) for row in rows]
    where = [places.levels(places.find(row.get("place") or "") or "") for row in rows]
    names = [folded(row.get("name") or "") or None for row in rows]
    bearers = Counter(names)
    # The name is compared for itself: left among the words, one chance agreement would count twice.
    vectors, lengths = _vectors([_without(row.get("summary") or "", name=row.get("name") or "") for row in rows])
    return pl.DataFrame(
        {
            "record": [row["report"] for row in rows],
            "monitor": [row["monitor"] for row in rows],
            "first_day": [span[0] for span in spans],
            "last_day": [span[1] for span in spans],
            "day": [span[0] if span[0] == span[1] else None for span in spans],
            "month": [None if span[0] is None else span[0] // 30 for span in spans],
            **{level: [place.get(level) for place in where] for level in LEVELS},
            "kind": [row.get("kind") for row in rows],
            "name": names,
            "name_key": [name_key(row.get("name") or "") or None for row in rows],
            "bearers": [bearers[name] for name in names],
            "persons": [row.get("persons") for row in rows],
            "words": vectors,
            "told": lengths,
            "links": [sorted(set((row.get("links") or "").split())) or None for row in rows],
        },
        schema_overrides={
            "first_day": pl.Int64, "last_day": pl.Int64, "day": pl.Int64, "month": pl.Int64, "persons": pl.Int64,
            "name": pl.String, "name_key": pl.String, "kind": pl.String, **dict.fromkeys(LEVELS, pl.String),
            "words": pl.List(pl.Float64), "told": pl.Float64,
            "links": pl.List(pl.String),
        },
    )  # fmt: skip


def incident_pairs(records: pl.DataFrame) -> pl.DataFrame:
    """The scored pairs of prepared reports; compared is what the reports fill."""
    there = {name for name in records.columns if records[name].null_count() < records.height}
    optional = {"name": _who, "persons": _how_many, "words": _told, "kind": _what, "links": _cited}
    blocks = [f"l.province = r.province and {_gap('l.', 'r.')} <= {_FAR}", "l.day = r.day"]
    blocks += [f"l.name_key = r.name_key and {_gap('l.', 'r.')} <= {_FAR}"] if "name_key" in there else []
    comparisons = (_when(), _where(), _whose(), *(how() for name, how in optional.items() if name in there))
    return scored_in_clusters(
        records,
        model=Model(comparisons=comparisons, blocks=tuple(blocks)),
        close=(("when_", _SPANS_MEET), ("where_", _SAME_DISTRICT)),
        ways={WAYS[0]: (("where_", 1), ("when_", 1)), WAYS[1]: (("when_", _SAME_DAY),)},
    )


def _span(on: str | date | None) -> tuple[int | None, int | None]:
    if not on:
        return None, None
    try:
        # Most dates are whole days, and the grammar of the others takes 20 ms a date.
        whole = date.fromisoformat(str(on)).toordinal()
    except ValueError:
        pass
    else:
        return whole, whole
    try:
        when = read_when(str(on))
    except DateError:
        return None, None
    return when.earliest.toordinal(), when.latest.toordinal()


def _gap(left: str, right: str) -> str:
    """Days between the end of one span and the beginning of the other; 0 or less where they meet."""
    return f"greatest({left}first_day, {right}first_day) - least({left}last_day, {right}last_day)"


def _when() -> CustomComparison:
    gap = "greatest(first_day_l, first_day_r) - least(last_day_l, last_day_r)"
    return comparison(
        "when_",
        "first_day",
        rules=(
            ("day_l = day_r", "same day"),
            (f"{gap} <= 0", "spans meet"),
            (f"{gap} = 1", "a day apart"),
            (f"{gap} <= 3", "up to three days apart"),
            (f"{gap} <= 10", "up to ten days apart"),
        ),
    )


def _where() -> CustomComparison:
    unknown = "(commune_l is null or commune_r is null)"
    return comparison(
        "where_",
        "province",
        rules=(
            ("commune_l = commune_r", "same commune"),
            (f"district_l = district_r and {unknown}", "same district, commune not given"),
            ("district_l = district_r", "same district"),
            ("province_l = province_r", "same province"),
        ),
    )


def _what() -> CustomComparison:
    alike = " or ".join(
        f"(kind_l = '{one}' and kind_r = '{other}') or (kind_l = '{other}' and kind_r = '{one}')"
        for one, other in _KINDS_ALIKE
    )
    return comparison("kind", "kind", rules=(("kind_l = kind_r", "same kind"), (alike, "kinds used alike")))


def _whose() -> CustomComparison:
    return comparison("monitor", "monitor", rules=(("monitor_l <> monitor_r", "two monitors"),))


def _who() -> CustomComparison:
    # A frequent name is shared by chance, so that only a rare one is the highest level.
    return comparison(
        "name",
        "name",
        rules=(
            (f"name_l = name_r and bearers_l <= {_RARE}", "same rare name"),
            ("name_l = name_r", "same name"),
            ("name_key_l = name_key_r", "same name, spelt otherwise"),
            ("jaro_winkler_similarity(name_l, name_r) >= 0.9", "names alike"),
        ),
    )


def _how_many() -> CustomComparison:
    near = "abs(persons_l - persons_r) <= greatest(1, 0.2 * least(persons_l, persons_r))"
    return comparison("persons", "persons", rules=(("persons_l = persons_r", "as many"), (near, "about as many")))


def _cited() -> CustomComparison:
    return comparison("links", "links", rules=(("list_has_any(links_l, links_r)", "a source in common"),))


def _told() -> CustomComparison:
    # A title has few of the words of a long report: the shorter text decides more than the longer one.
    alike = "list_inner_product(words_l, words_r) * sqrt(greatest(told_l, told_r) / least(told_l, told_r))"
    return comparison(
        "words", "words", rules=tuple((f"{alike} >= {share}", f"words alike by {share}") for share in _ALIKE)
    )


def _without(text: str, *, name: str) -> str:
    """The words of a text that are not of this name."""
    own = set(folded(name).split())
    return " ".join(word for word in folded(text).split() if word not in own)


def _vectors(texts: list[str]) -> tuple[list[list[float] | None], list[float | None]]:
    """Weighted words of each text as a vector of length one, and the length that it had.

    Words of every language fall into `_SIZE` bins, with a sign, so that two texts without a common word are near 0.
    """
    words = [[_ENDING.sub("", word) for word in folded(text).split()] for text in texts]
    seen = Counter(word for text in words for word in set(text))
    vectors: list[list[float] | None] = []
    lengths: list[float | None] = []
    for text in words:
        vector = [0.0] * _SIZE
        for word, count in Counter(text).items():
            digest = hashlib.blake2b(word.encode(), digest_size=4).digest()
            sign = 1.0 if digest[3] & 1 else -1.0
            weight = (1 + math.log(count)) * math.log(1 + len(texts) / seen[word])
            vector[int.from_bytes(digest[:3], "big") % _SIZE] += sign * weight
        length = math.sqrt(sum(value * value for value in vector))
        vectors.append([value / length for value in vector] if length else None)
        lengths.append(length or None)
    return vectors, lengths
