import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.passage import Passage
from eval.answers.case import Expected
from eval.answers.matching import check_expectations, covers, quotes, shortest_place
from eval.errors import CaseError
from tests.eval.records import make_case
from tests.fakes import make_document

TAX = Expected(document="news/tax.txt", words=("tax", "1 July 2016"))


def test_a_quotation_with_all_words_from_the_document_is_right() -> None:
    quote = "The tax is due on 1 July 2016."

    assert quotes(TAX, document_id="news/tax.txt", quote=quote)


@pytest.mark.parametrize(
    ("document_id", "quote"),
    [
        ("news/other.txt", "The tax is due on 1 July 2016."),
        ("news/tax.txt", "The fee is due on 1 July 2016."),
        ("news/tax.txt", "The tax is due on 1 July 2017."),
        ("news/tax.txt", "The TAX is due on 1 July 2016."),
        ("news/tax.txt", "The tax is due on 1\u00a0July 2016."),
    ],
)
def test_another_document_word_digit_case_or_space_is_not_right(
    document_id: str, quote: str
) -> None:
    assert not quotes(TAX, document_id=document_id, quote=quote)


def test_a_decomposed_quotation_matches_composed_words() -> None:
    expected = Expected(document="a.txt", words=("Caf\u00e9",))

    assert quotes(expected, document_id="a.txt", quote="Cafe\u0301")


def test_the_shortest_place_holds_every_word_once() -> None:
    text = "tax, far from here: 1 July 2016. Then tax on 1 July 2016."

    assert shortest_place(text, ("tax", "1 July 2016")) == (38, 56)
    assert text[38:56] == "tax on 1 July 2016"


def test_a_word_that_does_not_occur_has_no_place() -> None:
    assert shortest_place("tax", ("tax", "fee")) is None


@given(st.text("ab c", max_size=30), st.lists(st.text("ab c", min_size=1, max_size=3), min_size=1))
def test_the_shortest_place_agrees_with_trying_every_stretch(text: str, words: list[str]) -> None:
    stretches = [
        (end - start, start, end)
        for start in range(len(text) + 1)
        for end in range(start, len(text) + 1)
        if all(word in text[start:end] for word in words)
    ]
    reference = min(stretches)[1:] if stretches else None

    assert shortest_place(text, words) == reference


def test_a_passage_that_overlaps_the_place_or_holds_the_words_is_relevant() -> None:
    document = make_document("The tax is due on 1 July 2016. It is paid to the office.")

    assert covers(TAX, Passage.cut(document, start=0, end=30))
    assert covers(TAX, Passage.cut(document, start=28, end=40))
    assert not covers(TAX, Passage.cut(document, start=29, end=56))
    assert not covers(TAX, Passage.cut(make_document(id="b.txt"), start=0, end=30))


def test_expectations_that_the_corpus_meets_are_accepted() -> None:
    check_expectations([make_case(expected=[TAX])], {"news/tax.txt": make_document()})


def test_an_expected_document_that_is_not_there_is_named() -> None:
    with pytest.raises(CaseError, match=r"case-1 expects news/tax\.txt, which the corpus sample"):
        check_expectations([make_case()], {})


def test_expected_words_that_the_document_lacks_are_named() -> None:
    case = make_case(expected=[Expected(document="news/tax.txt", words=("3 July",))])

    with pytest.raises(CaseError, match=r"case-1 expects '3 July', which news/tax\.txt"):
        check_expectations([case], {"news/tax.txt": make_document()})
