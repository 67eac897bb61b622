"""The truth about custody and proceedings, worked out again from the written rows by plain SQL."""

from __future__ import annotations

import pytest

from tests.synthetic.generator.conftest import Country

LAST = "date '2025-12-31'"
PRETRIAL = "('investigation', 'awaiting_judgment')"
DETENTION = f"""
    with stays as (
        select stay, min(began) as began, sum(least(coalesce(ended, {LAST}), {LAST}) - began + 1) as days,
            max(least(coalesce(ended, {LAST}), {LAST}) - began + 1) as longest_spell,
            any_value(charge_class) as charge_class, any_value(born) as born
        from custody where status in {PRETRIAL} group by stay),
    limited as (
        select s.*, n.limit_days, n.since <= date '2008-01-01' as old
        from stays s join detention_limits n
            on n.charge_class = s.charge_class and n.minor = (s.began - s.born < 18 * 365.25))
"""


def test_stays_beyond_the_limit_in_force_are_as_told(country: Country) -> None:
    effect = country.truth["beyond-limit"]

    stays, beyond, spells = country.one(f"""{DETENTION}
        select count(*), count(*) filter (days > l.limit_days), count(*) filter (longest_spell > l.limit_days)
        from limited l join detention_limits n using (charge_class, limit_days)
        where l.began between n.since and coalesce(n.until, date '9999-12-31')
            and n.minor = (l.began - l.born < 18 * 365.25)
            and l.old = (n.since <= date '2008-01-01')""")

    assert (stays, beyond) == (effect["values"]["stays"], effect["values"]["beyond"])
    assert effect["values"]["share"] == pytest.approx(0.12, abs=0.02)
    assert spells / stays == pytest.approx(effect["naive_values"]["share_spells"], abs=1e-6)


def test_one_limit_for_the_whole_period_is_at_least_three_points_off(country: Country) -> None:
    effect = country.truth["beyond-limit"]

    for since, told in (("2023-01-01", "share_new"), ("2008-01-01", "share_old")):
        (naive,) = country.one(f"""{DETENTION}
            select avg((days > limit_days)::int) from limited where old = (date '{since}' <= date '2008-01-01')""")
        assert naive == pytest.approx(effect["naive_values"][told], abs=1e-6)
        assert abs(naive - effect["values"]["share"]) >= 0.03


def test_police_custody_over_48_hours_is_as_told_and_clusters_in_three_districts(country: Country) -> None:
    effect = country.truth["police-custody-48h"]["values"]

    rows = country.rows("""
        select place, count(*), count(*) filter (presented_at - began_at > interval 48 hours)
        from police_custody group by place""")

    assert {place: {"stays": stays, "over": over} for place, stays, over in rows} == effect["by_district"]
    worst = sorted(rows, key=lambda row: row[2] / row[1])[-3:]
    assert {row[0] for row in worst} == set(effect["districts"])
    assert effect["share_in_districts"] > 5 * effect["share_elsewhere"]


def test_dates_in_place_of_hours_overstate_police_custody(country: Country) -> None:
    effect = country.truth["police-custody-48h"]

    (naive,) = country.one("select avg((presented_at::date - began_at::date >= 2)::int) from police_custody")

    assert naive == pytest.approx(effect["naive_values"]["share"], abs=1e-6)
    assert naive > 2 * effect["values"]["share"]


@pytest.mark.parametrize("series", ["official", "floor_space"])
def test_occupancy_is_as_told_month_by_month(country: Country, series: str) -> None:
    effect = country.truth["occupancy"]["values"]

    rows = country.rows(f"""
        with days as (select unnest(generate_series(date '2021-01-01', {LAST}, interval 1 day))::date as day),
        held as (
            select day, count(*) as held from days
            join custody on began <= day and coalesce(ended, {LAST}) >= day and status <> 'police_custody'
            group by day),
        capacity_periods as (
            select *, lead(since) over (partition by facility order by since) as next
            from capacities where series = '{series}'),
        places_of_day as (
            select day, sum(capacity) as places from days
            join capacity_periods on since <= day and (next is null or day < next) group by day)
        select strftime(day, '%Y-%m'), sum(held)::int, sum(places)::int
        from held join places_of_day using (day) group by 1""")

    told = {month: (of["held_days"], of[f"{series}_days"]) for month, of in effect["months"].items()}
    assert {month: (held, places) for month, held, places in rows} == told
    assert len(told) == 60
    assert sum(row[1] for row in rows) / sum(row[2] for row in rows) == pytest.approx(effect[series], abs=1e-6)


