"""The real model, unpacked and loaded once for all tests that need it."""

from pathlib import Path

import pytest

from index.model.packaged_model import packaged_model
from index.model.sentence_embedder import SentenceEmbedder


@pytest.fixture(scope="session")
def model_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("model")


@pytest.fixture(scope="session")
def model_folder(model_cache: Path) -> Path:
    return packaged_model(model_cache)


@pytest.fixture(scope="session")
def embedder(model_folder: Path) -> SentenceEmbedder:
    return SentenceEmbedder(model_folder)
