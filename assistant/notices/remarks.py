"""Remarks: every notice beside an answer or instead of one, in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import CLOSEST_FOUND, FILTERED, OTHER_LANGUAGE, READING, Notice
from assistant.context import Context
from assistant.extract.period_search import period_text
from assistant.notices.attribution_remarks import attribution_notices
from assistant.notices.date_remarks import DateRemarks
from assistant.notices.disagreement_remarks import disagreement_remarks
from assistant.notices.messages import Messages
from assistant.question.coverage import Coverage
from assistant.status import Status
from index.search.filters import NO_FILTERS


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

    def on(self, context: Context, status: Status) -> tuple[Notice, ...]:
        """What a reader must know of a question that ends so."""
        if status is Status.ANSWERED:
            return self._on_answer(context)
        searched = context.query is not None and not context.readings
        codes = [status.notice]
        codes += [FILTERED] if searched and context.filters != NO_FILTERS else []
        codes += [CLOSEST_FOUND] if context.near else []
        readings = (Notice(code=READING, text=one.question) for one in context.readings)
        return (*self._of(codes, context), *readings)

    def _on_answer(self, context: Context) -> tuple[Notice, ...]:
        language, citations = context.asked.answer_language, context.citations
        codes = ["question_continued"] if context.meaning.continued else []
        if any(one.language is not context.asked.language for one in citations):
            codes.append(OTHER_LANGUAGE)
        if context.period is not None:
            codes.append("period" if context.period.applied else "period_dropped")
        return (
            *attribution_notices(citations, self.messages, language),
            *self._of(codes, context),
            *disagreement_remarks(
                context.disagreement, citations, language=language, messages=self.messages
            ),
            *self.dates.on(citations, language=language, past_wanted=_past_wanted(context)),
        )

    def _of(self, codes: Sequence[str], context: Context) -> tuple[Notice, ...]:
        period = period_text(context.period) if context.period is not None else ""
        covered = self.coverage.years if self.coverage is not None else ""
        language = context.asked.answer_language
        return tuple(
            self.messages.notice(code, language, period=period, covered=covered) for code in codes
        )


def _past_wanted(context: Context) -> bool:
    """Whether the filters or the question ask for a time, so that age is no surprise."""
    filters, period = context.filters, context.period
    asked_for = filters.published_from is not None or filters.published_to is not None
    return asked_for or (period is not None and period.applied)
