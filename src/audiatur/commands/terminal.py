"""Words of documents and files on a terminal."""

from __future__ import annotations


def one_line(words: str) -> str:
    """The words on one line, without the control characters by which a document could steer the terminal.

    >>> one_line("a\\n\\x1b[31mb")
    'a [31mb'
    """
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())
