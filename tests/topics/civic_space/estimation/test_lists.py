import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiatur.topics.civic_space.estimation import Lists, ListsError, lists_joined, lists_of_rows

THREE = Lists(("A", "B", "C"), {(1, 0, 0): 5, (1, 1, 0): 3, (0, 1, 1): 2, (1, 1, 1): 1})


def test_what_each_list_has_and_what_two_share_is_counted_from_the_patterns():
    assert THREE.documented == 11
    assert THREE.by_list() == {"A": 9, "B": 6, "C": 3}
    assert THREE.by_number() == (5, 5, 1)
    assert THREE.shared("A", "B") == 4


def test_the_first_list_is_the_highest_digit_of_a_cell():
    assert THREE.table().tolist() == [0, 0, 0, 2, 5, 0, 3, 1]


@pytest.mark.parametrize(
    ("names", "counts"),
    [
        (("A", "A"), {}),
        (("A", "B"), {(0, 0): 3}),
        (("A", "B"), {(1,): 3}),
        (("A", "B"), {(1, 2): 3}),
        (("A", "B"), {(1, 0): -1}),
    ],
)
def test_what_is_no_pattern_is_refused(names, counts):
    with pytest.raises(ListsError):
        Lists(names, counts)


@given(st.lists(st.tuples(*[st.booleans()] * 4), min_size=1, max_size=40))
def test_joining_two_lists_loses_no_case(rows):
    lists = lists_of_rows(np.array(rows), names="ABCD")

    joined = lists_joined(lists, groups={"A or B": ("A", "B")})

    assert joined.documented == lists.documented
    assert joined.by_list()["A or B"] == lists.by_list()["A"] + lists.by_list()["B"] - lists.shared("A", "B")


def test_a_list_that_is_not_there_cannot_be_joined():
    with pytest.raises(ListsError, match="Accepted: A, B, C"):
        lists_joined(THREE, groups={"D": ("X", "A")})
