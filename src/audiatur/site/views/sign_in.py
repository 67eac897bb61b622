"""Signing in."""

from __future__ import annotations

from django.contrib.auth.views import LoginView


class SignIn(LoginView):
    """Django's login with our page."""

    template_name = "sign_in.html"
