import pytest

from corpus.errors import DocumentError
from corpus.markdown_reader import read_markdown


def read(text: str) -> str:
    return read_markdown(text.encode()).text


def test_front_matter_names_title_date_language_and_source() -> None:
    reading = read_markdown(
        b"---\ntitle: Directive\ndate: 2015-09-02\nlang: en\nurl: https://example.org/5\n---\nText."
    )

    assert reading.title == "Directive"
    assert reading.published == "2015-09-02"
    assert reading.language == "en"
    assert reading.source == "https://example.org/5"
    assert reading.text == "# Directive\n\nText."


def test_the_longer_names_of_the_front_matter_work_too() -> None:
    reading = read_markdown(
        b"---\nTitle: A\npublished: 02.09.2015\nlanguage: be\nsource: s\n---\n# Heading\n\nText."
    )

    assert (reading.published, reading.language, reading.source) == ("02.09.2015", "be", "s")
    assert reading.text == "# Heading\n\nText."


def test_without_front_matter_the_first_heading_is_the_title() -> None:
    assert read_markdown(b"Text.\n\n## Chapter *one*\n").title == "Chapter one"


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("# One\n\nTwo\n---\n\n### Three #\n", "# One\n\n## Two\n\n### Three"),
        ("**bold** *words* and [a link](http://x.y 't') `code`", "bold words and a link code"),
        ("a ![picture](http://tracker/x.png) b", "a  b"),
        ("a <b>bold</b> b\n\n<div>\nraw\n</div>\n\nc", "a bold b\n\nc"),
        ("one\ntwo  \nthree", "one two\nthree"),
        ("中文一行\n接着写", "中文一行接着写"),
        ("- one\n- two\n  - three\n\n\n  more", "- one\n- two\n- three\nmore"),
        ("7. seven\n8. eight", "7. seven\n8. eight"),
        ("a\n\n- b\n\nc", "a\n\n- b\n\nc"),
        ("|A|B|\n|-|-|\n|1|2 **3**|\n\nend", "A | B\n1 | 2 3\n\nend"),
        ("> quoted\n> words", "quoted words"),
        ("```sh\n# comment\nrun\n```", "#comment\nrun"),
        (r"\# no heading", "#no heading"),
        ("[a][1]\n\n[1]: http://x.y", "a"),
        ("```\nnever closed", "never closed"),
        ("---\ntitle: never closed\n\ntext", "title: never closed\n\ntext"),
        ("", ""),
    ],
)  # fmt: skip
def test_the_body_becomes_plainread(markdown: str, expected: str) -> None:
    assert read(markdown) == expected


@pytest.mark.parametrize(
    ("front_matter", "reason"),
    [
        ("a: : b", "front matter is not YAML"),
        ("- a\n- b", "not a list of `name: value`"),
        pytest.param(
            "a: " + "[" * 3000, "front matter is not YAML", marks=pytest.mark.slow, id="deep"
        ),
    ],
)
def test_bad_front_matter_is_refused(front_matter: str, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        read(f"---\n{front_matter}\n---\nText.")


def test_front_matter_makes_no_objects() -> None:
    reading = read_markdown(b"---\ntitle: !!python/object/apply:os.getcwd []\n---\nText.")

    assert reading.title is None


def test_an_impossible_date_in_front_matter_is_only_a_word() -> None:
    assert read_markdown(b"---\ndate: 2015-02-30\n---\nText.").published == "2015-02-30"


def test_text_nested_too_deeply_is_refused_and_not_dropped() -> None:
    with pytest.raises(DocumentError, match="more than 50 deep"):
        read(">" * 200 + " text")


def test_ten_thousand_signs_make_no_heading() -> None:
    assert read("#" * 10_000 + " text") == "#" * 10_000 + " text"


def test_an_empty_heading_or_entry_marks_nothing_that_follows() -> None:
    assert read("# News\n\n##\n\nIt opens.\n") == "# News\n\nIt opens."
    assert read("-\n\nIt opens.\n") == "It opens."


def test_a_raised_digit_is_not_glued_to_the_figure_before() -> None:
    assert read("250<sup>1</sup> and 5 m<SUP>2</SUP>, 5<sup>th</sup>1") == "250¹ and 5 m², 5th1"
