"""`audiatur synth`: the invented country's registers in a folder, with their truth."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

from audiatur.errors import AudiaturError
from audiatur.synthetic.generator.country import LEVELS, SIZES, Asked, Size, generate
from audiatur.synthetic.generator.noise import Level

_FORMATS = ("parquet", "csv")


class WrongChoice(AudiaturError):
    """An option of the command has a value that it does not know."""


def synth(out: Path, *, country: str, size: str, seed: int, noise: str, fmt: str, tell: Callable[[str], None]) -> None:
    """Make the country and tell what was written.

    Raises:
        WrongChoice: an option has a value that is not accepted.
    """
    for option, given, accepted in (("--size", size, SIZES), ("--noise", noise, LEVELS), ("--format", fmt, _FORMATS)):
        if given not in accepted:
            raise WrongChoice(f"{option} {given!r} is not known; give one of: {', '.join(accepted)}.")
    if not (country.isascii() and country.isalpha() and len(country) == 2 and country.lower().startswith("x")):
        raise WrongChoice(f"--country {country!r} could be a real country; give a code from xa to xz.")
    if seed < 0:
        raise WrongChoice(f"--seed {seed} is negative; give a whole number from 0.")
    asked = Asked(
        out, size=cast(Size, size), seed=seed, noise=cast(Level, noise), country=country.lower(), csv=fmt == "csv"
    )
    manifest = generate(asked)
    for file in manifest["files"]:
        tell(f"{file['rows']:>12,}  {file['sha256'][:12]}  {file['file']}")
    tell(f"Synthetic: {manifest['name']}, size {size}, seed {seed}, noise {noise} → {out}")
