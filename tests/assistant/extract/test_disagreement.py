from datetime import date

import pytest

from assistant.extract.disagreement import Disagreement, find_disagreement, with_both_sides
from assistant.extract.quotation import Quotation
from corpus.document import Language
from corpus.sentence import Sentence
from corpus.sentences import split_sentences
from tests.fakes import make_document

Side = tuple[str, str]
OLD_FIGURE = "The park has 66 residents."


def sentence(
    text: str,
    language: str = "en",
    *,
    document: str = "a.txt",
    title: str = "News",
    published: date | None = None,
    following: str = "",
) -> Sentence:
    body = make_document(
        f"{text} {following}".strip(),
        id=document,
        title=title,
        language=Language(language),
        published=published,
    )
    return Sentence(document=body, start=0, end=len(text))


def compared(
    first: Side, second: Side, *, days: tuple[date | None, date | None] = (None, None)
) -> Disagreement | None:
    here = sentence(first[1], first[0], document="a.txt", published=days[0])
    there = sentence(second[1], second[0], document="b.txt", published=days[1])
    found, turned = find_disagreement([here], [there]), find_disagreement([there], [here])
    assert (found is None) == (turned is None)
    return found


DISAGREE: list[tuple[Side, Side, str, str]] = [
    (
        ("en", "As of the end of October, there were 66 resident companies."),
        ("en", "At the end of October there were 68 residents."),
        "66 resident companies",
        "68 residents",
    ),
    (
        ("en", "As of the end of October, there were 66 resident companies."),
        ("ru", "По состоянию на конец октября парк насчитывал 68 компаний-резидентов."),
        "66 resident companies",
        "68 компаний-резидентов",
    ),
    (
        ("ru", "По состоянию на конец октября парк насчитывал 66 компаний-резидентов."),
        ("be", "Па стане на канец кастрычніка парк налічваў 68 кампаній-рэзідэнтаў."),
        "66 компаний-резидентов",
        "68 кампаній-рэзідэнтаў",
    ),
    (
        ("en", "The list of new joint research centres must be compiled by 1 July 2016."),
        ("en", "By 1 January 2017 the list of new joint research centres must be compiled."),
        "1 July 2016",
        "1 January 2017",
    ),
    (
        ("ru", "К 1 июля 2016 года нужно составить перечень новых исследовательских центров."),
        ("ru", "Перечень новых исследовательских центров нужно составить к 1 сентября 2016 года."),
        "1 июля 2016 года",
        "1 сентября 2016 года",
    ),
    (
        ("be", "Сумесную турыстычную кампанію мяркуецца адкрыць да 2018 года."),
        ("be", "Сумесную турыстычную кампанію мяркуецца адкрыць да 2019 года."),
        "2018 года",
        "2019 года",
    ),
    (
        ("zh", "合资旅游公司应在2018年以前开业。"),
        ("zh", "合资旅游公司应在2019年以前开业。"),
        "2018年",
        "2019年",
    ),
    (
        ("en", "Directive No. 5 was signed on 31 August 2015."),
        ("en", "Directive No. 5 was signed on 30 August 2015."),
        "31 August 2015",
        "30 August 2015",
    ),
    (
        ("en", "Chinese investment in Belarus reached $1.17 billion in 2019."),
        ("ru", "В 2019 году инвестиции Китая в Беларусь составили 1,71 млрд долларов."),
        "$1.17 billion",
        "1,71 млрд долларов",
    ),
    (
        ("zh", "2019年中国对白投资总额为11.7亿美元。"),
        ("en", "Chinese investment in Belarus reached $11.7 billion in 2019."),
        "11.7亿美元",
        "$11.7 billion",
    ),
    (
        ("en", "Exports from Belarus to China should be worth at least $1.5 billion by 2020."),
        ("zh", "到2020年，白俄罗斯对华出口额应不低于25亿美元。"),
        "$1.5 billion",
        "25亿美元",
    ),
    (
        ("ru", "Белорусский экспорт в Китай к 2020 году должен достичь не менее 1,5 млрд долл."),
        ("be", "Беларускі экспарт у Кітай да 2020 года павінен дасягнуць не менш за 2,5 млрд дол."),
        "1,5 млрд долл.",
        "2,5 млрд дол.",
    ),
    (
        ("ru", "Справка выдаётся в течение 5 рабочих дней."),
        ("ru", "Справка выдаётся в течение 10 рабочих дней."),
        "5 рабочих дней",
        "10 рабочих дней",
    ),
    (
        ("be", "Пошліна за даведку складае 25 рублёў."),
        ("be", "Пошліна за даведку складае 29 рублёў."),
        "25 рублёў",
        "29 рублёў",
    ),
    (
        ("zh", "办理证明需要5个工作日。"),
        ("zh", "办理证明需要15个工作日。"),
        "5个工作日",
        "15个工作日",
    ),
    (
        ("en", "The trade between China and Belarus amounted to $3.128 billion in 2020."),
        ("zh", "2020年中白贸易额为32.28亿美元。"),
        "$3.128 billion",
        "32.28亿美元",
    ),
    (
        ("en", "The school has 310 pupils."),
        ("en", "The school had 340 pupils."),
        "310 pupils",
        "340 pupils",
    ),
]


