import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.pages.document_text import (
    Block,
    BlockKind,
    find_quotation,
    group_blocks,
    read_blocks,
    shown_part,
)

TEXT = "# Tax\n\nIt is due.\nIt is paid.\n\n## Where\n- the office\n- the bank\n\n#5 is no heading"
LINES = st.lists(
    st.sampled_from(["", "# A", "## B c", "- d", "- ", "#e", "f. g", " h ", "#", "- i j"])
)


def shown(text: str, blocks: list[Block]) -> list[tuple[str, str]]:
    return [(block.kind.value, text[block.start : block.end]) for block in blocks]


def test_headings_entries_and_paragraphs_lose_their_marks() -> None:
    assert shown(TEXT, read_blocks(TEXT)) == [
        ("heading", "Tax"),
        ("paragraph", "It is due.\nIt is paid."),
        ("heading", "Where"),
        ("entry", "the office"),
        ("entry", "the bank"),
        ("paragraph", "#5 is no heading"),
    ]
    assert [block.level for block in read_blocks(TEXT)] == [1, 0, 2, 0, 0, 0]


def test_neighbouring_entries_are_one_list() -> None:
    kinds = [(kind, len(group)) for kind, group in group_blocks(read_blocks(TEXT))]

    assert kinds[3] == (BlockKind.ENTRY, 2)


@given(LINES, st.integers(0, 60), st.integers(0, 60))
def test_the_stretches_of_a_block_are_its_text_and_the_marked_ones_the_quotation(
    lines: list[str], start: int, length: int
) -> None:
    text = "\n".join(lines)
    quotation = range(min(start, len(text)), min(start + length, len(text)))
    blocks = read_blocks(text)
    quotation = shown_part(blocks, quotation) or range(0)
    firsts = 0
    for block in blocks:
        stretches = block.stretches(text, quotation)
        offsets = range(block.start, block.end)
        marked = "".join(stretch.text for stretch in stretches if stretch.marked)
        firsts += sum(stretch.first for stretch in stretches)

        assert "".join(stretch.text for stretch in stretches) == text[block.start : block.end]
        assert marked == "".join(text[place] for place in offsets if place in quotation)
    assert firsts == bool(quotation)


@given(LINES)
def test_every_letter_of_a_text_lies_in_exactly_one_block(lines: list[str]) -> None:
    text = "\n".join(lines)
    places = [place for block in read_blocks(text) for place in range(block.start, block.end)]

    assert len(places) == len(set(places))
    assert all(place in places for place, letter in enumerate(text) if letter.isalnum())


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (None, None, range(0)),
        ("0", "10", range(10)),
        ("3", "7", range(3, 7)),
        ("0", "11", None),
        ("7", "3", None),
        ("3", "3", None),
        ("3", None, None),
        (None, "3", None),
        ("-1", "3", None),
        ("1e1", "5", None),
        ("٣", "5", None),
        ("9" * 5000, "5", None),
        ("", "", None),
        ("<script>", "5", None),
    ],
)
def test_a_quotation_must_lie_in_the_document(
    start: str | None, end: str | None, expected: range | None
) -> None:
    assert find_quotation(start, end, length=10) == expected
