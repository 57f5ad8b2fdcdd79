import pytest

from assistant.question.answer_type import AnswerKind, AnswerType, expected_answer_type, meets
from corpus.document import Language
from corpus.sentence import Sentence
from tests.fakes import make_document

EN, RU, BE, ZH = Language.ENGLISH, Language.RUSSIAN, Language.BELARUSIAN, Language.CHINESE


def sentence(text: str, language: Language = EN) -> Sentence:
    document = make_document(text, language=language)
    return Sentence(document=document, start=0, end=len(text))


@pytest.mark.parametrize(
    ("question", "language", "kind", "unit"),
    [
        ("How many tractors?", EN, AnswerKind.COUNT, "tractor"),
        ("Сколько тракторов?", RU, AnswerKind.COUNT, "tractor"),
        ("Сколько белорусских студентов учится?", RU, AnswerKind.COUNT, "student"),
        ("Колькі трактароў?", BE, AnswerKind.COUNT, "tractor"),
        ("要生产多少台拖拉机？", ZH, AnswerKind.COUNT, "tractor"),
        ("How many bridges?", EN, AnswerKind.COUNT, None),
        ("How much was sold?", EN, AnswerKind.AMOUNT, None),
        ("How much does a ticket cost?", EN, AnswerKind.MONEY, None),
        ("Сколько стоит справка?", RU, AnswerKind.MONEY, None),
        ("Колькі каштуе білет?", BE, AnswerKind.MONEY, None),
        ("门票多少钱？", ZH, AnswerKind.MONEY, None),
        ("Под какой процент дают кредит?", RU, AnswerKind.PERCENT, None),
        ("When was it signed?", EN, AnswerKind.TIME, None),
        ("До какого числа?", RU, AnswerKind.TIME, None),
        ("Да якога дня?", BE, AnswerKind.TIME, None),
        ("截止日期", ZH, AnswerKind.TIME, None),
        ("What did they say when it began?", EN, AnswerKind.ANYTHING, None),
        ("Что передали, когда всё началось?", RU, AnswerKind.ANYTHING, None),
        ("What is the e-mail of the committee?", EN, AnswerKind.EMAIL, None),
        ("адрас электроннай пошты", BE, AnswerKind.EMAIL, None),
        ("Телефон исполкома", RU, AnswerKind.PHONE, None),
        ("Who chairs the committee?", EN, AnswerKind.PERSON, None),
        ("Как зовут председателя?", RU, AnswerKind.PERSON, None),
        ("Хто ўзначальвае камісію?", BE, AnswerKind.PERSON, None),
        ("Who coordinates?", EN, AnswerKind.ANYTHING, None),
        ("Who is responsible for snow clearing?", EN, AnswerKind.ANYTHING, None),
        ("Кто такой куратор?", RU, AnswerKind.ANYTHING, None),
        ("Where do I pay the fee?", EN, AnswerKind.ANYTHING, None),
        ("Куда вносить плату?", RU, AnswerKind.ANYTHING, None),
        ("罚款在哪里交？", ZH, AnswerKind.ANYTHING, None),
        ("Какая численность населения?", RU, AnswerKind.ANYTHING, None),
        ("У які дзень прыём?", BE, AnswerKind.TIME, None),
        ("How long is the road?", EN, AnswerKind.ANYTHING, None),
        ("When can I phone the committee?", EN, AnswerKind.TIME, None),
        ("Сколько нужно заплатить?", RU, AnswerKind.MONEY, None),
        ("谁负责协调？", ZH, AnswerKind.ANYTHING, None),
        ("Which cities did she visit?", EN, AnswerKind.NAME, None),
        ("Как называется завод?", RU, AnswerKind.NAME, None),
        ("工厂叫什么名字？", ZH, AnswerKind.NAME, None),
    ],
)
def test_a_question_tells_what_its_answer_must_hold(
    question: str, language: Language, kind: AnswerKind, unit: str | None
) -> None:
    assert expected_answer_type(question, language) == AnswerType(kind=kind, unit=unit)


