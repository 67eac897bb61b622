"""A chart of a figure's groups, drawn on the server: Altair → SVG. The table beside it has the same numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from unicodedata import category

import polars as pl
from django.utils.html import escape
from django.utils.translation import gettext as _

from audiatur.figures.figure import ALL, Figure, Release
from audiatur.figures.indicator import Unit
from audiatur.site import figure_words
from audiatur.site.figure_words import Names

MOST = 40
"""Groups above which a chart shows less than the table."""
FONT = "'Source Sans 3', system-ui, 'Noto Sans', 'Noto Sans Khmer', 'Khmer OS Battambang', sans-serif"
INK, SOFT, RULE = "#1b2126", "#55606a", "#d9d4c7"
COLOURS = ("#17495c", "#b98a2e", "#7d6b91", "#6b8f71", "#8c5a45", "#55606a")


def chart(figures: Sequence[Figure], *, names: Names, told: str) -> str:
    """An SVG of bars with their intervals, by one or two columns; empty where there is nothing to compare.

    `told` is what it shows, for those who do not see it.
    """
    columns = tuple(figures[0].group) if figures else ()
    groups = [figure for figure in figures if figure.group and ALL not in figure.group.values()]
    shown = [figure for figure in groups if figure.value is not None]
    if not 1 <= len(columns) <= 2 or len(shown) < 2 or len(groups) > MOST:
        return ""
    drawn = _drawn([_row(figure, columns=columns, names=names) for figure in groups], columns=columns, first=shown[0])
    return drawn.replace("<svg ", f'<svg role="img" aria-label="{escape(told)}" ', 1)


def _row(figure: Figure, *, columns: tuple[str, ...], names: Names) -> dict[str, Any]:
    return {
        "group": names.of(columns[0], figure.group[columns[0]]),
        "part": names.of(columns[-1], figure.group[columns[-1]]) if len(columns) > 1 else "",
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "told": _("withheld") if figure.release is not Release.SHOWN else "",
        "at": 0,
    }


def _drawn(rows: list[dict[str, Any]], *, columns: tuple[str, ...], first: Figure) -> str:
    # Loaded here: it takes longer than the rest of the site to load, and most pages have no chart.
    import altair as alt
    import vl_convert

    two = len(columns) > 1
    order = list(dict.fromkeys(row["group"] for row in rows))
    y = alt.Y("group:N", sort=order, title=None)
    scale = alt.Scale(zero=True)
    ends = alt.X("value:Q", title=_axis(first), scale=scale)
    part = {"yOffset": alt.YOffset("part:N")} if two else {}
    colour = (
        {
            "color": alt.Color(
                "part:N", title=None, scale=alt.Scale(range=list(COLOURS)), legend=alt.Legend(orient="top")
            )
        }
        if two
        else {"color": alt.value(COLOURS[0])}
    )
    base = alt.Chart(pl.DataFrame(rows))
    bars = base.mark_bar(height={"band": 0.7}).encode(x=ends, y=y, **part, **colour)
    sure = base.transform_filter("datum.low != datum.high").mark_rule(color=INK, strokeWidth=1.5)
    told = base.mark_text(align="left", dx=4, color=SOFT, fontSize=13).encode(x="at:Q", y=y, text="told:N", **part)
    layers = alt.layer(bars, sure.encode(x="low:Q", x2="high:Q", y=y, **part), told)
    left = max(map(_width, order)) + 12
    drawn = layers.properties(
        width=560,
        height=len(order) * (14 * len({row["part"] for row in rows}) + 14 if two else 30),
        background="transparent",
        # This server may lack the fonts of the page, and then takes Khmer for wider than it is.
        autosize=alt.AutoSizeParams(type="none"),
        padding={"left": left, "right": 24, "top": 34 if two else 6, "bottom": 46},
    ).configure(
        font=FONT,
        axis=alt.AxisConfig(
            labelFontSize=14, titleFontSize=14, labelLimit=0, labelColor=INK, titleColor=SOFT, gridColor=RULE,
            titleFontWeight="normal", domainColor=SOFT, tickColor=SOFT,
        ),
        legend=alt.LegendConfig(labelFontSize=14, labelLimit=0, labelColor=INK),
        view=alt.ViewConfig(stroke=None),
    )  # fmt: skip
    # The page says what the picture is; the parts of it say nothing by themselves.
    return re.sub(r' (?:role|aria-[a-z]+)="[^"]*"', "", vl_convert.vegalite_to_svg(drawn.to_json()))


def _width(text: str) -> float:
    """About how wide a label of 14 pixels is: Khmer letters are wider, and its signs above and below take no room."""
    return sum(
        0.0 if category(sign).startswith("M") else 11.0 if "\u1780" <= sign <= "\u17ff" else 7.2 for sign in text
    )


def _axis(figure: Figure) -> str:
    if figure.unit == Unit.PERCENT:
        return "%"
    return _(figure_words.UNITS[figure.unit]) if figure.unit in figure_words.UNITS else ""
