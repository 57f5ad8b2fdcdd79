from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.question.period import find_period
from corpus.document import Language

TODAY = date(2026, 2, 10)
EN, RU, BE, ZH = Language
Y2015 = ("2015-01-01", "2015-12-31")
Y2020 = ("2020-01-01", "2020-12-31")
SPAN = ("2015-01-01", "2020-12-31")
NINE_MONTHS = ("2020-01-01", "2020-09-30")
HALF = ("2020-01-01", "2020-06-30")
QUARTER = ("2020-07-01", "2020-09-30")
AUGUST = ("2015-08-01", "2015-08-31")
DAY = ("2015-08-31", "2015-08-31")
LAST_YEAR = ("2025-01-01", "2025-12-31")
SINCE_MARCH = ("2025-03-01", "")

NAMED = [
    (EN, "What happened in [2020]?", Y2020),
    (EN, "exports in the year [2020]", Y2020),
    (EN, "export target for [2020]", Y2020),
    (EN, "What was built [since March]?", SINCE_MARCH),
    (EN, "Everything [from March 2020 to May 2021], please", ("2020-03-01", "2021-05-31")),
    (EN, "[from November to February 2021]", ("2020-11-01", "2021-02-28")),
    (EN, "[from November to January]", ("2025-11-01", "2026-01-31")),
    (EN, "How did trade go in the [first half of 2020]?", HALF),
    (EN, "[Q3 2020] exports", QUARTER),
    (EN, "trade in the [third quarter of 2020]", QUARTER),
    (EN, "trade in the [first nine months of 2020]", NINE_MONTHS),
    (EN, "trade in [January–September 2020]", NINE_MONTHS),
    (EN, "sectors in [2015-2020]?", SPAN),
    (EN, "sectors [between 2015 and 2020]", SPAN),
    (EN, "What was built [last year]?", LAST_YEAR),
    (EN, "Who spoke [this month]?", ("2026-02-01", "2026-02-28")),
    (EN, "plans [since last quarter]", ("2025-10-01", "")),
    (EN, "Who spoke [yesterday]?", ("2026-02-09", "2026-02-09")),
    (EN, "Who spoke [last week]?", ("2026-02-02", "2026-02-08")),
    (EN, "plans [before 2016]", ("", "2015-12-31")),
    (EN, "plans [after 2018]", ("2019-01-01", "")),
    (EN, "plans [since 2018]", ("2018-01-01", "")),
    (EN, "signed on [31 August 2015]", DAY),
    (EN, "signed on [August 31, 2015]", DAY),
    (EN, "signed on [2015-08-31]", DAY),
    (EN, "signed in [August]", ("2025-08-01", "2025-08-31")),
    (EN, "What does Directive No. 5 of 31 August 2015 plan for [2020]?", Y2020),
    (EN, "Who met in [2020], and what did they sign in 2020?", Y2020),
    (RU, "итоги за [2015 год]", Y2015),
    (RU, "итоги за [2015]", Y2015),
    (RU, "итоги [2015 года]", Y2015),
    (RU, "что было в [2020-м]?", Y2020),
    (RU, "отрасли в [2015—2020 гг.]", SPAN),
    (RU, "отрасли [с 2015 по 2020 год]", SPAN),
    (RU, "что сделано [с марта]?", SINCE_MARCH),
    (RU, "[с марта 2020 по май 2021]", ("2020-03-01", "2021-05-31")),
    (RU, "планы [до 2016 года]", ("", "2015-12-31")),
    (RU, "подписано в [августе 2015]", AUGUST),
    (RU, "что подписали [31 августа 2015 года]?", DAY),
    (RU, "итоги за [первое полугодие]", ("2026-01-01", "2026-06-30")),
    (RU, "торговля за [девять месяцев 2020 года]", NINE_MONTHS),
    (RU, "торговля за [январь — сентябрь 2020 года]", NINE_MONTHS),
    (RU, "торговля в [третьем квартале 2020 года]", QUARTER),
    (RU, "итоги в [прошлом году]", LAST_YEAR),
    (RU, "итоги [с прошлого года]", ("2025-01-01", "")),
    (BE, "вынікі ў [2015 годзе]", Y2015),
    (BE, "што было ў [2020-м]?", Y2020),
    (BE, "што зроблена [з сакавіка]?", SINCE_MARCH),
    (BE, "вынікі за [мінулы год]", LAST_YEAR),
    (BE, "што было [летась]?", LAST_YEAR),
    (BE, "вынікі за [першыя дзевяць месяцаў 2020 года]", NINE_MONTHS),
    (BE, "галіны [з 2015 па 2020 год]", SPAN),
    (BE, "падпісана ў [жніўні 2015]", AUGUST),
    (BE, "планы [да 2016 года]", ("", "2015-12-31")),
    (ZH, "[2020年]出口多少？", Y2020),
    (ZH, "[2015年8月]签署了什么？", AUGUST),
    (ZH, "[2015年8月31日]签署了什么？", DAY),
    (ZH, "[2015年至2020年]的投资", SPAN),
    (ZH, "[2015-2020年]的投资", SPAN),
    (ZH, "[2020年1月至9月]贸易额", NINE_MONTHS),
    (ZH, "[2020年前三个季度]贸易额", NINE_MONTHS),
    (ZH, "[2020年第三季度]贸易额", QUARTER),
    (ZH, "[去年]的出口", LAST_YEAR),
    (ZH, "[自3月以来]做了什么？", SINCE_MARCH),
    (ZH, "[上半年]的出口", ("2026-01-01", "2026-06-30")),
    (ZH, "[2016年7月1日前]的主要反应是什么？", ("", "2016-06-30")),
    (ZH, "[2018年以来]的投资", ("2018-01-01", "")),
    (ZH, "[12月]的投资", ("2025-12-01", "2025-12-31")),
]


