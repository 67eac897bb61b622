"""Notes in the log who signed in and that somebody failed to; never the name or the password that was typed."""

from __future__ import annotations

import logging
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

log = logging.getLogger("audiatur.signing_in")


@receiver(user_logged_in)
def signed_in(user: Any, **_told: Any) -> None:
    """Someone signed in."""
    log.info("user:%s signed in", user.pk)


@receiver(user_logged_out)
def signed_out(user: Any, **_told: Any) -> None:
    """Someone signed out."""
    if user is not None:
        log.info("user:%s signed out", user.pk)


@receiver(user_login_failed)
def failed(**_told: Any) -> None:
    """Someone failed to sign in."""
    log.warning("a sign-in failed")
