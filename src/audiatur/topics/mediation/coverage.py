"""Indicator M14: the communes from which any dispute came."""

from __future__ import annotations

import ibis
from ibis.expr import types as ir

from audiatur.figures.estimators import complete_share
from audiatur.figures.indicator import Asked, Indicator, Kind, Unit, Words
from audiatur.figures.places import lying_in, within
from audiatur.registers.engine import Registers
from audiatur.topics.mediation.building import SDG_16_3_3
from audiatur.topics.mediation.known import disputes


def communes(registers: Registers, asked: Asked) -> ir.Table:
    """Communes, and those with a dispute of the period that lies in them."""
    places = registers["places"]
    every = within(places.filter(places.kind == "commune"), places=places, place=asked.place)
    levels = lying_in(places)
    rows = disputes(registers, asked).rows
    reached = rows.join(levels, rows.place == levels["at"]).select(levels.commune).distinct()
    named = every.left_join(reached, every.place == reached.commune).select(
        "place", served=ibis.ifelse(reached.commune.notnull(), 1, 0)
    )
    named = named.left_join(levels, named.place == levels["at"]).select("served", "province")
    found = {"numerator": named.served.sum(), "denominator": named.count()}
    return named.group_by(list(asked.by)).agg(**found) if asked.by else named.agg(**found)


COVERAGE: tuple[Indicator, ...] = (
    Indicator(
        id="mediation.communes_covered",
        version=1,
        kind=Kind.STRUCTURAL,
        unit=Unit.PERCENT,
        name=Words("Communes from which a dispute was received", "ឃុំ សង្កាត់ដែលមានវិវាទបានទទួល"),
        definition=Words(
            "Of all communes, the share from which at least one dispute was received in the period.",
            "ក្នុងចំណោមឃុំ សង្កាត់ទាំងអស់ ចំណែកដែលមានវិវាទយ៉ាងតិចមួយបានទទួល។",
        ),
        numerator="communes-with-a-dispute",
        denominator="communes",
        tables=("disputes", "places"),
        published=(("province",),),
        standards=(SDG_16_3_3,),
        source="register of disputes",
        expression=communes,
        estimator=complete_share,
        caveat=Words(
            "A commune without a dispute may have none, send none, or keep no record.",
            "ឃុំដែលគ្មានវិវាទ អាចគ្មានវិវាទពិត មិនបានបញ្ជូន ឬមិនបានកត់ត្រា។",
        ),
    ),
)