@pytest.mark.parametrize(("first", "second", "here", "there"), DISAGREE)
def test_different_values_for_the_same_thing_are_found(
    first: Side, second: Side, here: str, there: str
) -> None:
    found = compared(first, second)

    assert found is not None
    assert not found.impossible_change
    assert (found.first_words, found.second_words) == (here, there)
    assert (found.first.text, found.second.text) == (first[1], second[1])


AGREE: list[tuple[Side, Side]] = [
    # The same value in other words.
    (("en", "Exports to China were $1.5 billion in 2019."), ("zh", "2019年对华出口额为15亿美元。")),
    (("en", "In 2019 exports were $1.5 billion."), ("ru", "Экспорт в 2019 году — 1,5 млрд долл.")),
    (("en", "There are 6,000 tractors."), ("be", "Ёсць 6 тысяч трактараў.")),
    (
        ("en", "The trade in 2020 was $3.128 billion."),
        ("en", "The trade in 2020 was $3.1 billion."),
    ),
    (
        ("en", "The trade in 2020 was about $3 billion."),
        ("en", "The trade in 2020 was $3.128 billion."),
    ),
    # Other years, other parts of a year.
    (("en", "The trade in 2019 was $3.1 billion."), ("en", "The trade in 2020 was $4.2 billion.")),
    (
        ("en", "The trade in 2019 was $4 billion."),
        ("en", "The trade was $3 billion in January-September 2019."),
    ),
    (
        ("ru", "Экспорт в 2019 году составил 5 млн долларов."),
        ("ru", "Экспорт в 2018 году составил 7 млн долларов."),
    ),
    (
        ("be", "На канец сакавіка парк налічваў 60 рэзідэнтаў."),
        ("be", "На канец кастрычніка парк налічваў 66 рэзідэнтаў."),
    ),
    (("zh", "2019年贸易额为31亿美元。"), ("zh", "2020年前九个月贸易额为28亿美元。")),
    (("en", "The trade in 2019 was $3.1 billion."), ("en", "The trade was $4.2 billion.")),
    # Other things: direct and total, export and import, whose, part and whole.
    (
        ("en", "In 2019 Chinese investment was $1.17 billion."),
        ("en", "In 2019 Chinese direct investment was $390 million."),
    ),
    (
        ("ru", "Инвестиции Китая в 2019 году — 1,17 млрд долл."),
        ("zh", "2019年中国直接投资为3.9亿美元。"),
    ),
    (("en", "Exports in 2019 were $5 million."), ("en", "Imports in 2019 were $7 million.")),
    (
        ("en", "Exports of meat in 2019 were $5 million."),
        ("en", "Exports of milk in 2019 were $7 million."),
    ),
    (
        ("en", "Exports in 2019 were $5 million."),
        ("en", "Exports of milk in 2019 were $3 million."),
    ),
    (
        ("en", "In 2019 exports to China were $5 million."),
        ("en", "In 2019 exports to Russia were $7 million."),
    ),
    (("en", "Brest opened 5 schools in 2019."), ("en", "Minsk opened 7 schools in 2019.")),
    (
        ("ru", "В Бресте в 2019 году открыто 5 школ."),
        ("be", "У Мінску ў 2019 годзе адкрыта 7 школ."),
    ),
    (("en", "The boys' school has 300 pupils."), ("en", "The girls' school has 310 pupils.")),
    (("ru", "Выпустить надо 6 000 тракторов."), ("ru", "Выпустить надо 3 000 комбайнов.")),
    (
        ("zh", "2019年中国对白投资总额为11.7亿美元，其中直接投资3.9亿美元。"),
        ("zh", "2019年中国投资总额为11.7亿美元。"),
    ),
    # A year and every year, a year and all of them.
    (
        ("en", "Investment of $100 million a year is planned."),
        ("en", "Investment of $500 million is planned."),
    ),
    (
        ("en", "Investment was $100 million in 2019."),
        ("en", "Cumulative investment was $900 million in 2019."),
    ),
    # Limits, and plans beside facts.
    (
        ("en", "Letters of intent were worth more than $31 million."),
        ("en", "Letters of intent were worth $35 million."),
    ),
    (
        ("ru", "Экспорт должен составить не менее 1,5 млрд долларов."),
        ("ru", "Экспорт составил 1,2 млрд долларов."),
    ),
    (("be", "У парку больш за 60 рэзідэнтаў."), ("be", "У парку 66 рэзідэнтаў.")),
    (("zh", "园区至少有60家入园企业。"), ("zh", "园区有66家入园企业。")),
    # Dates: another event, every year, a day inside a year.
    (
        ("en", "The directive was signed on 31 August 2015."),
        ("en", "The directive was published on 2 September 2015."),
    ),
    (("en", "The fair opened on 5 May 2019."), ("en", "The fair opened on 7 May 2020.")),
    (
        ("en", "The land tax must be paid by 15 November 2019."),
        ("en", "The land tax must be paid by 15 November 2020."),
    ),
    (
        ("ru", "Отчёт о дорогах должен быть готов к 1 июля 2016 года."),
        ("ru", "Отчёт о школах должен быть готов к 1 января 2017 года."),
    ),
    (
        ("en", "The directive was signed on 31 August 2015."),
        ("ru", "Директива подписана 31 августа 2015 года."),
    ),
    (
        ("zh", "合资旅游公司应在2018年以前开业。"),
        ("be", "Сумесную турыстычную кампанію мяркуецца адкрыць да 2018 года."),
    ),
    # What is no quantity at all.
    (("en", "Call 8 (02157) 3-25-10."), ("en", "Call 8 (02157) 3-25-11.")),
    (("en", "See Directive No. 5 of 2015."), ("en", "See Directive No. 6 of 2015.")),
]


