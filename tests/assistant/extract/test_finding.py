from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.extract.composer import Draft
from assistant.extract.confidence import Thresholds
from assistant.extract.finding import Finder, Found
from assistant.extract.quotation import Quotation
from assistant.question.meaning import Meaning
from corpus.passage import Passage
from corpus.sentence import Sentence
from index.search.filters import NO_FILTERS, Filters
from index.search.hit import Hit
from index.search.query import Query
from tests.assistant.extract.test_evidence import meaning_of, query
from tests.fakes import make_document

DOCUMENT = make_document("The tax is due.")
QUOTED = Quotation(document=DOCUMENT, start=0, end=15)
OTHER = Quotation(document=DOCUMENT, start=4, end=15)
TAX = Sentence(document=DOCUMENT, start=0, end=15)
WATER = Sentence(document=make_document("Water is free.", id="water.txt"), start=0, end=14)
THRESHOLDS = Thresholds(minimum=0.5, near=0.2)


class OneHit:
    """Finds one passage, or nothing."""

    def __init__(self, *, empty: bool = False) -> None:
        passage = Passage.cut(DOCUMENT, start=0, end=15)
        self._hits = [] if empty else [Hit(passage=passage, rank=1, score=1.0)]

    def search(
        self,
        query: Query,  # noqa: ARG002 - as the protocol has it
        *,
        limit: int,  # noqa: ARG002
        filters: Filters = NO_FILTERS,  # noqa: ARG002
    ) -> list[Hit]:
        return self._hits


class SureInContext:
    """Is sure of a follow-up in its conversation, and not of its own words."""

    def __init__(self, own: float) -> None:
        self.own = own

    def compose(
        self,
        query: Query,
        evidence: Sequence[Hit],  # noqa: ARG002 - as the protocol has it
        meaning: Meaning,  # noqa: ARG002
    ) -> Draft:
        if query.history:
            return Draft(quotations=(QUOTED,), confidence=0.9, candidate_sentences=(TAX,))
        return Draft(quotations=(OTHER,), confidence=self.own, candidate_sentences=(WATER,))


def finder(own: float = 0.1, *, empty: bool = False) -> Finder:
    return Finder(
        retriever=OneHit(empty=empty),
        composer=SureInContext(own),
        passages=20,
        thresholds=THRESHOLDS,
    )


def find(finder: Finder, asked: Query) -> Found:
    return finder.compose(asked, meaning_of(asked), finder.search(asked, NO_FILTERS))


@pytest.mark.parametrize(("follow_up", "confidence"), [(False, 0.1), (True, 0.2)])
def test_the_question_before_does_not_vouch_for_a_follow_up(
    follow_up: bool, confidence: float
) -> None:
    asked = replace(query("And?"), history=(query("When?"),), follow_up=follow_up)

    found = find(finder(), asked)

    assert found.draft.quotations == (QUOTED,)
    assert found.confidence == pytest.approx(confidence)


def test_a_follow_up_is_compared_with_what_was_found_in_its_conversation() -> None:
    asked = replace(query("And?"), history=(query("When?"),), follow_up=True)

    assert find(finder(), asked).draft.candidate_sentences == (TAX,)


def test_nothing_found_is_no_answer_and_has_no_confidence() -> None:
    nothing = find(finder(empty=True), query("When?"))

    assert nothing.confidence is None
    assert not finder().answers(nothing)


@pytest.mark.parametrize(
    ("confidence", "answers", "near"), [(0.5, True, True), (0.2, False, True), (0.1, False, False)]
)
def test_what_is_not_sure_enough_may_still_come_near(
    confidence: float, answers: bool, near: bool
) -> None:
    found = Found(evidence=(), draft=Draft(quotations=(QUOTED,), confidence=confidence))

    assert finder().answers(found) is answers
    assert finder().comes_near(found) is near


@pytest.mark.parametrize(("score", "as_well"), [(1.0, True), (0.7, True), (0.6, False)])
def test_an_answer_in_a_period_may_be_a_little_weaker(score: float, as_well: bool) -> None:
    everywhere = Found(evidence=(), draft=Draft(quotations=(QUOTED,), confidence=0.9, score=1.0))
    within = replace(everywhere, draft=replace(everywhere.draft, score=score))

    assert finder().answers_as_well(within, everywhere) is as_well
