"""Whether a line opens a numbered part of a law ("CHAPTER 2", "Article 12 bis.- Purpose") or only speaks of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from audiatur.topics.law.lines import Line
from audiatur.topics.law.model import CONTAINERS, Level
from audiatur.topics.law.numbers import bare, plain
from audiatur.topics.law.wordlists import (
    GOES_ON,
    KHMER_GOES_ON,
    KHMER_UNFINISHED,
    LEADS_ON,
    LEVEL_OF,
    OPENING,
    ORDINAL_FIRST,
    UNFINISHED,
    UNNUMBERED,
)

_ZERO_WIDTH: Final = re.compile(r"[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_FIRST_WORD: Final = re.compile(r"[^\s,;.:()]+")
_UNSEEN: Final = re.compile(r"[\u200b\u200c\u200d\u2060\ufeff\u00ad\s]")
_BROKEN: Final = re.compile(r"(?<=[\u1780-\u17d3])\s+(?=[\u1780-\u17d3])")
_LEADER: Final = re.compile(r"(?:\.{4,}|(?:\. ){4,}|…{2,}|_{4,}|\t)\s*[0-9០-៩ivxlc]{0,5}\.?\Z")
_SENTENCE_END: Final = re.compile(r"[.;!?។៕,:៖][”»\"’)\]]*\Z")
_KHMER: Final = re.compile(r"[\u1780-\u17ff]")
_LAST_WORD: Final = re.compile(r"(\S+)\Z")
_REPEALED: Final = re.compile(r"\W*(?:repealed|abrogée?s?|deleted|supprimée?s?|(?:បាន)?និរាករណ៍)\W*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opening:
    """A line that may open a part: its level and number, what was printed, and the words behind.

    `strong` says that the line can hardly be anything else (a mark after the number, or nothing); a line that is not
    strong needs its place in the count. `is_new` marks a number printed with "new", as amending laws do.
    """

    level: Level
    number: str
    printed: str
    tail: str
    strong: bool
    is_new: bool


def opening_of(line: Line, *, before: Line | None) -> Opening | None:
    """What the line opens, None where it is a line of running text, of a table of contents or of a quotation.

    >>> opening_of(Line("Article 12 bis.- Purpose", True, False, 1), before=None)
    Opening(level='article', number='12bis', printed='Article 12 bis.-', tail='Purpose', strong=True, is_new=False)
    >>> opening_of(Line("ARTICLE 3 is repealed.", True, False, 1), before=None) is None
    True
    >>> opening_of(Line("មាត្រា ៣១ នៃរដ្ឋធម្មនុញ្ញ", True, False, 1), before=None) is None
    True
    """
    text = line.text
    if not _may_open(text):
        return None
    match = _matched(text)
    if match is None or _LEADER.search(text):
        return None
    found = _opening(text, match)
    if found is None or _carries_on(found.tail, mark=match["mark"].strip(), whole=text):
        return None
    if before is not None and not line.opens and _is_unfinished(before.text):
        return None
    return found


_STARTS: Final = frozenset(word[0] for word in LEVEL_OF) | frozenset("fpdtslouncqeh")


def _may_open(text: str) -> bool:
    first = text[0]
    return first.casefold() in _STARTS or not first.isascii()


def _matched(text: str) -> re.Match[str] | None:
    cleaned = _ZERO_WIDTH.sub("", text)
    if _KHMER.match(cleaned) and not OPENING.match(cleaned):
        # a PDF's Khmer may come with spaces inside its words
        cleaned = _BROKEN.sub("", cleaned[:40]) + cleaned[40:]
    return OPENING.match(cleaned) or ORDINAL_FIRST.match(cleaned) or _unnumbered(cleaned)


def _unnumbered(text: str) -> re.Match[str] | None:
    """An annex or a preliminary title may stand without a number, alone on its line or before a mark."""
    match = UNNUMBERED.match(text)
    if match is None or (match["tail"] and not match["mark"]):
        return None
    is_annex = _level(match["word"].rstrip("sS")) == "annex"
    return match if is_annex or match["number"].strip() else None


def _level(word: str) -> Level | None:
    return LEVEL_OF.get(word.casefold()) or LEVEL_OF.get(word.casefold().rstrip("s"))


def _opening(text: str, match: re.Match[str]) -> Opening | None:
    word, printed_number, tail = match["word"], match["number"].strip(), match["tail"]
    mark = match["mark"].strip()
    level = _level(word)
    if level is None or not (word[:1].isupper() or _KHMER.match(word) or word == "§"):
        return None
    if re.fullmatch(r"[a-z]+", printed_number) and plain(printed_number) not in _WORDS_OF_NUMBERS:
        return None  # "Section a", "Part i": a letter written small is not the number of a part
    if mark == "" and tail.startswith((",", "(", "/", "’", "'", '"', "”", "»")) and not _is_bracketed(tail):
        return None
    if level in CONTAINERS and mark == ")":
        return None
    if re.fullmatch(r"[-–—]\s*", mark) and re.fullmatch(r"[0-9០-៩]+\W*", tail):
        return None  # "Article 7 – 9"
    is_new = bool(match.groupdict().get("new"))
    strong = bool(mark) or not tail or _is_bracketed(tail) or bool(_REPEALED.match(tail))
    printed = text if not tail else _prefix(text, tail)
    return Opening(level, bare(printed_number), printed.strip(), tail.strip(), strong, is_new)


_WORDS_OF_NUMBERS: Final = frozenset(
    "one two three four five six seven eight nine ten first second third fourth fifth sixth seventh eighth ninth tenth "
    "premier premiere deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme unique sole "
    "preliminary preliminaire preliminaires eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty onzieme douzieme liminaire introductory eleventh twelfth seconde final".split()
)


def _prefix(text: str, tail: str) -> str:
    """What stands before the tail; the tail has no zero-width signs, the text may."""
    if text.endswith(tail):
        return text[: len(text) - len(tail)]
    wanted, at = len(_UNSEEN.sub("", tail)), len(text)
    while wanted and at:
        at -= 1
        wanted -= not _UNSEEN.match(text[at])
    return text[:at]


def _is_bracketed(tail: str) -> bool:
    return bool(re.fullmatch(r"[(\[].{2,150}[)\]]\W?", tail)) and not re.match(r"\(\w{1,3}\)", tail)


def _carries_on(tail: str, *, mark: str, whole: str) -> bool:
    """Whether the words behind the number carry a sentence on: "is repealed", "of the Code applies"."""
    if not tail or _REPEALED.match(tail):
        return False
    if _KHMER.match(tail):
        return not mark and tail.startswith(KHMER_GOES_ON)
    match = _FIRST_WORD.match(tail)
    if match is None:
        return False
    first = match.group()
    if first.casefold() in GOES_ON and not (mark and first[:1].isupper()):
        return True
    if mark:
        return first in LEADS_ON and mark in (".", ")") and not whole.isupper() and first.islower()
    if first[:1].islower():
        return True
    # without a mark, a line that ends like a sentence is one ("Article 5 Of this law applies.")
    return first.casefold() in LEADS_ON and bool(_SENTENCE_END.search(tail))


def _is_unfinished(text: str) -> bool:
    """Whether a line breaks off in a sentence, so that the next cannot open anything."""
    if text.endswith((",", "(")):
        return True
    if _KHMER.search(text[-3:]):
        return text.endswith(KHMER_UNFINISHED)
    match = _LAST_WORD.search(text)
    return bool(match) and match.group(1).casefold() in UNFINISHED and not text.isupper()  # type: ignore[union-attr]