@pytest.mark.parametrize(
    ("question", "text", "language", "met"),
    [
        ("How many tractors in 2016?", "At least 6,000 tractors in 2016.", EN, True),
        ("How many tractors in 2016?", "Tractors are assembled in 2016.", EN, False),
        ("How many tractors?", "It is for the year 2016/2017.", EN, False),
        ("How many tractors?", "They sold 300 tonnes.", EN, False),
        ("How many companies?", "В парке 66 резидентов.", RU, True),
        ("How many bridges?", "They built 300 tonnes of them.", EN, True),
        ("How many times?", "Three times in a row.", EN, True),
        ("How much does it cost?", "It is worth $1.5 million.", EN, True),
        ("How much does it cost?", "At least 6,000 tractors are built.", EN, False),
        ("Сколько стоит билет?", "Билет стоит 5 рублей.", RU, True),
        ("Под какой процент?", "Кредиты дают под 2,5 %.", RU, True),
        ("Под какой процент?", "В стране 1,4 млрд жителей.", RU, False),
        ("When?", "It was signed in March.", EN, True),
        ("Калі?", "Дакумент падпісаны 31 жніўня.", BE, True),
        ("When?", "It was signed by the president.", EN, False),
        ("Когда?", "Говорили о валюте и погоде, это выгодно.", RU, False),
        ("Калі?", "Дакумент абсалютна новы.", BE, False),
        ("Когда?", "Встреча будет в июле.", RU, True),
        ("Калі?", "Сустрэча была ў лістападзе.", BE, True),
        ("E-mail?", "Write to office@example.org.", EN, True),
        ("E-mail?", "Call 3-25-10.", EN, False),
        ("What is the phone number?", "Call 3-25-10.", EN, True),
        ("What is the phone number?", "The postcode is 211722.", EN, False),
        ("Who chairs the committee?", "The committee is chaired by Anna Petrova.", EN, True),
        ("Who chairs the committee?", "The Trade Committee meets in June.", EN, False),
        ("Who chairs the committee?", "It met in the Security Council.", EN, False),
        ("谁担任主席？", "会议在市里举行。", ZH, True),
        ("Which cities did she visit?", "She went to Minsk and Brest.", EN, True),
        ("Which cities did she visit?", "She liked the cities of Belarus.", EN, False),
        ("Which cities did she visit?", "Visits are in May.", EN, False),
        ("Как называется вакцина?", "Вакцина «Весна» готова.", RU, True),
        ("Как называется вакцина?", "Вакцина готова.", RU, False),
        ("How many schools?", "They built two schools.", EN, True),
        ("How many people study there?", "It has 120 students.", EN, True),
        ("How many residents has the village?", "It has 350 inhabitants.", EN, True),
        ("Сколько дней ждать?", "Ответ дают за 15 рабочих дней.", RU, True),
        ("How much does it cost?", "It costs 5 Belarusian rubles.", EN, True),
        ("How much does it cost?", "It is free of charge.", EN, True),
        ("Сколько стоит справка?", "Плата составляет 0,1 базовой величины.", RU, True),
        ("多少钱？", "每张三百元。", ZH, True),
        ("Какая доля?", "Это половина всех.", RU, True),
        ("When is it open?", "On Mondays and Fridays.", EN, True),
        ("Когда приём?", "По понедельникам.", RU, True),
        ("什么时候开放？", "每天开放。", ZH, True),
        ("What is the phone number?", "Телефон 3 25 10.", EN, True),
        ("What is the phone number?", "Звоните: +375 29 123-45-67.", EN, True),
        ("What is the phone number?", "It employs 120 people from 8-00 to 13-00.", EN, False),
        ("What is the phone number?", "It was called out 140 times in 2025/2026.", EN, False),
        ("How many bridges?", "Bridges: 8 (02157) 3-25-10.", EN, False),
        ("Сколько стоит билет?", "На р. Березина есть мост.", RU, False),
        ("Which countries trade with Belarus?", "Belarus trades with Poland.", EN, True),
        ("Which countries trade with Belarus?", "Belarus trades with all.", EN, False),
        ("哪个国家投资最多？", "中国投资最多。", ZH, True),
        ("哪家公司中标？", "华为中标。", ZH, True),
        ("公司叫什么名字？", "东方公司明年开业。", ZH, True),
        ("公司叫什么名字？", "公司明年开业。", ZH, False),
    ],
)
def test_a_sentence_meets_it_or_does_not(
    question: str, text: str, language: Language, met: bool
) -> None:
    asked = ZH if language is ZH else RU if "А" <= question[0] <= "я" else EN
    asked = BE if language is BE else asked

    found = meets(
        expected_answer_type(question, asked),
        sentence(text, language),
        question=question,
        language=asked,
    )

    assert found is met