@pytest.mark.parametrize(("language", "marked", "days"), NAMED)
def test_a_period_and_its_words_are_found(
    language: Language, marked: str, days: tuple[str, str]
) -> None:
    question = marked.replace("[", "").replace("]", "")

    found = find_period(question, language=language, today=TODAY)

    assert found is not None
    assert days == (_iso(found.period.first), _iso(found.period.last))
    assert marked == (
        f"{question[: found.start]}[{question[found.start : found.end]}]{question[found.end :]}"
    )
    assert question[found.start : found.end] == found.words
    assert not found.period.published_only


def _iso(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


@pytest.mark.parametrize(
    ("language", "question"),
    [
        (EN, "How much should Belarus sell by 2020?"),
        (EN, "the program till 2020"),
        (EN, "by the end of this year"),
        (EN, "Directive No. 2015"),
        (EN, "What does Directive No. 5 of 31 August 2015 say?"),
        (EN, "Which villages of 20155, 8 (02157) 3-20-15, 1.2015 and $2015?"),
        (EN, "homes for 2000 people"),
        (EN, "trade in 2015 and 2020"),
        (EN, "trade in 2015, 2016 and 2017"),
        (EN, "trade in 2019 compared with 2018"),
        (EN, "What may we do? The march of time."),
        (EN, "signed on 31 February 2015"),
        (EN, "between 2020 and 2015"),
        (EN, "the 2015-style tractor"),
        (RU, "25 2015-ых тракторов"),
        (RU, "Директива № 5 от 31 августа 2015 года"),
        (RU, "экспорт к 2020 году"),
        (RU, "до конца этого года"),
        (RU, "в 2015 и 2020 годах"),
        (RU, "отопление в 2015 домах"),
        (RU, "рост в 2010-х годах"),
        (RU, "по состоянию на 1 января 2020 года"),
        (BE, "экспарт к 2020 году"),
        (BE, "Дырэктыва № 5 ад 31 жніўня 2015 года"),
        (BE, "гандаль у 2015 і 2020 гадах"),
        (EN, "What must be done before 1 July 2016?"),
        (EN, "What may be ready before 2030?"),
        (EN, "grants for 2000 farms, within 2020 days"),
        (EN, "Where can I get help today?"),
        (EN, "benefits for those born in 2015"),
        (RU, "Сколько инвестиций область должна привлечь до 2020 года?"),
        (RU, "Какие планы до 2030 года?"),
        (RU, "Куда позвонить сегодня?"),
        (RU, "пособие на детей 2015 года рождения"),
        (RU, "пособие на детей, рождённых в 2015 году"),
        (RU, "Приказ 2019 г. № 58"),
        (BE, "Колькі інвестыцый да 2020 года павінна прыцягваць вобласць?"),
        (BE, "Якія планы да 2030 года?"),
        (BE, "Ці працуе выканкам сёння?"),
        (BE, "дапамога на дзяцей 2015 года нараджэння"),
        (ZH, "2016年7月1日前要做什么？"),
        (ZH, "2030年以前的计划"),
        (ZH, "2015年8月31日第5号指令规定了什么？"),
        (ZH, "今天几点开门？"),
        (ZH, "生于1990年的人可以申请吗？"),
        (ZH, "1990年出生的人可以申请吗？"),
        (ZH, "到2020年出口多少？"),
        (ZH, "截至2020年底"),
        (ZH, "2015年和2016年的出口"),
        (ZH, "电话2015"),
    ],
)
def test_deadlines_numbers_and_several_periods_are_none(language: Language, question: str) -> None:
    assert find_period(question, language=language, today=TODAY) is None


@pytest.mark.parametrize(
    ("language", "question"),
    [
        (EN, "news of 2015"),
        (EN, "What was published in 2015?"),
        (EN, "What was reported during 2015?"),
        (RU, "новости за 2015 год"),
        (RU, "Что опубликовано в 2015 году?"),
        (BE, "навіны за 2015 год"),
        (BE, "Што апублікавана ў 2015 годзе?"),
        (ZH, "2015年的新闻"),
        (ZH, "2015年发布了什么？"),
    ],
)
def test_who_asks_for_publications_means_the_day_of_publication(
    language: Language, question: str
) -> None:
    found = find_period(question, language=language, today=TODAY)

    assert found is not None
    assert (_iso(found.period.first), _iso(found.period.last)) == Y2015
    assert found.period.published_only


@pytest.mark.parametrize(
    ("language", "question"),
    [(EN, "today's news"), (RU, "новости за сегодня"), (BE, "навіны за сёння"), (ZH, "今天的新闻")],
)
def test_today_is_a_period_of_publications_only(language: Language, question: str) -> None:
    found = find_period(question, language=language, today=TODAY)

    assert found is not None
    assert (found.period.first, found.period.last) == (TODAY, TODAY)


@pytest.mark.parametrize(
    ("today", "first"),
    [(date(2026, 2, 28), "2025-03-01"), (date(2026, 3, 1), "2026-03-01")],
)
def test_without_a_year_the_most_recent_month_is_meant(today: date, first: str) -> None:
    found = find_period("since March", language=EN, today=today)

    assert found is not None
    assert first == _iso(found.period.first)


_PIECES = (
    "in since from to between by 2015 2020-06-31 31 may March - , с по до 2015года за ў год 年 "
    "2020年 3月 至 以来 квартал первый 9 месяцев 29 February 30.02.2020 2099 last year and и"
)


@given(
    pieces=st.lists(
        st.sampled_from(_PIECES.split()),
        max_size=12,
    ),
    language=st.sampled_from(Language),
    today=st.dates(date(1990, 1, 1), date(2090, 1, 1)),
)
def test_whatever_is_asked_the_words_lie_in_the_question(
    pieces: list[str], language: Language, today: date
) -> None:
    question = " ".join(pieces)

    found = find_period(question, language=language, today=today)

    if found is not None:
        assert found.words == question[found.start : found.end]
        assert found.words.strip()
