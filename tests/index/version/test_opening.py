from pathlib import Path

import faiss
import numpy as np
import pytest

from index.errors import IndexVersionError
from index.matrix import read_matrix, write_matrix
from index.model.language_centres import measure_fairness
from index.search.dense import read_flat, write_flat
from index.version.opening import read_contents
from index.version.versions import open_version
from tests.fakes import HashingEmbedder
from tests.index.small_index import build

REBUILD = "`assistant sync --rebuild`"


class DriftingEmbedder(HashingEmbedder):
    """Says it is the same model, and gives other vectors."""

    def __init__(self) -> None:
        super().__init__(salt="drift")

    @property
    def fingerprint(self) -> str:
        return HashingEmbedder().fingerprint


class ShortEmbedder(HashingEmbedder):
    """The same fingerprint with shorter vectors."""

    dimensions = 32


def test_an_index_of_another_model_is_refused_with_the_command(tmp_path: Path) -> None:
    build(tmp_path)

    with pytest.raises(IndexVersionError, match=f"was built with the model hashing.*{REBUILD}"):
        open_version(tmp_path, embedder=HashingEmbedder(salt="other"))


def test_an_index_of_other_dimensions_is_refused_with_the_command(tmp_path: Path) -> None:
    build(tmp_path)

    with pytest.raises(IndexVersionError, match=f"vectors of 64 numbers.*gives 32.*{REBUILD}"):
        open_version(tmp_path, embedder=ShortEmbedder())


def test_a_model_that_computes_something_else_now_is_refused(tmp_path: Path) -> None:
    build(tmp_path)

    with pytest.raises(IndexVersionError, match=f"does not find its own.*{REBUILD}"):
        open_version(tmp_path, embedder=DriftingEmbedder())


def test_vectors_of_a_model_that_drifted_are_not_used_again(tmp_path: Path) -> None:
    build(tmp_path)
    build(tmp_path, embedder=DriftingEmbedder())

    assert open_version(tmp_path, embedder=DriftingEmbedder()).manifest.passages == 8


def test_what_was_measured_of_the_languages_is_read_and_kept_from_version_to_version(
    tmp_path: Path,
) -> None:
    measured = measure_fairness(HashingEmbedder())

    for _ in range(2):
        folder = tmp_path / build(tmp_path)
        fairness = read_contents(folder, embedder=HashingEmbedder()).fairness
        np.testing.assert_array_equal(fairness.centres.matrix, measured.centres.matrix)
        np.testing.assert_array_equal(fairness.pairs.matrix, measured.pairs.matrix)


def unit_vectors(count: int, dimensions: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return np.eye(dimensions, dtype=np.float32)[:count]


@pytest.mark.parametrize(
    "index",
    [
        faiss.IndexFlatL2(8),
        faiss.IndexFlatIP(9),
        faiss.IndexHNSWFlat(8, 4),
        faiss.IndexScalarQuantizer(8, faiss.ScalarQuantizer.QT_8bit),
    ],
    ids=lambda index: type(index).__name__ + str(index.d),
)
def test_another_kind_of_faiss_index_is_refused(index: faiss.Index, tmp_path: Path) -> None:
    path = tmp_path / "passages.faiss"
    vectors = unit_vectors(3, index.d)
    index.train(vectors)
    index.add(vectors)
    faiss.write_index(index, str(path))

    with pytest.raises(IndexVersionError, match=r"passages\.faiss holds"):
        read_flat(path, count=3, dimensions=8)


def test_a_faiss_index_of_another_count_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "passages.faiss"
    write_flat(unit_vectors(3, 8), path)

    with pytest.raises(IndexVersionError, match=r"passages\.faiss holds 3 vectors of 8 numbers"):
        read_flat(path, count=4, dimensions=8)


@pytest.mark.parametrize("content", [b"", b"<html>", bytes(500), b"IxFI" + b"\xff" * 60])
def test_what_faiss_cannot_read_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "passages.faiss"
    path.write_bytes(content)

    with pytest.raises(IndexVersionError, match=r"passages\.faiss cannot be read by FAISS"):
        read_flat(path, count=3, dimensions=8)


def test_a_matrix_of_another_form_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "passages.f32.npy"
    write_matrix(unit_vectors(3, 8), path)

    for count, dimensions in ((4, 8), (3, 9)):
        with pytest.raises(IndexVersionError, match=r"npy holds float32 \(3, 8\)"):
            read_matrix(path, count=count, dimensions=dimensions, dtype=np.float32)
    with pytest.raises(IndexVersionError, match="npy holds float32"):
        read_matrix(path, count=3, dimensions=8, dtype=np.float16)


def test_a_matrix_of_objects_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "passages.f32.npy"
    np.save(path, np.array([{"a": 1}]), allow_pickle=True)

    with pytest.raises(IndexVersionError, match="is not a NumPy file"):
        read_matrix(path, count=1, dimensions=8, dtype=np.float32)
