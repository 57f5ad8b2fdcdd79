import pytest

from assistant.extract.quotation import Quotation, refers_back, widen
from corpus.document import Document, Language
from corpus.sentences import split_sentences
from tests.fakes import make_document

LIST = (
    "The plan has a list.\n\nIt includes:\n\n- roads;\n- bridges;\n- customs posts.\n\n"
    "The plan runs to 2020."
)


def quoted(document: Document, words: str, question: str = "What?") -> str:
    """The quotation for the sentence that holds some words, these being the answer."""
    sentences = split_sentences(document)
    start = document.text.index(words)
    sentence = next(one for one in sentences if one.start <= start < one.end)
    narrow = Quotation.of(sentence, answer=(start, start + len(words)))
    wide = widen(narrow, question=question, sentences=sentences)
    assert wide.start <= narrow.start
    assert narrow.end <= wide.end
    return wide.text


def test_a_sentence_that_stands_alone_is_quoted_alone() -> None:
    document = make_document(
        "The tax is due in May. The office opens at nine. It is closed on Friday."
    )

    assert quoted(document, "at nine") == "The office opens at nine."


@pytest.mark.parametrize(
    ("language", "before", "referring"),
    [
        (Language.ENGLISH, "The office is in Lenin Street.", "It opens at nine."),
        (Language.RUSSIAN, "Исполком находится на площади.", "Он открывается в девять."),
        (Language.BELARUSIAN, "Выканкам знаходзіцца на плошчы.", "Ён адчыняецца а дзявятай."),
        (Language.CHINESE, "委员会位于列宁大街。", "它九点开门。"),
    ],
)
def test_a_sentence_that_refers_back_brings_the_one_before(
    language: Language, before: str, referring: str
) -> None:
    gap = "" if language is Language.CHINESE else " "
    document = make_document(f"{before}{gap}{referring}", language=language)

    assert quoted(document, referring[-6:-1]) == f"{before}{gap}{referring}"


def test_a_sentence_of_another_paragraph_is_not_brought_along() -> None:
    document = make_document("The office is in Lenin Street.\n\nIt opens at nine.")

    assert quoted(document, "at nine") == "It opens at nine."


def test_an_answer_over_two_sentences_is_quoted_whole() -> None:
    text = "The park has firms. They come from China. Others come from Russia. That is all."
    document = make_document(text)

    assert quoted(document, "China. Others come from Russia") == (
        "The park has firms. They come from China. Others come from Russia."
    )


def test_the_line_that_opens_a_list_brings_the_list() -> None:
    assert quoted(make_document(LIST), "It includes") == (
        "It includes:\n\n- roads;\n- bridges;\n- customs posts."
    )


@pytest.mark.parametrize(
    "question", ["What does the plan include?", "Which works are planned?", "Что входит в план?"]
)
def test_a_question_for_a_list_gets_the_list_around_an_entry(question: str) -> None:
    assert quoted(make_document(LIST), "bridges", question) == (
        "It includes:\n\n- roads;\n- bridges;\n- customs posts."
    )


def test_another_question_gets_the_entry_alone() -> None:
    assert quoted(make_document(LIST), "bridges", "Is a bridge planned?") == "bridges;"


def test_entries_without_an_opening_line_stay_entries() -> None:
    document = make_document("Works.\n\n- roads are mended;\n- bridges are built.")

    assert quoted(document, "bridges", "Which works?") == "bridges are built."


def test_a_list_too_long_to_quote_is_not_quoted_whole() -> None:
    entries = "".join(f"- road number {number} is mended by the office;\n" for number in range(40))
    document = make_document(f"The works are:\n\n{entries}")

    assert quoted(document, "road number 7 ", "Which works?") == (
        "road number 7 is mended by the office;"
    )


def test_a_quotation_overlaps_only_what_shares_a_character() -> None:
    document = make_document("One two three.")
    first = Quotation(document=document, start=0, end=7)

    assert first.overlaps(Quotation(document=document, start=6, end=9))
    assert not first.overlaps(Quotation(document=document, start=7, end=9))
    other = make_document("One two three.", id="other.txt")
    assert not first.overlaps(Quotation(document=other, start=0, end=7))


def test_an_answer_too_long_to_quote_is_cut_at_its_sentence() -> None:
    long = " ".join(f"Road {number} is mended by the regional office." for number in range(40))
    document = make_document(long)
    sentences = split_sentences(document)

    wide = widen(
        Quotation.of(sentences[0], answer=(0, len(long))), question="What?", sentences=sentences
    )

    assert wide.text == "Road 0 is mended by the regional office."
    assert wide.answer == (wide.start, wide.end)


def test_the_words_that_answer_lie_in_the_quotation() -> None:
    text = "Members:\n- Anna\n- Boris\nCarl joined later."
    document = make_document(text)
    sentences = split_sentences(document)
    start = text.index("Boris")
    narrow = Quotation.of(sentences[2], answer=(start, start + len("Boris\nCarl")))

    wide = widen(narrow, question="Which members are there?", sentences=sentences)

    assert wide.text == "Members:\n- Anna\n- Boris"
    assert wide.answer == (start, start + len("Boris"))


@pytest.mark.parametrize(
    ("sentence", "language", "expected"),
    [
        ("It is paid to the bank.", Language.ENGLISH, True),
        ("it must be paid by 1 July.", Language.ENGLISH, True),
        ("IT companies pay no tax.", Language.ENGLISH, False),
        ("он должен быть уплачен.", Language.RUSSIAN, True),
        ("яна аплачваецца ў банку.", Language.BELARUSIAN, True),
        ("该税由银行代收。", Language.CHINESE, True),
    ],
)
def test_a_sentence_refers_back_by_the_word_it_begins_with(
    sentence: str, language: Language, expected: bool
) -> None:
    assert refers_back(sentence, language) is expected
