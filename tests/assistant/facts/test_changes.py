import pytest

from assistant.facts.changes import cannot_hold
from assistant.facts.figures import Figure, figures
from corpus.document import Language
from corpus.sentence import Sentence
from tests.fakes import make_document


def figure(text: str, following: str = "") -> Figure:
    document = make_document(f"{text} {following}", title="News", language=Language.ENGLISH)
    return next(
        one
        for one in figures(Sentence(document=document, start=0, end=len(text)))
        if one.quantity.unit == "USD"
    )


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        # 50 a year before from January to June: 50 to 100 in all of that year.
        ("In 2019 trade was $4.9 million.", True),
        ("In 2019 trade was $5.1 million.", False),
        ("In 2019 trade was $990 million.", False),
        ("In 2019 trade was $1010 million.", True),
        ("In January-June 2019 trade was $510 million.", True),
        ("In January-March 2019 trade was $1 million.", False),
        ("In 2018 trade was $1 million.", False),
        ("In 2019 trade was more than $1 million.", False),
        ("In 2019 exports were $1 million.", False),
    ],
)
def test_the_year_before_must_leave_room_for_the_change(before: str, expected: bool) -> None:
    now = figure("In January-June 2020 trade was $75 million, up 50% year-on-year.")

    assert cannot_hold(now, figure(before)) is expected
    assert cannot_hold(figure(before), now) is expected


@pytest.mark.parametrize(
    ("following", "expected"),
    [
        ("That is 50% more than a year earlier. Exports fell.", True),
        ("That is 50% less than a year earlier.", True),
        ("That is 50% of the whole.", False),
        ("That is 50% more or less than a year earlier.", False),
        ("Exports were 5% and imports 6% up on the year before.", False),
        ("It rains. That is 50% more than a year earlier.", False),
    ],
)
def test_a_change_counts_when_it_is_told_beyond_doubt(following: str, expected: bool) -> None:
    now = figure("In 2020 trade was $75 million.", following)

    assert cannot_hold(now, figure("In 2019 trade was $1 million.")) is expected
