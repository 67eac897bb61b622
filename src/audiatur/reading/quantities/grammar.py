"""The grammar: one stream of tokens → drafts of quantities, in the order of the text."""

from __future__ import annotations

from typing import Final

from audiatur.reading.quantities import lexicon_km as km
from audiatur.reading.quantities import phrases
from audiatur.reading.quantities.bases import (
    after_of,
    counted_noun,
    head_noun,
    khmer_noun,
    noun_phrase,
    number_of,
    participle_after,
    phrase_text,
    subject,
)
from audiatur.reading.quantities.countable import is_countable
from audiatur.reading.quantities.dating import is_month, is_year
from audiatur.reading.quantities.draft import Draft, point, signed
from audiatur.reading.quantities.durations import article_duration, read_duration
from audiatur.reading.quantities.hedges import hedge_after, hedge_before
from audiatur.reading.quantities.kinds import level_kind
from audiatur.reading.quantities.lexicon_en import (
    AUXILIARIES,
    CHANGE_NOUNS,
    COMPARATIVES,
    DOWN,
    SMALL,
    STOPS,
    TENS,
    UP,
    VULGAR,
)
from audiatur.reading.quantities.margins import read_margin
from audiatur.reading.quantities.numbers import Number, is_plural, read_number
from audiatur.reading.quantities.tokens import DASHES, KHMER, NUMBER, WORD, Stream
from audiatur.reading.quantities.traps import skip_number
from audiatur.reading.quantities.units import Unit, money_first, read_rate, read_unit
from audiatur.reading.quantities.wordlists import words
from audiatur.reading.result import Hedge, QuantityKind

STARTERS: Final = (
    frozenset(SMALL) | frozenset(TENS) | frozenset(VULGAR)
    | words(
        "a an half hundred dozen none doubled tripled trebled quadrupled quintupled halved doubling tripling "
        "quadrupling halving twofold threefold fourfold fivefold sixfold tenfold double twice triple thrice quadruple "
        "dozens scores hundreds thousands millions billions tens many several few numerous countless most majority "
        "minority handful couple number"
    )
    | frozenset(km.UNITS) | frozenset(km.TENS) | km.HALF | frozenset(km.VAGUE) | frozenset(km.DOUBLE)
)  # fmt: skip
"""The words that a quantity can begin with; digits begin one too."""
_RANGING: Final = words(
    "ranging range ranges ranged vary varies varying varied anywhere of lasting sentences sentenced terms imprisonment "
    "aged between"
)  # fmt: skip
_MINUS: Final = frozenset({"-", "−", "–"})


def read_drafts(stream: Stream) -> list[Draft]:
    """Every quantity of the stream."""
    drafts: list[Draft] = []
    index, count = 0, len(stream)
    kinds, words = stream.kinds, stream.words
    while index < count:
        if kinds[index] != NUMBER and words[index] not in STARTERS:
            index += 1
            continue
        found, index = _read_at(stream, index, drafts)
        drafts.extend(found)
    return drafts


def _read_at(stream: Stream, index: int, before: list[Draft]) -> tuple[list[Draft], int]:
    """The quantities that begin at the token, and where to read on."""
    if stream.kinds[index] != NUMBER:
        for reader in (phrases.vague, phrases.multiple, phrases.none_of):
            draft = reader(stream, index)
            if draft:
                return [draft], draft.after
    hedge, _ = hedge_before(stream, index)
    if stream.kinds[index] == NUMBER:
        past = skip_number(stream, index, counted=hedge is not None and hedge != "approx")
        if past is not None:
            return [], max(past, index + 1)
    draft = phrases.fraction(stream, index) or article_duration(stream, index)
    if draft:
        return [_with_context(stream, draft, before)], draft.after
    number = read_number(stream, index)
    if number is None:
        return [], index + 1
    draft = phrases.times(stream, number) or _measured(stream, number, before)
    if draft is None:
        return [], number.last
    return [_with_context(stream, draft, before)], max(draft.after, index + 1)


