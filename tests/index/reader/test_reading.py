from dataclasses import replace
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from corpus.passage import Passage
from tests.fakes import make_document
from tests.index.reader.readings import make_reading

TEXT = "Notice. The land tax is due on 1 July 2016, they say. It is paid to the office."
PASSAGE = Passage.cut(make_document(TEXT), start=8, end=len(TEXT))


def test_the_best_words_are_found_with_their_offsets_in_the_document() -> None:
    span = make_reading(PASSAGE, "1 July 2016").best(8, len(TEXT))

    assert span is not None
    assert TEXT[span.start : span.end] == "1 July 2016"
    assert span.score == 5.0


def test_signs_around_the_words_are_no_part_of_the_answer() -> None:
    span = make_reading(PASSAGE, "1 July 2016,").best(8, len(TEXT))

    assert span is not None
    assert TEXT[span.start : span.end] == "1 July 2016"


def test_words_outside_the_slice_are_not_given() -> None:
    second = TEXT.index("It is paid")

    span = make_reading(PASSAGE, "1 July 2016").best(second, len(TEXT))

    assert span is not None
    assert span.start >= second
    assert span.score == -5.0


def test_a_slice_without_a_token_has_no_answer() -> None:
    assert make_reading(PASSAGE, "tax").best(0, 7) is None


@given(
    scores=st.lists(st.floats(-9, 9, width=32), min_size=36, max_size=36),
    start=st.integers(8, len(TEXT) - 1),
    length=st.integers(1, 80),
)
def test_the_best_words_are_the_best_of_all_stretches(
    scores: list[float], start: int, length: int
) -> None:
    plain = make_reading(PASSAGE, "tax")
    count = len(plain.places)
    plain.first[:] = np.array(scores[:count], dtype=np.float32)
    plain.last[:] = np.array(scores[-count:], dtype=np.float32)
    end = min(len(TEXT), start + length)
    inside = [row for row, (a, b) in enumerate(plain.places) if b > start and a < end]

    span = plain.best(start, end)

    if not inside:
        assert span is None
        return
    assert all(two == one + 1 for one, two in pairwise(inside))
    best = max(
        float(plain.first[one]) + float(plain.last[two])
        for one in inside
        for two in inside
        if 0 <= two - one < 40
    )
    if span is None:
        return
    assert abs(2 * span.score - best) < 1e-4
    assert start <= span.start <= span.end <= end


def test_signs_alone_are_no_answer() -> None:
    assert make_reading(PASSAGE, ",").best(8, len(TEXT)) is None


def test_the_mean_of_two_readings_is_sure_of_what_both_are_sure_of() -> None:
    july, office = make_reading(PASSAGE, "1 July 2016"), make_reading(PASSAGE, "office")

    mean = july.mean_with(replace(office, none=2.0, about=3.0, answers=-1.0))
    same = july.mean_with(july).best(8, len(TEXT))

    assert (mean.none, mean.about, mean.answers) == (1.0, 2.0, 1.0)
    assert same == july.best(8, len(TEXT))
    torn = mean.best(8, len(TEXT))
    assert torn is not None
    assert torn.score == -0.5
