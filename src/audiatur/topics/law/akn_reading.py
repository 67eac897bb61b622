"""Akoma Ntoso of anyone → a law. The document itself is kept as it came; what is read here is a view of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, get_args

from lxml import etree

from audiatur.topics.law.akn_writing import LANGUAGES, OWN
from audiatur.topics.law.errors import NotAkomaNtoso
from audiatur.topics.law.model import Law, Level, Provision, Work, WorkKind
from audiatur.topics.law.numbers import bare
from audiatur.topics.law.wordlists import LEVEL_OF

_LEVELS: Final = frozenset(get_args(Level))
_OTHER_LEVELS: Final[dict[str, Level]] = {
    "tome": "book", "subpart": "part", "subchapter": "subchapter", "subdivision": "division", "rule": "rule",
    "subrule": "paragraph", "subclause": "paragraph", "subparagraph": "point", "alinea": "paragraph", "item": "point",
    "transitional": "division", "proviso": "paragraph", "hcontainer": "division", "level": "division",
}  # fmt: skip
_TRANSPARENT: Final = frozenset(("list", "sublist", "blockList"))
_DOCUMENTS: Final = (
    "act", "bill", "doc", "portion", "statement", "debateReport", "debate", "judgment", "amendment", "amendmentList",
    "documentCollection", "officialGazette",
)  # fmt: skip
_BLOCKS: Final = frozenset(
    "p li td th tr table item listIntroduction listWrapUp num heading subheading crossHeading block blockContainer "
    "formula longTitle content intro wrapUp toc tocItem quotedStructure speech from question answer narrative scene "
    "recital recitals citation citations container".split()
) | _LEVELS | frozenset(_OTHER_LEVELS) | _TRANSPARENT  # fmt: skip
_SPACES: Final = re.compile(r"\s+")
_MOST_BYTES: Final = 64 * 1024**2


@dataclass(frozen=True, slots=True)
class AknDocument:
    """An Akoma Ntoso document as it came: its kind ("act", "debate" …) and its tree."""

    kind: str
    tree: etree._ElementTree

    def write(self) -> bytes:
        """The document as XML, with every element, attribute, comment and sign that came."""
        written: bytes = etree.tostring(self.tree, xml_declaration=True, encoding="UTF-8")
        return written

    def lines(self) -> tuple[str, ...]:
        """Every line of text outside the metadata."""
        return tuple(_lines(self.tree.getroot()))


def open_akn(data: bytes) -> AknDocument:
    """The document; entities are not resolved and nothing is fetched.

    Raises:
        NotAkomaNtoso: it is not well-formed, or its root is not `akomaNtoso`.
    """
    if len(data) > _MOST_BYTES:
        raise NotAkomaNtoso(f"The file is larger than {_MOST_BYTES // 1024**2} MiB, the most that is read.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise NotAkomaNtoso(f"The file is not well-formed XML ({fault}). Give an Akoma Ntoso document.") from fault
    if b"<!ENTITY" in data:
        raise NotAkomaNtoso("The file declares entities, which are not read. Give it without a document type.")
    kind = next((_tag(child) for child in root if _tag(child) in _DOCUMENTS), None)
    if _tag(root) != "akomaNtoso" or kind is None:
        raise NotAkomaNtoso(f"The root is <{_tag(root)}>. Accepted is <akomaNtoso> with one document inside.")
    return AknDocument(kind, root.getroottree())


def read_akn(data: bytes) -> Law:
    """The law that an Akoma Ntoso document holds.

    Raises:
        NotAkomaNtoso: it is none, or it holds no act or bill.
    """
    return law_of(open_akn(data))


def law_of(document: AknDocument) -> Law:
    """The act or bill of a document, as a law.

    Raises:
        NotAkomaNtoso: the document is of another kind.
    """
    root = document.tree.getroot()
    act = next((child for child in root if _tag(child) in ("act", "bill", "portion", "doc")), None)
    body = (
        next((child for child in act if _tag(child) in ("body", "portionBody", "mainBody")), None)
        if act is not None
        else None
    )
    if act is None or body is None:
        raise NotAkomaNtoso(f"A document of the kind “{document.kind}” is no law. Accepted are acts and bills.")
    return Law(
        work=_work(act),
        language=_language(act),
        dated=_own(act, "dated") or _date(act, "FRBRExpression"),
        body=tuple(_provisions(body)),
        preface=(*_part(act, "coverPage"), *_part(act, "preface")),
        preamble=tuple(_part(act, "preamble")),
        conclusions=tuple(_part(act, "conclusions")),
    )


def _tag(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _first(element: etree._Element, path: str) -> etree._Element | None:
    return element.find("/".join(f"{{*}}{step}" for step in path.split("/")))


def _part(act: etree._Element, name: str) -> Iterator[str]:
    part = _first(act, name)
    if part is not None:
        yield from _lines(part)


def _value(act: etree._Element, path: str, *, attribute: str = "value") -> str:
    found = _first(act, f"meta/identification/{path}")
    return (found.get(attribute) or "") if found is not None else ""


def _date(act: etree._Element, kind: str) -> str:
    given = _value(act, f"{kind}/FRBRdate", attribute="date")
    return given[:10]


def _own(act: etree._Element, name: str) -> str:
    own = act.find(f"{{*}}meta/{{*}}proprietary/{{{OWN}}}law")
    return (own.get(name) or "") if own is not None else ""


def _language(act: etree._Element) -> str:
    own = _own(act, "language")
    code = _value(act, "FRBRExpression/FRBRlanguage", attribute="language")
    return own or next((short for short, long in LANGUAGES.items() if long == code), code or "und")


def _work(act: etree._Element) -> Work:
    uri = _value(act, "FRBRWork/FRBRuri")
    name = _value(act, "FRBRWork/FRBRname") or _value(act, "FRBRWork/FRBRnumber")
    if not uri.startswith("/akn/") or not name:
        name = uri.rstrip("/").rpartition("/")[2] or name
    kind: WorkKind = "bill" if _tag(act) == "bill" else "act"
    title = _value(act, "FRBRWork/FRBRalias")
    alias = next((one for one in act.iter("{*}FRBRalias") if one.get("name") == "title"), None)
    if alias is not None:
        title = alias.get("value") or title
    printed = next(iter(act.iter("{*}docTitle")), None)
    if alias is None and printed is not None:
        title = _squeezed(printed)
    country = _value(act, "FRBRWork/FRBRcountry") or "xx"
    return Work(country, kind, _own(act, "workDate") or _date(act, "FRBRWork"), name, title)


def _provisions(parent: etree._Element) -> Iterator[Provision]:
    for child in parent:
        tag = _tag(child)
        if tag in _TRANSPARENT:
            yield from _provisions(child)
        elif _is_level(tag):
            yield _provision(child)


def _is_level(tag: str) -> bool:
    return tag in _LEVELS or tag in _OTHER_LEVELS


def _level(element: etree._Element) -> Level:
    tag = _tag(element)
    if tag == "hcontainer" and (element.get("name") or "").startswith(("annex", "schedule")):
        return "annex"
    if tag in _LEVELS:
        return tag  # type: ignore[return-value]
    return _OTHER_LEVELS[tag]


def _provision(element: etree._Element) -> Provision:
    printed = heading = ""
    before: list[str] = []
    children: list[Provision] = []
    closing: list[str] = []
    for child, tag in _spread(element):
        if tag == "num" and not printed:
            printed = _squeezed(child)
        elif tag == "heading" and not heading:
            heading = _squeezed(child)
        elif _is_level(tag):
            children.append(_provision(child))
        else:
            (closing if children else before).extend(_lines(child))
    level = _level(element)
    return Provision(
        level=level,
        number=_number(printed),
        printed=printed,
        heading=heading,
        lines=tuple(before),
        children=tuple(children),
        closing=tuple(closing),
        eid=element.get("eId") or element.get("wId") or "",
    )


def _spread(element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The children, those of lists in their place."""
    for child in element:
        tag = _tag(child)
        if not tag:
            continue
        if tag in _TRANSPARENT or (tag == "content" and any(_tag(one) == "blockList" for one in child)):
            yield from _spread(child)
        else:
            yield child, tag


