"""Citations of provisions in any text, in English, French and Khmer: "Article 205 of the Code of Criminal Procedure".

A citation is an article (rule, section) with its number and, where the text says so, the law. A law is known by the
names
that its data gives; another is recognised by its form ("the Law on …") and kept as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from audiatur.reading.khmer.normalise import Normalised, normal_form, normalise
from audiatur.topics.law.numbers import KHMER_DIGITS, LATIN, bare
from audiatur.topics.law.rows import Instrument

_D: Final = "0-9០-៩"
_SUFFIX: Final = "|".join(LATIN)
_ONE: Final = (
    rf"(?:[LRDA]\.?\s?)?[{_D}]+(?:er\b)?(?:-[{_D}]+)*(?:\s(?:{_SUFFIX})\b|[A-Za-z]\b)?(?:\s*\((?:new"
    rf"|nouveau|ថ្មី)\)|\s?ថ្មី|\s(?:new|nouveau)(?=,?\s(?:of|du|de)\s))?"
)
_INNER: Final = rf"(?:\s*\((?:[{_D}]{{1,3}}|[a-z]|[ivx]{{1,4}}|[ក-អ])\))*"
_PARAGRAPH: Final = (
    rf"(?:\s*,?\s*(?:(?:paragraphes?|paragraphs?|sub-?paragraphs?|sub-?sections?|alinéas?|points?|lettre|para)\b|paras?\.|al\.|§"
    rf"|កថាខណ្ឌ(?:ទី)?|ចំណុច(?:ទី)?|វគ្គ(?:ទី)?)\s*(?:[{_D}]{{1,3}}(?:er|e)?|\([a-z{_D}]\)|[a-z]\b|[ក-អ](?![\u1780-\u17d3])){_INNER})*"
)
_ITEM: Final = rf"{_ONE}{_INNER}{_PARAGRAPH}"
_JOIN: Final = (
    r"\s*(?:,\s*(?:and|et|or|ou)?|;|&|\band\b|\bor\b|\bet\b|\bou\b|\bto\b|\bà\b|–|—|-|និង|ឬ|ដល់|រហូតដល់|,\s*និង)\s*"
)
_UNIT: Final = (
    r"(?P<unit>(?<![\w’'-])(?:articles?|arts?\.?|sections?|secs?\.|rules?|règles?|principles?|principes?|paras?\.|paragraphs?|paragraphes?|§§?)(?=\s|\d|\.)"
    r"|[lL][’'](?:article|art\.)|មាត្រា(?:ទី)?|វិធាន(?:ទី)?|គោលការណ៍(?:ទី)?)"
)
_MENTION: Final = re.compile(
    rf"{_UNIT}\s*(?:n[°o]s?\.?\s*|numbers?\s*|លេខ\s*)?(?P<list>{_ITEM}(?:{_JOIN}(?:art(?:icle)?s?\.?\s+|l[’']article\s+|មាត្រា\s*)?{_ITEM})*)",
    re.IGNORECASE,
)
_LINK: Final = re.compile(
    r"\s*(?:,|\(|\[)?\s*(?:(?:paragraphs?|alinéas?)\s[^,;.]{1,12},?\s*)?"
    r"(?:(?:of|in|under|to|from|de\s+l[’']|de\s+la|du|des|de|d[’']|dans|នៃ|ក្នុង|របស់|តាម)\s*)?(?:the\s+|la\s+|le\s+|les\s+|l[’'])?"
    r"(?:(?:present|same|aforementioned|said|Cambodian|Cambodia’s|Cambodia's|national|new|revised"
    r"|current|cambodgienne?s?|UN|United Nations|ដដែល)\s+)*",
    re.IGNORECASE,
)
_SELF: Final = re.compile(
    r"\s*,?\s*(?:of\s+(?:this|the present)\s+(?:law|act|code|decree|constitution|covenant|convention)|(?:de\s+la"
    r"|du)\s+présente?\s+(?:loi|code|décret|convention|pacte)"
    r"|de\s+cette\s+loi|de\s+ce\s+code|hereof|(?:នៃ)?(?:ច្បាប់|ក្រម|រដ្ឋធម្មនុញ្ញ)នេះ)",
    re.IGNORECASE,
)
_SAME: Final = re.compile(
    r"\s*,?\s*(?:of\s+(?:that|the\s+same)\s+(?:law|act|code|covenant|convention|instrument|treaty)|thereof|(?:du"
    r"|de la|de ce)\s+même\s+(?:loi|code|pacte|convention|texte)"
    r"|de\s+cette\s+(?:convention)|(?:នៃ)?(?:ច្បាប់|ក្រម|អនុសញ្ញា|កតិកាសញ្ញា)(?:ដដែល|នោះ))",
    re.IGNORECASE,
)
_HEADS_EN: Final = (
    "Constitution|Code|Law|Act|Covenant|Convention|Protocol|Charter|Declaration|Decree|Sub-Decree|Regulation"
    "|Statute|Treaty|Ordinance|Prakas|Rules|Principles"
)
_UNNAMED: Final = re.compile(
    rf"(?P<name>(?:[A-Z][\w’'-]*\s+(?:(?:of|on|and|for|the)\s+)?){{0,6}}(?:{_HEADS_EN}|law|code|act|constitution)\b"
    r"(?:\s+(?:on|of|for|against|concerning|governing|relating to"
    r"|regarding)\s+(?:the\s+)?(?:[A-Za-zÀ-ÿ’'-]+)(?:\s+(?:(?:and|of|the|on|in|for|to|against)\s+)*[A-Z][\w’'-]*)*)?"
    r"|(?:[Cc]onstitution|[Cc]ode(?:\s+(?:de|du|des|d[’'])\s*[\w’'éèàêç-]+|\s+(?:pénal|civil|électoral|foncier))(?:\s+(?:pénale|civile|du\s+travail))?"
    r"|[Ll]oi(?:\s+organique)?\s+(?:sur|relative|portant|n[°o])\s*(?:à\s+l[’']|aux?|la|les|le)?\s*[\w’'éèàêç/-]+(?:\s+(?:(?:et|de|des|du|à)\s+)?(?!(?:est|sont|a|ont|ne|n|qui|que|prévoit|dispose|s|doit|peut|fixe|punit|porte|protège|garantit|interdit|exige)\b)[\w’'éèàêç-]+){0,4}"
    r"|[Dd]écret\s+[\w’'éèàêç/°-]+|[Cc]onvention\s+[\w’'éèàêç-]+(?:\s+[\w’'éèàêç-]+){0,4})"
    r"|[A-Z][A-Z-]{2,9}(?![\w-])"
    r"|(?:ច្បាប់ស្តីពី|ក្រម|អនុសញ្ញាស្តីពី|អនុក្រឹត្យ|ព្រះរាជក្រឹត្យ|ប្រកាស|ច្បាប់)[\u1780-\u17d3]+)"
)
_ORGANISATION: Final = re.compile(r"ARTICLE\s+19(?!\s*(?:\(|of|,?\s*(?:ICCPR|para)))")
_NOT_LAW: Final = re.compile(
    r"\s*(?:of|in|on|from)\s+(?:the|this|that|his|her|its|their|a|an)?\s*(?:[a-z]+\s+)?"
    r"(?:report|newspaper|magazine|journal|website|blog|contract|agreement|lease|study|book|form|annual|document|letter|questionnaire|paper|game|club|house|guide|guidelines|manual|survey)\b"
    r"|\s*(?:du|de la|de son|de ce|de cette)\s+(?:rapport|journal|contrat|magazine|site|blog|étude|livre|document"
    r"|lettre|formulaire|bail)\b"
    r"|\s*(?:នៃ|ក្នុង)(?:របាយការណ៍|កាសែត|កិច្ចសន្យា|សៀវភៅ|ទស្សនាវដ្តី)",
)
_NEEDS_LAW: Final = re.compile(
    r"(?i)(?:sections?|secs?\.|rules?|règles?|principles?|principes?|paras?\.|paragraphs?|paragraphes?|វិធាន|គោលការណ៍)"
)
_BEFORE: Final = 6
"""Characters that may stand between a law's name and a mention behind it: "the Penal Code (art. 5)"."""


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """One provision that is cited: article number and, below it, paragraph and point as written ("3(d)")."""

    article: str
    inner: str = ""

    def __str__(self) -> str:
        return f"{self.article}{f' {self.inner}' if self.inner else ''}"


