from datetime import date

import pytest

from assistant.facts.times import find_times
from corpus.document import Language

TODAY = date(2024, 3, 31)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("this year", ("2024-01-01", "2024-12-31")),
        ("last year", ("2023-01-01", "2023-12-31")),
        ("this quarter", ("2024-01-01", "2024-03-31")),
        ("last quarter", ("2023-10-01", "2023-12-31")),
        ("last month", ("2024-02-01", "2024-02-29")),
        ("this week", ("2024-03-25", "2024-03-31")),
        ("last week", ("2024-03-18", "2024-03-24")),
        ("yesterday", ("2024-03-30", "2024-03-30")),
    ],
)
def test_relative_words_count_from_today(words: str, days: tuple[str, str]) -> None:
    [time] = find_times(words, language=Language.ENGLISH, today=TODAY)

    first, last = time.in_year(1)
    assert days == (first.isoformat(), last.isoformat())


def test_no_time_lies_inside_another() -> None:
    question = "31 August 2015, 2016-07-01 and Q3 2020"

    times = find_times(question, language=Language.ENGLISH, today=TODAY)

    words = [question[time.start : time.end] for time in times]
    assert words == ["31 August 2015", "2016-07-01", "Q3 2020"]
    assert [(time.day, time.months, time.year) for time in times] == [
        (31, (8, 8), 2015),
        (1, (7, 7), 2016),
        (None, (7, 9), 2020),
    ]


def test_every_month_of_every_language_is_known() -> None:
    nouns = {
        "en": "January February March April May June July August September October November "
        "December",
        "ru": "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре",
        "be": "студзені лютым сакавіку красавіку маі чэрвені ліпені жніўні верасні кастрычніку "
        "лістападзе снежні",
        "zh": "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
    }
    for language in Language:
        found = [
            find_times(noun, language=language, today=TODAY)[0].months
            for noun in nouns[language.value].split()
        ]
        assert found == [(month, month) for month in range(1, 13)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("二〇一五年九月二日开放。", "二〇一五年九月二日"),
        ("自２０１５年９月２日起。", "２０１５年９月２日"),
    ],
)
def test_times_are_read_in_any_digits_and_found_where_they_stand(text: str, words: str) -> None:
    [time] = find_times(text, language=Language.CHINESE, today=date(2026, 1, 1))

    assert (time.year, time.months, time.day) == (2015, (9, 9), 2)
    assert text[time.start : time.end] == words
