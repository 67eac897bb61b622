"""How much is accepted of one document, and why that much.

A reading must stay below 1 GiB of memory on any input. Each limit lies far above the documents of a dialogue (the
longest UN reports have some hundred pages) and below what a hostile file would need to do harm.
"""

from __future__ import annotations

from typing import Final

FILE_BYTES: Final = 100 * 1024**2
"""Bytes of one file: ten times a UN report of 400 pages with photographs; mail servers stop at a quarter of it."""

CHARACTERS: Final = 20_000_000
"""Characters of text: 5,000 full pages of small print."""

PDF_PAGES: Final = 3_000
"""Pages of a PDF: the longest court judgments and budget laws have as many."""

PDF_CHARACTERS: Final = 8_000_000
"""Characters of a PDF, of which the place on the page is kept as well: ten times the longest UN report."""

SENTENCES: Final = 300_000
"""Sentences of a text: CHARACTERS at 66 each, half of the usual length. Each costs a hundred bytes and more later."""

PARAGRAPHS: Final = 200_000
"""Paragraphs and table cells of a text: 40 on each of 5,000 pages."""

ARCHIVE_DIRECTORY_BYTES: Final = 1024**2
"""Bytes of the list of contents of a Word file: some 10,000 parts, where a long report with pictures has 500."""

UNPACKED_BYTES: Final = 1024**3
"""Bytes that the parts of a Word file claim to unpack to, pictures included."""

PART_BYTES: Final = 150 * 1024**2
"""Bytes that one part with text may unpack to: the markup of CHARACTERS. It is read in a stream, never held whole."""

PART_RATIO: Final = 300
"""Unpacked to packed bytes of a part with text: WordprocessingML packs to a tenth, repetitive tables to a hundredth."""

PART_RATIO_FROM: Final = 4 * 1024**2
"""Unpacked bytes from which PART_RATIO is looked at: what is smaller does no harm."""

PART_TAGS: Final = 4_000_000
"""Tags in the XML of one part: 800 on each of 5,000 pages; a page of text has some 300."""

TAG_ATTRIBUTES: Final = 10_000
"""Attributes of one XML tag: Word writes a dozen, and the parser's time grows with their square."""

HTML_TAGS: Final = 400_000
"""Tags of a web page: the parser holds the whole tree, several hundred bytes for each; long laws have 50,000."""

MAIL_PARTS: Final = 1_000
"""Parts of an e-mail, nested ones included."""

MAIL_LINES: Final = 3_000_000
"""Lines of an e-mail: FILE_BYTES at the usual 76 characters make half of it. The parser keeps an object for each."""
