"""The command line: one command a verb. Tables for people, --json for programs."""

from __future__ import annotations

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def audiatur() -> None:
    """Keeps the shared record of a human-rights dialogue."""


def main() -> None:
    """The entry point of the `audiatur` command."""
    app()
