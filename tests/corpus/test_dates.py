from datetime import date

import pytest

from corpus.dates import find_dateline, is_dateline, parse_date

TODAY = date(2026, 1, 1)
PUBLISHED = date(2015, 9, 2)


@pytest.mark.parametrize(
    "line",
    [
        "2 September 2015",
        "September 2, 2015",
        "2 Sep. 2015",
        "2 ſeptember 2015",
        "Wednesday, September 2nd, 2015",
        "2 сентября 2015 г.",
        "2 сентября 2015 года, 14:30",
        "2 сент. 2015",
        "2 верасня 2015 года",
        "2 верасень 2015",
        "2015年9月2日",
        "2015 年 9 月 2 日 10:30",
        "发布时间：2015年9月2日",
        "02.09.2015",
        "02.09.2015 | 10:30",
        "10:30, 02.09.2015",
        "2015-09-02",
        "2015/09/02",
        "2015-09-02T10:00:00+03:00",
        "Опубликовано: 2 сентября 2015 г.",
        "Апублікавана 02.09.2015",
        "Докшицы, 2 сентября 2015 г.",
        "г. Минск, 02.09.2015",
        "среда, 2 сентября 2015 г.",
        "多克希齐，2015年9月2日",
    ],
)
def test_a_dateline_gives_the_day(line: str) -> None:
    text = f"Committee\nMain / News\n{line}\n\nA headline\n\nThe text."

    assert find_dateline(text, today=TODAY) == PUBLISHED
    assert is_dateline(line)


@pytest.mark.parametrize(
    "line",
    [
        "The tax is due on 2 September 2015.",
        "Directive of 2 September 2015",
        "Указ от 2 сентября 2015 г.",
        "# 2 September 2015",
        "- 2 September 2015",
        "Deadline: 2 September 2015",
        "8 (02157) 3-25-10",
        "2 September",
        "In 2015",
        "Belarus and China signed it in Minsk on Wednesday, 2 September 2015",
    ],
)
def test_a_date_in_other_words_is_no_dateline(line: str) -> None:
    assert find_dateline(line, today=TODAY) is None
    assert not is_dateline(line)


def test_a_dateline_far_below_is_not_the_day_of_publication() -> None:
    assert find_dateline("line\n" * 12 + "2 September 2015", today=TODAY) is None


@pytest.mark.parametrize(
    "line", ["31.02.2015", "2015-13-01", "2 September 0015", "1 July 2100", "2 Aprıl 2015"]
)
def test_impossible_and_future_days_are_unknown(line: str) -> None:
    assert find_dateline(line, today=TODAY) is None
    assert parse_date(line, today=TODAY) is None


def test_today_is_not_the_future() -> None:
    assert parse_date("2026-01-01", today=TODAY) == TODAY


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2015-09-02T10:00:00Z", PUBLISHED),
        ("Wed, 02 Sep 2015 10:00:00 +0300", PUBLISHED),
        ("2015-09-02 10:00", PUBLISHED),
        ("yesterday", None),
        ("", None),
        ("12015-09-021", None),
    ],
)
def test_metadata_dates_are_read(words: str, expected: date | None) -> None:
    assert parse_date(words, today=TODAY) == expected


def test_every_month_of_every_language_is_known() -> None:
    belarusian = (
        "студзеня лютага сакавіка красавіка мая чэрвеня "
        "ліпеня жніўня верасня кастрычніка лістапада снежня"
    )
    russian = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
    english = (
        "January February March April May June July August September October November December"
    )
    for names in (belarusian, russian, english):
        months = [parse_date(f"2 {name} 2015", today=TODAY) for name in names.split()]

        assert months == [date(2015, month, 2) for month in range(1, 13)]


@pytest.mark.parametrize("line", ["二〇一五年九月二日", "２０１５年９月２日", "２.０９.２０１５"])
def test_a_dateline_may_be_written_in_any_digits(line: str) -> None:
    assert find_dateline(f"{line}\n正文。", today=date(2026, 1, 1)) == date(2015, 9, 2)
