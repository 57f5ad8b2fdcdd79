from collections.abc import Sequence
from datetime import date

import pytest

from assistant.answer import Turn
from assistant.settings import LimitsSettings
from corpus.document import Language
from corpus.passage import Passage
from eval.public.index import Cut, PublicIndex
from eval.public.question_set import Paragraph, PublicQuestion, PublicSet
from eval.public.retrieval import History, RetrievalRow, run_retrieval, sample_questions
from eval.ranking import Ranking
from index.model.embedder import Vectors
from index.search.filters import NO_FILTERS, Filters
from index.search.hit import Hit
from index.search.query import Query
from tests.fakes import NO_CENTRES, HashingEmbedder, make_document

LIMITS = LimitsSettings(question_characters=60)
ONE = make_document("One is here. One is there.", id="p1")
TWO = make_document("Two is here. Two is there.", id="p2")
DOCUMENT_IDS = frozenset({"p1", "p2", "p3"})
PASSAGES = [
    Passage.cut(TWO, start=0, end=12),
    Passage.cut(ONE, start=0, end=12),
    Passage.cut(TWO, start=13, end=26),
    Passage.cut(ONE, start=13, end=26),
]


class FixedRetriever:
    """Finds the same passages for every query and remembers what it was asked."""

    def __init__(self, passages: Sequence[Passage] = PASSAGES) -> None:
        self._passages = passages
        self.queries: list[str] = []
        self.before: list[list[str]] = []
        self.filters: list[Filters] = []

    def search(self, query: Query, *, limit: int, filters: Filters = NO_FILTERS) -> list[Hit]:
        self.queries.append(query.text)
        self.before.append([one.text for one in query.history])
        self.filters.append(filters)
        languages = filters.languages or set(Language)
        ids = filters.document_ids or DOCUMENT_IDS
        found = [
            one
            for one in self._passages
            if one.document.language in languages and one.document.id in ids
        ][:limit]
        return [Hit(passage=one, rank=rank, score=1 / rank) for rank, one in enumerate(found, 1)]


