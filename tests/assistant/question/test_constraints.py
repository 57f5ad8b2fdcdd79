from datetime import date

import pytest

from assistant.question.constraints import constraints_of
from corpus.document import Language
from corpus.sentence import Sentence
from tests.fakes import make_document

EN = Language.ENGLISH


@pytest.mark.parametrize(
    ("question", "text", "passed_over"),
    [
        ("How much in 2014?", "It was $1.5 billion in 2020.", True),
        ("How much in 2014?", "It was $1.5 billion in 2014, more than in 2013.", False),
        ("How much in 2017?", "From 2016 to 2020 it grows.", False),
        ("How much in 2014?", "It was $1.5 billion.", False),
        ("How much?", "It was $1.5 billion in 2020.", False),
        ("What does the news of 2015 say?", "It goes on until 2020.", False),
        ("How much in 2019?", "Since 2015 it has been $1 billion.", False),
        ("How many in 2018?", "By 2020 it should be 500.", False),
        ("How much in 2014?", "By 2020 it should be $1.5 billion.", True),
        ("How much in 1995?", "In the 1990s it was less.", False),
        ("What was decided on 12.05.2018?", "12.05.2018 отменено решение 2014 года.", False),
        ("Where is School No. 2?", "It is in room No. 5.", False),
        ("When was Directive No. 6 signed?", "Directive No. 5 was signed in August.", True),
        ("When was Directive No. 6 signed?", "Directive No. 6 follows No. 5.", False),
        ("When was Directive No. 6 signed?", "It was signed in August.", False),
        ("How many in 2015?", "There were 5 in 2014.", True),
        ("How many in 2015?", "There were 5 last year.", True),
        ("How many in 2014?", "There were 5 last year.", False),
    ],
)
def test_a_sentence_may_pass_over_what_was_asked(
    question: str, text: str, passed_over: bool
) -> None:
    document = make_document(text, published=date(2015, 9, 1))
    sentence = Sentence(document=document, start=0, end=len(text))

    assert constraints_of(question, EN).passed_over(sentence) is passed_over


def test_a_sentence_without_a_number_speaks_of_that_of_its_document() -> None:
    document = make_document("It was signed in August.", title="Directive No. 5")
    sentence = Sentence(document=document, start=0, end=24)

    assert constraints_of("When was Directive No. 6 signed?", EN).passed_over(sentence)
    assert not constraints_of("When was Directive No. 5 signed?", EN).passed_over(sentence)


def test_a_number_belongs_to_a_noun_in_any_case_and_to_no_longer_word() -> None:
    asked = constraints_of("Когда принято решение № 5?", Language.RUSSIAN)
    law = constraints_of("Когда принят закон № 5?", Language.RUSSIAN)
    document = make_document(
        "Решением № 6 отменено прежнее. Законопроект № 6 внесён.", language=Language.RUSSIAN
    )
    sentence = Sentence(document=document, start=0, end=len(document.text))

    assert asked.passed_over(sentence)
    assert not law.passed_over(sentence)


def test_a_document_may_lack_a_country() -> None:
    document = make_document("China will invest.", title="Trade of Belarus")

    assert constraints_of("How much will Poland invest in Belarus?", EN).without_a_country(document)
    assert not constraints_of("How much will China invest in Belarus?", EN).without_a_country(
        document
    )
    assert not constraints_of("How much will they invest?", EN).without_a_country(document)


def test_what_a_question_leaves_open_is_taken_from_the_one_before() -> None:
    before = constraints_of("How much did China invest in 2019?", EN)

    both = constraints_of("And in 2018?", EN).or_else(before)

    assert both.years == {2018}
    assert both.countries == {"CN"}
