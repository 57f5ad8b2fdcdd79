from pathlib import Path

import pytest

from eval.errors import DataSetError
from eval.public.readers.articles import read_articles

TEXTS = {
    "eng": "Declaration\n   Preamble\n   All agree.\n  Article 1\n   Be free.\n\n   Be equal.\n"
    "  Article 2\n  See Article 1 again.\n",
    "rus": "СТАТЬЯ 1\nБудьте свободны.\nСтатья 2\nСмотрите статью 1.\n",
    "bel": "Артыкул 1.\nБудзьце вольныя.\nАртыкул 2.\nГлядзіце артыкул 1.\n",
    "cmn_hans": "第一条\n自由。\n第二条\n见第一条。\n",
}


def write(folder: Path, **changed: str) -> Path:
    for name, text in {**TEXTS, **changed}.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_articles_are_cut_at_their_numbers_and_lose_them(tmp_path: Path) -> None:
    read = read_articles(write(tmp_path))

    assert [one.text for one in read.paragraphs] == [
        "Be free.\nBe equal.",
        "See Article 1 again.",
        "Будьте свободны.",
        "Смотрите статью 1.",
        "Будзьце вольныя.",
        "Глядзіце артыкул 1.",
        "自由。",
        "见第一条。",
    ]
    assert {one.kind for one in read.questions} == {
        f"{asked}→{found}"
        for asked in ("en", "ru", "be", "zh")
        for found in ("en", "ru", "be", "zh")
        if asked != found
    }


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"bel": "Артыкул 1.\nАдзін.\n"}, r"bel\.txt 1"),
        ({"bel": ""}, r"bel\.txt 0"),
        ({"rus": "Статья 1\nСтатья 2\nДва.\n"}, r"rus\.txt: article 1 is empty"),
    ],
)
def test_files_that_do_not_fit_together_are_refused(
    tmp_path: Path, changed: dict[str, str], words: str
) -> None:
    with pytest.raises(DataSetError, match=words):
        read_articles(write(tmp_path, **changed))
