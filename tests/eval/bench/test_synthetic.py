import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from corpus.document import Language
from eval.bench.synthetic import (
    SyntheticEmbedder,
    open_synthetic_index,
    synthetic_documents,
    synthetic_questions,
)
from index.model.embedded_texts import passage_text
from index.search.query import Query

pytestmark = pytest.mark.slow

_SCRIPT = {
    Language.ENGLISH: re.compile(r"[a-z ]"),
    Language.RUSSIAN: re.compile(r"[а-я ]"),
    Language.BELARUSIAN: re.compile(r"[а-яіў ]"),
    Language.CHINESE: re.compile(r"[\u4e00-\u9fff]"),
}


def test_every_text_has_a_unit_vector_of_its_own_and_always_the_same() -> None:
    embedder = SyntheticEmbedder()

    vectors = embedder.embed_passages(["a", "b", "a"])

    assert vectors.shape == (3, 384)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    np.testing.assert_array_equal(vectors[0], vectors[2])
    np.testing.assert_array_equal(vectors[:1], embedder.embed_questions(["a"]))
    assert abs(float(vectors[0] @ vectors[1])) < 0.3


def test_words_are_as_frequent_as_zipf_says() -> None:
    documents = [one for one in synthetic_documents(8000) if one.language is Language.BELARUSIAN]

    counts = Counter(word for one in documents for word in one.text.split())
    # The chance of the first of 50,000 words is 1 / (1 + 1/2 + … + 1/50,000) = 0.0877.
    (_, first), (_, second), *_ = counts.most_common(3)
    assert abs(first / counts.total() - 0.0877) < 0.005
    assert abs(first / second - 2) < 0.1
    assert len(counts) > 10_000
    assert all(20 <= len(one.text.split()) <= 100 for one in documents)


def test_a_quarter_is_in_each_language_and_its_script() -> None:
    documents = synthetic_documents(80)

    assert Counter(one.language for one in documents) == dict.fromkeys(Language, 20)
    for document in documents:
        assert all(_SCRIPT[document.language].match(letter) for letter in document.text)


def test_documents_and_questions_are_the_same_again() -> None:
    assert synthetic_documents(5) == synthetic_documents(5)
    assert synthetic_questions(5) == synthetic_questions(5)
    assert [language for language, _ in synthetic_questions(5)] == ["en", "ru", "be", "zh", "en"]


def test_the_index_is_built_once_and_finds_its_passages(tmp_path: Path) -> None:
    stages: list[str] = []

    def open_it(count: int) -> str:
        version = open_synthetic_index(
            tmp_path,
            passages=count,
            retriever="faiss",
            progress=lambda stage, *_: stages.append(stage),
        )
        text = passage_text(version.passages[7])
        [vector] = SyntheticEmbedder().embed_questions([text])
        query = Query(text=text, embedding=vector, language=version.passages[7].document.language)
        [hit] = version.retriever.search(query, limit=1)
        assert hit.passage == version.passages[7]
        return version.name

    first = open_it(30)
    built = len(stages)

    assert open_it(30) == first
    assert len(stages) == built
    assert open_it(31) != first