def _second(stream: Stream, index: int, *, after_from: bool, after_between: bool) -> Number | None:
    """The other end of a range whose connecting word is at the token."""
    word = stream.word(index)
    dash = word in DASHES
    linked = dash or word == "to" or (after_between and word in ("and", "និង")) or (after_from and word in km.TO)
    if not linked and word in km.TO and word != "និង":
        linked = True
    if not linked or index + 1 >= len(stream):
        return None
    at = index + 1
    while stream.word(at) in ("$", "us", "€", "£"):
        at += 1
    if stream.kind(at) == NUMBER and (is_month(stream, at + 1) or (is_year(stream.word(at)) and not after_between)):
        return None
    return read_number(stream, at)


def _is_range(stream: Stream, first: Number, second: Number, unit: Unit | None, *, opening: str) -> bool:
    """Two numbers are the ends of one range and not the two values of a change."""
    if second.value <= first.value:
        return False
    if opening == "between":
        return not (is_year(first.raw) and is_year(second.raw))
    if opening == "from":
        if _changes(stream, first.first):
            return False
        return (unit is not None and unit.measure in ("duration", "percent")) or stream.word(
            first.first - 2
        ) in _RANGING
    counted = (
        unit is not None
        or money_first(stream, second.first) is not None
        or is_plural(stream.word(second.last))
        or second.scaled
    )
    hedged = hedge_before(stream, first.first)[0] is not None
    khmer = stream.kind(second.last) == KHMER or stream.kind(first.first - 1) == KHMER
    return counted or hedged or khmer or "," in second.raw


def _changes(stream: Stream, index: int) -> bool:
    """A word of change stands before "from"."""
    for at in range(index - 1, max(-1, index - 12), -1):
        word = stream.word(at)
        if word in UP or word in DOWN or word in ("changed", "moved", "change", "moving", "extended", "amended"):
            return True
        if word in _RANGING - {"of"} or stream.ends_sentence(at):
            return False
    return False


def _opening(stream: Stream, index: int) -> tuple[str, int]:
    """ "between" or "from" before the number (a hedge may stand before or after it), and its token."""
    at = money_first(stream, index) or index
    for back in (at - 1, hedge_before(stream, index)[1] - 1):
        word = stream.word(back)
        if word == "between" or word in km.BETWEEN:
            return "between", back
        if word == "from" or word in km.FROM:
            if stream.word(back - 1) in km.BETWEEN:
                return "between", back - 1
            return ("between", back) if word in km.FROM and not _changes_km(stream, back) else ("from", back)
    return "", index


def _changes_km(stream: Stream, index: int) -> bool:
    return any(stream.word(at) in km.UP or stream.word(at) in km.DOWN for at in range(max(0, index - 6), index))


def _measured(stream: Stream, number: Number, before: list[Draft]) -> Draft | None:
    """A number with what it is measured in, as a point or as a range."""
    opening, at = _opening(stream, number.first)
    unit = read_unit(stream, number.last)
    link = unit.last if unit else number.last
    second = _second(stream, link, after_from=opening == "from", after_between=opening == "between")
    if second:
        other = read_unit(stream, second.last)
        shared = other or unit
        same = unit is None or (other is not None and other.kind == unit.kind) or other is None
        if same and _is_range(stream, number, second, shared, opening=opening):
            return _range(stream, number, second, shared, hedge_at=at if opening else number.first)
        if opening == "between" and is_year(number.raw) and is_year(second.raw):
            return None
    hedge, hedge_first = hedge_before(stream, number.first)
    return _single(stream, number, unit, hedge, hedge_first)


