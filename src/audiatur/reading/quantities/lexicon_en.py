"""The English words that the grammar knows, by what they do."""

from __future__ import annotations

from typing import Final

from audiatur.reading.quantities.wordlists import words
from audiatur.reading.result import QuantityKind

SMALL: Final = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS: Final = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
} | {"fourty": 40}
SCALES: Final = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "lakh": 10**5, "crore": 10**7,
}  # fmt: skip
SHORT_SCALES: Final = {
    "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "mio": 10**6, "bn": 10**9, "tn": 10**12,
}  # fmt: skip
"""Written against the digits: 1.2m, 45k."""
DENOMINATORS: Final = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8,
    "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10, "twentieth": 20, "hundredth": 100,
}  # fmt: skip
VULGAR: Final = {
    "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5,
    "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8,
}  # fmt: skip
ROUND: Final = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 50, 100, 1_000, 10_000, 100_000, 1_000_000})
"""Denominators that people say shares in: one in five, two out of every hundred."""
ROUND_FRACTIONS: Final = frozenset({2, 3, 4, 5, 6, 8, 10})
"""Denominators that are written with a slash; 24/7, 9/11 and 2013/14 are no fractions."""

DURATIONS: Final[dict[str, tuple[QuantityKind, float]]] = {
    "minute": ("duration_h", 1 / 60), "minutes": ("duration_h", 1 / 60), "mins": ("duration_h", 1 / 60),
    "hour": ("duration_h", 1), "hours": ("duration_h", 1), "hr": ("duration_h", 1), "hrs": ("duration_h", 1),
    "day": ("duration_d", 1), "days": ("duration_d", 1), "night": ("duration_d", 1), "nights": ("duration_d", 1),
    "week": ("duration_d", 7), "weeks": ("duration_d", 7), "fortnight": ("duration_d", 14),
    "month": ("duration_m", 1), "months": ("duration_m", 1), "year": ("duration_y", 1), "years": ("duration_y", 1),
    "yrs": ("duration_y", 1), "decade": ("duration_y", 10), "decades": ("duration_y", 10),
    "century": ("duration_y", 100), "centuries": ("duration_y", 100),
}  # fmt: skip
HOURS: Final[dict[QuantityKind, float]] = {
    "duration_h": 1, "duration_d": 24, "duration_m": 365.25 / 12 * 24, "duration_y": 365.25 * 24,
}  # fmt: skip

CURRENCY_SIGNS: Final = frozenset("$€£¥៛₹₩฿₫₦₱₽")
CURRENCY_CODES: Final = words(
    "usd us eur gbp khr thb vnd cny rmb jpy kes ksh kshs ugx tzs rwf inr rs aud cad sgd myr rm idr php chf zar aed a "
    "nz hk s c"
)
"""Stand before a number, alone (KHR 4,000) or before a sign (US$ 5); the last six only before a sign."""
BARE_CODES: Final = CURRENCY_CODES - {"us", "a", "nz", "hk", "s", "c"}
CURRENCY_NOUNS: Final = words(
    "dollar dollars euro euros pound pounds riel riels baht dong yen yuan rupee rupees shilling shillings franc francs "
    "cent cents peso pesos rand naira usd eur gbp khr krona kronor kroner rubles roubles"
)

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

UP: Final = words(
    "rise rises rose risen rising increase increases increased increasing grow grows grew grown growing growth climb "
    "climbed climbing jump jumped surge surged soar soared hike hiked expand expanded swell swelled swollen up gain "
    "gained raise raised went go goes improved improve inflated accelerated"
)
DOWN: Final = words(
    "fall falls fell fallen falling drop drops dropped dropping decline declines declined declining decrease decreases "
    "decreased decreasing reduce reduces reduced reducing reduction cut cuts cutting shrink shrinks shrank shrunk "
    "lower lowered diminish diminished slash slashed plunge plunged contract contracted down slump slumped shorten "
    "shortened trimmed eased halved"
)
CHANGE_NOUNS: Final = {
    "increase": 1, "increases": 1, "rise": 1, "growth": 1, "jump": 1, "surge": 1, "hike": 1, "gain": 1,
    "expansion": 1, "upsurge": 1, "decrease": -1, "decline": -1, "drop": -1, "fall": -1, "reduction": -1, "cut": -1,
    "cuts": -1, "reductions": -1, "slump": -1, "loss": -1, "shortening": -1,
}  # fmt: skip
COMPARATIVES: Final = {
    "more": 1, "higher": 1, "greater": 1, "larger": 1, "longer": 1, "fewer": -1, "less": -1, "lower": -1,
    "smaller": -1, "shorter": -1,
}  # fmt: skip

