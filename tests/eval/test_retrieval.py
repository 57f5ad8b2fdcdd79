from collections.abc import Sequence
from datetime import date

import pytest

from assistant.answer import Turn
from assistant.settings import LimitsSettings, Settings
from corpus.passage import Passage
from eval.public_index import Cut, PublicIndex
from eval.public_set import Paragraph, PublicQuestion, PublicSet
from eval.ranking import Ranking
from eval.retrieval import (
    History,
    RetrievalRow,
    retrieval_records,
    retrieval_report,
    run_retrieval,
    sample_questions,
)
from index.filters import NO_FILTERS, Filters
from index.hit import Hit
from index.query import Query
from tests.fakes import NO_CENTRES, HashingEmbedder, make_document

LIMITS = LimitsSettings(question_characters=60)
ONE = make_document("One is here. One is there.", id="p1")
TWO = make_document("Two is here. Two is there.", id="p2")
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

    def search(self, query: Query, *, limit: int, filters: Filters = NO_FILTERS) -> list[Hit]:
        assert filters == NO_FILTERS
        self.queries.append(query.text)
        found = self._passages[:limit]
        return [Hit(passage=one, rank=rank, score=1 / rank) for rank, one in enumerate(found, 1)]


def make_question(
    text: str | None = "Where is the one that I am looking for?",
    *,
    id: str = "q1",  # noqa: A002 - the field's own name
    gains: dict[str, float] | None = None,
    history: Sequence[Turn] = (),
    kind: str = "answerable",
) -> PublicQuestion:
    return PublicQuestion(
        id=id,
        kind=kind,
        text=text,
        history=tuple(history),
        gains={"p1": 1.0} if gains is None else gains,
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
) -> list[RetrievalRow]:
    index = PublicIndex(
        name="v000001",
        retriever=retriever or FixedRetriever(),
        centres=NO_CENTRES,
        passages=4,
        cut=Cut.SPLIT,
    )
    return run_retrieval(
        index,
        questions,
        embedder=HashingEmbedder(),
        limits=LIMITS,
        history=history,
        progress=lambda *_: None,
    )


def test_passages_count_as_their_paragraph_at_its_best_rank() -> None:
    [row] = run(make_question())

    assert row.ranking == Ranking(retrieved=("p2", "p1"), gains={"p1": 1.0})


def test_a_question_with_nothing_relevant_is_not_asked() -> None:
    retriever = FixedRetriever()

    [row] = run(make_question(gains={}), retriever=retriever)

    assert (row.ranking, row.milliseconds) == (None, None)
    assert retriever.queries == []


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

    assert "tax" in with_history.queries[0]
    assert without_history.queries == ["And then?"]


def test_a_sample_is_spread_evenly_over_the_set() -> None:
    public_set = make_set(*(make_question(id=str(number)) for number in range(10)))

    sampled = sample_questions(public_set, limit=4)

    assert [question.id for question in sampled] == ["0", "2", "5", "7"]
    assert sample_questions(public_set, limit=None) == list(public_set.questions)
    assert sample_questions(public_set, limit=99) == list(public_set.questions)


def test_the_report_measures_all_questions_and_each_kind() -> None:
    questions = [
        make_question(id="q1"),
        make_question(id="q2", gains={"p2": 1.0}, kind="partial"),
        make_question(id="q3", gains={}, kind="unanswerable"),
        make_question(None, id="q4"),
    ]
    public_set = make_set(*questions)
    index = PublicIndex(
        name="v000001", retriever=FixedRetriever(), centres=NO_CENTRES, passages=4, cut=Cut.SPLIT
    )

    report = retrieval_report(
        run(*questions),
        public_set=public_set,
        index=index,
        settings=Settings(),
        embedder=HashingEmbedder(),
        history=History.WITH,
        today=date(2026, 11, 21),
    )

    scores = {score.measure: score.estimate for score in report.overall.scores}
    # Ranks 2, 1, nothing; q3 is undefined.
    assert scores["recall_at_1"].value == pytest.approx(1 / 3)
    assert scores["recall_at_10"].value == pytest.approx(2 / 3)
    assert scores["mrr_at_10"].value == pytest.approx((0.5 + 1 + 0) / 3)
    assert (scores["mrr_at_10"].n, scores["mrr_at_10"].undefined) == (3, 1)
    kinds = [(group.name, group.size) for group in report.by("kind")]
    assert kinds == [("answerable", 2), ("partial", 1), ("unanswerable", 1)]
    assert [failure.id for failure in report.failures] == ["q4"]
    assert report.failures[0].question == "(its words are not in the set)"
    assert report.remarks == ("1 paragraphs that repeat another one",)


def test_records_hold_what_was_found_for_programs() -> None:
    rows = run(make_question(), make_question(id="q2", gains={}))

    records = retrieval_records(rows)

    assert [record["retrieved"] for record in records] == [["p2", "p1"], None]
    assert [record["relevant"] for record in records] == [["p1"], []]


def test_questions_in_any_language_are_read_as_the_product_reads_them() -> None:
    retriever = FixedRetriever()

    run(make_question("  Где   платят налог?  "), retriever=retriever)

    assert retriever.queries == ["Где платят налог?"]
