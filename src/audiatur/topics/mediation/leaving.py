"""Indicators M11 to M13: what parties say when they leave, with the silence of those who say nothing.

A party has one first sheet; a second one, of a party asked again, names it. Bounds use both; the two-phase estimate
takes those asked again for a random part of the silent.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
from ibis.expr import types as ir

from audiatur.figures.indicator import Asked, Estimate, Indicator, Kind, Unit, Words
from audiatur.figures.surveys import bounded_share, difference, mean, two_phase_share
from audiatur.registers.engine import Registers
from audiatur.topics.mediation.building import EQUAL, NOTHING, UNKNOWN
from audiatur.topics.mediation.known import happened, one

_VOLUNTARY = "Rec. CM/Rec(2002)10, II"
_PUBLISHED: tuple[tuple[str, ...], ...] = (("year", "role"), ("year", "sex"))
QUESTIONS = ("felt_pressed", "free_to_leave", "understood", "heard", "fair", "would_return")


def sheets(registers: Registers, asked: Asked) -> ir.Table:
    """One row a party asked in the period: the answer to each question, of the first call and of the second."""
    every = registers["exit_survey"]
    first = every.filter(every.again_of.isnull() & every.asked.between(asked.since, asked.until))
    later = every.filter(every.again_of.notnull() & happened(every.asked, day=asked.on) & every.answered)
    second = later.group_by(later.again_of).agg(
        **{f"{name}_2": one(later[name]).max() for name in QUESTIONS},
        **{f"{name}_told": later[name].notnull().cast("int64").max() for name in QUESTIONS},
    )
    joined = first.left_join(second, first.response == second.again_of)
    return joined.mutate(year=joined.asked.year().cast("string"))


def _answers(question: str) -> Callable[[Registers, Asked], ir.Table]:
    def expression(registers: Registers, asked: Asked) -> ir.Table:
        rows = sheets(registers, asked)
        told_first = one(rows[question].notnull() & rows.answered)
        told_second = rows[f"{question}_told"].fill_null(0) * (1 - told_first)
        yes_first = one(rows[question]) * told_first
        yes_second = rows[f"{question}_2"].fill_null(0) * told_second
        found = {
            "total": rows.count(),
            "known_first": told_first.sum(),
            "yes_first": yes_first.sum(),
            "called": told_second.sum(),
            "called_yes": yes_second.sum(),
        }
        return rows.group_by(list(asked.by)).agg(**found) if asked.by else rows.agg(**found)

    return expression


def bounded(rows: pl.DataFrame) -> Estimate:
    """The share among all who answered, first or when asked again, between the bounds of the rest."""
    return bounded_share(
        rows.select(
            "total", yes=pl.col("yes_first") + pl.col("called_yes"), known=pl.col("known_first") + pl.col("called")
        )
    )


def two_phase(rows: pl.DataFrame) -> Estimate:
    """The share of all who were asked, if those asked again were drawn at random from the silent."""
    return two_phase_share(rows.rename({"known_first": "known", "yes_first": "yes"}))


def _said(code: str, question: str, name: Words, of: Words) -> Indicator:
    return _of_survey(
        code,
        name,
        Words(
            f"Of parties asked when they left a mediation, the share that {of.en}, among those who answered.",
            f"ក្នុងចំណោមភាគីដែលបានសួរពេលចាកចេញ ចំណែកដែល{of.km} ក្នុងចំណោមអ្នកឆ្លើយ។",
        ),
        numerator=f"parties-{question.replace('_', '-')}",
        expression=_answers(question),
        estimator=bounded,
        caveat=UNKNOWN,
    )


def _of_survey(
    code: str,
    name: Words,
    definition: Words,
    *,
    numerator: str,
    expression: Callable[[Registers, Asked], ir.Table],
    estimator: Callable[[pl.DataFrame], Estimate],
    denominator: str = "parties-asked",
    unit: Unit = Unit.PERCENT,
    published: tuple[tuple[str, ...], ...] = _PUBLISHED,
    caveat: Words = NOTHING,
) -> Indicator:
    return Indicator(
        id=f"mediation.{code}",
        version=1,
        kind=Kind.OUTCOME,
        unit=unit,
        name=name,
        definition=definition,
        numerator=numerator,
        denominator=denominator,
        tables=("exit_survey",),
        published=published,
        standards=(_VOLUNTARY, EQUAL),
        source="exit survey",
        expression=expression,
        estimator=estimator,
        caveat=caveat,
    )


def _gap(column: str, first: str, second: str) -> Callable[[Registers, Asked], ir.Table]:
    """Felt pressed: two groups of parties, of all who answered, first or when asked again."""

    def expression(registers: Registers, asked: Asked) -> ir.Table:
        rows = sheets(registers, asked)
        told_first = one(rows.felt_pressed.notnull() & rows.answered)
        told = told_first + rows.felt_pressed_told.fill_null(0) * (1 - told_first)
        yes = one(rows.felt_pressed) * told_first + rows.felt_pressed_2.fill_null(0) * (told - told_first)
        groups = {"1": one(rows[column] == first), "2": one(rows[column] == second)}
        found = {f"yes_{group}": (yes * member).sum() for group, member in groups.items()}
        found |= {f"of_{group}": (told * member).sum() for group, member in groups.items()}
        return rows.group_by(list(asked.by)).agg(**found) if asked.by else rows.agg(**found)

    return expression


def _fees(registers: Registers, asked: Asked) -> ir.Table:
    rows = sheets(registers, asked).filter(lambda row: row.fee_paid.notnull() & row.answered)
    # Whole riel; squares as exact decimals, since a sum of squares outgrows 64 bits.
    exact = rows.fee_paid.cast("decimal(38, 0)")
    found = {"n": rows.count(), "total": rows.fee_paid.sum(), "squares": (exact * exact).sum()}
    return rows.group_by(list(asked.by)).agg(**found) if asked.by else rows.agg(**found)


_SILENT = Words(
    "Who answered, first or when asked again; those who never did are left out of both groups.",
    "អ្នកឆ្លើយ លើកទីមួយ ឬលើកទីពីរ។ អ្នកមិនឆ្លើយមិនត្រូវរាប់ក្នុងក្រុមណាមួយទេ។",
)

LEAVING: tuple[Indicator, ...] = (
    _said(
        "felt_pressed",
        "felt_pressed",
        Words("Felt pressed to agree", "មានអារម្មណ៍ថាត្រូវគេបង្ខំឱ្យព្រមព្រៀង"),
        Words("felt pressed to agree", "មានអារម្មណ៍ថាត្រូវគេបង្ខំ"),
    ),
    _of_survey(
        "felt_pressed_called_back",
        Words("Felt pressed to agree, the silent asked again", "មានអារម្មណ៍ថាត្រូវគេបង្ខំ ដោយសួរអ្នកស្ងៀមម្ដងទៀត"),
        Words(
            "Of parties asked when they left a mediation, the share that felt pressed to agree; those of the silent "
            "who were asked again stand for all of the silent.",
            "ក្នុងចំណោមភាគីដែលបានសួរ ចំណែកដែលមានអារម្មណ៍ថាត្រូវគេបង្ខំ។ អ្នកស្ងៀមដែលសួរម្ដងទៀត តំណាងអ្នកស្ងៀមទាំងអស់។",
        ),
        numerator="parties-felt-pressed",
        expression=_answers("felt_pressed"),
        estimator=two_phase,
        caveat=Words(
            "Holds where those asked again were drawn at random from the silent.",
            "ត្រឹមត្រូវ លុះត្រាតែអ្នកដែលសួរម្ដងទៀត ត្រូវបានចាប់ឆ្នោតពីអ្នកស្ងៀម។",
        ),
    ),
    _said(
        "free_to_leave",
        "free_to_leave",
        Words("Knew that they could leave without agreeing", "ដឹងថាអាចចាកចេញដោយមិនព្រមព្រៀង"),
        Words("knew that they could leave without agreeing", "ដឹងថាអាចចាកចេញដោយមិនព្រមព្រៀង"),
    ),
    _said(
        "understood",
        "understood",
        Words("Understood what they signed", "យល់អ្វីដែលបានចុះហត្ថលេខា"),
        Words("understood what they signed", "យល់អ្វីដែលបានចុះហត្ថលេខា"),
    ),
    _said(
        "heard",
        "heard",
        Words("Could say what mattered to them", "បាននិយាយអ្វីដែលសំខាន់សម្រាប់ខ្លួន"),
        Words("could say what mattered to them", "បាននិយាយអ្វីដែលសំខាន់សម្រាប់ខ្លួន"),
    ),
    _said(
        "treated_alike",
        "fair",
        Words("Both sides were treated alike", "ភាគីទាំងពីរត្រូវបានប្រព្រឹត្តស្មើគ្នា"),
        Words("said that both sides were treated alike", "និយាយថាភាគីទាំងពីរត្រូវបានប្រព្រឹត្តស្មើគ្នា"),
    ),
    _of_survey(
        "gap_pressed_women_men",
        Words("Felt pressed: women less men", "មានអារម្មណ៍ថាត្រូវគេបង្ខំ៖ ស្រី ដក ប្រុស"),
        Words(
            "The share of women who felt pressed to agree less that of men, in percentage points.",
            "ចំណែកស្រីដែលមានអារម្មណ៍ថាត្រូវគេបង្ខំ ដកចំណែកប្រុស គិតជាចំណុចភាគរយ។",
        ),
        numerator="parties-felt-pressed-by-sex",
        denominator="parties-who-answered",
        expression=_gap("sex", "female", "male"),
        estimator=difference,
        unit=Unit.POINTS,
        published=(("year",),),
        caveat=_SILENT,
    ),
    _of_survey(
        "gap_pressed_respondents_applicants",
        Words("Felt pressed: respondents less applicants", "មានអារម្មណ៍ថាត្រូវគេបង្ខំ៖ ភាគីត្រូវគេប្ដឹង ដក អ្នកប្ដឹង"),
        Words(
            "The share of respondents who felt pressed to agree less that of applicants, in percentage points.",
            "ចំណែកភាគីត្រូវគេប្ដឹងដែលមានអារម្មណ៍ថាត្រូវគេបង្ខំ ដកចំណែកអ្នកប្ដឹង គិតជាចំណុចភាគរយ។",
        ),
        numerator="parties-felt-pressed-by-role",
        denominator="parties-who-answered",
        expression=_gap("role", "respondent", "applicant"),
        estimator=difference,
        unit=Unit.POINTS,
        published=(("year",),),
        caveat=_SILENT,
    ),
    _of_survey(
        "fee_paid",
        Words("What a party paid", "ប្រាក់ដែលភាគីបានបង់"),
        Words("The mean of what parties said they paid.", "មធ្យមនៃប្រាក់ដែលភាគីនិយាយថាបានបង់។"),
        numerator="fees-paid",
        denominator="parties-who-answered",
        expression=_fees,
        estimator=mean,
        unit=Unit.MONEY,
        caveat=_SILENT,
    ),
)
