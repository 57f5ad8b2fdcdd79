"""Context: what is known about one question while it is answered."""

from dataclasses import dataclass

from assistant.answer import Citation, Reading, SearchedPeriod
from assistant.extract.disagreement import Disagreement
from assistant.extract.finding import NO_EVIDENCE, NOTHING, Evidence, Found
from assistant.extract.quotation import Quotation
from assistant.question.meaning import PLAIN, Meaning
from assistant.question.period import NamedPeriod
from assistant.question.read import Question
from assistant.status import Status
from index.search.filters import NO_FILTERS, Filters
from index.search.query import Query


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known about one question. Each step gives a new one that knows more.

    Attributes:
        asked: The question as read.
        meaning: What its words say about what is wanted.
        filters: Which documents may be used.
        named: The period to search in first; None when there is none.
        earlier: Quotations of other questions in the same message.
        query: The question made ready for search; None until then.
        everywhere: What was found without the period.
        within: What was found in it; None when there is none.
        found: What is chosen of that, and what would be quoted.
        period: The period, and whether it was kept to.
        readings: What the question may mean, where that is to be clarified.
        near: What was found comes near to an answer, and is none.
        quotations: What answers.
        disagreement: What two of the quotations do not agree on.
        citations: The quotations, numbered and compared.
        status: How the question ends; None while that is open.
    """

    asked: Question
    meaning: Meaning = PLAIN
    filters: Filters = NO_FILTERS
    named: NamedPeriod | None = None
    earlier: tuple[Citation, ...] = ()
    query: Query | None = None
    everywhere: Evidence = NO_EVIDENCE
    within: Evidence | None = None
    found: Found = NOTHING
    period: SearchedPeriod | None = None
    readings: tuple[Reading, ...] = ()
    near: bool = False
    quotations: tuple[Quotation, ...] = ()
    disagreement: Disagreement | None = None
    citations: tuple[Citation, ...] = ()
    status: Status | None = None
