"""The truth about mediation, worked out again from the written rows by plain SQL."""

from __future__ import annotations

import pytest

from tests.synthetic.generator.conftest import Country, Make

PAIRS = """
    with pairs as (
        select a.dispute, a.person as applicant, r.person as respondent
        from dispute_parties a join dispute_parties r using (dispute)
        where a.role = 'applicant' and r.role = 'respondent')
    select count(*) from pairs p where exists (
        select 1 from pairs q
        where q.applicant = p.applicant and q.respondent = p.respondent and q.dispute < p.dispute)
"""


def test_each_step_of_the_ladder_is_as_told(country: Country) -> None:
    effect = country.truth["mediation-ladder"]

    steps = country.one("""
        select count(*), count(accepted), count(*) filter (applicant_agreed and respondent_agreed),
            count(first_session), count(*) filter (result = 'agreed'), count(agreement_kept)
        from disputes""")

    names = ("received", "accepted", "both_agreed", "first_session", "agreed", "kept")
    assert steps == tuple(effect["values"][name] for name in names)
    assert list(steps) == sorted(steps, reverse=True)
    assert steps[4] / steps[3] == pytest.approx(effect["naive_values"]["agreed_of_sessions"], abs=1e-6)
    assert steps[4] / steps[0] == pytest.approx(effect["values"]["agreed_of_received"], abs=1e-6)


def test_excluded_disputes_that_were_mediated_are_as_told(country: Country) -> None:
    effect = country.truth["excluded-but-mediated"]["values"]

    counted = country.one("""
        select count(*), count(first_session), count(*) filter (result = 'agreed') from disputes where excluded""")

    assert counted == (effect["excluded"], effect["mediated"], effect["agreed"])
    assert 0 < effect["mediated"] < effect["mediated_in_all"] <= effect["mediated"] + effect["unexamined_mediated"]


def test_disputes_that_nobody_examined_say_nothing_about_the_law(country: Country) -> None:
    effect = country.truth["excluded-but-mediated"]["values"]

    examined, unexamined_mediated = country.one("""
        select count(excluded), count(*) filter (excluded is null and first_session is not null) from disputes""")

    assert (examined, unexamined_mediated) == (effect["examined"], effect["unexamined_mediated"])


@pytest.mark.parametrize("days", [91, 365])
def test_agreements_carried_out_in_time_are_as_told(country: Country, days: int) -> None:
    effect = country.truth["compliance"]["values"]

    old, kept = country.one(f"""
        select count(*), count(*) filter (agreement_kept <= ended + {days})
        from disputes where result = 'agreed' and ended + {days} <= date '2025-12-31'""")

    assert (old, kept) == (effect[f"agreements_{days}"], effect[f"kept_{days}"])


def test_access_depends_on_who_is_taken_to_have_excluded_themselves(country: Country) -> None:
    effect = country.truth["legal-needs"]["values"]
    used = "(used_lawyer or used_court or used_mediator or used_community or used_authority or used_other)"

    shares = [
        country.one(f"select sum(weight * {used}::int) / sum(weight) from legal_needs where had_problem and {kept}")[0]
        for kept in (
            "true",
            f"({used} or not (preferred_alone or other_was_right))",
            f"({used} or not (preferred_alone or other_was_right or contacted_other_party))",
        )
    ]

    assert shares == pytest.approx([effect[name] for name in ("all", "without_by_choice", "without_direct")], abs=1e-6)
    assert shares[0] == pytest.approx(country.truth["survey-access"]["values"]["share"], abs=1e-6)
    assert shares == sorted(shares)


def test_repeat_disputes_are_as_told_and_fewer_are_found_in_noise(country: Country, make: Make) -> None:
    effect = country.truth["repeat-disputes"]["values"]

    (found,) = country.one(PAIRS)
    (found_in_noise,) = make(size="S", seed=1, noise="heavy").one(PAIRS)

    assert found == effect["repeated"]
    assert found_in_noise < found


def test_those_who_answer_hide_the_pressure_that_calling_back_shows(country: Country) -> None:
    effect = country.truth["pressure"]

    asked, answered, pressed, called, called_pressed = country.one("""
        with sheets as (
            select *, row_number() over (partition by dispute, person, role order by asked) as sheet from exit_survey)
        select count(*) filter (sheet = 1), count(*) filter (sheet = 1 and answered),
            count(*) filter (sheet = 1 and felt_pressed), count(*) filter (sheet = 2),
            count(*) filter (sheet = 2 and felt_pressed)
        from sheets""")
    estimated = (pressed + (asked - answered) * called_pressed / called) / asked

    assert asked == effect["values"]["asked"]
    assert estimated == pytest.approx(effect["values"]["share"], abs=effect["tolerance"])
    assert pressed / answered == pytest.approx(effect["naive_values"]["share"], abs=1e-6)
    assert effect["values"]["silent"] == pytest.approx(0.22, abs=0.03)


def test_in_a_larger_country_the_naive_share_is_outside_the_tolerance(make: Make) -> None:
    effect = make(accused=60_000).truth["pressure"]

    assert effect["values"]["share"] - effect["naive_values"]["share"] > effect["tolerance"]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_forty_one_per_cent_have_access_once_weighted(make: Make, seed: int) -> None:
    country = make(accused=300, seed=seed)
    effect = country.truth["survey-access"]

    weighted, unweighted, n = country.one("""
        select sum(weight * got_help::int) / sum(weight), avg(got_help::int), count(*)
        from household_survey where got_help is not null""")

    assert weighted == pytest.approx(effect["values"]["share"], abs=1e-6)
    assert f"{100 * weighted:.1f}" == "41.0"
    assert n == effect["values"]["n"]
    assert unweighted == pytest.approx(effect["naive_values"]["share"], abs=1e-6)
    assert unweighted > weighted + 0.01


def test_the_replicate_weights_give_the_standard_error(country: Country) -> None:
    effect = country.truth["survey-access"]["values"]
    columns = ", ".join(f"sum(replicate_{n:02d} * got_help::int) / sum(replicate_{n:02d})" for n in range(1, 41))

    replicated = country.one(f"""
        select {columns} from household_survey join household_replicates using (respondent)
        where got_help is not null""")

    error = (39 / 40 * sum((each - effect["share"]) ** 2 for each in replicated)) ** 0.5
    assert error == pytest.approx(effect["standard_error"], abs=1e-5)
