"""The pages as a Django application."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Shared pages and templates."""

    name = "audiatur.site"
    label = "site"
