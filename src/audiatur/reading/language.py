"""The language of a piece of text, by its script and its most frequent words.

English, French and Khmer are told; everything else is "und", so that no rule for one language is applied to another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from audiatur.reading.text import Language

SAMPLE = 4000
"""Characters that are looked at: a few hundred words settle it, and a line of 20 MB costs no more than a page."""

_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]")
_KHMER = re.compile(r"[\u1780-\u17d3\u17dc\u17dd\u19e0-\u19ff]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")

# The words that a language cannot do without. The languages that are not read are there to be recognised as such:
# "la" and "de" alone would make French of Spanish. A word of several languages counts for each of them.
_FREQUENT: dict[str, frozenset[str]] = {
    "en": frozenset(
        "the of and to in that is was for with by on as it be are were which this from has have had not its their his "
        "her an at or but they he she we you i who would will been into should can could all said if there what when "
        "than more no do does did these those our your my me us them him about between after before during".split()
    ),
    "fr": frozenset(
        "le la les des du de et une un est que qui dans pour par sur au aux ne pas avec son ses sa cette ce ces sont "
        "été ont elle il ils elles nous vous en se plus ou où mais comme leur leurs lui être avoir fait l d qu".split()
    ),
    "es": frozenset(
        "el la los las del de y que en una un por con para se su sus al lo como más es no son fue ha han este esta "
        "entre sobre o pero sin".split()
    ),
    "pt": frozenset(
        "o a os as do da dos das de e que em uma um por com para se seu sua ao no na nos nas como mais é não são foi "
        "entre sobre ou mas pelo pela".split()
    ),
    "it": frozenset(
        "il lo la i gli le di del della dei delle e che in una un per con si su al come più è non sono da nel nella "
        "o ma anche".split()
    ),
    "de": frozenset(
        "der die das und in zu den von mit ist des im für auf nicht ein eine dem sich auch als an es werden aus er "
        "hat dass sie nach bei um wird sind".split()
    ),
    "nl": frozenset(
        "de het een en van in te dat is op voor met zijn aan niet door om als ook er maar bij uit worden werd die "
        "naar".split()
    ),
    "id": frozenset(
        "yang dan di dari untuk dengan pada dalam ini itu tidak akan oleh adalah atau ke sebagai juga dapat telah "
        "bahwa tersebut hak".split()
    ),
    "vi": frozenset(
        "và của các là có trong được cho không với người những một này đã về quyền tại từ khi năm để theo".split()
    ),
}
_READ: tuple[Language, ...] = ("en", "fr")


def language_of(text: str, *, fallback: Language = "und") -> Language:
    """The language of the text; `fallback` where Latin letters carry no telling word (a name, a number, "Page 3").

    >>> language_of("The ministry said that it would answer."), language_of("Le ministère a répondu à la demande.")
    ('en', 'fr')
    >>> language_of("ក្រសួងយុត្តិធម៌បានឆ្លើយ។"), language_of("El ministerio no contestó a la pregunta de los jueces.")
    ('km', 'und')
    >>> language_of("Chin Malin"), language_of("Chin Malin", fallback="en")
    ('und', 'en')
    """
    sample = text[:SAMPLE]
    letters, khmer, latin = (len(kind.findall(sample)) for kind in (_LETTER, _KHMER, _LATIN))
    # Khmer vowel signs are marks, not letters: hence the script's own count and not a share of `letters`.
    if khmer > latin:
        return "km"
    if not letters:
        return fallback
    if latin * 2 < letters:
        return "und"
    words = [word.lower() for word in _WORD.findall(sample) if len(word) > 1 or word in "ld"]
    votes = {language: sum(word in frequent for word in words) for language, frequent in _FREQUENT.items()}
    best = max(votes.values())
    if best == 0:
        return fallback
    leading = [language for language in votes if votes[language] == best]
    read: list[Language] = [language for language in _READ if language in leading]
    if not read:
        return "und"
    # One word that several languages have ("la") tells nothing; two that lead in French make it French.
    return read[0] if len(leading) == 1 or (len(read) == 1 and best > 1) else fallback


def majority(counted: Iterable[tuple[Language, int]]) -> Language:
    """The language with most characters; "und" only where no paragraph's language could be told.

    >>> majority([("en", 400), ("und", 900), ("km", 120)])
    'en'
    """
    totals: dict[Language, int] = {}
    for language, characters in counted:
        if language != "und":
            totals[language] = totals.get(language, 0) + characters
    return max(totals, key=lambda language: totals[language]) if totals else "und"
