from __future__ import annotations

import pytest

from audiatur.reading.recommendations.positions import position_in


@pytest.mark.parametrize(
    ("heading", "position"),
    [
        ("The recommendations listed below enjoy the support of Xyland:", "supported"),
        ("have been examined by Xyland and enjoy its support:", "supported"),
        ("enjoy the support of Xyland, which considers that they are already implemented:", "supported_implemented"),
        ("Xyland considers them to be in the process of implementation:", "supported_implemented"),
        ("The recommendations below did not enjoy the support of Xyland:", "not_supported"),
        ("Xyland considers that the recommendations below cannot be accepted and will thus be noted:", "not_supported"),
        ("will be examined by Xyland, which will provide responses in due time:", "pending"),
        ("The response of Xyland will be included in the outcome report adopted by the Council:", "pending"),
        ("The recommendations listed below were noted by Xyland:", "noted"),
        ("were noted by Xyland for further consideration of national authorities:", "noted"),
        ("In the course of the discussion, the following recommendations were made to Xyland:", "unknown"),
        ("Xyland agreed on the following:", "supported"),
        ("The following recommendation is rejected by Xyland:", "not_supported"),
    ],
)
def test_a_heading_tells_the_position_in_its_own_words(heading: str, position: str) -> None:
    found, words = position_in(heading)

    assert found == position
    assert words in heading
    assert bool(words) == (position != "unknown")
