"""The commands that keep, show, check and back up a record. Their bodies are loaded when called."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer

app = typer.Typer()

As = Annotated[str, typer.Option("--as", metavar="NAME", help="The person who does it, by the name they sign in with.")]
Port = Annotated[int, typer.Option(help="The port to listen on; the next free one is taken where it is in use.")]
Role = Annotated[
    str, typer.Option(help="reader, member, representative, secretariat, analyst, case_officer or auditor")
]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")]

ADDRESS = "127.0.0.1"


@app.command()
def init(
    name: Annotated[str, typer.Option(prompt="Your name to sign in with", help="The owner's name to sign in with.")],
    email: Annotated[str, typer.Option(help="The owner's e-mail address, by which they can sign in too.")] = "",
) -> None:
    """Makes the record's database and its owner, the first person, whose password is asked for."""
    with plainly("init"):
        from audiatur.commands import installation

        installation.prepare()
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
        installation.owner_make(name, password, email=email)
        typer.echo(
            f"The record is ready, and {name} can sign in; the pages ask them to set up a second factor. "
            f"Next: audiatur open kh --as {name}"
        )


@app.command("open")
def open_dialogue(
    pack: Annotated[str, typer.Argument(help="A country pack (kh) or a folder of TOML files.")], by: As
) -> None:
    """Opens a dialogue with the sides and parties of a country pack."""
    with _record("open") as record:
        dialogue = record.dialogue_open(pack, by=by)
        typer.echo(f"“{dialogue}” is open: /{dialogue.slug}/")


@app.command()
def member(
    name: str,
    dialogue: Annotated[str, typer.Option(help="The dialogue's short name.")],
    party: Annotated[str, typer.Option(help="The party's short name; none for roles beside the parties.")] = "",
    role: Role = "member",
) -> None:
    """Lets a person read or write for a party of a dialogue, or serve the dialogue beside the parties."""
    with _record("member") as record:
        typer.echo(str(record.member_add(name, dialogue=dialogue, party=party, role=role)))


@app.command()
def invite(
    email: str,
    dialogue: Annotated[str, typer.Option(help="The dialogue's short name.")],
    party: Annotated[str, typer.Option(help="The party's short name; none for roles beside the parties.")] = "",
    role: Role = "representative",
    site: Annotated[str, typer.Option(help="The address at which people reach this installation.")] = "",
) -> None:
    """Invites someone and prints the link, which works once and for seven days; no mail is sent."""
    with _record("invite") as record:
        address = site or f"http://{ADDRESS}:8000"
        typer.echo(record.invite(email, dialogue=dialogue, party=party, role=role, address=address))


@app.command()
def ingest(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Documents to read into the record.")],
    dialogue: Annotated[str, typer.Option(help="The dialogue's short name.")],
    by: As = "",
    title: Annotated[str, typer.Option(help="The title; the file's name where it is not given.")] = "",
    published: Annotated[str, typer.Option(help="The date, in EDTF: 2023-03-21, 2023-03, 2023~")] = "",
    author: Annotated[str, typer.Option(help="The party whose own document it is; none for press and others.")] = "",
    visibility: Annotated[str, typer.Option(help="restricted, side, parties or public")] = "restricted",
) -> None:
    """Reads documents into the record: bytes kept, statements and recommendations to be checked by a person."""
    failed = False
    with _record("ingest") as record:
        for file in files:
            with plainly("ingest", fatal=False) as outcome:
                source = record.ingest(
                    file,
                    dialogue=dialogue,
                    by=by,
                    title=title,
                    published=published,
                    author=author,
                    visibility=visibility,
                )
                typer.echo(
                    f"{file.name}: {source.statements.count()} statements, "
                    f"{source.recommendations.count()} recommendations · SHA-256 {source.sha256}"
                )
            failed = failed or outcome.failed
    raise typer.Exit(2 if failed else 0)


