"""Sentences and labels of a paragraph: where one ends and the next begins, in English, French and Khmer.

One pass over the characters with a bounded look to each side, so that the time grows with the length of the text only.
"""

from __future__ import annotations

import re

from audiatur.errors import Message
from audiatur.errors import marked as _
from audiatur.reading.errors import TooLarge
from audiatur.reading.language import SAMPLE, language_of
from audiatur.reading.limits import SENTENCES
from audiatur.reading.text import Paragraph, ParagraphRole, Sentence

LOOK = 40
"""Characters looked at on each side of a full stop: longer than any abbreviation or name that decides about it."""

# Every quantifier is possessive and the pattern never fails once it has begun: no input makes it go back.
_STOP = re.compile(
    r"""(?P<mark>[.!?…]++|[។៕៚]++)
        (?P<close>(?:[ \u00a0\u202f]?»|["”’')\]])*+)
        (?P<note>(?:\[?\d{1,3}\]?(?=\s))?+)
        (?P<space>\s*+)""",
    re.VERBOSE,
)
_OPENING = " \u00a0\u202f\"“‘'«([-–—"
_TOKEN_BEFORE = re.compile(r"[^\s(\[\"“‘’'«—/]*\Z")
_WORD_AFTER = re.compile(r"[^\W\d_]+")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxIVX]{1,5}|[០-៩]{1,3}|[ក-អ])\)?")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)*[^\W\d_]")
_SPEAKER_AFTER = re.compile(
    r"(?:[A-Z][\w’'-]{0,20}\s){1,3}(?:said|says|asked|asks|added|wrote|told|replied|wondered|warned)\b"
)

# Written before a name or a number: the sentence goes on whatever follows.
_LEADS = frozenset(
    "mr mrs ms mx dr prof hon rev fr st messrs gen col lt maj capt sgt cpl adm cmdr gov sen rep pres amb sec supt "
    "insp det sr dir art arts para paras no nos sect sects subpara subparas ch chap chaps cl fig figs vol vols p pp "
    "par ed eds cf cfr vs v e.g i.e viz approx ca resp al op cit tel ext add doc docs m.m mm mme mmes mlle mgr me "
    "s.e s.m s.a.r".split()
)
# May end a sentence; it does so where a word follows that begins one.
_TRAILS = frozenset(
    "etc inc ltd co corp llc plc dept govt assn bros jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed "
    "thu thur thurs fri sat sun a.m p.m am pm e.v u.s u.n u.k d.c e.u u.s.a ph.d b.a m.a jr vol esq ave blvd min max "
    "calif fla mass mich minn penn tenn wis conn ariz colo".split()
)
_BEGINS = frozenset(
    "the a an this that these those it he she they we you i in on at by for from with to of as if when while where "
    "after before during since but and or so yet however moreover furthermore there here his her its their our my "
    "what who why how no not also among under according meanwhile asked "
    "le la les un une des ce cet cette ces il elle ils elles nous vous en dans à au aux pour par sur mais et selon "
    "leur leurs son sa ses on l d".split()
)
_WORDS_TOO = frozenset("no me add pres".split())
"""Leads that are words as well: “He said no. The court …” ends where a sentence plainly begins."""
_ETCETERA = "ល"


def sentences(content: str, start: int, end: int) -> tuple[Sentence, ...]:
    """The sentences of content[start:end], in order; between two of them stands only white space.

    >>> text = "Mr. Prak met the U.N. envoy, see para. 12. “We agree.” He left."
    >>> [text[one.start:one.end] for one in sentences(text, 0, len(text))]
    ['Mr. Prak met the U.N. envoy, see para. 12.', '“We agree.”', 'He left.']
    >>> khmer = "ក្រសួងឆ្លើយ។ តុលាការស្ងៀម៕"
    >>> [khmer[one.start:one.end] for one in sentences(khmer, 0, len(khmer))]
    ['ក្រសួងឆ្លើយ។', 'តុលាការស្ងៀម៕']

    Raises:
        TooLarge: there are more of them than is accepted of a whole text.
    """
    start, end = trimmed(content, start, end)
    if start == end:
        return ()
    found, begin = [], start
    for match in _STOP.finditer(content, start, end):
        if match.end() < end and _ends_sentence(content, begin, match, end):
            found.append(Sentence(begin, match.start("space")))
            begin = match.end()
            if len(found) > SENTENCES:
                raise TooLarge(
                    _("The file holds more than %(most)s %(what)s, the most that is read. Split it."),
                    most=f"{SENTENCES:,}",
                    what=Message(_("sentences")),
                )
    found.append(Sentence(begin, end))
    return tuple(found)