def _range(stream: Stream, number: Number, second: Number, unit: Unit | None, *, hedge_at: int) -> Draft:
    low, high = number.value, second.value
    if second.scaled and not number.scaled and number.value < 1_000:
        low *= _scale_of(stream, second)
    first = money_first(stream, number.first)
    hedge, hedge_first = hedge_before(stream, hedge_at)
    if hedge is None:
        hedge, hedge_first = hedge_before(stream, number.first)
    stated: Hedge = "approx_range" if hedge in ("approx", "approx_below") else "range"
    last = unit.surface if unit else second.last
    end = unit.last if unit else second.last
    start = first if first is not None else number.first
    kind, sign, base = _kind(stream, start, end, unit, money=first is not None, at=hedge_at)
    factor = unit.factor if unit else 1.0
    bounds_low, bounds_high = signed(low * factor, high * factor, sign=sign)
    return Draft(start, last, bounds_low, bounds_high, stated, kind, base, end, hedge_first)


def _scale_of(stream: Stream, number: Number) -> float:
    """The scale that 5 to 6 million shares between its ends."""
    digits = number.raw.replace(",", "")
    try:
        return number.value / float(digits) if digits else 1.0
    except (ValueError, ZeroDivisionError):
        return 1.0


def _single(stream: Stream, number: Number, unit: Unit | None, hedge: Hedge | None, hedge_first: int) -> Draft | None:
    money = money_first(stream, number.first)
    first = number.first if money is None else money
    if unit and unit.measure == "duration":
        return read_duration(stream, number, unit, hedge, hedge_first)
    last = unit.surface if unit else number.last
    end = unit.last if unit else number.last
    if unit is None and money is None and not is_countable(stream, number, hedge):
        return None
    trailing, past = _trailing_hedge(stream, end)
    if unit is None and trailing is None and stream.word(last) == "-" and stream.glued(last) and stream.glued(last + 1):
        return None
    if unit is None and stream.word(past) in ("percent", "%") and trailing:
        trailing, past = None, end
    kind, sign, base = _kind(stream, first, end, unit, money=money is not None, at=hedge_first)
    value = number.value * (unit.factor if unit else 1.0)
    if hedge is None or trailing in ("at_least", "at_most"):
        hedge = trailing or hedge
    margin = read_margin(stream, past, value)
    if base is None and kind == "count":
        base = counted_noun(stream, margin[2] if margin else past)
    if margin:
        return Draft(first, last, margin[0], margin[1], "interval", kind, base, margin[2], hedge_first)
    if kind == "percent" and _signed(stream, first):
        kind, sign = "percent_change", -1 if stream.word(first - 1) in _MINUS else 1
    low, high, stated = point(value, hedge=hedge, sign=sign)
    rate = _rate_end(stream, last) if kind == "count" else None
    if rate:
        kind, last, base = "rate", rate[0], rate[1]
    return Draft(first, last, low, high, stated, kind, base, max(past, last), hedge_first)


def _signed(stream: Stream, first: int) -> bool:
    """A plus or minus is written against the number and not against what stands before it."""
    sign = stream.word(first - 1)
    return stream.glued(first) and not stream.glued(first - 1) and (sign in _MINUS or sign == "+")


def _rate_end(stream: Stream, index: int) -> tuple[int, str | None] | None:
    """The end of the rate's surface and whom it is taken on: 229 per 100,000 inhabitants."""
    for at in range(index, index + 4):
        rate = read_rate(stream, at)
        if rate:
            return rate[0], phrase_text(stream, noun_phrase(stream, rate[0]))
        if stream.kind(at) != WORD or stream.word(at) in ("and", "or", "of"):
            break
    return None


def _trailing_hedge(stream: Stream, index: int) -> tuple[Hedge | None, int]:
    """A hedge after the number and at most two of its nouns: 200 % capacity or higher."""
    for at in range(index, index + 3):
        hedge, past = hedge_after(stream, at)
        if hedge:
            return hedge, past if at == index else index
        if at > index + 1 or stream.kind(at) not in (WORD, KHMER) or stream.word(at) in STOPS:
            break
    return None, index


