"""What a topic of a dialogue is: a key, a name and the words by which a text is suggested for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """One of the topics of a dialogue.

    `words` are lower-case stems; a text that holds more of them than of another topic's is *suggested* for this
    topic, and a person files it.
    """

    key: str
    name: str
    words: tuple[str, ...]
