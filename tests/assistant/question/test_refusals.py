import pytest

from assistant.question.intent import Intent, find_intent
from assistant.question.read import Question, read_question
from assistant.question.refusals import refused_at_once, unanswered
from assistant.settings import LimitsSettings
from assistant.status import Status


def asked(text: str) -> Question:
    return read_question(text, history=(), language=None, limits=LimitsSettings())


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("?!", Status.REFUSED_EMPTY_QUESTION),
        ("🎉🎉👍🏽 ;;; ##", Status.REFUSED_EMPTY_QUESTION),
        ("x" * 1001, Status.REFUSED_QUESTION_TOO_LONG),
        ("Good morning!", Status.REFUSED_GREETING),
        ("фыва олдж йцук", Status.REFUSED_NOT_UNDERSTOOD),
        ("Что вы думаете о парке?", None),
        ("谁会赢？", None),
        ("What is 15 % of 300?", None),
        ("Ці гатовы мой пашпарт?", None),
        ("Што?", Status.REFUSED_NOT_UNDERSTOOD),
        ("Wann wurde die Direktive unterzeichnet?", Status.REFUSED_UNSUPPORTED_LANGUAGE),
        ("When was Directive No. 5 signed?", None),
        ("Should I buy a tractor?", None),
    ],
)
def test_what_cannot_be_answered_is_refused_before_the_search(
    question: str, status: Status | None
) -> None:
    read = asked(question)

    assert refused_at_once(read, find_intent(read.text, continued=False)) is status


@pytest.mark.parametrize(
    ("intent", "outside", "near", "status"),
    [
        (None, False, False, Status.UNANSWERABLE_NOTHING_FOUND),
        (None, False, True, Status.UNANSWERABLE_NOT_SUPPORTED),
        (None, True, True, Status.UNANSWERABLE_OUTSIDE_DATES),
        (Intent.OPINION, False, True, Status.REFUSED_OPINION),
        (Intent.OPINION, False, False, Status.REFUSED_OPINION),
        (Intent.OPINION, True, False, Status.UNANSWERABLE_OUTSIDE_DATES),
    ],
)
def test_a_search_in_vain_ends_with_the_reason_that_is_known(
    intent: Intent | None, outside: bool, near: bool, status: Status
) -> None:
    assert unanswered(intent, outside_dates=outside, near=near) is status


@pytest.mark.parametrize("intent", list(Intent))
def test_every_intent_ends_as_a_refusal(intent: Intent) -> None:
    assert unanswered(intent, outside_dates=False, near=False).category == "refused"
