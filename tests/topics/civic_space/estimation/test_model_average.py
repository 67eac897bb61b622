"""The posterior over decomposable graphs; the numbers of R dga 2.0.2 stand in the shared folder's README and CSV."""

import csv
from itertools import combinations

import numpy as np
import pytest
from scipy.special import gammaln

from audiatur.topics.civic_space.estimation import decomposable_graphs, model_average
from audiatur.topics.civic_space.estimation.graphs import TooManyLists
from tests.shared import shared
from tests.topics.civic_space.estimation.readings import MADIGAN_YORK, drawn, lists_in

REACH = {"kosovo": 5, "western_us": 20, "hiv_rome": 20, "allegheny_4lists": 10}


@pytest.mark.parametrize(("lists", "number"), [(1, 1), (2, 2), (3, 8), (4, 61), (5, 822)])
def test_every_decomposable_graph_is_found_once(lists, number):
    graphs = decomposable_graphs(lists)

    assert len(graphs) == number
    assert len({graph.edges for graph in graphs}) == number


def test_the_square_without_diagonal_is_the_smallest_graph_left_out():
    square = {(0, 1), (1, 2), (2, 3), (0, 3)}

    assert all(set(graph.edges) != square for graph in decomposable_graphs(4))


def test_cliques_cover_the_edges_and_separators_lie_in_two_cliques():
    for graph in decomposable_graphs(4):
        covered = {pair for clique in graph.cliques for pair in combinations(sorted(clique), 2)}
        assert covered == set(graph.edges)
        for separator in graph.separators:
            assert sum(separator <= clique for clique in graph.cliques) >= 2


def test_seven_lists_are_too_many():
    with pytest.raises(TooManyLists, match="1 to 6"):
        decomposable_graphs(7)


def test_the_textbook_set_has_the_interval_that_dga_gives():
    found = model_average(MADIGAN_YORK, most_missing=20 * MADIGAN_YORK.documented).posterior.interval()

    assert (found.low, found.median, found.high) == (694, 731, 787)


@pytest.mark.parametrize("name", REACH)
def test_the_posterior_is_that_of_dga_to_the_integer(name):
    lists = lists_in(shared(f"data/civic_space/mse/{name}.csv"))
    with shared("data/civic_space/mse/reference_runs.csv").open(newline="") as lines:
        [reference] = [row for row in csv.DictReader(lines) if row["dataset"] == name and "dga" in row["program"]]

    found = model_average(lists, most_missing=REACH[name] * lists.documented).posterior.interval()

    assert [str(found.low), str(found.median), str(found.high)] == [reference[k] for k in ("low", "median", "high")]


def test_independent_lists_have_the_posterior_that_their_formula_gives():
    """For the graph without edges the posterior is a product of Beta functions over the lists."""
    lists = drawn(3, cases=300, chances=(0.5, 0.4, 0.3))
    missing = np.arange(2_000)
    numbers, alpha = missing + lists.documented, 2.0**-3 * 4
    logs = gammaln(numbers + 1) - gammaln(missing + 1) - np.log(numbers)
    for has in lists.by_list().values():
        logs += gammaln(has + alpha) + gammaln(numbers - has + alpha) - gammaln(numbers + 2 * alpha)
    expected = np.exp(logs - logs.max())

    average = model_average(lists, most_missing=1_999)
    alone = average.weights[average.graphs.index(())]

    middle = int(numbers[np.searchsorted(np.cumsum(expected / expected.sum()), 0.5)])
    assert alone > 0.3
    assert abs(average.posterior.quantile(0.5) - middle) < 0.02 * middle


def test_two_lists_that_follow_each_other_are_named():
    lists = drawn(5, cases=3_000, chances=(0.5, 0.35, 0.25, 0.15), follows=0.2)

    found = model_average(lists).dependence()

    assert max(found, key=found.__getitem__) == ("A", "B")
    assert found[("A", "B")] > 0.99
    assert sum(model_average(lists).weights) == pytest.approx(1)


def test_the_range_grows_until_its_upper_half_is_improbable():
    lists = drawn(1, cases=2_000, chances=(0.05, 0.04, 0.03))

    assert model_average(lists, most_missing=lists.documented).open_tail > 0.05
    assert model_average(lists).open_tail < 0.02
