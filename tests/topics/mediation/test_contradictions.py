"""Two rates under one name are set beside each other with what each can be a rate of."""

from __future__ import annotations

import pytest

from audiatur.reading import read_document
from audiatur.topics.mediation.contradictions import Published, contradictions, fit_to_register, rates_in

CONCLUDED = (
    "Court-annexed mediation in Kenya did well in 2022/23. Of 4,708 matters referred to mediators, 95 per cent were "
    "concluded."
)
SETTLED = (
    "The Judiciary of Kenya put the settlement rate of court-annexed mediation for the financial year 2022/2023 at "
    "51.2 per cent."
)
CALLED_SETTLED = "In Kenya the settlement rate of mediation was 95% in FY 2022/23, with 4,708 matters referred."


def rates(words: str, *, source: str = "a report") -> tuple[Published, ...]:
    return rates_in(read_document(words.encode(), name="source.txt").text, source=source)


def test_conclusion_and_settlement_are_told_apart_by_their_words() -> None:
    (found,) = contradictions([*rates(CONCLUDED, source="one"), *rates(SETTLED, source="other")])

    assert (found.place, found.period) == ("Kenya", (2022, 2023))
    assert (found.higher.source, found.higher.low, found.higher.high) == ("one", 94.5, 95.5)
    assert found.higher.definitions == ("concluded_of_referred",)
    assert 4708 in found.higher.counts
    assert (found.lower.low, found.lower.high) == (51.15, 51.25)
    assert all(code.startswith("settled_of_") for code in found.lower.definitions)


def test_of_two_rates_called_settlement_the_higher_one_fits_conclusion() -> None:
    (found,) = contradictions([*rates(CALLED_SETTLED), *rates(SETTLED)])

    assert ("concluded_of_referred", "the higher of two under one name") in {
        (fit.definition, fit.reason) for fit in found.higher.fits
    }
    assert not any(code.startswith("concluded") for code in found.lower.definitions)


def test_counts_beside_a_rate_tell_what_it_is_of() -> None:
    (found,) = rates(
        "In 2023 mediation in Fiji had a success rate of 64 per cent: of 250 disputes received, 160 were settled."
    )

    assert ("settled_of_received", "counts") in {(fit.definition, fit.reason) for fit in found.fits}


def test_a_count_is_told_by_the_words_before_it_too() -> None:
    (found,) = rates("In 2023 the houses of mediation in Fiji received 250 disputes and settled 160, a rate of 64 %.")

    assert ("settled_of_received", "counts") in {(fit.definition, fit.reason) for fit in found.fits}


@pytest.mark.parametrize(
    "other",
    [
        SETTLED.replace("Kenya", "Uganda"),
        SETTLED.replace("2022/2023", "2021/2022"),
        SETTLED.replace("51.2", "95.2"),
        "The population of Kenya grew by 2 per cent in 2022/23.",
        "In Kenya, 40 per cent of the judges who mediate were women in 2022/23.",
    ],
)
def test_another_place_period_or_subject_and_equal_values_are_no_contradiction(other: str) -> None:
    assert contradictions([*rates(CONCLUDED), *rates(other)]) == ()


def test_a_register_names_the_definition_that_gives_the_value() -> None:
    (rate,) = rates(SETTLED)

    found = fit_to_register(rate, values={"settled_of_received": 38.0, "settled_of_started": 51.18})

    assert [fit.definition for fit in found.fits if fit.reason == "register"] == ["settled_of_started"]


def test_khmer_words_tell_what_is_counted() -> None:
    (found,) = rates("នៅឆ្នាំ 2023 ការសម្របសម្រួលវិវាទបានបញ្ចប់ 90% ក្នុងចំណោមសំណុំរឿងដែលបានទទួល។")

    assert found.period == (2023, 2023)
    assert found.definitions == ("concluded_of_received",)
