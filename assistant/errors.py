"""Errors of the assistant stage.

AnsweringError (KnownError)
├── QuestionRefusedError  an empty or over-long question was to be searched for
├── SettingsError         a setting is unknown or impossible (exit code 2)
├── CitationError         a citation does not match its document: never shown, always raised
└── KeptAnswersError      shared answers and feedback cannot be read or written
"""

from typing import TYPE_CHECKING, ClassVar

from corpus.errors import KnownError

if TYPE_CHECKING:
    from assistant.answer import Notice
    from assistant.certificate import Fault
    from assistant.status import Status


class AnsweringError(KnownError):
    """Something about answering."""


class QuestionRefusedError(AnsweringError):
    """An empty or over-long question cannot be searched for.

    Args:
        status: Which it is, one of the statuses `refused_…`.
        notice: Its words in the language of the question.
    """

    def __init__(self, status: "Status", notice: "Notice") -> None:
        super().__init__(notice.text, fix="")
        self.status = status
        self.notice = notice


class SettingsError(AnsweringError):
    """A setting is unknown or impossible."""

    exit_code: ClassVar[int] = 2


class CitationError(AnsweringError):
    """A citation does not match its document.

    Args:
        message: Which citation, of which document; never its words.
        fix: What to do about it.
        fault: What is wrong with it.
    """

    def __init__(self, message: str, *, fix: str, fault: "Fault") -> None:
        super().__init__(message, fix=fix)
        self.fault = fault


class KeptAnswersError(AnsweringError):
    """The file of shared answers and feedback cannot be used; answering does not need it."""
