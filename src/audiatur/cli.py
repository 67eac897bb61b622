"""The command line: one command a verb. Tables for people, --json for programs."""

from __future__ import annotations

from typing import Annotated

import typer

from audiatur.commands import law, people, register, verbs

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.add_typer(verbs.app)
app.add_typer(register.app, name="register")
app.add_typer(law.app, name="law")
app.add_typer(people.app, name="person")


@app.callback()
def audiatur() -> None:
    """Keeps the shared record of a human-rights dialogue."""


@app.command()
def read(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE",
            help="Documents: PDF, Word (.docx), web pages, text, e-mail; - reads one from standard input.",
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line for each file.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the program a fault arose.")] = False,
) -> None:
    """Reads documents and prints what is said in them: by whom, in which voice, and where.

    The exit status is 0, or 2 where a file could not be read; the reason is one line on standard error, and the
    other files are still read.
    """
    from audiatur.commands.read import Asked, read_files

    raise typer.Exit(read_files(files, asked=Asked(as_json=as_json, debug=debug)))


@app.command()
def figure(
    name: Annotated[
        str, typer.Argument(metavar="ID", help="A figure of the catalogue; the catalogue without it.")
    ] = "",
    by: Annotated[str, typer.Option(help="Columns to break it down by, with commas: place,sex.")] = "",
    on: Annotated[str, typer.Option(help="The day that it is of, or up to which it is known: 2025-06-30.")] = "",
    since: Annotated[str, typer.Option(help="The first day of the period.")] = "",
    until: Annotated[str, typer.Option(help="The last day of the period.")] = "",
    place: Annotated[str, typer.Option(help="The code of a place: only what lies in it.")] = "",
    country: Annotated[str, typer.Option(help="Whose registers: two letters, such as kh.")] = "",
    synthetic: Annotated[bool, typer.Option("--synthetic", help="The invented country's registers.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """Computes a figure from the newest snapshots, with its interval, base, period and method."""
    from audiatur.commands import figure as figures
    from audiatur.registers.shelf import Shelf
    from audiatur.site.configuration import home

    with figures.plainly():
        if not name:
            figures.show_catalogue(as_json=as_json)
            return
        columns = tuple(filter(None, (part.strip() for part in by.split(","))))
        wanted = figures.Wanted(by=columns, since=since, until=until, on=on, place=place)
        shelf = Shelf(home() / "registers", country=country.lower(), synthetic=synthetic)
        figures.show_figure(name, shelf=shelf, wanted=wanted, as_json=as_json)


def main() -> None:
    """The entry point of the `audiatur` command."""
    app()


if __name__ == "__main__":
    main()
