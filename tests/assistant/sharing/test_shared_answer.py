import tomllib
from dataclasses import replace
from datetime import date
from importlib import resources

import pytest

from assistant.answer import READING, Answer, AnswerPart, Citation, Notice, SearchedPeriod
from assistant.certificate import find_fault
from assistant.sharing.shared_answer import _OF_THE_QUESTION, may_be_shared, shared_answer
from assistant.status import Status
from corpus.document import Language
from tests.fakes import make_document

DOCUMENT = make_document()
CITATION = Citation(
    number=1, document=DOCUMENT, start=0, end=30, quote=DOCUMENT.text[:30], answer=(18, 29)
)
ANSWER = Answer(
    id="a" * 32,
    question="Is the tax of mine due in 2016?",
    status=Status.ANSWERED,
    language=Language.ENGLISH,
    text=f"{CITATION.quote} [1]",
    citations=(CITATION,),
    notices=(
        Notice(code="period", text="Only passages from or about “in 2016” were searched."),
        Notice(code="part_unanswered", text="“Is it in 2016?”: nothing answers."),
        Notice(code="questions_left", text="Ask on its own: “And in 2016?”"),
        Notice(code="old_source", text="Old."),
        Notice(code="closest_found", text="Near."),
    ),
    hits=(),
    as_of=date(2015, 9, 2),
    index_version="v1",
    period=SearchedPeriod(first=None, last=None, words="in 2016", applied=True),
    parts=(AnswerPart(question="Is it in 2016?", status=Status.ANSWERED, citations=(1,)),),
)
TODAY = date(2026, 11, 25)
SHARED = "c" * 32


def test_a_citation_is_kept_with_all_that_it_claims() -> None:
    [kept] = shared_answer(ANSWER, shared_id=SHARED, with_question=True, day=TODAY).citations

    assert find_fault(kept.certificate, DOCUMENT) is None
    assert kept.certificate.version == DOCUMENT.version
    assert (kept.title, kept.published) == ("Tax", date(2015, 9, 2))
    assert (kept.answer_start, kept.answer_end) == (18, 29)


def test_with_its_question_an_answer_keeps_its_notices() -> None:
    shared = shared_answer(ANSWER, shared_id=SHARED, with_question=True, day=TODAY)

    assert shared.question == ANSWER.question
    assert [notice.code for notice in shared.notices] == [
        "period",
        "part_unanswered",
        "questions_left",
        "old_source",
    ]
    assert shared.shared_on == TODAY
    assert shared.parts == ANSWER.parts


def test_without_its_question_no_word_of_it_is_kept() -> None:
    shared = shared_answer(ANSWER, shared_id=SHARED, with_question=False, day=TODAY)

    assert shared.question is None
    assert [notice.code for notice in shared.notices] == ["old_source"]
    assert "in 2016" not in repr(shared)


def test_every_notice_that_repeats_a_question_is_known() -> None:
    words = (resources.files("assistant.notices") / "messages.toml").read_text(encoding="utf-8")
    codes = {code for code, said in tomllib.loads(words).items() if "{question}" in said["en"]}

    assert codes - {READING} <= _OF_THE_QUESTION


def test_the_id_of_the_answer_is_not_kept() -> None:
    shared = shared_answer(ANSWER, shared_id=SHARED, with_question=True, day=TODAY)

    assert shared.id == SHARED
    assert ANSWER.id not in repr(shared)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("with_question", [True, False])
def test_what_says_something_to_others_may_be_shared(
    status: Status, *, with_question: bool
) -> None:
    alone = status is Status.ANSWERED
    together = alone or status.value.startswith("unanswerable_")

    allowed = may_be_shared(replace(ANSWER, status=status), with_question=with_question)

    assert allowed == (together if with_question else alone)