def _kind(
    stream: Stream, first: int, last: int, unit: Unit | None, *, money: bool, at: int
) -> tuple[QuantityKind, int, str | None]:
    """Kind, sign and base of a number whose tokens end before `last`."""
    if money or (unit and unit.measure == "money"):
        return "money", 1, unit.noun if unit else None
    if unit and unit.measure in ("percent", "points"):
        role, sign = level_kind(stream, min(at, first), last)
        if unit.measure == "points":
            return "pp_change", sign if role == "change" else 1, _change_base(stream, first, last)
        if role == "percent_over":
            return "percent_over", 1, "capacity"
        if role == "change":
            return "percent_change", sign, _change_base(stream, first, last)
        return "percent", 1, _percent_base(stream, first, last)
    if unit and unit.measure == "duration":
        return unit.kind, 1, None
    khmer = stream.kind(last) == KHMER or stream.kind(first - 1) == KHMER
    return "count", 1, khmer_noun(stream, first, last) if khmer else counted_noun(stream, last)


def _change_base(stream: Stream, first: int, last: int) -> str | None:
    """What changed: the noun after "increase in", else the subject."""
    if stream.word(last) in COMPARATIVES:
        found = counted_noun(stream, last + 1)
        if found:
            return found
    at = last
    while stream.word(at) not in ("in", "of") and at < last + 4 and stream.kind(at) == WORD:
        at += 1
    if stream.word(at) in ("in", "of") and (at > last or _after_change_noun(stream, first)):
        return after_of(stream, at)
    return subject(stream, first)


def _after_change_noun(stream: Stream, first: int) -> bool:
    """The number belongs to a noun: a reduction of at least 25 %."""
    return any(stream.word(at) in CHANGE_NOUNS and stream.word(at + 1) == "of" for at in range(first - 6, first - 1))


def _percent_base(stream: Stream, first: int, last: int) -> str | None:
    word = stream.word(last)
    if word == "occupancy" or (word == "of" and stream.word(last + 1) == "occupancy"):
        return "official capacity"
    if stream.kind(last) == KHMER or stream.kind(first - 1) == KHMER:
        return khmer_noun(stream, first, last)
    if word == "of":
        return after_of(stream, last)
    if word in ("in", "on", "at", "by", "for") or word in AUXILIARIES:
        words = stream.words[max(0, first - 6) : first]
        return "official capacity" if "occupancy" in words else None
    found = counted_noun(stream, last)
    if found is None and "occupancy" in stream.words[max(0, first - 6) : first]:
        return "official capacity"
    return found


def _with_context(stream: Stream, draft: Draft, before: list[Draft]) -> Draft:
    """The draft with a base taken from the number before it, where its own words name none."""
    if draft.base is None and draft.kind == "count":
        draft.base = number_of(stream, draft.first)
    if draft.base is not None or not before or draft.kind not in ("count", "percent", "fraction"):
        return draft
    last = before[-1]
    gap = stream.words[last.last : draft.hedge_first]
    if last.base is None or len(gap) > 14 or any(stream.ends_sentence(at) for at in range(last.last, draft.first)):
        return draft
    if draft.kind == "count":
        opened = stream.words[max(0, last.hedge_first - 2) : last.hedge_first]
        participle = participle_after(stream, draft.last)
        if participle and ("of" in opened or "among" in opened):
            draft.base = f"{head_noun(last.base)} {participle}"
        elif "which" in gap or "whom" in gap or "these" in gap or "them" in gap:
            draft.base = last.base
        return draft
    apposed = bool(gap) and gap[-1] in ("or", "–", "—", "-", "(", ",", "about", "some", "nearly", "almost", "around")
    referring = any(word in ("which", "whom", "these", "them", "those") for word in gap)
    if (apposed and last.kind == "count") or referring:
        draft.base = last.base
    return draft
