"""An installation: its database, its first person, and the server that shows it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import webbrowser
from collections.abc import Callable
from typing import Any

from audiatur.errors import SettingError


def prepare() -> None:
    """Start Django and bring the database up to this version."""
    start_django()
    from django.conf import settings
    from django.core.management import call_command

    settings.STATIC_ROOT.mkdir(exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    from audiatur.record.models import Dialogue, Searched
    from audiatur.record.search import index

    # A record that was there before the search was has no index yet.
    if not Searched.objects.exists() and Dialogue.objects.exists():
        index.rebuild()


def start_django() -> None:
    """Load the settings and the applications; does nothing the second time."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "audiatur.site.settings")
    import django

    django.setup()


def owner_make(username: str, password: str, *, email: str = "") -> None:
    """Make the owner, the first person of an installation.

    Raises:
        SettingError: a person is there already, or the password is too weak.
    """
    from audiatur.record.models import User

    if User.objects.exists():
        raise SettingError("This installation has its people already; add one with: audiatur person add NAME")
    person_make(username, password, email=email)


def person_make(username: str, password: str, *, email: str = "") -> None:
    """Make a person who can sign in.

    Raises:
        SettingError: the name or address is taken or unusable, or the password is too weak.
    """
    from django.core.exceptions import ValidationError

    from audiatur.record.models import User
    from audiatur.site.demo import PREFIX

    if User.objects.filter(username__iexact=username).exists():
        raise SettingError(f"{username!r} can sign in already; choose another name.")
    if username.lower().startswith(PREFIX):
        raise SettingError(f"Names that begin with {PREFIX!r} are those of the demo; choose another name.")
    person = User(username=username, email=email)
    _good_password(password, person)
    person.set_password(password)
    try:
        person.full_clean()
    except ValidationError as fault:
        raise SettingError(" ".join(fault.messages)) from fault
    person.save()


def password_set(username: str, password: str) -> str:
    """Set a person's password and end their sessions; says which ledger entry tells it."""
    from audiatur.record.models import OperatorAct, User

    def act(person: User) -> None:
        _good_password(password, person)
        person.set_password(password)
        person.save()

    return _operator(username, OperatorAct.Kind.PASSWORD, act)


def factors_remove(username: str) -> str:
    """Remove a person's second factors and recovery codes and end their sessions; says which entry tells it."""
    from allauth.mfa.models import Authenticator

    from audiatur.record.models import OperatorAct

    return _operator(
        username, OperatorAct.Kind.FACTOR, lambda person: Authenticator.objects.filter(user=person).delete()
    )


def account_close(username: str) -> str:
    """Keep a person from signing in and end their sessions; says which entry tells it."""
    from audiatur.record.models import OperatorAct, User

    def act(person: User) -> None:
        person.is_active = False
        person.save()

    return _operator(username, OperatorAct.Kind.CLOSED, act)


def account_unlock(username: str) -> str:
    """Let a person sign in again whose account was closed; says which entry tells it."""
    from audiatur.record.models import OperatorAct, User

    def act(person: User) -> None:
        person.is_active = True
        person.save()

    return _operator(username, OperatorAct.Kind.UNLOCKED, act)


def _operator(username: str, kind: Any, act: Callable[[Any], object]) -> str:
    """Do an act on a person's way in, with its ledger entry, in one transaction; their sessions end."""
    from datetime import UTC, datetime

    from django.db import transaction

    from audiatur.commands.record import person_get
    from audiatur.record import ledger, services
    from audiatur.site.signed_in import sessions_end

    person = person_get(username)
    with transaction.atomic():
        act(person)
        services.operator_act(person, kind=kind, at=datetime.now(UTC))
        sessions_end(person)
        head = ledger.head()
    return f"entry {head.seq} of the ledger tells it."


def _good_password(password: str, person: Any) -> None:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    try:
        validate_password(password, person)
    except ValidationError as fault:
        raise SettingError(" ".join(fault.messages)) from fault


def free_port(wanted: int, *, address: str) -> int:
    """The port that was asked for, or the next of the following twenty that nothing listens on.

    Raises:
        SettingError: all of them are taken.
    """
    for port in range(wanted, wanted + 20):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((address, port))
            except OSError:
                continue
            return port
    raise SettingError(f"Ports {wanted} to {wanted + 19} are all taken; name another with --port.")


def serve(*, address: str, port: int, browse: bool) -> None:
    """Show the pages until interrupted."""
    from granian import Granian
    from granian.constants import Interfaces

    from audiatur.site import configuration

    warm_kernels()
    if browse and (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.name != "posix"):
        webbrowser.open(f"http://{address}:{port}/")
    Granian(
        "audiatur.site.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=configuration.workers(),
        respawn_failed_workers=True,
        blocking_threads=2,
        log_access=False,
        log_level="warning",  # type: ignore[arg-type]
    ).serve()


def warm_kernels() -> None:
    """Compile what the pages of prisons run on in a program of its own, so that nobody waits for it on a page."""
    subprocess.Popen(
        [sys.executable, "-m", "audiatur.topics.prisons.projection.warm"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
