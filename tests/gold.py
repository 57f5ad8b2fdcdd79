"""The gold cases that tests may look at: none of a set that only reports."""

from eval.answers.case import Case, Split, read_cases
from eval.answers.corpora import case_files


def tuning_cases() -> list[Case]:
    """Those that settings may be chosen on."""
    return [case for case in read_cases(case_files()) if case.split is Split.TUNE]