def _number(printed: str) -> str:
    """The bare number of a printed one: without the word of its level and the marks around it.

    >>> _number("Article 12 bis.-"), _number("§ 20"), _number("(a)"), _number("SEC. 3."), _number("មាត្រា ៣")
    ('12bis', '20', 'a', '3', '3')
    """
    words = printed.replace("§", "").split()
    while len(words) > 1 and (words[0].casefold().rstrip(".") in _LEVEL_WORDS or words[0].casefold() in LEVEL_OF):
        words = words[1:]
    number = " ".join(words).strip("—–-.:៖)(][")
    return number if len(number) == 1 and "\u1780" <= number <= "\u17a2" else bare(number)


_LEVEL_WORDS: Final = frozenset(word.rstrip(".") for word in LEVEL_OF) | {
    "sec",
    "artikel",
    "artículo",
    "no",
    "n°",
    "ch",
}


def _squeezed(element: etree._Element) -> str:
    return _SPACES.sub(" ", "".join(_strings(element))).strip()


def _strings(element: etree._Element) -> Iterator[str]:
    if isinstance(element.tag, str):
        yield element.text or ""
        for child in element:
            yield from _strings(child)
            yield child.tail or ""


def _lines(element: etree._Element) -> Iterator[str]:
    """The lines of an element: one for each innermost block, in order; inline elements stay in their line."""
    if not isinstance(element.tag, str) or _tag(element) == "meta":
        return
    run = element.text or ""
    for child in element:
        if _is_block(child):
            yield from _kept(run)
            yield from _lines(child)
            run = child.tail or ""
        else:
            run += "".join(_strings(child)) + (child.tail or "")
    yield from _kept(run)


def _is_block(element: etree._Element) -> bool:
    if not isinstance(element.tag, str):
        return False
    return _tag(element) in _BLOCKS or _tag(element) == "meta" or any(_is_block(child) for child in element)


def _kept(run: str) -> Iterator[str]:
    line = _SPACES.sub(" ", run).strip()
    if line:
        yield line