@dataclass(frozen=True, slots=True)
class Citation:
    """A mention of provisions in a text: its span, what it cites, and of which law.

    `instrument` is the key of a known law, "this" for the law that the text stands in, empty where the text does not
    say; `law_words` are the law's name as written.
    """

    start: int
    end: int
    unit: str
    pinpoints: tuple[Pinpoint, ...]
    instrument: str
    law_words: str


class Names:
    """The names of known laws, ready to be found in a text."""

    def __init__(self, instruments: Iterable[Instrument]) -> None:
        self._key_of: dict[str, str] = {}
        for instrument in instruments:
            for name in (instrument.name, instrument.name_km, *instrument.names):
                if name:
                    self._key_of.setdefault(_folded(name), instrument.key)
        names = sorted(self._key_of, key=len, reverse=True)
        pattern = "|".join(_spaced(name) for name in names) or r"(?!)"
        self.forward: Final = re.compile(rf"(?P<law>{pattern})(?![^\W\d_])(?!-\w)", re.IGNORECASE)
        self.backward: Final = re.compile(
            rf"(?<![^\W_])(?P<law>{pattern})[\s,:;(\[–—-]{{0,{_BEFORE}}}\Z", re.IGNORECASE
        )

    def key(self, written: str) -> str:
        """The key of the law of that name, empty where it is none that is known."""
        return self._key_of.get(_folded(written), "")


