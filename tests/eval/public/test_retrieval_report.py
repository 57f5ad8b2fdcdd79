from datetime import date

import pytest

from assistant.settings import Settings
from eval.public.index import Cut, PublicIndex
from eval.public.retrieval import History
from eval.public.retrieval_report import retrieval_records, retrieval_report
from tests.eval.public.test_retrieval import (
    DOCUMENT_IDS,
    FixedRetriever,
    make_question,
    make_set,
    run,
)
from tests.fakes import NO_CENTRES, HashingEmbedder


def test_the_report_measures_all_questions_and_each_kind() -> None:
    questions = [
        make_question(id="q1"),
        make_question(id="q2", gains={"p2": 1.0}, kind="partial"),
        make_question(id="q3", gains={}, kind="unanswerable"),
        make_question(None, id="q4"),
    ]
    public_set = make_set(*questions)
    index = PublicIndex(
        name="v000001",
        retriever=FixedRetriever(),
        centres=NO_CENTRES,
        document_ids=DOCUMENT_IDS,
        passages=4,
        cut=Cut.SPLIT,
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
    assert report.failures is not None
    assert [failure.id for failure in report.failures] == ["q4"]
    assert report.failures[0].question == "(its words are not in the set)"
    assert report.remarks == ("1 paragraphs that repeat another one",)


def test_records_hold_what_was_found_for_programs() -> None:
    rows = run(make_question(), make_question(id="q2", gains={}))

    records = retrieval_records(rows)

    assert [record["retrieved"] for record in records] == [["p2", "p1"], None]
    assert [record["relevant"] for record in records] == [["p1"], []]
