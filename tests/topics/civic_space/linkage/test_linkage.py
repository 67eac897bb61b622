"""Reports by three invented organisations; what goes together is known."""

from collections import Counter
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from audiatur.topics.civic_space.linkage.clusters import linked, lists_of_groups
from audiatur.topics.civic_space.linkage.gazetteer import Place, gazetteer
from audiatur.topics.civic_space.linkage.incidents import incident_pairs, prepared
from audiatur.topics.civic_space.linkage.names import name_key
from audiatur.topics.civic_space.linkage.scoring import TooFewRecords, recalibrated

PLACES = gazetteer(
    [
        Place("01", "province", "", ("Veal Prei", "ខេត្តវាលព្រៃ")),
        *(Place(f"010{number}", "district", "01", (f"District {number}",)) for number in range(1, 7)),
    ],
    aliases={"Old Veal": "01"},
)
GIVEN = ("Dara", "Sophea", "Rith", "Kanha", "Vuthy", "Malis", "Pisey", "Borey", "Chenda", "Samnang")
FAMILY = ("Sok", "Chan", "Keo", "Meas", "Prak", "Ouk", "Nhem", "Yin", "Tep", "Long")
ACTS = ("officers closed the road", "a meeting was ended", "a reporter was questioned", "leaflets were taken away")


def reports(*, incidents=150, seed=1):
    """What A, B and C each wrote of incidents that they had with chances of 0.7, 0.6 and 0.5."""
    rng = np.random.default_rng(seed)
    rows = []
    for number in range(incidents):
        day = date(2023, 1, 1) + timedelta(days=int(rng.integers(0, 365)))
        name = f"{rng.choice(FAMILY)} {rng.choice(GIVEN)}"
        place, act = f"010{rng.integers(1, 7)}", str(rng.choice(ACTS))
        for monitor, chance in (("A", 0.7), ("B", 0.6), ("C", 0.5)):
            if rng.random() < chance:
                late = int(rng.random() < 0.1)
                rows.append(
                    {
                        "report": f"{monitor}{number:04d}",
                        "monitor": monitor,
                        "kind": "force" if rng.random() < 0.5 else "arrest",
                        "on": f"{day:%Y-%m}" if rng.random() < 0.05 else (day + timedelta(days=late)).isoformat(),
                        "place": place,
                        "name": name.replace("k", "kh") if rng.random() < 0.1 else name,
                        "summary": f"{name} said that {act} in the morning",
                        "persons": int(rng.integers(1, 3)),
                    }
                )
    return pl.DataFrame(rows)


def same(one, other):
    return one[1:] == other[1:]


@pytest.fixture(scope="module")
def scored_reports():
    rows = prepared(reports(), places=PLACES)
    return rows, incident_pairs(rows)