def test_the_two_series_and_the_last_capacity_give_different_occupancies(country: Country) -> None:
    effect = country.truth["occupancy"]

    assert effect["values"]["floor_space"] - effect["values"]["official"] > 0.3
    assert abs(effect["naive_values"]["official_last_capacity"] - effect["values"]["official"]) > 0.05


def test_the_share_before_judgment_is_as_told_by_both_definitions(country: Country) -> None:
    effect = country.truth["pretrial-share"]["values"]

    held, untried, appeal = country.one(f"""
        select count(*), count(*) filter (status in {PRETRIAL}), count(*) filter (status = 'appeal')
        from custody join facilities using (facility)
        where kind = 'prison' and began <= date '2025-06-30' and coalesce(ended, {LAST}) >= date '2025-06-30'""")

    assert (held, untried, appeal) == (effect["held"], effect["untried"], effect["appeal"])
    assert effect["share_not_final"] > effect["share_untried"]


def test_days_of_custody_are_as_told_and_no_day_is_counted_twice(country: Country) -> None:
    effect = country.truth["custody-days"]["values"]

    spells, days = country.one(f"""
        select count(*), sum(coalesce(ended, {LAST}) - began + 1)::int
        from custody where status <> 'police_custody'""")
    (overlaps,) = country.one("""
        select count(*) from custody a join custody b
        on a.person = b.person and a.spell < b.spell
            and a.began <= coalesce(b.ended, date '9999-12-31') and b.began <= coalesce(a.ended, date '9999-12-31')""")

    assert (spells, days) == (effect["spells"], effect["days"])
    assert overlaps == 0


def standardised_gap(country: Country, *, outcome: str, group: str) -> tuple[float, float]:
    crude, adjusted = country.one(f"""
        with cells as (
            select charge_class, count(*) as n,
                avg(({outcome})::int) filter ({group}) as those, avg(({outcome})::int) filter (not ({group})) as others
            from defendants group by charge_class)
        select (select avg(({outcome})::int) filter ({group}) - avg(({outcome})::int) filter (not ({group}))
                from defendants),
            sum(n * (those - others)) / sum(n)
        from cells""")
    return crude, adjusted


def test_the_hidden_gap_shows_only_once_adjusted(country: Country) -> None:
    effect = country.truth["hidden-gap"]

    crude, adjusted = standardised_gap(country, outcome="detained", group="interpreter <> 'not_needed'")

    assert adjusted == pytest.approx(effect["values"]["adjusted"], abs=effect["tolerance"])
    assert crude == pytest.approx(effect["naive_values"]["crude"], abs=1e-6)
    assert adjusted > 0.08
    assert abs(crude) < 0.04


def test_the_apparent_gap_is_gone_once_adjusted(country: Country) -> None:
    effect = country.truth["apparent-gap"]

    crude, adjusted = standardised_gap(country, outcome="counsel <> 'none'", group="sex = 'female'")

    assert adjusted == pytest.approx(effect["values"]["adjusted"], abs=effect["tolerance"])
    assert crude == pytest.approx(effect["naive_values"]["crude"], abs=1e-6)
    assert abs(adjusted) < 0.04
    assert crude < -0.08


def kaplan_meier_median(lasted: list[tuple[int, bool]]) -> int:
    surviving, at_risk = 1.0, len(lasted)
    counts: dict[int, list[int]] = {}
    for days, closed in lasted:
        counts.setdefault(days, [0, 0])[closed] += 1
    for days in sorted(counts):
        cut, closed = counts[days]
        surviving *= 1 - closed / at_risk
        if surviving <= 0.5:
            return days
        at_risk -= cut + closed
    raise AssertionError("more than half are open at any time")


def test_open_cases_are_a_quarter_and_their_durations_count(country: Country) -> None:
    effect = country.truth["open-cases"]

    lasted = country.rows(f"select (coalesce(closed, {LAST}) - opened)::int, closed is not null from cases")
    closed = sorted(days for days, is_closed in lasted if is_closed)

    assert len(lasted) == effect["values"]["cases"]
    assert len(lasted) - len(closed) == effect["values"]["open"]
    assert effect["values"]["share_open"] == pytest.approx(0.25, abs=0.02)
    assert kaplan_meier_median(lasted) == pytest.approx(effect["values"]["median_days"], abs=effect["tolerance"])
    assert closed[len(closed) // 2] < effect["values"]["median_days"] - effect["tolerance"]
