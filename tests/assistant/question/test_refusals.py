import pytest

from assistant.answer import Status, Turn
from assistant.question.intent import QuestionKind, Suspicion
from assistant.question.read import Question, read_question
from assistant.question.refusals import refused_at_once, suspicion_of, unanswered
from assistant.settings import LimitsSettings

LIKELY = Suspicion(kind=QuestionKind.OPINION, certain=False)


def asked(text: str, *history: Turn) -> Question:
    return read_question(text, history=history, language=None, limits=LimitsSettings())


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("?!", Status.REFUSED_EMPTY_QUESTION),
        ("🎉🎉👍🏽 ;;; ##", Status.REFUSED_EMPTY_QUESTION),
        ("x" * 1001, Status.REFUSED_QUESTION_TOO_LONG),
        ("Good morning!", Status.REFUSED_GREETING),
        ("Што?", Status.REFUSED_NOT_UNDERSTOOD),
        ("фыва олдж йцук", Status.REFUSED_NOT_UNDERSTOOD),
        ("Что вы думаете о парке?", Status.REFUSED_OPINION),
        ("谁会赢？", Status.REFUSED_PREDICTION),
        ("What is 15 % of 300?", Status.REFUSED_CALCULATION),
        ("Ці гатовы мой пашпарт?", Status.REFUSED_PERSONAL_DATA),
        ("Wann wurde die Direktive unterzeichnet?", Status.REFUSED_UNSUPPORTED_LANGUAGE),
        ("When was Directive No. 5 signed?", None),
        ("Should I buy a tractor?", None),
    ],
)
def test_what_cannot_be_answered_is_refused_before_the_search(
    question: str, status: Status | None
) -> None:
    read = asked(question)

    assert refused_at_once(read, suspicion_of(read)) is status


def test_a_follow_up_of_one_word_is_searched_for() -> None:
    turn = Turn(question="What is due?", answer="The tax.")

    assert suspicion_of(asked("When?", turn)) is None


@pytest.mark.parametrize(
    ("suspicion", "outside", "near", "status"),
    [
        (None, False, False, Status.UNANSWERABLE_NOTHING_FOUND),
        (None, False, True, Status.UNANSWERABLE_NOT_SUPPORTED),
        (None, True, True, Status.UNANSWERABLE_OUTSIDE_DATES),
        (LIKELY, False, True, Status.REFUSED_OPINION),
        (LIKELY, False, False, Status.REFUSED_OPINION),
        (LIKELY, True, False, Status.UNANSWERABLE_OUTSIDE_DATES),
    ],
)
def test_a_search_in_vain_ends_with_the_reason_that_is_known(
    suspicion: Suspicion | None, outside: bool, near: bool, status: Status
) -> None:
    assert unanswered(suspicion, outside_dates=outside, near=near) is status


@pytest.mark.parametrize("kind", list(QuestionKind))
def test_every_kind_ends_as_a_refusal(kind: QuestionKind) -> None:
    suspicion = Suspicion(kind=kind, certain=False)

    assert unanswered(suspicion, outside_dates=False, near=False).category == "refused"
