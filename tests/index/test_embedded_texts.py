import numpy as np
import pytest

from corpus.passage import Passage
from index.embedded_texts import by_text, embed_once, passage_text
from index.errors import ModelError
from index.vectors import check_vectors
from tests.fakes import HashingEmbedder, make_document


def test_a_passage_is_embedded_with_its_title_and_headings() -> None:
    passage = Passage.cut(make_document(), start=0, end=30, headings=("Money", "Land"))

    assert passage_text(passage) == "Tax\nMoney\nLand\nThe tax is due on 1 July 2016."


def test_a_heading_that_repeats_the_title_is_embedded_once() -> None:
    passage = Passage.cut(make_document(), start=0, end=30, headings=("Tax",))

    assert passage_text(passage) == "Tax\nThe tax is due on 1 July 2016."


def test_known_and_equal_texts_are_not_embedded() -> None:
    embedder = HashingEmbedder()
    known = by_text(["one"], np.full((1, 64), 0.125, dtype=np.float32))
    seen: list[tuple[int, int]] = []

    vectors = embed_once(
        ["two", "one", "two", "three"],
        embedder,
        known=known,
        progress=lambda done, total: seen.append((done, total)),
    )

    expected = embedder.embed_passages(["two", "one", "two", "three"])
    expected[1] = 0.125
    np.testing.assert_array_equal(vectors, expected)
    assert seen == [(1, 2), (2, 2)]


def test_no_texts_give_no_vectors() -> None:
    assert embed_once([], HashingEmbedder(), known={}, progress=None).shape == (0, 64)


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
