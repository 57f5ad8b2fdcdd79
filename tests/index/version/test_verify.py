"""Damage of every kind to every file of an index version: refused by name, never loaded."""

import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index.errors import IndexVersionError
from index.search.backends import RETRIEVERS, RetrieverName
from index.version.manifest import LANGUAGE_CENTRES, LANGUAGE_PAIRS, MANIFEST_NAME, file_names
from index.version.versions import open_version, verify_version
from tests.fakes import HashingEmbedder, make_document
from tests.index.small_index import DOCUMENTS, build

FILES = sorted({MANIFEST_NAME} | set[str]().union(*map(file_names, RETRIEVERS)))
OF_THE_MODEL = {LANGUAGE_CENTRES, LANGUAGE_PAIRS}
"""The same in every version that is built with one model."""

REFUSED = r"damaged: {name} .*`assistant sync --rebuild`"


BuiltWith = Callable[[str], Path]


class Marked:
    """When unpickled, leaves a file behind."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[Callable[[Path], None], tuple[Path]]:
        return Path.touch, (self._path,)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folder of an index with one version, for each kind of retriever."""
    folders = {retriever: tmp_path_factory.mktemp(retriever) for retriever in ("exact", "faiss")}
    for retriever, folder in folders.items():
        build(folder, retriever=retriever)
    return folders


@pytest.fixture
def built_with(directory: Path, built: dict[str, Path]) -> BuiltWith:
    """Give the folder of a version that has this file, for this test alone."""

    def copied(name: str) -> Path:
        exact = name == RETRIEVERS[RetrieverName.EXACT].file
        shutil.copytree(built["exact" if exact else "faiss"], directory)
        [version] = [path for path in directory.iterdir() if path.is_dir()]
        return version

    return copied


def assert_refused(directory: Path, name: str) -> None:
    pattern = REFUSED.format(name=name)
    with pytest.raises(IndexVersionError, match=pattern):
        verify_version(directory)
    with pytest.raises(IndexVersionError, match=pattern):
        open_version(directory, embedder=HashingEmbedder())


@pytest.mark.parametrize("name", FILES)
def test_a_file_cut_short_is_refused(name: str, directory: Path, built_with: BuiltWith) -> None:
    path = built_with(name) / name
    content = path.read_bytes()

    for size in {0, 1, len(content) // 3, len(content) // 2, len(content) - 1}:
        path.write_bytes(content[:size])
        assert_refused(directory, name)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.slow
def test_a_single_flipped_bit_is_refused(name: str, directory: Path, built_with: BuiltWith) -> None:
    path = built_with(name) / name
    content = path.read_bytes()
    generator = np.random.default_rng(11)
    places = {*range(min(60, len(content))), *generator.integers(0, len(content), 40).tolist()}

    for place in places:
        flipped = bytearray(content)
        flipped[place] ^= 1 << int(generator.integers(8))
        path.write_bytes(flipped)
        with pytest.raises(IndexVersionError, match=REFUSED.format(name=name)):
            open_version(directory, embedder=HashingEmbedder())

    path.write_bytes(content)
    verify_version(directory)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("tail", [b"\n", b"\0", b"garbage" * 100])
def test_trailing_bytes_are_refused(
    name: str, tail: bytes, directory: Path, built_with: BuiltWith
) -> None:
    path = built_with(name) / name
    path.write_bytes(path.read_bytes() + tail)

    assert_refused(directory, name)


@pytest.mark.parametrize("name", FILES)
def test_zeros_of_the_same_size_are_refused(
    name: str, directory: Path, built_with: BuiltWith
) -> None:
    path = built_with(name) / name
    path.write_bytes(bytes(path.stat().st_size))

    assert_refused(directory, name)


@pytest.mark.parametrize("name", [name for name in FILES if name not in OF_THE_MODEL])
def test_the_file_of_another_version_is_refused(
    name: str, directory: Path, built_with: BuiltWith
) -> None:
    other = built_with(name)
    added = make_document("A new bridge opens in June.", id="news/bridge.txt")
    retriever = "exact" if name.endswith("f32.npy") else "faiss"
    current = directory / build(directory, [*DOCUMENTS, added], retriever=retriever)

    shutil.copyfile(other / name, current / name)

    assert_refused(directory, name)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_refused(name: str, directory: Path, built_with: BuiltWith) -> None:
    (built_with(name) / name).unlink()

    assert_refused(directory, name)


@pytest.mark.parametrize("name", FILES)
def test_a_link_to_the_very_file_is_refused(
    name: str, directory: Path, built_with: BuiltWith
) -> None:
    path = built_with(name) / name
    path.rename(directory / "elsewhere")
    path.symlink_to(directory / "elsewhere")

    assert_refused(directory, name)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo], ids=["directory", "pipe"])
def test_anything_but_a_plain_file_is_refused(
    name: str, make: Callable[[Path], None], directory: Path, built_with: BuiltWith
) -> None:
    path = built_with(name) / name
    path.unlink()
    make(path)

    assert_refused(directory, name)


@pytest.mark.parametrize("name", [*FILES, "index.pkl", "docstore.pkl", "pytorch_model.bin"])
def test_a_pickle_is_refused_and_never_run(
    name: str, directory: Path, built_with: BuiltWith, tmp_path: Path
) -> None:
    marker = tmp_path / "pickle-was-run"
    path = built_with(name) / name
    path.write_bytes(pickle.dumps(Marked(marker)))

    assert_refused(directory, name)
    assert not marker.exists()


def test_a_file_too_many_is_refused(directory: Path, built_with: BuiltWith) -> None:
    (built_with(MANIFEST_NAME) / "notes.txt").write_text("hello")

    assert_refused(directory, "notes.txt")


def test_a_renamed_version_is_refused(directory: Path, built_with: BuiltWith) -> None:
    folder = built_with(MANIFEST_NAME)
    folder.rename(directory / "v000001-00000000")
    (directory / "CURRENT").write_text("v000001-00000000\n")

    assert_refused(directory, MANIFEST_NAME)
