from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from corpus.document import Language
from index.model.language_pairs import LanguagePairs, measure_pairs
from tests.fakes import EQUAL_PAIRS

EN, RU, BE, ZH = Language
COSINES = np.array([-1.0, -0.25, 0.0, 0.5, 1.0])
OTHERS = [(one, other) for one, other in product(Language, Language) if one is not other]


def pairs_of(rows: dict[tuple[Language, Language], tuple[float, float]]) -> LanguagePairs:
    """Unrelated and translated similarity by languages of question and passage, else 0 and 1."""
    matrix = [rows.get(pair, (0.0, 1.0)) for pair in product(Language, Language)]
    return LanguagePairs(matrix=np.array(matrix, dtype=np.float32))


def carried(
    pairs: LanguagePairs, question: Language, passage: Language, similarities: NDArray[np.float64]
) -> NDArray[np.float64]:
    return pairs.carry_over(similarities, question=question, passage=passage)


def test_what_is_unrelated_and_what_is_the_same_meet_on_the_own_scale() -> None:
    pairs = pairs_of({(BE, BE): (0.125, 0.875), (BE, ZH): (0.25, 0.75)})

    found = carried(pairs, BE, ZH, np.array([0.25, 0.5, 0.75]))

    np.testing.assert_allclose(found, [0.125, 0.5, 0.875], atol=1e-12)


def test_the_formula_is_that_of_the_docstring() -> None:
    unrelated, same, other_unrelated, other_same = 0.1, 0.8, 0.3, 0.75
    pairs = pairs_of({(EN, EN): (unrelated, same), (EN, RU): (other_unrelated, other_same)})

    expected = unrelated + (COSINES - other_unrelated) * (same - unrelated) / (
        other_same - other_unrelated
    )
    np.testing.assert_allclose(carried(pairs, EN, RU, COSINES), expected, atol=1e-6)


def test_the_language_of_the_question_chooses_the_row() -> None:
    pairs = pairs_of({(RU, ZH): (0.5, 1.0), (ZH, RU): (0.25, 1.0)})

    np.testing.assert_allclose(carried(pairs, RU, ZH, np.array([0.5])), [0.0], atol=1e-12)
    np.testing.assert_allclose(carried(pairs, ZH, RU, np.array([0.25])), [0.0], atol=1e-12)


@pytest.mark.parametrize(("same", "steepness"), [(0.9, 1.0), (0.75, 1.2), (0.1, 2.0)])
def test_the_scale_is_neither_pressed_nor_more_than_doubled(same: float, steepness: float) -> None:
    pairs = pairs_of({(EN, EN): (0.0, 0.9), (EN, ZH): (0.0, same)})

    np.testing.assert_allclose(carried(pairs, EN, ZH, COSINES), steepness * COSINES, atol=1e-6)


MATRICES = st.lists(
    st.tuples(st.floats(-1, 1, width=32), st.floats(-1, 1, width=32)), min_size=16, max_size=16
).map(lambda rows: LanguagePairs(matrix=np.array(rows, dtype=np.float32)))
SORTED = st.lists(st.floats(-1, 1), min_size=2, max_size=9).map(lambda one: np.array(sorted(one)))


@given(MATRICES, SORTED, st.sampled_from(Language))
def test_similarities_within_a_language_stay_as_they_are(
    pairs: LanguagePairs, similarities: NDArray[np.float64], language: Language
) -> None:
    np.testing.assert_array_equal(similarities, carried(pairs, language, language, similarities))


@given(MATRICES, SORTED, st.sampled_from(OTHERS))
def test_the_order_within_another_language_stays_and_numbers_are_bounded(
    pairs: LanguagePairs, similarities: NDArray[np.float64], languages: tuple[Language, Language]
) -> None:
    before = similarities.copy()

    found = carried(pairs, *languages, similarities)

    np.testing.assert_array_equal(similarities, before)
    assert np.abs(found).max() <= 5  # 1 + 2 · (1 + 1)
    steps, found_steps = np.diff(similarities), np.diff(found)
    assert (found_steps >= steps - 1e-9).all()
    assert (found_steps <= 2 * steps + 1e-9).all()


@pytest.mark.parametrize("row", [(0.0, 0.0), (0.5, 0.5), (0.75, 0.25), (1.0, -1.0)])
def test_a_model_that_tells_nothing_apart_moves_similarities_and_stretches_none(
    row: tuple[float, float],
) -> None:
    pairs = pairs_of(dict.fromkeys(product(Language, Language), row))

    for question, passage in OTHERS:
        found = carried(pairs, question, passage, COSINES)
        np.testing.assert_allclose(found, COSINES, atol=1e-6)


def test_no_similarities_give_none() -> None:
    assert carried(EQUAL_PAIRS, EN, RU, np.empty(0)).shape == (0,)


def test_means_are_those_of_translations_and_of_all_others() -> None:
    generator = np.random.default_rng(4)
    questions, passages = (
        [generator.normal(size=(5, 3)).astype(np.float32) for _ in Language] for _ in range(2)
    )

    matrix = measure_pairs(questions=questions, passages=passages).matrix

    assert matrix.shape == (16, 2)
    assert matrix.dtype == np.float32
    for place, (asked, answered) in enumerate(product(questions, passages)):
        dots = [[float(a @ b) for b in answered] for a in asked]
        same = [dots[row][row] for row in range(5)]
        other = [dots[a][b] for a in range(5) for b in range(5) if a != b]
        np.testing.assert_allclose(matrix[place], [sum(other) / 20, sum(same) / 5], atol=1e-5)
