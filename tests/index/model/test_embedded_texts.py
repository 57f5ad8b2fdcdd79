import numpy as np
import pytest

from corpus.document import Language
from corpus.passage import Passage
from index.errors import ModelError
from index.model.embedded_texts import LanguageText, by_text, embed_once, passage_text
from index.model.language_centres import LanguageCentres
from index.model.vectors import check_vectors
from tests.fakes import NO_CENTRES, HashingEmbedder, make_document


def english(*texts: str) -> list[LanguageText]:
    return [LanguageText(text, Language.ENGLISH) for text in texts]


def test_a_passage_is_embedded_with_its_title_and_headings() -> None:
    passage = Passage.cut(make_document(), start=0, end=30, headings=("Money", "Land"))

    assert passage_text(passage) == "Tax\nMoney\nLand\nThe tax is due on 1 July 2016."


def test_a_heading_that_repeats_the_title_is_embedded_once() -> None:
    passage = Passage.cut(make_document(), start=0, end=30, headings=("Tax",))

    assert passage_text(passage) == "Tax\nThe tax is due on 1 July 2016."


def test_known_and_equal_texts_are_not_embedded() -> None:
    embedder = HashingEmbedder()
    known = by_text(english("one"), np.full((1, 64), 0.125, dtype=np.float32))
    seen: list[tuple[int, int]] = []

    vectors = embed_once(
        english("two", "one", "two", "three"),
        embedder,
        centres=NO_CENTRES,
        known=known,
        progress=lambda done, total: seen.append((done, total)),
    )

    expected = embedder.embed_passages(["two", "one", "two", "three"])
    expected[1] = 0.125
    np.testing.assert_allclose(vectors, expected, atol=1e-6)
    assert seen == [(1, 2), (2, 2)]


def test_no_texts_give_no_vectors() -> None:
    vectors = embed_once([], HashingEmbedder(), centres=NO_CENTRES, known={}, progress=None)

    assert vectors.shape == (0, 64)


def test_the_same_text_in_another_language_has_another_vector() -> None:
    matrix = np.zeros((8, 64), dtype=np.float32)
    matrix[1, 5] = 1
    texts = [LanguageText("2016", Language.ENGLISH), LanguageText("2016", Language.RUSSIAN)]

    english_vector, russian_vector = embed_once(
        texts,
        HashingEmbedder(),
        centres=LanguageCentres(matrix=matrix),
        known={},
        progress=None,
    )

    assert not np.allclose(english_vector, russian_vector)


@pytest.mark.parametrize(
    ("vectors", "complaint"),
    [
        (np.zeros((2, 3)), "of length 0 instead of 1"),
        (np.full((2, 3), np.nan), "not finite"),
        (np.array([[1, 0, 0], [np.inf, 0, 0]]), "not finite"),
        (np.array([[1, 0, 0], [1, 1, 0]]), "of length 1.41 instead of 1"),
        (np.ones((3, 3)), r"of shape \(3, 3\) for 2 × 3"),
    ],
)
def test_unusable_vectors_are_refused(vectors: np.ndarray, complaint: str) -> None:
    with pytest.raises(ModelError, match=f"model e5 gave .*{complaint}"):
        check_vectors(vectors.astype(np.float32), count=2, dimensions=3, model="e5")
