"""The errors of registers.

RegisterError
├── UnusableFile     the file as a whole cannot be read as a table; nothing of it is kept
├── EngineError      the engine cannot finish its work, or was stopped
├── MappingError     a mapping names what the file or the contract does not have
└── SnapshotError    a snapshot is missing, altered, or cannot be made
    ├── NatureMixed  synthetic and real rows would come together
    └── CountryMixed rows of two countries would come together
"""

from __future__ import annotations

from audiatur.errors import AudiaturError


class RegisterError(AudiaturError):
    """Base of every error of registers."""


class UnusableFile(RegisterError):
    """The file as a whole cannot be read as a table; nothing of it is kept."""


class EngineError(RegisterError):
    """The engine cannot finish its work, or was stopped."""


class MappingError(RegisterError):
    """A mapping names what the file or the contract does not have."""


class SnapshotError(RegisterError):
    """A snapshot is missing, altered, or cannot be made."""


class NatureMixed(SnapshotError):
    """Synthetic and real rows would come together."""


class CountryMixed(SnapshotError):
    """Rows of two countries would come together."""
