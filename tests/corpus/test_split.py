from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.clean import clean
from corpus.document import Document
from corpus.errors import CorpusError
from corpus.load import load_documents
from corpus.sections import find_sections
from corpus.split import Splitting, measure, split
from tests.fakes import make_document

WORDS = [
    "tax",
    "the",
    "Налог",
    "г.",
    "выканкам",
    "委员会",
    "批准。",
    "1,5",
    "№",
    "#",
    "- x",
    "😀",
    "a" * 70,
]
SEPARATORS = [
    " ",
    "  ",
    "\n",
    "\n\n",
    ". ",
    "! ",
    "；",
    "，",
    "\n# ",
    "\n## Head\n",
    "\n\n### Under ",
]
TEXTS = st.lists(st.sampled_from(WORDS) | st.sampled_from(SEPARATORS) | st.text(max_size=9)).map(
    lambda words: clean("".join(words))
)
SPLITTINGS = st.integers(50, 200).flatmap(
    lambda longest: st.integers(0, longest // 2).map(
        lambda overlap: Splitting(passage_characters=longest, overlap_characters=overlap)
    )
)
SMALL = Splitting(passage_characters=100, overlap_characters=30)


def document_of(text: str) -> Document:
    return make_document(text)


@settings(deadline=None)  # a busy machine is no fault
@given(TEXTS.filter(bool), SPLITTINGS)
def test_every_character_but_spaces_lies_in_a_passage(text: str, splitting: Splitting) -> None:
    covered = bytearray(len(text))

    for passage in split(document_of(text), splitting):
        assert passage.text == text[passage.start : passage.end]
        covered[passage.start : passage.end] = b"\1" * (passage.end - passage.start)

    missed = [c for c, seen in zip(text, covered, strict=True) if not seen and not c.isspace()]
    assert missed == []


@settings(deadline=None)  # a busy machine is no fault
@given(TEXTS.filter(bool), SPLITTINGS)
def test_no_passage_is_longer_than_allowed(text: str, splitting: Splitting) -> None:
    lengths = [measure(passage.text) for passage in split(document_of(text), splitting)]

    assert max(lengths) <= splitting.passage_characters


@settings(deadline=None)  # a busy machine is no fault
@given(TEXTS.filter(bool), SPLITTINGS)
def test_passages_advance_and_are_always_the_same(text: str, splitting: Splitting) -> None:
    passages = split(document_of(text), splitting)
    starts = [passage.start for passage in passages]

    assert starts == sorted(set(starts))
    assert passages == split(document_of(text), splitting)
    assert all(passage.text == passage.text.strip() for passage in passages)


@settings(deadline=None)  # a busy machine is no fault
@given(TEXTS.filter(bool), SPLITTINGS)
def test_no_passage_spans_two_sections(text: str, splitting: Splitting) -> None:
    sections = find_sections(text)

    for passage in split(document_of(text), splitting):
        around = [s for s in sections if s.start <= passage.start and passage.end <= s.end]
        assert [section.headings for section in around] == [passage.headings]


def test_a_passage_stands_under_its_headings() -> None:
    text = "Preface.\n\n# Plan\n\nOne.\n\n## Trade\n\nTwo.\n\n# End\n\nThree."

    passages = split(document_of(text), SMALL)

    assert [(passage.text, passage.headings) for passage in passages] == [
        ("Preface.", ()),
        ("# Plan\n\nOne.", ("Plan",)),
        ("## Trade\n\nTwo.", ("Plan", "Trade")),
        ("# End\n\nThree.", ("End",)),
    ]


def test_repeated_words_get_their_own_places() -> None:
    text = "\n\n".join(["The same words again and again and again and again."] * 20)

    passages = split(document_of(text), Splitting(passage_characters=60, overlap_characters=0))

    assert [passage.start for passage in passages] == [place * 53 for place in range(20)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The first sentence is not long at all. The second one has a few more. Third.",
            ["The first sentence is not long at all.", "The second one has a few more. Third."],
        ),
        (
            "委员会批准了全部计划。第二句话说明了日期；第三句话说明了数字。",
            ["委员会批准了全部计划。", "第二句话说明了日期；", "第三句话说明了数字。"],
        ),
    ],
)  # fmt: skip
def test_sentences_are_kept_whole_where_they_fit(text: str, expected: list[str]) -> None:
    splitting = Splitting(passage_characters=50, overlap_characters=0)

    assert [passage.text for passage in split(document_of(text), splitting)] == expected


def test_an_overlap_begins_with_a_sentence_if_one_fits() -> None:
    text = (
        "One is the first of all of them here. Two is here. "
        "Three comes a little later. Four is last."
    )

    passages = split(document_of(text), Splitting(passage_characters=80, overlap_characters=20))

    assert [passage.text for passage in passages] == [
        "One is the first of all of them here. Two is here.",
        "Two is here. Three comes a little later. Four is last.",
    ]


def test_a_wide_character_counts_three() -> None:
    assert [measure(text) for text in ("", "abc", "абв", "中文", "a中。")] == [0, 3, 3, 6, 7]


@pytest.mark.parametrize(
    ("passage_characters", "overlap_characters"), [(49, 0), (100, 51), (100, -1), (0, 0)]
)
def test_impossible_lengths_are_refused(passage_characters: int, overlap_characters: int) -> None:
    with pytest.raises(CorpusError, match=r"(passage|overlap)_characters is -?\d+\."):
        Splitting(passage_characters=passage_characters, overlap_characters=overlap_characters)


def test_the_bundled_documents_are_covered() -> None:
    splitting = Splitting(passage_characters=900, overlap_characters=150)
    for document in load_documents([Path("corpus/documents")]).documents:
        covered = set[int]()
        for passage in split(document, splitting):
            covered.update(range(passage.start, passage.end))

        spaces = {place for place, c in enumerate(document.text) if c.isspace()}
        assert covered | spaces == set(range(len(document.text)))
