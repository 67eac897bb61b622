"""Of a web page the main text is read, with its structure; of what has none, all words."""

from __future__ import annotations

import pytest

from audiatur.reading.errors import EmptyDocument, TooLarge
from tests.reading.documents.opening import assert_tiled, codes, opened, roles, words

_STORY = """The ministry said on Monday that the bill on the courts would go to the assembly before the end of the year,
after two years of talks with lawyers and judges about what it should contain and whom it should bind."""
_PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Bill goes on | The Example</title>
<meta property="og:title" content="Bill goes on"><style>p {{color: red}}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/about">About us</a></li></ul></nav>
<article><h1>Bill goes on</h1><p>{_STORY}</p><h2>What it holds</h2>
<ul><li>A time limit for custody</li><li>A right to <b>counsel</b></li></ul>
<table><tr><th>Year</th><th>Cases</th></tr><tr><td>2021</td><td>1,204</td></tr></table>
<p>“It is overdue,”<br>a lawyer said. {_STORY}</p></article>
<footer>© The Example. All rights reserved.</footer><script>alert("x")</script></body></html>"""


def test_the_main_text_is_read_with_headings_lists_and_tables() -> None:
    text, warnings = opened(_PAGE.encode())

    found = roles(text)
    assert found[0] == ("heading", "Bill goes on")
    assert ("heading", "What it holds") in found
    assert ("list", "A right to counsel") in found
    assert [cell for role, cell in found if role == "table"] == ["Year", "Cases", "2021", "1,204"]
    assert any(cell.startswith("“It is overdue,”\na lawyer said.") for _, cell in found)
    assert not any("Home" in cell or "rights reserved" in cell or "alert" in cell for _, cell in found)
    assert (text.title, text.language, warnings) == ("Bill goes on", "en", ())
    assert_tiled(text)


def test_the_encoding_that_the_page_names_is_used() -> None:
    page = _PAGE.replace("<head>", '<head><meta charset="iso-8859-2">').replace("lawyer said", "lawyer Dvořák said")

    text, warnings = opened(page.replace("©", "").replace("“", '"').replace("”", '"').encode("iso-8859-2"))

    assert "lawyer Dvořák said" in text.content
    assert warnings == ()


def test_character_references_become_characters() -> None:
    text, _ = opened(_PAGE.replace("a lawyer", "Dara &amp; Lind&nbsp;&#8211; lawyers").encode())

    assert "Dara & Lind – lawyers" in text.content


@pytest.mark.parametrize("depth", [300, 50_000])
def test_elements_nested_too_deeply_are_read_without_structure(depth: int) -> None:
    page = "<html><body>" + "<div>" * depth + "<p>The court rose &amp; left.</p><script>x<p>y</p></script><p>Two</p>"

    text, warnings = opened(page.encode())

    assert words(text) == ["The court rose & left.", "Two"]
    assert codes(warnings) == ["structure"]


def test_a_page_with_nothing_to_see_is_empty() -> None:
    with pytest.raises(EmptyDocument):
        opened(b"<html><head><title>T</title></head><body><script>alert('The court rose')</script></body></html>")


def test_too_many_tags_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audiatur.reading.documents.html.HTML_TAGS", 20)

    with pytest.raises(TooLarge, match="tags"):
        opened(b"<html>" + b"<p>The court rose." * 21)
