"""The errors of the law topic.

LawError
├── NoStructure       a document holds no article, so that it is not a law that can be imported
├── NotAkomaNtoso     bytes are not Akoma Ntoso
├── NoSuchProvision   a law has no provision of that number or name
└── LawStoreError     a law is missing from the store, was altered, or cannot be kept
"""

from __future__ import annotations

from audiatur.errors import AudiaturError


class LawError(AudiaturError):
    """Base of every error of the law topic."""


class NoStructure(LawError):
    """A document holds no article, so that it is not a law that can be imported."""


class NotAkomaNtoso(LawError):
    """Bytes are not Akoma Ntoso."""


class NoSuchProvision(LawError):
    """A law has no provision of that number or name."""


class LawStoreError(LawError):
    """A law is missing from the store, was altered, or cannot be kept."""
