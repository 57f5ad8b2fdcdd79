"""Date remarks: what a reader must know about the dates behind an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import Citation, Notice
from assistant.facts.relative_dates import RelativeDate, find_relative_dates
from assistant.facts.said_dates import say_day, say_days
from assistant.notices.messages import Messages
from assistant.question.newest import is_old, newest_published
from corpus.document import Language

NO_SOURCE_DATE = "no_source_date"
OLD_SOURCE = "old_source"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRemarks:
    """Makes the notices on the dates behind an answer.

    Attributes:
        messages: Their words.
        newest: The newest day of publication in the index; None when nothing is dated.
        old_after_days: How many days older than that the sources may be without a notice.
    """

    messages: Messages
    newest: date | None
    old_after_days: int

    def on(
        self, citations: Sequence[Citation], *, language: Language, past_wanted: bool
    ) -> list[Notice]:
        """Notices on undated and old sources and on relative dates in the quotations.

        Args:
            citations: Of one answer; at least one.
            language: Language of the notices.
            past_wanted: The question or its filters name a period, so age is no surprise.
        """
        cited = newest_published([one.document for one in citations])
        notices = []
        if cited is None:
            notices.append(self.messages.notice(NO_SOURCE_DATE, language))
        elif not past_wanted and self._is_old(cited):
            notices.append(self._old(cited, language))
        return notices + self._on_relative_dates(citations, language)

    def _is_old(self, cited: date) -> bool:
        return self.newest is not None and is_old(
            cited, newest=self.newest, after_days=self.old_after_days
        )

    def _old(self, cited: date, language: Language) -> Notice:
        return self.messages.notice(
            OLD_SOURCE,
            language,
            published=say_day(cited, language),
            newest=say_day(self.newest or cited, language),
        )

    def _on_relative_dates(self, citations: Sequence[Citation], language: Language) -> list[Notice]:
        """The same words of equally dated documents are explained once."""
        notices = []
        explained: set[tuple[str, date | None]] = set()
        for citation in citations:
            published = citation.document.published
            for relative in _relative_dates(citation):
                if (relative.words.casefold(), published) not in explained:
                    explained.add((relative.words.casefold(), published))
                    notices.append(
                        _explain(relative, citation, language=language, messages=self.messages)
                    )
        return notices


def _relative_dates(citation: Citation) -> list[RelativeDate]:
    document = citation.document
    return find_relative_dates(
        citation.quote, language=citation.language, published=document.published
    )


def _explain(
    relative: RelativeDate, citation: Citation, *, language: Language, messages: Messages
) -> Notice:
    published = citation.document.published
    if published is None:
        code = "relative_date_undated"
    elif not relative.without_year:
        code = "relative_date"
    else:
        code = "date_without_year" if relative.days else "date_without_year_open"
    days = relative.days
    return messages.notice(
        code,
        language,
        words=relative.words,
        number=str(citation.number),
        published=say_day(published, language) if published else "",
        meaning=say_days(days, language) if days else "",
        year=str(days[0].year) if days else "",
    )
