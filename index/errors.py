"""Errors of the index stage.

SearchError (KnownError)
├── ModelError           the embedding model is missing, damaged or gives unusable vectors
├── IndexVersionError    an index version is missing, damaged, foreign or newer than this program
└── IndexBusyError       another process is building an index (exit code 75)
"""

from typing import ClassVar

from corpus.errors import KnownError


class SearchError(KnownError):
    """Something about searching. Never named IndexError: that is a builtin."""


class ModelError(SearchError):
    """The embedding model is missing, damaged or gives unusable vectors."""


class IndexVersionError(SearchError):
    """An index version is missing, damaged, built with another model, or of a newer format."""


class IndexBusyError(SearchError):
    """Another process holds the build lock."""

    exit_code: ClassVar[int] = 75
