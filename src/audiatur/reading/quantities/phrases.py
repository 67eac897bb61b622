"""Quantities that words alone tell: one third, two in five, doubled, four times the, tens of thousands of, none of."""

from __future__ import annotations

from typing import Final

from audiatur.reading.quantities import lexicon_km as km
from audiatur.reading.quantities.bases import (
    after_of,
    counted_noun,
    head_noun,
    khmer_noun,
    noun_phrase,
    phrase_text,
    subject,
)
from audiatur.reading.quantities.dating import is_year
from audiatur.reading.quantities.draft import Draft, point
from audiatur.reading.quantities.hedges import hedge_after, hedge_before
from audiatur.reading.quantities.kinds import is_repeated, level_kind
from audiatur.reading.quantities.lexicon_en import (
    AUXILIARIES,
    CHANGE_NOUNS,
    COMPARATIVES,
    DENOMINATORS,
    DURATIONS,
    ROUND,
    SCALES,
    SMALL,
    STOPS,
    VULGAR,
)
from audiatur.reading.quantities.numbers import Number, is_plural, read_number
from audiatur.reading.quantities.tokens import KHMER, NUMBER, WORD, Stream
from audiatur.reading.quantities.wordlists import words

_MULTIPLES: Final = {
    "doubled": 2, "tripled": 3, "trebled": 3, "quadrupled": 4, "quintupled": 5, "halved": 0.5, "doubling": 2,
    "tripling": 3, "quadrupling": 4, "halving": 0.5,
}  # fmt: skip
_FOLDS: Final = {"twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "sixfold": 6, "tenfold": 10}
_ADJECTIVES: Final = {"double": 2, "twice": 2, "triple": 3, "thrice": 3, "quadruple": 4}
_COMPARED: Final = words("the its their that what as those his her our")
_PLURAL_NUMBERS: Final = {
    "tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1_000, "millions": 10**6, "billions": 10**9,
}  # fmt: skip
_SIZES: Final = words(
    "large small great vast overwhelming growing significant considerable absolute high limited increasing"
)
_BEFORE_SHARE: Final = words(
    "by than about nearly almost over around to only approximately roughly least some under just"
)
_VAGUE: Final = words("many several few numerous countless most")
_SEVERAL: Final = frozenset({"several", "few", "couple"})
_NOT_MANY: Final = words("how as so too not very that this")
_NOT_MOST: Final = words("the at its his her their our a and second ’s world's")
_NOT_HALF: Final = words(
    "first second latter former last other this that another better final -"
)  # fmt: skip
_HALF_OF: Final = words("of the its their his her our these those all that as")


def fraction(stream: Stream, index: int) -> Draft | None:
    """One third, two-thirds, half, three quarters, 2/3, nine out of ten, ⅔, half a million."""
    word = stream.word(index)
    if stream.kind(index) == KHMER or "០" <= word[0] <= "៩":
        return _khmer_fraction(stream, index)
    if word == "half":
        return _half(stream, index)
    if word in VULGAR:
        return _share(stream, index, index + 1, VULGAR[word])
    if word == "%":
        return None
    found = _ratio(stream, index)
    return found or _parts(stream, index)


def _half(stream: Stream, index: int) -> Draft | None:
    before, after = stream.word(index - 1), stream.word(index + 1)
    if before in _NOT_HALF or after in ("-", "past") or (before == "a" and stream.word(index - 2) == "and"):
        return None
    if after in ("a", "an"):
        unit = stream.word(index + 2)
        if unit in SCALES or unit == "dozen":
            number = 6.0 if unit == "dozen" else 0.5 * SCALES[unit]
            return _plain_count(stream, index, index + 3, number)
        if unit in DURATIONS:
            kind, factor = DURATIONS[unit]
            hedge, at = hedge_before(stream, index)
            low, high, stated = point(0.5 * factor, hedge=hedge)
            return Draft(index, index + 3, low, high, stated, kind, hedge_first=at)
        return None
    hedged = hedge_before(stream, index)[0] is not None
    first = index - 1 if before in ("one", "a") and stream.gap(index) == " " else index
    if before == "a" and after != "of" and stream.word(index - 2) not in ("by", "about", "nearly", "over"):
        return None
    ends = after in AUXILIARIES or stream.kind(index + 1) != WORD or after in STOPS
    if after in _HALF_OF or before in ("by", "in", "one") or (hedged and ends):
        return _share(stream, first, index + 1, 0.5)
    return None


def _parts(stream: Stream, index: int) -> Draft | None:
    """Numerator word or digit and denominator word: two-thirds, a quarter of."""
    word = stream.word(index)
    over = 1 if word == "a" else SMALL.get(word, int(word) if word.isdecimal() and len(word) == 1 else 0)
    at = index + 1
    hyphen = stream.word(at) == "-" and stream.glued(at)
    if hyphen:
        at += 1
    under = DENOMINATORS.get(stream.word(at), 0)
    if not under or not 0 < over < 10 or (over > 1 and not stream.word(at).endswith("s")):
        return None
    if under == 2 and over == 1 and word != "one":
        return None
    if over == 1 and not hyphen and not _closes(stream, at + 1, article=word == "a"):
        return None
    return _share(stream, index, at + 1, over / under)


def _closes(stream: Stream, index: int, *, article: bool) -> bool:
    """What follows "one third" does not turn it into an ordinal: one third of, a third were; not a third party."""
    after = stream.word(index)
    if after == "of":
        return True
    if article and stream.word(index - 3) not in _BEFORE_SHARE:
        return after in AUXILIARIES and stream.word(index - 3) not in ("in", "of", "with")
    return (
        stream.kind(index) != WORD or after in STOPS or after in CHANGE_NOUNS or after in COMPARATIVES or after == "the"
    )


def _ratio(stream: Stream, index: int) -> Draft | None:
    """Two in five, nine out of ten, one of every four, 2/3."""
    over = read_number(stream, index)
    if over is None or over.scaled or over.value != int(over.value):
        return None
    at = over.last
    slashed = stream.word(at + 1) if stream.word(at) == "/" and stream.glued(at) and stream.word(at + 2) != "/" else ""
    if slashed.isdecimal() and len(slashed) < 3 and 0 < over.value < int(slashed) <= 10:
        return _share(stream, index, at + 2, over.value / int(slashed))
    at = _ratio_word(stream, at)
    under = (read_number(stream, at) or _bare_hundred(stream, at)) if at else None
    if under is None or under.value not in ROUND or not 0 < over.value < under.value or is_year(stream.word(at)):
        return None
    after = stream.word(under.last)
    counted = after in DURATIONS or (is_plural(after) and under.value > 10)
    if stream.word(at - 1) == "in" and (over.value > 20 or counted):
        return None
    if after in ("%", "percent", "per"):
        return None
    return _share(stream, index, under.last, over.value / under.value)


def _ratio_word(stream: Stream, index: int) -> int:
    """The token after in, out of, in every, out of every, of every; 0 without one."""
    word = stream.word(index)
    if word == "out" and stream.word(index + 1) == "of":
        index += 2
        return index + 1 if stream.word(index) == "every" else (0 if stream.word(index) == "the" else index)
    if word in ("in", "of", "from") and stream.word(index + 1) == "every":
        return index + 2
    return index + 1 if word == "in" else 0


def _bare_hundred(stream: Stream, index: int) -> Number | None:
    """In every hundred, without an article."""
    value = {"hundred": 100, "thousand": 1_000}.get(stream.word(index))
    return Number(value, index, index + 1) if value else None


def _share(stream: Stream, first: int, last: int, value: float) -> Draft:
    hedge, at = hedge_before(stream, first)
    after, end = hedge_after(stream, last)
    role, sign = level_kind(stream, at if hedge else first, last)
    if role == "change" and stream.word(last) == "of":
        role, sign = "share", 1
    low, high, stated = point(value, hedge=hedge or after, sign=sign)
    base = subject(stream, first) if role == "change" else _share_base(stream, last)
    return Draft(first, last, low, high, stated, "fraction_change" if role == "change" else "fraction", base, end, at)


def _share_base(stream: Stream, last: int) -> str | None:
    at = last + 1 if stream.word(last) in ("all", "the", "its", "their") else last
    return after_of(stream, last) or phrase_text(stream, noun_phrase(stream, at))


def _plain_count(stream: Stream, first: int, last: int, value: float) -> Draft:
    hedge, at = hedge_before(stream, first)
    low, high, stated = point(value, hedge=hedge)
    return Draft(first, last, low, high, stated, "count", counted_noun(stream, last), last, at)


def _khmer_fraction(stream: Stream, index: int) -> Draft | None:
    """Half; one part three; two among five."""
    word = stream.word(index)
    last, value = index, 0.0
    if word in km.HALF:
        last, value = index + 1, 0.5
    else:
        over = read_number(stream, index)
        if over is None or over.scaled:
            return None
        link = stream.word(over.last)
        at = over.last + 1
        if link in km.OF and stream.word(at) in km.LINK:
            at += 1
        under = read_number(stream, at) if link in km.PART or (link in km.OF and over.value < 10) else None
        if under is None or not 0 < over.value < under.value or (link in km.OF and under.value not in ROUND):
            return None
        last, value = under.last, over.value / under.value
    hedge, at = hedge_before(stream, index)
    low, high, stated = point(value, hedge=hedge)
    return Draft(index, last, low, high, stated, "fraction", khmer_noun(stream, index, last), last, at)


def multiple(stream: Stream, index: int) -> Draft | None:
    """Doubled, threefold, twice the capacity, 4.5 times as many."""
    word = stream.word(index)
    if word in _MULTIPLES:
        return _multiple(stream, index, index + 1, _MULTIPLES[word], subject(stream, index))
    if word in _FOLDS:
        return _multiple(stream, index, index + 1, _FOLDS[word], subject(stream, index))
    if word in _ADJECTIVES and stream.word(index + 1) in _COMPARED:
        return _multiple(stream, index, index + 1, _ADJECTIVES[word], _compared_base(stream, index + 1))
    if word in km.DOUBLE:
        return _multiple(stream, index, index + 1, km.DOUBLE[word], None)
    return None


def _compared_base(stream: Stream, index: int) -> str | None:
    while stream.word(index) in (
        "as",
        "many",
        "much",
        "more",
        "higher",
        "larger",
        "greater",
        "than",
        "over",
        "large",
        "high",
    ):
        index += 1
    return phrase_text(stream, noun_phrase(stream, index))


def times(stream: Stream, number: Number) -> Draft | None:
    """The number is followed by times or -fold: 4.5 times the capacity, a 3-fold increase."""
    at = number.last
    if stream.word(at) == "-" and stream.word(at + 1) == "fold":
        return _multiple(stream, number.first, at + 2, number.value, subject(stream, number.first))
    if stream.word(at) in km.TIMES or stream.word(at) == "fold":
        return _multiple(stream, number.first, at + 1, number.value, None)
    if stream.word(at) == "times" and is_repeated(stream, at):
        return _multiple(stream, number.first, at + 1, number.value, _compared_base(stream, at + 1))
    return None


def _multiple(stream: Stream, first: int, last: int, value: float, base: str | None) -> Draft:
    hedge, at = hedge_before(stream, first)
    low, high, stated = point(value, hedge=hedge)
    return Draft(first, last, low, high, stated, "multiple", base, last, at)


def vague(stream: Stream, index: int) -> Draft | None:
    """Many, several, most, dozens of, tens of thousands of, a large number of, the majority of."""
    word = stream.word(index)
    if word in km.VAGUE:
        low, high = km.VAGUE[word]
        return _vague(index, index + 1, low, high, khmer_noun(stream, index, index + 1))
    if word in _PLURAL_NUMBERS:
        return _plural_number(stream, index)
    after = stream.word(index + 1)
    if word in _SEVERAL and (after in SCALES or after in ("hundred", "dozen")):
        unit = {"hundred": 100, "dozen": 12}.get(after) or SCALES[after]
        return _vague(index, index + 2, 2 * unit, 10 * unit - 1, counted_noun(stream, index + 2))
    if word in ("majority", "minority", "handful", "couple", "number"):
        return _collective(stream, index)
    before = stream.word(index - 1)
    if word == "most":
        if before in _NOT_MOST or not (after == "of" or is_plural(after) or is_plural(stream.word(index + 2))):
            return None
        if stream.kind(index + 1) == NUMBER or after in STOPS - {"of"}:
            return None
        return _vague(index, index + 1, 0.5, 1, counted_noun(stream, index + 1))
    if word in _VAGUE and before not in _NOT_MANY:
        base = counted_noun(stream, index + 1)
        if base is None or head_noun(base) in DURATIONS or head_noun(base) in ("times", "ways"):
            return None
        return _vague(index, index + 1, None, None, base) if stream.kind(index + 1) == WORD else None
    return None


def _vague(first: int, last: int, low: float | None, high: float | None, base: str | None) -> Draft:
    return Draft(first, last, low, high, "vague", "vague", base)


def _plural_number(stream: Stream, index: int) -> Draft | None:
    """Tens of thousands: twice the unit up to the next one."""
    unit, last = _PLURAL_NUMBERS[stream.word(index)], index + 1
    while stream.word(last) == "of" and (stream.word(last + 1) in _PLURAL_NUMBERS or stream.word(last + 1) in SCALES):
        inner = stream.word(last + 1)
        unit, last = unit * (_PLURAL_NUMBERS.get(inner) or SCALES[inner]), last + 2
    if stream.word(last) != "of" and (unit in (10, 20) or not _ends_or_more(stream, last)):
        return None
    high = 99 if unit in (12, 20) else 10 * unit - 1
    return _vague(index, last, 2 * unit, high, counted_noun(stream, last))


def _ends_or_more(stream: Stream, index: int) -> bool:
    return stream.kind(index) != WORD or stream.word(index) in STOPS or stream.word(index) == "more"


def _collective(stream: Stream, index: int) -> Draft | None:
    """A majority of, a handful of, a large number of."""
    word = stream.word(index)
    if stream.word(index + 1) != "of":
        return None
    first = index
    while stream.word(first - 1) in _SIZES:
        first -= 1
    if stream.word(first - 1) in ("a", "an", "the"):
        first -= 1
    elif word in ("couple", "number"):
        return None
    head = _head(stream, index + 2)
    if word == "number" and (stream.word(first) == "the" or not is_plural(head) or head in DURATIONS):
        return None
    low, high = {"majority": (0.5, 1.0), "minority": (0.0, 0.5), "couple": (2.0, 3.0)}.get(word, (None, None))
    return _vague(first, index + 1, low, high, counted_noun(stream, index + 1))


def _head(stream: Stream, index: int) -> str:
    first, last = noun_phrase(stream, index)
    return stream.word(last - 1) if first < last else ""


def none_of(stream: Stream, index: int) -> Draft | None:
    """None of the 12 recommendations: nought."""
    if stream.word(index) != "none" or stream.word(index + 1) != "of":
        return None
    base = after_of(stream, index + 1)
    return Draft(index, index + 1, 0.0, 0.0, "exact", "count", base) if base else None
