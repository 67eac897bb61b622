"""OpenFisca's nearest thing to the clock: `python -P openfisca_limits.py FOLDER`, by a Python that has OpenFisca-Core.

A system of taxes and benefits with one entity, the person. Inputs are dates and a charge; the limits are parameters
dated by law; two formulas a limit tell its last day and whether it was kept. Formulas are NumPy on whole columns,
charges are chosen by `select` on an `Enum`, and the law of each person's first day by one `select` over the days on
which it changed: indexing parameters by a column, as the documentation shows, walks through the persons one by one in
version 46.0.1.

What it cannot say, and is left out of the rows on both sides: hours (its shortest period is a day), orders that
extend a limit if they come in time, time in several stretches, a charge that changes, an age or a charge that is not
known and the bounds that follow, and reasons. A value is a value there: no answer is "cannot tell".

FOLDER holds `given.npz` with `start_LIMIT` and `end_LIMIT` as day numbers and `charge`; `told.npz` is written there.
The processor seconds of the six formulas are printed as JSON, after a first calculation for ten persons.
"""

import datetime
import json
import sys
import time
from pathlib import Path

import numpy as np
from openfisca_core.entities import Entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DAY, ETERNITY
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERSON = Entity("person", "persons", "A person in a case", "")
ASKED = "2025-12-31"
CHANGED = ("1992-09-10", "2007-08-10")
"""The days from which each law holds."""
MONTHS = {
    "pretrial_detention": {"petty_offence": (4, 0), "misdemeanour": (4, 4), "felony": (4, 6)},
    "after_closing_order": {"petty_offence": (0, 4), "misdemeanour": (0, 4), "felony": (0, 4)},
}
DAYS = {"immediate_appearance": {"petty_offence": (0, 14), "misdemeanour": (0, 14), "felony": (0, 14)}}


class Charge(Enum):
    """What the person is charged with."""

    petty_offence = "Petty offence"
    misdemeanour = "Misdemeanour"
    felony = "Felony"


def variable(name, kind, formula=None):
    """A variable of the person: what is given holds for all time, what is calculated is asked for a day."""
    told = {"value_type": kind, "entity": PERSON, "definition_period": DAY if formula else ETERNITY, "label": name}
    if kind is Enum:
        told |= {"possible_values": Charge, "default_value": Charge.felony}
    return type(name, (Variable,), told if formula is None else told | {"formula": formula})


def amounts(parameters, limit, person, period):
    """The limit of each person by the charge and the law of the first day."""
    charge, start = person("charge", period), person(f"start_{limit}", period)
    charged = [charge == each for each in Charge]
    by_law = []
    for day in CHANGED:
        node = getattr(parameters(day), limit)
        by_law.append(np.select(charged, [getattr(node, each.name) for each in Charge]))
    since = [start >= np.datetime64(day) for day in reversed(CHANGED)]
    return start, np.select(since, by_law[::-1])


def last_day_of_months(limit):
    """The formula of a last day in calendar months, cut to the last day of a month that is too short."""

    def formula(person, period, parameters):
        start, months = amounts(parameters, limit, person, period)
        month = start.astype("datetime64[M]")
        ends = month + months
        first = ends.astype("datetime64[D]")
        length = (ends + 1).astype("datetime64[D]") - first
        day = np.minimum(start - month.astype("datetime64[D]"), length - 1)
        return np.where(months > 0, first + day, start - 1)

    return formula


def last_day_of_days(limit):
    """The formula of a last day in days."""

    def formula(person, period, parameters):
        start, days = amounts(parameters, limit, person, period)
        return np.where(days > 0, start + days, start - 1)

    return formula


def kept(limit):
    """The formula of whether a limit was kept."""

    def formula(person, period):
        return person(f"end_{limit}", period) <= person(f"last_day_{limit}", period)

    return formula


def system():
    """The entity, the parameters and the variables."""
    found = TaxBenefitSystem([PERSON])
    tables = MONTHS | DAYS
    found.parameters = ParameterNode(
        "limits",
        data={
            limit: {
                charge: {"values": {day: {"value": amount} for day, amount in zip(CHANGED, each, strict=True)}}
                for charge, each in charges.items()
            }
            for limit, charges in tables.items()
        },
    )
    variables = [variable("charge", Enum)]
    for limit in tables:
        last = last_day_of_months(limit) if limit in MONTHS else last_day_of_days(limit)
        variables += [variable(f"{name}_{limit}", datetime.date) for name in ("start", "end")]
        variables += [variable(f"last_day_{limit}", datetime.date, last), variable(f"kept_{limit}", bool, kept(limit))]
    found.add_variables(*variables)
    return found


def calculated(rules, given):
    """What the formulas say of these persons, and the processor seconds they took."""
    simulation = SimulationBuilder.build_default_simulation(rules, len(given["charge"]))
    for name, column in given.items():
        simulation.set_input(name, ETERNITY, column if name == "charge" else column.astype("datetime64[D]"))
    began = time.process_time()
    told = {}
    for limit in (*MONTHS, *DAYS):
        told[f"last_day_{limit}"] = simulation.calculate(f"last_day_{limit}", ASKED)
        told[f"kept_{limit}"] = simulation.calculate(f"kept_{limit}", ASKED)
    return told, time.process_time() - began


def main():
    """Read, calculate, write."""
    folder = Path(sys.argv[1])
    given = dict(np.load(folder / "given.npz"))
    rules = system()
    calculated(rules, {name: column[:10] for name, column in given.items()})
    told, seconds = calculated(rules, given)
    days = {name: column.astype("int64") if name.startswith("last") else column for name, column in told.items()}
    np.savez(folder / "told.npz", **days)
    print(json.dumps({"cpu": seconds}))


if __name__ == "__main__":
    main()