@pytest.mark.parametrize(("first", "second"), AGREE)
def test_what_may_both_be_right_is_left_alone(first: Side, second: Side) -> None:
    assert compared(first, second) is None


EARLY, LATE = date(2018, 3, 1), date(2020, 11, 12)
TOLD = ("en", "The park has 66 residents."), ("en", "The park has 68 residents.")


def test_the_newer_side_comes_first() -> None:
    close = compared(*TOLD, days=(date(2020, 5, 1), LATE))
    closer = compared(*TOLD, days=(LATE, date(2020, 5, 1)))

    assert close is not None
    assert closer is not None
    assert (close.first_words, close.second_words) == ("68 residents", "66 residents")
    assert (closer.first_words, closer.second_words) == ("66 residents", "68 residents")


def test_undated_statements_of_documents_years_apart_may_each_be_right() -> None:
    assert compared(*TOLD, days=(EARLY, LATE)) is None
    assert compared(*TOLD, days=(None, LATE)) is not None


def test_one_document_does_not_disagree_with_itself_over_a_value() -> None:
    first = sentence("The park has 66 residents.", following="The park has 68 residents.")
    second = Sentence(document=first.document, start=27, end=len(first.document.text))

    assert second.text == "The park has 68 residents."
    assert find_disagreement([first], [second]) is None


