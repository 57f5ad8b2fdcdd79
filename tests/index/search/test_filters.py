from datetime import date

import pytest

from corpus.document import Language
from corpus.passage import Passage
from corpus.years import Years
from index.search.admission import Admission
from index.search.filters import Filters, Period, named_years
from tests.fakes import make_document


def passage_of(
    text: str,
    *,
    published: date | None = date(2010, 1, 1),
    title: str = "Tax",
    heading: str = "Dates",
) -> Passage:
    document = make_document(text, title=title, published=published)
    return Passage.cut(document, start=0, end=len(text), headings=(heading,))


def years_of(text: str) -> list[tuple[int, int]]:
    found = named_years(passage_of(text))
    return [(years.first, years.last) for years in found]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("In 2016 and 1999.", [(2016, 2016), (1999, 1999)]),
        ("31.08.2015", [(2015, 2015)]),
        ("2015年8月", [(2015, 2015)]),
        ("2016–2020", [(2016, 2020), (2020, 2020)]),
        ("2016 гг. — 2020", [(2016, 2020), (2020, 2020)]),
        ("2016年至2020年", [(2016, 2020), (2020, 2020)]),
        ("12015 tractors, 20155, 1850, 2100, 8 (02157) 32015", []),
        ("2016 and - to 2020", [(2016, 2016), (2020, 2020)]),
    ],
)
def test_the_years_of_a_text_are_found(text: str, years: list[tuple[int, int]]) -> None:
    assert sorted(years) == sorted(years_of(text))


def test_title_and_headings_name_years_too() -> None:
    passage = passage_of("Nothing.", title="Plan of 2016", heading="2017")

    expected = [Years(first=2016, last=2016), Years(first=2017, last=2017)]
    assert expected == list(named_years(passage))


def test_all_of_an_undated_document_counts() -> None:
    document = make_document("Tractors. Written in 2016.", published=None)
    passage = Passage.cut(document, start=0, end=9)

    assert list(named_years(passage)) == [Years(first=2016, last=2016)]


@pytest.mark.parametrize(
    ("published", "text", "only", "admitted"),
    [
        (date(2016, 1, 1), "Nothing.", True, True),
        (date(2016, 12, 31), "Nothing.", True, True),
        (date(2015, 12, 31), "Tractors in 2016.", True, False),
        (date(2015, 12, 31), "Tractors in 2016.", False, True),
        (date(2017, 1, 1), "Tractors in 2017.", False, False),
        (None, "Tractors in 2015–2018.", False, True),
        (None, "Tractors in 2016.", True, False),
    ],
)
def test_a_period_is_met_by_publication_or_by_a_named_year(
    published: date | None, text: str, *, only: bool, admitted: bool
) -> None:
    period = Period(first=date(2016, 1, 1), last=date(2016, 12, 31), published_only=only)

    assert admitted == Filters(period=period).admit(passage_of(text, published=published))


@pytest.mark.parametrize(
    ("published", "text", "admitted"),
    [
        (date(2023, 12, 4), "The bridge is closed.", True),
        (date(2023, 4, 12), "Работы по плану 2023 года.", False),
        (date(2023, 4, 12), "The bridge will be closed in December 2023.", True),
        (date(2023, 4, 12), "Мост закроют 4 декабря.", True),
        (date(2023, 4, 12), "Рамонт пачнецца ў снежні 2023 года.", True),
        (date(2023, 4, 12), "2023年12月开工。", True),
        (date(2023, 4, 12), "The last quarter of 2023.", True),
        (date(2023, 4, 12), "4 декабря 2024 года", False),
        (None, "In 2023.", False),
        (None, "04.12.2023", True),
    ],
)
def test_a_month_is_not_met_by_its_year_alone(
    published: date | None, text: str, *, admitted: bool
) -> None:
    month = Period(first=date(2023, 12, 1), last=date(2023, 12, 31), published_only=False)

    assert admitted == Filters(period=month).admit(passage_of(text, published=published))


@pytest.mark.parametrize(("first", "last"), [(None, None), (date(2016, 1, 2), date(2016, 1, 1))])
def test_a_period_without_days_is_refused(first: date | None, last: date | None) -> None:
    with pytest.raises(ValueError, match="a period"):
        Period(first=first, last=last, published_only=False)


def test_every_condition_must_be_met() -> None:
    passage = passage_of("Tractors.", published=date(2016, 5, 1))
    met = Filters(
        published_from=date(2016, 5, 1),
        published_to=date(2016, 5, 1),
        languages=frozenset({Language.ENGLISH}),
        document_ids=frozenset({"news/tax.txt"}),
    )

    assert met.admit(passage)
    assert not Filters(published_from=date(2016, 5, 2)).admit(passage)
    assert not Filters(published_to=date(2016, 4, 30)).admit(passage)
    assert not Filters(languages=frozenset({Language.CHINESE})).admit(passage)
    assert not Filters(document_ids=frozenset({"other.txt"})).admit(passage)


def test_a_passage_in_another_language_than_its_document_is_admitted_by_its_own() -> None:
    document = make_document("Билет стоит три рубля.", language=Language.BELARUSIAN)
    passage = Passage.cut(document, start=0, end=len(document.text), language=Language.RUSSIAN)

    admission = Admission([passage])
    for language in Language:
        filters = Filters(languages=frozenset({language}))
        mask = admission.mask(filters)

        assert filters.admit(passage) is (language is Language.RUSSIAN)
        assert mask is not None
        assert mask.tolist() == [language is Language.RUSSIAN]
