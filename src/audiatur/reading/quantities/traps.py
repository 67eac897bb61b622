"""Numbers that name and do not count: years, dates, articles, symbols of documents, telephones, ages, labels.

`skip` answers from which token on reading may go on when the token begins such a number.
"""

from __future__ import annotations

import re
from typing import Final

from audiatur.reading.quantities import lexicon_km as km
from audiatur.reading.quantities.dating import LATIN, YEAR_SHORT, clock_end, date_end, is_year, year_end
from audiatur.reading.quantities.lexicon_en import (
    AUXILIARIES,
    CURRENCY_CODES,
    DURATIONS,
    ROUND_FRACTIONS,
    SHORT_SCALES,
    SMALL,
)
from audiatur.reading.quantities.numbers import is_plural
from audiatur.reading.quantities.tokens import NUMBER, SIGN, WORD, Stream
from audiatur.reading.quantities.wordlists import words

REFERENCE: Final = words(
    "article articles art arts paragraph paragraphs para paras section sections sec rule rules resolution resolutions "
    "recommendation recommendations chapter chapters page pages p pp no nos number annex annexes appendix protocol "
    "protocols convention conventions goal goals target targets indicator principle principles decision decisions "
    "directive directives footnote footnotes fn note notes item items clause clauses table tables figure figures "
    "volume vol ch subparagraph subparagraphs subsection sdg sdgs case law decree sub-decree prakas circular act bill "
    "regulation order opinion communication document session part phase stage step room building house street road "
    "floor box flight route highway category grade level class version amendment schedule question issue series tel "
    "telephone phone fax mobile isbn issn id code zip model type unit line row column point zone group block "
    "proclamation anukret kram standard guideline criterion option scenario exhibit attachment form list day eq gate "
    "lot camp tribunal chamber courtroom cell tier pillar priority objective outcome output activity observation "
    "comment submission submissions ref reference agenda window windows war"
)
_PLURAL_REFERENCES: Final = frozenset(word for word in REFERENCE if f"{word[:-1]}" in REFERENCE and word.endswith("s"))
_JOINS: Final = words(", and or to – - — & ; bis ter through និង ដល់")
_SUFFIXES: Final = frozenset({"st", "nd", "rd", "th", "s"})
_MEASURES: Final = words("h hr hrs km kg cm mm ha g t pp x")
_AGED: Final = frozenset({"aged", "ages", "age"})
_YOUNG: Final = words("children persons people minors girls boys those anyone")
_NAME_SIGNS: Final = frozenset("#@_\\=&]")
_CLOSING_SIGNS: Final = frozenset("”’)")
_DASH_OR_STOP: Final = frozenset("-–.")
_TELEPHONE: Final = words("tel telephone phone fax mobile hotline ទូរស័ព្ទ")
_NATIONALITY: Final = ("an", "ese", "ish", "ch", "khmer", "thai", "lao", "un")
_ISOLATED: Final = re.compile(r"\d{1,2}|[1-9]\d{2}\.\d{1,3}")


def _run(stream: Stream, index: int) -> int:
    """The end of a list of numbers such as "9, 14 (3) and 26 bis" that begins at the token."""
    last = index
    while stream.kind(last) == NUMBER or stream.word(last) in _JOINS or stream.word(last) in "()/.":
        if last >= len(stream):
            break
        if stream.word(last) == "." and not stream.glued(last + 1):
            break
        if stream.kind(last) != NUMBER and stream.kind(last + 1) != NUMBER:
            closing = stream.word(last) == ")" or (stream.word(last) == "(" and stream.word(last + 2) == ")")
            if stream.word(last) in ("bis", "ter"):
                last += 1
                continue
            if not closing and not (stream.word(last) in _JOINS and stream.word(last + 1) == "("):
                break
            if stream.word(last) == "(" and stream.kind(last + 1) == WORD:
                last += 3
                continue
        if stream.word(last) in _JOINS and stream.kind(last + 1) == NUMBER and _starts_quantity(stream, last + 1):
            break
        last += 1
    return max(last, index + 1)


def _starts_quantity(stream: Stream, index: int) -> bool:
    """What follows the number in the list is no longer a name: a percent sign, a unit or a grouped thousand."""
    after = stream.word(index + 1)
    if after in ("%", "per", "percent") or after in DURATIONS or is_plural(after):
        return True
    return re.fullmatch(r"[1-9]\d{0,2},\d{3}", stream.word(index)) is not None


