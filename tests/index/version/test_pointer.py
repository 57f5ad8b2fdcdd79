from pathlib import Path

import pytest

from index.errors import IndexVersionError
from index.version.versions import current_version, open_version
from tests.fakes import HashingEmbedder
from tests.index.small_index import build


def test_the_last_version_built_is_the_current_one(tmp_path: Path) -> None:
    build(tmp_path)
    second = build(tmp_path)

    assert current_version(tmp_path) == second
    assert (tmp_path / "CURRENT").read_bytes() == f"{second}\n".encode()


def test_without_an_index_the_command_that_makes_one_is_named(tmp_path: Path) -> None:
    with pytest.raises(IndexVersionError, match=r"no index in .*`assistant sync`"):
        current_version(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"../../etc",
        b"/etc",
        b"v000001-aabbccdd",
        b"v000001-aabbccdd\n",
        b"{name}\n\n",
        b"{name}\nv000001-aabbccdd",
        b" {name}",
        b"./{name}",
        b"{name}/",
        b"\xff\xfe",
        "v٠٠٠٠٠١-aabbccdd".encode(),
        b"v" * 1_000_000,
        b"{name}\0",
    ],
    ids=lambda content: repr(content[:24]),
)
def test_a_pointer_that_names_no_version_is_refused(content: bytes, tmp_path: Path) -> None:
    name = build(tmp_path)
    (tmp_path / "CURRENT").write_bytes(content.replace(b"{name}", name.encode()))

    with pytest.raises(IndexVersionError, match=r"CURRENT .*`assistant sync`"):
        current_version(tmp_path)
    with pytest.raises(IndexVersionError, match=r"CURRENT .*`assistant sync`"):
        open_version(tmp_path, embedder=HashingEmbedder())


def test_a_pointer_without_line_end_is_read(tmp_path: Path) -> None:
    name = build(tmp_path)
    (tmp_path / "CURRENT").write_text(name)

    assert current_version(tmp_path) == name


def test_a_linked_version_is_refused(tmp_path: Path) -> None:
    name = build(tmp_path / "index")
    folder = tmp_path / "index" / name
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")

    with pytest.raises(IndexVersionError, match="which is missing"):
        current_version(tmp_path / "index")


def test_a_folder_in_place_of_the_pointer_is_refused(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").mkdir()

    with pytest.raises(IndexVersionError, match="CURRENT cannot be read"):
        current_version(tmp_path)


def test_a_build_mends_a_broken_pointer_and_counts_on(tmp_path: Path) -> None:
    build(tmp_path)
    (tmp_path / "CURRENT").write_text("../../etc")

    assert build(tmp_path).startswith("v000002-")
    assert len(open_version(tmp_path, embedder=HashingEmbedder()).documents) == 3
