"""Comparison: every change of words is told, renumbering is seen, and the runs give both wordings back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from audiatur.topics.law.comparing import Article, compare, marked_words
from audiatur.topics.law.comparison_word import write_comparison

LONG = "The council keeps the register of hearings and publishes it every year before the first of March."
OTHER = "A party may ask the court to hear a witness who lives abroad by letter or by video from a consulate."


def article(key: str, text: str, heading: str = "") -> Article:
    """An article named by its number."""
    return Article(key, f"Article {key}", heading, text)


def kinds(old: list[Article], new: list[Article]) -> list[tuple[str, str | None, str | None]]:
    """Kind, former and new name of each change."""
    found = compare(old, new).changes
    return [(one.kind, one.old and one.old.key, one.new and one.new.key) for one in found]


def test_added_repealed_changed_and_same() -> None:
    old = [article("1", "A."), article("2", "B."), article("3", "C.")]
    new = [article("1", "A."), article("3", "D."), article("4", "E.")]

    assert kinds(old, new) == [
        ("same", "1", "1"), ("repealed", "2", None), ("changed", "3", "3"), ("added", None, "4"),
    ]  # fmt: skip


def test_articles_moved_by_an_insertion_are_renumbered_and_not_changed() -> None:
    old = [article("1", LONG), article("2", OTHER)]
    new = [article("1", "Something else entirely, about bread."), article("2", LONG), article("3", OTHER)]

    assert kinds(old, new) == [("added", None, "1"), ("renumbered", "1", "2"), ("renumbered", "2", "3")]


def test_an_article_may_be_renumbered_and_changed() -> None:
    new = [article("1", "Something else entirely, about bread."), article("2", LONG.replace("year", "month"))]

    assert ("renumbered and changed", "1", "2") in kinds([article("1", LONG)], new)


texts = st.text("ab .\nក្ខាស", max_size=40)


@given(texts, texts)
def test_the_runs_give_both_wordings_exactly(old: str, new: str) -> None:
    runs = marked_words(old, new)

    assert "".join(text for kind, text in runs if kind != "in") == old
    assert "".join(text for kind, text in runs if kind != "out") == new


numbered = st.dictionaries(st.sampled_from("12345678"), st.sampled_from([LONG, OTHER, "X.", "Y."]), max_size=8)


@given(numbered, numbered)
def test_what_is_touched_is_the_difference_of_the_words_by_number(old: dict[str, str], new: dict[str, str]) -> None:
    found = compare([article(*one) for one in old.items()], [article(*one) for one in new.items()])

    assert found.touched() == {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
    assert sorted(one.new.key for one in found.changes if one.new) == sorted(new)
    assert sorted(one.old.key for one in found.changes if one.old) == sorted(old)


def test_the_word_document_carries_what_went_and_what_came() -> None:
    import io

    from docx import Document

    found = compare([article("1", "within ten days")], [article("1", "within five days")])

    document = Document(io.BytesIO(write_comparison(found, titles=("old", "new"), label="Synthetic")))

    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    assert [run.text for run in runs if run.font.strike] == ["ten"]
    assert [run.text for run in runs if run.font.underline] == ["five"]
    assert any(paragraph.text == "Synthetic" for paragraph in document.paragraphs)
