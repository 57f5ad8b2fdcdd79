"""The real model, converted and loaded once for all tests that need it."""

from pathlib import Path

import pytest

from index.model.packaged_embedder import PackagedEmbedder
from index.model.packaged_model import packaged_float32, packaged_graphs
from index.model.runtime import Runtime
from index.model.sentence_embedder import SentenceEmbedder


@pytest.fixture(scope="session")
def model_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("model")


@pytest.fixture(scope="session")
def embedder(model_cache: Path) -> PackagedEmbedder:
    return PackagedEmbedder(packaged_graphs(model_cache), Runtime(threads=2))


@pytest.fixture(scope="session")
def float32_folder(model_cache: Path) -> Path:
    return packaged_float32(model_cache)


@pytest.fixture(scope="session")
def float32(float32_folder: Path) -> SentenceEmbedder:
    """The same model in single precision, through sentence-transformers."""
    return SentenceEmbedder(float32_folder)
