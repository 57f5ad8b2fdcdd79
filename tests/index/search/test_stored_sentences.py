import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document, Language
from corpus.passage import Passage
from corpus.sentence import Sentence
from index.model.language_pairs import LanguagePairs
from index.search.query import Query
from index.search.stored_sentences import StoredSentences
from tests.fakes import EQUAL_PAIRS, make_document

QUERY = Query(text="", embedding=np.array([0.6, 0.8], dtype=np.float32), language=Language.ENGLISH)


def document_and_sentences(
    id_: str, gaps: list[tuple[int, int]]
) -> tuple[Document, list[Sentence]]:
    """Sentences after gaps: (characters before it, its length)."""
    document = make_document("x" * 100, id=id_)
    sentences, at = [], 0
    for gap, length in gaps:
        sentences.append(Sentence(document=document, start=at + gap, end=at + gap + length))
        at += gap + length
    return document, sentences


GAPS = st.lists(st.tuples(st.integers(0, 4), st.integers(1, 12)), max_size=6)
OFFSETS = st.tuples(st.integers(0, 99), st.integers(1, 100)).filter(lambda pair: pair[0] < pair[1])


@given(GAPS, GAPS, OFFSETS, st.integers(0, 2**31))
def test_the_overlapping_sentences_are_scored_in_order(
    one: list[tuple[int, int]], other: list[tuple[int, int]], offsets: tuple[int, int], seed: int
) -> None:
    _, before = document_and_sentences("a.txt", one)
    document, within = document_and_sentences("b.txt", other)
    angles = np.random.default_rng(seed).uniform(0, 6.3, len(before) + len(within))
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float16)
    start, end = offsets
    passage = Passage.cut(document, start=start, end=end)

    sentences = StoredSentences([*before, *within], vectors, pairs=EQUAL_PAIRS)
    scored = sentences.score(QUERY, passage)

    expected = {
        sentence: 0.6 * np.cos(angle) + 0.8 * np.sin(angle)
        for sentence, angle in zip(within, angles[len(before) :], strict=True)
        if set(range(sentence.start, sentence.end)) & set(range(start, end))
    }
    assert [one.sentence for one in scored] == list(expected)
    np.testing.assert_allclose([one.score for one in scored], list(expected.values()), atol=2e-3)
    assert sentences.best(QUERY, passage) == max((one.score for one in scored), default=None)


def test_sentences_of_another_language_are_carried_over() -> None:
    matrix = np.tile(np.array([[0.0, 1.0]], dtype=np.float32), (16, 1))
    matrix[3] = (0.25, 1.0)  # English question, Chinese passage
    document = make_document("税" * 10, language=Language.CHINESE)
    passage = Passage.cut(document, start=0, end=10)
    sentence = Sentence(document=document, start=0, end=10)
    vectors = np.array([[0.6, 0.8]], dtype=np.float16)

    sentences = StoredSentences([sentence], vectors, pairs=LanguagePairs(matrix=matrix))

    assert sentences.best(QUERY, passage) == pytest.approx((1 - 0.25) / (1 - 0.25), abs=1e-3)


def test_a_document_without_sentences_gives_none() -> None:
    passage = Passage.cut(make_document(), start=0, end=5)

    sentences = StoredSentences([], np.empty((0, 2), dtype=np.float16), pairs=EQUAL_PAIRS)

    assert sentences.score(QUERY, passage) == []
    assert sentences.best(QUERY, passage) is None
