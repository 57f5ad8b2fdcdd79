from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Language
from corpus.passage import Passage
from index.search.admission import Admission
from index.search.filters import NO_FILTERS, Filters, Period
from tests.fakes import make_document

DAYS = st.dates(date(2013, 6, 1), date(2018, 6, 1))
IDS = st.integers(0, 5).map(lambda number: f"d{number}.txt")
TEXTS = st.sampled_from(
    [
        "Nothing.",
        "In 2014.",
        "Plan 2015–2017.",
        "31.08.2015, 2016年",
        "12015",
        "2017 — 2014",
        "May 2015",
    ]
)


@st.composite
def passages(draw: st.DrawFn) -> list[Passage]:
    found = []
    for document_id in draw(st.lists(IDS, unique=True)):
        text = draw(TEXTS)
        document = make_document(
            text,
            id=document_id,
            title=draw(TEXTS),
            language=draw(st.sampled_from(Language)),
            published=draw(st.none() | DAYS),
        )
        ends = draw(st.lists(st.integers(1, len(text)), min_size=1, max_size=3))
        found += [Passage.cut(document, start=0, end=end) for end in ends]
    return found


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first, last = draw(st.none() | DAYS), draw(DAYS)
    if first is not None and first > last:
        first, last = last, first
    open_end = first is not None and draw(st.booleans())
    return Period(first=first, last=None if open_end else last, published_only=draw(st.booleans()))


FILTERS = st.builds(
    Filters,
    published_from=st.none() | DAYS,
    published_to=st.none() | DAYS,
    languages=st.frozensets(st.sampled_from(Language)),
    document_ids=st.frozensets(IDS),
    period=st.none() | periods(),
)


@given(passages=passages(), several=st.lists(FILTERS, max_size=3))
def test_the_mask_is_the_definition_passage_by_passage(
    passages: list[Passage], several: list[Filters]
) -> None:
    admission = Admission(passages)

    for filters in [*several, *several]:
        expected = [filters.admit(passage) for passage in passages]
        mask = admission.mask(filters)
        assert expected == ([True] * len(passages) if mask is None else mask.tolist())


def test_no_condition_needs_no_mask() -> None:
    admission = Admission([Passage.cut(make_document("Text."), start=0, end=5)])

    assert admission.mask(NO_FILTERS) is None
    assert admission.mask(Filters()) is None
