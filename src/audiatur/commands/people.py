"""The commands on people: person add, password, reset-factor, close, unlock. All but `add` leave a ledger entry."""

from __future__ import annotations

from typing import Annotated

import typer

from audiatur.commands.verbs import plainly

app = typer.Typer(no_args_is_help=True, help="People who sign in.")

Email = Annotated[str, typer.Option(help="The e-mail address, by which they can sign in too.")]


@app.command()
def add(name: str, email: Email = "") -> None:
    """Adds a person who can sign in; the password is asked for. Others come by invitation: audiatur invite."""
    with plainly("person add"):
        from audiatur.commands import installation

        installation.prepare()
        installation.person_make(name, _asked(), email=email)
        typer.echo(f"{name} can sign in. Next: audiatur member {name} --dialogue … --party …")


@app.command()
def password(name: str) -> None:
    """Sets a new password, which is asked for; the person's sessions end."""
    with plainly("person password"):
        from audiatur.commands import installation

        installation.prepare()
        typer.echo(f"{name} has a new password: {installation.password_set(name, _asked())}")


@app.command("reset-factor")
def reset_factor(name: str) -> None:
    """Removes a person's second factors and recovery codes; they set up a new one when they next sign in."""
    with plainly("person reset-factor"):
        from audiatur.commands import installation

        installation.prepare()
        typer.echo(f"{name} has no second factor now: {installation.factors_remove(name)}")


@app.command()
def close(name: str) -> None:
    """Closes an account: the person cannot sign in, and their sessions end. Nothing that they wrote changes."""
    with plainly("person close"):
        from audiatur.commands import installation

        installation.prepare()
        typer.echo(f"{name} cannot sign in: {installation.account_close(name)}")


@app.command()
def unlock(name: str) -> None:
    """Opens a closed account again. Failed attempts to sign in need no unlocking: they are forgotten after minutes."""
    with plainly("person unlock"):
        from audiatur.commands import installation

        installation.prepare()
        typer.echo(f"{name} can sign in: {installation.account_unlock(name)}")


def _asked() -> str:
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
