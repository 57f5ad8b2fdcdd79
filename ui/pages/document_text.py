"""Document text: the text of a document as blocks to show, with the quotation marked in them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from corpus.reading import HEADING

_ENTRY = re.compile(r"- +(?=\S)")


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    ENTRY = "entry"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Characters that are marked, or not; `first` is true of the first marked ones only."""

    text: str
    marked: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading, an entry of a list, or a paragraph: the slice `[start:end)` without its mark.

    Attributes:
        kind: What it is.
        level: 1..6 of a heading, else 0.
        start: Offset of the first character.
        end: Offset after the last character.
    """

    kind: BlockKind
    level: int = 0
    start: int
    end: int

    def stretches(self, text: str, quotation: range) -> list[Stretch]:
        """Cut the block at the ends of the quotation."""
        start = min(max(self.start, quotation.start), self.end)
        end = max(min(self.end, quotation.stop), start)
        cut = [
            Stretch(text=text[self.start : start]),
            Stretch(
                text=text[start:end], marked=True, first=self.start <= quotation.start < self.end
            ),
            Stretch(text=text[end : self.end]),
        ]
        return [stretch for stretch in cut if stretch.text]


def read_blocks(text: str) -> list[Block]:
    """Read the blocks of a text: headings start with `# `, entries with `- `."""
    blocks: list[Block] = []
    for line in _lines(text):
        previous = blocks[-1] if blocks else None
        goes_on = (
            previous is not None
            and previous.kind is line.kind is BlockKind.PARAGRAPH
            and previous.end + 1 == line.start
        )
        if previous is not None and goes_on:
            blocks[-1] = replace(previous, end=line.end)
        else:
            blocks.append(line)
    return blocks


def group_blocks(blocks: Sequence[Block]) -> list[tuple[BlockKind, list[Block]]]:
    """Put neighbours of one kind together, so that entries become one list."""
    return [(kind, list(group)) for kind, group in groupby(blocks, key=lambda block: block.kind)]


def shown_part(blocks: Sequence[Block], quotation: range) -> range | None:
    """The quotation from its first shown character on; None when no block shows any of it."""
    starts = [
        max(block.start, quotation.start)
        for block in blocks
        if block.start < quotation.stop and quotation.start < block.end
    ]
    return range(min(starts), quotation.stop) if starts else None


def find_quotation(start: str | None, end: str | None, *, length: int) -> range | None:
    """The quotation an address names; an empty range when it names none, None when it is wrong.

    Args:
        start: Offset of the first character, as written in the address.
        end: Offset after the last character, as written in the address.
        length: Characters of the document.
    """
    if start is None and end is None:
        return range(0)
    offsets = [_offset(start), _offset(end)]
    if 0 <= offsets[0] < offsets[1] <= length:
        return range(*offsets)
    return None


def _offset(written: str | None) -> int:
    return int(written) if written and re.fullmatch(r"[0-9]{1,9}", written) else -1


def _lines(text: str) -> Iterator[Block]:
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        heading = HEADING.match(line)
        entry = _ENTRY.match(line)
        if heading:
            yield Block(
                kind=BlockKind.HEADING,
                level=len(heading[1]),
                start=start + heading.start(2),
                end=end,
            )
        elif entry:
            yield Block(kind=BlockKind.ENTRY, start=start + entry.end(), end=end)
        elif line.strip():
            yield Block(kind=BlockKind.PARAGRAPH, start=start, end=end)
        start = end + 1