def _reference(stream: Stream, index: int) -> int | None:
    """The number stands after a word such as article, page or resolution."""
    before = index - 1
    if stream.word(before) == "." and stream.glued(before):
        before -= 1
    if stream.word(before) in ("(", "°", "s", "№", "§", "#", ":") and stream.word(before) != "(":
        if stream.word(before) in ("№", "§", "#"):
            return _run(stream, index)
        before -= 1
    word = stream.word(before)
    if word in km.REFERENCE:
        return index if stream.word(before) == "ចំណុច" and stream.word(index + 1) in km.PERCENT else _run(stream, index)
    if word not in REFERENCE or (
        stream.ends_sentence(index - 1) and word not in ("no", "nos", "art", "para", "paras", "p", "pp")
    ):
        return None
    if word in _PLURAL_REFERENCES and stream.word(index + 1) in AUXILIARIES:
        return None
    if word == "number" and stream.word(before - 1) in ("the", "a", "total", "large"):
        return None
    if stream.word(index + 1) in ("%", "percent", "per") or stream.word(index + 1) in DURATIONS:
        return None
    if not stream.capital(before) and re.fullmatch(r"\d{1,3}(?:,\d{3})+", stream.word(index)):
        return None
    if word == "no" and not stream.capital(before) and stream.word(index - 1) != ".":
        return None
    return _run(stream, index)


def _glued_name(stream: Stream, index: int) -> bool:
    """The number is part of a name or symbol: G20, A/HRC/27/18, COVID-19, Add.1, 12a, 5G, #3, _1, @5."""
    if _glued_before(stream, index) if stream.glued(index) else _ends_symbol(stream, index - 1):
        return True
    if stream.glued(index + 1) and stream.kind(index + 1) == WORD:
        after = stream.word(index + 1)
        return not (after in SHORT_SCALES or after in _MEASURES or after in DURATIONS or after == "percent")
    if stream.word(index + 1) == "/" and stream.glued(index + 1) and stream.glued(index + 2):
        return not _is_fraction(stream, index) and stream.kind(index + 2) in (NUMBER, WORD)
    return False


def _glued_before(stream: Stream, index: int) -> bool:
    """What is written against the number before it makes it a name."""
    before, tied = stream.word(index - 1), stream.glued(index - 1)
    if stream.kind(index - 1) == WORD:
        return before not in CURRENCY_CODES and before not in ("r", "ksh")
    if before == "/":
        return not _is_fraction(stream, index - 2)
    if before in _DASH_OR_STOP and tied:
        if stream.kind(index - 2) == WORD:
            return not _range_word(stream, index - 2)
        if stream.kind(index - 2) == NUMBER and before != ".":
            return is_year(stream.word(index - 2)) or (before == "-" and stream.word(index - 3) == "-")
    return before in _NAME_SIGNS or (before in _CLOSING_SIGNS and tied and len(stream.word(index)) < 4)


def _ends_symbol(stream: Stream, index: int) -> bool:
    """The token closes the symbol of a document, after which a page number may stand in a running head."""
    return (
        stream.kind(index) in (NUMBER, WORD)
        and stream.word(index - 1) == "/" and stream.glued(index) and stream.glued(index - 1)
        and stream.word(index - 3) == "/" and stream.glued(index - 2)
    )  # fmt: skip


def _range_word(stream: Stream, index: int) -> bool:
    return stream.word(index) in SMALL or stream.word(index) in CURRENCY_CODES


def _is_fraction(stream: Stream, index: int) -> bool:
    """The three tokens are a fraction such as 2/3 and not a date, a symbol or a season."""
    over, under = stream.word(index), stream.word(index + 2)
    if stream.word(index + 1) != "/" or not (
        over.isdecimal() and under.isdecimal() and len(over) < 3 and len(under) < 3
    ):
        return False
    if (stream.word(index - 1) == "/" and stream.glued(index)) or (
        stream.word(index + 3) == "/" and stream.glued(index + 3)
    ):
        return False
    return 0 < int(over) < int(under) and int(under) in ROUND_FRACTIONS


