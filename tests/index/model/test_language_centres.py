import csv
from collections.abc import Sequence
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pytest

from corpus.document import Language
from corpus.language import detect_language
from index.errors import ModelError
from index.model.embedder import Vectors
from index.model.language_centres import SHARE_REMOVED, LanguageCentres, measure_fairness
from index.model.packaged_embedder import PackagedEmbedder
from tests.fakes import HashingEmbedder

SENTENCES = Path(__file__).parents[3] / "index" / "model" / "reference_sentences.tsv"


def test_each_language_loses_its_own_centre() -> None:
    matrix = np.arange(16, dtype=np.float32).reshape(8, 2)
    centres = LanguageCentres(matrix=matrix)
    vector = np.array([1.0, 0.0], dtype=np.float32)

    passage = centres.centre_passages(vector[None], [Language.BELARUSIAN])[0]
    question = centres.centre_question(vector, Language.BELARUSIAN)

    for found, row in ((passage, 2), (question, 6)):
        expected = vector - SHARE_REMOVED * matrix[row]
        np.testing.assert_allclose(found, expected / np.linalg.norm(expected), rtol=1e-6)


def test_no_passages_give_no_vectors() -> None:
    centres = measure_fairness(HashingEmbedder()).centres

    assert centres.centre_passages(np.zeros((0, 64), dtype=np.float32), []).shape == (0, 64)


def test_pairs_are_measured_with_the_centres_out() -> None:
    embedder = HashingEmbedder()
    columns = list(
        zip(*csv.reader(SENTENCES.read_text("utf-8").splitlines(), delimiter="\t"), strict=True)
    )

    fairness = measure_fairness(embedder)

    for one, other in product(range(4), range(4)):
        asked = embedder.embed_questions(columns[one])
        told = embedder.embed_passages(columns[other])
        asked = asked - SHARE_REMOVED * asked.mean(axis=0)
        told = told - SHARE_REMOVED * told.mean(axis=0)
        asked /= np.linalg.norm(asked, axis=1, keepdims=True)
        told /= np.linalg.norm(told, axis=1, keepdims=True)
        cosines = asked @ told.T
        same = np.eye(len(cosines), dtype=bool)
        np.testing.assert_allclose(
            fairness.pairs.matrix[4 * one + other],
            [cosines[~same].mean(), cosines[same].mean()],
            atol=1e-5,
        )


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 0.0, 2.0])
def test_a_model_that_gives_unusable_vectors_is_refused(number: float) -> None:
    class Spoiled(HashingEmbedder):
        def embed_questions(self, texts: Sequence[str]) -> Vectors:
            vectors = super().embed_questions(texts)
            vectors[3] = number
            return vectors

    with pytest.raises(ModelError, match="hashing gave"):
        measure_fairness(Spoiled())


def test_the_reference_sentences_are_in_their_languages() -> None:
    rows = list(csv.reader(SENTENCES.read_text("utf-8").splitlines(), delimiter="\t"))

    assert len(rows) >= 40
    for column, language in zip(zip(*rows, strict=True), Language, strict=True):
        assert detect_language(" ".join(column)) is language


@pytest.mark.model
def test_translations_meet_once_the_centres_are_out(embedder: PackagedEmbedder) -> None:
    meanings = {
        Language.ENGLISH: ["The harvest festival starts on Sunday.", "The pool is closed."],
        Language.RUSSIAN: ["Праздник урожая начнётся в воскресенье.", "Бассейн закрыт."],
        Language.BELARUSIAN: ["Свята ўраджаю пачнецца ў нядзелю.", "Басейн зачынены."],
        Language.CHINESE: ["丰收节星期天开始。", "游泳池关闭了。"],
    }
    centres = measure_fairness(embedder).centres
    vectors = {
        language: centres.centre_passages(embedder.embed_passages(texts), [language] * 2)
        for language, texts in meanings.items()
    }

    for one, other in combinations(Language, 2):
        similar = vectors[one] @ vectors[other].T
        within = vectors[one] @ vectors[one].T
        assert similar[0, 0] > within[0, 1], (one, other)
        assert similar[1, 1] > within[0, 1], (one, other)
