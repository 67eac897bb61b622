"""States and places of one word: they are no part of a person's name, and officials speak for their State."""

from __future__ import annotations

import re
from typing import Final

STATES: Final = frozenset(
    "afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan bahamas bahrain"
    " bangladesh barbados belarus belgium belize benin bhutan bolivia botswana brazil bulgaria burundi cambodia"
    " cameroon canada chad chile china colombia comoros congo croatia cuba cyprus czechia denmark djibouti dominica"
    " ecuador egypt eritrea estonia eswatini ethiopia fiji finland france gabon gambia georgia germany ghana greece"
    " grenada guatemala guinea guyana haiti honduras hungary iceland india indonesia iran iraq ireland israel italy"
    " jamaica japan jordan kazakhstan kenya kiribati kuwait kyrgyzstan laos latvia lebanon lesotho liberia libya"
    " liechtenstein lithuania luxembourg madagascar malawi malaysia maldives mali malta mauritania mauritius mexico"
    " micronesia moldova monaco mongolia montenegro morocco mozambique myanmar namibia nauru nepal netherlands"
    " nicaragua niger nigeria norway oman pakistan palau palestine panama paraguay peru philippines poland portugal"
    " qatar romania russia rwanda samoa senegal serbia seychelles singapore slovakia slovenia somalia spain sudan"
    " suriname sweden switzerland syria tajikistan tanzania thailand togo tonga tunisia turkey türkiye turkmenistan"
    " tuvalu uganda ukraine uruguay uzbekistan vanuatu venezuela vietnam yemen zambia zimbabwe".split()
)
_SEARCHED: Final = 200_000
_OF_A_STATE: Final = (
    r"(?:justice |interior |foreign |new )?(?:ministry|government|parliament|laws?|courts?|constitution|people|citizens"
    r"|authorities|prisons?|delegation|ambassador|capital|judges|police)"
)


def is_place(word: str, content: str) -> bool:
    """Whether a capitalised word names a State, or the document uses it as a place ("in Norland", "Norland's courts").

    >>> is_place("Norland", "The courts in Norland are slow."), is_place("Ana", "Ana's house in Osten.")
    (True, False)
    """
    if word.lower() in STATES:
        return True
    if not word[:1].isupper() or not word.isalpha():
        return False
    used = rf"\b(?:in|from|across|throughout) {word}\b(?! [A-Z])|\b{word}[’']s {_OF_A_STATE}\b"
    return re.search(used, content[:_SEARCHED]) is not None
