"""Rows of an invented dialogue as hypothesis draws them: keys that fit each other, texts of any kind."""

from __future__ import annotations

from hypothesis import strategies as st

from audiatur.publish.rows import Answer, Claim, Dialogue, Party, Passage, Position, Rows, Source

DIALOGUE = Dialogue("osmere", "Dialogue", "", "Osmere", "", "", "", "", "2030", 60, synthetic=True)
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=30) | st.sampled_from(
    ["ក្រសួង\u200bយុត្តិធម៌", "=1", '"x"\n', ""]
)
said = words.filter(bool)
key = st.integers(1, 4)
numbers = st.none() | st.integers(1, 99)


@st.composite
def rows(draw: st.DrawFn) -> Rows:
    """Some parties, sources, passages, claims, answers and positions."""
    keys = sorted(draw(st.sets(key, max_size=4)))
    sources = tuple(
        Source(
            one, *(draw(words) for _ in range(8)), draw(st.none() | st.just("ministry")), draw(st.booleans()),
            draw(words), draw(words), draw(st.integers(0, 10**12)), *(draw(words) for _ in range(3)),
        )
        for one in keys
    )  # fmt: skip
    held = st.none() | st.sampled_from(keys) if keys else st.none()
    passages = tuple(
        Passage(
            number, draw(st.sampled_from(keys)), draw(said), draw(words), draw(words), draw(st.integers(0, 99)),
            draw(st.integers(100, 999)), draw(numbers), draw(words), draw(words), draw(words),
        )
        for number in range(1, draw(st.integers(0, 3)) + 1)
        if keys
    )  # fmt: skip
    quoted = st.lists(st.sampled_from([row.key for row in passages]), unique=True) if passages else st.just([])
    claims = tuple(
        Claim(
            number, draw(words), draw(numbers), draw(st.none() | words.filter(bool)), *(draw(words) for _ in range(7)),
            draw(held), draw(words), tuple(draw(quoted)),
        )
        for number in range(1, draw(st.integers(0, 3)) + 1)
    )  # fmt: skip
    answers = tuple(
        Answer(number, draw(key), *(draw(words) for _ in range(5))) for number in range(1, draw(st.integers(0, 2)) + 1)
    )
    positions = tuple(
        Position(
            number, draw(words), draw(key), *(draw(words) for _ in range(6)), draw(held), draw(words),
            draw(st.none() | key), draw(words), draw(st.none() | words.filter(bool)), draw(st.none() | key),
        )
        for number in range(1, draw(st.integers(0, 3)) + 1)
    )  # fmt: skip
    party = Party("ministry", "state", draw(words), draw(words), draw(words))
    return Rows(DIALOGUE, (party,), (), (), positions, claims, answers, sources, passages)
