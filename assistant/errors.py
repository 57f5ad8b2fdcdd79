"""Errors of the assistant stage.

AnsweringError (KnownError)
├── SettingsError     a setting is unknown or impossible (exit code 2)
└── CitationError     a citation does not match its document: never shown, always raised
"""

from typing import ClassVar

from corpus.errors import KnownError


class AnsweringError(KnownError):
    """Something about answering."""


class SettingsError(AnsweringError):
    """A setting is unknown or impossible."""

    exit_code: ClassVar[int] = 2


class CitationError(AnsweringError):
    """A citation does not match its document."""