@app.command("import-recommendations")
def import_recommendations(
    file: Annotated[Path, typer.Argument(help="An export of the Universal Human Rights Index: CSV, XLSX or JSON.")],
    dialogue: Annotated[str, typer.Option(help="The dialogue's short name.")],
    by: As,
) -> None:
    """Takes over the recommendations to a dialogue's State from an export of the Universal Human Rights Index."""
    with _record("import-recommendations") as record:
        found = record.recommendations_import(file, dialogue=dialogue, by=by)
        typer.echo(
            f"{found.taken:,} taken over under {found.documents:,} new documents; {found.known:,} were there, "
            f"{found.elsewhere:,} are of another State or name no document."
        )


@app.command()
def remind(
    site: Annotated[str, typer.Option(help="The address of this site, for the links: https://record.example.org")],
) -> None:
    """Mails to those who answer what is due 14 and 3 days before, on the day and after it; safe to run every day."""
    with plainly("remind"):
        from audiatur.commands import installation

        installation.prepare()
        from audiatur.site.due import remind as remind_all
        from audiatur.site.views.visit import today

        typer.echo(f"{remind_all(today=today(), base=site.rstrip('/'))} mails sent.")


@app.command("report")
def draft_report(
    dialogue: Annotated[str, typer.Argument(help="The dialogue's short name.")],
    party: Annotated[str, typer.Option("--for", metavar="PARTY", help="The party's short name, whose report it is.")],
    out: Annotated[Path, typer.Option(help="The file to write: .docx, .html or .pdf; there must be none.")],
    since: Annotated[str, typer.Option(help="Tell follow-up and changes of law from this day on: 2024-05-08")] = "",
    as_side: Annotated[
        bool,
        typer.Option("--as-side", help="What members of the party's side may see; what everyone may see without it."),
    ] = False,
    lang: Annotated[str, typer.Option(help="en or km")] = "en",
    site: Annotated[str, typer.Option(help="The address at which people reach this installation.")] = "",
) -> None:
    """Writes the draft of a party's report for the next review, assembled from the record."""
    with plainly("report"):
        from audiatur.commands import installation

        installation.prepare()
        from audiatur.commands import reporting

        address = site.rstrip("/") or f"http://{ADDRESS}:8000"
        size = reporting.written_to(
            out, dialogue=dialogue, party=party, since=since, public=not as_side, lang=lang, site=address
        )
        typer.echo(f"{out}: {size:,} bytes, {'not public' if as_side else 'public'}")


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORD...", help="What to look for; quote a phrase.")],
    dialogue: Annotated[str, typer.Option(help="The dialogue's short name.")],
    by: Annotated[
        str, typer.Option("--as", metavar="NAME", help="Search as this person; what everyone may see without it.")
    ] = "",
    kind: Annotated[str, typer.Option(help="Only this kind: question, claim, statement, passage and so on.")] = "",
    page: Annotated[int, typer.Option(help="The page of the hits of that kind.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """Finds words in the texts of a dialogue, as its search page does."""
    with plainly("search"):
        from audiatur.commands import installation

        installation.prepare()
        from audiatur.commands import searching

        asked = searching.Asked(" ".join(words), dialogue=dialogue, by=by, kind=kind, page=page)
        typer.echo(searching.searched(asked, as_json=as_json))


@app.command()
def estimate(
    dialogue: Annotated[str, typer.Argument(help="The dialogue's short name.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
) -> None:
    """Links a dialogue's reports of incidents and estimates how many incidents there were; the pages show the same."""
    with plainly("estimate"):
        from audiatur.commands import installation

        installation.prepare()
        from django.conf import settings

        from audiatur.commands import estimate as estimating

        folders = estimating.Folders(settings.REGISTERS, settings.FIGURES)
        typer.echo(estimating.estimated(dialogue, folders=folders, as_json=as_json))


@app.command("search-index")
def search_index() -> None:
    """Builds the index of the search anew from the rows of the record; the ledger is not touched."""
    with plainly("search-index"):
        from audiatur.commands import installation

        installation.prepare()
        from audiatur.record.search import index

        typer.echo(f"{index.rebuild():,} texts can be searched.")


@app.command()
def audit() -> None:
    """Looks whether the ledger, every row and every document are as they were recorded; the status is 1 if not."""
    with plainly("audit"):
        from audiatur.commands import installation

        installation.prepare()
        from audiatur.record.audit import audit as look

        found = look()
        for line in (*found.erased, *found.faults):
            typer.echo(line)
        typer.echo(
            f"{found.entries} entries, {found.rows} rows, {found.documents} documents; {len(found.faults)} faults. "
            f"Head: entry {found.head.seq}, {found.head.hash}"
        )
        if found.faults:
            raise typer.Exit(1)


@app.command()
def erase(
    entry: Annotated[int, typer.Argument(help="The entry of the ledger with which the words were given.")],
    by: As,
    ground: Annotated[str, typer.Option(help="The legal ground, in words; everyone can read it.")],
) -> None:
    """Erases the words of an entry from record, ledger, search and documents; its place and commitment stay."""
    with _record("erase") as record:
        typer.echo(f"Entry {entry}: {record.erase(entry, by=by, ground=ground)}")


@app.command()
def head(
    since: Annotated[int | None, typer.Option(help="Prove that the ledger grew from this many entries.")] = None,
) -> None:
    """Prints the signed tree head of the ledger as JSON, to be kept elsewhere."""
    with plainly("head"):
        from audiatur.commands import installation

        installation.prepare()
        from audiatur.record import heads

        typer.echo(json.dumps(heads.signed_head(since=since), indent=1))


@app.command()
def verify(
    receipt: Path,
    key: Annotated[str, typer.Option(help="The public key of the installation, as hexadecimal digits.")] = "",
    head: Annotated[Path | None, typer.Option(help="A later tree head, with its proof since the receipt's.")] = None,
    cosigner: Annotated[list[str] | None, typer.Option(help="A public key that must have co-signed.")] = None,
) -> None:
    """Checks a receipt of a ledger; the status is 1 where something is not proved, 2 where it cannot be read."""
    from audiatur import verify_receipt

    options = [*(["--key", key] if key else []), *(["--head", str(head)] if head else [])]
    options += [part for one in cosigner or () for part in ("--cosigner", one)]
    raise typer.Exit(verify_receipt.main([str(receipt), *options]))


@app.command()
def cosign(
    head: Annotated[Path, typer.Argument(help="A signed tree head, with its proof since the one signed last.")],
    key: Annotated[Path, typer.Option(help="The file of the party's own key; made where there is none.")],
    installation: Annotated[str, typer.Option(help="The public key that the installation signs with.")] = "",
) -> None:
    """Signs a tree head too, at a party, where the ledger only grew since the one signed last; prints it as JSON."""
    with plainly("cosign"):
        from audiatur.cosigning import cosign as sign

        typer.echo(json.dumps(sign(head, key=key, at=datetime.now(UTC), installation=installation), indent=1))


PassphraseFile = Annotated[
    Path | None, typer.Option(help="A file whose first line is the passphrase; it is asked for without it.")
]


@app.command()
def backup(
    to: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write; there must be none of that name.")],
    passphrase_file: PassphraseFile = None,
) -> None:
    """Writes the whole installation into one encrypted file, while its server runs."""
    with plainly("backup"):
        from audiatur.commands import backing_up, installation

        passphrase = _passphrase(passphrase_file, confirm=True)
        installation.prepare()
        typer.echo(f"{to}: {backing_up.backup(to, passphrase=passphrase)}")


@app.command()
def restore(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")], passphrase_file: PassphraseFile = None
) -> None:
    """Builds the installation that a backup holds, in an empty home; the tree head is proved to be the same."""
    with plainly("restore"):
        from audiatur.commands import backing_up
        from audiatur.site.configuration import home

        passphrase = _passphrase(passphrase_file, confirm=False)
        typer.echo(f"Restored: {backing_up.restore(source, home=home(), passphrase=passphrase)}")


@app.command()
def reseal(file: Annotated[Path, typer.Argument(help="The new private key file; made where there is none.")]) -> None:
    """Seals drafts and notes anew with another private key file; stop the server before."""
    with plainly("reseal"):
        from audiatur.commands import installation

        installation.prepare()
        from audiatur.record.private.resealing import reseal as seal_anew

        count = seal_anew(file)
        typer.echo(f"{count} texts are sealed with {file}. Now name it: AUDIATUR_PRIVATE_KEY={file.resolve()}")


def _passphrase(file: Path | None, *, confirm: bool) -> str:
    if file:
        return (file.read_text(encoding="utf-8").splitlines() or [""])[0]
    return str(typer.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm))


@app.command()
def serve(port: Port = 8000, no_browser: NoBrowser = False) -> None:
    """Shows the record at this machine's address until interrupted."""
    with plainly("serve"):
        from audiatur.commands import installation

        installation.prepare()
        _serve(installation.free_port(port, address=ADDRESS), browse=not no_browser)


@app.command()
def demo(
    home: Annotated[Path, typer.Option(help="The folder in which the demo record is built.")] = Path(".demo"),
    port: Port = 8000,
    fresh: Annotated[bool, typer.Option("--fresh", help="Build it anew, whatever is there.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Build it, see that its pages open, and stop.")] = False,
    no_browser: NoBrowser = False,
) -> None:
    """Builds the demo record (public facts about Cambodia; an invented country) and shows it."""
    with plainly("demo"):
        from audiatur.commands import demo as building
        from audiatur.commands import installation

        building.prepare(home.resolve(), fresh=fresh, tell=typer.echo)
        free = installation.free_port(port, address=ADDRESS)
        if check:
            typer.echo(f"{building.check(home.resolve(), address=ADDRESS, port=free)} pages opened.")
            return
        installation.prepare()
        _serve(free, browse=not no_browser)


@app.command()
def synth(
    out: Annotated[Path, typer.Option(help="A new or empty folder for the files.")],
    country: Annotated[str, typer.Option(help="The code of the invented country, xa to xz.")] = "xx",
    size: Annotated[str, typer.Option(help="S, M or L: about 50 thousand, 5 million, 50 million events.")] = "S",
    seed: Annotated[int, typer.Option(help="The same number gives the same bytes.")] = 1,
    noise: Annotated[str, typer.Option(help="none, light or heavy")] = "none",
    fmt: Annotated[str, typer.Option("--format", help="parquet, or csv for both")] = "parquet",
) -> None:
    """Writes the registers of an invented country, with effects planted in them and their truth."""
    with plainly("synth"):
        from audiatur.commands.synth import synth as make

        make(out, country=country, size=size, seed=seed, noise=noise, fmt=fmt, tell=typer.echo)


def _serve(port: int, *, browse: bool) -> None:
    from audiatur.commands import installation

    typer.echo(f"Audiatur is at http://{ADDRESS}:{port}/   (Ctrl-C stops it)")
    installation.serve(address=ADDRESS, port=port, browse=browse)


@dataclass
class _Outcome:
    failed: bool = False


@contextmanager
def plainly(verb: str, *, fatal: bool = True) -> Iterator[_Outcome]:
    """Turn an error of ours into one line on standard error; a fatal one ends the command with status 2."""
    from audiatur.errors import AudiaturError

    outcome = _Outcome()
    try:
        yield outcome
    except (AudiaturError, OSError) as fault:
        outcome.failed = True
        typer.echo(f"audiatur {verb}: {fault}", err=True)
        if fatal:
            raise typer.Exit(2) from fault


@contextmanager
def _record(verb: str) -> Iterator[ModuleType]:
    """The acts on the record, with the database ready and errors told plainly."""
    with plainly(verb):
        from audiatur.commands import installation

        installation.prepare()
        from audiatur.commands import record

        yield record
