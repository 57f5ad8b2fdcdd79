"""Errors of the evaluation.

EvalError (KnownError)
├── CaseError        a gold case is malformed, repeated or asks for what its corpus does not say
├── DataSetError     a public data set is absent or not in the format it should be in
└── BaselineError    the baseline is absent or damaged
"""

from corpus.errors import KnownError


class EvalError(KnownError):
    """Something about evaluating."""


class CaseError(EvalError):
    """A gold case is malformed, repeated or asks for what its corpus does not say."""


class DataSetError(EvalError):
    """A public data set is absent or not in the format it should be in."""


class BaselineError(EvalError):
    """The baseline is absent or damaged."""
