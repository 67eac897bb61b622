"""Word lists, written as running text."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of the text.

    >>> sorted(words("or and"))
    ['and', 'or']
    """
    return frozenset(text.split())
