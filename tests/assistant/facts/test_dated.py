import pytest

from assistant.facts.dated import dates, dates_differ
from assistant.facts.figures import When
from corpus.document import Language
from corpus.sentence import Sentence
from tests.fakes import make_document


def sentence(text: str, language: str = "en") -> Sentence:
    document = make_document(text, title="News", language=Language(language))
    return Sentence(document=document, start=0, end=len(text))


@pytest.mark.parametrize(
    ("language", "text", "when", "deadline"),
    [
        (
            "en",
            "The list must be ready by 1 July 2016.",
            When(year=2016, months=(7, 7), day=1),
            True,
        ),
        ("en", "It was signed on 31 August 2015.", When(year=2015, months=(8, 8), day=31), False),
        ("ru", "Компанию предстоит открыть к 2018 году.", When(year=2018, months=(1, 12)), True),
        ("be", "Кампанію мяркуецца адкрыць да 2018 года.", When(year=2018, months=(1, 12)), True),
        ("zh", "合资旅游公司应在2018年以前开业。", When(year=2018, months=(1, 12)), True),
    ],
)
def test_the_one_date_of_a_sentence_is_read(
    language: str, text: str, when: When, deadline: bool
) -> None:
    [dated] = dates(sentence(text, language))

    assert (dated.when, dated.deadline) == (when, deadline)
    assert dated.words in text


@pytest.mark.parametrize(
    "text",
    [
        "It was signed on 31 August 2015 and published on 2 September 2015.",
        "It was signed on 31 August.",
        "It was signed in 2015.",
        "By 1 July 2016 they have to make 6,000 tractors.",
        "It was signed.",
    ],
)
def test_a_sentence_that_sets_no_one_date_has_none(text: str) -> None:
    assert dates(sentence(text)) == ()


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("The list must be ready by 1 July 2016.", "The list must be ready by 1 May 2016.", True),
        ("The list must be ready by 1 July 2016.", "The list must be ready by 2016.", False),
        ("The list must be ready by 1 July 2016.", "The list was ready on 1 May 2016.", False),
        ("The list must be ready by 1 July 2016.", "The plan must be ready by 1 May 2016.", False),
        ("The list must be ready by 1 July 2016.", "The list must be ready by 1 July 2017.", False),
        ("The fair opened on 5 May 2019.", "The fair opened on 6 May 2020.", False),
        ("The fair opened on 5 May 2019.", "The fair opened on 6 May 2019.", True),
    ],
)
def test_what_comes_back_or_lies_within_does_not_differ(
    first: str, second: str, expected: bool
) -> None:
    [here], [there] = dates(sentence(first)), dates(sentence(second))

    assert dates_differ(here, there) is dates_differ(there, here) is expected
