"""The state of things from custody registers: who was held where, day by day, against which capacity.

Every expression gives integers and dates alone, so that each engine gives the same digits; divisions are in Python.
"""

from audiatur.topics.prisons.state.flows import moves_by_month, stays, stays_by_length
from audiatur.topics.prisons.state.length import Survival, survival
from audiatur.topics.prisons.state.places import occupancy_by_month, places_by_day
from audiatur.topics.prisons.state.population import held_by_day, held_on, person_days
from audiatur.topics.prisons.state.repair import REPAIRS, repaired
from audiatur.topics.prisons.state.shares import RemandShares, remand_shares

__all__ = [
    "REPAIRS",
    "RemandShares",
    "Survival",
    "held_by_day",
    "held_on",
    "moves_by_month",
    "occupancy_by_month",
    "person_days",
    "places_by_day",
    "remand_shares",
    "repaired",
    "stays",
    "stays_by_length",
    "survival",
]
