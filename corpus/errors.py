"""Errors a person can act on; everything else is a bug and keeps its traceback.

KnownError
├── CorpusError
│   ├── DocumentError        one document cannot be read: it is reported, the others go on
│   ├── PassageError         a slice that does not lie in its document
│   └── StoreError           the store is damaged or cannot be written
├── SearchError              index/errors.py
└── AnsweringError           assistant/errors.py
"""

from typing import ClassVar


class KnownError(Exception):
    """A fault with words for the person running the program.

    Args:
        message: What is wrong, naming the file, setting or value.
        fix: What to do about it; one sentence.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, fix: str) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix

    def __str__(self) -> str:
        return f"{self.message} {self.fix}".strip()


class CorpusError(KnownError):
    """Something about documents."""


class DocumentError(CorpusError):
    """One document cannot be read. Its message does not repeat the file name."""


class PassageError(CorpusError):
    """A passage or sentence whose offsets do not lie in its document."""


class StoreError(CorpusError):
    """The store of read documents is damaged or cannot be written."""