def trimmed(content: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends; an empty span at `start` where there is nothing else.

    >>> trimmed("  so  ", 0, 6)
    (2, 4)
    """
    while start < end and content[start].isspace():
        start += 1
    while end > start and content[end - 1].isspace():
        end -= 1
    return start, end


def _ends_sentence(content: str, begin: int, match: re.Match[str], end: int) -> bool:
    mark, close, note = match["mark"], match["close"], match["note"]
    if mark[0] in "។៕៚":
        return not _is_khmer_etcetera(content, match.start(), match.end("mark"))
    if not match["space"]:
        return False
    after = content[match.end() : min(end, match.end() + LOOK)].lstrip(_OPENING)
    if not after or after[0].islower():
        # Nothing but quotation marks, or the sentence goes on: “Why?” he asked.
        return not after and not close
    if mark[-1] in "!?":
        return not (close and _SPEAKER_AFTER.match(after))
    before = content[max(begin, match.start() - LOOK) : match.start()]
    if note and not (close or before[-1:].isalpha()):
        # "2.5 Million": the digits belong to a number, not to a footnote.
        return False
    if close or len(mark) > 1:
        return True
    return _stop_after(before, after, is_first=match.start() - begin < LOOK)


def _stop_after(before: str, after: str, *, is_first: bool) -> bool:
    """Whether a single full stop between the two ends a sentence."""
    if is_first and _ENUMERATOR.fullmatch(before):
        return False
    token_match = _TOKEN_BEFORE.search(before)
    token = token_match.group() if token_match else ""
    word_match = _WORD_AFTER.match(after)
    begins = word_match is not None and word_match.group().lower() in _BEGINS
    lowered = token.lower()
    if lowered in _TRAILS:
        return begins
    if lowered in _LEADS:
        return lowered in _WORDS_TOO and begins
    if _INITIALS.fullmatch(token) and token[-1].isupper():
        return begins and "." in token
    return True


def _is_khmer_etcetera(content: str, start: int, end: int) -> bool:
    """Whether the mark is one of the two in ។ល។ (and so on)."""
    return content[end : end + 2] == f"{_ETCETERA}។" or content[max(0, start - 2) : start] == f"។{_ETCETERA}"


_DIGITS = r"(?:\d{1,3}|[០-៩]{1,3})"
_LABEL = re.compile(
    rf"""(?P<label>
        {_DIGITS}(?:\.{_DIGITS})*[.)]          # 12.  4.1.  3)  ១២.
      | {_DIGITS}(?:\.{_DIGITS})+(?=\s+["“‘«(]?[A-ZÀ-Þក-ឳ])   # 118.4 before a sentence, not 3.5 before "million"
      | [០-៩]{{1,3}}\s?[-–៖]                   # ១-
      | \((?:[a-z]{{1,2}}|[ivxl]{{1,6}}|[A-Z]|\d{{1,3}}|[ក-អ]|[០-៩]{{1,3}})\)   # (a)  (iv)  (ក)
      | [a-zក-អ](?:\)|\.(?=\s))                # a)  ក.
    )(?=\s|\Z|[ក-ឳ])""",
    re.VERBOSE,
)
_HEADING_LABEL = re.compile(r"(?P<label>(?:[IVXL]{1,6}|[A-Z])\.)(?=\s)")


def label_of(content: str, start: int, end: int, *, role: ParagraphRole = "body") -> str | None:
    """The number or letter printed before a paragraph, as printed; None where there is none.

    Roman numerals and capital letters count before headings only: "V. Prak said" is a name.

    >>> [label_of(text, 0, len(text)) for text in ("12. The State", "118.4 Ratify", "(a) Adopt", "3.5 million")]
    ['12.', '118.4', '(a)', None]
    >>> label_of("II. Conclusions", 0, 15, role="heading")
    'II.'
    """
    head = content[start : min(end, start + LOOK)]
    match = _LABEL.match(head) or (_HEADING_LABEL.match(head) if role == "heading" else None)
    return match["label"] if match else None


def paragraph(
    content: str, start: int, end: int, *, role: ParagraphRole = "body", page: int | None = None
) -> Paragraph | None:
    """The paragraph at the span, white space at its ends left out; None where it holds nothing else."""
    start, end = trimmed(content, start, end)
    if start == end:
        return None
    return Paragraph(
        start=start,
        end=end,
        page=page,
        role=role,
        label=label_of(content, start, end, role=role),
        lang=language_of(content[start : min(end, start + SAMPLE)]),
        sentences=sentences(content, start, end),
    )
