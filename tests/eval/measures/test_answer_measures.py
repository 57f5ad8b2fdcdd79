import pytest

from assistant.answer import Citation
from assistant.status import Status
from eval.answers.case import CaseKind
from eval.measures.answer_rate import answer_rate
from eval.measures.citation_validity import CITATION_VALIDITY, citation_validity
from eval.measures.clarification import clarification_when_due, clear_not_clarified
from eval.measures.refusal import refusal_precision, refusal_recall
from eval.measures.registry import ANSWER_MEASURES
from eval.measures.right_document import right_document
from eval.measures.right_quotation import right_first_quotation, right_quotation
from tests.eval.records import make_case, make_quotation, make_row
from tests.fakes import make_document

RIGHT = make_quotation()
WRONG_SENTENCE = make_quotation(right=False, right_document=True)
WRONG_DOCUMENT = make_quotation(right=False)
REFUSED = Status.UNANSWERABLE_NOT_SUPPORTED
NEAR = make_case(CaseKind.UNANSWERABLE_NEAR)


def test_any_right_citation_makes_a_right_quotation() -> None:
    assert right_quotation(make_row(quotations=[WRONG_SENTENCE, RIGHT])) == 1
    assert right_quotation(make_row(quotations=[WRONG_SENTENCE])) == 0


def test_only_the_first_citation_counts_for_a_right_first_quotation() -> None:
    assert right_first_quotation(make_row(quotations=[WRONG_SENTENCE, RIGHT])) == 0
    assert right_first_quotation(make_row(quotations=[RIGHT, WRONG_SENTENCE])) == 1


def test_the_wrong_sentence_of_the_right_document_is_a_right_document() -> None:
    assert right_document(make_row(quotations=[WRONG_SENTENCE])) == 1
    assert right_document(make_row(quotations=[WRONG_DOCUMENT])) == 0


def test_an_answerable_case_that_was_refused_counts_zero() -> None:
    row = make_row(status=REFUSED)

    assert [right_quotation(row), right_first_quotation(row)] == [0, 0]
    assert [right_document(row), answer_rate(row)] == [0, 0]
    assert refusal_precision(row) == 0
    assert refusal_recall(row) is None


def test_a_wrong_answer_still_counts_for_the_answer_rate() -> None:
    assert answer_rate(make_row(quotations=[WRONG_DOCUMENT])) == 1


def test_an_unanswerable_case_leaves_the_answer_measures_undefined() -> None:
    row = make_row(NEAR, quotations=[WRONG_DOCUMENT])

    assert [right_quotation(row), right_first_quotation(row)] == [None, None]
    assert [right_document(row), answer_rate(row)] == [None, None]


def test_a_clarification_is_due_in_ambiguous_cases_only() -> None:
    ambiguous = make_case(CaseKind.AMBIGUOUS)
    clarified = Status.CLARIFICATION_NEEDED
    due = make_row(ambiguous, status=clarified, readings=[RIGHT, WRONG_SENTENCE, RIGHT])
    other = make_row(ambiguous, status=clarified, readings=[RIGHT, WRONG_SENTENCE])
    answered = make_row(ambiguous, quotations=[RIGHT])
    interrupted = make_row(status=clarified)

    assert [clarification_when_due(row) for row in (due, other, answered)] == [1, 0, 0]
    assert [clear_not_clarified(row) for row in (due, interrupted, make_row())] == [None, 0, 1]
    assert clarification_when_due(interrupted) is None


def test_an_ambiguous_case_that_is_refused_is_a_wrong_refusal() -> None:
    row = make_row(make_case(CaseKind.AMBIGUOUS), status=REFUSED)

    assert refusal_precision(row) == 0
    assert refusal_recall(row) is None


@pytest.mark.parametrize(
    ("status", "precision", "recall"),
    [
        (Status.UNANSWERABLE_NOTHING_FOUND, 1, 1),
        (Status.UNANSWERABLE_NOT_SUPPORTED, 1, 1),
        (Status.ANSWERED, None, 0),
        (Status.REFUSED_EMPTY_QUESTION, 1, 1),
        (Status.ERROR_INTERNAL, None, 0),
    ],
)
def test_an_answer_and_an_error_are_no_refusal(
    status: Status, precision: float | None, recall: float
) -> None:
    row = make_row(NEAR, status=status)

    assert refusal_precision(row) == precision
    assert refusal_recall(row) == recall


def test_an_answered_answerable_case_says_nothing_about_refusal() -> None:
    row = make_row(quotations=[RIGHT])

    assert refusal_precision(row) is None
    assert refusal_recall(row) is None


DOCUMENT = make_document("The tax is due on 1 July 2016. It is paid to the office.")
CITATION = Citation(
    number=1, document=DOCUMENT, start=0, end=30, quote="The tax is due on 1 July 2016."
)


def test_a_quote_that_stands_at_its_place_is_valid() -> None:
    assert citation_validity(CITATION, {DOCUMENT.id: DOCUMENT})


@pytest.mark.parametrize(
    "text",
    [
        "The tax is due on 1 July 2017. It is paid to the office.",
        "  The tax is due on 1 July 2016. It is paid to the office.",
        "The tax is due on 1 July 2016. It is paid to the bank.",
        "The tax",
    ],
    ids=["digit changed", "moved", "changed elsewhere", "cut off"],
)
def test_a_document_that_changed_on_disk_makes_its_citations_invalid(text: str) -> None:
    assert not citation_validity(CITATION, {DOCUMENT.id: make_document(text)})


def test_a_document_that_is_gone_makes_its_citations_invalid() -> None:
    assert not citation_validity(CITATION, {})


@pytest.mark.parametrize(("start", "end"), [(1, 30), (0, 29), (-30, 30), (30, 30), (0, 999)])
def test_offsets_that_do_not_give_the_quote_are_invalid(start: int, end: int) -> None:
    moved = Citation(number=1, document=DOCUMENT, start=start, end=end, quote=CITATION.quote)

    assert not citation_validity(moved, {DOCUMENT.id: DOCUMENT})


def test_validity_counts_citations_and_is_undefined_without_any() -> None:
    row = make_row(quotations=[RIGHT, make_quotation(valid=False), RIGHT])

    assert CITATION_VALIDITY.values(row) == [1, 0, 1]
    assert CITATION_VALIDITY.values(make_row()) == []


def test_measure_names_are_unique() -> None:
    names = [measure.name for measure in ANSWER_MEASURES]

    assert len(set(names)) == len(names)
