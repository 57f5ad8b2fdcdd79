from assistant.answer import Citation, Turn
from assistant.status import Status
from corpus.document import Language
from corpus.passage import Passage
from eval.answers.case import CaseKind, Expected
from eval.answers.row import QuotedText
from eval.answers.run import run_case, run_cases
from eval.ranking import Ranking
from index.search.hit import Hit
from tests.eval.fakes import FixedAssistant
from tests.eval.records import make_case
from tests.fakes import make_document

TAX = make_document("The tax is due on 1 July 2016. It is paid to the office.")
OTHER = make_document("Nothing about it. Nothing at all.", id="news/other.txt")
DOCUMENTS = {TAX.id: TAX, OTHER.id: OTHER}
QUESTION = "When is the tax due?"


def quote(start: int, end: int, number: int = 1) -> Citation:
    return Citation(number=number, document=TAX, start=start, end=end, quote=TAX.text[start:end])


def hits(*passages: Passage) -> list[Hit]:
    return [Hit(passage=one, rank=rank, score=1 / rank) for rank, one in enumerate(passages, 1)]


def test_each_citation_is_judged_for_place_document_and_words() -> None:
    assistant = FixedAssistant(citations={QUESTION: [quote(31, 56), quote(0, 30, number=2)]})

    row = run_case(assistant, make_case(), documents=DOCUMENTS)

    assert row.status is Status.ANSWERED
    assert row.quotations == (
        QuotedText(
            document_id=TAX.id,
            quote="It is paid to the office.",
            valid=True,
            right_document=True,
            right=False,
        ),
        QuotedText(
            document_id=TAX.id,
            quote="The tax is due on 1 July 2016.",
            valid=True,
            right_document=True,
            right=True,
        ),
    )


def test_a_citation_is_compared_with_the_document_on_disk() -> None:
    assistant = FixedAssistant(citations={QUESTION: [quote(0, 30)]})
    on_disk = make_document("The tax is due on 1 July 2017. It is paid to the office.")

    row = run_case(assistant, make_case(), documents={TAX.id: on_disk})

    assert [quotation.valid for quotation in row.quotations] == [False]


def test_a_ranking_holds_the_evidence_at_the_rank_of_the_first_hit_that_covers_it() -> None:
    found = hits(
        Passage.cut(OTHER, start=0, end=17),
        Passage.cut(TAX, start=0, end=30),
        Passage.cut(TAX, start=10, end=56),
        Passage.cut(OTHER, start=18, end=33),
    )

    row = run_case(FixedAssistant(hits={QUESTION: found}), make_case(), documents=DOCUMENTS)

    assert row.ranking == Ranking(
        retrieved=("news/other.txt#0-17", "evidence", "news/other.txt#18-33"),
        gains={"evidence": 1.0},
    )


def test_right_answers_are_alternatives_and_one_is_enough() -> None:
    case = make_case(
        expected=[
            Expected(document="news/tax.txt", words=("1 July 2016",)),
            Expected(document="news/other.txt", words=("Nothing at all",)),
        ]
    )
    found = hits(Passage.cut(OTHER, start=18, end=33))

    row = run_case(FixedAssistant(hits={QUESTION: found}), case, documents=DOCUMENTS)

    assert row.ranking == Ranking(retrieved=("evidence",), gains={"evidence": 1.0})


def test_a_row_names_the_languages_of_the_expected_documents_once_each() -> None:
    documents = {
        name: make_document(id=name, language=language)
        for name, language in (
            ("zh.txt", Language.CHINESE),
            ("ru-1.txt", Language.RUSSIAN),
            ("ru-2.txt", Language.RUSSIAN),
            ("be.txt", Language.BELARUSIAN),
        )
    }
    expected = [
        Expected(document=name, words=("due",)) for name in ("zh.txt", "ru-2.txt", "ru-1.txt")
    ]

    row = run_case(FixedAssistant(), make_case(expected=expected), documents=documents)

    assert row.languages == (Language.RUSSIAN, Language.CHINESE)


def test_a_case_that_expects_nothing_has_no_ranking() -> None:
    case = make_case(CaseKind.UNANSWERABLE_FAR)

    row = run_case(FixedAssistant(), case, documents=DOCUMENTS)

    assert row.ranking is None
    assert row.languages == ()
    assert row.status is Status.UNANSWERABLE_NOT_SUPPORTED
    assert row.text is None


def test_cases_are_run_in_order_with_their_history() -> None:
    turn = Turn(question="What is due?", answer="The tax.")
    cases = [make_case(id="one"), make_case(CaseKind.FOLLOW_UP, id="two", history=[turn])]
    assistant = FixedAssistant()
    seen: list[tuple[int, int]] = []

    rows = run_cases(
        assistant,
        cases,
        documents=DOCUMENTS,
        progress=lambda done, total: seen.append((done, total)),
    )

    assert [row.case.id for row in rows] == ["one", "two"]
    assert assistant.asked == [(QUESTION, ()), (QUESTION, (turn,))]
    assert seen == [(1, 2), (2, 2)]
    assert all(row.milliseconds >= 0 for row in rows)


def test_without_cases_nothing_is_run() -> None:
    assert run_cases(FixedAssistant(), [], documents={}, progress=lambda *_: None) == []
