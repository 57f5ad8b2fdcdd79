from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.facts.relative_dates import find_relative_dates
from corpus.document import Language

WRITTEN = date(2020, 11, 12)
OCTOBER = (date(2020, 10, 1), date(2020, 10, 31))
NINE_MONTHS = (date(2020, 1, 1), date(2020, 9, 30))


def year(number: int) -> tuple[date, date]:
    return date(number, 1, 1), date(number, 12, 31)


def day(*parts: int) -> tuple[date, date]:
    return date(*parts), date(*parts)


@pytest.mark.parametrize(
    ("language", "quote", "words", "days"),
    [
        ("en", "The school will be built this year.", "this year", year(2020)),
        ("en", "Last year there were fewer.", "Last year", year(2019)),
        ("en", "It opens next year.", "next year", year(2021)),
        ("en", "The fair took place last month.", "last month", OCTOBER),
        ("en", "The committee met yesterday.", "yesterday", day(2020, 11, 11)),
        ("ru", "Школу построят в этом году.", "этом году", year(2020)),
        ("ru", "В прошлом году их было меньше.", "прошлом году", year(2019)),
        ("ru", "По сравнению с прошлым годом стало больше.", "прошлым годом", year(2019)),
        ("ru", "Она откроется в следующем году.", "следующем году", year(2021)),
        ("ru", "Комитет собрался вчера.", "вчера", day(2020, 11, 11)),
        ("be", "Школу пабудуюць у гэтым годзе.", "гэтым годзе", year(2020)),
        ("be", "Летась іх было менш.", "Летась", year(2019)),
        ("be", "Яна адкрыецца ў наступным годзе.", "наступным годзе", year(2021)),
        ("be", "Камітэт сабраўся ўчора.", "ўчора", day(2020, 11, 11)),
        ("zh", "学校将于今年建成。", "今年", year(2020)),
        ("zh", "去年的数量较少。", "去年", year(2019)),
        ("zh", "学校明年开学。", "明年", year(2021)),
        ("zh", "委员会昨天开会。", "昨天", day(2020, 11, 11)),
    ],
)
def test_relative_words_count_from_the_documents_own_date(
    language: str, quote: str, words: str, days: tuple[date, date]
) -> None:
    found = find_relative_dates(quote, language=Language(language), published=WRITTEN)

    assert [(one.words, one.days, one.without_year) for one in found] == [(words, days, False)]


@pytest.mark.parametrize(
    ("language", "quote", "words", "days"),
    [
        ("en", "The text was posted on 2 September.", "2 September", day(2020, 9, 2)),
        ("en", "The list must be ready by 1 July.", "1 July", day(2021, 7, 1)),
        ("en", "There were 66 at the end of October.", "October", OCTOBER),
        ("en", "Trade fell in the first nine months.", "first nine months", NINE_MONTHS),
        ("ru", "С 2 сентября текст доступен на портале.", "2 сентября", day(2020, 9, 2)),
        ("ru", "Список должен быть готов до 1 июля.", "1 июля", day(2021, 7, 1)),
        ("be", "З 2 верасня тэкст даступны на партале.", "2 верасня", day(2020, 9, 2)),
        ("be", "Спіс павінен быць гатовы да 1 ліпеня.", "1 ліпеня", day(2021, 7, 1)),
        ("zh", "博览会于11月5日至10日举办。", "11月5日", day(2020, 11, 5)),
        ("zh", "名单须在7月1日前拟定。", "7月1日", day(2021, 7, 1)),
    ],
)
def test_a_date_without_a_year_takes_the_one_that_the_document_points_to(
    language: str, quote: str, words: str, days: tuple[date, date]
) -> None:
    found = find_relative_dates(quote, language=Language(language), published=WRITTEN)

    assert [(one.words, one.days, one.without_year) for one in found] == [(words, days, True)]


@pytest.mark.parametrize(
    ("language", "quote"),
    [
        ("en", "By 1 July 300 houses were repaired."),  # a report of July 2020, or a plan for 2021
        ("en", "The fair was on 1 May."),  # farther than 120 days
        ("ru", "Перечень составляется к 1 июля."),
        ("be", "Пералік складаецца да 1 ліпеня."),
        ("zh", "5月1日举办了展览会。"),
    ],
)
def test_a_year_in_doubt_stays_open(language: str, quote: str) -> None:
    found = find_relative_dates(quote, language=Language(language), published=WRITTEN)

    assert [(one.days, one.without_year) for one in found] == [(None, True)]


@pytest.mark.parametrize(
    ("language", "quote"),
    [
        ("en", "It was signed on 31 August 2015 and posted on 2 September."),
        ("en", "Even in today's turbulent times the park grows."),
        ("en", "That is 2.8% less than in the same period of last year."),
        ("en", "It may march on for nine months."),
        ("en", "Programs are revised every year, in recent years too."),
        ("ru", "По сравнению с тем же периодом прошлого года он сократился."),
        ("ru", "Подписана 31 августа 2015 года, с 2 сентября доступна."),
        ("ru", "Сегодня уже никто этого не помнит."),
        ("ru", "В последние годы, год за годом, их становится больше."),
        ("be", "Мая кніга ў маі руках."),
        ("be", "У параўнанні з тым жа перыядам мінулага года ён скараціўся."),
        ("be", "Падпісана 31 жніўня 2015 года, з 2 верасня даступна."),
        ("zh", "与去年同期相比减少2.8%。"),
        ("zh", "2020年11月5日至10日举办。"),
        ("zh", "近年来，每年都有增长。"),
    ],
)
def test_what_needs_no_explaining_is_left_alone(language: str, quote: str) -> None:
    assert find_relative_dates(quote, language=Language(language), published=WRITTEN) == []


@pytest.mark.parametrize(
    ("language", "quote", "words"),
    [
        ("en", "It opens next year.", "next year"),
        ("en", "It was posted on 2 September.", "2 September"),
        ("ru", "Школу построят в этом году.", "этом году"),
        ("be", "Летась іх было менш.", "Летась"),
        ("zh", "学校将于今年建成。", "今年"),
    ],
)
def test_without_a_date_of_the_document_nothing_is_made_up(
    language: str, quote: str, words: str
) -> None:
    [found] = find_relative_dates(quote, language=Language(language), published=None)

    assert (found.words, found.days) == (words, None)


def test_29_february_is_looked_for_in_a_year_that_has_it() -> None:
    [found] = find_relative_dates(
        "It was on 29 February.", language=Language.ENGLISH, published=date(2021, 3, 1)
    )

    assert found.days is None


@given(
    text=st.text(st.sampled_from("0123456789 .,月日年前今去byJuly1июляфев'")),
    language=st.sampled_from(Language),
    published=st.none() | st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)),
)
def test_any_text_is_read_and_words_are_its_own(
    text: str, language: Language, published: date | None
) -> None:
    for found in find_relative_dates(text, language=language, published=published):
        assert found.words in text
        assert published is not None or found.days is None
        if found.days is not None and published is not None:
            # "前年", the year before last, begins up to 1,096 days before: years are what counts.
            assert abs(found.days[0].year - published.year) <= 2
