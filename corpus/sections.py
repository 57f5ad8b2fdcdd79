"""Sections: a text cut at its headings."""

from dataclasses import dataclass

from corpus.reading import HEADING


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and the text under it: `[start:end)` of the document's text.

    Attributes:
        start: Offset of its heading's line.
        end: Offset of the next section, or the end of the text.
        headings: The headings it stands under, outermost first, its own last, without `#`.
    """

    start: int
    end: int
    headings: tuple[str, ...]


def find_sections(text: str) -> list[Section]:
    """Cut a text before its headings.

    Headings with nothing of their own under them belong to the section that follows.

    Returns:
        Sections in order that together hold every character but spaces.
    """
    found = list(HEADING.finditer(text))
    starts = [heading.start() for heading in found] + [len(text)]
    sections: list[Section] = []
    if text[: starts[0]].strip():
        sections.append(Section(start=0, end=starts[0], headings=()))
    path: dict[int, str] = {}
    start = starts[0]
    for heading, end in zip(found, starts[1:], strict=True):
        level = len(heading[1])
        path = {above: words for above, words in path.items() if above < level}
        path[level] = heading[2].strip()
        if text[heading.end() : end].strip() or end == len(text):
            sections.append(Section(start=start, end=end, headings=tuple(path.values())))
            start = end
    return sections
