"""WordprocessingML as a stream of elements, without document types, entities or network."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Final

from lxml import etree

from audiatur.errors import marked as _
from audiatur.reading.documents.archive import DAMAGED, Archive, damaged
from audiatur.reading.errors import BrokenDocument, TooLarge, UnknownFormat
from audiatur.reading.limits import PART_TAGS, TAG_ATTRIBUTES

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def elements(archive: Archive, part: str, tags: tuple[str, ...]) -> Iterator[tuple[str, etree._Element]]:
    """Start and end of each element of these names in a part, in order; nothing where the part is missing.

    Raises:
        BrokenDocument: the XML is not well formed, or declares entities, as no Word program does.
        TooLarge: it has more tags than is accepted.
    """
    if part not in archive:
        return
    try:
        with archive.open(part) as stream:
            walk = etree.iterparse(
                _Counted(stream),
                events=("start", "end"),
                tag=tags,
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
                huge_tree=False,
            )
            for count, (event, element) in enumerate(walk):
                if count == 0:
                    _refuse_document_type(element)
                yield str(event), element
    except (etree.LxmlError, SyntaxError, *DAMAGED) as fault:
        raise damaged() from fault


def value_of(element: etree._Element | None) -> str:
    """The w:val of an element; "" where the element is missing or has none."""
    return "" if element is None else element.get(f"{W}val", "")


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch such as w:vanish is there and not turned off."""
    return element is not None and value_of(element) not in {"0", "false", "off"}


class _Counted:
    """A stream that stops at too many tags, or attributes of one tag, before the parser holds them all."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._tags = 0
        self._attributes = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        chunk = self._stream.read(size)
        self._tags += chunk.count(b"<")
        # Signs between the end of one tag and the end of the next: those of a tag, or of a very long text.
        first, last = chunk.find(b">"), chunk.rfind(b">")
        run = self._attributes + chunk.count(b"=", 0, first if first >= 0 else len(chunk))
        self._attributes = run if first < 0 else chunk.count(b"=", last)
        if self._tags > PART_TAGS or run > TAG_ATTRIBUTES:
            raise TooLarge(
                _("The XML of the document has more than %(most)s tags, or tags of no end. Split it."),
                most=f"{PART_TAGS:,}",
            )
        return chunk


def _refuse_document_type(element: etree._Element) -> None:
    tree = element.getroottree()
    if tree.docinfo.internalDTD is not None or tree.docinfo.doctype:
        raise BrokenDocument(_("The file declares entities in its XML, which Word never does; it is not read."))
    if etree.QName(tree.getroot()).namespace == _STRICT:
        raise UnknownFormat(_("The file is in the strict Open XML form. Save it in Word as “Word Document (.docx)”."))
