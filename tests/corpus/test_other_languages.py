from pathlib import Path

import pytest

from corpus.other_languages import is_other_language
from tests.gold import tuning_cases


@pytest.mark.parametrize(
    "question",
    [
        *("Wann wurde die Direktive Nr. 5 unterzeichnet?", "Wie viele Traktoren werden gebaut?"),
        *("Dokąd mam złożyć wniosek?", "Ile traktorów ma zostać złożonych w Chinach?"),
        *("Коли була підписана директива № 5?", "Скільки тракторів буде зібрано в Китаї?"),
        *("Що вирішили на засіданні?", "Як подати заяву на отримання довідки?"),
        *("Quand la directive a-t-elle été signée ?", "Quel est le numéro de téléphone ?"),
        *("¿Cuándo se firmó la directiva?", "Quanti trattori saranno prodotti in Cina?"),
        *("Kada pasirašyta direktyva?", "Cik traktoru tiks samontēti Ķīnā?"),
        *("Kdy byla podepsána směrnice?", "Кога беше подписана директивата?"),
        *(
            "指令第5号はいつ署名されましたか？",
            "지침은 언제 서명되었습니까?",
            "متى تم توقيع التوجيه؟",
        ),
        *("Πότε υπογράφηκε η οδηγία;", "निर्देश कब हस्ताक्षरित हुआ?", "მოეწერა ხელი?"),
    ],
)
def test_a_question_in_another_language_is_recognised(question: str) -> None:
    assert is_other_language(question)


@pytest.mark.parametrize(
    "question",
    [
        *("", "5", "31.08.2015", "α", "COVID-19", "Huawei", "São Paulo", "El Niño", "Düsseldorf"),
        *("kogda podpisana direktiva 5?", "skolko traktorov soberut v kitae", "gde ispolkom"),
        *("kali padpisana dyrektyva", "dzie znachodzicca vykankam", "kolki traktaraŭ sabrali"),
        *("Dokšycy", "Der Spiegel", "Los Angeles investment", "Who founded Der Spiegel?"),
        *("What did De Gaulle say in Les Temps?", 'What does "Wir schaffen das" mean?'),
        *("Калі?", "Якія?", "Што гэта?", "А план ёсць?", "Ці ёсць?", "пасол Се Сяаюн", "Навошта?"),
        *("А врачи?", "Где?", "По чьим данным?", "Чи Ли", "Де Голль", "Украина и Польша", "Киев"),
        *(
            "Что такое Верховна Рада?",
            "第5号指令",
            "電話呢？",
            "鲜の味是什么？",
            "拖拉机tractor多少",
        ),
        "势在必行（Il faut bien le faire）。",
    ],
)
def test_names_transliterations_and_short_questions_are_not(question: str) -> None:
    assert not is_other_language(question)


def test_no_gold_case_is_in_another_language() -> None:
    questions = [case.question for case in tuning_cases()]

    assert [question for question in questions if is_other_language(question)] == []


@pytest.mark.parametrize("name", ["ref.rus", "ref.bel"])
def test_four_words_of_news_are_not_in_a_neighbouring_language(name: str) -> None:
    path = Path(f"../shared/data/ntrex/newstest2019-{name}.txt")
    if not path.exists():
        pytest.skip(f"{path} is not here")
    lines = [line.split() for line in path.read_text("utf-8").splitlines()[:500]]

    pieces = [" ".join(words[at : at + 4]) for words in lines for at in range(0, len(words), 4)]

    assert [piece for piece in pieces if is_other_language(piece)] == []