class CountingEmbedder(HashingEmbedder):
    """Counts the questions it embeds."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        self.asked += len(texts)
        return super().embed_questions(texts)


def make_question(
    text: str | None = "Where is the one that I am looking for?",
    *,
    id: str = "q1",  # noqa: A002 - the field's own name
    gains: dict[str, float] | None = None,
    history: Sequence[Turn] = (),
    kind: str = "answerable",
    languages: Sequence[Language] = (),
    own: str | None = None,
) -> PublicQuestion:
    return PublicQuestion(
        id=id,
        kind=kind,
        text=text,
        history=tuple(history),
        gains={"p1": 1.0} if gains is None else gains,
        languages=frozenset(languages),
        own=own,
    )


def make_set(*questions: PublicQuestion) -> PublicSet:
    return PublicSet(
        name="set",
        paragraphs=tuple(Paragraph(id=one.id, title="", text=one.text) for one in (ONE, TWO)),
        questions=questions,
        remarks=("1 paragraphs that repeat another one",),
    )


def run(
    *questions: PublicQuestion,
    retriever: FixedRetriever | None = None,
    history: History = History.WITH,
    unanswerable: bool = False,
    read_period: bool = True,
    embedder: HashingEmbedder | None = None,
) -> list[RetrievalRow]:
    index = PublicIndex(
        name="v000001",
        retriever=retriever or FixedRetriever(),
        centres=NO_CENTRES,
        document_ids=DOCUMENT_IDS,
        passages=4,
        cut=Cut.SPLIT,
    )
    return run_retrieval(
        index,
        questions,
        embedder=embedder or HashingEmbedder(),
        limits=LIMITS,
        history=history,
        progress=lambda *_: None,
        unanswerable=unanswerable,
        read_period=read_period,
    )


def test_passages_count_as_their_paragraph_at_its_best_rank() -> None:
    [row] = run(make_question())

    assert row.ranking == Ranking(retrieved=("p2", "p1"), gains={"p1": 1.0})


def test_a_question_with_nothing_relevant_is_not_asked() -> None:
    retriever = FixedRetriever()

    [row] = run(make_question(gains={}), retriever=retriever)

    assert (row.ranking, row.milliseconds, row.best_score) == (None, None, None)
    assert retriever.queries == []


def test_a_question_with_nothing_relevant_is_asked_for_its_best_score_when_wanted() -> None:
    [row] = run(make_question(gains={}), unanswerable=True)

    assert (row.ranking, row.best_score, row.failure) == (None, 1.0, None)


def test_the_copy_that_a_question_was_made_from_does_not_count() -> None:
    [row] = run(make_question(own="p2"))

    assert row.ranking == Ranking(retrieved=("p1",), gains={"p1": 1.0})
    assert row.best_score == 1.0


def test_only_paragraphs_in_the_languages_of_the_question_are_searched() -> None:
    russian = make_document("Один здесь.", id="p3", language=Language.RUSSIAN)
    retriever = FixedRetriever([*PASSAGES, Passage.cut(russian, start=0, end=11)])

    [row] = run(make_question(languages=[Language.RUSSIAN]), retriever=retriever)

    assert row.ranking == Ranking(retrieved=("p3",), gains={"p1": 1.0})


def test_a_search_keeps_to_the_period_that_the_question_names() -> None:
    asked, everywhere = FixedRetriever(), FixedRetriever()

    run(make_question("Where was the one in 2015?"), retriever=asked)
    run(make_question("Where was the one in 2015?"), retriever=everywhere, read_period=False)

    periods = [filters.period for filters in asked.filters]
    assert periods[0] is None
    assert periods[1] is not None
    assert (periods[1].first, periods[1].last) == (date(2015, 1, 1), date(2015, 12, 31))
    assert [filters.period for filters in everywhere.filters] == [None]


def test_a_question_asked_of_several_pools_is_embedded_once() -> None:
    embedder, retriever = CountingEmbedder(), FixedRetriever()
    questions = [make_question(id="q1"), make_question(id="q2", languages=[Language.ENGLISH])]

    rows = run(*questions, retriever=retriever, embedder=embedder)

    assert embedder.asked == 1
    assert len(retriever.queries) == 2
    assert all(row.milliseconds for row in rows)


@pytest.mark.parametrize("text", [None, "?!", "long " * 100], ids=["missing", "empty", "too long"])
def test_a_judged_question_that_cannot_be_asked_finds_nothing(text: str | None) -> None:
    [row] = run(make_question(text))

    assert row.ranking == Ranking(retrieved=(), gains={"p1": 1.0})


def test_history_is_used_or_not_as_asked() -> None:
    follow_up = make_question(
        "And then?", history=[Turn(question="Where is the tax paid?", answer="At the office.")]
    )
    with_history, without_history = FixedRetriever(), FixedRetriever()

    run(follow_up, retriever=with_history, history=History.WITH)
    run(follow_up, retriever=without_history, history=History.WITHOUT)

    assert with_history.before == [["Where is the tax paid?", "At the office."]]
    assert without_history.before == [[]]


def test_a_sample_is_spread_evenly_over_the_set() -> None:
    public_set = make_set(*(make_question(id=str(number)) for number in range(10)))

    sampled = sample_questions(public_set, limit=4)

    assert [question.id for question in sampled] == ["0", "2", "5", "7"]
    assert sample_questions(public_set, limit=None) == list(public_set.questions)
    assert sample_questions(public_set, limit=99) == list(public_set.questions)


def test_questions_in_any_language_are_read_as_the_product_reads_them() -> None:
    retriever = FixedRetriever()

    run(make_question("  Где   платят налог?  "), retriever=retriever)

    assert retriever.queries == ["Где платят налог?"]