def _folded(name: str) -> str:
    return re.sub(r"\s+", " ", normal_form(name).replace("'", "’")).casefold().strip()


def _spaced(name: str) -> str:
    """The name with any white space between its words, none needed between Khmer ones."""
    escaped = re.escape(name).replace("’", "[’']")
    return re.sub(r"\\ ", r"\\s+" if name[0].isascii() or name[0] in "éèàîç" else r"\\s*", escaped)


def citations_in(text: str, *, names: Names) -> tuple[Citation, ...]:
    """The citations of a text, in its order; spans are offsets into it.

    >>> names = Names([Instrument("iccpr", "International Covenant", "1966", names=("ICCPR",))])
    >>> found = citations_in("See art. 14(3)(d) ICCPR and Article 5 of the Law on Courts.", names=names)
    >>> [(str(one.pinpoints[0]), one.instrument or one.law_words) for one in found]
    [('14 3(d)', 'iccpr'), ('5', 'Law on Courts')]
    """
    normalised = normalise(text) if re.search(r"[\u1780-\u17ff]", text) else None
    content = normalised.text if normalised else text
    found: list[Citation] = []
    for match in _MENTION.finditer(content):
        citation = _citation(content, match, names=names, earlier=found)
        if citation is not None and not (found and citation.start < found[-1].end):
            found.append(citation)
    return tuple(_in_original(one, normalised) for one in found) if normalised else tuple(found)


def _in_original(one: Citation, normalised: Normalised) -> Citation:
    start, end = normalised.original(one.start, one.end)
    return Citation(start, end, one.unit, one.pinpoints, one.instrument, one.law_words)


def _citation(content: str, match: re.Match[str], *, names: Names, earlier: Sequence[Citation]) -> Citation | None:
    start, end = match.span()
    if _ORGANISATION.match(content, start) or _NOT_LAW.match(content, end) or _is_part_of_word(content, end):
        return None
    instrument, law_words, law_end = _law_after(content, end, names=names, earlier=earlier)
    if not law_words:
        instrument, law_words, law_start = _law_before(content, start, names=names)
        start = law_start if law_words else start
    unit = match["unit"]
    if unit.casefold() == "art" and not instrument and not law_words:
        return None
    if _NEEDS_LAW.match(unit) and not instrument and not law_words:
        return None
    pinpoints = tuple(_pinpoints(match["list"], plural=_is_plural(unit)))
    return Citation(start, max(end, law_end), unit.strip(), pinpoints, instrument, law_words) if pinpoints else None


def _is_part_of_word(content: str, end: int) -> bool:
    """Whether the number goes on: "section 8.5", "Article 5%"."""
    return bool(re.match(r"\.\d|%|\d|:\d", content[end : end + 2]))


def _is_plural(unit: str) -> bool:
    return unit.casefold().rstrip(".").endswith("s") or unit in ("§§", "មាត្រា")


