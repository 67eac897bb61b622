"""Web page → `Text`: its main text, without menus, advertisements and related links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from audiatur.errors import marked as _
from audiatur.reading.documents.assembly import Piece, text_of_pieces, tidy
from audiatur.reading.errors import EmptyDocument, TooLarge
from audiatur.reading.limits import HTML_TAGS
from audiatur.reading.result import ReadingWarning
from audiatur.reading.text import ParagraphRole, Text

_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")

_BLOCKS: dict[str, ParagraphRole] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "list"),
    **dict.fromkeys(("td", "th", "caption"), "table"),
    **dict.fromkeys(("nav", "footer", "header", "aside"), "margin"),
    **dict.fromkeys(
        "p div section article main blockquote pre ul ol dl table tr form body figure figcaption address hr".split(),
        "body",
    ),
}
_UNSEEN = frozenset("script style noscript template head svg math iframe object select".split())
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*+)[^<>]*+>|<!--(?:(?!-->).)*+-->|<![^<>]*+>", re.S)
_MAIN_ROLES: dict[str, ParagraphRole] = {"head": "heading", "item": "list", "cell": "table"}


def open_html(content: str) -> tuple[Text, tuple[ReadingWarning, ...]]:
    """The main text of a web page; the whole page, with a warning, where no main text is found.

    Raises:
        EmptyDocument: the page shows no words.
        TooLarge: it has more tags than is accepted.
    """
    tree = _tree(content)
    if tree is None:
        note = "The elements of the page are nested too deeply or damaged; its whole text was read, without structure."
        return text_of_pieces(_without_tags(content), kind="html"), (ReadingWarning("structure", note),)
    title = _title(tree)
    pieces = tuple(_main_pieces(tree))
    if pieces:
        return text_of_pieces(pieces, kind="html", title=title), ()
    note = "No main text was told from menus and notices; all text of the page was read."
    return text_of_pieces(plain_pieces(tree), kind="html", title=title), (ReadingWarning("whole_page", note),)


def pieces_of_markup(content: str) -> tuple[Piece, ...]:
    """All that a piece of HTML shows, paragraph by paragraph: for e-mails, which have no menus."""
    tree = _tree(content)
    return tuple(_without_tags(content) if tree is None else plain_pieces(tree))


def plain_pieces(tree: HtmlElement) -> Iterator[Piece]:
    """What the page shows, cut at its block elements."""
    words: list[str] = []
    roles: list[ParagraphRole] = ["body"]
    unseen = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        starts = event == "start"
        if name in _UNSEEN:
            unseen += 1 if starts else -1
        if name in _BLOCKS:
            yield from _piece(words, roles[-1])
            words.clear()
            roles.append(_inner_role(roles[-1], name)) if starts else roles.pop()
        if not unseen:
            words.append("\n" if starts and name == "br" else "")
            words.append((element.text if starts else element.tail) or "")
        elif not starts and name in _UNSEEN and unseen == 0:
            words.append(element.tail or "")
    yield from _piece(words, "body")


def _inner_role(outer: ParagraphRole, name: str) -> ParagraphRole:
    own = _BLOCKS[name]
    return outer if own == "body" else own


def _piece(words: list[str], role: ParagraphRole) -> Iterator[Piece]:
    characters = tidy("".join(words))
    if characters:
        yield Piece(characters, role)


def _tree(content: str) -> HtmlElement | None:
    """The parsed page; None where the parser gave up on it."""
    if content.count("<") > HTML_TAGS:
        raise TooLarge(
            _("The page has more than %(most)s tags, the most that is read. Save its text as .txt."),
            most=f"{HTML_TAGS:,}",
        )
    parser = HTMLParser(huge_tree=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(_DECLARATION.sub("", content, count=1), parser=parser)
    except etree.ParserError as fault:
        raise EmptyDocument(_("The page holds no text. Give a page with words in it.")) from fault
    except (etree.LxmlError, ValueError):
        return None
    gave_up = any(entry.level_name == "FATAL" and "RESOURCE_LIMIT" in entry.type_name for entry in parser.error_log)
    return None if gave_up else tree


def _title(tree: HtmlElement) -> str | None:
    for path in ("string(//meta[@property='og:title']/@content)", "string(//h1)", "string(//title)"):
        found = tree.xpath(path)
        if isinstance(found, str) and found.strip():
            return " ".join(found.split())[:300]
    return None


def _main_pieces(tree: HtmlElement) -> Iterator[Piece]:
    """The main text as trafilatura finds it; nothing where it finds none."""
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(tree, include_comments=False, include_tables=True, favor_recall=True)
    except Exception:
        # It meets pages of any shape, and what it raises then is not part of its promise; the whole page is read.
        return
    body = getattr(found, "body", None)
    if body is not None:
        yield from _walk(body, "body")


def _walk(element: etree._Element, role: ParagraphRole) -> Iterator[Piece]:
    """Paragraphs, headings, items and cells of trafilatura's tree, each with the text that is directly in it."""
    words = [element.text or ""]
    for child in element:
        name = child.tag if isinstance(child.tag, str) else ""
        if name == "lb":
            words.append("\n")
        elif name in {"p", "head", "list", "item", "table", "row", "cell", "quote", "div"}:
            yield from _piece(words, role)
            words = []
            yield from _walk(child, _MAIN_ROLES.get(name, role))
        else:
            words.append("".join(str(part) for part in child.itertext()))
        words.append(child.tail or "")
    yield from _piece(words, role)


def _without_tags(content: str) -> Iterator[Piece]:
    """The text between tags, in one pass and without a tree."""
    words: list[str] = []
    unseen: str | None = None
    at = 0
    for tag in _TAG.finditer(content):
        if unseen is None:
            words.append(content[at : tag.start()])
        at = tag.end()
        name = (tag["name"] or "").lower()
        if name in _UNSEEN and name != "head":
            closes = bool(tag["close"])
            unseen = None if closes and unseen == name else unseen if closes or unseen else name
        if name == "br":
            words.append("\n")
        elif name in _BLOCKS:
            yield from _piece([unescape("".join(words))], "body")
            words.clear()
    if unseen is None:
        words.append(content[at:])
    yield from _piece([unescape("".join(words))], "body")