NINE_MONTHS = {
    "en": "The trade between China and Belarus was $3.128 billion in January-September 2020, "
    "down by only 2.8% year-on-year.",
    "ru": "За январь — сентябрь 2020 года товарооборот двух стран составил 3,128 млрд долларов, "
    "что на 2,8 % меньше, чем годом ранее.",
    "be": "За студзень — верасень 2020 года тавараабарот дзвюх краін склаў 3,128 млрд долараў, "
    "што на 2,8 % менш, чым годам раней.",
    "zh": "2020年前九个月，中白贸易额为31.28亿美元，同比减少2.8%。",
}
YEAR_BEFORE = {
    "en": "The bilateral trade in 2019 amounted to a record of ${}.",
    "ru": "В 2019 году товарооборот двух стран составил {} долларов.",
    "be": "У 2019 годзе тавараабарот дзвюх краін склаў {} долараў.",
    "zh": "2019年中白贸易额为{}美元。",
}


@pytest.mark.parametrize("changed", sorted(NINE_MONTHS))
@pytest.mark.parametrize(
    ("language", "amount", "possible"),
    [
        ("en", "4.6 million", False),
        ("en", "4.6 billion", True),
        ("en", "460 billion", False),
        ("ru", "4,6 млн", False),
        ("ru", "4,6 млрд", True),
        ("be", "4,6 млн", False),
        ("be", "4,6 млрд", True),
        ("zh", "460万", False),
        ("zh", "46亿", True),
    ],
)
def test_a_change_that_cannot_have_happened_is_found(
    changed: str, language: str, amount: str, possible: bool
) -> None:
    now = sentence(NINE_MONTHS[changed], changed, document="a.txt")
    before = sentence(YEAR_BEFORE[language].format(amount), language, document="b.txt")

    found = find_disagreement([now], [before])

    assert (found is None) is possible
    assert found is None or found.impossible_change


def test_the_change_may_be_told_in_the_sentence_behind_and_in_one_document() -> None:
    text = "In 2019 bilateral trade was $4.6 million. In 2020 bilateral trade was $3.1 billion."
    behind = "That was only 2.8% less than a year earlier."
    whole = sentence(text, following=behind).document
    before = Sentence(document=whole, start=0, end=41)
    now = Sentence(document=whole, start=42, end=len(text))

    found = find_disagreement([before], [now])

    assert found is not None
    assert found.impossible_change
    assert (found.first_words, found.second_words) == ("$4.6 million", "$3.1 billion")


@pytest.mark.parametrize(
    "now",
    [
        "The trade between China and Belarus was $3.128 billion in 2020.",  # no change is stated
        "The trade of China and Belarus was $3.128 billion in 2018, down by 2.8% year-on-year.",
        "The exports of China to Belarus were $3.128 billion in 2020, down by 2.8% year-on-year.",
        "The trade of China and Belarus was €3.128 billion in 2020, down by 2.8% year-on-year.",
    ],
)
def test_without_a_change_from_that_very_year_nothing_is_ruled_out(now: str) -> None:
    before = sentence("The bilateral trade in 2019 was $4.6 million.", document="b.txt")

    assert find_disagreement([sentence(now)], [before]) is None


def test_both_sides_stand_where_the_contradicted_quotation_stood() -> None:
    lead = sentence("The park lies near Minsk.", document="lead.txt")
    old = sentence(OLD_FIGURE, document="old.txt", published=date(2020, 5, 1))
    new = sentence("The park has 68 residents.", document="new.txt", published=LATE)
    last = sentence("It is open.", document="last.txt")

    def quoted(*sentences: Sentence) -> list[str]:
        sides, _ = with_both_sides(list(map(Quotation.of, sentences)), [lead, old, last, new])
        return [one.document.id for one in sides]

    assert quoted(lead, old, last) == ["lead.txt", "new.txt", "old.txt", "last.txt"]
    assert quoted(old, new) == ["new.txt", "old.txt"]
    assert quoted(lead, last) == ["lead.txt", "last.txt"]


def test_a_contradiction_beside_a_sentence_brought_along_is_found() -> None:
    day = date(2020, 5, 1)
    text = f"It has 12 roads. {OLD_FIGURE}"
    document = make_document(text, id="old.txt", title="News", published=day)
    roads, residents = split_sentences(document)
    whole = Quotation(document=document, start=0, end=len(document.text))
    new = sentence("The park has 68 residents.", document="new.txt", published=LATE)

    sides, found = with_both_sides([whole], [roads, residents, new])

    assert [one.document.id for one in sides] == ["new.txt", "old.txt"]
    assert found is not None
    assert (found.first_words, found.second_words) == ("68 residents", "66 residents")