def _law_after(content: str, end: int, *, names: Names, earlier: Sequence[Citation]) -> tuple[str, str, int]:
    """Key, words and end of the law that follows a mention; empty where none does."""
    if own := _SELF.match(content, end):
        return "this", own.group().strip(" ,"), own.end()
    if same := _SAME.match(content, end):
        former = next((one for one in reversed(earlier) if one.instrument), None)
        return (former.instrument if former else ""), same.group().strip(" ,"), same.end()
    link = _LINK.match(content, end)
    at = link.end() if link else end
    for place in dict.fromkeys((at, end)):
        if known := names.forward.match(content, place):
            if _goes_on(content, known, names):
                continue
            return names.key(known["law"]), known["law"], known.end()
    # a law without a known name must be joined by a word: "Article 5 Law" is two things
    if (
        link
        and re.search(r"(?i)\b(?:of|in|under|du|des?|dans)\b|[dl][’']|នៃ|ក្នុង|របស់|តាម", link.group())
        and (form := _UNNAMED.match(content, at))
    ):
        return names.key(form["name"]), form["name"].strip(), form.end()
    return "", "", end


def _goes_on(content: str, known: re.Match[str], names: Names) -> bool:
    """Whether a longer name stands there: "Constitution of the Association", "Code of Ethics" after "Code"."""
    longer = _UNNAMED.match(content, known.start())
    if longer is None or longer.end() <= known.end() + 3:
        return False
    rest = content[known.end() : longer.end()]
    return bool(re.match(r"\s+(?:on|against|concerning|relating)\s", rest)) and not names.key(longer["name"])


def _law_before(content: str, start: int, *, names: Names) -> tuple[str, str, int]:
    head = content[max(0, start - 160) : start]
    if known := names.backward.search(head):
        return names.key(known["law"]), known["law"], start - len(head) + known.start("law")
    return "", "", start


_SPLIT: Final = re.compile(_JOIN, re.IGNORECASE)
_RANGE: Final = re.compile(r"\s*(?:\bto\b|\bà\b|–|—|ដល់|រហូតដល់|-)\s*", re.IGNORECASE)
_PIECE: Final = re.compile(
    rf"(?:art(?:icle)?s?\.?\s+|l[’']article\s+|មាត្រា\s*)?(?P<one>{_ONE})(?P<inner>{_INNER})(?P<more>{_PARAGRAPH})",
    re.IGNORECASE,
)
_LONGEST_RANGE: Final = 120


def _pinpoints(listed: str, *, plural: bool) -> Iterator[Pinpoint]:
    at, last, ranged = 0, "", False
    while match := _PIECE.match(listed, at):
        numbers = [_number(match["one"])]
        first, dash, second = numbers[0].partition("-")
        if plural and dash and first.isdigit() and second.isdigit() and int(first) < int(second):
            numbers = list(_between(first, second))
        elif ranged:
            numbers = list(_between(last, numbers[0]))[1:] or numbers
        inner = _inner(match["inner"] + match["more"])
        for number in numbers:
            yield Pinpoint(number, inner)
        last = numbers[-1]
        join = _SPLIT.match(listed, match.end())
        if join is None:
            return
        ranged = bool(_RANGE.fullmatch(join.group()))
        at = join.end()


def _number(written: str) -> str:
    return bare(re.sub(r"\s*\(?(?:new|nouveau|ថ្មី)\)?\s*\Z", "", written, flags=re.IGNORECASE))


def _between(first: str, last: str) -> Iterator[str]:
    if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) <= _LONGEST_RANGE:
        yield from (str(number) for number in range(int(first), int(last) + 1))
    else:
        yield last


_TOKEN: Final = re.compile(
    rf"\(([^)]+)\)|([{_D}]{{1,3}})(?:er|e)?|(?<![A-Za-zÀ-ÿ])([a-z])(?![A-Za-zÀ-ÿ])|(?<![\u1780-\u17d3])([ក-អ])(?![\u1780-\u17d3])"
)


@lru_cache(maxsize=2048)
def _inner(written: str) -> str:
    """Paragraph and points as one form.

    >>> _inner("(3)(d)"), _inner(", paragraph 3 (c)"), _inner(", alinéa 2")
    ('3(d)', '3(c)', '2')
    """
    parts = [
        next(group for group in match.groups() if group).translate(KHMER_DIGITS) for match in _TOKEN.finditer(written)
    ]
    return parts[0] + "".join(f"({part})" for part in parts[1:]) if parts else ""