def _age(stream: Stream, index: int) -> int | None:
    """The number is how old somebody is."""
    last = index + 1
    before = stream.word(index - 1)
    if stream.kind(last + 1) == NUMBER and (stream.word(last) in ("-", "–", "to") or before == "between"):
        last += 2
    if before == "between":
        before = stream.word(index - 2)
    if before in _AGED or before in km.AGE or stream.word(index - 2) in km.AGE:
        return last
    if before in ("of", "under", "over", "above", "below") and stream.word(index - 2) in _AGED:
        return last
    told = before in ("is", "was", "to", "at") and "age" in stream.words[max(0, index - 7) : index]
    if told and stream.kind(last) != WORD:
        return last
    if before in ("under", "over") and stream.word(index - 2) in _YOUNG:
        ends = stream.kind(last) in ("", SIGN) or stream.word(last) in ("and", "or", "in", "who")
        return last if ends else None
    return _years_old(stream, last + 1 if stream.word(last) == "-" else last)


def _years_old(stream: Stream, index: int) -> int | None:
    """The end of "years old", "years of age", "years or older" or "-year-old" at the token."""
    if stream.word(index) not in ("year", "years"):
        return None
    after, then = stream.word(index + 1), stream.word(index + 2)
    if after == "old":
        return index + 2
    if (after, then) in (("-", "old"), ("of", "age"), ("or", "older"), ("or", "younger")):
        return index + 3
    return None


def _telephone(stream: Stream, index: int) -> int | None:
    before = index - 1
    while before >= 0 and index - before < 4 and stream.kind(before) == SIGN:
        before -= 1
    plus = stream.word(index - 1) == "+" and stream.glued(index)
    led = stream.word(index).startswith("0") and stream.word(index).isdecimal() and len(stream.word(index)) > 1
    if not (plus or led or stream.word(before) in _TELEPHONE):
        return None
    last = index + 1
    while (
        last < len(stream)
        and (stream.kind(last) == NUMBER or stream.word(last) in "-()+/")
        and stream.gap(last) in ("", " ")
    ):
        last += 1
    return last


def _label(stream: Stream, index: int) -> int | None:
    """The number opens its line as a label (12. or 118.4 or 3)), or stands in brackets as a note does."""
    word, after = stream.word(index), stream.word(index + 1)
    if stream.word(index - 1) == "[" and after in ("]", ",", "-", "–"):
        return index + 1
    if stream.word(index - 1) == "(" and after == ")" and _ISOLATED.fullmatch(word):
        return index + 1
    if _is_note_mark(stream, index):
        return index + 1
    if index and "\n" not in stream.gap(index):
        return None
    if after in (".", ")") and stream.glued(index + 1) and len(word) < 7:
        return index + 1 if stream.word(index + 2) == "" or stream.gap(index + 2) else None
    if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{1,3}){1,3}", word) and stream.capital(index + 1):
        return index + 1
    return None


def _is_note_mark(stream: Stream, index: int) -> bool:
    """A small number between two sentences, with a capital after it, marks or opens a note."""
    word = stream.word(index)
    if not (word.isdecimal() and len(word) < 4 and stream.capital(index + 1) and stream.kind(index + 1) == WORD):
        return False
    if (
        index
        and not stream.ends_sentence(index - 1)
        and not (stream.word(index - 1) in "”’)" and stream.ends_sentence(index - 2))
    ):
        return False
    after = stream.word(index + 1)
    return not (after.endswith(_NATIONALITY) and is_plural(stream.word(index + 2)))


def skip_number(stream: Stream, index: int, *, counted: bool) -> int | None:
    """The token after the name that the number is part of; None where the number counts.

    Args:
        index: the token of the number.
        counted: a hedge such as "more than" stands before it, so that a year is the less likely reading.
    """
    word = stream.word(index).translate(LATIN)
    reference = _reference(stream, index)
    if reference is not None and reference > index:
        return reference
    if word.count(".") > 1 and not re.fullmatch(r"\d{1,3}(?:\.\d{3})+", word):
        return index + 1
    for trap in (date_end, clock_end, _age, _telephone, _label):
        last = trap(stream, index)
        if last is not None:
            return last
    if stream.word(index - 1) in km.YEAR_OF and len(word) == 4:
        return index + 1
    year = year_end(stream, index, counted)
    if year is not None:
        return year
    if (
        word.isdecimal()
        and stream.word(index + 1) == "/"
        and YEAR_SHORT.fullmatch(stream.word(index + 2))
        and not _is_fraction(stream, index)
    ):
        return index + 3
    return index + 1 if _glued_name(stream, index) else None
