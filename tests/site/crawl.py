"""Walks through the pages as a reader would: every link of every page, each address once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin

from django.http import HttpResponse
from django.test import Client
from lxml import html

SKIPPED = (".csv", ".json", ".py", ".docx", ".ics", "question.html", ".pdf", "/dossier.", "/original/")


@dataclass(frozen=True, slots=True)
class Visited:
    """A page that was opened."""

    address: str
    response: HttpResponse

    @property
    def text(self) -> str:
        """The page's source."""
        return self.response.content.decode()

    @property
    def tree(self) -> html.HtmlElement:
        """The page, parsed."""
        return html.fromstring(self.response.content)


def crawl(client: Client, *, start: Sequence[str] = ("/",), most: int = 200) -> Iterator[Visited]:
    """Every page that links lead to, the first ones first; files that are downloaded are left out."""
    waiting, known = deque(start), set(start)
    while waiting and most:
        address = waiting.popleft()
        response = client.get(address, follow=True)
        most -= 1
        visited = Visited(address, response)
        yield visited
        if response.status_code != 200:
            continue
        for link in visited.tree.xpath("//main//a/@href | //header//a/@href | //footer//a/@href | //nav//a/@href"):
            target = urldefrag(urljoin(address, link)).url
            if target.startswith("/") and target not in known and not any(skip in target for skip in SKIPPED):
                known.add(target)
                waiting.append(target)


def words(tree: html.HtmlElement, path: str) -> str:
    """The text at a path of a page, with single spaces."""
    found = deepcopy(tree.xpath(path)[0])
    for block in found.iter("br", "p", "li", "td", "th", "div", "h2", "h3", "dt", "dd", "tr", "summary"):
        block.tail = f" {block.tail or ''}"
    return " ".join(found.text_content().split())
