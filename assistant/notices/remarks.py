"""Remarks: every notice beside an answer or instead of one, in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import OTHER_LANGUAGE, Citation, Notice, SearchedPeriod
from assistant.extract.disagreement import Disagreement
from assistant.extract.period_search import period_text
from assistant.notices.attribution_remarks import attribution_notices
from assistant.notices.date_remarks import DateRemarks
from assistant.notices.disagreement_remarks import disagreement_remarks
from assistant.notices.messages import Messages
from assistant.question.coverage import Coverage
from assistant.question.read import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarks:
    """Makes notices.

    Attributes:
        messages: Their words.
        coverage: The years that the documents speak of; None when there are no documents.
        dates: Makes those on dates.
    """

    messages: Messages
    coverage: Coverage | None
    dates: DateRemarks

    def of(
        self, codes: Sequence[str], asked: Question, *, period: SearchedPeriod | None
    ) -> tuple[Notice, ...]:
        """The notices of some codes."""
        words = period_text(period) if period is not None else ""
        covered = self.coverage.years if self.coverage is not None else ""
        return tuple(
            self.messages.notice(code, asked.answer_language, period=words, covered=covered)
            for code in codes
        )

    def on_answer(
        self,
        asked: Question,
        citations: Sequence[Citation],
        *,
        continued: bool,
        period: SearchedPeriod | None,
        disagreement: Disagreement | None,
        past_wanted: bool,
    ) -> tuple[Notice, ...]:
        """What a reader of an answer must know.

        Args:
            asked: The question.
            citations: What is quoted.
            continued: The question before is part of what is asked.
            period: The period that the question names.
            disagreement: What two of the quotations do not agree on.
            past_wanted: The filters or the question ask for a time, so age is no surprise.
        """
        language = asked.answer_language
        codes = ["question_continued"] if continued else []
        if any(citation.document.language is not asked.language for citation in citations):
            codes.append(OTHER_LANGUAGE)
        if period is not None:
            codes.append("period" if period.applied else "period_dropped")
        return (
            *attribution_notices(citations, self.messages, language),
            *self.of(codes, asked, period=period),
            *disagreement_remarks(
                disagreement, citations, language=language, messages=self.messages
            ),
            *self.dates.on(citations, language=language, past_wanted=past_wanted),
        )
