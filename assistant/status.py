"""Status: every way in which a question ends, and the class it belongs to."""

from enum import StrEnum


class Status(StrEnum):
    """How a question ended. The first word is the class; reports group by it."""

    ANSWERED = "answered"
    CLARIFICATION_NEEDED = "clarification_needed"
    UNANSWERABLE_NOTHING_FOUND = "unanswerable_nothing_found"
    UNANSWERABLE_NOT_SUPPORTED = "unanswerable_not_supported"
    UNANSWERABLE_OUTSIDE_DATES = "unanswerable_outside_dates"
    REFUSED_EMPTY_QUESTION = "refused_empty_question"
    REFUSED_QUESTION_TOO_LONG = "refused_question_too_long"
    REFUSED_GREETING = "refused_greeting"
    REFUSED_NOT_UNDERSTOOD = "refused_not_understood"
    REFUSED_UNSUPPORTED_LANGUAGE = "refused_unsupported_language"
    REFUSED_OPINION = "refused_opinion"
    REFUSED_PREDICTION = "refused_prediction"
    REFUSED_CALCULATION = "refused_calculation"
    REFUSED_PERSONAL_DATA = "refused_personal_data"
    ERROR_INTERNAL = "error_internal"

    @property
    def category(self) -> str:
        """`answered`, `clarification`, `unanswerable`, `refused` or `error`."""
        return self.value.split("_", 1)[0]

    @property
    def notice(self) -> str:
        """Code of the notice that says so."""
        return self.category if self is Status.CLARIFICATION_NEEDED else self.value

    @classmethod
    def __get_pydantic_json_schema__(cls, *_: object) -> dict[str, str]:
        """Described to programs as open: they must be ready for endings that are added later."""
        return {"type": "string"}
