import pytest

from assistant.status import Status
from corpus.document import Language
from eval.answers.case import CaseKind
from eval.answers.row import PassageLanguage, QuotedText
from eval.ranking import Ranking
from tests.eval.records import make_case, make_quotation, make_row

RIGHT = make_quotation()
WRONG_SENTENCE = make_quotation(right=False, right_document=True)
WRONG_DOCUMENT = make_quotation(right=False)
SECOND = Ranking(retrieved=("a", "evidence"), gains={"evidence": 1})
NOWHERE = Ranking(retrieved=("a", "b"), gains={"evidence": 1})
NOT_SUPPORTED = Status.UNANSWERABLE_NOT_SUPPORTED


@pytest.mark.parametrize(
    ("status", "quotations", "ranking", "failure"),
    [
        (Status.ANSWERED, [WRONG_DOCUMENT, RIGHT], SECOND, None),
        (
            Status.ANSWERED,
            [WRONG_SENTENCE, WRONG_DOCUMENT],
            SECOND,
            "wrong sentence of the right document; hit 2 holds the answer",
        ),
        (Status.ANSWERED, [WRONG_DOCUMENT], NOWHERE, "wrong document; no hit holds the answer"),
        (
            NOT_SUPPORTED,
            [],
            SECOND,
            "not answered although the documents say; hit 2 holds the answer",
        ),
        (Status.ERROR_INTERNAL, [], SECOND, "an error"),
        (
            Status.ANSWERED,
            [RIGHT, make_quotation(valid=False)],
            SECOND,
            "a quotation does not match its document",
        ),
    ],
)
def test_the_failure_of_an_answerable_case_says_where_it_went_wrong(
    status: Status, quotations: list[QuotedText], ranking: Ranking, failure: str | None
) -> None:
    row = make_row(status=status, quotations=quotations, ranking=ranking)

    assert row.failure == failure


@pytest.mark.parametrize(
    ("status", "failure"),
    [
        (NOT_SUPPORTED, None),
        (Status.REFUSED_EMPTY_QUESTION, None),
        (Status.ANSWERED, "answered although the documents do not say"),
        (Status.ERROR_INTERNAL, "an error"),
    ],
)
def test_an_unanswerable_case_is_met_by_any_refusal(status: Status, failure: str | None) -> None:
    assert make_row(make_case(CaseKind.NONSENSE), status=status).failure == failure


AMBIGUOUS = make_case(CaseKind.AMBIGUOUS)
CLARIFIED = Status.CLARIFICATION_NEEDED


@pytest.mark.parametrize(
    ("status", "readings", "failure"),
    [
        (CLARIFIED, [RIGHT, WRONG_DOCUMENT, RIGHT], None),
        (CLARIFIED, [RIGHT, WRONG_DOCUMENT], "offers other readings than expected"),
        (Status.ANSWERED, [], "not asked back although the question is ambiguous"),
        (NOT_SUPPORTED, [], "not asked back although the question is ambiguous"),
    ],
)
def test_an_ambiguous_case_is_met_by_two_expected_readings(
    status: Status, readings: list[QuotedText], failure: str | None
) -> None:
    assert make_row(AMBIGUOUS, status=status, readings=readings).failure == failure


@pytest.mark.parametrize("kind", [CaseKind.ANSWERABLE, CaseKind.UNANSWERABLE_NEAR])
def test_a_clear_case_is_not_to_be_asked_back(kind: CaseKind) -> None:
    row = make_row(make_case(kind), status=CLARIFIED)

    assert row.failure == "asked back although the question is clear"


@pytest.mark.parametrize(
    ("languages", "passage_language"),
    [
        ((Language.ENGLISH,), PassageLanguage.SAME),
        ((Language.RUSSIAN, Language.ENGLISH), PassageLanguage.SAME),
        ((Language.RUSSIAN, Language.CHINESE), PassageLanguage.OTHER_ONLY),
        ((), PassageLanguage.NONE),
    ],
)
def test_one_expected_document_in_the_language_of_the_question_is_enough(
    languages: tuple[Language, ...], passage_language: PassageLanguage
) -> None:
    row = make_row(make_case(language=Language.ENGLISH), languages=languages)

    assert row.passage_language is passage_language
