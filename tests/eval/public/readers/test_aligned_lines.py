from collections.abc import Sequence
from pathlib import Path

import pytest

from eval.errors import DataSetError
from eval.public.readers.aligned_lines import read_aligned_lines

LINES = {
    "src.eng": ["One.", "-", "-", "-", "Five."],
    "ref.rus": ["Раз.", "-", "-", "-", "Пять."],
    "ref.bel": ["Раз!", "-", "-", "-", "Пяць."],
    "ref.zho-CN": ["一。", "-", "-", "-", "五。"],
}


def write(folder: Path, **changed: Sequence[str]) -> Path:
    for name, lines in LINES.items():
        words = "".join(f"{line}\n" for line in changed.get(name[-3:], lines))
        (folder / f"newstest2019-{name}.txt").write_text(words, encoding="utf-8")
    return folder


def test_every_fourth_line_is_read_in_four_languages(tmp_path: Path) -> None:
    read = read_aligned_lines(write(tmp_path))

    assert [one.text for one in read.paragraphs] == [
        "One.", "Five.", "Раз.", "Пять.", "Раз!", "Пяць.", "一。", "五。",
    ]  # fmt: skip
    assert len(read.questions) == 4 * 2 + 12 * 2
    [zh] = [one for one in read.questions if one.id == "be→zh/0001"]
    assert (zh.text, zh.gains) == ("Пяць.", {"zh/0001": 1.0})
    assert read.remarks == ()


def test_a_line_that_is_empty_in_a_language_is_left_out_in_all_and_counted(tmp_path: Path) -> None:
    read = read_aligned_lines(write(tmp_path, bel=[" ", "-", "-", "-", "Пяць."]))

    assert [one.text for one in read.paragraphs] == ["Five.", "Пять.", "Пяць.", "五。"]
    assert read.remarks == ("1 lines that are empty in a language",)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"bel": LINES["ref.bel"][:4]}, r"newstest2019-ref\.bel\.txt 1"),
        ({name[-3:]: [""] for name in LINES}, "hold no words"),
        ({name[-3:]: [] for name in LINES}, "one number of lines"),
    ],
    ids=["too few", "empty lines", "no lines"],
)
def test_files_that_do_not_fit_together_are_refused(
    tmp_path: Path, changed: dict[str, Sequence[str]], words: str
) -> None:
    with pytest.raises(DataSetError, match=words):
        read_aligned_lines(write(tmp_path, **changed))


def test_an_absent_language_is_named(tmp_path: Path) -> None:
    (write(tmp_path) / "newstest2019-ref.bel.txt").unlink()

    with pytest.raises(DataSetError, match=r"ref\.bel\.txt cannot be read"):
        read_aligned_lines(tmp_path)
