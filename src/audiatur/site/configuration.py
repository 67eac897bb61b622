"""The settings that an operator gives, read from the environment: each is described in docs/settings.md."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from audiatur.errors import SettingError


def home() -> Path:
    """The folder of this installation: database, documents, key. Made on first use, readable by its owner only."""
    default = Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "audiatur"
    folder = Path(os.environ.get("AUDIATUR_HOME", default)).expanduser().resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def database_url() -> str:
    """The record's database; SQLite in the home folder unless `AUDIATUR_DATABASE_URL` names another."""
    return os.environ.get("AUDIATUR_DATABASE_URL") or f"sqlite:///{home() / 'record.sqlite3'}"


def secret_key() -> str:
    """The key that signs sessions: `AUDIATUR_SECRET_KEY`, or one made once and kept in the home folder."""
    given = os.environ.get("AUDIATUR_SECRET_KEY")
    if given:
        return given
    kept = home() / "secret-key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50))
    return kept.read_text()


def switch(name: str, *, default: bool) -> bool:
    """A setting that is on or off.

    Raises:
        SettingError: the value is neither.
    """
    given = os.environ.get(name, "").strip().lower()
    if given in ("", "1", "on", "yes", "true", "0", "off", "no", "false"):
        return default if not given else given in ("1", "on", "yes", "true")
    raise SettingError(f"{name} is {given!r}; give on or off.")


def hosts() -> list[str]:
    """The host names that this installation answers to: `AUDIATUR_HOSTS`, comma-separated; this machine by default."""
    given = os.environ.get("AUDIATUR_HOSTS", "localhost,127.0.0.1,[::1]")
    return [name.strip() for name in given.split(",") if name.strip()]


def origin() -> str:
    """The name under which this installation signs its ledger: `AUDIATUR_ORIGIN`; its first host by default."""
    return os.environ.get("AUDIATUR_ORIGIN", "").strip() or hosts()[0]


def contact() -> str:
    """The address that the accessibility page names: `AUDIATUR_CONTACT`, an e-mail address or a telephone number."""
    return os.environ.get("AUDIATUR_CONTACT", "").strip()


def workers() -> int:
    """How many processes answer requests: `AUDIATUR_WORKERS`; one a processor by default, four at most.

    Raises:
        SettingError: it is no number from 1 to 64.
    """
    given = os.environ.get("AUDIATUR_WORKERS", "").strip()
    if not given:
        return min(4, os.cpu_count() or 1)
    if not given.isdecimal() or not 1 <= int(given) <= 64:
        raise SettingError(f"AUDIATUR_WORKERS is {given!r}; give a number from 1 to 64.")
    return int(given)


def private_key(home: Path) -> Path:
    """The file whose key seals drafts and notes: `AUDIATUR_PRIVATE_KEY`, or one made once and kept in the home."""
    given = os.environ.get("AUDIATUR_PRIVATE_KEY", "").strip()
    return Path(given).expanduser() if given else home / "private-key"


def mail() -> dict[str, Any]:
    """Where mail goes, as Django's settings: `AUDIATUR_MAIL`, smtp://, smtps:// or console; the console by default.

    Raises:
        SettingError: the address is of another kind or names no host.
    """
    given = os.environ.get("AUDIATUR_MAIL", "").strip() or "console"
    sender = os.environ.get("AUDIATUR_MAIL_FROM", "").strip() or f"audiatur@{origin()}"
    if given == "console":
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend",
            "DEFAULT_FROM_EMAIL": sender,
        }
    parts = urlsplit(given)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise SettingError(
            "AUDIATUR_MAIL is not understood; give smtp://name:password@host:587, smtps://name:password@host:465, or "
            "console."
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        # A name and password never leave the machine in the clear.
        "EMAIL_USE_TLS": parts.scheme == "smtp" and bool(parts.username),
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": sender,
    }


def number(name: str, *, default: int, least: int = 1) -> int:
    """A setting that is a whole number.

    Raises:
        SettingError: it is not, or below the least that makes sense.
    """
    given = os.environ.get(name, "").strip()
    if not given:
        return default
    if not given.isdecimal() or int(given) < least:
        raise SettingError(f"{name} is {given!r}; give a whole number, {least} or more.")
    return int(given)
