"""The record as a Django application."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """The record of the dialogues."""

    name = "audiatur.record"
    label = "record"
    default_auto_field = "django.db.models.BigAutoField"
