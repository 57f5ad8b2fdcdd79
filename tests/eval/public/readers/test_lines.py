from pathlib import Path

import pytest
from pydantic import BaseModel

from eval.errors import DataSetError
from eval.public.readers.lines import read_lines, read_records, refuse_repeated


class _Number(BaseModel):
    number: int


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("", []),
        ("a", ["a"]),
        ("a\nb\n", ["a", "b"]),
        ("a\n\n", ["a", ""]),
        ("a\u2028b", ["a\u2028b"]),
    ],
)
def test_only_line_feeds_end_lines(tmp_path: Path, content: str, lines: list[str]) -> None:
    (tmp_path / "file.txt").write_text(content, encoding="utf-8")

    assert read_lines(tmp_path / "file.txt") == lines


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataSetError, match=r"absent\.txt cannot be read"):
        read_lines(tmp_path / "absent.txt")


def test_bytes_that_are_not_utf_8_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_bytes(b"\xff\xfe")

    with pytest.raises(DataSetError, match=r"file\.txt cannot be read"):
        read_lines(tmp_path / "file.txt")


@pytest.mark.parametrize("line", ["", "{", '{"number": "x"}'])
def test_a_faulty_record_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    (tmp_path / "file.jsonl").write_text(f'{{"number": 1}}\n{line}\n', encoding="utf-8")

    with pytest.raises(DataSetError, match=r"file\.jsonl, line 2: "):
        list(read_records(tmp_path / "file.jsonl", _Number))


def test_a_repeated_id_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataSetError, match="has the id b twice"):
        refuse_repeated(["a", "b", "b"], tmp_path)
