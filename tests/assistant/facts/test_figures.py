from datetime import date

import pytest

from assistant.facts.figures import When, figures, find_whens
from corpus.document import Language
from corpus.sentence import Sentence
from tests.fakes import make_document


def sentence(text: str, language: str = "en", *, published: date | None = None) -> Sentence:
    document = make_document(text, title="News", language=Language(language), published=published)
    return Sentence(document=document, start=0, end=len(text))


@pytest.mark.parametrize(
    ("language", "text", "when"),
    [
        ("en", "in January-September 2020", When(year=2020, months=(1, 9))),
        ("en", "From January to September 2020", When(year=2020, months=(1, 9))),
        ("en", "in the first nine months of 2020", When(year=2020, months=(1, 9))),
        ("en", "by 1 July 2016", When(year=2016, months=(7, 7), day=1)),
        ("ru", "за январь — сентябрь 2020 года", When(year=2020, months=(1, 9))),
        ("ru", "на конец октября", When(year=None, months=(10, 10))),
        ("be", "у 2019 годзе", When(year=2019, months=(1, 12))),
        ("zh", "2020年前九个月", When(year=2020, months=(1, 9))),
        ("en", "last year", None),
    ],
)
def test_times_are_read_and_ranges_joined(language: str, text: str, when: When | None) -> None:
    [found] = find_whens(text, language=Language(language), published=None)

    assert found.when == when


def test_last_year_is_the_year_before_the_document() -> None:
    [found] = find_whens("last year", language=Language.ENGLISH, published=date(2020, 5, 1))

    assert found.when == When(year=2019, months=(1, 12))


def test_each_figure_keeps_to_its_own_clause() -> None:
    text = (
        "As of the end of October, there were 66 resident companies, "
        "the volume of committed investments was about $1.2 billion."
    )

    residents, money = figures(sentence(text))

    assert (residents.words, money.words) == ("66 resident companies", "$1.2 billion")
    assert residents.subject.topics == {"resident", "park"}
    assert money.subject.topics == {"investment"}
    assert money.subject.marks == {"committed"}
    assert residents.when == money.when == When(year=None, months=(10, 10))


def test_what_cannot_be_told_apart_or_says_nothing_is_left_out() -> None:
    assert figures(sentence("Exports rose from $5 million to $7 million.")) == ()
    assert figures(sentence("It is 40 years (18 feet).")) == ()
    assert figures(sentence("Only 10% said so.")) == ()
    assert figures(sentence("No number at all.")) == ()


def test_a_number_that_may_be_a_year_makes_the_time_unknown() -> None:
    [figure] = figures(sentence("造成近700人死亡，2006：地震。", "zh"))

    assert figure.when is None
    assert not figure.timeless
