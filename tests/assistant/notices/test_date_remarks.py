from datetime import date

import pytest

from assistant.answer import Citation, Notice
from assistant.notices.date_remarks import DateRemarks
from assistant.notices.messages import Messages
from assistant.settings import ContactSettings
from corpus.document import Language
from tests.fakes import make_document

REMARKS = DateRemarks(
    messages=Messages(ContactSettings(), question_characters=1000),
    newest=date(2020, 11, 12),
    old_after_days=730,
)
RECENT = date(2020, 11, 12)


def cited(text: str, *, published: date | None, number: int = 1) -> Citation:
    document = make_document(text, published=published)
    return Citation(number=number, document=document, start=0, end=len(text), quote=text)


def remarks(
    *citations: Citation, language: Language = Language.ENGLISH, past_wanted: bool = False
) -> list[Notice]:
    return REMARKS.on(citations, language=language, past_wanted=past_wanted)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "“this year” in quotation [1] means 2020: the document is of 12 November 2020."),
        ("ru", "«this year» в цитате [1] означает 2020 год (дата документа: 12 ноября 2020 г.)."),
        ("be", "«this year» у цытаце [1] азначае 2020 год (дата дакумента: 12 лістапада 2020 г.)."),
        ("zh", "引文 [1] 中的“this year”指2020年：该文件日期为2020年11月12日。"),
    ],
)
def test_a_relative_date_is_explained_in_the_language_of_the_answer(
    language: str, text: str
) -> None:
    citation = cited("The school is built this year.", published=RECENT)

    [notice] = remarks(citation, language=Language(language))

    assert notice.code == "relative_date"
    assert " ".join(notice.text.split()) == text


def test_a_date_without_a_year_is_explained_with_care() -> None:
    sure = cited("It was posted on 2 September.", published=RECENT)
    open_ = cited("By 1 July 300 houses were repaired.", published=RECENT, number=2)

    [first, second] = remarks(sure, open_)

    assert (first.code, second.code) == ("date_without_year", "date_without_year_open")
    assert "going by the document's date (12 November 2020), it is 2020." in first.text
    assert second.text == (
        "“1 July” in quotation [2] is without a year; the document is of 12 November 2020."
    )


def test_when_no_source_is_dated_the_answer_says_so() -> None:
    [undated, relative] = remarks(cited("The school is built this year.", published=None))

    assert undated.code == "no_source_date"
    assert relative.code == "relative_date_undated"
    assert "the document has no date" in relative.text


def test_one_dated_source_is_enough_to_say_as_of_when() -> None:
    dated = cited("The school is built.", published=RECENT)
    undated = cited("The road is built.", published=None, number=2)

    assert remarks(dated, undated) == []


def test_the_same_words_of_the_same_day_are_explained_once() -> None:
    first = cited("The school is built this year.", published=RECENT)
    again = cited("The road is built this year.", published=RECENT, number=2)
    earlier = cited("The dam is built this year.", published=date(2019, 5, 1), number=3)

    assert [one.text.split(":")[0] for one in remarks(first, again, earlier)] == [
        "“this year” in quotation [1] means 2020",
        "“this year” in quotation [3] means 2019",
    ]


def test_a_source_much_older_than_the_newest_document_is_marked() -> None:
    old = cited("The fee is 5 roubles.", published=date(2015, 9, 2))
    newer = cited("The fee is 6 roubles.", published=date(2019, 9, 2), number=2)

    [notice] = remarks(old)

    assert notice.code == "old_source"
    assert "of 2 September 2015" in notice.text
    assert "as late as 12 November 2020" in notice.text
    assert remarks(old, newer) == []


def test_who_asks_for_a_period_is_not_told_that_it_is_past() -> None:
    old = cited("The fee is 5 roubles.", published=date(2015, 9, 2))

    assert remarks(old, past_wanted=True) == []
