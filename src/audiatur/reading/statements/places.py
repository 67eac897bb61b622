"""States and places of one word: they are no part of a person's name, and officials speak for their State."""

from __future__ import annotations

import re
from typing import Final

from audiatur.reading.statements.words import listed

STATES: Final = listed(
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
    " tuvalu uganda ukraine uruguay uzbekistan vanuatu venezuela vietnam yemen zambia zimbabwe"
)
_USED: Final = re.compile(
    r"\b(?:in|from|across|throughout) ([A-Z][a-zà-ÿ]+)\b(?! [A-Z])"
    r"|\b([A-Z][a-zà-ÿ]+)[’']s (?:justice |interior |foreign |new )?(?:ministry|government|parliament|laws?|courts?"
    r"|constitution|people|citizens|authorities|prisons?|delegation|ambassador|capital|judges|police)\b"
)


def places_of(content: str) -> frozenset[str]:
    """The States, and the words that the document uses as places ("in Norland", "Norland's courts"), lower case.

    >>> sorted(places_of("The courts in Norland are slow. Ana's house is in Osten.") - STATES)
    ['norland', 'osten']
    """
    return STATES.union((match[1] or match[2]).lower() for match in _USED.finditer(content))
