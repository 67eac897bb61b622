"""The commands of laws: import, list, show, history, compare, search, cite, export. Their bodies load the engine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from audiatur.topics.law.store import Kept, Shelf

app = typer.Typer(no_args_is_help=True, help="Laws: import, the text in force on a date, comparison, citations.")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Country = Annotated[str, typer.Option(help="The country's code (ISO 3166), such as kh.")]
Synthetic = Annotated[bool, typer.Option("--synthetic", help="A law of the invented country.")]
Law = Annotated[str, typer.Argument(help="The law's short name; `audiatur law list` shows them.")]
On = Annotated[str, typer.Option("--on", help="The day, as 2024-07-01; today where none is given.")]


@app.command("import")
def import_law(
    file: Path,
    name: Annotated[str, typer.Option(help="A short name for the law: a-z, 0-9, - and .")] = "",
    title: Annotated[str, typer.Option(help="Its title, where the one found in the document is not right.")] = "",
    dated: Annotated[str, typer.Option("--date", help="The day or year of the law itself.")] = "",
    published: Annotated[str, typer.Option(help="When this wording was published.")] = "",
    starts: Annotated[str, typer.Option(help="From when it is in force; a draft has no such day.")] = "",
    country: Country = "kh",
    synthetic: Synthetic = False,
    check: Annotated[bool, typer.Option("--check", help="Only read and report; keep nothing.")] = False,
    by: Annotated[str, typer.Option("--as", metavar="NAME", help="The person who keeps it.")] = "",
    as_json: AsJson = False,
) -> None:
    """Reads a law from a PDF, Word, HTML, text or Akoma Ntoso document, reports what to look at, and keeps it.

    The exit status is 0, 1 where numbers come twice or are missing, 2 where nothing was kept.
    """
    with _plainly("import"):
        from audiatur.topics.law.importing import import_document
        from audiatur.topics.law.keeping import Given, keep_document

        data = file.read_bytes()
        if check or not name:
            imported = import_document(data, name=file.name)
            _show_imported(imported, as_json=as_json)
            if not check:
                raise typer.BadParameter("Give --name, --date and --published to keep it, or --check to read only.")
        else:
            given = Given(name, title, dated or published or starts, published or starts, starts)
            kept, is_new, found = keep_document(
                data, file=file.name, given=given, shelf=_shelf(country, synthetic), kept_by=by, at=datetime.now(UTC)
            )
            if found is not None:
                _show_imported(found, as_json=as_json)
            if not as_json:
                typer.echo(f"{'Kept' if is_new else 'Kept before'}: {kept.manifest.law} {kept.manifest.wording}")
            imported = found  # type: ignore[assignment]
        numbers = imported is not None and any(one.kind in ("duplicate", "gap") for one in imported.findings)
        raise typer.Exit(1 if numbers else 0)


@app.command("list")
def list_laws(country: Country = "kh", synthetic: Synthetic = False, as_json: AsJson = False) -> None:
    """Lists the wordings that are kept."""
    with _plainly("list"):
        from audiatur.topics.law.store import wordings

        rows = [asdict(kept.manifest) for kept in wordings(_shelf(country, synthetic))]
        if as_json:
            _json(rows)
            return
        for row in rows:
            typer.echo(f"{row['law']}\t{row['starts'] or 'draft'}\t{row['wording']}\t{row['title']}")


@app.command()
def show(law: Law, on: On = "", country: Country = "kh", synthetic: Synthetic = False, as_json: AsJson = False) -> None:
    """Shows a law as in force on a day, or which articles have no single text."""
    with _plainly("show"):
        from audiatur.topics.law.store import timeline

        kept = _kept(law, _shelf(country, synthetic))
        day = date.fromisoformat(on) if on else date.today()
        standing = timeline(kept).on(day)
        if as_json:
            _json([_standing(one) for one in standing])
            return
        for one in standing:
            version = one.versions[0]
            typer.echo(
                f"{one.key}  {version.heading}  (since {one.since}{'; no single text' if one.text is None else ''})"
            )
            for text in dict.fromkeys(version.text for version in one.versions):
                typer.echo(f"  {text}\n")


@app.command()
def history(
    law: Law, article: str, country: Country = "kh", synthetic: Synthetic = False, as_json: AsJson = False
) -> None:
    """Shows every wording of one article with the day from which it was in force."""
    with _plainly("history"):
        from audiatur.topics.law.store import timeline

        lines = timeline(_kept(law, _shelf(country, synthetic)))
        versions = lines.history(article if article in lines.keys else lines.key_of(article))
        if as_json:
            _json([asdict(version) for version in versions])
            return
        for version in versions:
            typer.echo(f"{version.starts}  {'repealed' if version.text is None else version.text}")


@app.command()
def compare(
    old: Annotated[Path, typer.Argument(help="A document of the former wording.")],
    new: Annotated[Path, typer.Argument(help="A document of the new wording, or a draft.")],
    word: Annotated[Path | None, typer.Option("--word", help="Write the comparison as a Word document.")] = None,
    as_json: AsJson = False,
) -> None:
    """Compares two documents of a law article by article: added, repealed, renumbered, changed with the words."""
    with _plainly("compare"):
        from audiatur.topics.law.comparing import compare_laws
        from audiatur.topics.law.comparison_word import write_comparison

        before, after = _opened(old), _opened(new)
        found = compare_laws(before, after)
        if word is not None:
            word.write_bytes(write_comparison(found, titles=(old.name, new.name)))
        if as_json:
            _json([_change(change) for change in found.changes if change.kind != "same"])
            return
        for change in found.changes:
            if change.kind != "same":
                names = [one.printed for one in (change.old, change.new) if one]
                typer.echo(f"{change.kind}: {' → '.join(dict.fromkeys(names))}")


@app.command()
def search(
    words: str, country: Country = "kh", synthetic: Synthetic = False, on: On = "", as_json: AsJson = False
) -> None:
    """Finds the articles in force on a day that hold the words."""
    with _plainly("search"):
        from audiatur.topics.law.searching import search as search_law
        from audiatur.topics.law.store import wording_on, wordings

        shelf, day = _shelf(country, synthetic), date.fromisoformat(on) if on else date.today()
        by_law: dict[str, list[Kept]] = {}
        for kept in wordings(shelf):
            by_law.setdefault(kept.manifest.law, []).append(kept)
        rows = [
            {"law": name, "article": hit.provision.printed, "words": f"{hit.before}{hit.found}{hit.after}"}
            for name, kept in by_law.items()
            if (standing := wording_on(kept, day)) is not None
            for hit in search_law(standing.law(), words)
        ]
        if as_json:
            _json(rows)
            return
        for row in rows:
            typer.echo(f"{row['law']}  {row['article']}  …{' '.join(row['words'].split())}…")


@app.command()
def cite(file: Path, country: Country = "kh", as_json: AsJson = False) -> None:
    """Finds the provisions that a document cites, and of which law."""
    with _plainly("cite"):
        from importlib.resources import files

        from audiatur.reading.documents import open_document
        from audiatur.topics.law.citations import Names, citations_in
        from audiatur.topics.law.rows import load_rows, standards

        pack = files("audiatur.countries") / country / "law"
        own = load_rows(pack).instruments if pack.is_dir() else ()
        text, _ = open_document(file.read_bytes(), name=file.name, progress=lambda *_: None)
        found = citations_in(text.content, names=Names((*own, *standards().instruments)))
        if as_json:
            _json([asdict(one) for one in found])
            return
        for one in found:
            typer.echo(f"{one.start}\t{', '.join(map(str, one.pinpoints))}\t{one.instrument or one.law_words or '?'}")


@app.command()
def export(law: Law, to: Path, on: On = "", country: Country = "kh", synthetic: Synthetic = False) -> None:
    """Writes the wording in force on a day as Akoma Ntoso 3.0."""
    with _plainly("export"):
        from audiatur.topics.law.errors import NoSuchProvision
        from audiatur.topics.law.store import wording_on

        day = date.fromisoformat(on) if on else date.today()
        standing = wording_on(_kept(law, _shelf(country, synthetic)), day)
        if standing is None:
            raise NoSuchProvision(f"No wording of {law} is in force on {day}. `audiatur law list` shows their days.")
        to.write_bytes(standing.document())


def _opened(path: Path) -> Any:
    from audiatur.topics.law.akn_reading import read_akn
    from audiatur.topics.law.importing import import_document
    from audiatur.topics.law.keeping import is_akn
    from audiatur.topics.law.model import Work

    data = path.read_bytes()
    if is_akn(data):
        return read_akn(data)
    return import_document(data, name=path.name).law(Work("xx", "act", "1900", "compared", path.name), dated="1900")


def _shelf(country: str, synthetic: bool) -> Shelf:
    from audiatur.site import configuration
    from audiatur.topics.law.store import Shelf

    return Shelf(configuration.home() / "laws", "xx" if synthetic else country, synthetic)


def _kept(law: str, shelf: Shelf) -> tuple[Kept, ...]:
    from audiatur.topics.law.errors import NoSuchProvision
    from audiatur.topics.law.store import wordings

    kept = wordings(shelf, name=law)
    if not kept:
        raise NoSuchProvision(f"There is no law {law!r} for {shelf.country}. `audiatur law list` shows those kept.")
    return kept


def _standing(one: Any) -> dict[str, object]:
    return {
        "key": one.key,
        "state": one.state,
        "since": one.since,
        "until": one.until,
        "texts": list(dict.fromkeys(version.text for version in one.versions)),
    }


def _change(change: Any) -> dict[str, object]:
    return {
        "kind": change.kind,
        "old": change.old and asdict(change.old),
        "new": change.new and asdict(change.new),
        "words": change.runs,
    }


def _show_imported(imported: Any, *, as_json: bool) -> None:
    if as_json:
        _json({"title": imported.title, "body": [asdict(one) for one in imported.body],
               "findings": [asdict(one) for one in imported.findings]})  # fmt: skip
        return
    from audiatur.topics.law.model import units_of

    typer.echo(f"{imported.title}: {len(units_of(imported.body))} articles")
    for one in imported.findings:
        typer.echo(f"  line {one.line}: {one.kind} {one.level} {one.number} {one.words}".rstrip())


def _json(content: object) -> None:
    typer.echo(json.dumps(content, ensure_ascii=False, indent=2, default=str))


@contextmanager
def _plainly(verb: str) -> Iterator[None]:
    """Turn an error of ours into one line on standard error, and status 2."""
    from audiatur.errors import AudiaturError

    try:
        yield
    except (AudiaturError, OSError, ValueError) as fault:
        typer.echo(f"audiatur law {verb}: {fault}", err=True)
        raise typer.Exit(2) from fault
