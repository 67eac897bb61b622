"""The command line: one command a verb. Tables for people, --json for programs."""

from __future__ import annotations

from typing import Annotated

import typer

from audiatur.commands import law, register, verbs

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.add_typer(verbs.app)
app.add_typer(register.app, name="register")
app.add_typer(law.app, name="law")


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


def main() -> None:
    """The entry point of the `audiatur` command."""
    app()


if __name__ == "__main__":
    main()
