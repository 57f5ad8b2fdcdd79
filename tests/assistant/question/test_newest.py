from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.question.newest import is_old, newest_first, newest_published, wants_newest
from corpus.document import Language
from tests.fakes import make_document

Ranked = tuple[str, float, date | None]


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "What is the latest figure for trade?"),
        ("en", "How many residents are there now?"),
        ("en", "What is the current fee?"),
        ("ru", "Каковы последние данные о торговле?"),
        ("ru", "Сколько сейчас резидентов?"),
        ("ru", "Какие тарифы актуальны?"),
        ("be", "Якія апошнія звесткі пра гандаль?"),
        ("be", "Колькі цяпер рэзідэнтаў?"),
        ("be", "Якія тарыфы актуальныя?"),
        ("zh", "最新的贸易额是多少？"),
        ("zh", "现在有多少家企业？"),
        ("zh", "目前的收费标准是什么？"),
    ],
)
def test_a_question_for_the_newest_is_told(language: str, question: str) -> None:
    assert wants_newest(question, Language(language))


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "What was the trade last year?"),
        ("en", "When must the list be ready at the latest?"),
        ("en", "How is a current account opened?"),
        ("en", "Who is known in the snow?"),
        ("ru", "Когда последний срок подачи?"),
        ("ru", "Что изменилось за последние годы?"),
        ("ru", "Кто выполняет текущий ремонт?"),
        ("be", "Калі апошні тэрмін падачы?"),
        ("be", "Што змянілася за апошнія гады?"),
        ("zh", "2019年的贸易额是多少？"),
    ],
)
def test_words_that_only_look_like_it_are_none(language: str, question: str) -> None:
    assert not wants_newest(question, Language(language))


def order(ranked: list[Ranked], *, margin: float) -> list[str]:
    found = newest_first(
        ranked, score=lambda one: one[1], published=lambda one: one[2], margin=margin
    )
    return [name for name, _, _ in found]


def test_the_newest_leads_among_what_is_about_as_good() -> None:
    ranked: list[Ranked] = [
        ("old", 0.90, date(2015, 9, 2)),
        ("undated", 0.88, None),
        ("new", 0.85, date(2020, 11, 12)),
        ("newer but weak", 0.70, date(2021, 1, 1)),
        ("newest but weaker", 0.60, date(2022, 1, 1)),
    ]

    assert order(ranked, margin=0.08) == [
        "new",
        "old",
        "undated",
        "newer but weak",
        "newest but weaker",
    ]
    assert order(ranked, margin=0) == [name for name, _, _ in ranked]
    assert order([], margin=1) == []


@given(
    days=st.lists(st.none() | st.dates(), max_size=8),
    margin=st.floats(min_value=0, max_value=1),
)
def test_nothing_is_lost_and_what_is_weak_stays_where_it_was(
    days: list[date | None], margin: float
) -> None:
    ranked: list[Ranked] = [(str(at), 1 - at / 8, day) for at, day in enumerate(days)]

    found = order(ranked, margin=margin)

    weak = [name for name, value, _ in ranked if value < 1 - margin]
    assert sorted(found) == sorted(name for name, _, _ in ranked)
    assert found[len(found) - len(weak) :] == weak


def test_a_source_is_old_beside_the_newest_document() -> None:
    newest = newest_published(
        [
            make_document(published=date(2015, 9, 2)),
            make_document(published=None),
            make_document(published=date(2017, 9, 2)),
        ]
    )

    assert newest == date(2017, 9, 2)
    assert newest_published([make_document(published=None)]) is None
    assert not is_old(date(2015, 9, 3), newest=newest, after_days=730)
    assert is_old(date(2015, 9, 2), newest=newest, after_days=730)