AUXILIARIES: Final = words(
    "is are was were be been being has have had having do does did will would shall should can could may might must "
    "cannot isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't"
)
PREPOSITIONS: Final = words(
    "of in on at for to from by with without within between among amongst under over above below against during since "
    "until till after before through throughout across into onto about around per via upon toward towards than as out "
    "off up down near behind beyond despite regarding concerning including excluding compared awaiting pending "
    "following"
)
STOPS: Final = (
    AUXILIARIES
    | PREPOSITIONS
    | words(
        "and or but nor if that which who whom whose when where while because so then there here this these those it "
        "what how why he she they we you i them him me himself themselves itself not no also only still already now "
        "currently nationwide worldwide annually yearly each alone altogether overall today yesterday respectively "
        "later earlier ago old both either remain remains remained remaining include includes included show shows "
        "showed say says said make makes made go goes went gone come came take takes took taken get gets got give "
        "gives gave stand stands stood exceed exceeds reach reaches reached become became mean means meant need needs "
        "live lives lived work works worked die died settle settles trust trusts trusted hold holds held wait waits "
        "waited receive receives received report reports reported represent represents represented account accounts "
        "accounted amount amounts belong belongs depend depends attend attends attended participate participates "
        "participated join joined vote voted support supports supported lack lacks lacked face faces faced suffer "
        "suffers suffered flee fled leave left lose lost win won fall fell rise rose know knew feel felt think believe "
        "believes say visit visited apply applied protest protested gather gathered march marched enjoy enjoys agree "
        "agreed disagree earn earns spend spends pay pays use uses want wants have having whether however therefore "
        "thus every i.e e.g etc"
    )
)
"""A noun phrase ends before these."""
DETERMINERS: Final = words(
    "the a an its their his her our all these those such any this that total some both every each his"
)
COLLECTIVES: Final = words(
    "population capacity budget workforce territory public caseload electorate total gdp income land membership staff "
    "personnel occupancy turnover expenditure revenue"
)
"""Nouns in the singular that end a base."""
PLURALS: Final = words(
    "people persons men women children police staff personnel inmates media data criteria phenomena aircraft sheep "
    "youth youths livestock fish crossroads series species press clergy"
)
NOT_PLURAL: Final = words(
    "its this as is was has does us thus plus various numerous previous serious religious indigenous dangerous less "
    "unless across perhaps always status process basis crisis analysis access business campus virus census consensus "
    "bus gas loss class press progress success illness witness congress mass cross address yes news politics economics "
    "ethics overseas besides towards afterwards hers ours theirs yours versus minus bonus focus precious conscious "
    "obvious harness express pass miss sometimes nowadays whereas"
)
PLURAL_MODIFIERS: Final = words(
    "rights women men children sales arms goods customs sports media youth people minors police press staff"
)
"""Plurals that may stand before the noun they describe: human rights defenders."""
PARTICIPLES: Final = words(
    "held born killed arrested hurt taken found known kept brought sent given seen shot sworn built lost paid"
)
PERSONS: Final = words(
    "people persons individuals prisoners inmates detainees men women children citizens residents workers suspects "
    "defendants convicts minors juveniles"
)
HELD: Final = words("prisoners inmates detainees people persons individuals convicts")
"""Whom a prison holds."""
PLACES_TO_HOLD: Final = frozenset({"places", "beds", "spaces", "cells"})
