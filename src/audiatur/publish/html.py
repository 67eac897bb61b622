"""A document as one HTML file that opens without a network: style and fonts inside, no script."""

from __future__ import annotations

import base64
from functools import lru_cache
from html import escape
from pathlib import Path

from audiatur.publish.document import (
    Block,
    Break,
    Cell,
    Contents,
    Document,
    Heading,
    Paragraph,
    Run,
    Table,
    scripts,
)

STYLE = """
body{font:1.1rem/1.6 Georgia,"Times New Roman",serif;color:#111;background:#fff;max-width:64rem;margin:0 auto}
body{padding:1rem}
:lang(km){font-family:"Noto Sans Khmer","Khmer OS Battambang",sans-serif;line-height:1.9}
h1{font-size:1.8rem;line-height:1.25}h2{font-size:1.3rem;margin-top:2rem}h3{font-size:1.1rem}
table{border-collapse:collapse;width:100%;margin:1rem 0}
th,td{border-top:1px solid #767676;padding:.5rem .6rem;text-align:left;vertical-align:top}
thead th{border-top:2px solid #111}tbody tr:last-child>*{border-bottom:2px solid #111}
td p,th p{margin:0 0 .4rem}.soft,footer,ol.notes{color:#444;font-size:.9rem}.mark{font-weight:600;font-size:.9rem}
.said{border-left:2px solid #767676;padding-left:.8rem}
ol.contents{list-style:none;padding:0}ol.contents .level-3{margin-left:1.5rem}
hr.break{border:0;border-top:2px solid #111;margin:3rem 0}
.synthetic{border:2px solid #111;padding:.4rem .8rem;font-weight:600}.scroll{overflow-x:auto}
@media print{body{max-width:none;padding:0;font-size:10.5pt}thead{display:table-header-group}tr{break-inside:avoid}
hr.break{break-after:page;border:0;margin:0}}
"""
_TAGS = {"plain": "", "said": ' class="said"', "soft": ' class="soft"', "mark": ' class="mark"'}


def as_html(document: Document, *, fonts: Path | None = None) -> str:
    """The document as the text of one file; `fonts` is the folder of the Khmer faces to be held in it."""
    notes: list[Run] = []
    address = escape(document.address)
    body = "\n".join(
        _block(block, place=place, notes=notes, document=document) for place, block in enumerate(document.blocks)
    )
    khmer = fonts is not None and any(_khmer(run.text) for run in document.runs())
    faces = _faces(fonts) if khmer and fonts else ""
    label = f'<p class="synthetic">{escape(document.synthetic)}</p>\n' if document.synthetic else ""
    listed = "".join(
        f'<li id="note-{number}">{_spans(run.note, lang="", document=document)} <a href="#mark-{number}">↑</a></li>\n'
        for number, run in enumerate(notes, 1)
    )
    return (
        f'<!doctype html>\n<html lang="{document.lang or "en"}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.title)}</title>\n<style>{faces}{STYLE}</style>\n</head>\n<body>\n{label}"
        f"<main>\n{body}\n</main>\n"
        + (f'<ol class="notes">\n{listed}</ol>\n' if listed else "")
        + f'<footer><p>{escape(document.foot)}</p><p><a href="{address}">{address}</a></p></footer>\n</body>\n</html>\n'
    )


def _block(block: Block, *, place: int, notes: list[Run], document: Document) -> str:
    match block:
        case Heading():
            words = _runs(block.runs, notes=notes, document=document)
            return f'<h{block.level} id="part-{place}">{words}</h{block.level}>'
        case Contents():
            return _contents(block, document=document)
        case Break():
            return '<hr class="break">'
        case Paragraph():
            return _paragraph(block, notes=notes, document=document)
        case Table():
            return _table(block, notes=notes, document=document)


def _contents(contents: Contents, *, document: Document) -> str:
    lines = "".join(
        f'<li class="level-{heading.level}"><a href="#part-{place}">'
        f"{''.join(_spans(run.text, lang=run.lang, document=document) for run in heading.runs)}</a></li>\n"
        for place, heading in document.headings(contents)
    )
    title = escape(contents.title)
    return (
        f'<nav aria-labelledby="contents">\n<h2 id="contents">{title}</h2>\n<ol class="contents">\n{lines}</ol>\n</nav>'
    )


def _paragraph(paragraph: Paragraph, *, notes: list[Run], document: Document) -> str:
    return f"<p{_TAGS[paragraph.kind]}>{_runs(paragraph.runs, notes=notes, document=document)}</p>"


def _table(table: Table, *, notes: list[Run], document: Document) -> str:
    def inside(cell: Cell) -> str:
        return "".join(_paragraph(one, notes=notes, document=document) for one in cell.paragraphs)

    head = "".join(f'<th scope="col">{inside(cell)}</th>' for cell in table.head)
    rows = "\n".join(
        f'<tr><th scope="row">{inside(row[0])}</th>{"".join(f"<td>{inside(cell)}</td>" for cell in row[1:])}</tr>'
        for row in table.rows
    )
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(table.about)}">\n<table>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</div>"
    )


def _runs(runs: tuple[Run, ...], *, notes: list[Run], document: Document) -> str:
    return "".join(_one(run, notes=notes, document=document) for run in runs)


def _one(run: Run, *, notes: list[Run], document: Document) -> str:
    words = _spans(run.text, lang=run.lang, document=document)
    words = f"<strong>{words}</strong>" if run.strong else words
    words = f'<a href="{escape(run.link)}">{words}</a>' if run.link else words
    if not run.note:
        return words
    notes.append(run)
    number = len(notes)
    return f'{words}<sup id="mark-{number}"><a href="#note-{number}">{number}</a></sup>'


def _spans(content: str, *, lang: str, document: Document) -> str:
    """The text with its language marked wherever it is not the document's."""
    given = ((part, "km" if khmer else lang if lang != "km" else "") for part, khmer in scripts(content))
    return "".join(
        f'<span lang="{of}">{escape(part)}</span>' if of and of != document.lang else escape(part) for part, of in given
    )


def _khmer(content: str) -> bool:
    return any(khmer for _, khmer in scripts(content))


@lru_cache(maxsize=2)
def _faces(folder: Path) -> str:
    return "".join(
        f'@font-face{{font-family:"Noto Sans Khmer";font-weight:{weight};src:url(data:font/woff2;base64,'
        f"{base64.b64encode((folder / f'noto-sans-khmer-{weight}.woff2').read_bytes()).decode()}) format('woff2')}}\n"
        for weight in (400, 600)
    )
