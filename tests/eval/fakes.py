"""An assistant that says what it is told, for tests of the evaluation."""

from collections.abc import Mapping, Sequence
from datetime import date

from assistant.answer import Answer, Citation, Findings, Turn
from assistant.status import Status
from corpus.document import Language
from index.search.hit import Hit


class FixedAssistant:
    """Answers each question with given citations, and is otherwise silent.

    Args:
        citations: By question; a question without any is unanswerable.
        hits: By question.
    """

    def __init__(
        self,
        *,
        citations: Mapping[str, Sequence[Citation]] | None = None,
        hits: Mapping[str, Sequence[Hit]] | None = None,
    ) -> None:
        self._citations = citations or {}
        self._hits = hits or {}
        self.asked: list[tuple[str, tuple[Turn, ...]]] = []

    def answer(self, question: str, *, history: Sequence[Turn] = ()) -> Answer:
        self.asked.append((question, tuple(history)))
        citations = tuple(self._citations.get(question, ()))
        status = Status.ANSWERED if citations else Status.UNANSWERABLE_NOT_SUPPORTED
        return Answer(
            id="0",
            question=question,
            status=status,
            language=Language.ENGLISH,
            text=" ".join(f"{one.quote} [{one.number}]" for one in citations) or None,
            citations=citations,
            notices=(),
            hits=(),
            as_of=date(2015, 9, 2),
            index_version="v000001",
        )

    def search(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),  # noqa: ARG002 - as the assistant's
        limit: int | None = None,
    ) -> Findings:
        return Findings(hits=tuple(self._hits.get(question, ()))[:limit])