def test_reports_of_one_incident_are_found_together(scored_reports):
    rows, pairs = scored_reports
    of = Counter(name[1:] for name in rows["record"])
    there = sum(count * (count - 1) // 2 for count in of.values())

    sure = pairs.filter(pl.col("probability") > 0.5)
    right = sum(same(one, other) for one, other in sure.select("left", "right").iter_rows())

    assert right / sure.height > 0.88
    assert right / there > 0.9


def test_probabilities_of_pairs_mean_what_they_say(scored_reports):
    _, pairs = scored_reports
    like = np.array([same(one, other) for one, other in pairs.select("left", "right").iter_rows()])

    assert abs(pairs["probability"].to_numpy() - like).mean() < 0.07
    assert pairs["probability"].sum() == pytest.approx(like.sum(), rel=0.1)


def test_draws_are_partitions_that_keep_sure_pairs_together(scored_reports):
    rows, pairs = scored_reports
    linkage = linked(pairs, records=tuple(rows["record"]), seed=1, draws=5)
    surest = pairs.sort("probability").tail(1)

    assert linkage.groups.shape == (5, rows.height)
    for one, other in surest.select("left", "right").iter_rows():
        at = [linkage.records.index(name) for name in (one, other)]
        assert all(groups[at[0]] == groups[at[1]] for groups in linkage.groups)


def test_the_same_seed_gives_the_same_draws(scored_reports):
    rows, pairs = scored_reports

    one, other = (linked(pairs, records=tuple(rows["record"]), seed=3, draws=3).groups for _ in range(2))

    assert np.array_equal(one, other)


def test_lists_of_a_draw_count_each_group_once_for_each_monitor():
    lists = lists_of_groups(np.array([0, 0, 1, 2, 2]), monitors=["A", "B", "A", "C", "C"], names=("A", "B", "C"))

    assert lists.counts == {(1, 1, 0): 1, (1, 0, 0): 1, (0, 0, 1): 1}


def test_an_uncertain_pair_is_drawn_together_about_as_often_as_it_is_probable():
    pairs = pl.DataFrame({"left": ["a"], "right": ["b"], "probability": [0.7], "weight": [1.2]})

    linkage = linked(pairs, records=("a", "b"), seed=1, draws=2_000)

    assert linkage.together(("a", "b")) == pytest.approx(0.7, abs=0.1)


def test_what_people_decided_holds_in_every_draw_through_any_chain():
    pairs = pl.DataFrame({"left": ["a", "c"], "right": ["b", "d"], "probability": [0.02, 0.97], "weight": [-5.0, 5.0]})
    decided = [("a", "b", True), ("b", "e", True), ("c", "d", False)]

    linkage = linked(pairs, records=tuple("abcde"), seed=1, draws=50, decided=decided)

    a, b, c, d, e = linkage.groups.T
    assert (a == b).all()
    assert (b == e).all()
    assert not (c == d).any()
    assert len(set(linkage.best().tolist())) == 3


def test_the_best_groups_put_together_what_most_draws_do():
    pairs = pl.DataFrame({"left": ["a", "a"], "right": ["b", "c"], "probability": [0.95, 0.2], "weight": [4.0, -2.0]})

    linkage = linked(pairs, records=tuple("abc"), seed=1, draws=200)

    a, b, c = linkage.best().tolist()
    assert a == b
    assert c != a
    assert linkage.probabilities()["probability"][0] > 0.7


def test_names_told_in_the_words_are_compared_once():
    rows = reports(incidents=2).with_columns(name=pl.lit("Sok Dara"), summary=pl.lit("Sok Dara was questioned"))

    told = prepared(rows, places=PLACES)
    other = prepared(rows.with_columns(summary=pl.lit("was questioned")), places=PLACES)

    assert told["words"].to_list() == other["words"].to_list()


def test_decisions_of_people_are_certain_and_move_the_others():
    pairs = pl.DataFrame(
        {"left": list("abcdef"), "right": list("uvwxyz"), "probability": [0.8] * 6, "weight": [2.0] * 6}
    )

    revised = recalibrated(pairs, reviewed=[("a", "u", False), ("b", "v", False), ("c", "w", False)])

    assert revised["probability"][:3].to_list() == [0, 0, 0]
    assert revised["probability"][3] < 0.8


def test_without_decisions_nothing_changes():
    pairs = pl.DataFrame({"left": ["a"], "right": ["b"], "probability": [0.3], "weight": [-1.2]})

    assert recalibrated(pairs, reviewed=[])["probability"][0] == pytest.approx(0.3)


def test_one_report_has_nothing_to_be_compared_with():
    with pytest.raises(TooFewRecords):
        incident_pairs(prepared(reports().head(1), places=PLACES))


@pytest.mark.parametrize(
    ("one", "other"), [("Sok Dara", "សុខ ដារ៉ា"), ("Chan Sophea", "CHANN Sophear"), ("Mr Keo Rith", "Keo Rit")]
)
def test_one_name_in_two_spellings_has_one_key(one, other):
    assert name_key(one).replace("r", "") == name_key(other).replace("r", "")


def test_different_names_have_different_keys():
    assert len({name_key(f"{family} {given}") for family in FAMILY for given in GIVEN}) > 80


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0102", "0102"),
        ("District 2, Veal Prei", "0102"),
        ("ខេត្តវាលព្រៃ", "01"),
        ("Old Veal province", "01"),
        ("Nowhere", None),
        ("", None),
    ],
)
def test_a_place_is_found_by_code_and_by_any_of_its_names(text, code):
    assert PLACES.find(text) == code
