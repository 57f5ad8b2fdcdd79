import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Language
from corpus.passage import Passage
from corpus.sentence import Sentence
from index.model.language_pairs import LanguagePairs
from index.search.hit import Hit
from index.search.query import Query
from index.search.sentence_reranker import SentenceReranker
from index.search.stored_sentences import StoredSentences
from tests.fakes import EQUAL_PAIRS, make_document

QUERY = Query(text="", embedding=np.array([1, 0], dtype=np.float32), language=Language.ENGLISH)
SENTENCE_LENGTH = 10


def hits_and_sentences(
    hits: list[tuple[float, float, list[float]]], *, language: Language = Language.ENGLISH
) -> tuple[list[Hit], StoredSentences]:
    """One document each. A hit: score, dense_similarity, cosines of its sentences."""
    found, sentences, vectors = [], [], []
    for number, (score, dense_similarity, cosines) in enumerate(hits):
        document = make_document("x" * 100, id=f"d{number}.txt", language=language)
        passage = Passage.cut(document, start=0, end=max(1, SENTENCE_LENGTH * len(cosines)))
        lexical_score = (score - dense_similarity) / 2
        found.append(
            Hit(
                passage=passage,
                rank=number + 1,
                score=score,
                dense_similarity=dense_similarity,
                lexical_score=lexical_score,
            )
        )
        for place, cosine in enumerate(cosines):
            start = SENTENCE_LENGTH * place
            sentences.append(Sentence(document=document, start=start, end=start + SENTENCE_LENGTH))
            vectors.append((cosine, np.sqrt(1 - cosine**2)))
    matrix = np.array(vectors, dtype=np.float16).reshape(-1, 2)
    return found, StoredSentences(sentences, matrix, pairs=EQUAL_PAIRS)


def reranked(hits: list[tuple[float, float, list[float]]]) -> list[Hit]:
    found, sentences = hits_and_sentences(hits)
    return SentenceReranker(sentences).rerank(QUERY, found)


def test_nearness_becomes_the_mean_of_it_and_the_best_sentence() -> None:
    (hit,) = reranked([(0.75, 0.5, [0.0, 1.0, 0.25])])

    assert (hit.dense_similarity, hit.score, hit.lexical_score, hit.rank) == (0.75, 1.0, 0.125, 1)


def test_the_best_sentence_may_lower_the_score() -> None:
    (hit,) = reranked([(0.75, 0.5, [-0.5, 0.0])])

    assert (hit.dense_similarity, hit.score) == (0.25, 0.5)


def test_a_passage_without_sentences_keeps_its_nearness_and_score() -> None:
    (hit,) = reranked([(0.75, 0.5, [])])

    assert (hit.dense_similarity, hit.score, hit.rank) == (0.5, 0.75, 1)


def test_hits_change_places_and_are_numbered_anew() -> None:
    hits = reranked([(0.9, 0.5, [0.0]), (0.8, 0.5, []), (0.75, 0.5, [1.0])])

    assert [(hit.passage.document.id, hit.rank) for hit in hits] == [
        ("d2.txt", 1),
        ("d1.txt", 2),
        ("d0.txt", 3),
    ]
    assert [hit.score for hit in hits] == pytest.approx([1.0, 0.8, 0.65])


def test_equal_scores_are_ordered_by_passage_id() -> None:
    hits = reranked([(0.5, 0.5, [0.5])] * 3)

    assert [hit.passage.document.id for hit in hits] == ["d0.txt", "d1.txt", "d2.txt"]


def test_only_sentences_of_the_passage_count() -> None:
    (hit,), sentences = hits_and_sentences([(0.5, 0.5, [0.0, 1.0])])
    first = Passage.cut(hit.passage.document, start=0, end=SENTENCE_LENGTH)
    cut = Hit(passage=first, rank=1, score=0.5, dense_similarity=0.5)

    assert SentenceReranker(sentences).rerank(QUERY, [cut])[0].dense_similarity == 0.25


def test_sentences_of_another_language_are_on_the_scale_of_the_question() -> None:
    (hit,), _ = hits_and_sentences([(0.5, 0.5, [0.75])], language=Language.CHINESE)
    matrix = np.tile(np.array([[0.0, 1.0]], dtype=np.float32), (16, 1))
    matrix[3] = (0.25, 1.0)  # English question, Chinese passage: steeper by 4/3
    sentence = Sentence(document=hit.passage.document, start=0, end=SENTENCE_LENGTH)
    vectors = np.array([[0.75, 0.66]], dtype=np.float16)
    sentences = StoredSentences([sentence], vectors, pairs=LanguagePairs(matrix=matrix))

    again = SentenceReranker(sentences).rerank(QUERY, [hit])[0]

    assert again.dense_similarity == pytest.approx((0.5 + (0.75 - 0.25) * 4 / 3) / 2, abs=1e-6)


def test_no_hits_give_none() -> None:
    assert reranked([]) == []


NUMBERS = st.integers(-8, 8).map(lambda number: number / 8)


@given(st.lists(st.tuples(NUMBERS, NUMBERS, st.lists(NUMBERS, max_size=3)), max_size=6))
def test_any_hits_equal_the_reference(hits: list[tuple[float, float, list[float]]]) -> None:
    expected = []
    for number, (score, dense_similarity, cosines) in enumerate(hits):
        gain = (max(cosines) - dense_similarity) / 2 if cosines else 0.0
        expected.append((-(score + gain), f"d{number}.txt", dense_similarity + gain))

    found = reranked(hits)

    assert [(-hit.score, hit.passage.document.id, hit.dense_similarity) for hit in found] == sorted(
        expected
    )
    assert [hit.rank for hit in found] == list(range(1, len(hits) + 1))
