from pathlib import Path

import pytest

from corpus.text_reader import read_text

NEWS = """Regional Committee

Address: 1 Main Street

Main / News
2 September 2015

A directive is signed

The President has signed it.
"""


def test_in_news_the_title_stands_after_the_dateline() -> None:
    reading = read_text(NEWS.encode())

    assert reading.title == "A directive is signed"
    assert "\n\n# A directive is signed\n\n" in reading.text


def test_without_a_dateline_a_short_first_line_is_the_title() -> None:
    reading = read_text("执行委员会联系方式\n\n电话为8 (02157) 3-25-10。".encode())

    assert reading.title == "执行委员会联系方式"
    assert reading.text.startswith("# 执行委员会联系方式\n\n电话")


def test_a_paragraph_after_the_dateline_is_no_title() -> None:
    reading = read_text(b"Headline\n2 September 2015\n\nThe President has signed it.")

    assert reading.title == "Headline"


@pytest.mark.parametrize(
    "text",
    [
        "The President has signed it. More follows.",
        "A sentence that goes on in the next line\nand ends there.",
        "12345\n\nThe text.",
        "",
    ],
)
def test_a_first_line_that_is_no_title_stays_as_it_is(text: str) -> None:
    reading = read_text(text.encode())

    assert reading.title is None
    assert reading.text == text


def test_a_text_with_headings_keeps_them() -> None:
    reading = read_text(b"Preface\n\n## Chapter\n\nText.")

    assert reading.title == "Chapter"
    assert reading.text == "Preface\n\n## Chapter\n\nText."


def test_the_seed_news_has_its_headline_as_title() -> None:
    path = Path("../shared/seeds/directive-5-news.txt")
    if not path.exists():
        pytest.skip(f"{path} is not here")

    title = read_text(path.read_bytes()).title

    assert title == "Lukashenko signs directive on Belarus-China bilateral relations development"
