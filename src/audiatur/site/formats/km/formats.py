"""Khmer: thousands by comma and decimals by point, as Cambodian offices print them."""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
