"""The pages as a Django application."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Shared pages and templates."""

    name = "audiatur.site"
    label = "site"

    def ready(self) -> None:
        """Hear of sessions before they are kept."""
        from allauth.usersessions.models import UserSession
        from django.db.models.signals import pre_save

        from audiatur.site import signing_log  # noqa: F401 - its receivers hear of signing in
        from audiatur.site.signed_in import keep_no_address

        pre_save.connect(keep_no_address, sender=UserSession)
